/** Lints are silenced where something is declared, and what is written for it survives synth. @module */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { loadDesired } from "../../src/desired/load.ts";
import { KongProvider, Lint, type LintCode, Service } from "../../src/index.ts";
import { lint } from "../../src/lint/lint.ts";
import { codeOf } from "./synth.ts";

const WHY = "clients really send the star";

/** The output folder of a stack `shop`, gone when the work is done. */
const withOutput = async <T>(
  build: (stack: TerraformStack) => void,
  work: (folder: string) => T,
): Promise<Awaited<T>> => {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), "shop");
  new KongProvider(stack, "kong");
  build(stack);
  const folder = Testing.fullSynth(stack);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const resultOf = (build: (stack: TerraformStack) => void) =>
  withOutput(build, async (folder) => {
    const { gateways } = await loadDesired({ source: folder, cwd: folder, env: {}, vars: {} });
    return lint({ declarations: gateways.flatMap(({ declarations }) => declarations) });
  });

describe("Lint.silence", () => {
  test("writes a comment that stands beside CDKTF's own", async () => {
    const json = await withOutput(
      (stack) => Lint.silence(new Service(stack, "a", { host: "h" }), "service-disabled", ` ${WHY} `),
      (folder) => JSON.parse(readFileSync(join(folder, "stacks/shop/cdk.tf.json"), "utf8")),
    );
    expect(json.resource.kong_service.a["//"]).toEqual({
      metadata: expect.objectContaining({ path: "shop/a" }),
      silence: { "service-disabled": WHY },
    });
  });

  test("is for a construct and all that is below it, also what is added later, and nothing else", async () => {
    const { findings, silenced } = await resultOf((stack) => {
      const team = new Construct(stack, "team");
      Lint.silence(team, "regex-without-tilde", WHY);
      new Service(team, "a", { host: "h" }).addRoute("r", { paths: ["/a/*"] });
      new Service(stack, "b", { host: "h" }).addRoute("r", { paths: ["/b/*"] });
    });
    expect(findings.map(({ address }) => address)).toEqual(["shop/b/r"]);
    expect(silenced).toMatchObject([{ address: "shop/team/a/r", reason: WHY }]);
  });

  test("that silences nothing is told", async () => {
    const { findings } = await resultOf((stack) =>
      Lint.silence(new Service(stack, "a", { host: "h" }), "regex-without-tilde", WHY),
    );
    expect(findings).toMatchObject([{ code: "silence-unused", address: "shop/a" }]);
  });

  test("needs a reason, and takes no code that does not exist", () => {
    const service = new Service(new TerraformStack(Testing.app(), "shop"), "a", { host: "h" });
    expect(codeOf(() => Lint.silence(service, "route-shadowed", " "))).toBe("KG_SILENCE_UNREASONED");
    expectTypeOf<LintCode>().toExtend<string>();
    // @ts-expect-error no such code
    Lint.silence(service, "route-shadow", WHY);
  });
});
