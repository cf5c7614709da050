/** Values on the wire that are not of the type that the schema says: told with a code, with the place, and without the value. */
import { encode } from "@msgpack/msgpack";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Diagnostic } from "../../src/provider/protocol/generated/tfplugin6.ts";
import { type Stage, stage } from "./stage.ts";

let on: Stage;
beforeAll(async () => {
  on = await stage();
  await on.command();
});
afterAll(() => on.close());

const SECRET = "swordfish";
const wrong = { msgpack: encode({ host: { [SECRET]: SECRET } }) };

const calls: Readonly<Record<string, () => Promise<{ readonly diagnostics?: readonly Diagnostic[] | undefined }>>> = {
  "a configuration": () => on.core.call("validateResourceConfig", { typeName: "kong_service", config: wrong }),
  "a state": () => on.core.call("readResource", { typeName: "kong_service", currentState: wrong }),
  "a prior state": () =>
    on.core.call("planResourceChange", { typeName: "kong_service", priorState: wrong, proposedNewState: wrong }),
  "an identity": () =>
    on.core.call("importResourceState", {
      typeName: "kong_service",
      identity: { identityData: { msgpack: encode({ id: [SECRET] }) } },
    }),
  "a state's text": () =>
    on.core.call("upgradeResourceState", {
      typeName: "kong_service",
      version: 0,
      rawState: { json: Buffer.from(`{"host":{"${SECRET}":1}}`) },
    }),
  "a text that is no JSON": () =>
    on.core.call("upgradeResourceState", {
      typeName: "kong_service",
      version: 0,
      rawState: { json: Buffer.from(SECRET) },
    }),
};

test.each(Object.entries(calls))(
  "%s that is malformed is an error of its own, not a fault in general",
  async (_, call) => {
    const { diagnostics = [] } = await call();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.detail).toMatch(/\(KG_VALUE\)$/);
    expect(JSON.stringify(diagnostics)).not.toContain(SECRET);
  },
);
