/**
 * Entities that exist already, named by their identity text.
 * @module
 */
import { type Declaration, declarationOf, Reference } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, referencesOf } from "../model/derive.ts";
import { type ParsedIdentity, parseIdentity } from "../model/identity.ts";
import { findKind } from "../model/kinds.ts";
import { isUuid } from "../model/values.ts";
import { attributeInvalid } from "./errors.ts";

export interface Named {
  readonly id: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly isGlobal: boolean;
  /** Existing entities that the identity goes through: a target's upstream. */
  readonly through: readonly Declaration[];
}

const idIn = (name: string): string | undefined => (isUuid(name) ? name.toLowerCase() : undefined);

/** An existing entity of some kind by the name it has in an identity text: its id, or its first identity field. */
const byName = (kind: AnyKind, name: string): { readonly id?: string; readonly fields: Record<string, string> } => {
  const [field] = kind.identity.path;
  const id = idIn(name);
  if (id !== undefined) return { id, fields: {} };
  const { fallback } = kind.identity;
  if (fallback !== undefined && name.startsWith(`${fallback}=`)) {
    return { fields: { [fallback]: name.slice(fallback.length + 1) } };
  }
  return { fields: field === undefined ? {} : { [field]: name } };
};

const parsedAt = (text: string, address: string): ParsedIdentity => {
  try {
    return parseIdentity(text);
  } catch (error) {
    throw attributeInvalid(address, "identity", `is none: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/**
 * What an identity text says about the entity.
 *
 * @example
 * namedBy("services/orders", service, "data.kong_service.orders") // { id: undefined, fields: { name: "orders" }, … }
 */
export const namedBy = (text: string, kind: AnyKind, address: string): Named => {
  const parsed = parsedAt(text, address);
  if (parsed.kind !== kind.kind) {
    throw attributeInvalid(
      address,
      "identity",
      `names one of the ${parsed.kind}, and this is one of the ${kind.kind}.`,
    );
  }
  if (parsed.workspace !== undefined) {
    throw attributeInvalid(address, "identity", "names a workspace; say that with the provider's 'workspace'.");
  }
  const { path } = kind.identity;
  const through: Declaration[] = [];
  const refer = (field: string, name: string): Reference | { readonly id: string } => {
    const target = findKind(referencesOf(kind).find((reference) => reference.field === field)?.kind ?? "");
    const id = idIn(name);
    if (id !== undefined) return { id };
    if (target === undefined) throw attributeInvalid(address, "identity", `gives a name for '${field}'; give its id.`);
    const parent = `${address}@${field}`;
    const { fields, ...named } = byName(target, name);
    through.push(declarationOf(target.kind, parent, fields, { ...named, existing: true }));
    return new Reference(parent);
  };

  const [only = ""] = parsed.path;
  const isByName = path.length === 1 && parsed.path.length === 1;
  const named = isByName ? byName(kind, only) : { fields: {} };
  // What no key names is named by what it is recognised by: a certificate by one of its server names.
  const mark = path[0] === "id" && !isUuid(only) ? kind.recognisedBy?.[0] : undefined;
  const isById = (path[0] === "id" && mark === undefined) || named.id !== undefined;
  if (path[0] === "id" && mark === undefined && !isUuid(only)) {
    throw attributeInvalid(address, "identity", `must hold an id, like ${kind.kind}/<id>.`);
  }
  if (!isByName && parsed.path.length !== path.length) {
    throw attributeInvalid(address, "identity", `must have the form ${kind.kind}/${path.join("/")}.`);
  }
  const fromPath =
    mark !== undefined
      ? { [mark.field]: [only] }
      : isByName
        ? named.fields
        : Object.fromEntries(
            path.map((field, index) => {
              const part = parsed.path[index] ?? "";
              return [field, fieldFacts(kind, field).reference === undefined ? part : refer(field, part)];
            }),
          );
  const fromAt = Object.fromEntries(
    Object.entries(parsed.at).map(([field, name]) => {
      if (!(kind.identity.at ?? []).includes(field)) {
        throw attributeInvalid(address, "identity", `has '${field}' behind '@', which ${kind.kind} do not have.`);
      }
      return [field, refer(field, name)];
    }),
  );
  if (kind.scope !== undefined && !isById && !parsed.isGlobal && Object.keys(fromAt).length === 0) {
    throw attributeInvalid(address, "identity", "names no scope; write @global, or a field and a name behind '@'.");
  }
  return {
    id: isById ? only.toLowerCase() : undefined,
    fields: { ...fromPath, ...fromAt },
    isGlobal: parsed.isGlobal,
    through,
  };
};
