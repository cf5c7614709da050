/**
 * Replays the recordings of a real Kong 3.9.1 on the embedded gateway and counts what is the same. `concurrency.json` holds counts of
 * statuses instead of exchanges, so there is nothing to replay in it; `dbless*.json` are about a mode that is not here yet.
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createEmbeddedGateway } from "../../src/embedded/gateway.ts";
import { type Recording, type ReplayResult, replay } from "./replay.ts";

const folder = fileURLToPath(new URL("../../../shared/kong-3.9.1/recordings/", import.meta.url));
const topics = ["conflicts", "defaults", "pagination", "plugin_scopes", "root", "shorthand_fields", "validation"];

/** Answers about a node's own state, which no two nodes share: only their status counts as the same body. */
const theirs = [/^\/(status|endpoints)?$/, /^\/plugins\/schema\//];
/** What differs, and why. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^GET \/upstreams\/up\/health/, "the embedded gateway has no traffic, so no health to tell"],
  [/\(plugin bad lua\)/, "Lua code is not looked into"],
];

const results = new Map<string, ReplayResult>();

if (!existsSync(folder)) console.log(`conformance: skipped, no recordings at ${folder}`);

describe.skipIf(!existsSync(folder))("a recording of Kong 3.9.1, replayed on the embedded gateway", () => {
  it.each(topics)("%s: statuses, codes and bodies are the gateway's", async (topic) => {
    const recording = JSON.parse(readFileSync(`${folder}${topic}.json`, "utf8")) as Recording;
    let time = 1_795_243_045_000;
    let id: string | undefined;
    let made = 0;
    const nextId = (): string => `ffffffff-0000-4000-8000-${String(++made).padStart(12, "0")}`;
    const gateway = createEmbeddedGateway({
      now: () => {
        time += 7;
        return time;
      },
      // The recorded id is the entity's; what is made along with it has one of its own.
      newId: () => (id === undefined || gateway.entities("certificates").some((one) => one.id === id) ? nextId() : id),
    });
    const expectId = (expected: string | undefined): void => {
      id = expected;
    };
    const comparableBody = recording.exchanges.map((exchange) =>
      exchange.request !== undefined && theirs.some((path) => path.test(exchange.request.path))
        ? { ...exchange, response: { status: exchange.response.status } }
        : exchange,
    );
    const result = await replay(
      { exchanges: comparableBody },
      { reset: gateway.reset, send: gateway.handle, expectId },
      () => true,
    );
    results.set(topic, result);
    console.log(
      `${topic}: ${result.sameStatus} of ${result.total} same status and code, ${result.sameBody} same body`,
      ...(process.env["DIFFERENCES"] === undefined ? [] : result.differences.map((difference) => `\n   ${difference}`)),
    );
    const unknown = result.differences.filter((difference) => !known.some(([what]) => what.test(difference)));
    expect(unknown).toEqual([]);
  });

  it("at least 99 of 100 exchanges have the same status and code, 95 the same body", () => {
    const all = [...results.values()];
    const sum = (count: (result: ReplayResult) => number): number => all.reduce((total, one) => total + count(one), 0);
    const total = sum((result) => result.total);
    expect(sum((result) => result.sameStatus) / total).toBeGreaterThanOrEqual(0.99);
    expect(sum((result) => result.sameBody) / total).toBeGreaterThanOrEqual(0.95);
  });
});
