/** Whatever the wire brings, each call is answered, the provider goes on serving, and nothing secret is said. */
import { type ServiceError, status } from "@grpc/grpc-js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnyKind } from "../../src/model/define.ts";
import { kinds } from "../../src/model/kinds.ts";
import { attributesOf, dataAttributesOf, typeOfNested } from "../../src/provider/attributes.ts";
import { identityType } from "../../src/provider/identity.ts";
import { decodeValue, encodeValue } from "../../src/provider/msgpack.ts";
import { Diagnostic_Severity, ProviderService } from "../../src/provider/protocol/generated/tfplugin6.ts";
import { Dynamic, type Type, UNKNOWN, type Value } from "../../src/provider/value.ts";
import { EFFORT, often } from "../properties/chance.ts";
import { insertParents, PARENTS } from "./blocks.ts";
import { valueFor } from "./core/arbitraries.ts";
import { proposedNewState } from "./core/proposed.ts";
import { planProblems, stateProblems, writeOnlyProblems } from "./core/rules.ts";
import { isObject, ordered, toJson } from "./core/values.ts";
import { type Stage, stage } from "./stage.ts";

const SECRET = "s3cret-4711-of-the-wire";

let on: Stage;
const unhandled: unknown[] = [];
const note = (error: unknown): void => void unhandled.push(error);
beforeAll(async () => {
  on = await stage();
  process.on("unhandledRejection", note);
});
afterAll(async () => {
  process.off("unhandledRejection", note);
  await on.close();
});

/** The answer, or gRPC's word for what this provider does not have. */
const answered = async (run: Promise<unknown>): Promise<unknown> => {
  try {
    return await run;
  } catch (error) {
    // gRPC's errors have its codes.
    const { code } = error as Partial<ServiceError>;
    expect([status.UNIMPLEMENTED, status.INVALID_ARGUMENT], String(error)).toContain(code);
    return undefined;
  }
};

interface Told {
  readonly diagnostics?: readonly { readonly severity?: number; readonly summary?: string; readonly detail?: string }[];
}
const problemsOf = (answer: unknown): NonNullable<Told["diagnostics"]> =>
  ((answer as Told | undefined)?.diagnostics ?? []).filter(({ severity }) => severity === Diagnostic_Severity.ERROR);

const MISTAKE =
  /Spread syntax|Cannot (read|set|convert|mix)|is not (a function|iterable|defined)|call stack|regular expression/;

const expectDiscreet = (answer: unknown): void => {
  for (const { summary, detail } of (answer as Told | undefined)?.diagnostics ?? []) {
    expect(summary?.trim()).not.toBe("");
    expect(`${summary} ${detail}`).not.toContain(SECRET);
    // A mistake of ours in place of words for a person.
    expect(`${summary} ${detail}`).not.toMatch(MISTAKE);
  }
  for (const line of on.logged.splice(0)) expect(line).not.toContain(SECRET);
  on.answers.length = 0;
};

/** A plain life of a resource, by the same provider. */
const expectHealthy = async (): Promise<void> => {
  on.reset();
  insertParents(on.embedded);
  const state = await on.apply("kong_service", { name: "healthy", host: "h" });
  await on.command();
  const read = await on.core.readResource(state);
  expect((await on.core.planResource("kong_service", { name: "healthy", host: "h" }, read)).action).toBe("no-op");
  expect(unhandled).toEqual([]);
};

const kind = fc.constantFrom(...kinds);
const typeNames = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...kinds.map(({ terraform }) => terraform)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<(string | undefined)[]>(undefined, "", "kong_nosuch", "__proto__", "constructor"),
  },
);

