/**
 * Gives values the types their fields have, the way Terraform does: `"8080"` for a port is 8080.
 * @module
 */
import type { z } from "zod";
import { Template } from "../model/declaration.ts";
import { unwrapped } from "../model/derive.ts";
import { reveal, Secret } from "../model/secret.ts";
import { isRecord } from "../model/values.ts";

interface Shape {
  readonly type: string;
  readonly element?: z.core.$ZodType;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly valueType?: z.core.$ZodType;
  readonly values?: readonly unknown[];
}

// zod types its internals per class; this is the part of them that all share and that is read here.
const shapeOf = (schema: z.core.$ZodType): Shape => unwrapped(schema)._zod.def as unknown as Shape;

/** A nested block may come wrapped in a list of one. */
export const unwrapBlock = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 && isRecord(value[0]) ? value[0] : value;

const isNumeric = (value: unknown): value is string =>
  typeof value === "string" && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value);

/**
 * The value in its field's type, or as it is where that is impossible: then validation says so.
 *
 * @example
 * coerce(service.schema.shape.port, "8080") // 8080
 */
export const coerce = (schema: z.core.$ZodType, value: unknown): unknown => {
  if (value === null || value === undefined || value instanceof Template) return value;
  if (value instanceof Secret) return new Secret(coerce(schema, reveal(value)));
  const { type, element, shape, valueType, values } = shapeOf(schema);
  switch (type) {
    case "string":
    case "enum":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "number":
      return isNumeric(value) ? Number(value) : value;
    case "literal":
      return isNumeric(value) && values?.includes(Number(value)) ? Number(value) : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "array":
      return Array.isArray(value) && element !== undefined ? value.map((item) => coerce(element, item)) : value;
    case "object":
    case "record": {
      const record = unwrapBlock(value);
      if (!isRecord(record)) return record;
      return Object.fromEntries(
        Object.entries(record).map(([key, item]) => {
          const inner = type === "object" ? shape?.[key] : valueType;
          return [key, inner === undefined ? item : coerce(inner, item)];
        }),
      );
    }
    default:
      return value;
  }
};
