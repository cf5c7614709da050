/**
 * What the tests with the real Terraform and OpenTofu share: folders with a configuration, a gateway that records what it was
 * sent, and the CLIs shut off from registries and from the user's settings.
 * @module
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { executableName, REGISTRY_HOSTS } from "../../src/install/names.ts";
import { kinds } from "../../src/model/kinds.ts";
import { createLog, noLog } from "../../src/provider/log.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { serveForTests } from "../../src/provider/serve.ts";
import {
  createEmbeddedGateway,
  type EmbeddedEntity,
  type EmbeddedGateway,
  type EmbeddedGatewayOptions,
  type FaultAction,
  type FaultMatch,
} from "../../src/testing.ts";
import { offlineEnvironment } from "../install/terraform.ts";

const root = resolve(import.meta.dirname, "../..");

export interface Cli {
  /** The program on the PATH. */
  readonly name: "terraform" | "tofu";
  readonly version: readonly number[];
}

const cliNamed = (name: Cli["name"]): readonly Cli[] => {
  const { status, stdout } = spawnSync(name, ["version", "-json"], { env: offlineEnvironment("/"), encoding: "utf8" });
  if (status !== 0) return [];
  const { terraform_version: version = "0" } = JSON.parse(stdout) as { terraform_version?: string };
  return [{ name, version: version.split(/[.-]/).slice(0, 2).map(Number) }];
};

/** Terraform 1.11 and OpenTofu 1.11 came with write-only attributes. */
export const hasWriteOnly = ({ version: [major = 0, minor = 0] }: Cli): boolean => major > 1 || minor >= 11;

/** The CLIs on the PATH. */
export const clis: readonly Cli[] = [...cliNamed("terraform"), ...cliNamed("tofu")];

/** The same tests for each CLI that is there; without any one skipped test says so. */
export const withEachCli = (title: string, define: (cli: Cli) => void): void => {
  for (const cli of clis) describe(`${title} (${cli.name})`, () => define(cli));
  if (clis.length === 0) test.skip(`${title}: neither terraform nor tofu is on the PATH`, () => {});
};

type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A write as it arrived: `PATCH /services/<id>`, its body, and the status it was answered; 0 for a cut connection. */
export interface Sent {
  readonly request: string;
  readonly body: Json;
  readonly status: number;
}

interface Hold {
  readonly match: RegExp;
  readonly arrive: () => void;
  readonly released: Promise<void>;
}

/** A gateway behind a socket of the loopback, until the test ends. */
export interface World {
  readonly url: string;
  readonly gateway: EmbeddedGateway;
  /** Writes of entities since the beginning, or since `forget`. */
  readonly sent: Sent[];
  /** Every request since then, as `GET /services?size=1000`. */
  readonly requests: () => readonly string[];
  readonly forget: () => void;
  /** Requests that match wait until they are released. */
  readonly hold: (match: RegExp) => { readonly arrived: Promise<void>; readonly release: () => void };
  readonly fault: (match: FaultMatch, action: FaultAction) => void;
  /** The one entity of a kind whose fields hold these values. */
  readonly one: (kind: string, fields: Json) => EmbeddedEntity;
  /** All there is, by kind. */
  readonly content: () => Readonly<Record<string, readonly EmbeddedEntity[]>>;
}

const isEntityWrite = (method: string, path: string): boolean => method !== "GET" && !path.startsWith("/schemas/");

export const openWorld = async (options: EmbeddedGatewayOptions = {}): Promise<World> => {
  const gateway = createEmbeddedGateway(options);
  const sent: Sent[] = [];
  const holds: Hold[] = [];
  const server = createServer(async (request, response) => {
    const { method = "GET", url: path = "/" } = request;
    let text = "";
    for await (const part of request) text += String(part);
    for (const { match, arrive, released } of holds) {
      if (!match.test(`${method} ${path}`)) continue;
      arrive();
      await released;
    }
    const record = (status: number): void => {
      if (!isEntityWrite(method, path)) return;
      const body: unknown = text === "" ? {} : JSON.parse(text);
      sent.push({ request: `${method} ${path}`, body: isRecord(body) ? body : {}, status });
    };
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    try {
      const answer = await gateway.handle({ method, path, headers, body: text === "" ? undefined : text });
      record(answer.status);
      response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
    } catch {
      record(0);
      request.socket.destroy();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server's address is an object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    gateway,
    sent,
    requests: () => gateway.log.map(({ method, path }) => `${method} ${path}`),
    forget: () => {
      gateway.log.length = 0;
      sent.length = 0;
    },
    hold: (match) => {
      let arrive: () => void = () => {};
      let release: () => void = () => {};
      const arrived = new Promise<void>((fulfil) => {
        arrive = fulfil;
      });
      const released = new Promise<void>((fulfil) => {
        release = fulfil;
      });
      holds.push({ match, arrive, released });
      return { arrived, release };
    },
    fault: (match, action) => void gateway.faults.push({ match, action }),
    one: (kind, fields) => {
      const found = gateway
        .entities(kind)
        .filter((entity) =>
          Object.entries(fields).every(([name, value]) => JSON.stringify(entity[name]) === JSON.stringify(value)),
        );
      const [first] = found;
      if (first === undefined || found.length > 1)
        throw new Error(`${found.length} ${kind} with ${JSON.stringify(fields)}`);
      return first;
    },
    content: () => Object.fromEntries(kinds.map(({ kind }) => [kind, gateway.entities(kind)])),
  };
};

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Everything that was printed. */
  readonly text: string;
  /** The same without the lines that a CLI breaks and draws around its messages. */
  readonly flat: string;
}

export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly values: Json;
  readonly tainted: boolean;
}

