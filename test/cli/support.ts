/** What the tests of the command line share: a fake terminal, folders with stacks, gateways that can be held. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { ExitCode, Io } from "../../src/cli/io.ts";
import { runCommandLine } from "../../src/cli/program.ts";
import type { ErrorReport } from "../../src/model/errors.ts";
import {
  createEmbeddedGateway,
  type EmbeddedGateway,
  type FaultAction,
  type FaultMatch,
  type FaultRule,
  type RunningGateway,
  startGateway,
} from "../../src/testing.ts";

type Json = Readonly<Record<string, unknown>>;

/** A folder with some files in it, gone when the test ends. Objects are written as JSON. */
export const folderWith = async (files: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "kongruent-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
};

/** A gateway for one test. */
export const gatewayFor = async (): Promise<RunningGateway> => {
  const running = await startGateway();
  // Some tests close it themselves.
  onTestFinished(() => running.close().catch(() => {}));
  return running;
};

/** Writes of entities that arrived. */
export const writesOf = ({ log }: EmbeddedGateway): readonly string[] =>
  log
    .filter(({ method, path }) => method !== "GET" && !path.startsWith("/schemas/"))
    .map(({ method, path }) => `${method} ${path}`);

export const fault = (match: FaultMatch, action: FaultAction): FaultRule => ({ match, action });

/** `${path}`: a reference in Terraform's words. */
export const ref = (path: string): string => `\${${path}}`;

/** One stack's JSON. */
export const stackJson = (resource: Json, provider: Json = { owner: "team" }, rest: Json = {}): Json => ({
  terraform: { required_providers: { kong: { source: "kongruent/kong" } } },
  provider: { kong: [provider] },
  resource,
  ...rest,
});

/** A service, its route, and a plugin on the route. */
export const ORDERS: Json = {
  kong_service: { orders: { name: "orders", host: "orders.internal", port: 8080 } },
  kong_route: { v1: { name: "orders-v1", paths: ["/orders"], service_id: ref("kong_service.orders.id") } },
  kong_plugin: {
    limit: {
      name: "rate-limiting",
      config: { minute: 60, policy: "local" },
      scope: { route_id: ref("kong_route.v1.id") },
    },
  },
};

/** Services `s0`, `s1`, … */
export const services = (count: number): Json => ({
  kong_service: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`s${index}`, { name: `s${index}`, host: "upstream.internal" }]),
  ),
});

export const source = (resource: Json = ORDERS, provider?: Json, rest?: Json): Promise<string> =>
  folderWith({ "cdk.tf.json": stackJson(resource, provider, rest) });

/** A cdktf.out folder's files. */
export const outputOf = (stacks: Readonly<Record<string, Json>>): Record<string, unknown> => ({
  "manifest.json": {
    version: "0.21.0",
    stacks: Object.fromEntries(
      Object.keys(stacks).map((name) => [
        name,
        { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json`, annotations: [], dependencies: [] },
      ]),
    ),
  },
  ...Object.fromEntries(Object.entries(stacks).map(([name, json]) => [`stacks/${name}/cdk.tf.json`, json])),
});

export interface Terminal {
  readonly io: Io;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Presses Ctrl-C. */
  readonly interrupt: () => void;
  readonly questions: string[];
}

export interface TerminalOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly color?: boolean;
  readonly columns?: number | undefined;
  /** Makes it interactive; the answer to each question. */
  readonly ask?: (question: string, terminal: Terminal) => string | Promise<string>;
  readonly isInteractive?: boolean;
}

/** A terminal in memory. Nothing of the test's own environment is in it. */
export const createTerminal = (options: TerminalOptions): Terminal => {
  const out: string[] = [];
  const error: string[] = [];
  const listeners = new Set<() => void>();
  const questions: string[] = [];
  const terminal: Terminal = {
    stdout: () => out.join(""),
    stderr: () => error.join(""),
    interrupt: () => {
      for (const listener of [...listeners]) listener();
    },
    questions,
    io: {
      stdout: (text) => void out.push(text),
      stderr: (text) => void error.push(text),
      env: { PATH: process.env["PATH"] ?? "", ...options.env },
      cwd: options.cwd,
      isInteractive: options.isInteractive ?? options.ask !== undefined,
      columns: options.columns,
      hasColor: options.color ?? false,
      hasErrorColor: options.color ?? false,
      ask: async (question) => {
        questions.push(question);
        return (await options.ask?.(question, terminal)) ?? "";
      },
      onInterrupt: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
  return terminal;
};

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly questions: readonly string[];
  /** All of stdout as one JSON document; throws where it is not exactly that. */
  // biome-ignore lint/suspicious/noExplicitAny: documents are looked into field by field.
  readonly json: any;
  readonly errors: readonly ErrorReport[];
}

const STACK_TRACE = /^\s+at .*[:(]\d+/m;

/** Runs a command line on a terminal in memory. */
export const runOn = async (terminal: Terminal, ...args: readonly string[]): Promise<Ran> => {
  const code = await runCommandLine(args, terminal.io);
  const ran = {
    code,
    stdout: terminal.stdout(),
    stderr: terminal.stderr(),
    questions: terminal.questions,
    get json() {
      return JSON.parse(terminal.stdout()) as unknown;
    },
    get errors() {
      return (JSON.parse(terminal.stdout()) as { errors: ErrorReport[] }).errors;
    },
  };
  if (STACK_TRACE.test(ran.stdout + ran.stderr)) throw new Error(`a stack trace: ${ran.stdout}${ran.stderr}`);
  return ran;
};

export const run = (cwd: string | TerminalOptions, ...args: readonly string[]): Promise<Ran> =>
  runOn(createTerminal(typeof cwd === "string" ? { cwd } : cwd), ...args);

/** A gateway as a server's listener; `see` is told of each request, and waited for, before it is answered. */
export const listenerOf =
  (gateway: EmbeddedGateway, see: (request: IncomingMessage) => Promise<void> | void = () => {}): RequestListener =>
  async (request, response) => {
    let body = "";
    for await (const part of request) body += String(part);
    await see(request);
    const { method = "GET", url = "/" } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const answer = await gateway.handle({ method, path: url, headers, body: body === "" ? undefined : body });
    response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
  };

/** Listens on a free port of the loopback until the test ends. */
export const listen = async (server: Server, scheme = "http"): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server's address is an object.
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

export interface HeldGateway {
  readonly url: string;
  readonly gateway: EmbeddedGateway;
  /** Resolves when a request that is held has arrived. */
  readonly arrived: Promise<void>;
  /** Lets held requests go on. */
  readonly release: () => void;
}

/** A gateway that keeps requests of one kind waiting until they are released. */
export const heldGateway = async (match: RegExp): Promise<HeldGateway> => {
  const gateway = createEmbeddedGateway();
  let release: () => void = () => {};
  let arrive: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const hold = ({ method, url }: IncomingMessage): Promise<void> | void => {
    if (!match.test(`${method} ${url}`)) return;
    arrive();
    return released;
  };
  const url = await listen(createServer(listenerOf(gateway, hold)));
  return { url, gateway, arrived, release };
};