/** Blocks with a secret in them, to be spoilt. */
const SEEDS: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  services: { host: "h", name: "s", tags: ["a", "b"] },
  routes: { hosts: ["h"], headers: { "x-a": ["1"] } },
  upstreams: { name: "u" },
  targets: { upstream_id: PARENTS.upstream, target: "10.0.0.1" },
  plugins: {
    name: "rate-limiting",
    scope: { global: true },
    config: new Dynamic(["object", { minute: "number" }], { minute: 5 }),
    config_secrets: new Dynamic(["object", { redis: ["object", { password: "string" }] }], {
      redis: { password: SECRET },
    }),
  },
  consumers: { username: "c" },
  keyauth_credentials: { consumer_id: PARENTS.consumer, key_wo: SECRET },
  basicauth_credentials: { consumer_id: PARENTS.consumer, username: "n", password: SECRET },
  acls: { consumer_id: PARENTS.consumer, group: "g" },
};

const seedOf = (type: Type, values: Readonly<Record<string, Value>>): Value =>
  typeof type === "string" || type[0] !== "object"
    ? null
    : Object.fromEntries(
        Object.entries(type[1]).map(([name, inner]) => {
          const value = values[name] ?? null;
          return [name, isObject(value) ? seedOf(inner, value) : value];
        }),
      );

const spoilt = (bytes: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .array(fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.constantFrom("set", "insert", "remove")), { maxLength: 4 })
    .map((changes) => {
      const result = [...bytes];
      for (const [at, byte, how] of changes) {
        const index = at % Math.max(result.length, 1);
        if (how === "set") result[index] = byte;
        else result.splice(index, how === "remove" ? 1 : 0, ...(how === "remove" ? [] : [byte]));
      }
      return Uint8Array.from(result);
    });

/** Unknown values, and refined ones (extension 12) in the same places. */
const refined = (bytes: Uint8Array): Uint8Array => {
  const result: number[] = [];
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] === 0xd4 && bytes[index + 1] === 0 && bytes[index + 2] === 0) {
      result.push(0xc7, 3, 12, 0x81, 1, 0xc2);
      index += 2;
    } else result.push(bytes[index] ?? 0);
  }
  return Uint8Array.from(result);
};

const deep = (depth: number): Uint8Array =>
  Buffer.concat([
    Buffer.from([0x92, 0xc4, 9]),
    Buffer.from('"dynamic"'),
    Buffer.from(Array.from({ length: depth }, () => 0x91)),
    Buffer.from([0xc0]),
  ]);

const huge: readonly Value[] = [2n ** 100n, -(2n ** 70n), 1e308, Number.MAX_SAFE_INTEGER, 0.1, -0];
const odd: fc.Arbitrary<Value> = fc.constantFrom<Value>(
  ...huge.map((number) => new Dynamic("number", number)),
  new Dynamic(["object", { ["__proto__"]: "string" }], JSON.parse('{"__proto__":"x"}') as Value),
  new Dynamic(["map", "string"], JSON.parse('{"constructor":"x","__proto__":"y","":"z"}') as Value),
  new Dynamic(["tuple", []], []),
  new Dynamic("string", "x".repeat(100_000)),
  new Dynamic(["object", { a: "dynamic" }], { a: UNKNOWN }),
  new Dynamic("string", UNKNOWN),
  new Dynamic("bool", null),
);

/** Values of a type, with what is odd wherever the type is dynamic. */
const typed = (type: Type): fc.Arbitrary<Value> =>
  fc.tuple(valueFor(type), odd, fc.nat({ max: 3 })).map(([value, other, dice]) => {
    if (dice !== 0 || !isObject(value) || typeof type === "string" || type[0] !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, type[1][name] === "dynamic" ? other : inner]),
    );
  });

interface Wire {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** A dynamic value of the wire, right or wrong. */
const wire = (type: Type, seed: Readonly<Record<string, Value>>): fc.Arbitrary<Wire | undefined> => {
  const known = encodeValue(type, seedOf(type, seed));
  const json = Buffer.from(toJson(type, seedOf(type, seed)));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({ msgpack: known }) },
    { weight: 4, arbitrary: spoilt(known).map((msgpack) => ({ msgpack })) },
    { weight: 4, arbitrary: typed(type).map((value) => ({ msgpack: encodeValue(type, value) })) },
    { weight: 2, arbitrary: typed(type).map((value) => ({ msgpack: refined(encodeValue(type, value)) })) },
    { weight: 2, arbitrary: spoilt(json).map((text) => ({ json: text })) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((msgpack) => ({ msgpack })) },
    { weight: 1, arbitrary: fc.json().map((text) => ({ json: Buffer.from(text) })) },
    { weight: 1, arbitrary: fc.constant({ msgpack: encodeValue(type, null) }) },
    { weight: 1, arbitrary: fc.constant({ msgpack: encodeValue(type, UNKNOWN) }) },
    { weight: 1, arbitrary: fc.constant<Wire>({}) },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(10, 1_000, 50_000).map((depth) => ({ msgpack: deep(depth) })) },
  );
};

