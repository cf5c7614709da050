/**
 * Which gateway a command speaks to, and with what: flag, then environment, then the stack's provider.
 * @module
 */
import { resolve } from "node:path";
import { DEFAULT_GATEWAY, parseAdminUrl } from "../admin/address.ts";
import { readSetting, readToken } from "../admin/files.ts";
import { createAdminGateway } from "../admin/gateway.ts";
import type { DesiredGateway } from "../desired/gateways.ts";
import type { Gateway } from "../engine/gateway.ts";
import { KongruentError } from "../model/errors.ts";
import { Secret } from "../model/secret.ts";
import type { Io } from "./io.ts";
import type { ConnectionFlags } from "./options.ts";

const headersOf = (texts: readonly string[]): Record<string, Secret> =>
  Object.fromEntries(
    texts.map((text) => {
      const match = /^\s*([^:\s]+)\s*:\s*(.*)$/s.exec(text);
      if (match === null) {
        throw new KongruentError(
          "KG_HEADER_INVALID",
          "A --header (KONGRUENT_HEADER) is written as 'Name: value', and one of those given is not.",
        );
      }
      return [match[1] ?? "", new Secret((match[2] ?? "").trim())];
    }),
  );

type Provider = DesiredGateway["provider"];

const tokenIn = (io: Io, file: string): Promise<Secret> => readToken(file, resolve(io.cwd, file));

const tokenOf = async (flags: ConnectionFlags, provider: Provider, io: Io): Promise<Secret | undefined> => {
  if (flags.token !== undefined) return new Secret(flags.token);
  if (flags.tokenFile !== undefined) return tokenIn(io, flags.tokenFile);
  if (provider.adminToken !== undefined) return provider.adminToken;
  return provider.adminTokenFile === undefined ? undefined : tokenIn(io, provider.adminTokenFile);
};

/** The text of a file named by a flag, else of one named by the provider, else the provider's own text. */
const textOf = async (
  io: Io,
  what: string,
  flag: string | undefined,
  providerFile: string | undefined,
  text: Secret | string | undefined,
): Promise<Secret | string | undefined> => {
  const file = flag ?? (text === undefined ? providerFile : undefined);
  return file === undefined ? text : readSetting(what, file, resolve(io.cwd, file));
};

export const gatewayUrl = (flags: ConnectionFlags, provider: Provider): string =>
  flags.gateway ?? provider.adminUrl ?? DEFAULT_GATEWAY;

/** Who named the address, as a sentence. */
export const originOfUrl = ({ gateway, said }: ConnectionFlags, { adminUrl }: Provider): string => {
  if (gateway !== undefined) {
    return `The address is from ${said.includes("gateway") ? "--gateway" : "KONGRUENT_GATEWAY"}.`;
  }
  return adminUrl === undefined
    ? `Nobody named an address, so ${DEFAULT_GATEWAY} was tried; 'npx kongruent gateway' starts one to try.`
    : "The address is from adminUrl of the stack's provider.";
};

/** The address as it may be printed: without credentials, and nothing where it is no address. */
export const displayUrl = (flags: ConnectionFlags, provider: Provider): string => {
  try {
    return parseAdminUrl(gatewayUrl(flags, provider)).display;
  } catch {
    return "";
  }
};

/** Opens the gateway; nothing is sent yet. */
export const connect = async (
  flags: ConnectionFlags,
  provider: Provider,
  io: Io,
  signal: AbortSignal,
): Promise<Gateway & { close(): Promise<void> }> => {
  const ca = await textOf(io, "CA certificate file", flags.tlsCaCert, provider.tlsCaFile, provider.tlsCa);
  const cert = await textOf(
    io,
    "client certificate file",
    flags.tlsClientCert,
    provider.tlsClientCertFile,
    provider.tlsClientCert,
  );
  const key = await textOf(io, "client key file", flags.tlsClientKey, provider.tlsClientKeyFile, provider.tlsClientKey);
  return createAdminGateway({
    url: gatewayUrl(flags, provider),
    token: await tokenOf(flags, provider, io),
    headers: { ...provider.headers, ...headersOf(flags.header) },
    workspace: flags.workspace ?? provider.workspace,
    tls: {
      ca: typeof ca === "string" ? ca : undefined,
      cert: typeof cert === "string" ? cert : undefined,
      key,
      serverName: flags.tlsServerName ?? provider.tlsServerName,
      insecure: flags.tlsInsecure ?? provider.tlsInsecure,
    },
    concurrency: flags.concurrency,
    timeoutMs: flags.timeout * 1000,
    signal,
  });
};
