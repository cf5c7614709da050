import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { decodeValue, encodeValue } from "../../../src/provider/msgpack.ts";
import { Dynamic, UNKNOWN, type Value } from "../../../src/provider/value.ts";
import { runs } from "../../properties/chance.ts";
import { ApplyError, type Config, Core, CoreError, DiagnosticsError } from "./core.ts";
import { proposedNewState } from "./proposed.ts";
import { resourceSchema } from "./schema.ts";
import { block, type Small, type Spoil, smallProvider, type } from "./small-provider.ts";
import { coerced, get, isSame } from "./values.ts";

const open: Core[] = [];
afterEach(async () => {
  for (const core of open.splice(0)) await core.close();
});

const against = async (spoil: Spoil = {}): Promise<Core & { readonly small: Small }> => {
  const small = smallProvider(spoil);
  const core = await Core.serve(small.handlers);
  open.push(core);
  return Object.assign(core, { small });
};
const thing = "small_thing";
/** Two of these are enough for each rule to have something to break. */
const whole: Config = {
  name: "a",
  note: "n",
  tags: ["y", "x", "x"],
  labels: { a: "1" },
  any: [1, "x"],
  part: { key: "k" },
  part_list: [{ key: "0" }, { key: "1", made: "own" }],
  part_set: [{ key: "s" }],
  part_map: { m: { key: "k" } },
  rule: [{ path: "/a" }],
  one_of: [{ path: "/b" }],
};
const broken = async (run: Promise<unknown>): Promise<string> => {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CoreError)) throw new Error(`a CoreError expected, not ${String(error)}`);
  return error.message;
};

