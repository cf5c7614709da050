/** One request to an embedded gateway, with its answer read. @module */
import type { EmbeddedGateway } from "../../src/embedded/gateway.ts";

export interface Called {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body, or an empty object. */
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** Sends JSON and reads JSON. */
export const call = async (gateway: EmbeddedGateway, method: string, path: string, body?: unknown): Promise<Called> => {
  const answer = await gateway.handle({
    method,
    path,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const isJson = answer.headers["content-type"]?.startsWith("application/json") === true && answer.body !== "";
  return {
    status: answer.status,
    headers: answer.headers,
    body: isJson ? (JSON.parse(answer.body) as Record<string, unknown>) : {},
    text: answer.body,
  };
};

/** The entities of a page. */
export const dataOf = ({ body }: Called): readonly Record<string, unknown>[] =>
  body["data"] as readonly Record<string, unknown>[];

/** Ids that sort in the order of their numbers. */
export const idOf = (number: number): string => `${String(number).padStart(8, "0")}-0000-4000-8000-000000000000`;
