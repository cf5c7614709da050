// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
/** One contract for two engines: the provider's schema is what this package's own reader of the JSON accepts, and says the same. @module */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { attributesOf as blockAttributes } from "../../src/desired/attributes.ts";
import { compileComparator } from "../../src/engine/comparator.ts";
import { attributeUsesOf, secretAttributesOf } from "../../src/model/attribute-names.ts";
import { Reference, Template } from "../../src/model/declaration.ts";
import type { AnyKind } from "../../src/model/define.ts";
import { kongSchema } from "../../src/model/derive.ts";
import { kindOf, kindOfResource, kinds } from "../../src/model/kinds.ts";
import { MASK, Secret } from "../../src/model/secret.ts";
import { isRecord } from "../../src/model/values.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { type Attribute, attributesOf, dataAttributesOf, typeOfNested } from "../../src/provider/attributes.ts";
import { checkBlock } from "../../src/provider/checks.ts";
import { checkProviderBlock, providerArguments } from "../../src/provider/configuration.ts";
import { declaredFields, isObject } from "../../src/provider/fields.ts";
import { UNKNOWN } from "../../src/provider/value.ts";
import { codes, declarations, failureOf, loadJson } from "../desired/support.ts";
import { coerced, type Plain } from "./core/values.ts";

