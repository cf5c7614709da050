/** Teams build on the constructs: subclasses, wrappers, packages of their own. @module */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformResource, TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { Entity, KongProvider, Service, type ServiceProps } from "../../src/index.ts";
import { synth } from "./synth.ts";

class SlowService extends Service {
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id, { readTimeout: 120_000, ...props });
  }
}

describe("a subclass", () => {
  it("is a service like any other", () => {
    const slow = new SlowService(new TerraformStack(Testing.app(), "shop"), "slow", { host: "h" });
    expect(slow).toBeInstanceOf(Service);
    expect(slow).toBeInstanceOf(Entity);
    expect(TerraformResource.isTerraformResource(slow)).toBe(true);
    expect(slow.kind).toBe("services");
  });

  it("adds its own defaults, which its users may override", () => {
    const { resource } = synth((stack) => {
      new SlowService(stack, "a", { host: "h" });
      new SlowService(stack, "b", { host: "h", readTimeout: 5 });
    });
    expect(resource["kong_service"]).toMatchObject({ a: { read_timeout: 120_000 }, b: { read_timeout: 5 } });
  });
});

describe("the stacks of this repository", () => {
  const run = (file: string, stack: string) => {
    const outdir = mkdtempSync(join(tmpdir(), "kongruent-test-"));
    try {
      execFileSync(process.execPath, ["--import", "tsx", file], { env: { ...process.env, CDKTF_OUTDIR: outdir } });
      return JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));
    } finally {
      rmSync(outdir, { recursive: true });
    }
  };

  it("synthesize: the app of cdktf.json", () => {
    const { app } = JSON.parse(readFileSync("cdktf.json", "utf8"));
    expect(app).toBe("node --import tsx stacks/main.ts");
    const { resource } = run("stacks/main.ts", "shop");
    expect(Object.keys(resource).sort()).toEqual([
      "kong_acl",
      "kong_basic_auth",
      "kong_consumer",
      "kong_key_auth",
      "kong_plugin",
      "kong_route",
      "kong_service",
      "kong_target",
      "kong_upstream",
    ]);
  });

  it("synthesize: the minimal one, which has 21 lines", () => {
    expect(readFileSync("stacks/minimal.ts", "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(21);
    expect(Object.keys(run("stacks/minimal.ts", "invoices-team").resource.kong_plugin)).toHaveLength(2);
  });
});

describe("a large stack", () => {
  it("of 5,000 entities synthesizes, validated", () => {
    const app = Testing.app();
    const stack = new TerraformStack(app, "large");
    new KongProvider(stack, "kong");
    for (let index = 0; index < 1_250; index += 1) {
      const service = new Service(stack, `service-${index}`, { host: `h${index}.internal` });
      service.addRoute("v1", { paths: [`/${index}`] }).addPlugin("cors", { config: { max_age: index } });
      service.addPlugin("rate-limiting", { config: { minute: 60 } });
    }
    app.synth();
    const written = JSON.parse(readFileSync(join(app.outdir, "stacks", "large", "cdk.tf.json"), "utf8"));
    expect(Object.keys(written.resource.kong_plugin)).toHaveLength(2_500);
  });
});
