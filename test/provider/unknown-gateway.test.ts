/** A provider whose own configuration is known only at apply plans without look-ups, and applies what was planned. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEmbeddedGateway } from "../../src/embedded/gateway.ts";
import type { AnyKind } from "../../src/model/define.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { UNKNOWN } from "../../src/provider/value.ts";
import { often } from "../properties/chance.ts";
import { type Block, blocks, insertParents, kinds } from "./blocks.ts";
import { type Config, Core, type ResourceState } from "./core/core.ts";
import { get } from "./core/values.ts";
import { OWNER, type Stage, stage } from "./stage.ts";

let on: Stage;
/** The same provider without a gateway of its own: it knows one only when its block does. */
let blind: Core;
beforeAll(async () => {
  on = await stage();
  const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, isEnabled: () => false };
  blind = await Core.serve(createProvider({ env: {}, log }));
});
afterAll(async () => {
  await on.close();
  await blind.close();
});

const accepted = (kind: AnyKind, { fields }: Block): boolean => {
  const other = createEmbeddedGateway();
  insertParents(other);
  try {
    other.insert(kind.kind, fields);
    return true;
  } catch {
    return false;
  }
};

const pairs = (kind: AnyKind): fc.Arbitrary<readonly [Block, Block]> =>
  kind.subschema === undefined
    ? fc.tuple(blocks(kind), blocks(kind))
    : fc
        .constantFrom("cors", "rate-limiting", "session")
        .chain((name) => fc.tuple(blocks(kind, name), blocks(kind, name)));

const settled = async (type: string, state: ResourceState | undefined, { config }: Block): Promise<void> => {
  if (state === undefined) throw new Error(`${type}: nothing is there after the apply`);
  await on.command();
  const read = await on.core.readResource(state);
  expect((await on.core.planResource(type, config, read)).action).toBe("no-op");
};

describe.each(kinds.map((kind) => [kind.terraform, kind] as const))("%s", (type, kind) => {
  test("is planned without a request, created and changed as planned, and nothing differs then", async () => {
    await fc.assert(
      fc.asyncProperty(pairs(kind), async ([first, second]) => {
        if (!accepted(kind, first) || !accepted(kind, second)) return;
        on.reset();
        insertParents(on.embedded);
        const unknown: Config = { owner: OWNER, admin_url: UNKNOWN };
        await blind.configure(unknown);
        const plan = await blind.planResource(type, first.config);
        expect(on.embedded.log).toEqual([]);
        await on.command();
        const { state } = await on.core.applyResource(plan);
        await settled(type, state, first);
        if (state === undefined) return;
        await blind.configure(unknown);
        const requests = on.embedded.log.length;
        const read = await blind.readResource(state);
        expect(read?.value).toEqual(state.value);
        const change = await blind.planResource(type, second.config, read);
        expect(on.embedded.log.length).toBe(requests);
        if (change.action === "replace") {
          expect(change.requiresReplace.length).toBeGreaterThan(0);
          return;
        }
        expect(get(change.planned, "id")).toBe(get(state.value, "id"));
        // What was removed from the block, and is set back to a default that only the gateway tells, waits for the next plan.
        if (change.action === "no-op") {
          await settled(type, await on.apply(type, second.config, state), second);
          return;
        }
        await on.command();
        const { state: changed } = await on.core.applyResource(change);
        await settled(type, changed, second);
      }),
      often(6),
    );
  });
});