describe("a provider that keeps the rules", () => {
  test("creates, updates, replaces and destroys, and a plan after an apply has nothing to do", async () => {
    const core = await against();
    await core.configure({ address: "http://localhost" });
    const plan = await core.planResource(thing, whole);
    expect(plan.action).toBe("create");
    expect(plan.planned).toMatchObject({
      id: UNKNOWN,
      size: UNKNOWN,
      tags: ["x", "y"],
      any: new Dynamic(["tuple", ["number", "string"]], [1, "x"]),
      part: { key: "k", made: UNKNOWN },
    });
    const { state } = await core.applyResource(plan);
    if (state === undefined) throw new Error("it was created");
    expect(state).toMatchObject({ value: { id: "id-1", size: 1 }, identity: { id: "id-1" } });
    expect(Buffer.from(state.private).toString()).toBe("applied");
    const read = await core.readResource(await core.reloaded(state));
    expect(read).toEqual(state);
    expect((await core.planResource(thing, whole, read)).action).toBe("no-op");

    const update = await core.planResource(thing, { ...whole, note: "m" }, state);
    expect(update).toMatchObject({ action: "update", planned: { id: "id-1", part: { made: "made" } } });
    const replace = await core.planResource(thing, { ...whole, place: "here" }, state);
    expect(replace).toMatchObject({ action: "replace", planned: { id: UNKNOWN }, requiresReplace: [["place"]] });
    const replaced = await core.applyResource(replace);
    expect(replaced.state?.value).toMatchObject({ id: "id-2", place: "here" });
    expect([...core.small.things.keys()]).toEqual(["id-2"]);
    if (replaced.state !== undefined) await core.destroy(replaced.state);
    expect([...core.small.things]).toEqual([]);
  });

  test("imports, moves and reads data", async () => {
    const core = await against();
    const created = await core.apply(thing, { name: "a" });
    for (const by of ["id-1", { identity: { id: "id-1" } }]) {
      expect(await core.importResource(thing, by)).toMatchObject([{ value: created.value }]);
    }
    await expect(core.importResource(thing, "id-9")).rejects.toThrow("non-existent");
    const moved = await core.moveState(
      { provider: "p", type: "t", json: '{"id":"id-1","name":"a","more":[1]}' },
      thing,
    );
    expect(moved.value).toMatchObject({ id: "id-1", name: "a", note: null });
    expect((await core.readDataSource(thing, { name: "a" })).value).toEqual({ name: "a", id: "id-1" });
    core.small.things.clear();
    expect(await core.readResource(created)).toBeUndefined();
  });

  test("may plan what is unknown, and apply it when it is known", async () => {
    const core = await against();
    const plan = await core.planResource(thing, { name: UNKNOWN, tags: ["x", UNKNOWN], part: UNKNOWN });
    expect(plan.planned).toMatchObject({ name: UNKNOWN, part: UNKNOWN });
    const { state } = await core.applyResource(plan, { name: "a", tags: ["x", "z"], part: { key: "k" } });
    expect(state?.value).toMatchObject({ name: "a", tags: ["x", "z"], part: { key: "k", made: "made" } });
    expect(await broken(core.applyResource(plan, { name: "a", tags: ["other"], part: null }))).toContain("tags");
  });

  test("warns, and its errors are thrown with their places", async () => {
    const core = await against();
    expect((await core.planResource(thing, { name: "odd" })).warnings).toEqual([
      { severity: "warning", summary: "A odd name", detail: "Choose another.", path: ["name"] },
    ]);
    const errors = core.planResource(thing, { name: "bad" });
    await expect(errors).rejects.toBeInstanceOf(DiagnosticsError);
    await expect(errors).rejects.toMatchObject({ diagnostics: [{ severity: "error", path: ["name"] }] });
  });

  test("may fail in an apply, and say what there is all the same", async () => {
    const core = await against({
      handlers: {
        applyResourceChange: async ({ plannedState }) => ({
          newState: {
            msgpack: encodeValue(type, {
              ...(decodeValue(type, plannedState?.msgpack ?? new Uint8Array()) as object),
              id: "half",
              size: 0,
            }),
          },
          diagnostics: [{ severity: 1, summary: "Half way", detail: "" }],
        }),
      },
    });
    const failed = core.apply(thing, { name: "a" });
    await expect(failed).rejects.toBeInstanceOf(ApplyError);
    await expect(failed).rejects.toMatchObject({
      diagnostics: [{ summary: "Half way" }],
      state: { value: { id: "half" } },
    });
  });

  test("needs no identities", async () => {
    const { handlers } = smallProvider();
    const { getResourceIdentitySchemas: _, ...without } = handlers;
    const core = await Core.serve(
      {
        ...without,
        applyResourceChange: async (request, context) => {
          const { newIdentity: __, ...answer } = (await handlers.applyResourceChange?.(request, context)) ?? {};
          return answer;
        },
      },
      { knowsIdentities: false },
    );
    open.push(core);
    expect(await core.apply(thing, { name: "a" })).toMatchObject({ identity: undefined });
  });
});

describe("a configuration the core would not pass on", () => {
  test.each([
    [{ name: null }, "name: is required"],
    [{ name: "a", id: "x" }, "id: cannot be set"],
    [{ name: "a", colour: "x" }, "colour: no such attribute"],
    [{ name: "a", size: "x" }, "size: number expected"],
    [{ name: "a", tags: "x" }, "tags: set expected"],
    [{ name: "a", rule: [{}] }, "rule.0.path: is required"],
    [{ name: "a", rule: [{ path: "/", made: "x" }] }, "rule.0.made: cannot be set"],
  ] satisfies [Config, string][])("%j is refused", async (config, problem) => {
    expect(await broken((await against()).planResource(thing, config))).toContain(problem);
  });

  test("values are converted as HCL does", () => {
    expect(coerced(["list", "string"], [1, true, "x", 2n ** 60n])).toEqual(["1", "true", "x", String(2n ** 60n)]);
    expect(coerced("number", "1.50")).toBe(1.5);
    expect(coerced("string", "e\u0301")).toBe("é");
    expect(coerced("dynamic", { a: [1, null] })).toEqual(
      new Dynamic(["object", { a: ["tuple", ["number", "dynamic"]] }], { a: [1, null] }),
    );
    expect(coerced("dynamic", UNKNOWN)).toBe(UNKNOWN);
  });
});

