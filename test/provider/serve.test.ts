import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type ClientReadableStream, status } from "@grpc/grpc-js";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ProviderHandlers } from "../../src/provider/handlers.ts";
import { HealthCheckResponse_ServingStatus, HealthClient } from "../../src/provider/protocol/generated/health.ts";
import {
  GRPCBrokerClient,
  GRPCControllerClient,
  GRPCStdioClient,
} from "../../src/provider/protocol/generated/plugin.ts";
import { type ListResource_Event, ProviderClient } from "../../src/provider/protocol/generated/tfplugin6.ts";
import { type ServedProvider, serveForTests } from "../../src/provider/serve.ts";
import {
  answer,
  certificate,
  encrypted,
  plain,
  type Started,
  started,
  startedByTerraform,
  target,
} from "./core/process.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const end of ends.splice(0).reverse()) await end();
});

const start = async (...given: Parameters<typeof started>): Promise<Started> => {
  const run = await started(...given);
  ends.push(async () => {
    run.host.emit("SIGTERM");
    await run.exited;
  });
  return run;
};
const open = <Client extends { close(): void }>(client: Client): Client => {
  ends.push(() => client.close());
  return client;
};
const serveHere = async (provider: ProviderHandlers): Promise<ProviderClient> => {
  const served = await serveForTests({ provider });
  ends.push(served.close);
  return open(new ProviderClient(served.address, plain()));
};
const config = { config: { msgpack: Buffer.from([0xc0]) } };
const events = async <Event>(stream: ClientReadableStream<Event>): Promise<readonly Event[]> => {
  const list: Event[] = [];
  for await (const event of stream) list.push(event as Event);
  return list;
};

describe("the handshake", () => {
  test("somebody who starts the provider by hand is told what it is for", async () => {
    const { printed, exited } = await started({}, {});
    expect(await exited).toBe(1);
    expect(printed().stdout).toBe("");
    expect(printed().stderr).toMatch(/^This is the Kong provider of kongruent 1\.2\.3, .*terraform plan.*\n$/);
  });

  test("a CLI that does not speak protocol 6 is told so", async () => {
    for (const PLUGIN_PROTOCOL_VERSIONS of ["4,5", "", "16"]) {
      const { printed, exited } = await started({}, { ...startedByTerraform, PLUGIN_PROTOCOL_VERSIONS });
      expect(await exited).toBe(1);
      expect(printed().stdout).toBe("");
      expect(printed().stderr).toMatch(
        /version 6 of Terraform's plugin protocol; .*offers (4, 5|none|16)\. Use Terraform/,
      );
    }
  });

  test("is one line, and goes out before the provider is loaded", async () => {
    const order: string[] = [];
    const run = await start(async () => {
      order.push(run.printed().stdout);
      return {};
    });
    await answer(new ProviderClient(target(run), plain()), ProviderClient.prototype.getProviderSchema, {}).catch(
      () => {},
    );
    expect(order).toEqual([expect.stringMatching(/^1\|6\|(unix\|\/.*\/s|tcp\|127\.0\.0\.1:\d+)\|grpc\|\n$/)]);
    expect(run.printed()).toEqual({ stdout: order[0], stderr: "" });
  });

  test("calls that come before the provider is loaded wait for it, and it is loaded once", async () => {
    let loaded = 0;
    let arrive: () => void = () => {};
    const arrived = new Promise<void>((done) => {
      arrive = done;
    });
    const run = await start(async () => {
      loaded++;
      await arrived;
      return { getMetadata: async () => ({ resources: [{ typeName: "kong_service" }] }) };
    });
    const client = open(new ProviderClient(target(run), plain()));
    const answers = [1, 2].map(() => answer(client, client.getMetadata, {}));
    setImmediate(arrive);
    const one = { resources: [{ typeName: "kong_service" }] };
    expect(await Promise.all(answers)).toMatchObject([one, one]);
    expect(loaded).toBe(1);
  });

  test("a CLI that shows a certificate gets an encrypted connection, and nobody else does", async () => {
    const own = certificate();
    const run = await start(
      { validateProviderConfig: async () => ({ diagnostics: [] }) },
      { ...startedByTerraform, PLUGIN_CLIENT_CERT: own.certificatePem },
    );
    expect(run.handshake()[5]).toMatch(/^[A-Za-z0-9+/]{100,}$/);
    const name = { "grpc.ssl_target_name_override": "localhost" };
    const call = (credentials: ReturnType<typeof plain>): Promise<unknown> => {
      const client = open(new ProviderClient(target(run), credentials, name));
      return answer(client, client.validateProviderConfig, config);
    };
    await expect(call(encrypted(run, own))).resolves.toEqual({ diagnostics: [] });
    await expect(call(encrypted(run, certificate()))).rejects.toMatchObject({ code: status.UNAVAILABLE });
    await expect(call(encrypted(run, undefined))).rejects.toMatchObject({ code: status.UNAVAILABLE });
    await expect(call(plain())).rejects.toMatchObject({ code: status.UNAVAILABLE });
  });

  test("TF_DISABLE_PLUGIN_TLS=1 leaves the connection plain", async () => {
    const env = { ...startedByTerraform, PLUGIN_CLIENT_CERT: certificate().certificatePem, TF_DISABLE_PLUGIN_TLS: "1" };
    const run = await start({ validateProviderConfig: async () => ({ diagnostics: [] }) }, env);
    expect(run.handshake()[5]).toBe("");
    const client = open(new ProviderClient(target(run), plain()));
    await expect(answer(client, client.validateProviderConfig, config)).resolves.toEqual({ diagnostics: [] });
  });

  test("the socket lies in a folder of its own, where it is wanted unless that is too long for a socket", async () => {
    const wanted = mkdtempSync(join(tmpdir(), "kongruent-test-"));
    ends.push(() => rmSync(wanted, { recursive: true }));
    const short = await start({}, { ...startedByTerraform, PLUGIN_UNIX_SOCKET_DIR: wanted });
    expect(dirname(dirname(short.handshake()[3] ?? ""))).toBe(wanted);
    const long = await start({}, { ...startedByTerraform, PLUGIN_UNIX_SOCKET_DIR: `${wanted}/${"x".repeat(90)}` });
    expect(dirname(dirname(long.handshake()[3] ?? ""))).toBe("/tmp");
  });
});

