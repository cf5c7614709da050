/** Creates of what is already there, and failures in the middle: what was there before is never destroyed. */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FaultAction, FaultRule } from "../../src/embedded/faults.ts";
import { EFFORT, often } from "../properties/chance.ts";
import { ApplyError, type Config, DiagnosticsError, type ResourceState } from "./core/core.ts";
import { get } from "./core/values.ts";
import { entityOf, OURS, OWNER, type Stage, stage, THEIRS } from "./stage.ts";

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());
beforeEach(() => on.reset());

const INGRESS = "managed-by-ingress-controller";
const RELATIONS = {
  nobodys: [],
  ours: [OURS],
  theirs: [THEIRS],
  ingress: [INGRESS],
  contested: [OURS, THEIRS],
} as const;
type Relation = keyof typeof RELATIONS;
const MODES = ["never", "own", "unowned", "any", undefined] as const;

/** The table of docs/ownership.md. */
const isAdopted = (mode: (typeof MODES)[number], relation: Relation): boolean => {
  if (relation === "ours") return true;
  if (mode === "any") return true;
  return relation === "nobodys" && (mode === "unowned" || mode === undefined);
};

const wanted: Config = { name: "orders", host: "new.example", retries: 3 };
const there = (tags: readonly string[]) => ({
  name: "orders",
  host: "old.example",
  retries: 3,
  path: "/kept-by-nobody",
  tags: ["team-a", ...tags],
});
const failureOf = async (run: Promise<unknown>): Promise<DiagnosticsError> => {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DiagnosticsError) return error;
  throw new Error(`errors were expected, not ${String(error)}`);
};

const table = (Object.keys(RELATIONS) as Relation[]).flatMap((relation) =>
  MODES.flatMap((mode) =>
    (["resource", "provider"] as const).map((where) => ({ relation, mode, where, isTaken: isAdopted(mode, relation) })),
  ),
);

describe.each(table)("what is $relation, with adopt = $mode of the $where", ({ relation, mode, where, isTaken }) => {
  const tags = RELATIONS[relation];
  const own = where === "resource" && mode !== undefined ? { adopt: mode } : {};
  const command = (): Promise<void> =>
    on.command({ owner: OWNER, ...(where === "provider" && mode !== undefined ? { adopt: mode } : {}) });

  test("found at plan", async () => {
    const { id } = on.embedded.insert("services", there(tags));
    await command();
    const planning = on.core.planResource("kong_service", { ...wanted, ...own });
    if (!isTaken) {
      const { message } = await failureOf(planning);
      expect(message).toMatch(relation === "nobodys" ? /KG_ADOPTION_REFUSED/ : /KG_OWNED_BY_OTHER/);
      if (relation === "nobodys") expect(message).toContain("terraform import kong_service.NAME 'services/orders'");
      if (relation === "theirs" || relation === "contested") expect(message).toContain("'theirs'");
      expect(on.writes).toEqual([]);
      return;
    }
    const plan = await planning;
    expect(get(plan.planned, "id")).toBe(id);
    const [warning] = plan.warnings;
    expect(warning?.summary).toBe("Adopts services/orders, which is already on the gateway");
    expect(warning?.detail).toMatch(/^ {2}host$/m);
    expect(warning?.detail).not.toContain("old.example");
    expect(warning?.detail).not.toContain("retries");
    if (relation === "theirs" || relation === "contested") expect(warning?.detail).toContain("'theirs'");
    await command();
    const { state } = await on.core.applyResource(plan);
    expect(get(state?.value ?? null, "id")).toBe(id);
    const [write] = on.writes;
    expect(on.writes.length).toBe(1);
    expect(write?.method).toBe("PATCH");
    // What is not declared is as it would be undeclared; tags are the owner's, unless they were already.
    const body = relation === "ours" ? ["host", "path"] : ["host", "path", "tags"];
    expect(Object.keys(write?.body ?? {}).sort()).toEqual(body);
    const live = entityOf(on.embedded, "services", id);
    expect(live?.["tags"]).toEqual(expect.arrayContaining(["team-a", OURS]));
    expect(live?.["tags"]).not.toContain(THEIRS);
    if (state === undefined) throw new Error("it is not there");
    await command();
    const again = await on.core.planResource("kong_service", { ...wanted, ...own }, await on.core.readResource(state));
    expect(again.action).toBe("no-op");
  });

  test("appears between plan and apply", async () => {
    await command();
    const plan = await on.core.planResource("kong_service", { ...wanted, ...own });
    for (const isLate of [false, true]) {
      on.reset();
      const id = "0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0e";
      const appear = (): void => void on.embedded.insert("services", { id, ...there(tags) });
      // Before the last plan sees it, and after.
      if (isLate) {
        const match = { method: "POST", path: /^\/services/, times: 1 };
        on.embedded.faults.push({ match, action: { before: appear } });
      } else appear();
      await command();
      const applying = on.core.applyResource(plan);
      if (isTaken) {
        const { state, warnings } = await applying;
        expect(get(state?.value ?? null, "id")).toBe(id);
        expect(warnings.map(({ summary }) => summary).join()).toMatch(
          isLate ? /Adopted services\/orders, which appeared/ : /Adopts services\/orders/,
        );
        expect(on.writes.at(-1)?.method).toBe("PATCH");
      } else {
        const error = await failureOf(applying);
        expect(error.message).toMatch(relation === "nobodys" ? /KG_ADOPTION_REFUSED/ : /KG_OWNED_BY_OTHER/);
        if (error instanceof ApplyError) expect(error.state).toBeUndefined();
        expect(entityOf(on.embedded, "services", id)).toMatchObject({ host: "old.example" });
      }
      expect(on.embedded.entities("services").map((one) => one.id)).toEqual([id]);
    }
  });
});

