/** The schemas derived from the descriptors are the ones a real Kong 3.9.1 answers. @module */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { kongSchema } from "../../src/model/derive.ts";
import { kinds } from "../../src/model/kinds.ts";
import { pluginNames, pluginSchema } from "../../src/plugins/schemas.ts";

const folder = fileURLToPath(new URL("../../../shared/kong-3.9.1/schemas/", import.meta.url));
const recorded = (name: string): unknown => JSON.parse(readFileSync(`${folder}${name}.json`, "utf8"));

if (!existsSync(folder)) console.log(`conformance: skipped, no schemas at ${folder}`);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A schema in one spelling: fields by name, for their order means nothing; without what is false, implied by the fields
 * of a record, or about checks in code.
 */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  const isRecordField = value["type"] === "record";
  const entries = Object.entries(value)
    .filter(([key, item]) => !(isRecordField && key === "default") && !(key === "required" && item === false))
    // The bundled schemas leave Kong's sentences out.
    .filter(([key]) => key !== "message")
    .map(([key, item]) => {
      if (key === "custom_entity_check") return [key, {}];
      const isFields = (key === "fields" || key === "shorthand_fields") && Array.isArray(item);
      return [key, plain(isFields ? Object.assign({}, ...item) : item)];
    });
  return Object.fromEntries(entries);
};

describe.skipIf(!existsSync(folder))("a schema", () => {
  it.each(kinds.map((kind) => kind.kind))("of %s is the gateway's own", (name) => {
    const kind = kinds.find((one) => one.kind === name);
    expect(kind).toBeDefined();
    if (kind !== undefined) expect(plain(kongSchema(kind))).toEqual(plain(recorded(name)));
  });

  it("of every bundled plugin is the gateway's own", async () => {
    for (const name of pluginNames()) {
      expect(plain(await pluginSchema(name)), name).toEqual(plain(recorded(`plugins/${name}`)));
    }
  });

  it("of a plugin that is not bundled does not exist", async () => {
    expect(await pluginSchema("nosuch")).toBeUndefined();
  });
});
