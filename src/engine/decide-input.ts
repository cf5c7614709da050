/**
 * What a decision is made from.
 * @module
 */
import type { AdoptMode, Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import type { KongruentError } from "../model/errors.ts";
import type { Comparator } from "./comparator.ts";
import type { GatewayDescription } from "./gateway.ts";
import type { Match } from "./match.ts";
import type { Owner, OwnershipRules } from "./ownership.ts";
import type { Snapshot } from "./snapshot.ts";

export interface DecideOptions {
  /** The run's adoption mode; a declaration's own one goes first. */
  readonly adopt: AdoptMode | undefined;
  readonly ownership: OwnershipRules;
  readonly maxDeletes: number | undefined;
  readonly cascade: boolean;
  /** Only these kinds, and nothing is deleted. */
  readonly only: readonly string[];
  /** Only these identities and what they need, and nothing is deleted. */
  readonly targets: readonly string[];
  /** Keep routes whose guards failed. */
  readonly keepOpen: boolean;
}

export interface DecideInput {
  readonly description: GatewayDescription;
  readonly declarations: readonly Declaration[];
  /** Addresses that were declared and found wrong before. */
  readonly unusable: ReadonlySet<string>;
  /** Every owner of the run, also those that declare nothing. */
  readonly owners: readonly Owner[];
  readonly snapshot: Snapshot;
  readonly comparatorOf: (kind: AnyKind, fields: Readonly<Record<string, unknown>>) => Comparator;
  /** What is wrong with declared fields, by the gateway's schema and ours. */
  readonly validate: (match: Match) => readonly KongruentError[];
  readonly options: DecideOptions;
}