const ID = "6a7f1f0e-1d0c-4a51-9b39-5bd9a4c0f6d1";
const uses = (attributes: readonly Attribute[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    attributes.map(({ name, required, optional }) => [name, required === true || optional === true ? "given" : "read"]),
  );
const sorted = (record: Iterable<readonly [string, string]>): readonly (readonly [string, string])[] =>
  [...record].sort(([a], [b]) => (a < b ? -1 : 1));

describe.each(kinds.map((kind) => [kind.terraform, kind] as const))("%s", (terraform, kind) => {
  test("has the same attributes for both engines, to be given and to be read", () => {
    expect(sorted(attributeUsesOf(kind, false))).toEqual(sorted(Object.entries(uses(attributesOf(kind)))));
    expect(sorted(attributeUsesOf(kind, true))).toEqual(sorted(Object.entries(uses(dataAttributesOf(kind)))));
  });

  test("has the same write-only attributes", () => {
    const names = (all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name).sort();
    const secrets = [...secretAttributesOf(kind).values()];
    expect(names(secrets.filter(({ isWriteOnly }) => isWriteOnly))).toEqual(
      names(attributesOf(kind).filter(({ writeOnly }) => writeOnly === true)),
    );
    expect(names(secrets.filter(({ isMerged, isWriteOnly }) => isMerged && !isWriteOnly))).toEqual(
      names(attributesOf(kind).filter(({ role, writeOnly }) => role === "secrets" && writeOnly !== true)),
    );
  });

  test("is read from JSON with every attribute that can be given, and refused with every other", async () => {
    const named = (isData: boolean) => (isData ? dataAttributesOf(kind) : attributesOf(kind));
    for (const isData of [false, true]) {
      for (const { name } of [...named(isData), { name: "no_such_attribute" }]) {
        const block = { [terraform]: { it: { [name]: "${null}" } } };
        const errors = await failureOf(isData ? {} : block, isData ? { data: block } : {}).catch(() => []);
        const refused = errors.filter(({ message }) =>
          new RegExp(`'${name}' (is set by|is computed|does not tell)|no attribute '${name}'`).test(message),
        );
        const isGiven = attributeUsesOf(kind, isData).get(name) === "given";
        expect(refused.length, `${isData ? "data " : ""}${name}: ${JSON.stringify(errors)}`).toBe(isGiven ? 0 : 1);
      }
    }
  });

  test("can be referred to by every attribute, or says why not", async () => {
    for (const isData of [false, true]) {
      const attributes = isData ? dataAttributesOf(kind) : attributesOf(kind);
      const block = { kind, isData, name: "x.it", address: "it", body: {} };
      const { lookup } = blockAttributes(
        { blocks: [block], locals: {}, variables: new Map(), providers: [], errors: [] },
        { valueOf: () => undefined, isGiven: () => false },
        "",
        ".",
      );
      for (const { name } of attributes) {
        const read = () => lookup({ root: "x", path: ["it", name] }, { address: "here", field: "f" });
        if (name === "owner" || name === "secrets_version")
          expect(read).toThrow(`'${name}', which the Terraform provider`);
        else expect(() => read(), name).not.toThrow();
      }
      const strange = () => lookup({ root: "x", path: ["it", "colour"] }, { address: "here", field: "f" });
      expect(strange).toThrow("has no attribute 'colour'");
    }
  });
});

/** What both say of a block, as one word each: whether it is refused. */
const refusals = async (
  terraform: string,
  body: Readonly<Record<string, Plain>>,
): Promise<readonly [ours: boolean, provider: boolean]> => {
  const kind = kindOfResource(terraform) ?? kindOf("services");
  const ours = await failureOf({ [terraform]: { it: body } }).catch(() => []);
  const value = coerced(typeOfNested(attributesOf(kind)), body);
  return [ours.length > 0, checkBlock(kind, isObject(value) ? value : {}).length > 0];
};

test.each([
  ["kong_service", { name: "a", adopt: "never" }, false],
  ["kong_service", { name: "a", adopt: "sometimes" }, true],
  ["kong_service", { name: "a", deletion_policy: "abandon" }, false],
  ["kong_service", { name: "a", deletion_policy: "keep" }, true],
  ["kong_service", { id: ID }, false],
  ["kong_service", { id: "a" }, true],
  ["kong_service", { name: "a", extra: { later: 1 } }, false],
  ["kong_service", { name: "a", extra: "later" }, true],
  ["kong_service", { name: "a", extra: { host: "h" } }, true],
  ["kong_route", { service_id: ID }, false],
  ["kong_route", { service_id: "orders" }, true],
  ["kong_route", { service_id: "" }, true],
  ["kong_key_auth", { consumer_id: ID, key: "k" }, false],
  ["kong_key_auth", { consumer_id: ID, key_wo: "k" }, false],
  ["kong_key_auth", { consumer_id: ID, key: "k", key_wo: "k" }, true],
  ["kong_basic_auth", { consumer_id: ID, username: "u", password: "p", password_wo: "p" }, true],
  ["kong_plugin", { name: "cors", scope: { global: true }, config: { credentials: true } }, false],
  ["kong_plugin", { name: "cors", scope: { global: true }, config_secrets: { a: 1 } }, false],
  ["kong_plugin", { name: "cors", scope: { global: true }, config_secrets: "a" }, true],
  ["kong_plugin", { name: "cors", scope: { global: true }, config_secrets_wo: ["a"] }, true],
  ["kong_plugin", { name: "cors", scope: { global: true }, config_secrets: {}, config_secrets_wo: {} }, true],
  ["kong_plugin", { name: "cors" }, true],
  ["kong_plugin", { name: "cors", scope: {} }, true],
  ["kong_plugin", { name: "cors", scope: { route_id: "" } }, true],
  ["kong_plugin", { name: "cors", scope: { route_id: "v1" } }, true],
  ["kong_plugin", { name: "cors", scope: { global: false } }, true],
  ["kong_plugin", { name: "cors", scope: { global: true, route_id: ID } }, true],
] as const)("both engines judge %s %j alike", async (terraform, body, isRefused) => {
  expect(await refusals(terraform, body)).toEqual([isRefused, isRefused]);
});

test.each([
  [{ snis: ["a.example"] }, []],
  [{ identity: "certificates/a.example" }, []],
  [{ id: ID }, []],
  [{ tags: ["a"] }, ["KG_ATTRIBUTE_INVALID"]],
] as const)("a certificate is found by a server name: %j", async (body, expected) => {
  const block = { kong_certificate: { it: body } };
  expect(codes(await failureOf({}, { data: block }).catch(() => []))).toEqual(expected);
});

type Json = Readonly<Record<string, unknown>>;
const recordIn = (value: unknown, key: string): Json => {
  const inner = isRecord(value) ? value[key] : undefined;
  const [only] = Array.isArray(inner) ? inner : [inner];
  return isRecord(only) ? only : {};
};

/** What Terraform makes of the expressions in a stack: the few that these stacks have. */
const evaluated = (value: unknown, stack: Json, variables: Readonly<Record<string, string>>): Plain => {
  if (typeof value === "string") {
    const [, path = ""] = /^\$\{([\w.-]+)\}$/.exec(value) ?? [];
    const [root = "", name = "", attribute = ""] = path.split(".");
    if (path === "") return value.replaceAll("$${", "${").replaceAll("%%{", "%{");
    if (root === "var") return variables[name] ?? String(recordIn(stack["variable"], name)["default"] ?? "");
    const declared = recordIn(recordIn(stack["resource"], root), name)[attribute];
    return declared === undefined || attribute === "id" ? UNKNOWN : evaluated(declared, stack, variables);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => evaluated(item, stack, variables));
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluated(item, stack, variables)]));
  }
  return typeof value === "number" || typeof value === "boolean" ? value : null;
};

