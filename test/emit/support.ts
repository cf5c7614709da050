/** Imports of gateways in memory, and plans of what was written. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as cdktf from "cdktf";
import { transformSync } from "esbuild";
import { createAdminGateway } from "../../src/admin/gateway.ts";
import { handlerTransport } from "../../src/admin/transport.ts";
import type { DesiredGateway } from "../../src/desired/gateways.ts";
import { type LoadOptions, loadDesired } from "../../src/desired/load.ts";
import { deckText } from "../../src/emit/deck.ts";
import { type Document, documentOf, type EmitInput } from "../../src/emit/document.ts";
import { stackProgram } from "../../src/emit/typescript.ts";
import { deckVariable } from "../../src/emit/values-file.ts";
import type { Gateway } from "../../src/engine/gateway.ts";
import {
  declareLive,
  type LiveDeclarations,
  type LiveSelection,
  readGateway,
} from "../../src/engine/live-declarations.ts";
import { DEFAULT_OWNERSHIP } from "../../src/engine/ownership.ts";
import type { Plan } from "../../src/engine/plan.ts";
import { DEFAULT_PLAN_OPTIONS } from "../../src/engine/plan-options.ts";
import { prepare } from "../../src/engine/prepare.ts";
import * as kongruent from "../../src/index.ts";
import type { Declaration } from "../../src/model/declaration.ts";
import { ErrorList } from "../../src/model/errors.ts";
import { reveal } from "../../src/model/secret.ts";
import * as plugins from "../../src/plugins.ts";
import type { EmbeddedGateway } from "../../src/testing.ts";

export const connected = (embedded: EmbeddedGateway): Gateway =>
  createAdminGateway({
    url: "http://gateway.test",
    transport: handlerTransport(embedded.handle),
    sleep: async () => {},
    now: () => 1_750_000_000_000,
    random: () => 0.5,
  });

export interface Import {
  readonly live: LiveDeclarations;
  readonly document: Document;
}

export const importOf = async (
  embedded: EmbeddedGateway,
  selection: Partial<LiveSelection> = {},
  input: Partial<EmitInput> = {},
): Promise<Import> => {
  const read = await readGateway(connected(embedded), { concurrency: 8 });
  const live = declareLive(read, {
    ownership: DEFAULT_OWNERSHIP,
    owners: "all",
    selectTags: [],
    impliedTags: [],
    only: [],
    ...selection,
  });
  const document = documentOf({
    declarations: live.declarations,
    ids: live.ids,
    owner: false,
    selectTags: [],
    name: "shop",
    from: "What http://gateway.test holds",
    ...input,
  });
  return { live, document };
};

/** A plan of declarations: what would change, and what is wrong. */
export const planOf = async (
  embedded: EmbeddedGateway,
  { declarations, owners }: Pick<DesiredGateway, "declarations" | "owners">,
): Promise<Plan> => {
  const { plan } = await prepare(connected(embedded), declarations, {
    ...DEFAULT_PLAN_OPTIONS,
    owners: owners.length > 0 ? owners : [false],
    concurrency: 8,
  });
  return plan;
};

/** What a plan says that is not nothing. */
export const news = ({ errors, changes }: Plan): unknown => ({ errors, changes });
export const NOTHING = { errors: [], changes: [] };

export const planOfDeclarations = (embedded: EmbeddedGateway, declarations: readonly Declaration[]): Promise<Plan> =>
  planOf(embedded, { declarations, owners: [] });

const require = createRequire(import.meta.url);

/** A program's stack, synthesized here and not in a process of its own. */
const synthesized = (program: string, constructs: object): string => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-emit-"));
  const { code } = transformSync(program, { loader: "ts", format: "cjs" });
  class App extends cdktf.App {
    constructor() {
      super({ outdir: folder, context: { kongruentInstallProvider: false } });
    }
  }
  const modules: Readonly<Record<string, unknown>> = {
    cdktf: { ...cdktf, App },
    kongruent: { ...kongruent, ...constructs },
    "kongruent/plugins": plugins,
  };
  // The program is what is tested.
  new Function("require", "module", "exports", code)((name: string) => modules[name] ?? require(name), {}, {});
  return folder;
};

const loaded = async (source: string, given: Partial<LoadOptions>): Promise<DesiredGateway> => {
  try {
    const { gateways } = await loadDesired({ source, cwd: tmpdir(), env: {}, vars: {}, ...given });
    const [only] = gateways;
    if (only === undefined) throw new Error("nothing is declared");
    return only;
  } catch (error) {
    if (error instanceof ErrorList) throw new Error(error.message, { cause: error });
    throw error;
  }
};

/** What a written stack declares, once it has run; with other constructs than the package's, if given. */
export const stackDeclarations = async (document: Document, constructs: object = {}): Promise<DesiredGateway> => {
  const folder = synthesized(stackProgram(document), constructs);
  try {
    const values = document.variables.map(
      (variable) => [variable.name, reveal(variable.value) ?? "a-made-up-value"] as const,
    );
    const file = join(folder, "secrets.tfvars.json");
    writeFileSync(file, JSON.stringify(Object.fromEntries(values)));
    return await loaded(folder, { varFiles: [file] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What a written decK file declares. */
export const deckDeclarations = async (
  document: Document,
  text = deckText(document),
  made = "a-made-up-value",
): Promise<DesiredGateway> => {
  const folder = mkdtempSync(join(tmpdir(), "kongruent-emit-"));
  try {
    const file = join(folder, "kong.yaml");
    writeFileSync(file, text);
    const env = Object.fromEntries(
      document.variables.map((variable) => {
        const value = reveal(variable.value) ?? made;
        return [deckVariable(variable), typeof value === "string" ? value : JSON.stringify(value)];
      }),
    );
    return await loaded(file, { env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