const privates = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc
    .constantFrom(
      '{"id":5,"writeOnly":[["a",5],["__proto__"],[]]}',
      `{"id":"${PARENTS.service}","writeOnly":[["redis","password"],["__proto__","polluted"],["constructor"]]}`,
      "[]",
      "null",
      "{}",
      '{"writeOnly":5}',
      '{"writeOnly":[5,null]}',
    )
    .map((text) => Buffer.from(text)),
  fc.constant(undefined),
);

/** The request of any call about resources, for a kind that is used for its types. */
const requests = kind.chain((of) => {
  const seed = SEEDS[of.kind] ?? {};
  const type = typeOfNested(attributesOf(of));
  const id = { id: "11111111-1111-4111-8111-111111111111" };
  const state = wire(type, { ...seed, ...id });
  const config = wire(type, seed);
  const identity = fc.option(
    fc.record({ identityData: wire(identityType(of), { ...id, ...seed }) }, { requiredKeys: [] }),
    { nil: undefined },
  );
  const capabilities = fc.constantFrom(undefined, { writeOnlyAttributesAllowed: true, deferralAllowed: false });
  const raw = fc.option(
    fc.oneof(
      config.map((value) => ({ json: value?.json ?? value?.msgpack })),
      fc.constant({ flatmap: { id: "x" } }),
      fc.constant({}),
    ),
    { nil: undefined },
  );
  return fc
    .record({
      method: fc.constantFrom(
        "validateResourceConfig",
        "validateDataResourceConfig",
        "upgradeResourceState",
        "upgradeResourceIdentity",
        "readResource",
        "planResourceChange",
        "applyResourceChange",
        "importResourceState",
        "moveResourceState",
        "readDataSource",
        "validateProviderConfig",
        "configureProvider",
      ),
      typeName: fc.oneof(
        { weight: 6, arbitrary: fc.constant<string | undefined>(of.terraform) },
        { weight: 1, arbitrary: typeNames },
      ),
      config,
      data: wire(typeOfNested(dataAttributesOf(of)), seed),
      priorState: fc.option(state, { nil: undefined, freq: 3 }),
      other: state,
      kept: privates,
      identity,
      capabilities,
      raw,
      text: fc.oneof(
        fc.string({ unit: "binary", maxLength: 12 }),
        fc.constantFrom("", "services/", `${of.kind}/`, "plugins/cors@route=", "%zz", "a/b/c/d", "services/%00"),
      ),
    })
    .map((one) => {
      const { method, typeName, config: block, data, priorState, other, kept, identity: who, raw: old, text } = one;
      const isData = method === "readDataSource" || method === "validateDataResourceConfig";
      const request: Readonly<Record<string, unknown>> = {
        typeName,
        targetTypeName: typeName,
        sourceTypeName: typeName,
        sourceProviderAddress: text,
        sourceState: old,
        sourcePrivate: kept,
        version: 0,
        rawState: old,
        rawIdentity: old,
        config: isData ? data : block,
        currentState: other,
        priorState,
        proposedNewState: block,
        plannedState: method === "applyResourceChange" ? block : other,
        priorPrivate: kept,
        plannedPrivate: kept,
        private: kept,
        currentIdentity: who,
        priorIdentity: who,
        plannedIdentity: who,
        identity: who,
        id: text,
        clientCapabilities: one.capabilities,
      };
      return { method, request };
    });
});

