/** Lints that a resource's comment silences: `"//": { "silence": { "route-shadowed": "goes away in May" } }`. @module */
import { SILENCE, type Silences } from "../model/lint.ts";
import { isRecord } from "../model/values.ts";
import type { Block } from "./blocks.ts";
import { attributeInvalid } from "./errors.ts";
import { COMMENT } from "./evaluate.ts";

/** What a block silences; undefined where it silences nothing. Throws where a reason is missing. */
export const silencesOf = ({ address, body }: Block): Silences | undefined => {
  const comment = body[COMMENT];
  const given = isRecord(comment) ? comment[SILENCE] : undefined;
  if (given === undefined || given === null) return undefined;
  const isWhole =
    isRecord(given) && Object.values(given).every((reason) => typeof reason === "string" && reason.trim() !== "");
  if (!isWhole) {
    throw attributeInvalid(
      address,
      `${COMMENT}.${SILENCE}`,
      'must be an object with a reason for each code, like {"route-shadowed": "goes away in May"}.',
    );
  }
  return Object.fromEntries(Object.entries(given).map(([code, reason]) => [code, String(reason).trim()]));
};
