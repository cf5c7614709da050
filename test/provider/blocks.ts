/** Random blocks of every kind of the registry, and the gateway that they can be applied to. */
import fc from "fast-check";
import type { EmbeddedGateway } from "../../src/embedded/gateway.ts";
import type { AnyKind } from "../../src/model/define.ts";
import { referencesOf } from "../../src/model/derive.ts";
import { kindOf, kinds } from "../../src/model/kinds.ts";
import { fieldMap, isSecretField, type KongField } from "../../src/model/kong-schema.ts";
import { isRecord } from "../../src/model/values.ts";
import { configOf, PLUGINS, randomFields } from "../properties/entities.ts";
import type { Config, Plain } from "./core/core.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** A block, and what Kong would be sent by hand for the same thing. */
export interface Block {
  readonly config: Config;
  readonly fields: Fields;
}

const uuid = (digit: string): string =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

/** What blocks refer to; every id is there from the start. */
export const PARENTS = {
  service: uuid("1"),
  otherService: uuid("2"),
  route: uuid("3"),
  otherRoute: uuid("4"),
  upstream: uuid("5"),
  consumer: uuid("6"),
  otherConsumer: uuid("7"),
} as const;

const EVERYTHING = ["http", "https"];

export const insertParents = (embedded: EmbeddedGateway): void => {
  embedded.insert("services", { id: PARENTS.service, name: "a-parent", host: "h" });
  embedded.insert("services", { id: PARENTS.otherService, name: "b-parent", host: "h" });
  embedded.insert("routes", { id: PARENTS.route, name: "a-parent", hosts: ["a"], protocols: EVERYTHING });
  embedded.insert("routes", { id: PARENTS.otherRoute, name: "b-parent", hosts: ["b"], protocols: EVERYTHING });
  embedded.insert("upstreams", { id: PARENTS.upstream, name: "a-parent" });
  embedded.insert("consumers", { id: PARENTS.consumer, username: "a-parent" });
  embedded.insert("consumers", { id: PARENTS.otherConsumer, username: "b-parent" });
};

/** Fields of Kong as a block: references by their ids, what stands for a plugin's scope inside `scope`. */
export const blockOf = (kind: AnyKind, fields: Fields): Config => {
  const references = new Set(referencesOf(kind).map(({ field }) => field));
  const scope = new Set(kind.scope ?? []);
  const config: Record<string, Plain> = {};
  const scoped: Record<string, Plain> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!references.has(name)) {
      // Fields are JSON.
      config[name] = value as Plain;
      continue;
    }
    const id = isRecord(value) ? String(value["id"]) : null;
    if (scope.has(name)) scoped[`${name}_id`] = id;
    else config[`${name}_id`] = id;
  }
  if (kind.scope === undefined) return config;
  return { ...config, scope: Object.keys(scoped).length === 0 ? { global: true } : scoped };
};

const tags = fc.option(fc.subarray(["team-a", "b c", "c"]), { nil: undefined, freq: 2 });

const ref = (...ids: readonly string[]): fc.Arbitrary<Fields> => fc.constantFrom(...ids).map((id) => ({ id }));

const optional = <T>(model: Readonly<Record<string, fc.Arbitrary<T>>>, requiredKeys: string[] = []) =>
  fc.record(model, { requiredKeys });

/** What tells who an entity of a kind is, and what it hangs on. */
const HEADS: Readonly<Record<string, fc.Arbitrary<Fields>>> = {
  services: optional({ name: fc.constantFrom("s1", "s2", "ü") }),
  routes: optional<unknown>({
    name: fc.constantFrom("r1", "r2"),
    service: ref(PARENTS.service, PARENTS.otherService),
  }),
  upstreams: fc.record({ name: fc.constantFrom("u1", "u2.example") }),
  targets: fc.record({
    upstream: fc.constant({ id: PARENTS.upstream }),
    target: fc.constantFrom(
      "10.0.0.1",
      "10.0.0.1:8000",
      "10.0.0.1:80",
      "[::1]:80",
      "::1",
      "h.example:443",
      "H.example",
    ),
  }),
  plugins: fc.record({}),
  consumers: fc.oneof(
    fc.record({ username: fc.constantFrom("c1", "c2") }),
    fc.record({ custom_id: fc.constantFrom("x1", "x2") }),
    fc.record({ username: fc.constantFrom("c1", "c2"), custom_id: fc.constantFrom("x1", "x2") }),
  ),
  keyauth_credentials: optional<unknown>(
    {
      consumer: ref(PARENTS.consumer, PARENTS.otherConsumer),
      key: fc.constantFrom("key-of-mine-1", "key-of-mine-2"),
      ttl: fc.constantFrom(900_000_000, 800_000_000),
    },
    ["consumer"],
  ),
  basicauth_credentials: fc.record({
    consumer: ref(PARENTS.consumer, PARENTS.otherConsumer),
    username: fc.constantFrom("n1", "n2"),
    password: fc.constantFrom("swordfish", "hunter2"),
  }),
  acls: fc.record({ consumer: ref(PARENTS.consumer, PARENTS.otherConsumer), group: fc.constantFrom("gold", "silver") }),
};

