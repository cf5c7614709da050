/**
 * Says in a few words what an answer is that no Admin API gives.
 * @module
 */
import { isRecord } from "../model/values.ts";
import type { TransportResponse } from "./transport.ts";

/** The body as JSON; undefined where it is none. */
export const parsedBody = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const printable = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, " ")
    .trim()
    .slice(0, 80);

/**
 * @example
 * whatWasFound({ status: 200, headers: {}, body: "<html><title>Kong Manager</title>…" }) // 'an HTML page titled "Kong Manager"'
 */
export const whatWasFound = ({ body }: TransportResponse): string => {
  if (body.trim() === "") return "an empty answer";
  if (body.trimStart().startsWith("<")) {
    const title = printable(/<title[^>]*>([^<]*)</i.exec(body)?.[1] ?? "");
    return title === "" ? "an HTML page" : `an HTML page titled "${title}"`;
  }
  const json = parsedBody(body);
  if (json === undefined) return "text that is not JSON";
  if (!isRecord(json)) return "JSON that is not an object";
  if (typeof json["message"] === "string" && json["message"].startsWith("no Route matched")) {
    return "what Kong's proxy port answers (no Route matched)";
  }
  const names = Object.keys(json).slice(0, 5).map(printable);
  return names.length === 0 ? "an empty JSON object" : `JSON with ${names.join(", ")}`;
};