export interface ChangePlan {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  readonly before: Json;
  readonly after: Json;
  readonly afterUnknown: Json;
}

/** A running command. */
export interface Running {
  readonly child: ChildProcess;
  readonly done: Promise<Ran>;
  /** Resolves when the text has been printed; rejects when the command ends without it. */
  readonly printed: (text: RegExp) => Promise<void>;
}

/** A folder with a configuration, and the CLI in it. */
export interface Folder {
  readonly path: string;
  readonly write: (text: string, file?: string) => void;
  readonly start: (...args: readonly string[]) => Running;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
  /** `plan -detailed-exitcode`: 0 nothing to do, 1 an error, 2 changes. Saved as `plan`. */
  readonly plan: (...args: readonly string[]) => Promise<Ran>;
  /** Fails where the apply does. */
  readonly apply: (...args: readonly string[]) => Promise<Ran>;
  /** An apply that may fail. */
  readonly tryApply: (...args: readonly string[]) => Promise<Ran>;
  readonly destroy: (...args: readonly string[]) => Promise<Ran>;
  /** Resources in the state, modules included, by address. */
  readonly state: () => Promise<ReadonlyMap<string, Resource>>;
  /** Changes of the plan that `plan` saved, except those that do nothing; by address. */
  readonly changes: () => Promise<ReadonlyMap<string, ChangePlan>>;
}

const flat = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.replace(/^[│╷╵]?\s*/, ""))
    .join(" ")
    .replace(/\s+/g, " ");

const start = (cli: Cli, cwd: string, args: readonly string[], env: Readonly<Record<string, string>>): Running => {
  const child = spawn(cli.name, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const out = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (part) => {
      out[name] += String(part);
      for (const listener of listeners) listener();
    });
  }
  const done = new Promise<Ran>((fulfil, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const text = out.stdout + out.stderr;
      fulfil({ code, ...out, text, flat: flat(text) });
    });
  });
  const printed = (text: RegExp): Promise<void> =>
    new Promise((fulfil, reject) => {
      const look = (): void => {
        if (text.test(out.stdout + out.stderr)) fulfil();
      };
      listeners.add(look);
      look();
      void done.then((ran) => reject(new Error(`never printed ${text}: ${ran.text}`)), reject);
    });
  return { child, done, printed };
};

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const resourcesIn = (module: unknown): readonly Json[] =>
  isRecord(module) ? [...list(module["resources"]), ...list(module["child_modules"]).flatMap(resourcesIn)] : [];

const record = (value: unknown): Json => (isRecord(value) ? value : {});

const folderOf = (cli: Cli, path: string, env: Readonly<Record<string, string>>): Folder => {
  const begin = (...args: readonly string[]): Running => start(cli, path, args, env);
  const run = (...args: readonly string[]): Promise<Ran> => begin(...args).done;
  const common = ["-no-color", "-input=false"];
  const json = async (...args: readonly string[]): Promise<Json> => {
    const ran = await run("show", "-json", ...args);
    if (ran.code !== 0) throw new Error(ran.text);
    return record(JSON.parse(ran.stdout));
  };
  const tryApply = (...args: readonly string[]): Promise<Ran> => {
    // A saved plan needs no approval, and options come before it.
    const approval = args.at(-1) === "plan" ? [] : ["-auto-approve"];
    return run("apply", ...common, ...approval, ...args);
  };
  const succeeding = async (running: Promise<Ran>): Promise<Ran> => {
    const ran = await running;
    if (ran.code !== 0) throw new Error(ran.text);
    return ran;
  };
  return {
    path,
    write: (text, file = "main.tf") => {
      const name = join(path, file);
      mkdirSync(dirname(name), { recursive: true });
      writeFileSync(name, text);
    },
    start: begin,
    run,
    plan: (...args) => run("plan", ...common, "-detailed-exitcode", "-out=plan", ...args),
    apply: (...args) => succeeding(tryApply(...args)),
    tryApply,
    destroy: (...args) => run("destroy", ...common, "-auto-approve", ...args),
    state: async () => {
      const values = record((await json())["values"]);
      return new Map(
        resourcesIn(values["root_module"]).map((resource) => {
          const address = String(resource["address"]);
          const found: Resource = {
            address,
            type: String(resource["type"]),
            values: record(resource["values"]),
            tainted: resource["tainted"] === true,
          };
          return [address, found];
        }),
      );
    },
    changes: async () => {
      const all = list((await json("plan"))["resource_changes"]).map((resource): ChangePlan => {
        const change = record(resource["change"]);
        const actions = Array.isArray(change["actions"]) ? change["actions"].map(String) : [];
        return {
          address: String(resource["address"]),
          type: String(resource["type"]),
          actions,
          before: record(change["before"]),
          after: record(change["after"]),
          afterUnknown: record(change["after_unknown"]),
        };
      });
      return new Map(all.filter(({ actions }) => actions.join() !== "no-op").map((change) => [change.address, change]));
    },
  };
};