test("what somebody makes under the planned id, when the adopted entity had vanished, is not removed by a failure", async () => {
  const { id } = on.embedded.insert("services", there([]));
  await on.command();
  const plan = await on.core.planResource("kong_service", wanted);
  expect(get(plan.planned, "id")).toBe(id);
  await on.command();
  // The last plan still sees it; then it goes, and comes back just before we make it.
  on.embedded.faults.push(
    {
      match: { method: "GET", path: new RegExp(`^/services/${id}`), times: 1 },
      action: { before: (gateway) => gateway.remove("services", id) },
    },
    {
      match: { method: "POST", path: /^\/services/, times: 1 },
      action: { before: (gateway) => void gateway.insert("services", { id, ...there([]) }) },
    },
    { match: { method: "PATCH" }, action: { status: 500 } },
  );
  const error = await failureOf(on.core.applyResource(plan));
  expect(error).toBeInstanceOf(ApplyError);
  expect(entityOf(on.embedded, "services", id)).toMatchObject({ host: "old.example" });
});

const actions: fc.Arbitrary<FaultAction> = fc.constantFrom<FaultAction>(
  { status: 500 },
  { status: 503 },
  { status: 400, body: { message: "no", name: "schema violation", code: 2, fields: { host: "no" } } },
  { status: 404, body: { message: "Not found" } },
  { status: 401, body: { message: "no" } },
  { cut: true },
  { loseAnswer: true },
  { html: true },
  { truncate: true },
);

const faults: fc.Arbitrary<readonly FaultRule[]> = fc.array(
  fc.record({
    match: fc.record(
      {
        method: fc.constantFrom("POST", "PATCH", "DELETE", "GET"),
        nth: fc.integer({ min: 1, max: 4 }),
        times: fc.integer({ min: 1, max: 8 }),
      },
      { requiredKeys: ["method"] },
    ),
    action: actions,
  }),
  { minLength: 1, maxLength: 3 },
);

const before = fc.constantFrom("nothing", "nobodys", "ours", "changed", "recorded" as const);

interface Subject {
  readonly type: string;
  readonly kind: string;
  readonly config: Config;
  readonly live: Readonly<Record<string, unknown>>;
}
const subjects: readonly Subject[] = [
  { type: "kong_service", kind: "services", config: wanted, live: there([]) },
  {
    type: "kong_plugin",
    kind: "plugins",
    config: { name: "rate-limiting", scope: { global: true }, config: { minute: 5 } },
    live: { name: "rate-limiting", config: { minute: 6, hour: 60 } },
  },
  { type: "kong_consumer", kind: "consumers", config: { username: "c", custom_id: "x" }, live: { username: "c" } },
];

