/** Two declarations of one thing in a stack: found before anything runs, with both construct paths. @module */
import { Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, isComputed } from "../model/derive.ts";
import { identityText } from "../model/identity.ts";
import { canonicalJson, isRecord } from "../model/values.ts";
import { camelCase } from "./names.ts";
import type { DescribedResource, ResolvedEntity } from "./resolved.ts";

/** Entities of a stack with their resolved form, in the order of the tree. */
export type ResolvedEntities = ReadonlyMap<DescribedResource, ResolvedEntity>;

/** The value as the gateway stores it: `10.0.0.1` and `10.0.0.1:8000` are one target; a certificate's digest is worked out. */
const storedValue = (kind: AnyKind, field: string, fields: Readonly<Record<string, unknown>>): unknown => {
  const { stored, computed } = fieldFacts(kind, field);
  const value = fields[field] ?? computed?.(fields);
  return stored?.(value) ?? value;
};

/** Expressions as their text: equal texts have equal values in one run. */
const withTexts = (value: unknown): unknown => {
  if (value instanceof Template) return value.parts.join("");
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTexts(item)]))
    : value;
};

/** One thing that only one declaration may say: its text to compare, and how it is called in a sentence. */
interface Claim {
  readonly key: string;
  readonly code: "KG_DUPLICATE_IDENTITY" | "KG_DUPLICATE_ADDRESS";
  readonly what: (nameOf: (id: string) => string | undefined) => string;
  readonly fix: string;
}

const claimsOf = (resource: DescribedResource, entity: ResolvedEntity): readonly Claim[] => {
  const fields = Object.fromEntries(Object.entries(entity).map(([field, value]) => [field, withTexts(value)]));
  const kind = resource.descriptor;
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  const claims: Claim[] = [
    {
      key: address,
      code: "KG_DUPLICATE_ADDRESS",
      what: () => address,
      fix: "CDKTF makes the same resource name of both construct ids; change one of the ids.",
    },
  ];
  // Another provider is another gateway or workspace.
  const where = resource.provider?.fqn ?? "";
  const text = (nameOf: (id: string) => string | undefined) =>
    identityText(kind, fields, { nameOf: (_kind, id) => nameOf(id), placeholder: resource.node.path });
  if (fields["id"] !== undefined) {
    claims.push({
      key: canonicalJson([where, kind.kind, "id", fields["id"]]),
      code: "KG_DUPLICATE_IDENTITY",
      what: () => `the ${kind.singular} with the id ${String(fields["id"])}`,
      fix: "Pin each id once.",
    });
  }
  kind.uniqueKeys.forEach((uniqueKey, index) => {
    const values = uniqueKey.fields.map((field) => storedValue(kind, field, fields) ?? null);
    if (uniqueKey.nullIsValue !== true && values.includes(null)) return;
    const own = uniqueKey.fields.filter((field) => fieldFacts(kind, field).reference === undefined);
    const shown = own.map(camelCase);
    const changeable = [
      ...own.filter((field) => !isComputed(kind, field)).map(camelCase),
      ...(kind.scope === undefined ? [] : ["scope"]),
    ];
    const through = uniqueKey.fields.map(camelCase).join(" and ");
    const one =
      shown.length > 0
        ? `one ${shown.join(" and ")} of ${kind.kind}`
        : `the ${kind.singular.replaceAll("_", " ")} of one ${through}`;
    claims.push({
      key: canonicalJson([where, kind.kind, index, values]),
      code: "KG_DUPLICATE_IDENTITY",
      what: (nameOf) => (index === 0 && uniqueKey.secret !== true ? text(nameOf) : one),
      fix: `Keep one of them${changeable.length === 0 ? "" : `, or change its ${changeable.join(" or ")}`}.`,
    });
  });
  return claims;
};

/** What an entity is called inside other entities' identities: the first part of its own. */
const nameIn = (resource: DescribedResource, fields: ResolvedEntity): string | undefined => {
  const [field] = resource.descriptor.identity.path;
  const name = field === undefined ? undefined : fields[field];
  return typeof name === "string" && name !== "" ? name : undefined;
};

/**
 * The sentences about entities that say again what another one said first.
 *
 * @example
 * duplicatesIn(entities).get(second) // ["KG_DUPLICATE_IDENTITY: services/orders is declared by shop/a and by shop/b. …"]
 */
export const duplicatesIn = (entities: ResolvedEntities): ReadonlyMap<DescribedResource, string> => {
  const names = new Map<string, string>();
  const idText = (resource: DescribedResource) =>
    `\${${resource.terraformResourceType}.${resource.friendlyUniqueId}.id}`;
  for (const [resource, resolved] of entities) {
    const name = nameIn(resource, resolved);
    if (name !== undefined) names.set(idText(resource), name);
  }
  const first = new Map<string, DescribedResource>();
  const duplicates = new Map<DescribedResource, string>();
  for (const [resource, resolved] of entities) {
    for (const claim of claimsOf(resource, resolved)) {
      const holder = first.get(claim.key);
      if (holder === undefined) {
        first.set(claim.key, resource);
      } else if (!duplicates.has(resource)) {
        const what = claim.what((id) => names.get(id) ?? id.replace(/^\$\{|\.id\}$/g, ""));
        duplicates.set(
          resource,
          `${claim.code}: ${what} is declared twice, by ${holder.node.path} and by ${resource.node.path}. ${claim.fix}`,
        );
      }
    }
  }
  return duplicates;
};