describe("a provider that breaks a rule of plans", () => {
  const breaks: readonly (readonly [string, (planned: { readonly [name: string]: Value }) => Value, string])[] = [
    ["changes what is configured", (v) => ({ ...v, name: "b" }), 'name: planned "b" is neither the configured "a"'],
    ["plans what is configured as unknown", (v) => ({ ...v, note: UNKNOWN }), "note: planned ?"],
    ["drops what is configured", (v) => ({ ...v, note: null }), "note: planned null"],
    [
      "adds what is not computed",
      (v) => ({ ...v, place: "x" }),
      'place: planned "x" for an attribute that is not computed',
    ],
    ["adds to a set", (v) => ({ ...v, tags: ["x", "y", "z"] }), "tags: planned"],
    ["changes a key of a map", (v) => ({ ...v, labels: { b: "1" } }), "labels: planned"],
    [
      "changes the type of a dynamic",
      (v) => ({ ...v, any: new Dynamic(["list", "string"], ["1", "x"]) }),
      "any: planned",
    ],
    ["changes a nested attribute", (v) => ({ ...v, part: { key: "other", made: "x" } }), "part.key: planned"],
    ["leaves a nested object out", (v) => ({ ...v, part: null }), "part: planned for absence"],
    ["plans a nested object as unknown", (v) => ({ ...v, part: UNKNOWN }), "part: a configured value must not"],
    [
      "adds to a nested list",
      (v) => ({ ...v, part_list: [...(v["part_list"] as Value[]), {}] }),
      "part_list: 3 planned, 2 configured",
    ],
    [
      "changes what is computed but configured",
      (v) => ({ ...v, part_list: [{ key: "0" }, { key: "1", made: "x" }] }),
      "part_list.1.made",
    ],
    ["changes the number of a nested set", (v) => ({ ...v, part_set: [] }), "part_set: 0 planned, 1 configured"],
    [
      "adds a key to a nested map",
      (v) => ({ ...v, part_map: { ...(v["part_map"] as object), n: {} } }),
      "part_map.n: planned, but not configured",
    ],
    ["adds a block", (v) => ({ ...v, rule: [] }), "rule: 0 planned, 1 configured"],
    ["changes a block", (v) => ({ ...v, rule: [{ path: "/x" }] }), "rule.0.path"],
    ["makes a single block", (v) => ({ ...v, only: { x: null } }), "only: planned, but not configured"],
    ["keeps what is write-only", (v) => ({ ...v, password: "x" }), "password: a write-only attribute must be"],
  ];
  test.each(breaks)("%s", async (_, plan, problem) => {
    expect(await broken((await against({ plan })).planResource(thing, whole))).toContain(problem);
  });

  test("plans nothing, or nonsense", async () => {
    const answers: readonly (readonly [object, string])[] = [
      [{}, "the value is missing"],
      [{ plannedState: { msgpack: encodeValue(type, null) } }, "planned for absence"],
      [{ plannedState: { msgpack: encodeValue(["object", { name: "string" }], { name: "a" }) } }, "is required"],
      [{ plannedState: { msgpack: encodeValue(["object", { x: "string" }], { x: "a" }) } }, "x: no such attribute"],
      [{ plannedState: { msgpack: Buffer.from([0xc1]) } }, "not of the schema's type"],
      [{ deferred: { reason: 1 } }, "deferred"],
      [{ legacyTypeSystem: true }, "legacy type system"],
    ];
    for (const [answer, problem] of answers.filter(([, text]) => text !== "is required")) {
      const core = await against({ handlers: { planResourceChange: async () => answer } });
      expect(await broken(core.planResource(thing, { name: "a" }))).toContain(problem);
    }
  });

  test("wants replacement because of what does not exist", async () => {
    const { handlers } = smallProvider();
    for (const steps of [[{ attributeName: "colour" }], [{ attributeName: "name" }, { elementKeyInt: 0 }], [{}]]) {
      const core = await against({
        handlers: {
          planResourceChange: async (request, context) => ({
            ...(await handlers.planResourceChange?.(request, context)),
            requiresReplace: [{ steps }],
          }),
        },
      });
      expect(await broken(core.planResource(thing, { name: "a" }))).toMatch(/does not exist|says nothing/);
    }
  });

  test("points with a diagnostic to what does not exist, or says nothing", async () => {
    const diagnostics = [
      [{ severity: 1, summary: "x", attribute: { steps: [{ attributeName: "colour" }] } }, "colour does not exist"],
      [
        { severity: 2, summary: "x", attribute: { steps: [{ attributeName: "labels" }, { attributeName: "a" }] } },
        "labels.a",
      ],
      [{ severity: 1, summary: " " }, "without a summary"],
      [{ severity: 0, summary: "x" }, "neither an error nor a warning"],
    ] as const;
    for (const [diagnostic, problem] of diagnostics) {
      const core = await against({
        handlers: { validateResourceConfig: async () => ({ diagnostics: [diagnostic as object] }) },
      });
      expect(await broken(core.validateResource(thing, { name: "a" }))).toContain(problem);
    }
  });
});