/** What a reference or a value that only apply knows looks like, whoever has it; what is secret shows that it is. */
const comparable = (value: unknown): unknown => {
  if (value instanceof Reference || value instanceof Template) return "(known after apply)";
  if (value instanceof Secret) return MASK;
  if (Array.isArray(value)) return value.map(comparable);
  if (!isRecord(value)) return value;
  const { id } = value;
  if (id instanceof Template && Object.keys(value).length === 1) return "(known after apply)";
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]));
};

/** Sets have no order. */
const ordered = (kind: AnyKind, fields: Json): Json =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      const { type } = attributesOf(kind).find(({ name }) => name === field) ?? { type: "dynamic" };
      return [field, Array.isArray(value) && Array.isArray(type) && type[0] === "set" ? [...value].sort() : value];
    }),
  );

const META = new Set(["//", "lifecycle", "depends_on", "provider"]);

/** The fields that each engine sends for every resource of a stack's JSON, by address. */
const sentFields = async (stack: Json, variables: Readonly<Record<string, string>> = {}) => {
  const desired = await loadJson(stack, { vars: variables });
  const ours = new Map<string, unknown>();
  const provider = new Map<string, unknown>();
  const blocks = Object.entries(recordIn({ all: stack["resource"] }, "all")).flatMap(([terraform, named]) =>
    Object.entries(isRecord(named) ? named : {}).map(([name, body]) => ({ terraform, name, body })),
  );
  for (const { terraform, name, body } of blocks) {
    const kind = kindOfResource(terraform);
    if (kind === undefined || !isRecord(body)) throw new Error(`no ${terraform}`);
    const path = recordIn(recordIn(body, "//"), "metadata")["path"];
    const address = typeof path === "string" ? path : `${terraform}.${name}`;
    const declaration = declarations(desired).find((one) => one.address === address);
    const plugin = kind.subschema === undefined ? undefined : String(body[kind.subschema.name]);
    const subschema = plugin === undefined ? undefined : pluginSchemas.get(plugin);
    const { normalise } = compileComparator(kind, kongSchema(kind), subschema);
    const given = Object.fromEntries(Object.entries(body).filter(([attribute]) => !META.has(attribute)));
    const value = coerced(typeOfNested(attributesOf(kind)), evaluated(given, stack, variables));
    const state = isObject(value) ? value : {};
    const shown = (fields: Json) =>
      ordered(kind, Object.fromEntries(Object.entries(normalise(fields)).map(([k, v]) => [k, comparable(v)])));
    ours.set(address, shown(declaration?.fields ?? {}));
    provider.set(address, shown(declaredFields(kind, state)));
  }
  return { ours, provider };
};

const root = resolve(import.meta.dirname, "../..");

