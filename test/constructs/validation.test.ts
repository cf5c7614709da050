/** What is wrong with a stack is said at synth: everything at once, in the stack's own words. @module */
import { Lazy, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { Consumer, KongProvider, Plugin, Route, Scope, Service, Target, Upstream } from "../../src/index.ts";
import { codeOf, problems } from "./synth.ts";

describe("validation at synth", () => {
  it("lists every error of a stack, with construct path and camelCase property", () => {
    const found = problems((stack) => {
      const orders = new Service(stack, "orders", { readTimeout: 0 });
      orders.addRoute("v1", { paths: ["orders"] });
      new Upstream(stack, "pool", { healthchecks: { active: { httpPath: "nope" } } });
      new Service(stack, "copy", { host: "h", name: "orders" });
    });
    expect(found).toEqual([
      "[shop/orders] KG_INVALID: readTimeout: value should be between 1 and 2147483646",
      "[shop/orders] KG_INVALID: host: required field missing: give url, or host",
      expect.stringMatching(/^\[shop\/orders\/v1\] KG_INVALID: paths\[0\]: should start with/),
      "[shop/pool] KG_INVALID: healthchecks.active.httpPath: should start with: /",
      expect.stringMatching(
        /^\[shop\/copy\] KG_DUPLICATE_IDENTITY: services\/orders is declared twice, by shop\/orders and by shop\/copy\./,
      ),
    ]);
  });

  it("refuses an app's synth, so that nothing is written", () => {
    const app = Testing.app();
    const stack = new TerraformStack(app, "shop");
    new KongProvider(stack, "kong");
    new Service(stack, "orders", { host: "h", retries: -1 });
    expect(() => app.synth()).toThrow("[shop/orders] KG_INVALID: retries: value should be between 0 and 32767");
  });

  it("refuses a plugin that is added to one entity twice, and advises no other construct id for it", () => {
    const twice = () =>
      problems((stack) => {
        const v1 = new Service(stack, "orders", { host: "h" }).addRoute("v1", { paths: ["/"] });
        v1.addPlugin("key-auth");
        v1.addPlugin("key-auth", { config: { hide_credentials: true } });
      });
    expect(codeOf(twice)).toBe("KG_DUPLICATE_IDENTITY");
    expect(twice).toThrow("shop/orders/v1/key-auth: key-auth is added to shop/orders/v1 twice");
  });

  it("refuses a stack without a provider", () => {
    const stack = new TerraformStack(Testing.app(), "shop");
    new Service(stack, "orders", { host: "h" });
    expect(() => Testing.synth(stack, true)).toThrow("without a matching provider");
  });

  it("speaks of other fields by their property names", () => {
    expect(problems((stack) => new Route(stack, "r", { protocols: ["grpc"], paths: ["/"], stripPath: true }))).toEqual([
      expect.stringContaining("[shop/r] KG_INVALID: stripPath: cannot set 'stripPath' when 'protocols' is"),
    ]);
  });

  it("finds a property that there is not", () => {
    const props: object = { host: "h", hots: "typo" };
    expect(problems((stack) => new Service(stack, "s", props))).toEqual([
      expect.stringMatching(/^\[shop\/s\] KG_ATTRIBUTE_UNKNOWN: there is no property 'hots'\./),
    ]);
  });

  it("proposes the property that is meant, and names 'extra' only where none is near", () => {
    const found = problems((stack) => {
      const typos: object = { host: "h", retrys: 3, readTimeOut: 5, somethingNew: 1 };
      new Service(stack, "s", typos);
      const checks: object = { active: { httpPth: "/" } };
      new Upstream(stack, "u", { healthchecks: checks });
    });
    expect(found).toEqual([
      "[shop/s] KG_ATTRIBUTE_UNKNOWN: there is no property 'retrys'. Did you mean 'retries'?",
      "[shop/s] KG_ATTRIBUTE_UNKNOWN: there is no property 'readTimeOut'. Did you mean 'readTimeout'?",
      "[shop/s] KG_ATTRIBUTE_UNKNOWN: there is no property 'somethingNew'. A field that only a newer gateway knows goes into 'extra'.",
      "[shop/u] KG_ATTRIBUTE_UNKNOWN: there is no property 'healthchecks.active.httpPth'. Did you mean 'httpPath'?",
    ]);
  });

  it("says how a refused value is meant to be written", () => {
    expect(problems((stack) => new Route(stack, "r", { paths: ["/"], methods: ["GET", "post"] }))).toEqual([
      "[shop/r] KG_INVALID: methods[1]: invalid value: post. Write it in capitals: POST.",
    ]);
  });

  it.each([
    [
      "orders.internal:8080",
      "'orders.internal:8080' is no URL. Write it with its scheme, like http://orders.internal:8080.",
    ],
    ["http://", "'http://' is no URL. Write it with its scheme, like http://orders.internal:8080."],
    [
      "postgres://x",
      "'postgres://x' has the protocol 'postgres', which a service cannot have. It may be one of grpc, grpcs, http, https, tcp, tls, tls_passthrough, udp.",
    ],
    ["http://h:99999", "it sets 'port': value should be between 0 and 65535"],
  ])("refuses the url %s in its own name", (url, message) => {
    expect(problems((stack) => new Service(stack, "s", { url }))).toEqual([`[shop/s] KG_INVALID: url: ${message}`]);
  });

  it("refuses a url with credentials without repeating them", () => {
    const found = problems((stack) => new Service(stack, "s", { url: "https://me:hunter2@h/p" }));
    expect(found).toEqual([expect.stringContaining("[shop/s] KG_INVALID: url: it holds a user name or a password")]);
    expect(found.join()).not.toContain("hunter2");
  });

  it("refuses fields that say something else than the url, which would win over them", () => {
    const found = problems((stack) => {
      new Service(stack, "other", { url: "http://a.example/p", host: "b.example", port: 8080, path: "/q" });
      new Service(stack, "same", { url: "http://a.example/p", host: "a.example", port: 80, protocol: "http" });
      new Service(stack, "more", { url: "grpc://a.example", port: 9000 });
    });
    expect(found).toEqual(
      ["host", "port", "path"].map(
        (field) =>
          `[shop/other] KG_INVALID: url: it sets '${field}' too, to something else than '${field}' says. Keep one of the two.`,
      ),
    );
  });

  it("takes the resolved form: what tokens turn out to be is judged, what only the run knows is not", () => {
    const found = problems((stack) => {
      const text = new TerraformVariable(stack, "text", { type: "string" });
      const number = new TerraformVariable(stack, "number", { type: "number" });
      const list = new TerraformVariable(stack, "list", { type: "list(string)" });
      const service = new Service(stack, "s", {
        url: text.stringValue,
        protocol: Token.asAny(text.stringValue),
        readTimeout: number.numberValue,
        retries: Token.asNumber(Lazy.anyValue({ produce: () => 99_999 })),
        enabled: text.booleanValue,
      });
      service.addRoute("v1", { paths: list.listValue, methods: [text.stringValue], id: text.stringValue });
      new Route(stack, "r", { paths: ["/"], service: text.stringValue });
      new Upstream(stack, "u", {
        healthchecks: { active: { concurrency: number.numberValue, httpPath: text.stringValue } },
      });
    });
    expect(found).toEqual(["[shop/s] KG_INVALID: retries: value should be between 0 and 32767"]);
  });

  it("sees overrides", () => {
    const found = problems((stack) => new Service(stack, "s", { host: "h" }).addOverride("port", 70_000));
    expect(found).toEqual(["[shop/s] KG_INVALID: port: value should be between 0 and 65535"]);
  });

  it("takes an id where an entity is meant, and no name", () => {
    const found = problems((stack) => {
      new Route(stack, "right", { paths: ["/"], service: "0b5ac9ac-1c2e-4a0a-9d8a-2f0d4b5a1c11" });
      new Route(stack, "wrong", { paths: ["/"], service: "orders" });
      new Service(stack, "pinned", { host: "h", id: "orders" });
    });
    expect(found).toEqual([
      expect.stringContaining(
        '[shop/wrong] KG_REFERENCE_INVALID: service must be one of services or an id; "orders" is no id.',
      ),
      "[shop/pinned] KG_INVALID: id: expected a valid UUID",
    ]);
    const other: object = { paths: ["/"], service: { kind: "routes", id: "x" } };
    expect(codeOf(() => new Route(new TerraformStack(Testing.app(), "s"), "r", other))).toBe("KG_REFERENCE_INVALID");
  });

  it("takes what only some gateways have", () => {
    const found = problems((stack) => {
      new Route(stack, "r", { expression: 'http.path == "/a"', priority: 5 });
      new Plugin(stack, "p", {
        name: "cors",
        scope: Scope.of({ consumerGroup: "5a1f2c3d-1111-4000-8000-000000000000" }),
      });
      new Service(stack, "s", { host: "h", extra: { tls_sans: { dnsnames: ["a"] } } });
    });
    expect(found).toEqual([]);
  });

  it("repeats no secret", () => {
    const found = problems((stack) => {
      const basic = new Consumer(stack, "c").addBasicAuth({ username: "u", password: "12345678" });
      basic.addOverride("password", 12345678);
    });
    expect(found.join()).toContain("[shop/c/basic-auth] KG_INVALID: password");
    expect(found.join()).not.toContain("12345678");
  });
});

describe("one identity", () => {
  it("belongs to one plugin per scope, and to any number in different scopes", () => {
    const found = problems((stack) => {
      const service = new Service(stack, "orders", { host: "h" });
      const route = service.addRoute("v1", { paths: ["/"] });
      for (const id of ["a", "b"]) new Plugin(stack, id, { name: "cors", scope: Scope.global() });
      route.addPlugin("cors");
      new Plugin(stack, "c", { name: "cors", scope: Scope.of({ route }) });
      service.addPlugin("cors");
      new Plugin(stack, "d", { name: "cors", scope: Scope.of({ route, service }) });
    });
    expect(found.map((line) => line.replace(/ Keep.*/, ""))).toEqual([
      "[shop/b] KG_DUPLICATE_IDENTITY: plugins/cors@global is declared twice, by shop/a and by shop/b.",
      "[shop/c] KG_DUPLICATE_IDENTITY: plugins/cors@route=orders-v1 is declared twice, by shop/orders/v1/cors and by shop/c.",
    ]);
  });

  it("counts addresses as the gateway stores them", () => {
    const found = problems((stack) => {
      const pool = new Upstream(stack, "pool");
      new Target(stack, "a", { upstream: pool, target: "10.0.0.1" });
      new Target(stack, "b", { upstream: pool, target: "10.0.0.1:8000" });
      new Target(stack, "c", { upstream: new Upstream(stack, "pool2"), target: "10.0.0.1" });
    });
    expect(found).toEqual([
      expect.stringContaining("targets/pool/10.0.0.1:8000 is declared twice, by shop/a and by shop/b."),
    ]);
  });

  it("counts every unique key, without showing a secret one", () => {
    const found = problems((stack) => {
      const a = new Consumer(stack, "a", { customId: "1" });
      new Consumer(stack, "b", { customId: "1", username: "b" });
      a.addKeyAuth({ key: "s3cret" });
      a.addKeyAuth({ key: "s3cret", constructId: "second" });
    });
    expect(found).toEqual([
      expect.stringContaining(
        "[shop/a/second] KG_DUPLICATE_IDENTITY: one key of keyauth_credentials is declared twice, by shop/a/key-auth and by shop/a/second.",
      ),
      expect.stringContaining(
        "[shop/b] KG_DUPLICATE_IDENTITY: one customId of consumers is declared twice, by shop/a and by shop/b.",
      ),
    ]);
    expect(found.join()).not.toContain("s3cret");
  });

  it("is one per gateway: another provider is another place", () => {
    const found = problems((stack) => {
      const other = new KongProvider(stack, "other", { alias: "other" });
      new Service(stack, "a", { host: "h", name: "orders" });
      new Service(stack, "b", { host: "h", name: "orders", provider: other });
    });
    expect(found).toEqual([]);
  });

  it("is missed when CDKTF would merge two constructs into one resource", () => {
    const found = problems((stack) => {
      new Service(stack, "a.b", { host: "h" });
      new Service(stack, "ab", { host: "h" });
    });
    expect(found).toEqual([
      expect.stringContaining(
        "[shop/ab] KG_DUPLICATE_ADDRESS: kong_service.ab is declared twice, by shop/a.b and by shop/ab.",
      ),
    ]);
  });
});

describe("secrets and behaviour", () => {
  const plugin = (stack: TerraformStack, id: string, props: object) =>
    new Plugin(stack, id, { name: "cors", scope: Scope.global(), ...props });

  it("are refused where one thing is said twice, or is no word that is known", () => {
    const found = problems((stack) => {
      const mobile = new Consumer(stack, "mobile");
      mobile.addKeyAuth({ key: "k", keyWo: "k" });
      mobile.addBasicAuth({ username: "u" });
      plugin(stack, "p", { configSecrets: {}, configSecretsWo: {} });
      plugin(stack, "q", { instanceName: "q", name: "acl", configSecrets: "text" });
      const words: object = { adopt: "unownd", deletionPolicy: "keep" };
      new Service(stack, "s", { host: "h", ...words });
    });
    expect(found).toEqual([
      "[shop/mobile/key-auth] KG_ATTRIBUTE_INVALID: keyWo says what key says. Give one of the two.",
      expect.stringContaining("[shop/mobile/basic-auth] KG_INVALID: password: required field missing"),
      "[shop/p] KG_ATTRIBUTE_INVALID: configSecretsWo says what configSecrets says. Give one of the two.",
      "[shop/q] KG_ATTRIBUTE_INVALID: configSecrets must be an object with Kong's field names.",
      "[shop/s] KG_ATTRIBUTE_INVALID: adopt must be one of never, own, unowned, any. Did you mean 'unowned'?",
      "[shop/s] KG_ATTRIBUTE_INVALID: deletionPolicy must be one of delete, abandon.",
    ]);
  });

  it("do not stand in a key that two credentials have: it is found all the same", () => {
    const found = problems((stack) => {
      new Consumer(stack, "a").addKeyAuth({ keyWo: "s3cret" });
      new Consumer(stack, "b").addKeyAuth({ key: "s3cret" });
    });
    expect(found).toEqual([expect.stringMatching(/^\[shop\/b\/key-auth\] KG_DUPLICATE_IDENTITY/)]);
    expect(found[0]).not.toContain("s3cret");
  });

  it("let a construct that moved away be incomplete, and named like the one it moved to", () => {
    expect(
      problems((stack) => {
        const now = new Service(stack, "now", { host: "h", name: "orders" });
        now.addMoveTarget("orders");
        new Service(stack, "old", { name: "orders" }).moveTo("orders");
      }),
    ).toEqual([]);
  });
});
