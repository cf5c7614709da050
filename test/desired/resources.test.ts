// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
import { describe, expect, it } from "vitest";
import { Reference, Template } from "../../src/model/declaration.ts";
import { reveal, Secret } from "../../src/model/secret.ts";
import { at, codes, declarations, declared, failureOf, folderWith, load, loadJson, output } from "./support.ts";

const ID = "6a7f1f0e-1d0c-4a51-9b39-5bd9a4c0f6d1";
const shop = {
  "//": { metadata: { stackName: "shop" } },
  terraform: { required_providers: { kong: { source: "kongruent/kong" } }, backend: { local: {} } },
  provider: { kong: [{ admin_url: "http://kong:8001", owner: "shop", adopt: "own" }] },
  resource: {
    kong_service: { orders: at("shop/orders", { name: "orders", host: "orders.internal", port: "8080" }) },
    kong_route: {
      v1: at("shop/orders/v1", {
        name: "${kong_service.orders.name}-v1",
        paths: ["/orders"],
        service_id: "${kong_service.orders.id}",
        tags: null,
        lifecycle: { prevent_destroy: true, ignore_changes: ["tags", "service_id", 'headers["x"]'] },
        depends_on: ["kong_service.orders"],
      }),
    },
    kong_plugin: {
      limit: at("shop/orders/v1/limit", {
        name: "rate-limiting",
        config: { minute: 5, policy: null },
        scope: { route_id: "${kong_route.v1.id}" },
      }),
      metrics: at("shop/metrics", { name: "prometheus", scope: [{ global: true }] }),
    },
  },
  output: { o: { value: "${kong_service.orders.id}" } },
};

describe("a synthesized stack", () => {
  it("gives declarations with construct paths, Kong's fields, references, lifecycle and owner", async () => {
    const desired = await loadJson(shop);
    expect(desired.gateways).toHaveLength(1);
    expect(desired.gateways[0]?.provider).toEqual({ adminUrl: "http://kong:8001", owner: "shop", adopt: "own" });
    expect(declared(desired, "shop/orders/v1")).toEqual({
      kind: "routes",
      address: "shop/orders/v1",
      fields: { name: "orders-v1", paths: ["/orders"], service: new Reference("shop/orders") },
      id: undefined,
      isGlobal: false,
      existing: false,
      lifecycle: { preventDestroy: true, ignoreChanges: ["tags", "service", "headers.x"] },
      dependsOn: ["shop/orders"],
      owner: "shop",
      adopt: "own",
      fromOutside: new Set(),
    });
  });

  it("gives fields the types they have on the gateway, as Terraform does", async () => {
    const desired = await loadJson({
      resource: {
        kong_service: { a: { name: 5, port: "8080", enabled: "false" } },
        kong_route: { r: { https_redirect_status_code: "301", headers: [{ "x-a": [1] }] } },
        kong_upstream: { u: { name: "u", healthchecks: [{ active: [{ concurrency: "3" }] }] } },
      },
    });
    expect(declared(desired, "kong_service.a").fields).toEqual({ name: "5", port: 8080, enabled: false });
    expect(declared(desired, "kong_route.r").fields).toEqual({
      https_redirect_status_code: 301,
      headers: { "x-a": ["1"] },
    });
    expect(declared(desired, "kong_upstream.u").fields["healthchecks"]).toEqual({ active: { concurrency: 3 } });
  });

  it("keeps null inside config and drops it at the top level", async () => {
    const desired = await loadJson(shop);
    const { fields } = declared(desired, "shop/orders/v1/limit");
    expect(fields["config"]).toEqual({ minute: 5, policy: null });
    expect("tags" in declared(desired, "shop/orders/v1").fields).toBe(false);
  });

  it("reads blocks written as lists", async () => {
    const desired = await loadJson([
      { resource: [{ kong_service: [{ a: [{ name: "a" }] }] }, { kong_service: { b: { name: "b" } } }] },
      { provider: [{ kong: { owner: "" } }] },
    ]);
    expect(declarations(desired).map(({ address }) => address)).toEqual(["kong_service.a", "kong_service.b"]);
    expect(desired.gateways[0]?.provider.owner).toBe(false);
  });

  it("has no owner when none is said", async () => {
    const desired = await loadJson({ resource: { kong_service: { a: { name: "a" } } } });
    expect(declared(desired, "kong_service.a").owner).toBe(false);
    expect(desired.gateways[0]?.owners).toEqual([]);
  });

  it("prefixes addresses with the stack's name where several stacks have no construct paths", async () => {
    const stack = { resource: { kong_service: { a: { name: "a" } } } };
    const cwd = await folderWith(output({ one: stack, two: stack }));
    const desired = await load(cwd, { source: "." });
    expect(declarations(desired).map(({ address }) => address)).toEqual(["one/kong_service.a", "two/kong_service.a"]);
  });

  it("merges extra fields and refuses known ones there", async () => {
    const desired = await loadJson({ resource: { kong_service: { a: { name: "a", extra: { new_field: 1 } } } } });
    expect(declared(desired, "kong_service.a").fields).toEqual({ name: "a", new_field: 1 });
    const refused = await failureOf({
      kong_plugin: { p: { name: "cors", scope: { global: true }, extra: { route: null } } },
    });
    expect(refused[0]).toMatchObject({ code: "KG_ATTRIBUTE_INVALID", address: "kong_plugin.p" });
  });

  it("suggests the attribute that was meant", async () => {
    const errors = await failureOf({
      kong_service: { a: { hots: "x" }, b: { retrys: 3 } },
      kong_route: { r: { service: ID } },
    });
    expect(codes(errors)).toEqual(Array(3).fill("KG_ATTRIBUTE_UNKNOWN"));
    expect(errors[1]?.message).toBe("kong_service.b: kong_service has no attribute 'retrys'. Did you mean 'retries'?");
    expect(errors[0]?.message).toContain("Did you mean 'host'?");
    expect(errors[2]?.message).toContain("Did you mean 'service_id'?");
  });

  it("wraps secret fields, and what is read from them", async () => {
    const desired = await loadJson({
      resource: {
        kong_consumer: { m: { username: "mobile" } },
        kong_key_auth: { k: { key: "s3cret", consumer_id: "${kong_consumer.m.id}" } },
        kong_service: { a: { name: "a", path: "/${kong_key_auth.k.key}" } },
      },
    });
    const { key } = declared(desired, "kong_key_auth.k").fields;
    expect(key).toBeInstanceOf(Secret);
    expect(reveal(key)).toBe("s3cret");
    expect(reveal(declared(desired, "kong_service.a").fields["path"])).toBe("/s3cret");
    expect(JSON.stringify(desired)).not.toContain("s3cret");
  });
});