describe("a provider that breaks a rule of applies and reads", () => {
  const breaks: readonly (readonly [string, (state: { readonly [name: string]: Value }) => Value, string])[] = [
    ["changes what was planned", (v) => ({ ...v, name: "b" }), 'name: was planned "a", is "b"'],
    ["drops what was planned", (v) => ({ ...v, note: null }), 'note: was planned "n", is null'],
    ["adds what was planned null", (v) => ({ ...v, place: "x" }), 'place: was planned null, is "x"'],
    ["leaves something unknown", (v) => ({ ...v, size: UNKNOWN }), "size: is unknown"],
    ["adds to a set", (v) => ({ ...v, tags: ["x", "y", "z"] }), 'tags: the element "z" was not planned'],
    ["takes from a set", (v) => ({ ...v, tags: ["x"] }), 'tags: the planned element "y" is not there'],
    ["adds a key to a map", (v) => ({ ...v, labels: { a: "1", b: "2" } }), "labels.b: was not planned, has appeared"],
    ["takes a key from a map", (v) => ({ ...v, labels: {} }), "labels.a: was planned, has vanished"],
    [
      "changes a dynamic's type",
      (v) => ({ ...v, any: new Dynamic(["list", "string"], ["1", "x"]) }),
      "any: was planned as",
    ],
    ["changes a nested attribute", (v) => ({ ...v, part: { key: "b", made: "x" } }), "part.key: was planned"],
    ["takes an element from a list", (v) => ({ ...v, part_list: [] }), "part_list: 2 elements were planned"],
    ["keeps what is write-only", (v) => ({ ...v, password: "x" }), "password: a write-only attribute"],
  ];
  test.each(breaks)("%s", async (_, apply, problem) => {
    expect(await broken((await against({ apply })).apply(thing, whole))).toContain(problem);
  });

  test("reads what is unknown, or write-only", async () => {
    for (const [read, problem] of [
      [{ size: UNKNOWN }, "size: is unknown"],
      [{ password: "x" }, "password: a write-only"],
    ] as const) {
      const core = await against({ read: (state) => ({ ...state, ...read }) });
      const state = await core.apply(thing, { name: "a" });
      expect(await broken(core.readResource(state))).toContain(problem);
    }
  });

  test("forgets the identity", async () => {
    const { handlers } = smallProvider();
    for (const newIdentity of [
      undefined,
      { identityData: { msgpack: encodeValue("dynamic", null) } },
      { identityData: { msgpack: encodeValue(["object", { id: "string" }], { id: null }) } },
      { identityData: { msgpack: encodeValue(["object", { id: "string" }], { id: UNKNOWN }) } },
    ]) {
      const core = await against({
        handlers: {
          applyResourceChange: async (request, context) => ({
            ...(await handlers.applyResourceChange?.(request, context)),
            newIdentity,
          }),
        },
      });
      expect(await broken(core.apply(thing, { name: "a" }))).toMatch(/identity/);
    }
  });

  test("plans something else when it is asked again", async () => {
    let plans = 0;
    const core = await against({ plan: (planned) => ({ ...planned, size: ++plans }) });
    expect(await broken(core.apply(thing, { name: "a" }))).toContain(
      "final plan: small_thing: size: was planned 1, is 2",
    );
  });

  test("upgrades a state to another", async () => {
    const core = await against({
      handlers: {
        upgradeResourceState: async () => ({
          upgradedState: { msgpack: encodeValue(type, { id: "x", rule: [], one_of: [] }) },
        }),
      },
    });
    expect(await broken(core.reloaded(await core.apply(thing, { name: "a" })))).toContain("upgrade");
  });
});

