/** The schemas derived from the descriptors are the ones a real Kong 3.9.1 answers. @module */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { AnyKind } from "../../src/model/define.ts";
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
    // The filters of a node are its own.
    .filter(([key, item]) => !(key === "one_of" && Array.isArray(item) && item.length === 0))
    .map(([key, item]) => {
      if (key === "entity_checks" && Array.isArray(item)) {
        return [key, item.filter((check) => !isRecord(check) || !("custom_entity_check" in check)).map(plain)];
      }
      const isFields = (key === "fields" || key === "shorthand_fields") && Array.isArray(item);
      return [key, plain(isFields ? Object.assign({}, ...item) : item)];
    });
  return Object.fromEntries(entries);
};

describe.skipIf(!existsSync(folder))("a schema", () => {
  // What Kong Enterprise has is not recorded, but for workspaces, whose schema the open-source edition has too.
  const isRecorded = ({ kind }: AnyKind): boolean => existsSync(`${folder}${kind}.json`);

  it("is missing only of what the open-source edition lacks", () => {
    const missing = kinds.filter((kind) => !isRecorded(kind));
    expect(missing.map(({ offered }) => offered?.edition)).toEqual(missing.map(() => "enterprise"));
  });

  it.each(kinds.filter(isRecorded).map((kind) => kind.kind))("of %s is the gateway's own", (name) => {
    const kind = kinds.find((one) => one.kind === name);
    expect(kind).toBeDefined();
    if (kind !== undefined) expect(plain(kongSchema(kind))).toEqual(plain(recorded(name)));
  });

  it("of every bundled vault is the gateway's own", () => {
    for (const kind of kinds.filter(isRecorded)) {
      for (const [name, schema] of Object.entries(kind.subschema?.bundled ?? {})) {
        expect(plain(schema), name).toEqual(plain(recorded(`${kind.kind}/${name}`)));
      }
    }
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