test.each(["main.ts", "minimal.ts"])(
  "stacks/%s: both engines send the same fields",
  { timeout: 60_000 },
  async (file) => {
    const folder = mkdtempSync(join(tmpdir(), "kongruent-test-contract-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const run = spawnSync(process.execPath, ["--import", "tsx", join("stacks", file)], {
      cwd: root,
      env: { ...process.env, CDKTF_OUTDIR: folder, CDKTF_CONTEXT_JSON: '{"kongruentInstallProvider":false}' },
      encoding: "utf8",
    });
    expect(run.stderr).toBe("");
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    for (const name of Object.keys(recordIn(manifest, "stacks"))) {
      const json: unknown = JSON.parse(readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8"));
      const { ours, provider } = await sentFields(isRecord(json) ? json : {});
      expect(ours.size).toBeGreaterThan(3);
      expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(provider));
    }
  },
);

test("both engines send the same fields of JSON by hand: types converted, secrets merged, nothing of theirs shown", async () => {
  const { ours, provider } = await sentFields(
    {
      variable: { secret: { type: "string", sensitive: true } },
      resource: {
        kong_service: {
          a: { url: "https://h.internal/api", tags: ["b", "a"], tls_verify: "true", read_timeout: "10" },
        },
        kong_upstream: {
          u: { name: "u", healthchecks: { active: { http_path: "/x", concurrency: "3" } }, slots: 100 },
        },
        kong_target: { t: { upstream_id: "${kong_upstream.u.id}", target: "10.0.0.1" } },
        kong_route: {
          r: {
            service_id: "${kong_service.a.id}",
            paths: ["/b", "/a"],
            methods: ["GET"],
            headers: { "x-a": ["1"] },
            https_redirect_status_code: "301",
            extra: { later: { deep: null } },
          },
        },
        kong_plugin: {
          limit: {
            name: "rate-limiting",
            scope: { route_id: "${kong_route.r.id}" },
            config: { minute: 5, policy: "redis", redis: { host: "r", port: 6379 } },
            config_secrets: { redis: { password: "${var.secret}" } },
          },
          logs: {
            name: "http-log",
            scope: { global: true },
            config: { http_endpoint: "http://log", headers: { "x-plain": "1" } },
            config_secrets_wo: { headers: { authorization: "${var.secret}" }, queue: null },
          },
          only: { name: "session", scope: { global: true }, config_secrets_wo: { secret: "${var.secret}" } },
        },
        kong_consumer: { c: { username: "c", custom_id: "1" } },
        kong_key_auth: {
          k: { consumer_id: "${kong_consumer.c.id}", key_wo: "${var.secret}", ttl: "60" },
          vault: { consumer_id: ID, key: "k2" },
        },
        kong_basic_auth: { b: { consumer_id: ID, username: "u", password_wo: "${var.secret}" } },
        kong_acl: { g: { consumer_id: ID, group: "gold", deletion_policy: "abandon", adopt: "any" } },
      },
    },
    { secret: "s3cret" },
  );
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(provider));
  expect(ours.get("kong_plugin.limit")).toMatchObject({ config: { redis: { host: "r", password: MASK } } });
  expect(JSON.stringify([...ours])).not.toContain("s3cret");
});

test.each([
  [{ adopt: "own" }, false],
  [{ adopt: "mine" }, true],
  [{ admin_token: "a", admin_token_file: "b" }, true],
  [{ tls_ca: "a", tls_ca_file: "b" }, true],
  [{ tls_client_cert: "a", tls_client_key: "b" }, false],
  [{ tls_client_cert: "a", tls_client_cert_file: "b" }, true],
  [{ tls_client_key: "a", tls_client_key_file: "b" }, true],
  [{ owner: false, cascade: true }, false],
] as const)("both engines judge a provider block with %j alike", async (block, isRefused) => {
  const ours = await failureOf({}, { provider: { kong: block } }).catch(() => []);
  const value = coerced(typeOfNested(providerArguments()), block);
  expect(ours.length > 0).toBe(isRefused);
  expect(checkProviderBlock(isObject(value) ? value : {}).length > 0).toBe(isRefused);
  if (isRefused) expect(codes(ours)).toEqual(["KG_PROVIDER_ARGUMENT"]);
});
