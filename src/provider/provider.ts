/**
 * The provider: the protocol's calls, answered by the model and the engine.
 * @module
 */

import { idsOf, membershipOf } from "../admin/members.ts";
import type { Gateway } from "../engine/gateway.ts";
import type { Journal } from "../engine/outcome.ts";
import type { AnyKind } from "../model/define.ts";
import { KongruentError } from "../model/errors.ts";
import { kinds } from "../model/kinds.ts";
import { isUuid } from "../model/values.ts";
import { applyResource } from "./apply.ts";
import { type Attribute, attributesOf, dataAttributesOf, typeOfNested } from "./attributes.ts";
import { checkBlock, checkClient, checkDataScope, checkFields } from "./checks.ts";
import { checkProviderBlock, configure, providerArguments, type Settings } from "./configuration.ts";
import { readData } from "./data.ts";
import { hasProblem, problem, problemsFrom } from "./diagnostics.ts";
import { sameValues } from "./equality.ts";
import { findByAttributes, findByText } from "./existing.ts";
import { declaredFields, isObject, type State } from "./fields.ts";
import type { ProviderHandlers } from "./handlers.ts";
import { identityAttributesOf, identityOf, identityType, stateFromIdentity } from "./identity.ts";
import type { Log } from "./log.ts";
import { type Memory, readMemory, writeMemory } from "./memory.ts";
import { decodeJsonValue, decodeValue, encodeValue, exactObject } from "./msgpack.ts";
import { planResource } from "./plan.ts";
import { projectEntity } from "./projection.ts";
import type { AttributePath, DynamicValue, ResourceIdentityData } from "./protocol/generated/tfplugin6.ts";
import { identitySchemas, providerSchema, SERVER_CAPABILITIES } from "./schema.ts";
import { Session } from "./session.ts";
import type { SharedClaims } from "./shared-claims.ts";
import type { Type, Value } from "./value.ts";

export interface ProviderOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** What other processes of the run claim. */
  readonly shared?: SharedClaims | undefined;
  /** In place of the gateway that the provider block names. */
  readonly gateway?: Gateway;
}

const byType = new Map(kinds.map((kind) => [kind.terraform, kind]));

const kindFor = (typeName: string | undefined): AnyKind => {
  const kind = byType.get(typeName ?? "");
  if (kind === undefined) {
    throw new KongruentError(
      "KG_KIND_UNKNOWN",
      `This provider has no '${typeName}'. It has ${[...byType.keys()].join(", ")}.`,
    );
  }
  return kind;
};

const types = new WeakMap<readonly Attribute[], Type>();

const typeOf = (attributes: readonly Attribute[]): Type => {
  let type = types.get(attributes);
  if (type === undefined) {
    type = typeOfNested(attributes);
    types.set(attributes, type);
  }
  return type;
};

const text = new TextDecoder();

const decoded = (type: Type, value: DynamicValue | undefined): Value => {
  if (value?.msgpack !== undefined && value.msgpack.length > 0) return decodeValue(type, value.msgpack);
  if (value?.json !== undefined && value.json.length > 0) return decodeJsonValue(type, text.decode(value.json));
  return null;
};

const stateIn = (attributes: readonly Attribute[], value: DynamicValue | undefined): State | null => {
  const state = decoded(typeOf(attributes), value);
  return isObject(state) ? state : null;
};

const encoded = (attributes: readonly Attribute[], state: State | null): DynamicValue => ({
  msgpack: encodeValue(typeOf(attributes), state === null ? null : complete(attributes, state)),
});

/** A value as it came in, where nothing of it changed: most of them. */
const encodedAgain = (
  attributes: readonly Attribute[],
  state: State | null,
  before: State | null,
  came: DynamicValue | undefined,
): DynamicValue =>
  state !== null && before !== null && came?.msgpack !== undefined && sameValues(state, before)
    ? { msgpack: came.msgpack }
    : encoded(attributes, state);

/** Null in msgpack. */
const NIL = 0xc0;

const isNull = (value: DynamicValue | undefined): boolean => {
  if (value?.msgpack === undefined) throw new KongruentError("KG_VALUE", "The request has no proposed state.");
  return value.msgpack.length === 1 && value.msgpack[0] === NIL;
};