describe("whatever comes over the wire", () => {
  test("each call is answered, tells no secret, and the provider goes on serving", async () => {
    await expectHealthy();
    let count = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(requests, async ({ method, request }) => {
        // The requests' fields are those of all calls; each takes its own.
        const answer = await answered(on.core.call(method, request as never));
        expectDiscreet(answer);
        if (problemsOf(answer).length > 0) refused += 1;
        count += 1;
        if (count % 50 === 0) await expectHealthy();
        if (count % 10 === 0) await on.command();
        expect(({} as Readonly<Record<string, unknown>>)["polluted"]).toBeUndefined();
      }),
      often(700),
    );
    await expectHealthy();
    expect(refused).toBeGreaterThan(count / 4);
  });

  test("a plan of any block of the right type is refused, or keeps the core's rules, as does its apply", async () => {
    const { resources } = await on.core.getProviderSchema();
    let planned = 0;
    const cases = kind.chain((of) => {
      const type = typeOfNested(attributesOf(of));
      const seed = seedOf(type, SEEDS[of.kind] ?? {});
      // Some attributes of a block that is right are made something else.
      return fc
        .tuple(typed(type), fc.array(fc.nat({ max: 60 }), { maxLength: 4 }))
        .map(([value, picks]): { readonly of: AnyKind; readonly config: Value } => {
          if (!isObject(value) || !isObject(seed)) return { of, config: value };
          const names = Object.keys(seed);
          const chosen = new Set(picks.map((pick) => names[pick % names.length]));
          const config = names.map((name): [string, Value] => [name, (chosen.has(name) ? value : seed)[name] ?? null]);
          return { of, config: Object.fromEntries(config) };
        });
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ of, config: given }) => {
        const schema = resources.get(of.terraform);
        if (schema === undefined) throw new Error(`no ${of.terraform}`);
        const config = ordered(schema.type, given);
        // What the core itself refuses: nothing, what is computed alone, what is required.
        if (!isObject(config)) return;
        const wrong = [...schema.attributes].some(
          ([name, { isOptional, isRequired }]) =>
            (config[name] === null && isRequired) || (config[name] !== null && !isOptional && !isRequired),
        );
        if (wrong) return;
        on.reset();
        insertParents(on.embedded);
        await on.command();
        const encode = (value: Value) => ({ msgpack: encodeValue(schema.type, value) });
        const request = {
          typeName: of.terraform,
          config: encode(config),
          priorState: encode(null),
          proposedNewState: encode(proposedNewState(schema, null, config)),
          clientCapabilities: { writeOnlyAttributesAllowed: true },
        };
        const plan = await on.core.call("planResourceChange", request);
        expectDiscreet(plan);
        if (problemsOf(plan).length > 0) return;
        planned += 1;
        const state = ordered(schema.type, decodeValue(schema.type, plan.plannedState?.msgpack ?? new Uint8Array()));
        expect(planProblems(schema, null, config, state)).toEqual([]);
        expect(writeOnlyProblems(schema, state)).toEqual([]);
        await on.command();
        const done = await on.core.call("applyResourceChange", {
          typeName: of.terraform,
          config: encode(config),
          priorState: encode(null),
          plannedState: encode(state),
          plannedPrivate: plan.plannedPrivate,
        });
        expectDiscreet(done);
        const made = decodeValue(schema.type, done.newState?.msgpack ?? new Uint8Array());
        if (problemsOf(done).length > 0) expect(made).toBeNull();
        else expect(stateProblems(schema, made)).toEqual([]);
      }),
      often(200),
    );
    expect(planned).toBeGreaterThan(10 * Math.min(EFFORT, 1));
    await expectHealthy();
  });

  test("calls that this provider does not have are answered with that", async () => {
    const served = new Set(Object.keys(on.handlers));
    const missing = (Object.keys(ProviderService) as (keyof typeof ProviderService)[]).filter(
      (name) => !served.has(name) && name !== "stopProvider",
    );
    expect(missing).toContain("callFunction");
    for (const name of missing) {
      if (name === "listResource" || name === "invokeAction") continue;
      await expect(on.core.call(name as "callFunction", {}), name).rejects.toMatchObject({
        code: status.UNIMPLEMENTED,
      });
    }
    await expectHealthy();
  });
});