describe("references", () => {
  it("pin a literal id in lower case", async () => {
    const desired = await loadJson({ resource: { kong_route: { r: { service_id: ID.toUpperCase() } } } });
    expect(declared(desired, "kong_route.r").fields["service"]).toEqual({ id: ID });
  });

  it("still wait for a declaration that pins the id", async () => {
    const desired = await loadJson({
      resource: {
        kong_service: { s: { id: ID, name: "s" } },
        kong_route: { r: { service_id: "${kong_service.s.id}" } },
      },
    });
    expect(declared(desired, "kong_route.r").fields["service"]).toEqual(new Reference("kong_service.s"));
    expect(declared(desired, "kong_service.s").id).toBe(ID);
  });

  it("pass through locals and other declarations", async () => {
    const desired = await loadJson({
      locals: { svc: "${kong_service.s.id}" },
      resource: {
        kong_service: { s: { name: "s" } },
        kong_route: { r: { service_id: "${local.svc}" }, q: { service_id: "${kong_route.r.service_id}" } },
      },
    });
    expect(declared(desired, "kong_route.q").fields["service"]).toEqual(new Reference("kong_service.s"));
  });

  it("are refused when they hold a name, nothing, or another kind", async () => {
    const errors = await failureOf({
      kong_service: { s: { name: "s" } },
      kong_consumer: { c: { username: "c" } },
      kong_route: {
        a: { service_id: "orders" },
        b: { service_id: "" },
        c: { service_id: "${kong_service.s.name}" },
        d: { service_id: "${kong_consumer.c.id}" },
        e: { service_id: "${kong_service.s}" },
        f: { service_id: "${kong_service.gone.id}" },
        g: { service_id: "${kong_service.s.created_at}" },
      },
    });
    expect(errors.map(({ address, code }) => `${address} ${code}`)).toEqual([
      "kong_route.a KG_REFERENCE_INVALID",
      "kong_route.b KG_REFERENCE_INVALID",
      "kong_route.c KG_REFERENCE_INVALID",
      "kong_route.d KG_REFERENCE_KIND",
      "kong_route.e KG_REFERENCE_UNKNOWN",
      "kong_route.f KG_REFERENCE_UNKNOWN",
      "kong_route.g KG_REFERENCE_INVALID",
    ]);
  });

  it("to what only the gateway knows become templates", async () => {
    const desired = await loadJson({
      resource: {
        kong_service: { s: { name: "s" } },
        kong_plugin: {
          p: {
            name: "x",
            scope: { global: true },
            config: {
              text: "id=${kong_service.s.id};",
              lone: "${kong_service.s.created_at}",
              port: "${kong_service.s.port}",
            },
          },
        },
      },
    });
    expect(declared(desired, "kong_plugin.p").fields["config"]).toEqual({
      text: new Template(["id=", { address: "kong_service.s", path: ["id"] }, ";"]),
      lone: new Template([{ address: "kong_service.s", path: ["created_at"] }]),
      port: new Template([{ address: "kong_service.s", path: ["port"] }]),
    });
  });
});

