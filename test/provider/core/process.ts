/** Serves a provider in this process as if Terraform had started it, and talks to it as go-plugin does. */
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { type ChannelCredentials, credentials, type ServiceError } from "@grpc/grpc-js";
import { type Certificate, createCertificate } from "../../../src/provider/certificate.ts";
import { type ProviderSource, serve } from "../../../src/provider/serve.ts";

export const startedByTerraform = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "5,6",
};

/** A process that can lose its parent and gets signals. */
export class Host extends EventEmitter {
  ppid = 4711;
  readonly platform = process.platform;
}

export interface Started {
  readonly host: Host;
  /** All that was printed so far. */
  readonly printed: () => { readonly stdout: string; readonly stderr: string };
  readonly stderr: PassThrough;
  /** Resolves to the exit code. */
  readonly exited: Promise<number>;
  /** What the handshake line says. */
  readonly handshake: () => readonly string[];
}

export const started = async (
  provider: ProviderSource,
  env: Readonly<Record<string, string>> = startedByTerraform,
): Promise<Started> => {
  const host = new Host();
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const text = { stdout: "", stderr: "" };
  stdout.on("data", (data) => {
    text.stdout += String(data);
  });
  stderr.on("data", (data) => {
    text.stderr += String(data);
  });
  let exit: (code: number) => void = () => {};
  const exited = new Promise<number>((resolve) => {
    exit = resolve;
  });
  await serve({ provider, version: "1.2.3", env, stdout, stderr, exit: (code) => exit(code), process: host });
  return {
    host,
    stderr,
    printed: () => text,
    exited,
    handshake: () => text.stdout.trimEnd().split("|"),
  };
};

/** Where gRPC finds it. */
export const target = ({ handshake }: Started): string => {
  const [, , network, address] = handshake();
  return network === "unix" ? `unix:${address}` : String(address);
};

export const plain = (): ChannelCredentials => credentials.createInsecure();

/** The credentials of a CLI that has this certificate, towards a provider that shows the one of its handshake. */
export const encrypted = ({ handshake }: Started, own: Certificate | undefined): ChannelCredentials => {
  const der = Buffer.from(handshake()[5] ?? "", "base64").toString("base64");
  const authority = Buffer.from(`-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`);
  return own === undefined
    ? credentials.createSsl(authority)
    : credentials.createSsl(authority, Buffer.from(own.privateKeyPem), Buffer.from(own.certificatePem));
};

export const certificate = (): Certificate => createCertificate(Date.now());

/** gRPC's client functions take callbacks. */
type Call<Request, Response> = (
  request: Request,
  callback: (error: ServiceError | null, response: Response) => void,
) => unknown;

/** A call's answer; rejects with gRPC's error. */
export const answer = <Request, Response>(
  client: object,
  call: Call<Request, Response>,
  request: Request,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    call.call(client, request, (error, response) => (error ? reject(error) : resolve(response)));
  });
