/** A state as it is read at the beginning of each run: most are of this version already, and go back as they came. @module */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { kindOf } from "../../src/model/kinds.ts";
import { attributesOf, typeOfNested } from "../../src/provider/attributes.ts";
import { decodeValue } from "../../src/provider/msgpack.ts";
import type { UpgradeResourceState_Response } from "../../src/provider/protocol/generated/tfplugin6.ts";
import { toJson } from "./core/values.ts";
import { type Stage, stage } from "./stage.ts";

const type = typeOfNested(attributesOf(kindOf("plugins")));

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());
beforeEach(() => on.reset());

const upgraded = async (json: string): Promise<UpgradeResourceState_Response | undefined> =>
  on.handlers.upgradeResourceState?.(
    { typeName: "kong_plugin", version: 0, rawState: { json: Buffer.from(json) } },
    { signal: new AbortController().signal },
  );

const config = { name: "rate-limiting", scope: { global: true }, config: { minute: 5, policy: "local" } };

/** The state of a plugin as it lies in a file. */
const stored = async (): Promise<string> => toJson(type, (await on.apply("kong_plugin", config)).value);

test("a state of this version goes back as it came, spaces and all", async () => {
  const json = JSON.stringify(JSON.parse(await stored()), null, 2);
  const answer = await upgraded(json);
  expect(Buffer.from(answer?.upgradedState?.json ?? []).toString()).toBe(json);
  expect(answer?.diagnostics ?? []).toEqual([]);
});

test("a state of another version is brought to this one", async () => {
  const { instance_name: _, ...rest } = JSON.parse(await stored()) as Readonly<Record<string, unknown>>;
  const answer = await upgraded(JSON.stringify({ ...rest, enabled: "true", of_long_ago: 1 }));
  const bytes = answer?.upgradedState?.msgpack ?? new Uint8Array();
  expect(decodeValue(type, bytes)).toMatchObject({ id: rest["id"], enabled: true, instance_name: null });
});

test("a state that is none is refused", async () => {
  for (const json of ["{", '"a"', '{"scope":{"value":1,"type":"text"}}', '{"id":["a"]}']) {
    await expect(upgraded(json), json).rejects.toThrow();
  }
});

test("what the state has is not adopted by another address, in whatever form the state came", async () => {
  const state = JSON.parse(await stored()) as Readonly<Record<string, unknown>>;
  const planned = async (states: readonly object[]): Promise<number> => {
    await on.command();
    for (const one of states) await upgraded(JSON.stringify(one));
    return (await on.core.planResource("kong_plugin", config)).warnings.length;
  };
  expect(await planned([])).toBe(1);
  expect(await planned([state])).toBe(0);
  expect(await planned([{ ...state, of_long_ago: 1 }])).toBe(0);
});
