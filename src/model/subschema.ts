/** Which schema completes an entity: that of its plugin, or of its vault. @module */
import type { AnyKind } from "./define.ts";

/** The name of the schema that completes an entity with these fields; undefined where its kind needs none, or it is not known. */
export const subschemaName = (kind: AnyKind, fields: Readonly<Record<string, unknown>>): string | undefined => {
  const name = kind.subschema === undefined ? undefined : fields[kind.subschema.name];
  return typeof name === "string" ? name : undefined;
};

/** A subschema among those of all kinds, as its path under `/schemas`: `plugins/cors`. */
export const subschemaKey = (kind: AnyKind, name: string): string => `${kind.kind}/${name}`;
