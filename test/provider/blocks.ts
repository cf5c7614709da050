/** Random blocks of every kind of the registry, and the gateway that they can be applied to. */
import fc from "fast-check";
import type { EmbeddedGateway } from "../../src/embedded/gateway.ts";
import type { AnyKind } from "../../src/model/define.ts";
import { fieldsOf, referencesOf } from "../../src/model/derive.ts";
import { kindOf, kinds } from "../../src/model/kinds.ts";
import { fieldMap, isSecretField, type KongField } from "../../src/model/kong-schema.ts";
import { revealAll } from "../../src/model/secret.ts";
import { isRecord } from "../../src/model/values.ts";
import { ec, otherEc, otherRsa, renewed, rsa, rsaPublic } from "../kinds/pem.ts";
import { samples, The } from "../kinds/samples.ts";
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
  certificate: uuid("8"),
  otherCertificate: uuid("d"),
  caCertificate: uuid("a"),
  consumerGroup: uuid("b"),
  keySet: uuid("c"),
} as const;

/** The parent that the samples' references stand for. */
export const PARENT_OF: Readonly<Record<string, string>> = {
  services: PARENTS.service,
  routes: PARENTS.route,
  upstreams: PARENTS.upstream,
  consumers: PARENTS.consumer,
  certificates: PARENTS.certificate,
  ca_certificates: PARENTS.caCertificate,
  consumer_groups: PARENTS.consumerGroup,
  key_sets: PARENTS.keySet,
};

const EVERYTHING = ["http", "https"];

export const insertParents = (embedded: EmbeddedGateway): void => {
  embedded.insert("services", { id: PARENTS.service, name: "a-parent", host: "h" });
  embedded.insert("services", { id: PARENTS.otherService, name: "b-parent", host: "h" });
  embedded.insert("routes", { id: PARENTS.route, name: "a-parent", hosts: ["a"], protocols: EVERYTHING });
  embedded.insert("routes", { id: PARENTS.otherRoute, name: "b-parent", hosts: ["b"], protocols: EVERYTHING });
  embedded.insert("upstreams", { id: PARENTS.upstream, name: "a-parent" });
  embedded.insert("consumers", { id: PARENTS.consumer, username: "a-parent" });
  embedded.insert("consumers", { id: PARENTS.otherConsumer, username: "b-parent" });
  // Pairs that no block has: certificates are recognised by what is in them.
  embedded.insert("certificates", { id: PARENTS.certificate, ...pairOf(otherEc) });
  embedded.insert("certificates", { id: PARENTS.otherCertificate, ...pairOf(otherRsa) });
  embedded.insert("ca_certificates", { id: PARENTS.caCertificate, cert: otherRsa.cert });
  embedded.insert("key_sets", { id: PARENTS.keySet, name: "a-parent" });
  try {
    embedded.insert("consumer_groups", { id: PARENTS.consumerGroup, name: "a-parent" });
  } catch {
    // The open-source edition has none, and nothing to hang below them.
  }
};

const pairOf = ({ cert, key }: typeof rsa): Fields => ({ cert, key });

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

const consumer = ref(PARENTS.consumer, PARENTS.otherConsumer);
const ofConsumer = (model: Readonly<Record<string, fc.Arbitrary<unknown>>>, ...required: readonly string[]) =>
  optional<unknown>({ consumer, ...model }, ["consumer", ...required]);

const texts = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const names = fc.uniqueArray(texts("a.example", "b.example", "c.example"), { maxLength: 2 });

