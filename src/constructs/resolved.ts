/** A declared entity as it is synthesized: the form that is validated and compared. @module */
import { DefaultTokenResolver, StringConcat, TerraformResource, Tokenization } from "cdktf";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts } from "../model/derive.ts";
import { isRecord } from "../model/values.ts";
import { readLiterals } from "./literal.ts";
import { referenceAttribute } from "./references.ts";

/** A construct with a descriptor: known by its shape, so that entities of another copy of this package count too. */
export interface DescribedResource extends TerraformResource {
  readonly descriptor: AnyKind;
}

export const isDescribedResource = (construct: object): construct is DescribedResource =>
  TerraformResource.isTerraformResource(construct) && "descriptor" in construct;

/** Kong's field names; a reference is `{ id }`, and what only the run knows is a Template. */
export type ResolvedEntity = Readonly<Record<string, unknown>>;

const RESOLVER = new DefaultTokenResolver(new StringConcat());
/** What stands in a resource's JSON beside its attributes. */
const META = new Set([
  "//",
  "connection",
  "count",
  "depends_on",
  "dynamic",
  "extra",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
]);

const attributesOf = (resource: DescribedResource): Readonly<Record<string, unknown>> => {
  const synthesized: unknown = Tokenization.resolve(resource.toTerraform(), {
    scope: resource,
    resolver: RESOLVER,
    preparing: false,
  });
  const blocks = isRecord(synthesized) ? synthesized["resource"] : undefined;
  const ofType = isRecord(blocks) ? blocks[resource.terraformResourceType] : undefined;
  const attributes = isRecord(ofType) ? ofType[resource.friendlyUniqueId] : undefined;
  return isRecord(attributes) ? attributes : {};
};

/**
 * Resolves an entity's tokens and gives back its fields, overrides included.
 *
 * @example
 * resolveEntity(route) // { name: "orders-v1", paths: ["/orders"], service: { id: Template } }
 */
export const resolveEntity = (resource: DescribedResource): ResolvedEntity => {
  const kind = resource.descriptor;
  const { scope, ...attributes } = attributesOf(resource);
  const references = new Map(
    Object.keys(kind.schema.shape)
      .filter((field) => fieldFacts(kind, field).reference !== undefined)
      .map((field) => [referenceAttribute(field), field]),
  );
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries({ ...attributes, ...(isRecord(scope) ? scope : {}) })) {
    if (META.has(name) || value === null || (name === "global" && kind.scope !== undefined)) continue;
    const field = references.get(name);
    const read = readLiterals(value);
    fields[field ?? name] = field === undefined ? read : { id: read };
  }
  return fields;
};
