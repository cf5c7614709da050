/** Lints that a construct silences, each with a reason. @module */
import { Aspects, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { KongruentError } from "../model/errors.ts";
import { type LintCode, SILENCE } from "../model/lint.ts";

/**
 * Silences lints where something is declared.
 *
 * @example
 * Lint.silence(route, "route-shadowed", "the old route goes away in May");
 */
export class Lint {
  /**
   * Silences a lint for a construct and everything below it, also what is added later. Reports count what is silenced, and
   * `kongruent lint --json` lists it with its reason.
   *
   * @param reason why that is well here, in a few words; an empty one is an error (`KG_SILENCE_UNREASONED`)
   * @example
   * Lint.silence(this, "secret-in-source", "demonstration keys, they open nothing");
   */
  static silence(construct: Construct, code: LintCode, reason: string): void {
    const path = construct.node.path;
    if (typeof reason !== "string" || reason.trim() === "") {
      throw new KongruentError(
        "KG_SILENCE_UNREASONED",
        `${path}: the silence of ${code} has no reason. Say in a few words why that is well here.`,
        { address: path },
      );
    }
    Aspects.of(construct).add({
      visit: (node) => {
        if (TerraformResource.isTerraformResource(node)) node.addOverride(`//.${SILENCE}.${code}`, reason.trim());
      },
    });
  }

  private constructor() {}
}
