/** A secret of which the gateway keeps a hash that nobody can repeat. @module */
import { fieldFacts, fieldsOf } from "../../model/derive.ts";
import type { Rule } from "../rule.ts";

export const secretNotCompared: Rule = {
  code: "secret-not-compared",
  unusedTold: "always",
  *check(world) {
    for (const subject of world.declared) {
      const { kind, declaration } = subject;
      if (declaration === undefined || declaration.existing) continue;
      for (const field of Object.keys(fieldsOf(kind))) {
        const { isOpaque } = fieldFacts(kind, field);
        if (declaration.fields[field] === undefined || isOpaque?.(declaration.fields) !== true) continue;
        yield {
          subject,
          message: `The gateway keeps only a hash of its ${field} that cannot be repeated. It is written when the entity is made, and whether it was changed since, or is another one here, cannot be seen.`,
        };
      }
    }
  },
};