const jwk = (kid: string, x: string): Fields => ({
  kid,
  jwk: JSON.stringify({ kty: "EC", crv: "P-256", kid, x, y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" }),
});

/** What tells who an entity of a kind is, and what it hangs on; of some kinds all there is to it. */
const HEADS: Readonly<Record<string, fc.Arbitrary<Fields>>> = {
  services: optional({ name: texts("s1", "s2", "ü") }),
  routes: optional<unknown>({
    name: texts("r1", "r2"),
    service: ref(PARENTS.service, PARENTS.otherService),
  }),
  upstreams: fc.record({ name: texts("u1", "u2.example") }),
  targets: fc.record({
    upstream: fc.constant({ id: PARENTS.upstream }),
    target: texts("10.0.0.1", "10.0.0.1:8000", "10.0.0.1:80", "[::1]:80", "::1", "h.example:443", "H.example"),
  }),
  filter_chains: fc
    .tuple(
      optional<unknown>({ name: texts("f1", "f2"), enabled: fc.boolean() }),
      fc.constantFrom<Fields>({ service: { id: PARENTS.service } }, { route: { id: PARENTS.route } }),
      fc.array(
        optional<unknown>({ name: texts("one", "two"), enabled: fc.boolean(), config: texts("x", '{"a":1}') }, [
          "name",
        ]),
        { minLength: 1, maxLength: 2 },
      ),
    )
    .map(([fields, scope, filters]) => ({ ...fields, ...scope, filters })),
  partials: fc.record({
    name: texts("p1", "p2"),
    type: fc.constant("redis-ce"),
    config: optional<unknown>({
      host: texts("r.example"),
      port: fc.constantFrom(6379, 6380),
      password: texts("secret-of-mine-1", "secret-of-mine-2"),
      ssl: fc.boolean(),
    }),
  }),
  consumers: fc.oneof(
    fc.record({ username: texts("c1", "c2") }),
    fc.record({ custom_id: texts("x1", "x2") }),
    fc.record({ username: texts("c1", "c2"), custom_id: texts("x1", "x2") }),
  ),
  keyauth_credentials: ofConsumer({
    key: texts("key-of-mine-1", "key-of-mine-2"),
    ttl: fc.constantFrom(900_000_000, 800_000_000),
  }),
  basicauth_credentials: ofConsumer(
    { username: texts("n1", "n2"), password: texts("swordfish", "hunter2") },
    "username",
    "password",
  ),
  hmacauth_credentials: ofConsumer(
    { username: texts("n1", "n2"), secret: texts("secret-of-mine-1", "secret-of-mine-2") },
    "username",
  ),
  jwt_secrets: ofConsumer({
    key: texts("issuer-1", "issuer-2"),
    secret: texts("secret-of-mine-1", "secret-of-mine-2"),
    algorithm: texts("HS256", "HS512", "RS256", "ES256"),
    rsa_public_key: texts(rsaPublic),
  }),
  oauth2_credentials: ofConsumer(
    {
      name: texts("app", "other"),
      client_id: texts("app-1", "app-2"),
      client_secret: texts("secret-of-mine-1", "secret-of-mine-2"),
      redirect_uris: fc.array(texts("https://a.example/cb", "https://b.example/cb"), { maxLength: 2 }),
      client_type: texts("confidential", "public"),
    },
    "name",
  ),
  mtls_auth_credentials: ofConsumer(
    { subject_name: texts("CN=a", "CN=b"), ca_certificate: ref(PARENTS.caCertificate) },
    "subject_name",
  ),
  acls: ofConsumer({ group: texts("gold", "silver") }, "group"),
  consumer_groups: fc.record({ name: texts("g1", "g2") }),
  consumer_group_members: fc.record({ consumer_group: ref(PARENTS.consumerGroup), consumer: ref(PARENTS.consumer) }),
  certificates: fc
    .tuple(
      fc.constantFrom(rsa, renewed).map(pairOf),
      fc.constantFrom<Fields>({}, {}, { cert_alt: ec.cert, key_alt: ec.key }),
      optional({ snis: names }),
    )
    .map((parts) => Object.assign({}, ...parts) as Fields),
  snis: fc.record({
    name: texts("a.example", "*.example", "a.*"),
    certificate: ref(PARENTS.certificate, PARENTS.otherCertificate),
  }),
  ca_certificates: fc.constantFrom(rsa, renewed, ec).map(({ cert }) => ({ cert })),
  key_sets: fc.record({ name: texts("k1", "k2") }),
  keys: fc
    .tuple(
      optional<unknown>({ name: texts("k1", "k2"), set: ref(PARENTS.keySet) }),
      fc.constantFrom<Fields>(
        jwk("one", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
        { kid: "one", pem: { private_key: rsa.key, public_key: rsaPublic } },
        { kid: "two", pem: { public_key: rsaPublic } },
        { kid: "two", pem: { private_key: ec.key } },
      ),
    )
    .map(([fields, key]) => ({ ...fields, ...key })),
  vaults: optional<unknown>(
    {
      prefix: texts("env-one", "env-two"),
      name: fc.constant("env"),
      description: texts("Something"),
      config: optional({ prefix: texts("A_", "B_") }),
    },
    ["prefix", "name"],
  ),
  workspaces: optional<unknown>(
    {
      name: texts("w1", "w2"),
      comment: texts("Something"),
      meta: fc.constantFrom({}, { color: "#fff" }),
      config: fc.constantFrom({}, { portal: true }),
    },
    ["name"],
  ),
};

/** Kinds of which more is made up from their schemas than their heads. */
const MORE: ReadonlySet<string> = new Set(["services", "routes", "upstreams", "targets"]);

const own = (kind: string): fc.Arbitrary<Fields> => (MORE.has(kind) ? randomFields(kind) : fc.constant({}));

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
  const head = HEADS[kind.kind];
  const fields =
    head !== undefined
      ? fc.tuple(own(kind.kind), head).map(([body, more]) => ({ ...body, ...more }))
      : plugin === undefined
        ? fc.constantFrom(...PLUGINS).chain(pluginFields)
        : pluginFields(plugin);
  return fc.tuple(fields, "tags" in fieldsOf(kind) ? tags : fc.constant(undefined)).map(([body, given]) => {
    const all = { ...body, ...(given === undefined ? {} : { tags: given }) };
    // Every second block is written with nulls, as Terraform has them.
    return { config: blockOf(kind, all), fields: withoutNulls(all, false) as Fields };
  });
};

/** A sample's fields below the parents that every gateway of these tests has. */
const sampleFields = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof The ? { id: PARENT_OF[value.kind] } : revealAll(value),
    ]),
  );

const sampleBlocks = (size: "least" | "most"): Readonly<Record<string, Block>> =>
  Object.fromEntries(
    Object.entries(samples).map(([kind, sample]) => {
      const fields = sampleFields(sample[size]);
      return [kind, { config: blockOf(kindOf(kind), fields), fields }];
    }),
  );

/** The least block of each kind that the gateway takes. */
export const LEAST_BLOCKS = sampleBlocks("least");

/** The most that can be said of each kind. */
export const MOST_BLOCKS = sampleBlocks("most");

/** A set in an order that does not depend on who wrote it. */
const inOneOrder = (field: KongField, value: unknown): unknown =>
  field.type === "set" && Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value;

/** Settings without secrets, which are never reset, because a gateway may have made them up; sets in one order. */
export const resettable = (schema: KongField, value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(
        [...fieldMap(schema.fields)]
          .filter(([name, field]) => !isSecretField(field, name))
          .map(([name, field]) => [
            name,
            field.type === "record" ? resettable(field, value[name]) : inOneOrder(field, value[name]),
          ]),
      )
    : value;

export { kinds };
