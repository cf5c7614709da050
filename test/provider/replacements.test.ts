/** What takes the place of another: a new id for the same identity, and two resources that turn out to be one entity. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { UNKNOWN } from "../../src/provider/value.ts";
import type { Config, DiagnosticsError, Plan, ResourceState } from "./core/core.ts";
import { get } from "./core/values.ts";
import { entityOf, type Stage, stage } from "./stage.ts";

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());
beforeEach(() => on.reset());

const failureOf = (run: Promise<unknown>): Promise<DiagnosticsError> =>
  run.then(
    () => Promise.reject(new Error("an error was expected")),
    // Everything that the core throws for a provider's errors.
    (error: unknown) => error as DiagnosticsError,
  );

describe("a pinned id that changes", () => {
  const id = (digit: number): string => `${digit}1111111-1111-4111-8111-111111111111`;
  const service = (digit: number, more: Config = {}): Config => ({ id: id(digit), name: "s", host: "h", ...more });
  let state: ResourceState;
  beforeEach(async () => {
    state = await on.apply("kong_service", service(1));
    on.writes.length = 0;
  });

  const planned = async (config: Config): Promise<Plan> => {
    await on.command();
    return on.core.planResource("kong_service", config, await on.core.readResource(state));
  };

  test("is a replacement, with a warning at the id that create_before_destroy cannot do it", async () => {
    const plan = await planned(service(2));
    expect(plan.action).toBe("replace");
    expect(plan.warnings).toMatchObject([{ summary: "services/s is replaced under another id", path: ["id"] }]);
    expect(plan.warnings[0]?.detail).toContain("create_before_destroy");
    await on.command();
    const { state: made } = await on.core.applyResource(plan);
    expect(get(made?.value ?? null, "id")).toBe(id(2));
    expect(on.embedded.entities("services")).toHaveLength(1);
  });

  test("says nothing where the name changes too: then the two can stand side by side", async () => {
    expect((await planned(service(2, { name: "t" }))).warnings).toEqual([]);
  });

  test("created before its destroy is refused with the reason, and nothing is written", async () => {
    const plan = await planned(service(2));
    await on.command();
    // What the core does with create_before_destroy: the old one is put aside, and the new one is made as if there were none.
    const error = await failureOf(on.core.applyResource({ ...plan, action: "create", prior: undefined }));
    expect(error.diagnostics).toMatchObject([{ summary: "Another id is live", path: ["id"] }]);
    expect(error.message).toContain("create_before_destroy");
    expect(on.writes).toEqual([]);
    expect(entityOf(on.embedded, "services", id(1))).toBeDefined();
  });
});

describe("two resources whose names turn out to be the same at apply", () => {
  const named = (name: unknown, host: string): Config => ({ name, host }) as Config;

  test("the second one fails and leaves what the first one made", async () => {
    await on.command();
    const first = await on.core.planResource("kong_service", named(UNKNOWN, "first.example"));
    const second = await on.core.planResource("kong_service", named(UNKNOWN, "second.example"));
    await on.command();
    const { state } = await on.core.applyResource(first, named("s", "first.example"));
    on.writes.length = 0;
    const error = await failureOf(on.core.applyResource(second, named("s", "second.example")));
    expect(error.message).toContain("KG_DUPLICATE_IDENTITY");
    expect(on.writes).toEqual([]);
    const id = get(state?.value ?? null, "id");
    expect(entityOf(on.embedded, "services", id)).toMatchObject({ host: "first.example" });
  });
});