/** Fields that are in the heads, or that only stream routes have. */
const own = (kind: string): fc.Arbitrary<Fields> => {
  if (kind === "keyauth_credentials" || kind === "basicauth_credentials" || kind === "acls") return fc.constant({});
  if (kind === "consumers") return fc.constant({});
  return randomFields(kind);
};

const scopes: fc.Arbitrary<Fields> = fc.constantFrom<Fields>(
  {},
  { service: { id: PARENTS.service } },
  { route: { id: PARENTS.route } },
  { route: { id: PARENTS.otherRoute } },
  { consumer: { id: PARENTS.consumer } },
  { service: { id: PARENTS.service }, consumer: { id: PARENTS.consumer } },
  { route: { id: PARENTS.route }, consumer: { id: PARENTS.otherConsumer } },
  { route: { id: PARENTS.route }, service: { id: PARENTS.otherService } },
);

const pluginFields = (name: string): fc.Arbitrary<Fields> =>
  fc
    .tuple(randomFields("plugins"), fc.option(configOf(name), { nil: undefined, freq: 5 }), scopes)
    .map(([fields, config, scope]) => ({
      name,
      ...fields,
      ...scope,
      ...(config === undefined ? {} : { config }),
    }));

/** Null stands for nothing in a block, except within the settings of a plugin. */
const withoutNulls = (value: unknown, isWhole: boolean): unknown => {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) =>
      item === null && !isWhole ? [] : [[name, withoutNulls(item, isWhole || name === "config")]],
    ),
  );
};

/** Blocks of a kind; those of one plugin where it is named. Most of them the gateway accepts. */
export const blocks = (kind: AnyKind, plugin?: string): fc.Arbitrary<Block> => {
  const fields =
    kind.subschema === undefined
      ? fc.tuple(own(kind.kind), HEADS[kind.kind] ?? fc.constant({})).map(([body, head]) => ({ ...body, ...head }))
      : plugin === undefined
        ? fc.constantFrom(...PLUGINS).chain(pluginFields)
        : pluginFields(plugin);
  return fc.tuple(fields, tags).map(([body, given]) => {
    const all = { ...body, ...(given === undefined ? {} : { tags: given }) };
    // Every second block is written with nulls, as Terraform has them.
    return { config: blockOf(kind, all), fields: withoutNulls(all, false) as Fields };
  });
};

/** The least block of each kind that the gateway takes. */
export const LEAST_BLOCKS: Readonly<Record<string, Block>> = Object.fromEntries(
  (
    [
      ["services", { host: "h.example" }],
      ["routes", { hosts: ["h.example"] }],
      ["upstreams", { name: "u" }],
      ["targets", { upstream: { id: PARENTS.upstream }, target: "10.0.0.1" }],
      ["plugins", { name: "cors" }],
      ["consumers", { username: "c" }],
      ["keyauth_credentials", { consumer: { id: PARENTS.consumer } }],
      ["basicauth_credentials", { consumer: { id: PARENTS.consumer }, username: "n", password: "swordfish" }],
      ["acls", { consumer: { id: PARENTS.consumer }, group: "gold" }],
    ] as const
  ).map(([kind, fields]) => [kind, { config: blockOf(kindOf(kind), fields), fields }]),
);

/** Settings without secrets, which are never reset, because a gateway may have made them up. */
export const resettable = (schema: KongField, value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(
        [...fieldMap(schema.fields)]
          .filter(([, field]) => !isSecretField(field))
          .map(([name, field]) => [name, field.type === "record" ? resettable(field, value[name]) : value[name]]),
      )
    : value;

export { kinds };
