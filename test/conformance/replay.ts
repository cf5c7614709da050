/**
 * Replays recorded exchanges with a real gateway on another one, mapping ids as it goes, and counts what differs.
 * @module
 */

interface Exchange {
  readonly reset?: boolean;
  readonly note?: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly raw?: string;
  };
  readonly response: { readonly status: number; readonly body?: unknown; readonly text?: string };
}

export interface Recording {
  readonly exchanges: readonly Exchange[];
}

export interface ReplayTarget {
  readonly reset: () => void;
  /** Told before each request which id the real gateway answered: using it keeps lists in the same order. */
  readonly expectId?: (id: string | undefined) => void;
  readonly send: (request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | undefined;
  }) => Promise<{ readonly status: number; readonly body: string }>;
}

export interface ReplayResult {
  readonly total: number;
  readonly sameStatus: number;
  readonly sameBody: number;
  readonly differences: readonly string[];
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What no two gateways share: times and generated secrets. */
const GENERATED = /^(created_at|updated_at|password|secret|client_secret|key|client_id|ttl|provision_key)$/;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const codeOf = (body: unknown): unknown => (isObject(body) ? (body["code"] ?? null) : null);

/** Lists of entities with generated ids come in any order. */
const unordered = (body: unknown): unknown => {
  const data = isObject(body) ? body["data"] : undefined;
  if (!isObject(body) || !Array.isArray(data)) return body;
  return { ...body, data: [...data].map((item) => comparable(item)).sort() };
};

const comparable = (value: unknown): string =>
  JSON.stringify(value ?? null, (key, item: unknown) => {
    if (GENERATED.test(key)) return undefined;
    if (!isObject(item) || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** Sends every exchange in order and counts those that `counts` accepts. */
export const replay = async (
  recording: Recording,
  target: ReplayTarget,
  counts: (exchange: Exchange) => boolean,
): Promise<ReplayResult> => {
  const ids = new Map<string, string>();
  const mapped = (text: string): string => text.replace(UUID, (id) => ids.get(id) ?? id);
  const learn = (recorded: unknown, live: unknown): void => {
    if (!isObject(recorded) || !isObject(live)) return;
    const { id: from } = recorded;
    const { id: to } = live;
    if (typeof from === "string" && typeof to === "string") ids.set(from, to);
    for (const key of Object.keys(recorded)) learn(recorded[key], live[key]);
  };
  const result = { total: 0, sameStatus: 0, sameBody: 0, differences: [] as string[] };
  target.reset();
  for (const exchange of recording.exchanges) {
    if (exchange.reset === true) {
      target.reset();
      continue;
    }
    const { request, response, note } = exchange;
    const headers: Record<string, string> = { ...request.headers };
    const body = request.raw ?? (request.body === undefined ? undefined : mapped(JSON.stringify(request.body)));
    const answered = isObject(response.body) ? response.body["id"] : undefined;
    target.expectId?.(typeof answered === "string" ? answered : undefined);
    const answer = await target.send({ method: request.method, path: mapped(request.path), headers, body });
    const live = parsed(answer.body);
    learn(response.body, live);
    if (!counts(exchange)) continue;
    result.total += 1;
    const what = `${request.method} ${request.path.slice(0, 80)}${note === undefined ? "" : ` (${note})`}`;
    if (answer.status !== response.status || codeOf(live) !== codeOf(response.body)) {
      result.differences.push(
        `${what}: ${answer.status} ${answer.body.slice(0, 300)} instead of ${response.status} ${JSON.stringify(response.body)?.slice(0, 300)}`,
      );
      continue;
    }
    result.sameStatus += 1;
    const recorded = response.body === undefined ? live : parsed(mapped(JSON.stringify(response.body)));
    const [left, right] = [comparable(unordered(live)), comparable(unordered(recorded))];
    if (left === right && (response.text === undefined || response.text === answer.body)) result.sameBody += 1;
    else result.differences.push(`${what}: ${left.slice(0, 400)} instead of ${right.slice(0, 400)}`);
  }
  return result;
};
