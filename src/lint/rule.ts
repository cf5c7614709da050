/** What a rule is. @module */
import type { LintCode } from "../model/lint.ts";
import type { GatewayFacts, Subject, World } from "./world.ts";

/** One finding of a rule, at a declaration. */
export interface Hit {
  readonly subject: Subject;
  readonly message: string;
}

export interface Rule {
  readonly code: Exclude<LintCode, "silence-unused">;
  /**
   * When a silence that covers nothing is told. Where a gateway was asked (`online`) or none was (`offline`) the other kind
   * of run may need it; where the finding depends on which gateway it is (`never`), another one may.
   */
  readonly unusedTold: "always" | "online" | "offline" | "never";
  /** Whether enough is known of the gateway to look at all. @default nothing is needed */
  readonly canTell?: (gateway: GatewayFacts | undefined) => boolean;
  readonly check: (world: World) => Iterable<Hit> | Promise<Iterable<Hit>>;
}
