/**
 * Saved plans as files: the plans, and the flags they were made with, so that applying one needs no flag again.
 * @module
 */
import { open, readFile, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { z } from "zod";
import { parseSavedPlan, SAVED_PLAN_FORMAT, type SavedPlan } from "../engine/saved-plan.ts";
import { ADOPT_MODES } from "../model/declaration.ts";
import { KongruentError } from "../model/errors.ts";
import { isRecord } from "../model/values.ts";
import type { Io } from "./io.ts";
import type { CommonFlags } from "./options.ts";

const texts = z.array(z.string()).readonly();

/** What decides about a plan beside the source and the gateway. None of it is secret. */
const optionsSchema = z.object({
  stack: texts,
  adopt: z.enum(ADOPT_MODES).optional(),
  ownerTag: z.string().optional(),
  foreignTag: texts,
  maxDeletes: z.number().optional(),
  cascade: z.boolean().optional(),
  only: texts,
  target: texts,
  keepOpen: z.boolean().optional(),
});

const FLAGS: Readonly<Record<keyof z.infer<typeof optionsSchema>, string>> = {
  stack: "--stack",
  adopt: "--adopt",
  ownerTag: "--owner-tag",
  foreignTag: "--foreign-tag",
  maxDeletes: "--max-deletes",
  cascade: "--cascade",
  only: "--only",
  target: "--target",
  keepOpen: "--keep-open",
};

/** What is looked into before the digests are checked: a file that somebody edited must not crash the run. */
const plansSchema = z.array(
  z.object({
    salt: z.string(),
    source: z.string(),
    content: z.record(z.string(), z.string()),
    plan: z.object({
      gateway: z.object({ url: z.string(), workspace: z.string() }),
      changes: z.array(z.object({ identity: z.string() })),
    }),
  }),
);

export type SavedOptions = z.infer<typeof optionsSchema>;

export interface SavedPlans {
  readonly options: SavedOptions;
  /** The source it was made of, from the folder of the run; not there where it lies outside of it. */
  readonly source: string | undefined;
  readonly plans: readonly SavedPlan[];
}

/** The flags that a plan keeps. */
export const optionsOf = (flags: CommonFlags): SavedOptions => optionsSchema.parse(flags);

/** A path in the folder of the run. What lies outside is not kept: a file that came from elsewhere must not name it. */
const pathInside = (cwd: string, path: string): string | undefined => {
  const inside = relative(cwd, resolve(cwd, path)) || ".";
  return isAbsolute(path) || isAbsolute(inside) || inside.split(sep)[0] === ".." ? undefined : inside;
};

/** Throws `KG_FILE_EXISTS` where the file holds something that is no plan of ours. */
const refuseOther = async (path: string, file: string): Promise<void> => {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile() || found.size === 0) return;
  const text = await readFile(path, "utf8").catch(() => undefined);
  // Who cannot read it cannot write it either; that is told by the attempt.
  if (text === undefined) return;
  try {
    const content: unknown = JSON.parse(text);
    if (isRecord(content) && content["format"] === SAVED_PLAN_FORMAT) return;
  } catch {
    // No JSON, so no plan.
  }
  throw new KongruentError(
    "KG_FILE_EXISTS",
    `${file} is there already and is no saved plan, so it was not overwritten. Name another file with --out, or remove this one.`,
  );
};

