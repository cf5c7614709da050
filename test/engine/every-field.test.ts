/** Each field of every kind and each setting of every plugin, changed once: that field is in the plan, one PATCH is sent, then nothing differs. */
import { describe, expect, test } from "vitest";
import type { EmbeddedGateway } from "../../src/embedded/gateway.ts";
import { kinds } from "../../src/model/kinds.ts";
import { revealAll } from "../../src/model/secret.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { changesOfKind, changesOfPlugin } from "../kinds/changes.ts";
import { EVERYTHING, samples, The } from "../kinds/samples.ts";
import { declare, OWNER_TAG } from "./declare.ts";
import { congruent, createWorld, type World } from "./kit.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The least of what is referred to, made once. */
const inserted = (gateway: EmbeddedGateway) => {
  const ids = new Map<string, string>();
  const idOf = ({ kind }: The): string => {
    const known = ids.get(kind);
    if (known !== undefined) return known;
    const { id } = gateway.insert(kind, plain(samples[kind]?.least ?? {}));
    ids.set(kind, id);
    return id;
  };
  const resolved = (fields: Fields): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        if (value instanceof The) return [name, { id: idOf(value) }];
        if (!Array.isArray(value)) return [name, value];
        return [name, value.map((item: unknown) => (item instanceof The ? idOf(item) : item))];
      }),
    );
  const plain = (fields: Fields): Fields => revealAll(resolved(fields)) as Fields;
  return { resolved, plain };
};

/** Changes one of ours, and looks at what it takes. */
const expectOneChange = async (
  world: World,
  kind: string,
  path: string,
  before: Fields,
  after: Fields,
  isGlobal = false,
): Promise<void> => {
  const owned = "tags" in (kinds.find((one) => one.kind === kind)?.schema.shape ?? {});
  const tags = Array.isArray(before["tags"]) ? before["tags"] : [];
  const { resolved, plain } = inserted(world.gateway);
  const made = world.gateway.insert(kind, { ...plain(before), ...(owned ? { tags: [...tags, OWNER_TAG] } : {}) });
  const declared = [declare(kind, "it", resolved(after), { id: made.id, isGlobal })];
  world.forget();
  const plan = await world.plan(declared);
  expect(plan.errors).toEqual([]);
  const paths = plan.changes.flatMap(({ fields }) => fields.map((field) => field.path));
  expect(paths.length).toBeGreaterThan(0);
  // A record that was not there is told as a whole.
  const isIt = (told: string): boolean => told === path || path.startsWith(`${told}.`) || told.startsWith(`${path}.`);
  expect(paths.filter((told) => !isIt(told))).toEqual([]);
  const { errors } = await world.run(declared);
  expect(errors).toEqual([]);
  expect(world.sent.map(({ request }) => request)).toEqual([expect.stringMatching(/^PATCH /)]);
  await congruent(world, declared);
};

/** Fields that change only together with another one, or that this gateway has not. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  // It is written and never read.
  services: ["url"],
  // Of the router of expressions.
  routes: ["expression", "priority"],
  plugins: ["consumer_group", "partials"],
  // A chain is at one of the two, and samples refer to one of each kind.
  filter_chains: ["route"],
  certificates: ["key", "cert_alt", "key_alt"],
  keys: ["jwk"],
  // Nothing is known of what is in them.
  workspaces: ["meta", "config"],
  // Of the plugins: what stands in place of another one, and what has one value only.
  acl: ["deny"],
  acme: ["storage_config.kong"],
  "ai-proxy": ["llm_format"],
  "ai-request-transformer": ["llm.route_type"],
  "ai-response-transformer": ["llm.route_type"],
  "proxy-cache": ["strategy"],
};

describe.each(kinds.map(({ kind }) => kind))("%s", (kind) => {
  const { changes, left } = changesOfKind(kind);

  test("have no other field that changes only with another one", () => {
    expect(left).toEqual(TOGETHER[kind] ?? []);
  });

  test.each(changes.map((change) => [change.path, change] as const))("changed in %s", async (path, change) => {
    const isGlobal = kind === "plugins" && !["service", "route", "consumer"].some((field) => field in change.after);
    await expectOneChange(createWorld(EVERYTHING), kind, path, change.before, change.after, isGlobal);
  });
});

describe.each([...pluginSchemas.keys()])("the plugin %s", (name) => {
  test("changed in each of its settings", async () => {
    const { changes, left } = changesOfPlugin(name);
    expect(left).toEqual(TOGETHER[name] ?? []);
    for (const { path, before, after } of changes) {
      const world = createWorld();
      await expectOneChange(
        world,
        "plugins",
        `config.${path}`,
        { name, config: before },
        { name, config: after },
        true,
      );
    }
  });
});
