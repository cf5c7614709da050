// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
/** The synthesized form is a contract with Terraform and with people's own HCL. @module */
import { readFileSync } from "node:fs";
import { TerraformCount, TerraformIterator, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import {
  Acl,
  BasicAuth,
  Consumer,
  KeyAuth,
  KongProvider,
  Plugin,
  Route,
  Scope,
  Service,
  Target,
  Upstream,
} from "../../src/index.ts";
import { synth } from "./synth.ts";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

describe("the synthesized form", () => {
  it("asks for the provider kongruent/kong in this package's version", () => {
    expect(synth(() => {}).terraform.required_providers).toEqual({ kong: { source: "kongruent/kong", version } });
  });

  it("names attributes as Kong does, at every depth, and leaves the keys of maps alone", () => {
    const { resource } = synth((stack) => {
      new Upstream(stack, "pool", {
        hashOn: "header",
        hashOnHeader: "X-User",
        healthchecks: {
          active: { httpPath: "/up", headers: { "X-Probe_Id": ["1"] }, healthy: { httpStatuses: [200] } },
        },
      });
      new Route(stack, "tcp", { protocols: ["tcp"], sources: [{ ip: "10.0.0.1", port: 80 }], requestBuffering: false });
    });
    expect(resource["kong_upstream"]?.["pool"]).toEqual({
      name: "pool",
      hash_on: "header",
      hash_on_header: "X-User",
      healthchecks: {
        active: { http_path: "/up", headers: { "X-Probe_Id": ["1"] }, healthy: { http_statuses: [200] } },
      },
    });
    expect(resource["kong_route"]?.["tcp"]).toEqual({
      name: "tcp",
      protocols: ["tcp"],
      sources: [{ ip: "10.0.0.1", port: 80 }],
      request_buffering: false,
    });
  });

  it("holds references as <field>_id, also through a parent's methods", () => {
    const { resource } = synth((stack) => {
      const service = new Service(stack, "orders", { url: "http://orders.internal" });
      service.addRoute("v1", { paths: ["/a"] });
      new Route(stack, "second", { paths: ["/b"], service });
      const pool = new Upstream(stack, "pool");
      pool.addTarget("10.0.0.1:80", { weight: 5 });
      new Target(stack, "two", { upstream: pool, target: "10.0.0.2:80" });
      const mobile = new Consumer(stack, "mobile");
      new KeyAuth(stack, "key", { consumer: mobile, key: "k" });
      new BasicAuth(stack, "basic", { consumer: mobile, username: "u", password: "p" });
      new Acl(stack, "acl", { consumer: mobile, group: "gold" });
      mobile.addBasicAuth({ username: "u2", password: "p" });
      mobile.addAcl("silver", { tags: ["t"] });
    });
    const serviceId = `\${kong_service.orders.id}`;
    const consumerId = `\${kong_consumer.mobile.id}`;
    expect(Object.values(resource["kong_route"] ?? {}).map((route) => route["service_id"])).toEqual([
      serviceId,
      serviceId,
    ]);
    expect(Object.values(resource["kong_target"] ?? {})).toEqual([
      { upstream_id: `\${kong_upstream.pool.id}`, target: "10.0.0.1:80", weight: 5 },
      { upstream_id: `\${kong_upstream.pool.id}`, target: "10.0.0.2:80" },
    ]);
    expect(resource["kong_key_auth"]?.["key"]).toEqual({ consumer_id: consumerId, key: "k" });
    expect(resource["kong_basic_auth"]?.["basic"]).toEqual({ consumer_id: consumerId, username: "u", password: "p" });
    expect(Object.values(resource["kong_acl"] ?? {})).toEqual([
      { consumer_id: consumerId, group: "gold" },
      { consumer_id: consumerId, group: "silver", tags: ["t"] },
    ]);
  });

  it("holds a plugin's config as it was written, nulls and all", () => {
    const config = { minute: 60, header_name: null, redis: { host: "r", Odd_Key: [1, { deepKey: true }] } };
    const { resource } = synth((stack) => {
      new Plugin(stack, "limit", {
        name: "rate-limiting",
        scope: Scope.global(),
        instanceName: "main",
        enabled: false,
        config,
      });
    });
    expect(resource["kong_plugin"]?.["limit"]).toEqual({
      name: "rate-limiting",
      instance_name: "main",
      enabled: false,
      scope: { global: true },
      config,
    });
  });

  it("holds a pinned id, unknown fields as 'extra', and Terraform's own arguments", () => {
    const { resource } = synth((stack) => {
      const first = new Service(stack, "first", { host: "h", id: "0b5ac9ac-1c2e-4a0a-9d8a-2f0d4b5a1c11" });
      new Service(stack, "second", {
        host: "h",
        extra: { new_field: [1] },
        dependsOn: [first],
        lifecycle: { preventDestroy: true, ignoreChanges: ["readTimeout"] },
      });
    });
    expect(resource["kong_service"]).toEqual({
      first: { host: "h", name: "first", id: "0b5ac9ac-1c2e-4a0a-9d8a-2f0d4b5a1c11" },
      second: {
        host: "h",
        name: "second",
        extra: { new_field: [1] },
        depends_on: ["kong_service.first"],
        lifecycle: { prevent_destroy: true, ignore_changes: ["read_timeout"] },
      },
    });
  });

  it("holds secrets beside the fields they belong to, by the names of the attributes", () => {
    const { resource } = synth((stack) => {
      const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
      const mobile = new Consumer(stack, "mobile");
      mobile.addKeyAuth({ keyWo: secret.stringValue });
      mobile.addBasicAuth({ username: "mobile", passwordWo: secret.stringValue });
      new Plugin(stack, "limit", {
        name: "rate-limiting",
        scope: Scope.global(),
        config: { minute: 5, policy: "redis", redis: { host: "r" } },
        configSecrets: { redis: { password: secret.stringValue } },
        lifecycle: { ignoreChanges: ["configSecrets.redis.password"] },
      });
      new Plugin(stack, "session", {
        name: "session",
        scope: Scope.global(),
        configSecretsWo: { secret: "${not an expression}" },
      });
    });
    const value = "${var.secret}";
    expect(Object.values(resource["kong_key_auth"] ?? {})).toEqual([
      { consumer_id: "${kong_consumer.mobile.id}", key_wo: value },
    ]);
    expect(Object.values(resource["kong_basic_auth"] ?? {})).toEqual([
      { consumer_id: "${kong_consumer.mobile.id}", username: "mobile", password_wo: value },
    ]);
    expect(resource["kong_plugin"]?.["limit"]).toMatchObject({
      config: { minute: 5, policy: "redis", redis: { host: "r" } },
      config_secrets: { redis: { password: value } },
      lifecycle: { ignore_changes: ["config_secrets.redis.password"] },
    });
    expect(resource["kong_plugin"]?.["session"]).toMatchObject({
      config_secrets_wo: { secret: "$${not an expression}" },
    });
  });

  it("holds what is done with one entity", () => {
    const { resource } = synth((stack) => {
      new Service(stack, "a", { host: "h", adopt: "any", deletionPolicy: "abandon" });
    });
    expect(resource["kong_service"]?.["a"]).toEqual({
      name: "a",
      host: "h",
      adopt: "any",
      deletion_policy: "abandon",
    });
  });

  it("passes on what CDKTF and Terraform make of a resource", () => {
    const synthesized = synth((stack) => {
      const names = TerraformIterator.fromList(["a", "b"]);
      new Service(stack, "each", { forEach: names, name: names.value, host: "h" });
      const count = TerraformCount.of(2);
      new Service(stack, "two", { count, name: `two_${count.index}`, host: "h" });
      Service.existing(stack, "those", { forEach: names, name: names.value });
      const old = new Service(stack, "old", { host: "h", name: "moving" });
      const now = new Service(stack, "now", { host: "h", name: "moving" });
      now.addMoveTarget("here");
      old.moveTo("here");
      new Service(stack, "renamed", { host: "h" }).moveFromId("kong_service.before");
      new Route(stack, "found", { paths: ["/"] }).importFrom("routes/found");
    });
    expect(synthesized.resource["kong_service"]).toMatchObject({
      each: { for_each: '${toset(["a", "b"])}', name: "${each.value}" },
      two: { count: 2, name: "two_${count.index}" },
    });
    expect(synthesized.data["kong_service"]).toMatchObject({ those: { name: "${each.value}" } });
    expect(Object.keys(synthesized.resource["kong_service"] ?? {})).not.toContain("old");
    expect(synthesized).toMatchObject({
      moved: [
        { from: "kong_service.old", to: "kong_service.now" },
        { from: "kong_service.before", to: "kong_service.renamed" },
      ],
      import: [{ id: "routes/found", to: "kong_route.found" }],
    });
  });

  it("names ignored changes like the attributes, at every depth", () => {
    const ignored = (build: Parameters<typeof synth>[0], type: string): unknown =>
      Object.values(synth(build).resource[type] ?? {}).map(({ lifecycle }) => lifecycle);
    const paths = ["healthchecks.active.httpPath", "healthchecks.active.headers.X-Probe_Id", "hostHeader"];
    expect(
      ignored((stack) => new Upstream(stack, "pool", { lifecycle: { ignoreChanges: paths } }), "kong_upstream"),
    ).toEqual([
      { ignore_changes: ["healthchecks.active.http_path", "healthchecks.active.headers.X-Probe_Id", "host_header"] },
    ]);
    expect(
      ignored(
        (stack) => new Route(stack, "v1", { paths: ["/"], lifecycle: { ignoreChanges: ["service"] } }),
        "kong_route",
      ),
    ).toEqual([{ ignore_changes: ["service_id"] }]);
    const lifecycle = { ignoreChanges: ["config.redis.serverName", "config.minute"] };
    expect(
      ignored(
        (stack) => new Plugin(stack, "l", { name: "rate-limiting", scope: Scope.global(), lifecycle }),
        "kong_plugin",
      ),
    ).toEqual([{ ignore_changes: ["config.redis.serverName", "config.minute"] }]);
  });

  it("names a scope's references as they are reached", () => {
    const { resource } = synth((stack) => {
      const v1 = new Route(stack, "v1", { paths: ["/"] });
      const cors = v1.addPlugin("cors", { lifecycle: { ignoreChanges: ["route"] } });
      new Consumer(stack, "log", { customId: cors.attribute("route") });
    });
    expect(Object.values(resource["kong_plugin"] ?? {})).toMatchObject([
      { lifecycle: { ignore_changes: ["scope.route_id"] } },
    ]);
    expect(resource["kong_consumer"]?.["log"]?.["custom_id"]).toMatch(/^\$\{kong_plugin\.\w+\.scope\.route_id\}$/);
  });

  it("names attributes in references as Kong does, what the gateway sets included", () => {
    const { resource } = synth((stack) => {
      const orders = new Service(stack, "orders", { host: "h" });
      const v1 = orders.addRoute("v1", { paths: ["/"] });
      new Consumer(stack, "log", {
        customId: `${orders.attribute("createdAt")} ${v1.attribute("stripPath")} ${v1.attribute("service")}`,
      });
    });
    expect(resource["kong_consumer"]?.["log"]?.["custom_id"]).toMatch(
      /^\$\{kong_service\.orders\.created_at\} \$\{kong_route\.\w+\.strip_path\} \$\{kong_route\.\w+\.service_id\}$/,
    );
  });

  it("keeps construct paths, which errors and plans are told in", () => {
    const stack = new TerraformStack(Testing.app(), "shop");
    new Service(stack, "orders", { host: "h" }).addRoute("v1", { paths: ["/"] });
    const [route] = Object.values<{ "//": { metadata: { path: string } } }>(stack.toTerraform().resource.kong_route);
    expect(route?.["//"].metadata.path).toBe("shop/orders/v1");
  });
});

describe("the provider", () => {
  const providerOf = (props?: ConstructorParameters<typeof KongProvider>[2]): unknown => {
    const stack = new TerraformStack(Testing.app(), "shop");
    new KongProvider(stack, "kong", props);
    return JSON.parse(Testing.synth(stack)).provider.kong;
  };

  it("owns what the stack declares under the stack's id, or another name, or not at all", () => {
    expect(providerOf()).toEqual([{ owner: "shop" }]);
    expect(providerOf({ owner: "team" })).toEqual([{ owner: "team" }]);
    expect(providerOf({ owner: false })).toEqual([{ owner: false }]);
  });

  it("holds every argument under Terraform's name, and header names as they are", () => {
    const props = {
      adminUrl: "u",
      adminToken: "t",
      headers: { "X-Team_Id": "1" },
      workspace: "w",
      adopt: "own",
      adminTokenFile: "f",
      ownerTagPrefix: "team-",
      cascade: true,
    } as const;
    const tls = {
      tlsClientCert: "x",
      tlsClientKey: "y",
      tlsCa: "a",
      tlsCaFile: "b",
      tlsClientCertFile: "c",
      tlsClientKeyFile: "d",
      tlsServerName: "e",
      tlsInsecure: true,
    };
    expect(providerOf({ ...props, ...tls })).toEqual([
      {
        admin_url: "u",
        admin_token: "t",
        headers: { "X-Team_Id": "1" },
        workspace: "w",
        adopt: "own",
        owner: "shop",
        admin_token_file: "f",
        owner_tag_prefix: "team-",
        cascade: true,
        tls_client_cert: "x",
        tls_client_key: "y",
        tls_ca: "a",
        tls_ca_file: "b",
        tls_client_cert_file: "c",
        tls_client_key_file: "d",
        tls_server_name: "e",
        tls_insecure: true,
      },
    ]);
  });

  it("may stand more than once, told apart by an alias that entities choose", () => {
    const { provider, resource } = synth((stack) => {
      const other = new KongProvider(stack, "other", { alias: "other", workspace: "team" });
      new Service(stack, "orders", { host: "h", provider: other });
    });
    expect(provider.kong[1]).toEqual({ alias: "other", owner: "shop", workspace: "team" });
    expect(resource["kong_service"]?.["orders"]?.["provider"]).toBe("kong.other");
  });
});
