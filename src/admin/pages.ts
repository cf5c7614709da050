/**
 * Reads a list to its end, or fails: a page that is missing, broken or repeated is never taken for the end.
 * @module
 */

import type { Entity } from "../engine/gateway.ts";
import {
  AccessDeniedError,
  GatewayError,
  IncompleteListError,
  InterruptedError,
  NotAdminApiError,
  NotFoundError,
  UnreachableError,
} from "../engine/gateway-errors.ts";
import { isRecord } from "../model/values.ts";
import { answerError, hasId } from "./answers.ts";
import type { Client } from "./client.ts";
import type { Failure } from "./failures.ts";
import { parsedBody, whatWasFound } from "./found.ts";

/** Pages are not asked for in smaller pieces than this. */
export const SMALLEST_PAGE = 25;

export interface PagesRequest {
  /** The list's path, relative to the admin URL and workspace. */
  readonly path: string;
  /** `services`, `targets of upstreams/0f…`. */
  readonly subject: string;
  readonly tag: string | undefined;
  readonly pageSize: number;
  readonly signal: AbortSignal | undefined;
  readonly hasToken: boolean;
  /** The name under which older gateways answer a list that has no pages. */
  readonly unpaged?: string | undefined;
  /** Told of each page's entities as they come. */
  readonly onPage: (entities: readonly Entity[]) => void;
}

const FINAL = [AccessDeniedError, NotAdminApiError, NotFoundError, InterruptedError];

/** A timeout or a 5xx may be the page's size: half of it is another request. */
const isTooMuch = ({ cause, status }: Failure): boolean =>
  cause === "timeout" || (status !== undefined && status >= 500);

const offsetIn = (next: string): string => {
  const query = next.indexOf("?");
  return query < 0 ? "" : (new URLSearchParams(next.slice(query + 1)).get("offset") ?? "");
};

type Cursor = { readonly offset: string } | { readonly isEnd: true } | { readonly wrong: string };

/** Where the list goes on. Kong sends `next` with every page, `null` with the last one, and `offset` with all but the last one. */
const cursorAfter = (page: Readonly<Record<string, unknown>>): Cursor => {
  const { next } = page;
  const own = page["offset"] ?? "";
  if (next === undefined) return { wrong: "has no `next`, so it does not say whether there is more" };
  if (typeof own !== "string") return { wrong: "has an `offset` that is no text" };
  if (next === null)
    return own === "" ? { isEnd: true } : { wrong: "says both that it is the last and where it goes on" };
  const offset = typeof next === "string" ? offsetIn(next) || own : "";
  return offset === "" ? { wrong: "says that there is more, but not where" } : { offset };
};

/**
 * Every entity of a list, each once. `next` is only asked for its cursor: the request is built here, because nested lists drop
 * `size` from it and because host and token must not change (Kong 3.9 recordings: pagination).
 *
 * @example
 * const services = await readPages(client, { path: "/services", subject: "services", pageSize: 1000, … });
 */
export const readPages = async (client: Client, request: PagesRequest): Promise<readonly Entity[]> => {
  const { path, subject, tag, hasToken } = request;
  const ids = new Set<string>();
  const found: Entity[] = [];
  const seen = new Set<string>();
  let size = request.pageSize;
  let offset: string | undefined;
  let number = 1;

  const incomplete = (why: string, cause?: unknown): IncompleteListError =>
    new IncompleteListError(
      "KG_LIST_INCOMPLETE",
      `The list of ${subject} cannot be read to its end: page ${number} (after ${found.length} entities) ${why}. Nothing was decided on a part of it.`,
      { cause, status: cause instanceof GatewayError ? cause.status : undefined },
    );

  const pageQuery = (): string => {
    const cursor = offset === undefined ? "" : `&offset=${encodeURIComponent(offset)}`;
    return `${path}?size=${size}${tag === undefined ? "" : `&tags=${encodeURIComponent(tag)}`}${cursor}`;
  };

  const onFailure = (failure: Failure): boolean => {
    if (!isTooMuch(failure) || size <= SMALLEST_PAGE) return false;
    size = Math.max(SMALLEST_PAGE, Math.floor(size / 2));
    return true;
  };

  const readPage = async (): Promise<Readonly<Record<string, unknown>>> => {
    try {
      const { signal } = request;
      const answer = await client.send({ method: "GET", path: pageQuery, subject, counts: "read", signal, onFailure });
      const error = answerError(answer, {
        method: "GET",
        subject: `the list of ${subject}`,
        gateway: client.gateway,
        hasToken,
      });
      if (error !== undefined) throw error;
      const body = parsedBody(answer.body);
      const whole = isRecord(body) && request.unpaged !== undefined ? body[request.unpaged] : undefined;
      if (isRecord(body) && Array.isArray(whole) && body["data"] === undefined) {
        // Without a word of more it is whole; `next` and `offset` say of this form, too, where it goes on.
        return { ...body, data: whole, next: body["next"] ?? (body["offset"] ? undefined : null) };
      }
      if (isRecord(body)) return body;
      throw incomplete(`is ${whatWasFound(answer)}`);
    } catch (error) {
      if (!(error instanceof GatewayError) || error instanceof IncompleteListError) throw error;
      const isNoConnection =
        number === 1 && error instanceof UnreachableError && error.code !== "KG_GATEWAY_UNAVAILABLE";
      throw isNoConnection || FINAL.some((type) => error instanceof type)
        ? error
        : incomplete(`failed: ${error.message.replace(/\.$/, "")}`, error);
    }
  };

  for (;;) {
    const page = await readPage();
    const { data } = page;
    if (!Array.isArray(data)) throw incomplete("has no `data`");
    const entities: Entity[] = [];
    for (const item of data as readonly unknown[]) {
      if (!isRecord(item) || !hasId(item)) throw incomplete("holds something without an id");
      // A row that moved between two pages comes twice.
      if (ids.has(item.id)) continue;
      ids.add(item.id);
      found.push(item);
      entities.push(item);
    }
    request.onPage(entities);
    const cursor = cursorAfter(page);
    if ("isEnd" in cursor) return found;
    if ("wrong" in cursor) throw incomplete(cursor.wrong);
    if (seen.has(cursor.offset)) throw incomplete("repeats a cursor that was already followed");
    // Fresh cursors without an end: every page of Kong's but the last one holds something new.
    if (entities.length === 0) throw incomplete("says that there is more, but holds nothing new");
    seen.add(cursor.offset);
    offset = cursor.offset;
    number += 1;
  }
};
