/** A secret that looks like the gateway's own hash of one. @module */
import { fieldFacts, fieldsOf } from "../../model/derive.ts";
import { reveal } from "../../model/secret.ts";
import type { Rule } from "../rule.ts";

export const secretAlreadyHashed: Rule = {
  code: "secret-already-hashed",
  unusedTold: "always",
  *check(world) {
    for (const subject of world.declared) {
      const { kind, declaration } = subject;
      if (declaration === undefined || declaration.existing) continue;
      for (const field of Object.keys(fieldsOf(kind))) {
        const { looksHashed } = fieldFacts(kind, field);
        const value = reveal(declaration.fields[field]);
        if (typeof value !== "string" || looksHashed?.(value) !== true) continue;
        yield {
          subject,
          message: `Its ${field} has the form of a hash, as the gateway returns it. It would be hashed again: the hash itself would be the ${field}. Declare the ${field} that people use.`,
        };
      }
    }
  },
};
