/**
 * The schemas that complete entities, all at once: big, so only what needs them without waiting loads this.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import type { KongSchema } from "../model/kong-schema.ts";
import { pluginSchemas } from "./all-schemas.ts";

/** The schema that completes entities of a kind, of those that are known without asking a gateway; undefined for any other. */
export const subschemaOf = (kind: AnyKind, name: string): KongSchema | undefined => {
  const bundled = kind.subschema?.bundled;
  return bundled === undefined ? pluginSchemas.get(name) : bundled[name];
};
