/** Replays the recordings of a real Kong 3.9.1 on the embedded gateway and counts what is the same. @module */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createEmbeddedGateway } from "../../src/embedded/gateway.ts";
import { type Recording, type ReplayResult, replay } from "./replay.ts";

const folder = fileURLToPath(new URL("../../../shared/kong-3.9.1/recordings/", import.meta.url));
const topics = ["conflicts", "defaults", "pagination", "plugin_scopes", "root", "shorthand_fields", "validation"];

/** Paths of the kinds and endpoints that this version knows. */
const ours = [
  /^\/(services|routes|upstreams|plugins)(\/|\?|$)/,
  /^\/consumers(\/[^/]+(\/(key-auth|basic-auth|acls|plugins)(\/.*)?)?)?(\?|$)/,
  /^\/(key-auths|basic-auths|acls|targets|consumer_groups|workspaces|nosuchendpoint)(\/|\?|$)/,
  /^\/(schemas|plugins\/schema|plugins\/enabled|tags|status|endpoints|config|clustering)(\/|\?|$)/,
  /^\/(\?|$)/,
];
/** Answers about a node's own state, which no two nodes share: only their status counts as the same body. */
const theirs = [/^\/(status|endpoints)?$/, /^\/plugins\/schema\//];
const notOurs = /^\/upstreams\/[^/]+\/health/;

const results = new Map<string, ReplayResult>();

if (!existsSync(folder)) console.log(`conformance: skipped, no recordings at ${folder}`);

describe.skipIf(!existsSync(folder))("a recording of Kong 3.9.1, replayed on the embedded gateway", () => {
  it.each(topics)("%s: statuses, codes and bodies are the gateway's", async (topic) => {
    const recording = JSON.parse(readFileSync(`${folder}${topic}.json`, "utf8")) as Recording;
    let time = 1_795_243_045_000;
    let id: string | undefined;
    const gateway = createEmbeddedGateway({
      now: () => {
        time += 7;
        return time;
      },
      newId: () => id ?? randomUUID(),
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
      ({ request }) => ours.some((path) => path.test(request.path)) && !notOurs.test(request.path),
    );
    results.set(topic, result);
    console.log(
      `${topic}: ${result.sameStatus} of ${result.total} same status and code, ${result.sameBody} same body`,
      ...(process.env["DIFFERENCES"] === undefined ? [] : result.differences.map((difference) => `\n   ${difference}`)),
    );
    expect(result.sameStatus / result.total).toBeGreaterThanOrEqual(0.9);
  });

  it("at least 99 of 100 exchanges have the same status and code, 97 the same body", () => {
    const all = [...results.values()];
    const sum = (count: (result: ReplayResult) => number): number => all.reduce((total, one) => total + count(one), 0);
    const total = sum((result) => result.total);
    expect(sum((result) => result.sameStatus) / total).toBeGreaterThanOrEqual(0.99);
    expect(sum((result) => result.sameBody) / total).toBeGreaterThanOrEqual(0.97);
  });
});
