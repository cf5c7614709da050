/** A path that looks like a regular expression and is taken literally. @module */
import { route } from "../../model/route.ts";
import type { Rule } from "../rule.ts";

/**
 * Signs of a regular expression, or of a wildcard, that mean nothing in a plain path. Parentheses, dots, `+` and `$` alone are
 * legal there: `/Products(1)/$value`.
 */
const LOOKS_LIKE_REGEX = /[*\\^|[{?]|\.\+|\$$/;

export const regexWithoutTilde: Rule = {
  code: "regex-without-tilde",
  unusedTold: "always",
  check: (world) =>
    world.ofKind(route.kind).flatMap((subject) => {
      const paths = subject.declaration?.existing === true ? undefined : world.fieldOf(subject, "paths");
      if (!Array.isArray(paths)) return [];
      const found = paths.filter(
        (path): path is string => typeof path === "string" && path.startsWith("/") && LOOKS_LIKE_REGEX.test(path),
      );
      if (found.length === 0) return [];
      const quoted = found.map((path) => `'${path}'`).join(", ");
      return {
        subject,
        message: `Its ${found.length === 1 ? "path" : "paths"} ${quoted} ${found.length === 1 ? "looks like a regular expression and is" : "look like regular expressions and are"} matched as plain text. Begin a regular expression with ~, as in '~${found[0]}'; a plain path needs no * at its end, for it is a prefix.`,
      };
    }),
};
