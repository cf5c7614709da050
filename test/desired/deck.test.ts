import { describe, expect, test } from "vitest";
import type { LoadOptions } from "../../src/desired/load.ts";
import { type Declaration, Reference } from "../../src/model/declaration.ts";
import { reveal, Secret } from "../../src/model/secret.ts";
import { codes, declarations, failure, folderWith, load } from "./support.ts";

const VERSION = '_format_version: "3.0"\n';

/** What one file declares; the version's line is line 1. */
const loadDeck = async (yaml: string, options: Partial<LoadOptions> = {}) =>
  load(await folderWith({ "kong.yaml": VERSION + yaml }), { source: "kong.yaml", ...options });
const declaredBy = async (yaml: string, options: Partial<LoadOptions> = {}): Promise<readonly Declaration[]> =>
  declarations(await loadDeck(yaml, options));
const failureOf = (yaml: string, options: Partial<LoadOptions> = {}) => failure(loadDeck(yaml, options));
const messagesOf = async (yaml: string, options: Partial<LoadOptions> = {}) =>
  (await failureOf(yaml, options)).map(({ message }) => message);

const at = (all: readonly Declaration[], address: string): Declaration => {
  const found = all.find((one) => one.address === address);
  if (found === undefined) throw new Error(`no ${address} among ${all.map((one) => one.address).join(", ")}`);
  return found;
};
const target = (value: unknown): string => (value instanceof Reference ? value.address : JSON.stringify(value));