test("with faults at random a create records nothing it could not finish, destroys nothing, and the next run converges", async () => {
  let failures = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...subjects), before, faults, async ({ type, kind, config, live }, was, rules) => {
      on.reset();
      const tags = was === "ours" ? [OURS] : [];
      let prior: ResourceState | undefined;
      const existing = was === "nobodys" || was === "ours" ? on.embedded.insert(kind, { ...live, tags }).id : undefined;
      if (was === "changed" || was === "recorded") {
        prior = await on.apply(type, config);
        const id = String(get(prior.value, "id"));
        if (was === "changed") {
          const { name: _, username: __, ...rest } = live as Record<string, unknown>;
          on.embedded.update(kind, id, kind === "consumers" ? { custom_id: "y" } : rest);
          await on.command();
          prior = await on.core.readResource(prior);
        }
      }
      const ids = new Set(on.embedded.entities(kind).map(({ id }) => id));
      await on.command();
      const plan = await on.core.planResource(type, config, prior);
      await on.command();
      on.embedded.faults.push(...rules);
      let state = prior;
      let hasFailed = false;
      try {
        state = (await on.core.applyResource(plan)).state;
      } catch (error) {
        if (!(error instanceof DiagnosticsError)) throw error;
        hasFailed = true;
        failures += 1;
        if (error instanceof ApplyError) {
          state = error.state;
          expect(state?.value).toEqual(prior?.value);
        }
      }
      for (const id of ids) expect(entityOf(on.embedded, kind, id), `${id} was there before`).toBeDefined();
      expect(on.embedded.entities(kind).length).toBeLessThanOrEqual(1);
      if (existing !== undefined) expect(on.embedded.entities(kind).map(({ id }) => id)).toEqual([existing]);
      if (!hasFailed) expect(on.embedded.entities(kind).length).toBe(1);
      on.embedded.faults.length = 0;
      await on.command();
      const read = state === undefined ? undefined : await on.core.readResource(state);
      const done = await on.apply(type, config, read);
      expect(on.embedded.entities(kind).map(({ id }) => id)).toEqual([get(done.value, "id")]);
      await on.command();
      const again = await on.core.planResource(type, config, await on.core.readResource(done));
      expect(again.action).toBe("no-op");
    }),
    often(120),
  );
  expect(failures).toBeGreaterThan(5 * Math.min(EFFORT, 1));
});

test("with faults at random what fails to be read is an error, never gone", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...subjects),
      faults.map((rules) => rules.map(({ action }): FaultRule => ({ match: { method: "GET" }, action }))),
      async ({ type, config }, rules) => {
        on.reset();
        const state = await on.apply(type, config);
        await on.command();
        // A 404 for one entity is what a gateway says of what is gone.
        on.embedded.faults.push(...rules.filter(({ action }) => !("status" in action) || action.status !== 404));
        const read = await on.core.readResource(state).catch((error: unknown) => error);
        if (!(read instanceof DiagnosticsError))
          expect((read as ResourceState | undefined)?.value).toEqual(state.value);
        on.embedded.faults.length = 0;
        expect((await on.core.readResource(state))?.value).toEqual(state.value);
      },
    ),
    often(40),
  );
});

test("with faults at random a delete that fails is recorded as it was, and the next run deletes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...subjects), faults, async ({ type, kind, config }, rules) => {
      on.reset();
      const state = await on.apply(type, config);
      await on.command();
      const plan = await on.core.planResource(type, undefined, state);
      await on.command();
      on.embedded.faults.push(...rules);
      let left: ResourceState | undefined;
      try {
        left = (await on.core.applyResource(plan)).state;
        expect(left).toBeUndefined();
      } catch (error) {
        if (!(error instanceof ApplyError)) throw error;
        left = error.state;
        expect(left?.value).toEqual(state.value);
      }
      const isForged = rules.some(({ action }) => "status" in action && action.status === 404);
      if (left === undefined && !isForged) expect(on.embedded.entities(kind)).toEqual([]);
      on.embedded.faults.length = 0;
      await on.command();
      const read = left === undefined ? undefined : await on.core.readResource(left);
      if (read !== undefined) await on.core.applyResource(await on.core.planResource(type, undefined, read));
      if (!isForged) expect(on.embedded.entities(kind)).toEqual([]);
    }),
    often(60),
  );
});
