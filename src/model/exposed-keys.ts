/**
 * Private keys where they would be seen: in fields that hold no secrets, and that plans, journals and the gateway's answers show.
 * @module
 */
import type { AnyKind } from "./define.ts";
import { reveal } from "./secret.ts";
import { placesIn, type SecretPlaces, secretsOfKind } from "./secret-places.ts";
import { isRecord } from "./values.ts";
import type { Issue } from "./violations.ts";

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

const places = new Map<AnyKind, SecretPlaces | undefined>();

const placesOf = (kind: AnyKind): SecretPlaces | undefined => {
  if (!places.has(kind)) places.set(kind, secretsOfKind(kind));
  return places.get(kind);
};

/** `key`, `pem.private_key`: the fields that may hold a secret. */
const names = (at: SecretPlaces | undefined, path: string): readonly string[] => {
  if (at?.type !== "fields") return at === undefined ? [] : [path];
  return [...at.fields].flatMap(([name, inner]) => names(inner, path === "" ? name : `${path}.${name}`));
};

const sentence = (kind: AnyKind): string => {
  const secret = names(placesOf(kind), "");
  const where = secret.length === 0 ? "" : ` A secret belongs into ${secret.map((name) => `'${name}'`).join(" or ")}.`;
  return `it holds a private key, and this field is shown in plans, journals and the gateway's answers. Take the key out of it, and replace the key if others have seen it.${where}`;
};

/**
 * The fields of a declaration that hold a private key and are no secret. A plugin's settings are its own business.
 *
 * @example
 * exposedKeys(certificate, { cert: "…-----BEGIN PRIVATE KEY-----…" }) // [{ path: ["cert"], message: "it holds a private key, …" }]
 */
export const exposedKeys = (kind: AnyKind, declared: Readonly<Record<string, unknown>>): readonly Issue[] => {
  const found: Issue[] = [];
  const visit = (given: unknown, at: SecretPlaces | undefined, path: readonly string[]): void => {
    if (at !== undefined && at.type !== "fields") return;
    const value = reveal(given);
    if (typeof value === "string") {
      if (PRIVATE_KEY.test(value)) found.push({ path, message: sentence(kind) });
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, at, [...path, String(index)]);
    } else if (isRecord(value)) {
      for (const [name, item] of Object.entries(value)) visit(item, placesIn(at, name), [...path, name]);
    }
  };
  for (const [name, value] of Object.entries(declared)) {
    if (name !== kind.subschema?.of) visit(value, placesIn(placesOf(kind), name), [name]);
  }
  return found;
};