/** Every attribute has a value. */
const complete = (attributes: readonly Attribute[], state: State): State =>
  Object.fromEntries(
    attributes.map(({ name, nested }): [string, Value] => {
      const value = state[name] ?? null;
      return [name, nested?.mode === "single" && isObject(value) ? complete(nested.attributes, value) : value];
    }),
  );

const identityData = (kind: AnyKind, state: State | null): { identityData: DynamicValue } | undefined =>
  state === null ? undefined : { identityData: { msgpack: encodeValue(identityType(kind), identityOf(kind, state)) } };

const attributePath = (path: readonly string[]): AttributePath => ({
  steps: path.map((attributeName) => ({ attributeName })),
});

const unconfigured: Settings = {
  owner: false,
  ownership: { prefix: "kongruent-owner:", foreignTags: [] },
  adopt: undefined,
  cascade: false,
  workspace: undefined,
};

/**
 * A provider that answers the protocol's calls.
 *
 * @example
 * serve({ provider: async (log) => createProvider({ env, log }), … })
 */
export const createProvider = ({ env, log, shared, gateway: given }: ProviderOptions): ProviderHandlers => {
  const sessions: Session[] = [];
  let session = new Session(unconfigured, undefined);
  const ending = new AbortController();
  const closings: (() => Promise<void>)[] = [];

  const readNow = async (kind: AnyKind, current: State, memory: Memory): Promise<State | null> => {
    const { online, settings, claims } = session;
    const id = current["id"];
    if (typeof id !== "string")
      throw new KongruentError("KG_IDENTITY_MISSING", `A ${kind.terraform} in the state has no id.`);
    claims.seen(id.toLowerCase());
    if (online === undefined) return current;
    const fields = declaredFields(kind, current);
    const live = await online.reader.byId(kind, id.toLowerCase(), session.parentOf(kind, fields));
    if (live === undefined) return null;
    const name = kind.subschema?.name;
    const schemas = await session.schemasOf(
      online,
      kind,
      name === undefined ? fields : { ...fields, [name]: live[name] },
    );
    return projectEntity({ kind, live, prior: current, schemas, settings, memory });
  };

  return {
    async getMetadata() {
      const names = kinds.map(({ terraform }) => ({ typeName: terraform }));
      return { serverCapabilities: SERVER_CAPABILITIES, resources: names, dataSources: names };
    },

    async getProviderSchema() {
      return providerSchema();
    },

    async getResourceIdentitySchemas() {
      return { identitySchemas: identitySchemas() };
    },

    async validateProviderConfig({ config }) {
      const block = stateIn(providerArguments(), config);
      return { diagnostics: block === null ? [] : [...checkProviderBlock(block)] };
    },

    async validateResourceConfig({ typeName, config, clientCapabilities }) {
      const kind = kindFor(typeName);
      const block = stateIn(attributesOf(kind), config);
      if (block === null) return {};
      const isWriteOnlyAllowed = clientCapabilities?.writeOnlyAttributesAllowed === true;
      return {
        diagnostics: [
          ...checkBlock(kind, block),
          ...checkFields(kind, block),
          ...checkClient(kind, block, isWriteOnlyAllowed),
        ],
      };
    },

    async validateDataResourceConfig({ typeName, config }) {
      const kind = kindFor(typeName);
      return { diagnostics: [...checkDataScope(kind, stateIn(dataAttributesOf(kind), config) ?? {})] };
    },

    async upgradeResourceState({ typeName, rawState }) {
      const kind = kindFor(typeName);
      const attributes = attributesOf(kind);
      if (rawState?.json === undefined || rawState.json.length === 0) {
        return {
          diagnostics: [problem("The state cannot be read", "It is of a form that no version of this provider wrote.")],
        };
      }
      const type = typeOf(attributes);
      const json = text.decode(rawState.json);
      const current = exactObject(type, json);
      if (current !== undefined) {
        if (typeof current["id"] === "string") session.claims.seen(current["id"].toLowerCase());
        return { upgradedState: { json: rawState.json } };
      }
      const state = decodeJsonValue(type, json, { unknownAttributes: "ignore" });
      if (isObject(state) && typeof state["id"] === "string") session.claims.seen(state["id"].toLowerCase());
      return { upgradedState: encoded(attributes, isObject(state) ? state : null) };
    },

    async upgradeResourceIdentity({ typeName, rawIdentity }) {
      const kind = kindFor(typeName);
      const json = rawIdentity?.json;
      const type = identityType(kind);
      const identity =
        json === undefined ? null : decodeJsonValue(type, text.decode(json), { unknownAttributes: "ignore" });
      return { upgradedIdentity: { identityData: { msgpack: encodeValue(type, identity) } } };
    },

    async configureProvider({ config, terraformVersion }) {
      const block = stateIn(providerArguments(), config) ?? {};
      const wrong = checkProviderBlock(block);
      if (hasProblem(wrong)) return { diagnostics: [...wrong] };
      try {
        const { settings, gateway } = await configure(block, env, ending.signal);
        if (gateway !== undefined) closings.push(() => gateway.close());
        const journal: Journal = ({ phase, action, id }) => log.info(`${phase} ${action}`, { id });
        session = new Session(settings, given ?? gateway, journal, shared);
        sessions.push(session);
        log.debug("configured", { terraform: terraformVersion, isKnown: gateway !== undefined });
        return {};
      } catch (error) {
        return { diagnostics: [...problemsFrom(error, "The provider cannot be configured")] };
      }
    },

    async readResource({ typeName, currentState, private: kept }) {
      const kind = kindFor(typeName);
      const attributes = attributesOf(kind);
      const current = stateIn(attributes, currentState);
      if (current === null) return { newState: encoded(attributes, null) };
      const memory = readMemory(kept);
      try {
        const state = await readNow(kind, current, memory);
        const newIdentity = identityData(kind, state);
        return {
          newState: encodedAgain(attributes, state, current, currentState),
          private: writeMemory({ writeOnly: memory.writeOnly }),
          ...(newIdentity === undefined ? {} : { newIdentity }),
        };
      } catch (error) {
        const summary = `${kind.terraform} cannot be read`;
        return { newState: encoded(attributes, current), diagnostics: [...problemsFrom(error, summary)] };
      }
    },

    async planResourceChange({ typeName, priorState, proposedNewState, config, priorPrivate }) {
      const kind = kindFor(typeName);
      const attributes = attributesOf(kind);
      const prior = stateIn(attributes, priorState);
      const { planned, requiresReplace, memory, diagnostics } = await planResource(session, {
        kind,
        prior,
        isDestroy: isNull(proposedNewState),
        config: stateIn(attributes, config) ?? {},
        memory: readMemory(priorPrivate),
      });
      const plannedIdentity = identityData(kind, planned);
      return {
        plannedState: encodedAgain(attributes, planned, prior, priorState),
        requiresReplace: requiresReplace.map(attributePath),
        plannedPrivate: writeMemory(memory),
        diagnostics: [...diagnostics],
        ...(plannedIdentity === undefined ? {} : { plannedIdentity }),
      };
    },

    async applyResourceChange({ typeName, priorState, plannedState, config, plannedPrivate }) {
      const kind = kindFor(typeName);
      const attributes = attributesOf(kind);
      const { state, memory, diagnostics } = await applyResource(session, {
        kind,
        prior: stateIn(attributes, priorState),
        planned: stateIn(attributes, plannedState),
        config: stateIn(attributes, config) ?? {},
        memory: readMemory(plannedPrivate),
      });
      const newIdentity = identityData(kind, state);
      return {
        newState: encoded(attributes, state),
        private: writeMemory(memory),
        diagnostics: [...diagnostics],
        ...(newIdentity === undefined ? {} : { newIdentity }),
      };
    },

    async importResourceState({ typeName, id, identity }) {
      const kind = kindFor(typeName);
      const attributes = attributesOf(kind);
      const { online } = session;
      if (online === undefined) {
        return {
          diagnostics: [
            problem("The gateway is not known", "An import needs a provider whose configuration is known."),
          ],
        };
      }
      try {
        const given = identity === undefined ? null : identityIn(kind, identity);
        const live =
          given === null
            ? await findByText(session, online, kind, id ?? "")
            : await findByAttributes(session, online, kind, stateFromIdentity(kind, given));
        const name = kind.subschema?.name;
        const schemas = await session.schemasOf(online, kind, name === undefined ? {} : { [name]: live[name] });
        const state = projectEntity({
          kind,
          live,
          prior: {},
          schemas,
          settings: session.settings,
          memory: { writeOnly: [] },
        });
        const data = identityData(kind, state);
        return {
          importedResources: [
            {
              typeName: kind.terraform,
              state: encoded(attributes, state),
              private: new Uint8Array(),
              ...(data === undefined ? {} : { identity: data }),
            },
          ],
        };
      } catch (error) {
        return { diagnostics: [...problemsFrom(error, `${kind.terraform} cannot be imported`)] };
      }
    },

    async moveResourceState({ sourceTypeName, sourceProviderAddress, sourceState, targetTypeName }) {
      const kind = kindFor(targetTypeName);
      const json = sourceState?.json;
      const needed = neededReferencesOf(kind);
      const type: Type = [
        "object",
        { id: "string", ...Object.fromEntries(needed.map(({ name }) => [name, "string"])) },
      ];
      const source =
        json === undefined ? null : decodeJsonValue(type, text.decode(json), { unknownAttributes: "ignore" });
      const told = isObject(source) ? source : {};
      const references = Object.fromEntries(needed.map(({ name }): [string, Value] => [name, told[name] ?? null]));
      const isReachable = Object.values(references).every((value) => typeof value === "string" && isUuid(value));
      const id = isReachable ? ownId(kind, told, references) : undefined;
      if (sourceTypeName !== kind.terraform || id === undefined) {
        return {
          diagnostics: [
            problem(
              "The resource cannot be moved",
              `A ${targetTypeName} takes over the state of resources of that type with Kong's id; ${sourceProviderAddress} ${sourceTypeName} is none. Import it instead.`,
            ),
          ],
        };
      }
      const state: State = { id, ...references };
      return { targetState: encoded(attributesOf(kind), state), targetPrivate: new Uint8Array() };
    },

    async readDataSource({ typeName, config }) {
      const kind = kindFor(typeName);
      const attributes = dataAttributesOf(kind);
      const block = stateIn(attributes, config) ?? {};
      const wrong = checkDataScope(kind, block);
      if (hasProblem(wrong)) return { diagnostics: [...wrong] };
      const { online } = session;
      if (online === undefined) {
        return {
          diagnostics: [
            problem("The gateway is not known", "A data source needs a provider whose configuration is known."),
          ],
        };
      }
      try {
        return { state: encoded(attributes, await readData(session, online, kind, block)) };
      } catch (error) {
        return { diagnostics: [...problemsFrom(error, `${kind.terraform} cannot be read`)] };
      }
    },

    async getFunctions() {
      return { functions: {} };
    },

    async stop() {
      await Promise.all(sessions.map((one) => one.stop()));
      ending.abort();
      await Promise.allSettled(closings.map((close) => close()));
    },
  };
};

/** The references without which an entity is not found: the parent of what has no list of its own, both sides of a membership. */
const neededReferencesOf = (kind: AnyKind): readonly Attribute[] =>
  kind.path !== undefined
    ? []
    : attributesOf(kind).filter(
        ({ role, field }) =>
          role === "reference" && (field === kind.nested?.parent || field === kind.membership?.member),
      );

/** Kong's id in another provider's state; that of a membership follows from its sides. */
const ownId = (kind: AnyKind, { id }: State, references: State): string | undefined => {
  if (kind.membership !== undefined) {
    const { parent, member } = idsOf(kind, declaredFields(kind, references));
    return membershipOf(kind, parent, member).id;
  }
  const own = typeof id === "string" ? id.slice(id.lastIndexOf("/") + 1) : "";
  return isUuid(own) ? own : undefined;
};

const identityIn = (kind: AnyKind, identity: ResourceIdentityData): State | null => {
  const value = decoded(identityType(kind), identity.identityData);
  return isObject(value) && identityAttributesOf(kind).some(({ name }) => value[name] !== null) ? value : null;
};
