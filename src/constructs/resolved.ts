/** A declared entity as it is synthesized: the form that is validated and compared. @module */
import { DefaultTokenResolver, StringConcat, TerraformResource, Tokenization } from "cdktf";
import { referenceAttribute, secretAttributesOf } from "../model/attribute-names.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts } from "../model/derive.ts";
import { mergedOver, sealed } from "../model/secret-values.ts";
import { isRecord } from "../model/values.ts";
import { readLiterals } from "./literal.ts";

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
  "adopt",
  "connection",
  "count",
  "deletion_policy",
  "depends_on",
  "dynamic",
  "extra",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
]);

/** The attributes as they are synthesized; undefined for one that has moved, and stands for another one's past alone. */
export const resolveAttributes = (resource: DescribedResource): Readonly<Record<string, unknown>> | undefined => {
  const synthesized: unknown = Tokenization.resolve(resource.toTerraform(), {
    scope: resource,
    resolver: RESOLVER,
    preparing: false,
  });
  const blocks = isRecord(synthesized) ? synthesized["resource"] : undefined;
  const ofType = isRecord(blocks) ? blocks[resource.terraformResourceType] : undefined;
  const attributes = isRecord(ofType) ? ofType[resource.friendlyUniqueId] : undefined;
  return isRecord(attributes) ? attributes : undefined;
};

/**
 * The fields of an entity that its resolved attributes stand for, overrides and secrets included.
 *
 * @example
 * entityOf(route, resolveAttributes(v1)) // { name: "orders-v1", paths: ["/orders"], service: { id: Template } }
 */
export const entityOf = (kind: AnyKind, resolved: Readonly<Record<string, unknown>>): ResolvedEntity => {
  const { scope, ...attributes } = resolved;
  const references = new Map(
    Object.keys(kind.schema.shape)
      .filter((field) => fieldFacts(kind, field).reference !== undefined)
      .map((field) => [referenceAttribute(field), field]),
  );
  const secrets = secretAttributesOf(kind);
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries({ ...attributes, ...(isRecord(scope) ? scope : {}) })) {
    if (META.has(name) || value === null || (name === "global" && kind.scope !== undefined)) continue;
    if (secrets.has(name)) continue;
    const field = references.get(name);
    const read = readLiterals(value);
    fields[field ?? name] = field === undefined ? read : { id: read };
  }
  for (const { name, field, isMerged } of secrets.values()) {
    const value = resolved[name];
    if (value === undefined || value === null) continue;
    if (!isMerged) fields[field] = readLiterals(value);
    else if (isRecord(value)) fields[field] = mergedOver(fields[field] ?? {}, sealed(readLiterals(value)));
  }
  return fields;
};
