/**
 * Data sources: what is on the gateway, found by identity text, id or key, and never written.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { sameValue } from "../model/values.ts";
import { dataAttributesOf } from "./attributes.ts";
import { findByAttributes, findByText } from "./existing.ts";
import { attributeValue, fieldValue, type State } from "./fields.ts";
import { projectEntity } from "./projection.ts";
import type { Online, Session } from "./session.ts";
import type { Value } from "./value.ts";

/** Everything of the entity that a block means. */
export const readData = async (session: Session, online: Online, kind: AnyKind, block: State): Promise<State> => {
  const { identity } = block;
  const live =
    typeof identity === "string"
      ? await findByText(session, online, kind, identity)
      : await findByAttributes(session, online, kind, block);
  const name = kind.subschema?.name;
  const schemas = await session.schemasOf(online, kind, name === undefined ? {} : { [name]: live[name] });
  const { settings } = session;
  const state = projectEntity({ kind, live, prior: {}, schemas, settings, memory: { writeOnly: [] } });
  return Object.fromEntries(
    dataAttributesOf(kind).map((attribute): [string, Value] => {
      const given = block[attribute.name] ?? null;
      if (attribute.role === "identity" || attribute.role === "scope")
        return [attribute.name, given ?? state[attribute.name] ?? null];
      // The address as it was written, where it means what is there.
      const declared = fieldValue(attribute, given);
      if (declared !== undefined && given !== null) {
        const { [attribute.field]: meant } = schemas.comparator.normalise({ [attribute.field]: declared });
        if (sameValue(meant, live[attribute.field])) return [attribute.name, given];
      }
      // All settings, not only those that differ from their defaults.
      const isSettings = attribute.field === kind.subschema?.of;
      return [
        attribute.name,
        isSettings ? attributeValue(attribute, live[attribute.field]) : (state[attribute.name] ?? null),
      ];
    }),
  );
};