describe("a call", () => {
  test("without a handler is answered with UNIMPLEMENTED, as is one that gRPC does not know", async () => {
    const client = await serveHere({});
    await expect(answer(client, client.getResourceIdentitySchemas, {})).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
      details: "getResourceIdentitySchemas is not offered by this provider",
    });
    await expect(events(client.listResource({}))).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
    const bytes = (value: Buffer): Buffer => value;
    const unknown = new Promise((done) => {
      client.makeUnaryRequest("/tfplugin6.Provider/GetStates", bytes, bytes, Buffer.alloc(0), done);
    });
    expect(await unknown).toMatchObject({ code: status.UNIMPLEMENTED });
  });

  test("whose handler throws is answered with a diagnostic, without a stack, and the next is served", async () => {
    const client = await serveHere({
      readResource: async ({ typeName }) => {
        if (typeName === "kong_service") throw new Error("no such gateway");
        return { private: Buffer.from("x") };
      },
    });
    expect(await answer(client, client.readResource, { typeName: "kong_service" })).toMatchObject({
      diagnostics: [{ severity: 1, summary: "The provider failed", detail: "no such gateway (KG_INTERNAL)" }],
    });
    expect(await answer(client, client.readResource, { typeName: "kong_route" })).toMatchObject({ diagnostics: [] });
  });

  test("that fails in a function or a stream says so in its own way", async () => {
    const client = await serveHere({
      callFunction: async () => {
        throw new Error("no digits");
      },
      async *listResource() {
        yield { displayName: "first" };
        throw new Error("the gateway went away");
      },
      // biome-ignore lint/correctness/useYield: it fails before it has anything.
      async *invokeAction() {
        throw new Error("not now");
      },
    });
    expect(await answer(client, client.callFunction, { name: "f" })).toMatchObject({
      error: { text: "The provider failed: no digits (KG_INTERNAL)" },
    });
    const listed: readonly ListResource_Event[] = await events(client.listResource({ typeName: "kong_service" }));
    expect(listed).toMatchObject([
      { displayName: "first", diagnostic: [] },
      { diagnostic: [{ severity: 1, detail: "the gateway went away (KG_INTERNAL)" }] },
    ]);
    expect(await events(client.invokeAction({}))).toMatchObject([
      { completed: { diagnostics: [{ detail: "not now (KG_INTERNAL)" }] } },
    ]);
  });

  test("to a provider that could not be loaded tells why, and the stack is in the log", async () => {
    const run = await start(async () => {
      throw new Error("no such module");
    });
    const client = open(new ProviderClient(target(run), plain()));
    for (const _ of [1, 2]) {
      expect(await answer(client, client.getProviderSchema, {})).toMatchObject({
        diagnostics: [{ detail: "no such module (KG_INTERNAL)" }],
      });
    }
    expect(run.printed().stderr).toContain('"call":"getProviderSchema"');
    expect(run.printed().stderr).toContain("serve.test.ts");
  });

  test("whose answer cannot be written is an error of that call alone", async () => {
    // Cast: what a mistake would look like at run time.
    const wrong = { diagnostics: 1 } as unknown as { diagnostics: [] };
    const client = await serveHere({ readDataSource: async () => wrong, getMetadata: async () => ({}) });
    await expect(answer(client, client.readDataSource, {})).rejects.toMatchObject({ code: status.INTERNAL });
    await expect(answer(client, client.getMetadata, {})).resolves.toMatchObject({ resources: [] });
  });

  test("that the CLI gives up is aborted", async () => {
    let begun: () => void = () => {};
    const isRunning = new Promise<void>((done) => {
      begun = done;
    });
    let gaveUp: () => void = () => {};
    const isAborted = new Promise<void>((done) => {
      gaveUp = done;
    });
    const client = await serveHere({
      applyResourceChange: async (_request, { signal }) => {
        signal.addEventListener("abort", () => gaveUp());
        begun();
        await isAborted;
        return {};
      },
    });
    const call = client.applyResourceChange({}, () => {});
    await isRunning;
    call.cancel();
    await isAborted;
  });

  test("may be as large as 20 MB, both ways", async () => {
    const served = await serveForTests({
      provider: { readResource: async ({ currentState }) => ({ newState: currentState }) },
    });
    ends.push(served.close);
    const client = open(
      new ProviderClient(served.address, plain(), {
        "grpc.max_receive_message_length": -1,
        "grpc.max_send_message_length": -1,
      }),
    );
    const msgpack = Buffer.alloc(20 << 20, "x");
    expect(await answer(client, client.readResource, { currentState: { msgpack } })).toHaveProperty(
      "newState.msgpack.length",
      msgpack.length,
    );
  });

  test("to stop reaches the provider and is answered at once", async () => {
    const stop = vi.fn(() => new Promise<void>(() => {}));
    const client = await serveHere({ stop });
    expect(await answer(client, client.stopProvider, {})).toEqual({ error: "" });
    await vi.waitFor(() => expect(stop).toHaveBeenCalledTimes(1));
    // Its end would wait for the provider, which never stops here.
    stop.mockResolvedValue();
  });
});

