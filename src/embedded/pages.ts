/**
 * Lists in pages: sizes, cursors, tag filters (Kong 3.9 recordings: pagination).
 * @module
 */

import type { GatewayAnswer } from "./answers.ts";
import { invalidOffset, invalidSize, invalidTags, jsonText } from "./answers.ts";
import { positionAfter } from "./table.ts";

const DEFAULT_SIZE = 100;

/** The `size` asked for. */
export const sizeOf = (query: URLSearchParams): number => {
  const text = query.get("size");
  if (text === null) return DEFAULT_SIZE;
  const size = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isNaN(size)) throw invalidSize("size must be a number");
  if (!Number.isInteger(size) || size < 1 || size > 1000) {
    throw invalidSize("size must be an integer between 1 and 1000");
  }
  return size;
};

export const encodeOffset = (parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString("base64url");

/** The parts of an opaque cursor; undefined without one. */
export const offsetOf = (query: URLSearchParams): readonly unknown[] | undefined => {
  const text = query.get("offset");
  if (text === null) return undefined;
  if (!/^[A-Za-z0-9_\-+/=]*$/.test(text)) throw invalidOffset(text, "bad base64 encoding");
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (Array.isArray(parts)) return parts;
  } catch {
    // Not JSON: refused below.
  }
  throw invalidOffset(text, "bad json encoding");
};

/** Whether an entity's tags pass the filter of the query; undefined where there is no filter. */
export const tagFilterOf = (query: URLSearchParams): ((tags: unknown) => boolean) | undefined => {
  const text = query.get("tags");
  if (text === null) return undefined;
  if (text === "") throw invalidTags("cannot be null");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a tag cannot hold.
  const isValid = /^[^/,\x00-\x1f\x7f]+((,[^/,\x00-\x1f\x7f]+)*|(\/[^/,\x00-\x1f\x7f]+)*)$/.test(text);
  if (!isValid) throw invalidTags("invalid filter syntax");
  const isAnd = text.includes(",");
  const asked = text.split(isAnd ? "," : "/");
  if (asked.length > 5) throw invalidTags("cannot query more than 5 tags");
  return (tags) => {
    if (!Array.isArray(tags)) return false;
    return isAnd ? asked.every((tag) => tags.includes(tag)) : asked.some((tag) => tags.includes(tag));
  };
};

/** The `next` of a page. A list under a parent forgets size and tags. */
const nextOf = (path: string, offset: string, query: URLSearchParams, isNested: boolean): string => {
  let next = `${path}?offset=${encodeURIComponent(offset)}`;
  if (isNested) return next;
  for (const name of ["tags", "size"]) {
    const value = query.get(name);
    if (value !== null) next += `&${name}=${encodeURIComponent(value)}`;
  }
  return next;
};

export interface PageRequest {
  /** The path of the list, as it stands in `next`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly isNested: boolean;
}

/** A page of entities given as JSON texts. */
export const page = (request: PageRequest, texts: readonly string[], offset: string | undefined): GatewayAnswer => {
  const { path, query, isNested } = request;
  const data = texts.length === 0 ? "[]" : `[${texts.join(",")}]`;
  if (offset === undefined) return jsonText(200, `{"data":${data},"next":null}`);
  const next = JSON.stringify(nextOf(path, offset, query, isNested));
  return jsonText(200, `{"data":${data},"next":${next},"offset":${JSON.stringify(offset)}}`);
};

/** One page of ids in ascending order behind the cursor. `accept` gives an entity's text, or undefined to pass it over. */
export const idPage = (
  request: PageRequest,
  ids: readonly string[],
  accept: (id: string) => string | undefined,
): GatewayAnswer => {
  const size = sizeOf(request.query);
  const after = offsetOf(request.query)?.[0];
  const texts: string[] = [];
  let last = "";
  for (let at = typeof after === "string" ? positionAfter(ids, after) : 0; at < ids.length; at += 1) {
    const id = ids[at] ?? "";
    const text = accept(id);
    if (text === undefined) continue;
    if (texts.length === size) return page(request, texts, encodeOffset([last]));
    texts.push(text);
    last = id;
  }
  return page(request, texts, undefined);
};

/** One page by position: what is deleted meanwhile shifts the rest, as on a real gateway. */
export const positionPage = (request: PageRequest, texts: readonly string[]): GatewayAnswer => {
  const size = sizeOf(request.query);
  const text = request.query.get("offset");
  const start = text === null ? 0 : Number(text);
  if (!Number.isInteger(start) || start < 0) throw invalidOffset(text ?? "", "bad offset");
  const end = start + size;
  return page(request, texts.slice(start, end), end < texts.length ? String(end) : undefined);
};
