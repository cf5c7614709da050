/** A provider of one resource kept in memory, with one attribute of each sort; any of its answers can be spoilt. */
import type { ProviderHandlers } from "../../../src/provider/handlers.ts";
import { decodeJsonValue, decodeValue, encodeValue } from "../../../src/provider/msgpack.ts";
import {
  Schema_NestedBlock_NestingMode as BlockNesting,
  type DynamicValue,
  Schema_Object_NestingMode as ObjectNesting,
  type Schema_Attribute,
  type Schema_Block,
} from "../../../src/provider/protocol/generated/tfplugin6.ts";
import { type Type, UNKNOWN, type Value } from "../../../src/provider/value.ts";
import { resourceSchema } from "./schema.ts";
import { get, isArray, isObject, type ObjectValue } from "./values.ts";

const attribute = (name: string, type: Type, rest: Schema_Attribute): Schema_Attribute => ({
  name,
  type: Buffer.from(JSON.stringify(type)),
  ...rest,
});
const optional = { optional: true };
const computed = { computed: true };
const both = { optional: true, computed: true };

const parts = (nesting: ObjectNesting, name: string): Schema_Attribute => ({
  name,
  optional: true,
  nestedType: { nesting, attributes: [attribute("key", "string", optional), attribute("made", "string", both)] },
});

export const block: Schema_Block = {
  attributes: [
    attribute("id", "string", computed),
    attribute("name", "string", { required: true }),
    attribute("note", "string", optional),
    attribute("size", "number", both),
    attribute("place", "string", optional),
    attribute("password", "string", { optional: true, writeOnly: true }),
    attribute("tags", ["set", "string"], optional),
    attribute("labels", ["map", "string"], optional),
    attribute("any", "dynamic", optional),
    parts(ObjectNesting.SINGLE, "part"),
    parts(ObjectNesting.LIST, "part_list"),
    parts(ObjectNesting.SET, "part_set"),
    parts(ObjectNesting.MAP, "part_map"),
  ],
  blockTypes: [
    {
      typeName: "rule",
      nesting: BlockNesting.LIST,
      block: { attributes: [attribute("path", "string", { required: true }), attribute("made", "string", computed)] },
    },
    { typeName: "only", nesting: BlockNesting.SINGLE, block: { attributes: [attribute("x", "string", optional)] } },
    {
      typeName: "one_of",
      nesting: BlockNesting.SET,
      block: { attributes: [attribute("path", "string", optional), attribute("made", "string", both)] },
    },
  ],
};
export const type: Type = resourceSchema({ block }).type;
export const identityType: Type = ["object", { id: "string" }];

/** Fills in what is computed and not given: {@link UNKNOWN} when planned, a text when applied. */
const filled = (value: Value, made: Value): Value => {
  if (isArray(value)) return value.map((element) => filled(element, made));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === "made") return [name, inner === null || (inner === UNKNOWN && made !== UNKNOWN) ? made : inner];
      return [name, filled(inner, made)];
    }),
  );
};

/** Changes an answer on its way out; it gets values decoded. */
export interface Spoil {
  readonly plan?: (planned: ObjectValue) => Value;
  readonly apply?: (state: ObjectValue) => Value;
  readonly read?: (state: ObjectValue) => Value;
  readonly handlers?: ProviderHandlers;
}

const decode = (value: DynamicValue | undefined): Value => decodeValue(type, value?.msgpack ?? new Uint8Array());
const encode = (value: Value): DynamicValue => ({ msgpack: encodeValue(type, value) });
const object = (value: Value): ObjectValue => {
  if (!isObject(value)) throw new Error("an object expected");
  return value;
};

export interface Small {
  readonly handlers: ProviderHandlers;
  /** What exists, by id. */
  readonly things: Map<string, ObjectValue>;
}

