/** What holds for every kind of the registry, with random blocks. */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createEmbeddedGateway, type EmbeddedGateway } from "../../src/embedded/gateway.ts";
import { DEFAULT_OWNERSHIP, isOwnerTag, tagsOf } from "../../src/engine/ownership.ts";
import { secretAttributesOf } from "../../src/model/attribute-names.ts";
import type { AnyKind } from "../../src/model/define.ts";
import { fieldFacts, fieldsOf, isComputed, kongSchema } from "../../src/model/derive.ts";
import { identityText } from "../../src/model/identity.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { configField, fieldMap } from "../../src/model/kong-schema.ts";
import { subschemaName } from "../../src/model/subschema.ts";
import { isRecord } from "../../src/model/values.ts";
import { subschemaOf } from "../../src/plugins/subschemas.ts";
import { attributesOf, dataAttributesOf } from "../../src/provider/attributes.ts";
import type { State } from "../../src/provider/fields.ts";
import { identityOf } from "../../src/provider/identity.ts";
import { fixedAttributesOf } from "../../src/provider/plan.ts";
import { Dynamic, type Type, UNKNOWN, type Value } from "../../src/provider/value.ts";
import { EVERYTHING } from "../kinds/samples.ts";
import { often } from "../properties/chance.ts";
import { type Block, blocks, insertParents, kinds, LEAST_BLOCKS, MOST_BLOCKS, resettable } from "./blocks.ts";
import { type Config, DiagnosticsError, type Plain, type Plan, type ResourceState } from "./core/core.ts";
import { canonical, get, isObject } from "./core/values.ts";
import { entityOf, knownId, type Stage, stage } from "./stage.ts";

let on: Stage;
beforeAll(async () => {
  on = await stage(EVERYTHING);
});
afterAll(() => on.close());

const restart = (): void => {
  on.reset();
  insertParents(on.embedded);
};
beforeEach(restart);

/** Names of the attributes that differ. */
const changed = (kind: AnyKind, before: State, after: State): readonly string[] =>
  attributesOf(kind)
    .filter(({ name, type }) => canonical(type, before[name] ?? null) !== canonical(type, after[name] ?? null))
    .map(({ name }) => name);

/** Whether a gateway takes the fields, sent by hand. */
const accepted = (kind: AnyKind, fields: Block["fields"]): EmbeddedGateway | undefined => {
  const other = createEmbeddedGateway(EVERYTHING);
  insertParents(other);
  try {
    other.insert(kind.kind, { id: TWIN, ...fields });
    return other;
  } catch {
    return undefined;
  }
};
const TWIN = "99999999-9999-4999-8999-999999999999";

/** Without the secrets inside of fields: a gateway may make them up, and they are never reset. */
const withoutSecrets = (kind: AnyKind, entity: Readonly<Record<string, unknown>>) => {
  const records = fieldMap(kongSchema(kind).fields);
  const fields = Object.fromEntries(
    Object.entries(entity).map(([name, value]) => {
      const record = [...secretAttributesOf(kind).values()].some(({ field, isMerged }) => isMerged && field === name);
      return [name, record ? resettable(records.get(name) ?? { type: "any" }, value) : value];
    }),
  );
  const of = kind.subschema?.of;
  const name = subschemaName(kind, fields);
  const schema = name === undefined ? undefined : configField(subschemaOf(kind, name) ?? { fields: [] });
  return of === undefined || schema === undefined ? fields : { ...fields, [of]: resettable(schema, fields[of]) };
};

/** An entity without what differs from one creation to the next, or stays when it is not declared. */
const comparable = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>> | undefined,
  declared: Block["fields"],
) => {
  if (entity === undefined) return undefined;
  const { id: _, created_at: __, updated_at: ___, tags: ____, ...rest } = entity;
  const kept = Object.keys(fieldsOf(kind)).filter((name) => {
    const { undeclared, countsDown, isOpaque } = fieldFacts(kind, name);
    return (
      countsDown === true || isOpaque?.(entity) === true || (undeclared === "keep" && declared[name] === undefined)
    );
  });
  const fields = withoutSecrets(
    kind,
    Object.fromEntries(Object.entries(rest).filter(([name]) => !kept.includes(name))),
  );
  const tags = tagsOf(entity).filter((tag) => !isOwnerTag(DEFAULT_OWNERSHIP, tag));
  return { ...fields, ...(declared["tags"] === undefined ? {} : { tags: [...tags].sort() }) };
};

const sortedSets = (kind: AnyKind, entity: Readonly<Record<string, unknown>> | undefined): unknown => {
  if (entity === undefined) return undefined;
  const schema = fieldMap(kongSchema(kind).fields);
  return Object.fromEntries(
    Object.entries(entity).map(([name, value]) => {
      const isSet = schema.get(name)?.type === "set" || fieldFacts(kind, name).set === true;
      return [
        name,
        isSet && Array.isArray(value) ? [...new Set(value.map((one) => JSON.stringify(one)))].sort() : value,
      ];
    }),
  );
};