/** Writes the file so that only its owner can read it, also where one with other rights is there already. */
export const writeSavedPlans = async (
  file: string,
  io: Io,
  source: string | undefined,
  plans: readonly SavedPlan[],
): Promise<void> => {
  const content = {
    format: SAVED_PLAN_FORMAT,
    source: pathInside(io.cwd, source ?? "."),
    plans,
  };
  await refuseOther(resolve(io.cwd, file), file);
  try {
    const handle = await open(resolve(io.cwd, file), "w", 0o600);
    try {
      if ((await handle.stat()).isFile()) await handle.chmod(0o600);
      await handle.writeFile(`${JSON.stringify(content, null, 1)}\n`);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new KongruentError(
      "KG_FILE_UNWRITABLE",
      `The plan could not be saved as ${file}: check that the folder is there and can be written to.`,
      { cause },
    );
  }
};

const invalid = (message: string, cause?: unknown): KongruentError =>
  new KongruentError("KG_PLAN_FILE_INVALID", message, { cause });

export const readSavedPlans = async (file: string, io: Io): Promise<SavedPlans> => {
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, file), "utf8");
  } catch (cause) {
    throw invalid(
      `There is no plan file ${file} that can be read. Make one with: npx kongruent plan --out plan.json`,
      cause,
    );
  }
  const parsed = parseSavedPlan(text, file);
  const [first, ...others] = parsed.plans.map((plan) => JSON.stringify(plan.options));
  const isOneRun = others.every((options) => options === first);
  const options = optionsSchema.safeParse(isOneRun ? parsed.plans[0]?.options : undefined);
  if (!options.success || !plansSchema.safeParse(parsed.plans).success) {
    throw invalid(`${file} is a damaged plan file. Make a new one with: npx kongruent plan --out plan.json`);
  }
  const source = "source" in parsed && typeof parsed.source === "string" ? parsed.source : undefined;
  return {
    options: options.data,
    source: source === undefined ? undefined : pathInside(io.cwd, source),
    plans: parsed.plans,
  };
};

const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

/** The flags of an apply of a saved plan: the plan's own. One that says something else is refused. */
export const flagsOfPlan = <F extends CommonFlags>(flags: F, { options }: SavedPlans): F => {
  const given = optionsOf(flags);
  for (const [name, flag] of Object.entries(FLAGS) as [keyof SavedOptions, string][]) {
    if (isSaid(given[name]) && JSON.stringify(given[name]) !== JSON.stringify(options[name])) {
      throw new KongruentError(
        "KG_PLAN_FLAG",
        `${flag} says something else than the saved plan, which is applied as it was made. Leave it out, or make a new plan with it.`,
      );
    }
  }
  return { ...flags, ...options };
};

interface Place {
  readonly url: string;
  readonly workspace: string;
}

const placeText = ({ url, workspace }: Place): string =>
  workspace === "default" ? url : `${url} (workspace ${workspace})`;
const isSame = (a: Place, b: Place): boolean => a.url === b.url && a.workspace === b.workspace;

/**
 * Each gateway's saved plan. A plan of another gateway is a mistake of who runs it, `KG_PLAN_OTHER_GATEWAY`; gateways
 * that came or went since are a change of the source, `KG_PLAN_STALE`.
 */
export const plansFor = (places: readonly Place[], { plans }: SavedPlans): readonly SavedPlan[] => {
  const found = places.map((place) => plans.find(({ plan }) => isSame(plan.gateway, place)));
  const matched = found.filter((plan) => plan !== undefined);
  if (matched.length === places.length && matched.length === plans.length) return matched;
  const made = plans.map(({ plan }) => placeText(plan.gateway)).join(", ");
  const now = places.map(placeText).join(", ");
  if (matched.length > 0) {
    throw new KongruentError(
      "KG_PLAN_STALE",
      `The plan no longer fits: it was made for ${made}, the source is now for ${now}. Nothing was written. Make a new plan.`,
    );
  }
  const [only] = plans;
  const hint =
    only === undefined || plans.length > 1
      ? "Make a plan for it, or choose the file that is meant."
      : `Apply it there with --gateway ${only.plan.gateway.url}${only.plan.gateway.workspace === "default" ? "" : ` --workspace ${only.plan.gateway.workspace}`}, or make a new plan.`;
  throw new KongruentError(
    "KG_PLAN_OTHER_GATEWAY",
    `The saved plan was made for ${made === "" ? "no gateway" : made}, and this run is for ${now}. Nothing was written. ${hint}`,
  );
};