export const smallProvider = (spoil: Spoil = {}): Small => {
  const things = new Map<string, ObjectValue>();
  let count = 0;
  const identity = (id: Value): { identityData: DynamicValue } => ({
    identityData: { msgpack: encodeValue(identityType, { id }) },
  });
  const idOf = (state: ObjectValue): string => String(get(state, "id"));
  const handlers: ProviderHandlers = {
    getProviderSchema: async () => ({
      provider: { block: { attributes: [attribute("address", "string", optional)] } },
      resourceSchemas: { small_thing: { version: 1, block } },
      dataSourceSchemas: {
        small_thing: {
          block: { attributes: [attribute("name", "string", { required: true }), attribute("id", "string", computed)] },
        },
      },
      serverCapabilities: { planDestroy: true },
    }),
    getResourceIdentitySchemas: async () => ({
      identitySchemas: {
        small_thing: {
          version: 0,
          identityAttributes: [{ name: "id", type: Buffer.from('"string"'), requiredForImport: true }],
        },
      },
    }),
    validateProviderConfig: async () => ({}),
    configureProvider: async () => ({}),
    validateResourceConfig: async ({ config }) => {
      const name = get(decode(config), "name");
      if (name !== "bad" && name !== "odd") return {};
      const path = { steps: [{ attributeName: "name" }] };
      return {
        diagnostics: [
          { severity: name === "bad" ? 1 : 2, summary: `A ${name} name`, detail: "Choose another.", attribute: path },
        ],
      };
    },
    validateDataResourceConfig: async () => ({}),
    upgradeResourceState: async ({ rawState }) => ({
      upgradedState: encode(decodeJsonValue(type, Buffer.from(rawState?.json ?? []).toString())),
    }),
    upgradeResourceIdentity: async ({ rawIdentity }) => ({
      upgradedIdentity: {
        identityData: {
          msgpack: encodeValue(
            identityType,
            decodeJsonValue(identityType, Buffer.from(rawIdentity?.json ?? []).toString()),
          ),
        },
      },
    }),
    planResourceChange: async ({ proposedNewState, priorState }) => {
      const proposed = decode(proposedNewState);
      const prior = decode(priorState);
      if (proposed === null) return { plannedState: encode(null) };
      const planned: ObjectValue = {
        ...object(filled(proposed, UNKNOWN)),
        id: prior === null ? UNKNOWN : get(prior, "id"),
        password: null,
        size: get(proposed, "size") ?? UNKNOWN,
      };
      return {
        plannedState: encode(spoil.plan?.(planned) ?? planned),
        requiresReplace: [{ steps: [{ attributeName: "place" }] }],
        plannedPrivate: Buffer.from("planned"),
        ...(prior === null ? {} : { plannedIdentity: identity(get(prior, "id")) }),
      };
    },
    applyResourceChange: async ({ plannedState, priorState }) => {
      const planned = decode(plannedState);
      if (planned === null) {
        things.delete(idOf(object(decode(priorState))));
        return { newState: encode(null) };
      }
      const id: Value = get(planned, "id") === UNKNOWN ? `id-${++count}` : get(planned, "id");
      const size: Value = get(planned, "size") === UNKNOWN ? 1 : get(planned, "size");
      const made: ObjectValue = { ...object(filled(planned, "made")), id, size };
      const state = object(spoil.apply?.(made) ?? made);
      things.set(String(id), state);
      return { newState: encode(state), private: Buffer.from("applied"), newIdentity: identity(id) };
    },
    readResource: async ({ currentState, private: own }) => {
      const state = object(decode(currentState));
      const thing = things.get(idOf(state));
      if (thing === undefined) return { newState: encode(null) };
      return {
        newState: encode(spoil.read?.(thing) ?? thing),
        newIdentity: identity(idOf(state)),
        ...(own === undefined ? {} : { private: own }),
      };
    },
    importResourceState: async ({ typeName, id, identity: by }) => {
      const known = by?.identityData?.msgpack;
      const wanted = known === undefined ? (id ?? "") : get(decodeValue(identityType, known), "id");
      return {
        importedResources: [
          {
            ...(typeName === undefined ? {} : { typeName }),
            state: encode({ id: wanted, rule: [], one_of: [] }),
            identity: identity(wanted),
          },
        ],
      };
    },
    moveResourceState: async ({ sourceState }) => {
      const json = Buffer.from(sourceState?.json ?? []).toString();
      const source = decodeJsonValue(["object", { id: "string", name: "string" }], json, {
        unknownAttributes: "ignore",
      });
      return {
        targetState: encode({ ...object(source), rule: [], one_of: [] }),
        targetIdentity: identity(get(source, "id")),
      };
    },
    readDataSource: async () => ({
      state: { msgpack: encodeValue(["object", { name: "string", id: "string" }], { name: "a", id: "id-1" }) },
    }),
  };
  return { handlers: { ...handlers, ...spoil.handlers }, things };
};
