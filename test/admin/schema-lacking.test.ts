/** What lies where the gateway has no schema of it: a plugin that is not installed any more, whose rows are left. @module */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { deckText } from "../../src/emit/deck.ts";
import { hclConfiguration } from "../../src/emit/hcl.ts";
import { stackProgram } from "../../src/emit/typescript.ts";
import { savePlan } from "../../src/engine/saved-plan.ts";
import { reveal } from "../../src/model/secret.ts";
import { applyText } from "../../src/report/apply-text.ts";
import { planText } from "../../src/report/plan-text.ts";
import { importOf } from "../emit/support.ts";
import { createWorld, fault, OWNER_TAG, service, type World } from "../engine/kit.ts";

const EDITION = { edition: "enterprise", version: "3.10.0" } as const;

const LEFT: Readonly<Record<string, { readonly name: string; readonly fields: Readonly<Record<string, unknown>> }>> = {
  plugins: { name: "session", fields: { name: "session", config: { secret: "LEAK-4711", audience: "LEAK-4712" } } },
  partials: { name: "redis-ce", fields: { name: "r", type: "redis-ce", config: { host: "h", password: "LEAK-4711" } } },
  vaults: { name: "env", fields: { prefix: "my-vault", name: "env", config: { prefix: "LEAK-4711" } } },
};

const worldWith = (kind: string): World => {
  const world = createWorld(EDITION);
  world.gateway.insert(kind, { ...LEFT[kind]?.fields, tags: [OWNER_TAG] });
  const path = new RegExp(`^/schemas/${kind}/.+`);
  world.gateway.faults.push(fault({ method: "GET", path }, { status: 404, body: { message: "Not found" } }));
  return world;
};

describe.each(Object.keys(LEFT))("%s whose schema the gateway lacks", (kind) => {
  test("are shown without any of their settings", async () => {
    const world = worldWith(kind);
    const declared = [service("s")];
    const prepared = await world.prepare(declared, { maxDeletes: 10 });
    const outcome = await world.run(declared, { maxDeletes: 10 });
    expect(world.gateway.entities(kind)).toEqual([]);
    const shown = [
      JSON.stringify([prepared.plan, savePlan(prepared, declared), outcome, world.journal]),
      inspect([prepared.plan, prepared.snapshot, outcome, world.journal], { depth: 20 }),
      planText(prepared.plan, { color: false, voice: "plan" }),
      applyText(outcome, { color: false }),
    ].join("\n");
    expect(shown).toContain(kind);
    expect(shown).not.toContain("LEAK");
  });

  test("are imported with every setting as a variable, and that is said", async () => {
    const world = worldWith(kind);
    const { document, live } = await importOf(world.gateway);
    for (const text of [stackProgram(document), deckText(document), hclConfiguration(document, { requirement: "" })]) {
      expect(text).not.toContain("LEAK");
    }
    expect(document.variables.map(({ value }) => reveal(value))).toContain("LEAK-4711");
    expect(live.unsaid).toEqual([expect.objectContaining({ field: "config", because: "undescribed" })]);
  });
});
