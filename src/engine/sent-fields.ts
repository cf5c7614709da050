/**
 * Declared fields as they are sent: every reference stands for an id, every text is put together.
 * @module
 */
import { Reference, Template } from "../model/declaration.ts";
import { isRecord } from "../model/values.ts";
import { hasUnknown } from "./comparator.ts";
import * as refuse from "./errors.ts";
import { attributeOf, joined } from "./match.ts";
import type { Operation } from "./plan.ts";
import type { Run } from "./run.ts";

/** The declared fields of an operation; what it refers to was written before or is live. */
export const sentFields = (run: Run, operation: Operation): Readonly<Record<string, unknown>> => {
  const address = operation.declaration?.address ?? "";
  const sent = (value: unknown): unknown => {
    if (value instanceof Reference) {
      const entity = run.written(value.address);
      if (entity === undefined) throw refuse.unknownReference(address, "a reference", value.address);
      return { id: entity.id };
    }
    if (value instanceof Template) return textOf(value);
    // Most values are sent as they are: only those that hold something unknown are copied.
    if (!hasUnknown(value)) return value;
    if (Array.isArray(value)) return value.map(sent);
    return isRecord(value) ? sentRecord(value) : value;
  };
  const sentRecord = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, sent(value)]));
  const textOf = ({ parts }: Template): unknown =>
    joined(
      parts.map((part) => {
        if (typeof part === "string") return part;
        const entity = run.written(part.address) ?? run.prepared.live.get(part.address);
        const item = attributeOf(entity, part);
        if (item === undefined) throw refuse.unknownReference(address, "a text", part.address);
        return item ?? "";
      }),
    );
  return hasUnknown(operation.fields) ? sentRecord(operation.fields) : operation.fields;
};
