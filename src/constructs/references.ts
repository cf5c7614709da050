/** References: what a person gives for another entity, and the attribute it becomes. @module */
import type { IEntity } from "./options.ts";

const isEntityOf = (value: unknown, kind: string): value is IEntity =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === kind && "id" in value;

/**
 * The id behind a reference: an entity of the right kind, or an id itself. Undefined for anything else.
 *
 * @example
 * idOf(orders, "services") // the token of ${kong_service.orders.id}
 */
export const idOf = (value: unknown, kind: string): string | undefined => {
  if (typeof value === "string" && value !== "") return value;
  return isEntityOf(value, kind) ? value.id : undefined;
};
