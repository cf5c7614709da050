/**
 * The `fields` of an error answer, with whatever may repeat a secret hidden, and as sentences.
 * @module
 */
import { isVaultReference, reveal, Secret } from "../model/secret.ts";
import type { SecretPlaces } from "../model/secret-places.ts";
import { isRecord } from "../model/values.ts";

/** Kong's messages that repeat no value: the only ones shown for a secret field. */
const VALUE_FREE = [
  /^required field missing$/,
  /^unknown field$/,
  /^value must be null$/,
  /^expected an? [a-z ]+$/,
  /^length must be (at least|at most)? ?\d+$/,
  /^field required for entity check$/,
];
const HIDDEN_REASON = "refused (the gateway's reason is hidden, it may repeat the value)";
/** `…their values mismatch: redis_password = b vs redis.password = a` (Kong 3.9 recordings: shorthand_fields). */
const MISMATCH = /(values mismatch):.*$/s;

/** Texts that must not appear in a message: the revealed secrets of what was sent. */
export const secretTexts = (value: unknown, into: Set<string> = new Set()): ReadonlySet<string> => {
  if (value instanceof Secret) addTexts(reveal(value), into);
  else if (Array.isArray(value)) for (const item of value) secretTexts(item, into);
  else if (isRecord(value)) for (const item of Object.values(value)) secretTexts(item, into);
  return into;
};

const addTexts = (value: unknown, into: Set<string>): void => {
  if (typeof value === "string" && value !== "" && !isVaultReference(value)) into.add(value);
  else if (typeof value === "number") into.add(String(value));
  else if (value !== null && typeof value === "object") for (const item of Object.values(value)) addTexts(item, into);
};

const repeatsSecret = (text: string, secrets: ReadonlySet<string>): boolean => {
  for (const secret of secrets) if (text.includes(secret)) return true;
  return false;
};

/** A message of the gateway's own, or undefined if it repeats a secret that was sent. */
export const safeMessage = (text: string, secrets: ReadonlySet<string>): string | undefined => {
  const short = text.replace(MISMATCH, "$1");
  return VALUE_FREE.some((pattern) => pattern.test(short)) || !repeatsSecret(short, secrets) ? short : undefined;
};

const hasSecret = (value: unknown): boolean =>
  value instanceof Secret || (typeof value === "object" && value !== null && Object.values(value).some(hasSecret));

/**
 * A copy of `fields` with secret parts wrapped: values of secret fields (409), and messages about them that may repeat one (400).
 */
export const hiddenFields = (
  value: unknown,
  places: SecretPlaces | undefined,
  secrets: ReadonlySet<string>,
): unknown => {
  if (typeof value === "string") {
    if (places?.type === "whole" || places?.type === "each") {
      return VALUE_FREE.some((pattern) => pattern.test(value)) ? value : new Secret(value);
    }
    return safeMessage(value, secrets) ?? new Secret(value);
  }
  if (places?.type === "whole" && value !== null && typeof value !== "object") return new Secret(value);
  const inner = (name: string): SecretPlaces | undefined => {
    if (places === undefined || places.type === "whole") return places;
    return places.type === "each" ? places.items : places.fields.get(name);
  };
  if (Array.isArray(value))
    return value.map((item: unknown, index) => hiddenFields(item, inner(String(index)), secrets));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, hiddenFields(item, inner(name), secrets)]),
  );
};

/**
 * `fields` of a schema violation as one line per field, names dotted, elements counted from 1 as the gateway does.
 *
 * @example
 * fieldLines({ config: { minute: "expected a number" } }) // ["config.minute: expected a number"]
 */
export const fieldLines = (value: unknown, path = ""): readonly string[] => {
  if (value === null || value === undefined) return [];
  const about = path === "" ? "" : `${path}: `;
  if (value instanceof Secret) return [`${about}${HIDDEN_REASON}`];
  const under = (name: string) => (path === "" ? name : `${path}.${name}`);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) =>
      fieldLines(item, path.endsWith("@entity") ? path : under(String(index + 1))),
    );
  }
  if (isRecord(value)) return Object.entries(value).flatMap(([name, item]) => fieldLines(item, under(name)));
  return [`${about}${String(value)}`.replace(/(^|\.)@entity: /, "")];
};

/**
 * A clashing key in words: `name "orders"`, `key (hidden)`; nulls of a scope are left out.
 *
 * @example
 * keyWords({ target: "10.0.0.1:80", upstream: { id: "0f…" } }) // 'target "10.0.0.1:80", upstream 0f…'
 */
export const keyWords = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      if (hasSecret(value)) return `${name} (hidden)`;
      if (isRecord(value)) return `${name} ${String(value["id"] ?? Object.values(value)[0])}`;
      return `${name} ${JSON.stringify(value)}`;
    })
    .join(", ");
