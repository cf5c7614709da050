/**
 * What a plan is made with where nobody says otherwise.
 * @module
 */
import { DEFAULT_OWNERSHIP } from "./ownership.ts";
import type { PlanOptions } from "./prepare.ts";

/**
 * Everything declared, for no owner: what exists is updated, nothing is deleted.
 *
 * @example
 * await prepare(gateway, declarations, { ...DEFAULT_PLAN_OPTIONS, owners: ["orders-team"] })
 */
export const DEFAULT_PLAN_OPTIONS: PlanOptions = {
  adopt: undefined,
  ownership: DEFAULT_OWNERSHIP,
  owners: [false],
  maxDeletes: undefined,
  cascade: false,
  only: [],
  targets: [],
  keepOpen: false,
  allKinds: false,
  concurrency: 32,
};