describe("the proposed new state", () => {
  const schema = resourceSchema({ block });
  const config = (plain: Config): Value => coerced(type, { rule: [], one_of: [], ...plain });
  const prior = config({
    id: "i",
    name: "a",
    size: 5,
    note: "n",
    part: { key: "k", made: "m" },
    part_list: [
      { key: "0", made: "m0" },
      { key: "1", made: "m1" },
    ],
    part_set: [
      { key: "s", made: "ms" },
      { key: "t", made: "mt" },
    ],
    part_map: { x: { key: "k", made: "mx" } },
    rule: [{ path: "/a", made: "ma" }],
    one_of: [{ path: "/b", made: "mb" }],
  });

  test("of a create is the configuration, of a destroy null", () => {
    const value = config({ name: "a", part: { key: "k" } });
    expect(proposedNewState(schema, null, value)).toEqual(value);
    expect(proposedNewState(schema, prior, null)).toBeNull();
  });

  test("takes what is computed and not configured from the prior state, in nested objects too", () => {
    const proposed = proposedNewState(
      schema,
      prior,
      config({
        name: "b",
        part: { key: "other" },
        part_list: [{ key: "new" }, { key: "1", made: "own" }, { key: "2" }],
        part_set: [{ key: "t" }, { key: "u" }],
        part_map: { x: { key: "k2" }, y: { key: "k" } },
        rule: [{ path: "/z" }, { path: "/a" }],
        one_of: [{ path: "/b" }, { path: "/c" }],
      }),
    );
    expect(proposed).toMatchObject({
      id: "i",
      name: "b",
      size: 5,
      note: null,
      part: { key: "other", made: "m" },
      part_list: [
        { key: "new", made: "m0" },
        { key: "1", made: "own" },
        { key: "2", made: null },
      ],
      part_set: [
        { key: "t", made: "mt" },
        { key: "u", made: null },
      ],
      part_map: { x: { key: "k2", made: "mx" }, y: { key: "k", made: null } },
      rule: [
        { path: "/z", made: "ma" },
        { path: "/a", made: null },
      ],
      one_of: [
        { path: "/b", made: "mb" },
        { path: "/c", made: null },
      ],
    });
  });

  test("keeps unknown values of the configuration", () => {
    const proposed = proposedNewState(schema, prior, config({ name: UNKNOWN, part: UNKNOWN, size: UNKNOWN }));
    expect(proposed).toMatchObject({ name: UNKNOWN, part: UNKNOWN, size: UNKNOWN });
  });

  test("differs from the configuration only where that is null", () => {
    const text = fc.option(fc.constantFrom("a", "b"));
    const part = fc.record({ key: text, made: text });
    const some = fc.record({
      name: fc.constantFrom("a", "b"),
      size: fc.option(fc.nat(3)),
      tags: fc.option(fc.array(fc.constantFrom("x", "y"), { maxLength: 2 })),
      part: fc.option(part),
      part_list: fc.option(fc.array(part, { maxLength: 3 })),
      part_set: fc.option(fc.array(part, { maxLength: 3 })),
      part_map: fc.option(fc.dictionary(fc.constantFrom("k", "l"), part, { noNullPrototype: true })),
    });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const before = config(one);
        const now = config(other);
        const proposed = proposedNewState(schema, before, now);
        expect(proposedNewState(schema, proposed, now)).toEqual(proposed);
        for (const name of ["name", "tags"]) expect(get(proposed, name)).toEqual(get(now, name));
        expect(isSame(type, proposedNewState(schema, now, now), now)).toBe(true);
      }),
      runs(500),
    );
  });
});