describe("entities of decK files", () => {
  test("what stands below an entity belongs to it, at any depth", async () => {
    const all = await declaredBy(`services:
- name: orders
  host: orders.internal
  plugins:
  - name: cors
  routes:
  - name: orders-v1
    paths: [/orders]
    plugins:
    - name: key-auth
`);
    expect(all.map(({ kind, address }) => `${kind} at ${address}`)).toEqual([
      "services at kong.yaml:3 service orders",
      "plugins at kong.yaml:6 plugin cors",
      "routes at kong.yaml:8 route orders-v1",
      "plugins at kong.yaml:11 plugin key-auth",
    ]);
    expect(target(at(all, "kong.yaml:8 route orders-v1").fields["service"])).toBe("kong.yaml:3 service orders");
    expect(target(at(all, "kong.yaml:11 plugin key-auth").fields["route"])).toBe("kong.yaml:8 route orders-v1");
    expect(at(all, "kong.yaml:6 plugin cors").isGlobal).toBe(false);
    expect(at(all, "kong.yaml:3 service orders").fields).toEqual({ name: "orders", host: "orders.internal" });
  });

  test("every kind is read, nested or flat", async () => {
    const all = await declaredBy(`consumers:
- username: mobile
  custom_id: m-1
  acls: [{group: gold}]
  basicauth_credentials: [{username: mobile, password: hunter2}]
  hmacauth_credentials: [{username: mobile}]
  jwt_secrets: [{key: issuer}]
  keyauth_credentials: [{key: secret-key-1}]
  oauth2_credentials: [{name: app, redirect_uris: [https://app.example]}]
  mtls_auth_credentials: [{subject_name: mobile.example}]
  groups: [{name: partners}]
  plugins: [{name: request-size-limiting}]
consumer_groups:
- name: partners
  consumers: [{username: mobile}]
  plugins: [{name: rate-limiting, config: {minute: 5}}]
certificates:
- cert: CERT
  key: KEY
  snis: [{name: shop.example}]
ca_certificates: [{cert: CA, id: 3d8eef48-b9d7-4e0e-a84a-5f2f3d3b9d0b, cert_digest: abc}]
vaults: [{name: env, prefix: my-env, config: {prefix: SHOP_}}]
key_sets: [{name: tokens}]
keys: [{name: one, kid: k1, set: {name: tokens}, jwk: "{}"}]
upstreams: [{name: up, targets: [{target: "10.0.0.1:80"}]}]
services:
- name: s
  host: h
  ca_certificates: [3d8eef48-b9d7-4e0e-a84a-5f2f3d3b9d0b]
  filter_chains: [{name: chain, filters: [{name: f}]}]
partials: [{name: p, type: redis-ce, config: {host: r}}]
`);
    const count: Record<string, number> = {};
    for (const { kind } of all) count[kind] = (count[kind] ?? 0) + 1;
    expect(count).toEqual({
      consumers: 1,
      acls: 1,
      basicauth_credentials: 1,
      hmacauth_credentials: 1,
      jwt_secrets: 1,
      keyauth_credentials: 1,
      oauth2_credentials: 1,
      mtls_auth_credentials: 1,
      consumer_group_members: 1,
      consumer_groups: 1,
      plugins: 2,
      certificates: 1,
      snis: 1,
      ca_certificates: 1,
      vaults: 1,
      key_sets: 1,
      keys: 1,
      upstreams: 1,
      targets: 1,
      services: 1,
      filter_chains: 1,
      partials: 1,
    });
    const of = (kind: string): Declaration => all.find((one) => one.kind === kind) as Declaration;
    expect(target(of("keys").fields["set"])).toBe(of("key_sets").address);
    expect(target(of("snis").fields["certificate"])).toBe(of("certificates").address);
    const { consumer, consumer_group: group } = of("consumer_group_members").fields;
    expect([target(consumer), target(group)]).toEqual([of("consumers").address, of("consumer_groups").address]);
    expect(of("services").dependsOn).toEqual([of("ca_certificates").address]);
    expect(of("ca_certificates")).toMatchObject({ id: "3d8eef48-b9d7-4e0e-a84a-5f2f3d3b9d0b", fields: { cert: "CA" } });
    for (const [kind, field] of [
      ["basicauth_credentials", "password"],
      ["keyauth_credentials", "key"],
      ["certificates", "key"],
      ["keys", "jwk"],
    ] as const) {
      expect(of(kind).fields[field], kind).toBeInstanceOf(Secret);
    }
    expect(of("keyauth_credentials").address).toBe("kong.yaml:9 key_auth");
  });

  test("server names of a certificate may be texts, as the gateway has them", async () => {
    const [certificate] = await declaredBy("certificates:\n- {cert: C, key: K, snis: [a.example, b.example]}\n");
    expect(certificate?.fields["snis"]).toEqual(["a.example", "b.example"]);
  });

  test("references are a name, a mapping with a name or an id, or an id", async () => {
    const id = "9f1a2b3c-0000-4000-8000-000000000001";
    const live = "9f1a2b3c-0000-4000-8000-000000000002";
    const all = await declaredBy(`services:
- {name: orders, host: h, id: ${id}}
routes:
- {name: by-name, paths: [/a], service: orders}
- {name: by-mapping, paths: [/b], service: {name: orders}}
- {name: by-id, paths: [/c], service: {id: ${id}}}
- {name: by-text-id, paths: [/d], service: ${id.toUpperCase()}}
- {name: to-live, paths: [/e], service: {id: ${live}}}
- {name: without, paths: [/f], service: null}
plugins:
- {name: cors, service: orders}
- {name: cors, consumer: {username: mobile}}
consumers: [{username: mobile}]
`);
    const service = (name: string) => target(all.find(({ fields }) => fields["name"] === name)?.fields["service"]);
    for (const name of ["by-name", "by-mapping", "by-id", "by-text-id"]) {
      expect(service(name), name).toBe("kong.yaml:3 service orders");
    }
    expect(service("to-live")).toBe(JSON.stringify({ id: live }));
    expect(service("without")).toBe(JSON.stringify(undefined));
    expect(all.filter(({ isGlobal }) => isGlobal)).toEqual([]);
  });

  test("a plugin at the top level without a scope is global; one with an empty scope never is", async () => {
    const [global] = await declaredBy("plugins:\n- name: prometheus\n");
    expect(global).toMatchObject({ isGlobal: true, fields: { name: "prometheus" } });
    for (const empty of ["null", '""', "{}", "{id: null}", '{name: ""}', "~", `\${{ env "DECK_EMPTY" }}`]) {
      const errors = await failureOf(`plugins:\n- name: cors\n  service: ${empty}\n`, { env: { DECK_EMPTY: "" } });
      expect(codes(errors), empty).toEqual(["KG_SCOPE_UNRESOLVED"]);
      expect(errors[0]?.message).toContain("kong.yaml:4: 'service' is there and empty.");
    }
  });

  test("a scope of its own is refused below another entity; the same one again is not", async () => {
    const errors = await failureOf(`consumers: [{username: mobile}]
services:
- name: orders
  host: h
  plugins:
  - name: cors
    service: orders
  - name: rate-limiting
    consumer: mobile
  routes:
  - name: r
    service: {name: other}
- {name: other, host: h}
`);
    expect(errors.map(({ message }) => message.split(". ")[0])).toEqual([
      "kong.yaml:10: it stands below kong.yaml:4 service orders and has 'consumer' besides",
      "kong.yaml:13: it stands below kong.yaml:4 service orders and has 'service' besides",
    ]);
  });

  test("names that nothing has are all reported, with the nearest that there is", async () => {
    const messages = await messagesOf(`services: [{name: orders, host: h}]
routes:
- {name: a, paths: [/], service: order}
plugins:
- {name: cors, route: nowhere}
- {name: cors, consumer: {username: nobody}}
`);
    expect(messages).toEqual([
      "kong.yaml:4: 'service' refers to the service 'order', which is not declared. Did you mean 'orders'? Declare it, or, if it is on the gateway already, name its tags in _info.default_lookup_tags.services.",
      "kong.yaml:6: 'route' refers to the route 'nowhere', which is not declared. Declare it, or, if it is on the gateway already, name its tags in _info.default_lookup_tags.routes.",
      "kong.yaml:7: 'consumer' refers to the consumer 'nobody', which is not declared. Declare it, or, if it is on the gateway already, name its tags in _info.default_lookup_tags.consumers.",
    ]);
  });

  test("mistyped keys and wrong forms are all reported, each with its line", async () => {
    const messages = await messagesOf(`servces: []
services:
- name: orders
  hots: h
  routes:
    name: not-a-list
- just-a-text
upstreams: {name: up}
consumers:
- username: a
  id: not-a-uuid
  keyauth_credential: []
`);
    expect(messages).toEqual([
      "kong.yaml:2: a decK file has no key 'servces'. Did you mean 'services'?",
      "kong.yaml:3: 'services' must be a list of mappings; its item 2 is none.",
      "kong.yaml:5: the service has no key 'hots'. Did you mean 'host'?",
      "kong.yaml:6: 'routes' must be a list.",
      "kong.yaml:9: 'upstreams' must be a list.",
      "kong.yaml:12: 'id' pins the entity's id and must be a UUID.",
      "kong.yaml:13: the consumer has no key 'keyauth_credential'. Did you mean 'keyauth_credentials'?",
    ]);
  });

  test("a field that only a newer gateway may have is left for the gateway's schema to judge", async () => {
    const [plugin] = await declaredBy("plugins: [{name: cors, ordering: {before: {access: [key-auth]}}}]\n");
    expect(plugin?.fields["ordering"]).toEqual({ before: { access: ["key-auth"] } });
  });

  test("what the gateway sets by itself may stand in the file, as in a dump", async () => {
    const [service] = await declaredBy("services: [{name: s, host: h, created_at: 1700000000, updated_at: 1}]\n");
    expect(service?.fields).toEqual({ name: "s", host: "h" });
  });

  test("two entities of one line have addresses of their own", async () => {
    const all = await declaredBy("plugins: [{name: cors, tags: &t [a]}, {name: cors, tags: *t}]\n");
    expect(all.map(({ address }) => address)).toEqual(["kong.yaml:2 plugin cors", "kong.yaml:2:39 plugin cors"]);
    const shared = await declaredBy(`services:
- name: a
  host: h
  plugins: &guards
  - name: key-auth
- name: b
  host: h
  plugins: *guards
`);
    expect(shared.map(({ address }) => address)).toEqual([
      "kong.yaml:3 service a",
      "kong.yaml:6 plugin key-auth",
      "kong.yaml:7 service b",
      "kong.yaml:6:5 plugin key-auth",
    ]);
  });

  test("a field beside the url shorthand wins over what it says, as in decK", async () => {
    const [mixed, alone] = await declaredBy(`services:
- {name: a, url: "https://a.internal/api", port: 8443}
- {name: b, url: "https://b.internal"}
`);
    expect(mixed?.fields).toEqual({ name: "a", protocol: "https", host: "a.internal", path: "/api", port: 8443 });
    expect(alone?.fields).toEqual({ name: "b", url: "https://b.internal" });
  });
});