const newFolder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "kongruent-e2e-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
};

export interface FolderOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The environment of the provider, where this process serves it. */
  readonly providerEnv?: Readonly<Record<string, string>>;
  /** Told of every line that the provider logs. */
  readonly log?: (line: string) => void;
}

/** A folder whose provider is served by this process: what a plan costs is the CLI's own time. */
export const warmFolder = async (
  cli: Cli,
  { env = {}, providerEnv = {}, log }: FolderOptions = {},
): Promise<Folder> => {
  const path = newFolder();
  const served = await serveForTests({
    provider: createProvider({
      env: providerEnv,
      log: log === undefined ? noLog : createLog({ env: { TF_LOG: "trace" }, write: log }),
    }),
  });
  onTestFinished(served.close);
  return folderOf(cli, path, {
    ...offlineEnvironment(path),
    TF_IN_AUTOMATION: "1",
    TF_REATTACH_PROVIDERS: served.reattach,
    ...env,
  });
};

const architectures: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64", ia32: "386", arm: "arm" };
const VERSION = "0.1.0";

let building: Promise<string> | undefined;

const leftovers: string[] = [];
// At the end of each test file, which has this module for itself.
afterAll(() => {
  for (const folder of leftovers) rmSync(folder, { recursive: true, force: true });
});

/** The provider's file as users get it, made of the sources as they are now, in a folder of its own. */
const builtProvider = (): Promise<string> => {
  building ??= (async () => {
    const file = join(mkdtempSync(join(tmpdir(), "kongruent-e2e-provider-")), "terraform-provider-kong");
    leftovers.push(dirname(file));
    // A script without types of its own.
    const { buildProvider } = (await import(pathToFileURL(join(root, "scripts/provider-bundle.mjs")).href)) as {
      readonly buildProvider: (version: string, outfile: string) => Promise<void>;
    };
    await buildProvider(VERSION, file);
    return file;
  })();
  return building;
};

/** A folder with the real provider, which the CLI starts and ends. It is initialised after the first `write`. */
export const coldFolder = async (cli: Cli, { env = {} }: FolderOptions = {}): Promise<Folder> => {
  const path = newFolder();
  const file = await builtProvider();
  const platform = `${process.platform}_${architectures[process.arch] ?? process.arch}`;
  for (const host of REGISTRY_HOSTS) {
    const place = join(path, "terraform.d/plugins", host, "kongruent/kong", VERSION, platform, executableName(VERSION));
    mkdirSync(dirname(place), { recursive: true });
    copyFileSync(file, place);
    chmodSync(place, 0o755);
  }
  const folder = folderOf(cli, path, { ...offlineEnvironment(path), TF_IN_AUTOMATION: "1", ...env });
  return folder;
};

/** A configuration: the provider for a gateway, and what else is given. */
export const configuration = (url: string, resources: string, provider = 'owner = "team"'): string => `terraform {
  required_providers {
    kong = { source = "kongruent/kong" }
  }
}
provider "kong" {
  admin_url = "${url}"
  ${provider}
}
${resources}
`;

/** Asks for no changes, twice over: that the plan is empty and that planning wrote nothing. */
export const expectNoChanges = async (folder: Folder, world: World): Promise<void> => {
  world.forget();
  const { code, text } = await folder.plan();
  expect(text).toContain("No changes.");
  expect(code).toBe(0);
  expect(world.sent).toEqual([]);
};

/** A world and a folder of the warm provider, with a configuration for that world. */
export const stage = async (
  cli: Cli,
  resources: string,
  provider?: string,
  options?: FolderOptions,
): Promise<{ readonly world: World; readonly folder: Folder; readonly declare: (resources: string) => void }> => {
  const world = await openWorld();
  const folder = await warmFolder(cli, options);
  const declare = (text: string): void => folder.write(configuration(world.url, text, provider));
  declare(resources);
  return { world, folder, declare };
};
