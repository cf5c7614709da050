/** Names and ids that constructs get from their path. @module */
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { Consumer, Service, Upstream } from "../../src/index.ts";
import { codeOf, problems, synth } from "./synth.ts";

const only = (entities: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined, field: string) =>
  Object.values(entities ?? {}).map((entity) => entity[field]);

describe("a name that is not given", () => {
  it("is the construct's path inside its stack", () => {
    const { resource } = synth((stack) => {
      new Service(stack, "orders", { host: "h" }).addRoute("v1", { paths: ["/"] });
      new Upstream(stack, "orders pool/1");
      new Consumer(stack, "mobile");
      const wrapper = new Construct(stack, "payments");
      new Service(wrapper, "Default", { host: "h" }).addRoute("v1", { paths: ["/"] });
    });
    expect(only(resource["kong_service"], "name")).toEqual(["orders", "payments"]);
    expect(only(resource["kong_route"], "name")).toEqual(["orders-v1", "payments-v1"]);
    expect(only(resource["kong_upstream"], "name")).toEqual(["orders-pool--1"]);
    expect(only(resource["kong_consumer"], "username")).toEqual(["mobile"]);
  });

  it("is left to a consumer's customId", () => {
    const { resource } = synth((stack) => new Consumer(stack, "mobile", { customId: "4711" }));
    expect(resource["kong_consumer"]?.["mobile"]).toEqual({ custom_id: "4711" });
  });

  it("is valid and stable where nothing of the path can stand in a name", () => {
    const names = [1, 2].map(() => {
      const { resource } = synth(
        (stack) => new Service(stack, "注文_サービス-x".slice(0, 2), { host: "h", provider: undefined } as object),
      );
      return only(resource["kong_service"], "name");
    });
    expect(names[0]).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
    expect(names[1]).toEqual(names[0]);
  });

  it("is an error with both paths where two paths make one name", () => {
    const found = problems((stack) => {
      new Service(stack, "a", { host: "h" }).addRoute("b", { paths: ["/"] });
      new Service(stack, "x", { host: "h", name: "y" }).addRoute("z", { paths: ["/"], name: "a-b" });
    });
    expect(found).toEqual([expect.stringContaining("routes/a-b is declared twice, by shop/a/b and by shop/x/z.")]);
  });
});

describe("a key that the gateway makes", () => {
  it("is found again by an id from the construct's path", () => {
    const idOf = (stackId: string): unknown => {
      const stack = new TerraformStack(Testing.app(), stackId);
      new Consumer(stack, "mobile").addKeyAuth();
      return only(JSON.parse(Testing.synth(stack)).resource.kong_key_auth, "id")[0];
    };
    expect(idOf("shop")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idOf("shop")).toBe(idOf("shop"));
    expect(idOf("shop")).not.toBe(idOf("other"));
  });
});

describe("the construct of what is added", () => {
  it("is named after it, or by a constructId where that is known only at apply", () => {
    const stack = new TerraformStack(Testing.app(), "shop");
    const address = new TerraformVariable(stack, "address", { type: "string" }).stringValue;
    const pool = new Upstream(stack, "pool");
    expect(pool.addTarget("10.0.0.1:80").node.path).toBe("shop/pool/10.0.0.1:80");
    expect(codeOf(() => pool.addTarget(address))).toBe("KG_CONSTRUCT_ID_MISSING");
    expect(pool.addTarget(address, { constructId: "first" }).node.path).toBe("shop/pool/first");
    expect(codeOf(() => new Consumer(stack, "c").addAcl(address))).toBe("KG_CONSTRUCT_ID_MISSING");
  });
});
