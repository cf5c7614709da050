import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAdminGateway } from "../../src/admin/gateway.ts";
import { handlerTransport } from "../../src/admin/transport.ts";
import { createEmbeddedGateway } from "../../src/embedded/gateway.ts";
import { type Comparator, compileComparator } from "../../src/engine/comparator.ts";
import type { Entity, Gateway } from "../../src/engine/gateway.ts";
import { kongSchema } from "../../src/model/derive.ts";
import { absentValue } from "../../src/model/fill.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { Secret } from "../../src/model/secret.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { runs } from "./chance.ts";
import { configOf, PLUGINS, randomFields, type Values } from "./entities.ts";
import { changedLeaves, declarable, schemaFields, sentPaths, withLeaf, withoutDefaults } from "./leaves.ts";

const CONSUMER = "00000000-0000-4000-8000-000000000001";
const UPSTREAM = "00000000-0000-4000-8000-000000000002";
const ID = "00000000-0000-4000-8000-000000000003";

/** Who it is, for each kind. */
const KEYS: Readonly<Record<string, Values>> = {
  services: { name: "one" },
  routes: { name: "one" },
  upstreams: { name: "one" },
  targets: { upstream: { id: UPSTREAM }, target: "10.0.0.1:80" },
  consumers: { username: "one" },
  keyauth_credentials: { consumer: { id: CONSUMER } },
  basicauth_credentials: { consumer: { id: CONSUMER }, username: "one" },
  acls: { consumer: { id: CONSUMER } },
};
const own: Readonly<Record<string, fc.Arbitrary<Values>>> = {
  acls: fc.constantFrom("gold", "silver").map((group) => ({ group })),
  keyauth_credentials: fc.constantFrom("k1", "k2").map((key) => ({ key })),
  basicauth_credentials: fc.constantFrom("swordfish", "hunter2").map((password) => ({ password })),
};
const plugins = Object.fromEntries(
  PLUGINS.map((name) => [
    name,
    fc.tuple(randomFields("plugins"), configOf(name)).map(([fields, config]): Values => ({ ...fields, config, name })),
  ]),
);

/** An embedded gateway that holds one entity; undefined where it refuses it. */
const holding = async (kind: string, fields: Values): Promise<{ gateway: Gateway; live: Entity } | undefined> => {
  const embedded = createEmbeddedGateway();
  embedded.insert("consumers", { id: CONSUMER, username: "parent" });
  embedded.insert("upstreams", { id: UPSTREAM, name: "parent" });
  try {
    embedded.insert(kind, { ...fields, id: ID });
  } catch {
    return undefined;
  }
  const gateway = createAdminGateway({ url: "http://embedded", transport: handlerTransport(embedded.handle) });
  const live = await gateway.read(kindOf(kind), ID, kind === "targets" ? UPSTREAM : undefined);
  return live === undefined ? undefined : { gateway, live };
};

/** A null at the top of a declaration is undeclared: a live null in place of a default cannot be declared. */
const withoutNulls = (kind: string, fields: Values): Values =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => {
      const field = schemaFields(kindOf(kind)).get(name);
      return value !== null || field === undefined || absentValue(field) === null;
    }),
  );

/** Fields that say together how requests are spread: one changes the other on the gateway. */
const COUPLED = ["hash_on", "algorithm"];
const options = { ignoreChanges: [] };

const cases: readonly (readonly [string, string | undefined])[] = [
  ...Object.keys(KEYS).map((kind) => [kind, undefined] as const),
  ...PLUGINS.map((plugin) => ["plugins", plugin] as const),
];

describe.each(cases)("the comparator of %s %s", (kindName, plugin) => {
  const kind = kindOf(kindName);
  const fields = schemaFields(kind, plugin);
  const subschema = plugin === undefined ? undefined : pluginSchemas.get(plugin);
  const comparator: Comparator = compileComparator(kind, kongSchema(kind), subschema);
  const differences = (declared: Values, live: Entity) =>
    comparator.compare(comparator.normalise(declared), live, options);
  const random = (
    plugin === undefined ? (own[kindName] ?? randomFields(kindName)) : (plugins[plugin] ?? fc.constant({}))
  ).map((values) => withoutNulls(kindName, { ...KEYS[kindName], ...values }));
  /** A password comes back hashed: it is declared as it was sent. */
  const declared = (sent: Values, live: Entity): Values => ({
    ...declarable(fields, live),
    ...(sent["password"] === undefined ? {} : { password: new Secret(sent["password"]) }),
  });

  test("finds nothing between an entity and its own words, all of them or those that are no defaults", async () => {
    await fc.assert(
      fc.asyncProperty(random, async (sent) => {
        const held = await holding(kindName, sent);
        fc.pre(held !== undefined);
        const all = declared(sent, held.live);
        expect(differences(sent, held.live).fields).toEqual([]);
        expect(differences(all, held.live).fields).toEqual([]);
        expect(differences({ ...held.live, ...all }, held.live).fields).toEqual([]);
        const isGrpc = String(all["protocols"]).includes("grpc");
        const few = { ...withoutDefaults(fields, all), ...(isGrpc ? { strip_path: all["strip_path"] } : {}) };
        expect(differences(few, held.live).fields).toEqual([]);
      }),
      runs(25),
    );
  });

  test("finds the one field that is changed, sends only that, and then finds nothing", async () => {
    await fc.assert(
      fc.asyncProperty(random, random, fc.nat(), async (first, second, choice) => {
        const held = await holding(kindName, first);
        const other = await holding(kindName, second);
        fc.pre(held !== undefined && other !== undefined);
        const before = declared(first, held.live);
        const leaves = changedLeaves(fields, before, declared(second, other.live)).filter(({ path, value }) => {
          const field = fields.get(path[0] ?? "");
          return value !== undefined || (field !== undefined && absentValue(field) === null);
        });
        const leaf = leaves[choice % Math.max(leaves.length, 1)];
        fc.pre(leaf !== undefined);
        const after = withLeaf(before, leaf);
        fc.pre((await holding(kindName, after)) !== undefined);
        const { fields: found, patch } = differences(after, held.live);
        const path = leaf.path.join(".");
        if (!COUPLED.includes(path)) {
          expect(found.map((change) => change.path)).toEqual([path]);
          const together = kind.together?.find((group) => group.includes(path)) ?? [path];
          expect([...sentPaths(fields, patch)].sort()).toEqual([...together].sort());
        }
        if (found.length === 0) return;
        const now = await held.gateway.update(kind, held.live, patch);
        expect(differences(after, now).fields).toEqual([]);
        expect(now["created_at"]).toBe(held.live["created_at"]);
      }),
      runs(25),
    );
  });
});