describe("settings of decK files", () => {
  test("one select tag is the owner's tag; it is not one of the declared tags", async () => {
    const desired = await loadDeck(`_info: {select_tags: [team-shop]}
services: [{name: a, host: h, tags: [team-shop, blue]}, {name: b, host: h}]
`);
    expect(desired.gateways[0]).toMatchObject({
      provider: { owner: "team-shop", ownerTag: "team-shop" },
      owners: ["team-shop"],
    });
    expect(declarations(desired).map(({ owner, fields }) => [owner, fields["tags"]])).toEqual([
      ["team-shop", ["blue"]],
      ["team-shop", undefined],
    ]);
  });

  test("several select tags are put on everything, and the owner's usual tag tells whose it is", async () => {
    const desired = await loadDeck(`_info: {select_tags: [shop, prod]}
services: [{name: a, host: h, tags: [prod, blue]}, {name: b, host: h}]
`);
    expect(desired.gateways[0]?.provider).toEqual({ owner: "prod+shop" });
    const turned = await loadDeck("_info: {select_tags: [prod, shop]}\nservices: [{name: b, host: h}]\n");
    expect(turned.gateways[0]?.provider).toEqual(desired.gateways[0]?.provider);
    expect(declarations(desired).map(({ fields }) => fields["tags"])).toEqual([
      ["prod", "blue", "shop"],
      ["shop", "prod"],
    ]);
  });

  test("without select tags nobody owns it, unless the run names a tag", async () => {
    const services = "services: [{name: a, host: h}]\n";
    expect((await loadDeck(services)).gateways[0]).toMatchObject({ provider: { owner: false }, owners: [] });
    expect((await loadDeck(services, { ownerTag: "t" })).gateways[0]).toMatchObject({
      provider: { owner: "t", ownerTag: "t" },
      owners: ["t"],
    });
  });

  test("the file's defaults fill what is not declared, below what is and above the gateway's", async () => {
    const all = await declaredBy(`_info:
  defaults:
    service: {retries: 3, port: 8080, protocol: https}
    route: {strip_path: true, protocols: [https]}
    upstream: {healthchecks: {active: {healthy: {interval: 5}, type: http}}, slots: 100}
    target: {weight: 7}
services:
- {name: a, host: h, port: 9090}
- {name: b, url: "http://b.internal"}
- {name: c, host: h, retries: null}
routes:
- {name: r, paths: [/]}
- {name: g, paths: [/], protocols: [grpc]}
upstreams:
- {name: u, healthchecks: {active: {healthy: {successes: 2}}}, targets: [{target: "h:1"}]}
`);
    const of = (name: string) => all.find(({ fields }) => fields["name"] === name)?.fields;
    expect(of("a")).toEqual({ name: "a", host: "h", port: 9090, retries: 3, protocol: "https" });
    expect(of("b")).toEqual({ name: "b", url: "http://b.internal", retries: 3 });
    expect(of("c")).toMatchObject({ retries: 3 });
    expect(of("r")).toMatchObject({ strip_path: true, protocols: ["https"] });
    expect(of("g")).toEqual({ name: "g", paths: ["/"], protocols: ["grpc"] });
    expect(of("u")).toMatchObject({
      slots: 100,
      healthchecks: { active: { type: "http", healthy: { interval: 5, successes: 2 } } },
    });
    expect(all.find(({ kind }) => kind === "targets")?.fields).toMatchObject({ weight: 7 });
  });

  test("with lookup tags a name that the file does not declare is an existing entity", async () => {
    const all = await declaredBy(`_info: {default_lookup_tags: {services: [shared], consumers: [shared]}}
routes:
- {name: a, paths: [/a], service: billing}
- {name: b, paths: [/b], service: {name: billing}}
plugins:
- {name: cors, consumer: partner}
`);
    const existing = all.filter((one) => one.existing);
    expect(existing.map(({ kind, address, fields, owner }) => ({ kind, address, fields, owner }))).toEqual([
      { kind: "services", address: "kong.yaml:4 existing service billing", fields: { name: "billing" }, owner: false },
      {
        kind: "consumers",
        address: "kong.yaml:7 existing consumer partner",
        fields: { username: "partner" },
        owner: false,
      },
    ]);
    const services = all.filter(({ kind }) => kind === "routes").map(({ fields }) => target(fields["service"]));
    expect(services).toEqual(["kong.yaml:4 existing service billing", "kong.yaml:4 existing service billing"]);
  });

  test("shared plugin settings lie below a plugin's own, record by record", async () => {
    const [plugin] = await declaredBy(`_plugin_configs:
  limits: {minute: 60, policy: redis, redis: {host: r, port: 6379}}
plugins:
- {name: rate-limiting, _config: limits, config: {minute: 5, redis: {host: other}}}
`);
    expect(plugin?.fields).toEqual({
      name: "rate-limiting",
      config: { minute: 5, policy: "redis", redis: { host: "other", port: 6379 } },
    });
    const messages = await messagesOf("_plugin_configs: {limits: {}}\nplugins: [{name: cors, _config: limit}]\n");
    expect(messages).toEqual([
      "kong.yaml:3: '_config' names 'limit', which _plugin_configs does not have. Did you mean 'limits'?",
    ]);
  });

  test("a tag that YAML reads as a boolean is refused with the reason", async () => {
    expect(await messagesOf("_info: {select_tags: [y]}\n")).toEqual([
      "kong.yaml:2: 'select_tags' must be a list of texts. YAML takes a bare y, no, on or 12 for a boolean or a number: put quotes around it.",
    ]);
  });

  test("the workspace is the gateway's", async () => {
    expect((await loadDeck("_workspace: team\n")).gateways[0]?.provider).toEqual({ owner: false, workspace: "team" });
  });

  test("what decK has and this has not is said in a sentence, never passed over", async () => {
    const errors = await failureOf(`_konnect: {control_plane_name: cp}
_transform: false
_info: {consumer_group_policy_overrides: true, skip_hash_for_basic_auth: false, select_tag: [a]}
custom_entities: [{type: degraphql_routes}]
rbac_roles: [{name: r}]
licenses: [{id: x}]
_comment: hello
`);
    expect(errors.map(({ code, message }) => `${code} ${message.split(/(?<=\.|\?) /)[0]}`)).toEqual([
      "KG_DECK_UNSUPPORTED kong.yaml:2: a control plane of Konnect ('_konnect') is not supported.",
      "KG_DECK_UNSUPPORTED kong.yaml:3: '_transform: false' is not supported.",
      "KG_DECK_KEY_UNKNOWN kong.yaml:4: _info has no key 'select_tag'.",
      "KG_DECK_UNSUPPORTED kong.yaml:4: '_info.consumer_group_policy_overrides' is not supported.",
      "KG_DECK_UNSUPPORTED kong.yaml:5: 'custom_entities' is not supported.",
      "KG_DECK_UNSUPPORTED kong.yaml:6: access control of Kong Enterprise ('rbac_roles') is not supported.",
      "KG_DECK_UNSUPPORTED kong.yaml:7: 'licenses' is not supported.",
      "KG_DECK_KEY_UNKNOWN kong.yaml:8: a decK file has no key '_comment'.",
    ]);
  });

  test("other format versions are refused with the way to convert them", async () => {
    for (const version of ['"1.1"', '"2.0"', '"3.1"', "1.1"]) {
      const cwd = await folderWith({ "kong.yaml": `_format_version: ${version}\nservices: []\n` });
      const errors = await failure(load(cwd, { source: "kong.yaml" }));
      expect(codes(errors), version).toEqual(["KG_DECK_VERSION"]);
      expect(errors[0]?.message).toContain("deck file convert --from kong-gateway-2.x --to kong-gateway-3.x");
    }
    const none = await folderWith({ "kong.yaml": "services: []\n", "empty.yaml": "", "comment.yaml": "# nothing\n" });
    for (const source of ["kong.yaml", "empty.yaml", "comment.yaml"]) {
      expect(codes(await failure(load(none, { source }))), source).toEqual(["KG_DECK_VERSION"]);
    }
  });
});

