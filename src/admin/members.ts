/**
 * Memberships over the Admin API: listed as the members themselves, made by naming one, deleted by its id (Kong Enterprise,
 * consumers in consumer groups). A membership has no id of its own: it is given one that follows from its two sides.
 * @module
 */
import { createHash } from "node:crypto";
import type { Entity } from "../engine/gateway.ts";
import type { AnyKind } from "../model/define.ts";
import { referenceId } from "../model/derive.ts";

/** The member's reference field and the parent's, of a kind that is a membership. */
const sidesOf = (kind: AnyKind): { readonly parent: string; readonly member: string } => ({
  parent: kind.nested?.parent ?? "",
  member: kind.membership?.member ?? "",
});

/** A UUID made of two others, the same each time (RFC 9562, version 8: the first 128 bits of a SHA-256). */
const idOfPair = (parent: string, member: string): string => {
  const digest = createHash("sha256").update(`${parent}/${member}`).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const text = digest.toString("hex");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20, 32)].join("-");
};

/** The membership of one member of a parent. */
export const membershipOf = (kind: AnyKind, parent: string, member: string): Entity => {
  const sides = sidesOf(kind);
  return { id: idOfPair(parent, member), [sides.parent]: { id: parent }, [sides.member]: { id: member } };
};

/** The ids of both sides in an entity or a body. */
export const idsOf = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
): { readonly parent: string; readonly member: string } => {
  const sides = sidesOf(kind);
  const parent = referenceId(entity[sides.parent]);
  const member = referenceId(entity[sides.member]);
  if (parent === undefined || member === undefined) throw new TypeError(`${kind.kind} need both of their sides`);
  return { parent, member };
};
