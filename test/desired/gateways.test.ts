// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
import { describe, expect, it } from "vitest";
import { reveal, Secret } from "../../src/model/secret.ts";
import { codes, declarations, declared, failure, folderWith, load, loadJson, output } from "./support.ts";

const stack = (provider: Record<string, unknown>, name: string) => ({
  provider: { kong: [provider] },
  resource: { kong_service: { [name]: { name } } },
});
const loadStacks = async (stacks: Record<string, unknown>, options = {}) =>
  load(await folderWith(output(stacks)), { source: ".", ...options });

describe("providers", () => {
  it("say how to reach the gateway, secrets wrapped", async () => {
    const { gateways } = await loadJson({
      variable: { token: { sensitive: true, default: "hunter2" } },
      provider: {
        kong: {
          admin_url: "https://kong/admin",
          admin_token: "${var.token}",
          headers: { Authorization: "Bearer hunter2" },
          workspace: "team",
          tls_ca_file: "ca.pem",
          tls_insecure: "true",
          owner: false,
          version: "~> 1",
        },
      },
    });
    const provider = gateways[0]?.provider;
    expect(provider).toMatchObject({
      adminUrl: "https://kong/admin",
      workspace: "team",
      tlsCaFile: "ca.pem",
      tlsInsecure: true,
      owner: false,
    });
    expect(reveal(provider?.adminToken)).toBe("hunter2");
    expect(provider?.headers?.["Authorization"]).toBeInstanceOf(Secret);
    expect(JSON.stringify(gateways)).not.toContain("hunter2");
  });

  it("refuse arguments that are unknown or unfit", async () => {
    const errors = await failure(
      loadJson({ provider: { kong: [{ admin_ulr: "x" }, { alias: "b", adopt: "maybe" }] } }),
    );
    expect(codes(errors)).toEqual(["KG_PROVIDER_ARGUMENT", "KG_PROVIDER_ARGUMENT"]);
    expect(errors[0]?.message).toContain("Did you mean 'admin_url'?");
    expect(errors[1]?.address).toBe("provider.kong.b");
  });

  it("by alias make several gateways", async () => {
    const desired = await loadJson({
      provider: {
        kong: [
          { admin_url: "http://a", owner: "o" },
          { alias: "b", admin_url: "http://b", owner: "o" },
        ],
      },
      resource: { kong_service: { x: { name: "x" }, y: { name: "y", provider: "kong.b" } } },
    });
    expect(
      desired.gateways.map(({ provider, declarations: all }) => [provider.adminUrl, all.map((one) => one.address)]),
    ).toEqual([
      ["http://a", ["kong_service.x"]],
      ["http://b", ["kong_service.y"]],
    ]);
  });

  it("that are not declared are refused", async () => {
    const errors = await failure(loadJson({ resource: { kong_service: { a: { name: "a", provider: "kong.gone" } } } }));
    expect(errors[0]).toMatchObject({ code: "KG_PROVIDER_UNKNOWN", address: "kong_service.a" });
  });

  it("refuse a reference from one gateway to another", async () => {
    const errors = await failure(
      loadJson({
        provider: { kong: [{ admin_url: "http://a" }, { alias: "b", admin_url: "http://b" }] },
        resource: {
          kong_service: { s: { name: "s" } },
          kong_route: { r: { provider: "kong.b", service_id: "${kong_service.s.id}" } },
        },
      }),
    );
    expect(errors[0]).toMatchObject({ code: "KG_REFERENCE_OTHER_GATEWAY", address: "kong_route.r" });
  });
});

describe("several stacks", () => {
  it("on one gateway are one gateway, each declaration with its own owner", async () => {
    const desired = await loadStacks({
      one: stack({ admin_url: "http://Kong:8001/", owner: "one", adopt: "any" }, "x"),
      two: stack({ admin_url: "http://kong:8001", owner: "two", workspace: "default" }, "y"),
    });
    expect(desired.gateways).toHaveLength(1);
    expect(desired.gateways[0]).toMatchObject({ stacks: ["one", "two"], owners: ["one", "two"] });
    expect(desired.gateways[0]?.provider).not.toHaveProperty("owner");
    expect(declarations(desired).map(({ owner, adopt }) => [owner, adopt])).toEqual([
      ["one", "any"],
      ["two", undefined],
    ]);
  });

  it("let a delete take others' entities along only where each of them says so", async () => {
    const cascades = async (...values: readonly (boolean | undefined)[]): Promise<unknown> => {
      const stacks = values.map((cascade, index) => [
        `s${index}`,
        stack({ owner: `o${index}`, ...(cascade === undefined ? {} : { cascade }) }, `n${index}`),
      ]);
      const { gateways } = await loadStacks(Object.fromEntries(stacks));
      expect(gateways).toHaveLength(1);
      return gateways[0]?.provider.cascade;
    };
    expect(await cascades(true, true)).toBe(true);
    expect(await cascades(true, undefined)).toBe(undefined);
    expect(await cascades(true, false)).toBe(undefined);
    expect(await cascades(false, false)).toBe(false);
  });

  it("with one owner on one gateway are refused, whatever token they use", async () => {
    const errors = await failure(
      loadStacks({
        one: stack({ admin_url: "http://kong", owner: "o", admin_token: "a" }, "x"),
        two: stack({ admin_url: "http://kong", owner: "o" }, "y"),
      }),
    );
    expect(codes(errors)).toEqual(["KG_OWNER_TWICE"]);
    expect(errors[0]?.message).toMatch(/one and two/);
  });

  it("with one owner on two gateways or workspaces are fine", async () => {
    const desired = await loadStacks({
      one: stack({ admin_url: "http://a", owner: "o" }, "x"),
      two: stack({ admin_url: "http://b", owner: "o" }, "y"),
      three: stack({ admin_url: "http://b", owner: "o", workspace: "w" }, "z"),
    });
    expect(desired.gateways).toHaveLength(3);
  });

  it("are chosen by name, and a wrong name lists the right ones", async () => {
    const stacks = { one: stack({ owner: "o" }, "x"), two: stack({ owner: "o" }, "y") };
    const desired = await loadStacks(stacks, { stack: ["two"] });
    expect(desired.gateways[0]?.stacks).toEqual(["two"]);
    expect(declared(desired, "kong_service.y").owner).toBe("o");
    const [error] = await failure(loadStacks(stacks, { stack: ["tow"] }));
    expect(error).toMatchObject({ code: "KG_STACK_UNKNOWN" });
    expect(error?.message).toMatch(/'two'.*one, two/);
  });

  it("that declare nothing any more still name their owner", async () => {
    const { gateways } = await loadJson({ provider: { kong: { owner: "o" } } });
    expect(gateways).toMatchObject([{ owners: ["o"], declarations: [] }]);
  });
});