const sameMeaning = (kind: AnyKind, name: string, value: unknown): unknown => {
  const isEmpty = Array.isArray(value) && value.length === 0;
  return sortedSets(kind, { [name]: isEmpty ? null : value });
};

/** What is live is what sending the fields by hand would have made. */
const expectLive = (kind: AnyKind, id: unknown, { fields }: Block, twin: EmbeddedGateway): void => {
  const live = comparable(kind, entityOf(on.embedded, kind.kind, id), fields);
  expect(live).toBeDefined();
  expect(sortedSets(kind, live)).toEqual(sortedSets(kind, comparable(kind, entityOf(twin, kind.kind, TWIN), fields)));
};

/** In the next run of the CLI: the state is read from its file and refreshed, and planning the block changes nothing. */
const expectSettled = async (state: ResourceState, config: Config): Promise<void> => {
  const before = on.writes.length;
  await on.command();
  const read = await on.core.readResource(await on.core.reloaded(state));
  expect(read?.value).toEqual(state.value);
  const plan = await on.core.planResource(state.type, config, read);
  expect({ action: plan.action, planned: plan.planned }).toEqual({ action: "no-op", planned: state.value });
  expect(plan.warnings.filter(({ summary }) => summary !== "A secret in plain sight")).toEqual([]);
  expect(on.writes.length).toBe(before);
};

/** Plans; undefined where the plan has errors, which the gateway must then share. */
const planned = async (
  kind: AnyKind,
  block: Block,
  twin: EmbeddedGateway | undefined,
  prior?: ResourceState,
): Promise<Plan | undefined> => {
  await on.command();
  try {
    const plan = await on.core.planResource(kind.terraform, block.config, prior);
    expect(twin, `the gateway refuses ${JSON.stringify(block.fields)}, the plan does not`).toBeDefined();
    return plan;
  } catch (error) {
    if (!(error instanceof DiagnosticsError) || twin !== undefined) throw error;
    return undefined;
  }
};

const applied = async (plan: Plan, config?: Config): Promise<ResourceState> => {
  await on.command();
  const { state } = await on.core.applyResource(plan, config);
  if (state === undefined) throw new Error("nothing is there after the apply");
  return state;
};

/** A block of which some is known only at apply. */
const unknownIn = (kind: AnyKind, config: Config, dice: readonly number[], except: readonly string[] = []): Config => {
  let at = 0;
  const roll = (): number => dice[at++ % dice.length] ?? 0;
  const hidden = (value: Plain, type: Type, isDynamic: boolean): Plain => {
    if (value === null || value === undefined) return value;
    if (roll() === 0) {
      if (!isDynamic) return UNKNOWN;
      const known = typeof value === "string" ? "string" : typeof value === "number" ? "number" : "bool";
      return typeof value === "object" ? value : new Dynamic(known, UNKNOWN);
    }
    if (Array.isArray(value)) {
      const list: readonly Plain[] = value;
      if (!isDynamic && Array.isArray(type) && type[0] === "set") return value;
      return list.map((one) => hidden(one, "dynamic", isDynamic));
    }
    if (typeof value !== "object" || value instanceof Dynamic || !isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hidden(one, "dynamic", isDynamic)]));
  };
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      const attribute = attributesOf(kind).find((one) => one.name === name);
      if (attribute === undefined || name === "name" || except.includes(name)) return [name, value];
      const isDynamic = attribute.type === "dynamic";
      if (isDynamic && roll() === 0) return [name, UNKNOWN];
      return [name, hidden(value, attribute.type, isDynamic)];
    }),
  );
};

const dice = fc.array(fc.nat({ max: 4 }), { minLength: 6, maxLength: 6 });

/** Paths of the leaves of a body. */
const leaves = (value: unknown, path = ""): readonly string[] =>
  isRecord(value) && Object.keys(value).length > 0 && !("id" in value)
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === "" ? name : `${path}.${name}`))
    : [path];

