/** `kongruent drift`: what differs, what is missing, what is unmanaged. @module */
import type { Plan } from "../engine/plan.ts";
import { jsonText } from "./documents.ts";
import type { ExitCode, Io } from "./io.ts";
import type { CommonFlags } from "./options.ts";
import { differs, planAll, planExitCode, plansDocument, printPlan } from "./plan.ts";

export type DriftFlags = CommonFlags & { readonly failOn?: "unmanaged" };

const hasUnmanaged = ({ unmanaged }: Plan): boolean => unmanaged.length > 0;

export const runDrift = async (source: string | undefined, flags: DriftFlags, io: Io): Promise<ExitCode> => {
  const { plans, facts } = await planAll(source, flags, io);
  const code = planExitCode(plans);
  const isFailure = flags.failOn === "unmanaged" && plans.some(hasUnmanaged);
  if (flags.json) io.stdout(jsonText(plansDocument(plans)));
  else {
    for (const plan of plans) {
      const isNews = differs(plan) || plan.errors.length > 0 || (flags.failOn === "unmanaged" && hasUnmanaged(plan));
      if (!flags.quiet || isNews) printPlan(plan, flags, io, "drift", facts.get(plan));
    }
  }
  return code === 0 && isFailure ? 2 : code;
};