describe("existing entities", () => {
  it("are data sources with a key, an id or an identity, and belong to nobody here", async () => {
    const desired = await loadJson({
      provider: { kong: { owner: "me" } },
      data: {
        kong_service: { a: { name: "orders" }, b: { identity: "services/other" }, c: { id: ID } },
        kong_target: { t: { identity: "targets/orders/10.0.0.1:8000" } },
        kong_plugin: { p: { identity: "plugins/cors@route=v1" }, g: { identity: "plugins/prometheus@global" } },
      },
      resource: { kong_route: { r: { service_id: "${data.kong_service.a.id}" } } },
    });
    expect(declared(desired, "data.kong_service.a")).toMatchObject({
      existing: true,
      owner: false,
      fields: { name: "orders" },
    });
    expect(declared(desired, "data.kong_service.b").fields).toEqual({ name: "other" });
    expect(declared(desired, "data.kong_service.c").id).toBe(ID);
    expect(declared(desired, "data.kong_plugin.g").isGlobal).toBe(true);
    expect(declared(desired, "data.kong_target.t").fields).toEqual({
      upstream: new Reference("data.kong_target.t@upstream"),
      target: "10.0.0.1:8000",
    });
    expect(declared(desired, "data.kong_target.t@upstream")).toMatchObject({
      kind: "upstreams",
      existing: true,
      fields: { name: "orders" },
    });
    expect(declared(desired, "data.kong_plugin.p").fields["route"]).toEqual(new Reference("data.kong_plugin.p@route"));
    expect(declared(desired, "kong_route.r").fields["service"]).toEqual(new Reference("data.kong_service.a"));
  });

  it("are refused with an identity that is none", async () => {
    const identities = ["orders", "routes/v1", "services/a/b", "ws:team/services/a", "services/%zz"];
    const errors = await failureOf(
      {},
      { data: { kong_service: Object.fromEntries(identities.map((identity, index) => [`s${index}`, { identity }])) } },
    );
    expect(codes(errors)).toEqual(identities.map(() => "KG_ATTRIBUTE_INVALID"));
    expect(errors[4]?.address).toBe("data.kong_service.s4");
  });

  it("need something to be found by", async () => {
    const errors = await failureOf(
      {},
      { data: { kong_service: { a: { host: "x" } }, kong_plugin: { p: { name: "cors" } } } },
    );
    expect(codes(errors)).toEqual(["KG_ATTRIBUTE_INVALID", "KG_SCOPE_MISSING"]);
  });
});

describe("what only Terraform can do", () => {
  it("is refused with its address, all of it at once", async () => {
    const errors = await failureOf(
      {
        aws_instance: { web: {} },
        kong_service: { a: { name: "a", count: 2 }, b: { name: "b", for_each: "${local.x}" } },
        kong_route: {
          c: { name: '${upper("x")}' },
          d: { name: "${var.x ? 1 : 2}" },
          e: { name: "${[for s in local.x : s]}" },
          f: { name: "${kong_service.a[*].id}" },
          g: { name: "${module.m.out}" },
          h: { name: "%{ if true }x%{ endif }" },
          i: { lifecycle: { precondition: [{ condition: "${true}" }] } },
          j: { provisioner: [{ "local-exec": {} }] },
          k: { name: "${aws_instance.web.id}" },
        },
      },
      { module: { m: { source: "./m" } }, data: { terraform_remote_state: { s: {} } }, check: { c: {} }, moved: [{}] },
    );
    expect(new Set(codes(errors))).toEqual(new Set(["KG_NEEDS_TERRAFORM"]));
    expect(errors.map(({ address }) => address).sort()).toEqual(
      [
        "aws_instance.web",
        "check.c",
        "data.terraform_remote_state.s",
        ...[..."ab"].map((name) => `kong_service.${name}`),
        "module.m",
        ...[..."cdefghijk"].map((name) => `kong_route.${name}`),
      ].sort(),
    );
    for (const { message } of errors) expect(message).toContain("Terraform");
  });

  it("names the resource types known for one that is not", async () => {
    const [error] = await failureOf({ kong_servise: { a: {} } });
    expect(error).toMatchObject({ code: "KG_RESOURCE_UNKNOWN", address: "kong_servise.a" });
    expect(error?.message).toContain("Did you mean 'kong_service'?");
    expect(error?.message).toContain("kong_upstream");
  });
});
