/** `kongruent validate`: the declarations by themselves, or against the gateway's own schemas. @module */
import { validateOffline, validateOnline } from "../engine/validate.ts";
import { type ErrorReport, errorReports } from "../model/errors.ts";
import { pluginSchema } from "../plugins/schemas.ts";
import { errorLines } from "../report/plan-text.ts";
import { counted } from "../report/text.ts";
import { listenForInterrupt } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import type { CommonFlags } from "./options.ts";
import { forEachGateway, load, refuseAmbiguousGateway } from "./session.ts";

export type ValidateFlags = CommonFlags & { readonly online?: boolean };

export const runValidate = async (source: string | undefined, flags: ValidateFlags, io: Io): Promise<ExitCode> => {
  const interrupt = listenForInterrupt(io);
  let errors: readonly ErrorReport[];
  let declared = 0;
  try {
    const gateways = await load(source, flags, io, interrupt.abort);
    declared = gateways.reduce((sum, { declarations }) => sum + declarations.length, 0);
    if (flags.online) {
      refuseAmbiguousGateway(flags, gateways);
      const found = await forEachGateway(flags, gateways, io, interrupt.abort, ({ gateway, desired }) =>
        validateOnline(gateway, desired.declarations, flags.concurrency),
      );
      errors = found.flat().flatMap(errorReports);
    } else {
      const found = await Promise.all(gateways.map(({ declarations }) => validateOffline(declarations, pluginSchema)));
      errors = found.flat().flatMap(errorReports);
    }
  } catch (error) {
    errors = errorReports(error);
  } finally {
    interrupt.dispose();
  }
  if (flags.json) {
    io.stdout(
      `${JSON.stringify({ format: "kongruent.validate/1", summary: { declared, errors: errors.length }, errors }, null, 2)}\n`,
    );
  } else if (errors.length > 0) {
    io.stderr(`${errorLines(errors, flags.color && io.hasColor).join("\n")}\n${counted(errors.length, "error")}.\n`);
  } else if (!flags.quiet) {
    const by = flags.online ? "by the gateway's own schemas" : "by themselves";
    io.stdout(`Valid ${by}: ${counted(declared, "declaration")}.\n`);
  }
  return errors.length > 0 ? 1 : 0;
};
