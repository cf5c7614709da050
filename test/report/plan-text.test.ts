import { describe, expect, test } from "vitest";
import type { Plan, PlanChange } from "../../src/engine/plan.ts";
import { planText } from "../../src/report/plan-text.ts";

const change = (rest: Partial<PlanChange>): PlanChange => ({
  action: "update",
  kind: "services",
  identity: "services/a",
  address: "a",
  id: "1",
  fields: [],
  dependsOn: [],
  cascades: [],
  impact: [],
  ...rest,
});

const planOf = (changes: readonly PlanChange[], rest: Partial<Plan> = {}): Plan => {
  const count = (action: string): number => changes.filter((one) => one.action === action).length;
  return {
    format: "kongruent.plan/1",
    gateway: { url: "http://kong", version: "3.9.1", mode: "traditional", workspace: "default" },
    kinds: [],
    summary: {
      create: count("create"),
      adopt: count("adopt"),
      update: count("update"),
      delete: count("delete"),
      unchanged: 0,
      unmanaged: 0,
    },
    changes,
    unmanaged: [],
    warnings: [],
    errors: [],
    ...rest,
  };
};

const fields = [{ path: "port", from: 80, to: 81 }];
const long = Array.from({ length: 30 }, (_, index) => `/path/${index}`);

describe("a plan's text", () => {
  test("explains the arrows of a drift once, and only there", () => {
    const plan = planOf([
      change({ action: "create", fields }),
      change({ identity: "services/b", fields }),
      change({ identity: "services/c", fields }),
    ]);
    expect(planText(plan, { color: false, voice: "drift" })).toContain(
      "services/b   a\n              live → declared\n        port  80 → 81\n  ~ differs   services/c   a\n        port  80 → 81\n",
    );
    expect(planText(plan, { color: false, voice: "plan" })).not.toContain("live → declared");
  });

  test("explains plus and minus too, where a drift has them", () => {
    const plan = planOf([change({ fields: [{ path: "paths", from: long, to: long.slice(1) }] })]);
    expect(planText(plan, { color: false, voice: "drift" })).toContain(
      "  live → declared, - live only, + declared only\n        paths  - /path/0\n",
    );
  });

  test("counts what goes along with deletes once, and nothing of those held back", () => {
    const plan = planOf([
      change({ action: "delete", identity: "services/a", cascades: ["routes/x", "plugins/y"], impact: ["router"] }),
      change({ action: "delete", identity: "upstreams/b", cascades: ["plugins/y"] }),
      change({ action: "delete", identity: "services/c", cascades: ["routes/z"], impact: ["balancer"] }),
    ]);
    const text = planText(plan, { color: false, voice: "plan", held: new Set(["services/c"]) });
    expect(text).toContain("3 to delete, 5 with what goes along (1 held back); 0 unchanged.");
    expect(text).toMatch(/^ {2}- delete services\/c {3}a {3}held back$/m);
    expect(text).toContain("The gateway rebuilds the router.");
    expect(planText(plan, { color: false, voice: "drift", held: new Set(["services/c"]) })).not.toContain("held back");
  });

  test("with refusals ends with their number", () => {
    const error = { code: "KG_X", message: "No.", address: null };
    const unmanaged = [{ kind: "routes", identity: "routes/x", id: "1" }];
    const plan = planOf([change({ fields, impact: ["router"] })], { errors: [error, error], unmanaged });
    const text = planText(plan, { color: false, voice: "plan", refusals: 2 });
    expect(text).toMatch(/0 unchanged\.\n2 errors: apply would write nothing\.$/);
    expect(planText({ ...plan, errors: [] }, { color: false, voice: "plan" })).toMatch(
      /The gateway rebuilds the router\.\nNot managed here, left alone: 1 route\.$/,
    );
  });
});
