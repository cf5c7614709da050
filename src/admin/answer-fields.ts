/**
 * The `fields` of an error answer, with whatever may repeat a secret hidden, and as sentences.
 * @module
 */
import { isVaultReference, reveal, Secret } from "../model/secret.ts";
import { placesIn, type SecretPlaces } from "../model/secret-places.ts";
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

/** What a backslash and a letter stand for in JSON, in Lua and in a shell: space, which is left out, or the letter itself. */
const ESCAPED_SPACE = /\\[nrtbf]/g;
/** Pieces of this many letters are no accident. */
const PIECE = 16;
const PRIVATE_KEY = /PRIVATE KEY/;

/** A text without what quoting, wrapping and trimming change: escapes undone as often as there are any, without white space. */
const plainText = (text: string): string => {
  let plain = text;
  for (;;) {
    const next = plain
      .replace(/\\u([\da-f]{4})/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(ESCAPED_SPACE, "")
      .replace(/\\(?!u[\da-f]{4}|[nrtbf])/gi, "");
    if (next === plain) return plain.replace(/\s+/g, "");
    plain = next;
  }
};

/** Whether a text has a secret in it: as it is, in quotes, wrapped, trimmed; of long ones a piece is enough. */
const repeatsSecret = (text: string, secrets: ReadonlySet<string>): boolean => {
  if (PRIVATE_KEY.test(text)) return true;
  let pieces: Set<string> | undefined;
  const plain = plainText(text);
  for (const secret of secrets) {
    if (text.includes(secret)) return true;
    const sought = plainText(secret);
    if (sought === "") continue;
    if (plain.includes(sought)) return true;
    pieces ??= piecesOf(plain);
    for (let at = 0; at + PIECE <= sought.length; at += 1) if (pieces.has(sought.slice(at, at + PIECE))) return true;
  }
  return false;
};

const piecesOf = (text: string): Set<string> => {
  const pieces = new Set<string>();
  for (let at = 0; at + PIECE <= text.length; at += 1) pieces.add(text.slice(at, at + PIECE));
  return pieces;
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
    if (places !== undefined && places.type !== "fields") {
      return VALUE_FREE.some((pattern) => pattern.test(value)) ? value : new Secret(value);
    }
    return safeMessage(value, secrets) ?? new Secret(value);
  }
  const isAllSecret = places?.type === "whole" || places?.type === "leaves";
  if (isAllSecret && value !== null && typeof value !== "object") return new Secret(value);
  const inner = (name: string): SecretPlaces | undefined => placesIn(places, name);
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