describe("go-plugin's services", () => {
  test("the health check says that the plugin serves", async () => {
    const run = await start({});
    const client = open(new HealthClient(target(run), plain()));
    expect(await answer(client, client.check, { service: "plugin" })).toEqual({
      status: HealthCheckResponse_ServingStatus.SERVING,
    });
    expect(await answer(client, client.check, { service: "other" })).toEqual({
      status: HealthCheckResponse_ServingStatus.SERVICE_UNKNOWN,
    });
  });

  test("streams stay open until Shutdown, after which the process ends with 0 and leaves nothing behind", async () => {
    const stop = vi.fn(async () => {});
    const run = await started({ getMetadata: async () => ({}), stop });
    const folder = dirname(run.handshake()[3] ?? "");
    expect(existsSync(folder)).toBe(true);
    const provider = open(new ProviderClient(target(run), plain()));
    await answer(provider, provider.getMetadata, {});
    const stdio = open(new GRPCStdioClient(target(run), plain())).streamStdio({});
    const broker = open(new GRPCBrokerClient(target(run), plain())).startStream();
    broker.write({ serviceId: 1 });
    const ended = Promise.all(
      [stdio, broker].map((stream) =>
        once(
          stream.on("data", () => {}),
          "end",
        ),
      ),
    );
    const controller = open(new GRPCControllerClient(target(run), plain()));
    const start = performance.now();
    await answer(controller, controller.shutdown, {});
    await ended;
    expect(await run.exited).toBe(0);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(stop).toHaveBeenCalledTimes(1);
    expect(existsSync(folder)).toBe(false);
  });

  test("Shutdown waits for writes that are running, but not for ever: after 2 s the CLI would kill", async () => {
    const run = await started({ getMetadata: async () => ({}), stop: () => new Promise(() => {}) });
    const provider = open(new ProviderClient(target(run), plain()));
    await answer(provider, provider.getMetadata, {});
    const controller = open(new GRPCControllerClient(target(run), plain()));
    const start = performance.now();
    await answer(controller, controller.shutdown, {});
    expect(await run.exited).toBe(0);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("the end of the process", () => {
  /** A provider with one write that is running until it is told to end. */
  const withWrite = async (): Promise<{ run: Started; finish: () => void; order: string[] }> => {
    const order: string[] = [];
    let finish: () => void = () => {};
    const finished = new Promise<void>((done) => {
      finish = done;
    });
    const run = await started({
      getMetadata: async () => ({}),
      stop: async () => {
        order.push("stop");
        await finished;
        order.push("written");
      },
    });
    const client = open(new ProviderClient(target(run), plain()));
    await answer(client, client.getMetadata, {});
    void run.exited.then((code) => order.push(`exit ${code}`));
    return { run, finish, order };
  };

  test("SIGTERM lets running writes end first", async () => {
    const { run, finish, order } = await withWrite();
    run.host.emit("SIGTERM");
    run.host.emit("SIGTERM");
    await vi.waitFor(() => expect(order).toEqual(["stop"]));
    finish();
    await run.exited;
    expect(order).toEqual(["stop", "written", "exit 0"]);
  });

  test("SIGINT is for the CLI", async () => {
    const { run, finish, order } = await withWrite();
    run.host.emit("SIGINT");
    const client = open(new ProviderClient(target(run), plain()));
    await answer(client, client.getMetadata, {});
    expect(order).toEqual([]);
    finish();
    run.host.emit("SIGTERM");
    await run.exited;
  });

  test("a provider whose CLI was killed lets running writes end and goes", async () => {
    vi.useFakeTimers({ toFake: ["setInterval"] });
    const { run, finish, order } = await withWrite();
    vi.advanceTimersByTime(5000);
    expect(order).toEqual([]);
    run.host.ppid = 1;
    vi.advanceTimersByTime(1000);
    await vi.waitFor(() => expect(order).toEqual(["stop"]));
    // Nobody reads any more.
    run.stderr.emit("error", new Error("EPIPE"));
    finish();
    await run.exited;
    expect(order).toEqual(["stop", "written", "exit 1"]);
  });

  test("an error that nobody caught ends the process, in words that both CLIs show", async () => {
    for (const event of ["uncaughtException", "unhandledRejection"]) {
      const run = await started({});
      const folder = dirname(run.handshake()[3] ?? "");
      run.host.emit(event, new Error("boom"));
      expect(await run.exited).toBe(1);
      expect(run.printed().stderr).toMatch(
        /^panic: the Kong provider of kongruent 1\.2\.3 failed: Error: boom\n {4}at /,
      );
      expect(existsSync(folder)).toBe(false);
      run.host.emit("SIGTERM");
    }
  });
});

describe("serving for tests", () => {
  test("the reattach text names both registries, this process and the socket", async () => {
    const served: ServedProvider = await serveForTests({ provider: {} });
    const reattach: unknown = JSON.parse(served.reattach);
    const one = {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "unix", String: served.address.slice("unix:".length) },
    };
    expect(reattach).toEqual({
      "registry.terraform.io/kongruent/kong": one,
      "registry.opentofu.org/kongruent/kong": one,
    });
    expect(existsSync(one.Addr.String)).toBe(true);
    await served.close();
    expect(existsSync(dirname(one.Addr.String))).toBe(false);
  });
});

describe("the built file", () => {
  const built = resolve(import.meta.dirname, "../../dist/provider/terraform-provider-kong");
  const env = { ...process.env, ...startedByTerraform };

  test.each(["module", "commonjs", undefined])("starts below a package.json of type %s", async (type) => {
    const folder = mkdtempSync(join(tmpdir(), "kongruent-test-"));
    ends.push(() => rmSync(folder, { recursive: true }));
    if (type !== undefined) writeFileSync(join(folder, "package.json"), JSON.stringify({ type }));
    const file = join(folder, "terraform-provider-kong_v0.1.0");
    copyFileSync(built, file);
    const child = spawn(file, [], { env, stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(child.stdout, "data");
    expect(String(line)).toMatch(/^1\|6\|unix\|\/.*\|grpc\|\n$/);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("says what it is to somebody who starts it by hand", async () => {
    const { TF_PLUGIN_MAGIC_COOKIE: _, ...byHand } = env;
    const result = await new Promise<{ code: unknown; stdout: string; stderr: string }>((done) => {
      execFile(built, { env: byHand }, (error, stdout, stderr) => done({ code: error?.code, stdout, stderr }));
    });
    expect(result).toEqual({ code: 1, stdout: "", stderr: expect.stringContaining("terraform plan") });
  });

  test("says that Node is missing where it is, also to the CLI, which repeats what stands on stdout", async () => {
    const empty = mkdtempSync(join(tmpdir(), "kongruent-test-"));
    ends.push(() => rmSync(empty, { recursive: true }));
    const result = await new Promise<{ code: unknown; stdout: string; stderr: string }>((done) => {
      execFile(built, { env: { PATH: empty } }, (error, stdout, stderr) => done({ code: error?.code, stdout, stderr }));
    });
    const words = expect.stringContaining("needs Node 20.18.1 or later");
    expect(result).toEqual({ code: 1, stdout: words, stderr: words });
  });
});