describe.each(kinds.map((kind) => [kind.terraform, kind] as const))("%s", (terraform, kind) => {
  const random = blocks(kind);

  test.each([
    ["least", LEAST_BLOCKS],
    ["most", MOST_BLOCKS],
  ] as const)("created with the %s, nothing differs", async (_, all) => {
    const block = all[kind.kind] ?? { config: {}, fields: {} };
    const state = await on.apply(terraform, block.config);
    expectLive(kind, get(state.value, "id"), block, accepted(kind, block.fields) ?? on.embedded);
    await expectSettled(state, block.config);
  });

  test("created with anything, it is what the gateway makes of it by hand, and nothing differs then", async () => {
    await fc.assert(
      fc.asyncProperty(random, async (block) => {
        restart();
        const twin = accepted(kind, block.fields);
        const plan = await planned(kind, block, twin);
        if (plan === undefined || twin === undefined) return;
        expect(plan.action).toBe("create");
        const state = await applied(plan);
        expect(on.writes.map(({ method }) => method)).toEqual(["POST"]);
        expectLive(kind, get(state.value, "id"), block, twin);
        await expectSettled(state, block.config);
      }),
      often(6),
    );
  });

  test("planned when a part of it is unknown, it becomes what it is without unknowns", async () => {
    await fc.assert(
      fc.asyncProperty(random, dice, async (block, rolls) => {
        restart();
        const twin = accepted(kind, block.fields);
        if (twin === undefined) return;
        await on.command();
        const plan = await on.core.planResource(terraform, unknownIn(kind, block.config, rolls));
        const state = await applied(plan, block.config);
        expectLive(kind, get(state.value, "id"), block, twin);
        await expectSettled(state, block.config);
      }),
      often(6),
    );
  });

  test("changed from anything to anything it stays the same entity, and nothing differs then", async () => {
    const pair =
      kind.kind !== "plugins"
        ? fc.tuple(random, random, fc.option(dice, { nil: undefined, freq: 2 }))
        : fc
            .constantFrom("cors", "rate-limiting", "session", "http-log", "request-transformer", "opentelemetry")
            .chain((name) =>
              fc.tuple(blocks(kind, name), blocks(kind, name), fc.option(dice, { nil: undefined, freq: 2 })),
            );
    await fc.assert(
      fc.asyncProperty(pair, async ([from, to, rolls]) => {
        restart();
        const twin = accepted(kind, to.fields);
        if (accepted(kind, from.fields) === undefined || twin === undefined) return;
        const before = await on.apply(terraform, from.config);
        const count = on.writes.length;
        await on.command();
        const read = await on.core.readResource(before);
        // What cannot be changed in place, and is unknown, may need another entity.
        const fixed = fixedAttributesOf(kind).map(({ name }) => name);
        const config = rolls === undefined ? to.config : unknownIn(kind, to.config, rolls, fixed);
        const plan = await on.core.planResource(terraform, config, read);
        expect(get(plan.planned, "id")).toBe(get(before.value, "id"));
        expect(["update", "no-op"]).toContain(plan.action);
        if (plan.action === "no-op") expect(get(plan.planned, "updated_at")).toBe(get(before.value, "updated_at"));
        const state = await applied(plan, to.config);
        expect(on.writes.slice(count).filter(({ method }) => method !== "PATCH")).toEqual([]);
        // What counts down is sent apart: it cannot be compared.
        const patches = on.writes.slice(count).filter(({ body }) => Object.keys(body).join() !== "ttl");
        expect(patches.length).toBeLessThanOrEqual(1);
        expect(get(state.value, "created_at")).toBe(get(before.value, "created_at"));
        expectLive(kind, get(state.value, "id"), to, twin);
        await expectSettled(state, to.config);
      }),
      often(6),
    );
  });

  test("changed by somebody else in one field, it shows that field and is repaired by one patch of it", async () => {
    const shapes = new Map([...fieldMap(kongSchema(kind).fields)]);
    await fc.assert(
      fc.asyncProperty(random, random, fc.nat(), async (block, other, at) => {
        restart();
        if (accepted(kind, block.fields) === undefined) return;
        const state = await on.apply(terraform, block.config);
        const id = String(get(state.value, "id"));
        const live = entityOf(on.embedded, kind.kind, id);
        const fixed = new Set([
          "id",
          kind.subschema?.name,
          kind.nested?.parent,
          "tags",
          "config",
          ...(kind.scope ?? []),
        ]);
        const candidates = Object.entries(other.fields).filter(
          ([name, value]) =>
            shapes.has(name) &&
            !fixed.has(name) &&
            fieldFacts(kind, name).hashed === undefined &&
            !(kind.together ?? []).some((names) => names.includes(name)) &&
            fieldFacts(kind, name).undeclared !== "keep" &&
            !isRecord(value) &&
            JSON.stringify(live?.[name]) !== JSON.stringify(value),
        );
        const [name, value] = candidates[at % Math.max(candidates.length, 1)] ?? [];
        if (name === undefined) return;
        try {
          on.embedded.update(kind.kind, id, { [name]: value });
        } catch {
          return;
        }
        await on.command();
        const read = await on.core.readResource(state);
        if (read === undefined) throw new Error("it is not found any more");
        const shown = changed(kind, state.value, read.value).filter((one) => one !== "updated_at");
        // The same set in another order, an empty list for none and another spelling are no change.
        if (shown.length === 0) {
          const now = entityOf(on.embedded, kind.kind, id);
          expect(sameMeaning(kind, name, now?.[name])).toEqual(sameMeaning(kind, name, live?.[name]));
          return;
        }
        // The gateway may change other fields along with it, as an upstream's algorithm with what it hashes.
        const now = entityOf(on.embedded, kind.kind, id) ?? { id };
        const differing = [...shapes.keys()].filter(
          (field) => field !== "updated_at" && JSON.stringify(now[field]) !== JSON.stringify(live?.[field]),
        );
        expect(shown).toEqual(expect.arrayContaining([name]));
        expect(differing).toEqual(expect.arrayContaining([...shown]));
        const count = on.writes.length;
        const plan = await on.core.planResource(terraform, block.config, read);
        expect(plan.action).toBe("update");
        const repaired = await applied(plan);
        expect(on.writes.slice(count).map(({ method, body }) => [method, Object.keys(body).sort()])).toEqual([
          ["PATCH", shown.filter((field) => !isComputed(kind, field)).sort()],
        ]);
        const strip = ({ updated_at: _, ...rest }: State): State => rest;
        expect(strip(repaired.value)).toEqual(strip(state.value));
        await expectSettled(repaired, block.config);
      }),
      often(6),
    );
  });

  test("imported by its text, its id and its identity, it is the same, and the generated block changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(random, async (block) => {
        restart();
        const twin = accepted(kind, block.fields);
        if (twin === undefined) return;
        const live = on.embedded.insert(kind.kind, block.fields);
        const id = knownId(kind, live);
        const text = identityText(kind, live, {
          nameOf: (target, referred) => {
            const name = entityOf(on.embedded, target, referred)?.[kindOf(target).identity.path.at(-1) ?? ""];
            return typeof name === "string" ? name : undefined;
          },
          placeholder: "new",
          workspace: undefined,
        });
        await on.command();
        const [byText] = await on.core.importResource(terraform, text);
        if (byText === undefined) throw new Error("nothing was imported");
        await on.command();
        const identity = identityOf(kind, byText.value);
        // An identity is plain: ids and names.
        const [byIdentity] = await on.core.importResource(terraform, { identity: identity as Config });
        expect(byIdentity?.value).toEqual(byText.value);
        if (kind.path !== undefined) {
          await on.command();
          const [byId] = await on.core.importResource(terraform, id);
          expect(byId?.value).toEqual(byText.value);
        }
        const { value: data } = await on.core.readDataSource(terraform, { identity: text });
        const shown = dataAttributesOf(kind).filter(
          ({ role, field }) => role !== "identity" && field !== kind.subschema?.of,
        );
        for (const { name, nested } of shown) {
          // Of a record without its secrets.
          const own = byText.value[name];
          const parts = nested?.mode === "single" ? nested.attributes.map((part) => part.name) : undefined;
          const told =
            parts !== undefined && isObject(own) ? Object.fromEntries(parts.map((part) => [part, own[part]])) : own;
          expect({ [name]: data[name] }).toEqual({ [name]: told });
        }
        for (const hasId of [false, true]) {
          const generated = generatedFrom(kind, byText.value, hasId);
          await on.command({ owner: "false" });
          const plan = await on.core.planResource(terraform, generated, byText);
          expect({ action: plan.action, changed: changed(kind, byText.value, plan.planned as State) }).toEqual({
            action: "no-op",
            changed: [],
          });
        }
        // The block it was made from may spell things in other words, or say what no gateway tells; nothing is sent for it.
        await on.command({ owner: "false" });
        const plan = await on.core.planResource(terraform, block.config, byText);
        expect(["no-op", "update"]).toContain(plan.action);
        on.writes.length = 0;
        await on.command({ owner: "false" });
        const { state } = await on.core.applyResource(plan);
        expect(on.writes.filter(({ body }) => leaves(body).some((path) => path !== "ttl"))).toEqual([]);
        expect(state?.value["id"]).toBe(id);
        await on.command({ owner: "false" });
        expect((await on.core.planResource(terraform, block.config, state)).action).toBe("no-op");
      }),
      often(5),
    );
  });
});

/** What `-generate-config-out` writes: what can be given and is there; what is sensitive is null. */
const generatedFrom = (kind: AnyKind, state: State, hasId: boolean): Config =>
  Object.fromEntries(
    attributesOf(kind)
      .filter(({ name, optional, required, deprecated }) => {
        if (name === "id") return hasId && optional === true;
        return (optional === true || required === true) && deprecated === undefined;
      })
      .map(({ name, sensitive }) => [name, sensitive === true ? null : asPlain(state[name] ?? null)]),
  );

const asPlain = (value: Value): Plain => {
  if (value instanceof Dynamic) return asPlain(value.value);
  if (Array.isArray(value)) return value.map(asPlain);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asPlain(one)]));
  return value;
};