describe("folders of decK files", () => {
  test("all files of a folder and of the folders in it are one source", async () => {
    const cwd = await folderWith({
      "deck/base.yaml": `${VERSION}_info: {select_tags: [shop]}\nservices: [{name: a, host: h}]\n`,
      "deck/teams/routes.yml": "_info: {select_tags: [shop]}\nroutes:\n- {name: r, paths: [/], service: a}\n",
      "deck/teams/more.json": { plugins: [{ name: "cors", service: { name: "a" } }] },
      "deck/README.md": "no decK file",
      "deck/.hidden/x.yaml": "nonsense: true",
      "deck/node_modules/x/package.json": "{}",
    });
    const desired = await load(cwd, { source: "deck" });
    expect(desired.gateways[0]?.stacks).toEqual(["deck"]);
    expect(declarations(desired).map(({ address }) => address)).toEqual([
      "deck/base.yaml:3 service a",
      "deck/teams/more.json:1 plugin cors",
      "deck/teams/routes.yml:3 route r",
    ]);
  });

  test("settings that contradict each other are refused, with both places", async () => {
    const cwd = await folderWith({
      "a.yaml": `${VERSION}_workspace: one\n_info:\n  select_tags: [one]\n  defaults: {service: {retries: 1, port: 1}}\n_plugin_configs: {c: {a: 1}}\n`,
      "b.yaml": `${VERSION}_workspace: two\n_info:\n  select_tags: [two]\n  defaults: {service: {retries: 2, port: 1}}\n_plugin_configs: {c: {a: 2}}\n`,
    });
    const errors = await failure(load(cwd, { source: "." }));
    expect(errors.map(({ message }) => message.split(". ")[0])).toEqual([
      "b.yaml:2: '_workspace' says something else than at a.yaml:2",
      "b.yaml:4: '_info.select_tags' says something else than at a.yaml:4",
      "b.yaml:5: '_info.defaults.service.retries' says something else than at a.yaml:5",
      "b.yaml:6: '_plugin_configs.c' says something else than at a.yaml:6",
    ]);
  });

  test("every file's errors are reported together", async () => {
    const cwd = await folderWith({ "a.yaml": `${VERSION}a: [\n`, "b.yaml": "b: 1\nb: 2\n", "c.yaml": "c: \t- x: [\n" });
    const errors = await failure(load(cwd, { source: "." }));
    expect([...new Set(errors.map(({ message }) => message.slice(0, 6)))]).toEqual(["a.yaml", "b.yaml", "c.yaml"]);
    expect(new Set(codes(errors))).toEqual(new Set(["KG_DECK_YAML"]));
  });

  test("a folder without any decK file is no source", async () => {
    const cwd = await folderWith({ "compose.yaml": "services: {}\n", "package.json": {} });
    expect(codes(await failure(load(cwd, { source: "." })))).toEqual(["KG_SOURCE_NOT_FOUND"]);
  });

  test("--stack and --var say what a decK source does not have", async () => {
    expect(codes(await failureOf("services: []\n", { stack: ["other"] }))).toEqual(["KG_STACK_UNKNOWN"]);
    expect(codes(await failureOf("services: []\n", { vars: { a: "1" } }))).toEqual(["KG_VARIABLE_UNKNOWN"]);
    expect((await loadDeck("services: []\n", { stack: ["kong"] })).gateways).toHaveLength(1);
  });
});

