/**
 * The proposed new state: what Terraform's core hands to a plan, made from the configuration and the prior state
 * (`objchange.ProposedNew`).
 */
import { UNKNOWN, type Value } from "../../../src/provider/value.ts";
import type { Attribute, BlockType, Nested, ResourceSchema } from "./schema.ts";
import { canonical, get, isArray, isObject, isSame } from "./values.ts";

type Holder = Pick<ResourceSchema, "attributes" | "blocks" | "type">;

/** All attributes null, and what blocks are when there are none. */
const emptyBlock = ({ attributes, blocks }: Holder): Value =>
  Object.fromEntries([
    ...[...attributes.keys()].map((name): [string, Value] => [name, null]),
    ...[...blocks].map(([name, block]): [string, Value] => {
      if (block.nesting === "single") return [name, block.isGroup ? emptyBlock(block) : null];
      return [name, block.nesting === "map" ? {} : []];
    }),
  ]);

/** Whether the value holds something that only configuration can have set. */
const isFromConfiguration = ({ attributes }: Nested, value: Value): boolean => {
  if (isArray(value)) return value.some((element) => objectIsFromConfiguration(attributes, element));
  if (!isObject(value)) return false;
  return (
    objectIsFromConfiguration(attributes, value) ||
    Object.values(value).some((element) => objectIsFromConfiguration(attributes, element))
  );
};
const objectIsFromConfiguration = (attributes: ReadonlyMap<string, Attribute>, value: Value): boolean =>
  isObject(value) &&
  [...attributes].some(([name, attribute]) => {
    const inner = get(value, name);
    if (inner === null) return false;
    return !attribute.isComputed || (attribute.nested !== undefined && isFromConfiguration(attribute.nested, inner));
  });

const proposedAttribute = (attribute: Attribute, prior: Value, config: Value): Value => {
  if (attribute.isComputed && config === null) {
    const { nested } = attribute;
    return attribute.isOptional && nested !== undefined && isFromConfiguration(nested, prior) ? config : prior;
  }
  return attribute.nested === undefined ? config : proposedNested(attribute.nested, prior, config);
};

const proposedObject = (schema: Holder, prior: Value, config: Value): Value => {
  if (config === null || config === UNKNOWN) return prior;
  return Object.fromEntries([
    ...[...schema.attributes].map(([name, attribute]): [string, Value] => [
      name,
      proposedAttribute(attribute, get(prior, name), get(config, name)),
    ]),
    ...[...schema.blocks].map(([name, block]): [string, Value] => [
      name,
      proposedBlock(block, get(prior, name), get(config, name)),
    ]),
  ]);
};

const proposedBlock = (block: BlockType, prior: Value, config: Value): Value => {
  if (config === UNKNOWN) return config;
  if (block.nesting !== "single") return proposedNested(block, prior, config);
  return config === null ? config : proposedObject(block, prior ?? emptyBlock(block), config);
};

const proposedNested = (nested: Nested, prior: Value, config: Value): Value => {
  if (config === null || config === UNKNOWN) return config;
  if (nested.nesting === "single") return proposedObject(nested, prior, config);
  if (nested.nesting === "map") {
    if (!isObject(config)) return config;
    return Object.fromEntries(
      Object.entries(config).map(([key, element]) => {
        const hasPrior = isObject(prior) && Object.hasOwn(prior, key);
        return [key, hasPrior ? proposedObject(nested, get(prior, key), element) : element];
      }),
    );
  }
  if (!isArray(config)) return config;
  const priors: readonly Value[] = isArray(prior) ? prior : [];
  if (nested.nesting === "list") {
    return config.map((element, index) => {
      const before = priors[index];
      return before === undefined ? element : proposedObject(nested, before, element);
    });
  }
  // Elements of a set have no name: one that may have come from this configuration is taken for its prior.
  const left: Value[] = [...priors].sort((one, other) =>
    canonical(nested.type, one) < canonical(nested.type, other) ? -1 : 1,
  );
  return config.map((element: Value): Value => {
    const index = left.findIndex((before) => mayBePrior(nested, before, element));
    const before: Value = index === -1 ? null : (left.splice(index, 1)[0] ?? null);
    return proposedObject(nested, before, element);
  });
};

/** Whether the prior object differs from the configured one only in what is computed and not configured. */
const mayBePrior = (nested: Pick<Nested, "attributes" | "blocks" | "type">, prior: Value, config: Value): boolean => {
  if (isSame(nested.type, prior, config)) return true;
  if (!isObject(prior) || !isObject(config)) return false;
  const attributesFit = [...nested.attributes].every(([name, attribute]) => {
    const before = get(prior, name);
    const now = get(config, name);
    if (isSame(attribute.type, before, now)) return true;
    if (attribute.nested === undefined) return attribute.isComputed && now === null;
    return nestedMayBePrior(attribute.nested, before, now);
  });
  return (
    attributesFit &&
    [...nested.blocks].every(([name, block]) => nestedMayBePrior(block, get(prior, name), get(config, name)))
  );
};

const nestedMayBePrior = (nested: Nested, prior: Value, config: Value): boolean => {
  // Sets cannot be looked into; they had to be the same.
  if (nested.nesting === "set") return false;
  if (nested.nesting === "single") return mayBePrior(nested, prior, config);
  if (isArray(prior) && isArray(config)) {
    return (
      prior.length === config.length && prior.every((one, index) => mayBePrior(nested, one, config[index] ?? null))
    );
  }
  if (!isObject(prior) || !isObject(config)) return false;
  const keys = Object.keys(prior);
  return (
    keys.length === Object.keys(config).length &&
    keys.every((key) => Object.hasOwn(config, key) && mayBePrior(nested, get(prior, key), get(config, key)))
  );
};

/**
 * What the core proposes: the configuration, where it is silent the prior values of what is computed. `config` null: the resource
 * is to go.
 */
export const proposedNewState = (schema: ResourceSchema, prior: Value, config: Value): Value => {
  if (config === null) return null;
  return proposedObject(schema, prior ?? emptyBlock(schema), config);
};
