/**
 * A plan kept in a file: what was reviewed, and enough to notice that it no longer fits. It holds no secret.
 * @module
 */
import { createHash, createHmac, randomBytes, scryptSync } from "node:crypto";
import type { Declaration } from "../model/declaration.ts";
import { COMPUTED_FIELDS } from "../model/derive.ts";
import { KongruentError } from "../model/errors.ts";
import { revealAll } from "../model/secret.ts";
import { canonicalJson, isRecord } from "../model/values.ts";
import * as refuse from "./errors.ts";
import type { Plan, PlanChange } from "./plan.ts";
import type { Preparation } from "./prepare.ts";

export const SAVED_PLAN_FORMAT = "kongruent.saved-plan/1";

/** One gateway's saved plan. Its digests are keyed, so that they tell nothing of short secrets. */
export interface SavedPlan {
  readonly salt: string;
  /** Of the declarations, secret values included. */
  readonly source: string;
  /** Of each concerned entity's content by identity; `absent` for one that is to be created. */
  readonly content: Readonly<Record<string, string>>;
  readonly plan: Plan;
  /** What else decided about it: the flags of the run, as plain JSON. */
  readonly options: unknown;
  /** Of all the above: a file that somebody changed is refused. */
  readonly seal: string;
}

export interface SavedPlanFile {
  readonly format: typeof SAVED_PLAN_FORMAT;
  readonly plans: readonly SavedPlan[];
}

type Digest = (value: unknown) => string;

/**
 * The key is made of the source itself: whoever holds the file and guesses a secret in it pays one scrypt for each guess,
 * and with a passphrase has nothing to try.
 */
const digestWith = (salt: string, passphrase: string, declarations: readonly Declaration[]): Digest => {
  const source = createHash("sha256")
    .update(canonicalJson(revealAll(inOrder(declarations))))
    .digest("hex");
  const key = scryptSync(`${source} ${passphrase}`, Buffer.from(salt, "hex"), 32);
  return (value) =>
    createHmac("sha256", key)
      .update(canonicalJson(revealAll(value)))
      .digest("hex");
};

/** What the digest of the source is taken of: the key holds the source already. */
const SOURCE = "source";

const contentOf = (entity: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entity).filter(([name]) => name === "id" || !COMPUTED_FIELDS.has(name)));

const contents = (prepared: Preparation, digest: Digest): Record<string, string> =>
  Object.fromEntries(
    prepared.operations.map(({ identity, live }) => [
      identity,
      live === undefined ? "absent" : digest(contentOf(live)),
    ]),
  );

const inOrder = (declarations: readonly Declaration[]): readonly Declaration[] =>
  [...declarations].sort((a, b) => (a.address < b.address ? -1 : 1));

/** What the seal is taken of: the same text before and after the file. */
const sealedText = ({ salt, source, content, plan, options }: Omit<SavedPlan, "seal">): string =>
  canonicalJson(JSON.parse(JSON.stringify({ salt, source, content, plan, options })));

/** Makes the saved form of a plan. */
export const savePlan = (
  prepared: Preparation,
  declarations: readonly Declaration[],
  passphrase = "",
  options: unknown = null,
): SavedPlan => {
  const salt = randomBytes(16).toString("hex");
  const digest = digestWith(salt, passphrase, declarations);
  const { plan } = prepared;
  const unsealed = { salt, source: digest(SOURCE), content: contents(prepared, digest), plan, options };
  return { ...unsealed, seal: digest(sealedText(unsealed)) };
};

const isSavedPlan = (value: unknown): boolean => {
  if (!isRecord(value) || typeof value["salt"] !== "string" || typeof value["source"] !== "string") return false;
  const { content, plan, seal } = value;
  if (typeof seal !== "string") return false;
  return isRecord(content) && isRecord(plan) && isRecord(plan["gateway"]) && Array.isArray(plan["changes"]);
};

/** Reads a saved plan's file. */
export const parseSavedPlan = (text: string, file: string): SavedPlanFile => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new KongruentError(
      "KG_PLAN_FILE_INVALID",
      `${file} is no saved plan: it is not JSON. Make one with: npx kongruent plan --out plan.json`,
      { cause },
    );
  }
  const plans = isRecord(value) && value["format"] === SAVED_PLAN_FORMAT ? value["plans"] : undefined;
  if (!Array.isArray(plans) || !plans.every(isSavedPlan)) {
    throw new KongruentError(
      "KG_PLAN_FILE_INVALID",
      `${file} is no saved plan. Make one with: npx kongruent plan --out plan.json`,
    );
  }
  // What is walked was checked above; anything else that was edited by hand breaks the seal.
  return value as unknown as SavedPlanFile;
};

/**
 * The fresh plan cut down to what was saved, or `KG_PLAN_STALE`; `KG_PLAN_FILE_INVALID` for a file that was changed.
 * Stale: the source, the gateway, a concerned entity's content or the absence of a create's identity changed.
 */
export const matchSavedPlan = (
  saved: SavedPlan,
  fresh: Preparation,
  declarations: readonly Declaration[],
  passphrase = "",
): Preparation => {
  const { gateway } = saved.plan;
  if (gateway.url !== fresh.plan.gateway.url || gateway.workspace !== fresh.plan.gateway.workspace) {
    throw refuse.stalePlan(
      `it was made for ${gateway.url} (workspace ${gateway.workspace}), this is ${fresh.plan.gateway.url} (workspace ${fresh.plan.gateway.workspace})`,
    );
  }
  const digest = digestWith(saved.salt, passphrase, declarations);
  if (digest(SOURCE) !== saved.source)
    throw refuse.stalePlan("what is declared has changed, or it was made under another KONGRUENT_PLAN_KEY");
  if (digest(sealedText(saved)) !== saved.seal) throw refuse.changedPlan();
  const now = new Map<string, PlanChange>(fresh.plan.changes.map((change) => [change.identity, change]));
  const content = contents(fresh, digest);
  for (const change of saved.plan.changes) {
    const current = now.get(change.identity);
    if (current === undefined) throw refuse.stalePlan(`${change.identity} no longer needs the change`);
    if (content[change.identity] !== saved.content[change.identity]) {
      throw refuse.stalePlan(
        saved.content[change.identity] === "absent"
          ? `${change.identity} has appeared on the gateway`
          : `${change.identity} has changed on the gateway`,
      );
    }
    if (canonicalJson(current) !== canonicalJson(change))
      throw refuse.stalePlan(`the change of ${change.identity} is another one now`);
  }
  const kept = new Set(saved.plan.changes.map(({ identity }) => identity));
  return { ...fresh, operations: fresh.operations.filter(({ identity }) => kept.has(identity)) };
};