describe("values from the environment", () => {
  test("texts, numbers and booleans by decK's functions, piped or nested", async () => {
    const [service, plugin] = await declaredBy(
      `services:
- name: \${{ env "DECK_NAME" }}
  host: "\${{ env "DECK_HOST" }}.internal"
  port: \${{ env "DECK_PORT" | toInt }}
  retries: \${{ toInt (env "DECK_PORT") }}
  enabled: \${{ env "DECK_ON" | toBool }}
  tags: [\${{ env "DECK_NAME" }}, fixed]
plugins:
- name: request-termination
  config: {status_code: \${{ env "DECK_PORT" }}, message: "\${{ env \`DECK_NAME\` }}", weight: \${{ env "DECK_FLOAT" | toFloat }}}
`,
      { env: { DECK_NAME: "orders", DECK_HOST: "h", DECK_PORT: "503", DECK_ON: "T", DECK_FLOAT: "1.5" } },
    );
    expect(service?.fields).toEqual({
      name: "orders",
      host: "h.internal",
      port: 503,
      retries: 503,
      enabled: true,
      tags: ["orders", "fixed"],
    });
    expect(plugin?.fields["config"]).toMatchObject({ status_code: 503, weight: 1.5 });
  });

  test("in settings of plugins a text of the environment is hidden; a vault reference is not", async () => {
    const [plugin] = await declaredBy(
      `plugins:
- name: request-transformer
  config:
    add: {headers: ["Authorization: Bearer \${{ env "DECK_TOKEN" }}", plain]}
    other: \${{ env "DECK_VAULT" }}
    third: "{vault://env/third}"
`,
      { env: { DECK_TOKEN: "t0ken", DECK_VAULT: "{vault://env/x}" } },
    );
    const config = plugin?.fields["config"] as { add: { headers: unknown[] }; other: unknown; third: unknown };
    expect(config.add.headers[0]).toBeInstanceOf(Secret);
    expect(reveal(config.add.headers[0])).toBe("Authorization: Bearer t0ken");
    expect([config.add.headers[1], config.other, config.third]).toEqual([
      "plain",
      "{vault://env/x}",
      "{vault://env/third}",
    ]);
    expect(JSON.stringify(plugin)).not.toContain("t0ken");
  });

  test("a text in a field of texts stays as it is, whatever YAML would make of it", async () => {
    const [, credential] = await declaredBy(
      `consumers:\n- username: m\n  basicauth_credentials:\n  - {username: m, password: \${{ env "DECK_PW" }}}\n`,
      { env: { DECK_PW: "0123" } },
    );
    expect(reveal(credential?.fields["password"])).toBe("0123");
  });

  test("several lines with indent, and escapes in double quotes", async () => {
    const pem = "-----BEGIN CERTIFICATE-----\nAAAA\nBBBB\n-----END CERTIFICATE-----\n";
    const [first, second, third] = await declaredBy(
      `certificates:
- cert: |
    \${{ env "DECK_CERT" | indent 4 }}
  key: KEY
- cert: |-
    \${{ indent 4 (env "DECK_CERT") }}
  key: KEY
- cert: "\${{ env "DECK_ESCAPED" }}"
  key: KEY
`,
      { env: { DECK_CERT: pem, DECK_ESCAPED: pem.replaceAll("\n", "\\n") } },
    );
    expect(first?.fields["cert"]).toBe(pem);
    expect(second?.fields["cert"]).toBe(pem.trimEnd());
    expect(third?.fields["cert"]).toBe(pem);
  });

  test("a list may be a value where it is written out", async () => {
    const [route] = await declaredBy(`routes:\n- name: r\n  hosts: \${{ env "DECK_HOSTS" }}\n`, {
      env: { DECK_HOSTS: '["a.example", "b.example"]' },
    });
    expect(route?.fields["hosts"]).toEqual(["a.example", "b.example"]);
    const env = { DECK_ROUTES: '[{"name": "a", "paths": ["/"]}, {"name": "b", "pats": ["/"]}]' };
    expect(await messagesOf(`services: []\nroutes: \${{ env "DECK_ROUTES" }}\n`, { env })).toEqual([
      "kong.yaml:3: the route has no key 'pats'. Did you mean 'paths'?",
    ]);
  });

  test("missing and misnamed variables and wrong conversions are all reported, with their lines and without values", async () => {
    const errors = await failureOf(
      `services:
- name: \${{ env "DECK_NONE" }}
  host: \${{ env "HOST" }}
  port: \${{ env "DECK_TEXT" | toInt }}
  enabled: \${{ env "DECK_TEXT" | toBool }}
  retries: \${{ env "DECK_TEXT" | toFloat }}
  path: \${{ if true }}x\${{ end }}
  # \${{ env "DECK_IN_COMMENT" }}
  tags: \${{ env "DECK_TEXT" | indent }}
`,
      { env: { HOST: "h", DECK_TEXT: "se-cret" } },
    );
    expect(errors.map(({ code, message }) => `${code} ${message.split(":").slice(0, 2).join(":")}`)).toEqual([
      "KG_DECK_ENV_MISSING kong.yaml:3",
      "KG_DECK_TEMPLATE kong.yaml:4",
      "KG_DECK_TEMPLATE kong.yaml:5",
      "KG_DECK_TEMPLATE kong.yaml:6",
      "KG_DECK_TEMPLATE kong.yaml:7",
      "KG_DECK_TEMPLATE kong.yaml:8",
      "KG_DECK_TEMPLATE kong.yaml:8",
      "KG_DECK_ENV_MISSING kong.yaml:9",
      "KG_DECK_TEMPLATE kong.yaml:10",
    ]);
    expect(JSON.stringify(errors)).not.toContain("se-cret");
    expect(errors[1]?.message).toContain("DECK_HOST");
    expect(errors[5]?.message).toContain("deck file render --populate-env-vars");
  });

  test("a value cannot change more of the file than its own place", async () => {
    const yaml = `services:\n- name: a\n  host: \${{ env "DECK_X" }}\n  path: "\${{ env "DECK_Y" }}"\n- {name: b, host: h}\n`;
    const good = { DECK_X: "h", DECK_Y: "/y" };
    expect(await declaredBy(yaml, { env: good })).toHaveLength(2);
    const bad: readonly (readonly [string, Record<string, string>, number])[] = [
      ["a comment", { DECK_X: "h # s3cret" }, 4],
      ["a second key", { DECK_X: "h\n  port: 66 # s3cret" }, 4],
      ["another entity", { DECK_X: "h\n- name: s3cret" }, 4],
      ["a mapping", { DECK_X: "s3cret: 1" }, 4],
      ["the end of the quotes", { DECK_Y: '/y" # s3cret' }, 5],
      ["an anchor", { DECK_X: "&s3cret" }, 4],
      ["an alias", { DECK_X: "*s3cret" }, 4],
      ["lines that would be folded", { DECK_Y: "/s3cret\n    /y" }, 5],
      ["a tag", { DECK_X: "!!s3cret x" }, 4],
    ];
    for (const [what, env, line] of bad) {
      const errors = await failureOf(yaml, { env: { ...good, ...env } });
      expect(codes(errors), what).toEqual(["KG_DECK_ENV_BREAKS_OUT"]);
      expect(errors[0]?.message, what).toContain(
        `kong.yaml:${line}: the value of ${Object.keys(env)[0]} does not stay`,
      );
      expect(JSON.stringify(errors), what).not.toContain("s3cret");
    }
  });

  test("what to do about a value that leaves its place fits how it stands there", async () => {
    const advice = async (line: string, value: string): Promise<string> =>
      (await messagesOf(`services:\n- name: a\n  ${line}\n`, { env: { DECK_X: value } })).join();
    expect(await advice(`host: \${{ env "DECK_X" }}`, "h # x")).toContain("Put quotes around the expression");
    const inDouble = await advice(`host: "\${{ env "DECK_X" }}"`, 'h"x');
    expect(inDouble).toContain("It stands in double quotes and holds one, or a backslash. Write '|-' behind the key");
    expect(inDouble).not.toContain("Put quotes around");
    expect(await advice(`host: '\${{ env "DECK_X" }}'`, "h'x")).toContain("It stands in single quotes and holds one.");
    const block = `services:\n- name: a\n  host: |-\n    \${{ env "DECK_X" | indent 4 }}\n`;
    const [service] = await declaredBy(block, { env: { DECK_X: 'h"x' } });
    expect(service?.fields["host"]).toBe('h"x');
  });

  test("lines of errors are those of the file, whatever values and trimmed templates do", async () => {
    const messages = await messagesOf(
      `services:
- name: a
  path: \${{
    env "DECK_PATH" }} # \${{- env "DECK_PATH" }}
  host: "\${{ env "DECK_PATH" }}"
  prot: 1
certificates:
- cert: |
    \${{ env "DECK_LINES" | indent 4 }}
  kye: x
`,
      { env: { DECK_PATH: "/a", DECK_LINES: "1\n2\n3\n4" } },
    );
    expect(messages.map((message) => message.split(". ")[0])).toEqual([
      "kong.yaml:7: the service has no key 'prot'",
      "kong.yaml:11: the certificate has no key 'kye'",
    ]);
  });
});
