/** `kongruent validate`: the declarations by themselves, or against the gateway's own schemas. @module */
import type { DesiredGateway } from "../desired/gateways.ts";
import { validateOffline, validateOnline } from "../engine/validate.ts";
import { type ErrorReport, errorReports } from "../model/errors.ts";
import { bundledSubschema } from "../plugins/schemas.ts";
import { failureLines } from "../report/error-text.ts";
import { counted } from "../report/text.ts";
import { documentOf, jsonText, validation } from "./documents.ts";
import { type Interrupt, listenForInterrupt, reportsOf, unlessInterrupted } from "./interrupt.ts";
import type { ExitCode, Io } from "./io.ts";
import type { ConnectionFlags, OutputFlags, SourceFlags } from "./options.ts";
import { forEachGateway, load, refuseAmbiguousGateway } from "./session.ts";

export type ValidateFlags = ConnectionFlags & SourceFlags & OutputFlags & { readonly online?: boolean };

interface Checked {
  readonly declared: number;
  /** The gateway asked; empty where none was. */
  readonly url: string;
  readonly errors: readonly ErrorReport[];
}

const checkOffline = (gateways: readonly DesiredGateway[]): Promise<readonly Checked[]> =>
  Promise.all(
    gateways.map(async ({ declarations }) => ({
      declared: declarations.length,
      url: "",
      errors: (await validateOffline(declarations, bundledSubschema)).flatMap(errorReports),
    })),
  );

const checkOnline = (
  gateways: readonly DesiredGateway[],
  flags: ValidateFlags,
  io: Io,
  interrupt: Interrupt,
): Promise<readonly Checked[]> => {
  refuseAmbiguousGateway(flags, gateways);
  return forEachGateway<Checked>(
    { flags, io, interrupt },
    gateways,
    async ({ gateway, desired: { declarations }, url }) => {
      const found = await unlessInterrupted(validateOnline(gateway, declarations, flags.concurrency), interrupt.abort);
      return { declared: declarations.length, url, errors: found.flatMap(errorReports) };
    },
    ({ errors, url }) => ({ declared: 0, url, errors }),
  );
};

const print = ({ declared, url, errors }: Checked, flags: ValidateFlags, io: Io): void => {
  if (errors.length > 0) {
    const lines = failureLines(errors, url, flags.color && io.hasErrorColor);
    io.stderr(`${lines.join("\n")}\n${counted(errors.length, "error")}.\n`);
  } else if (!flags.quiet) {
    const by = url === "" ? "by themselves" : `by the schemas of ${url}`;
    io.stdout(`Valid ${by}: ${counted(declared, "declaration")}.\n`);
  }
};

/** Offline, several gateways are one result: none of them has been spoken to. */
const together = (results: readonly Checked[]): readonly Checked[] => [
  {
    declared: results.reduce((sum, { declared }) => sum + declared, 0),
    url: "",
    errors: results.flatMap(({ errors }) => errors),
  },
];

export const runValidate = async (source: string | undefined, flags: ValidateFlags, io: Io): Promise<ExitCode> => {
  const interrupt = listenForInterrupt(io);
  let results: readonly Checked[];
  try {
    const gateways = await load(source, flags, io, interrupt.abort);
    results = flags.online ? await checkOnline(gateways, flags, io, interrupt) : together(await checkOffline(gateways));
  } catch (error) {
    results = [{ declared: 0, url: "", errors: reportsOf(error, interrupt.abort) }];
  } finally {
    interrupt.dispose();
  }
  if (flags.json) {
    const documents = results.map(({ declared, errors }) => validation(declared, errors));
    io.stdout(jsonText(documentOf(documents, "kongruent.validations/1")));
  } else for (const result of results) print(result, flags, io);
  return results.some(({ errors }) => errors.length > 0) ? 1 : 0;
};
