/**
 * The provider block: its arguments, and the gateway that follows from them.
 * @module
 */
import { DEFAULT_GATEWAY } from "../admin/address.ts";
import { readSetting, readToken } from "../admin/files.ts";
import { createAdminGateway } from "../admin/gateway.ts";
import type { Gateway } from "../engine/gateway.ts";
import { DEFAULT_OWNERSHIP, type Owner, type OwnershipRules, ownerTag } from "../engine/ownership.ts";
import { checks } from "../model/checks.ts";
import { ADOPT_MODES, type AdoptMode } from "../model/declaration.ts";
import {
  type ArgumentType,
  EITHER_ARGUMENT,
  PROVIDER_ARGUMENTS,
  type ProviderArgumentName,
} from "../model/provider-arguments.ts";
import { Secret } from "../model/secret.ts";
import type { Attribute } from "./attributes.ts";
import { problem } from "./diagnostics.ts";
import { holdsUnknown, isObject, type State } from "./fields.ts";
import type { Diagnostic } from "./protocol/generated/tfplugin6.ts";
import type { Type } from "./value.ts";

const TYPES: Readonly<Record<ArgumentType, Type>> = {
  text: "string",
  secret: "string",
  switch: "bool",
  headers: ["map", "string"],
  // A text: Terraform turns `false` into one.
  owner: "string",
  adopt: "string",
};

/** The provider block's attributes. */
export const providerArguments = (): readonly Attribute[] =>
  Object.entries(PROVIDER_ARGUMENTS).map(([name, { type, describe }]) => ({
    name,
    role: "field",
    field: name,
    type: TYPES[type],
    optional: true,
    ...(type === "secret" || type === "headers" ? { sensitive: true } : {}),
    description: describe,
  }));

/** How a provider was configured. */
export interface Settings {
  readonly owner: Owner;
  readonly ownership: OwnershipRules;
  readonly adopt: AdoptMode | undefined;
  readonly cascade: boolean;
  readonly workspace: string | undefined;
}

export interface Configured {
  readonly settings: Settings;
  /** Undefined while the address or a credential is known only after apply. */
  readonly gateway: (Gateway & { close(): Promise<void> }) | undefined;
}

/** Variables that stand in for what the block leaves out; the same ones that the command line reads. */
export const VARIABLES: Partial<Readonly<Record<ProviderArgumentName, string>>> = {
  admin_url: "KONGRUENT_GATEWAY",
  admin_token: "KONGRUENT_TOKEN",
  admin_token_file: "KONGRUENT_TOKEN_FILE",
  workspace: "KONGRUENT_WORKSPACE",
  tls_ca_file: "KONGRUENT_TLS_CA_CERT",
  tls_client_cert_file: "KONGRUENT_TLS_CLIENT_CERT",
  tls_client_key_file: "KONGRUENT_TLS_CLIENT_KEY",
  tls_server_name: "KONGRUENT_TLS_SERVER_NAME",
};

const isModeName = (value: unknown): value is AdoptMode => ADOPT_MODES.some((mode) => mode === value);

const ownerIn = ({ owner }: State): Owner =>
  typeof owner === "string" && owner !== "" && owner !== "false" ? owner : false;

const ownershipIn = ({ owner_tag_prefix: prefix }: State): OwnershipRules =>
  typeof prefix === "string" && prefix !== "" ? { ...DEFAULT_OWNERSHIP, prefix } : DEFAULT_OWNERSHIP;

/** What is wrong with a provider block, as far as it is known. */
export const checkProviderBlock = (block: State): readonly Diagnostic[] => {
  const found: Diagnostic[] = [];
  const { adopt } = block;
  if (typeof adopt === "string" && !isModeName(adopt)) {
    const words = `'${adopt}' is none of ${ADOPT_MODES.join(", ")}. (KG_PROVIDER_ARGUMENT)`;
    found.push(problem("Unknown adoption mode", words, ["adopt"]));
  }
  const owner = ownerIn(block);
  if (owner !== false) {
    const tag = ownerTag(ownershipIn(block), owner);
    const words = `The owner's tag would be '${tag}', and a tag cannot hold ',' or '/'. Give another owner. (KG_OWNER_INVALID)`;
    if (checks.tag(tag) !== undefined) found.push(problem("The owner cannot be a tag", words, ["owner"]));
  }
  for (const [name, file] of EITHER_ARGUMENT) {
    if (block[name] !== null && block[file] !== null && block[name] !== undefined && block[file] !== undefined) {
      found.push(problem("Said twice", `Give either ${name} or ${file}, not both. (KG_PROVIDER_ARGUMENT)`, [file]));
    }
  }
  return found;
};

/**
 * Opens the gateway that a provider block names; nothing is sent yet.
 *
 * @param signal aborted when everything is to end
 */
export const configure = async (
  block: State,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Configured> => {
  const said = (name: ProviderArgumentName): string | undefined => {
    const value = block[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  /** From the block, else from the environment, unless the block says the same thing in another way. */
  const text = (name: ProviderArgumentName, other?: ProviderArgumentName): string | undefined => {
    const own = said(name);
    if (own !== undefined || (other !== undefined && said(other) !== undefined)) return own;
    const variable = VARIABLES[name];
    const value = variable === undefined ? undefined : env[variable];
    return value === undefined || value === "" ? undefined : value;
  };
  const textOrFile = async (
    name: ProviderArgumentName,
    file: ProviderArgumentName,
    what: string,
  ): Promise<string | undefined> => {
    const own = text(name, file);
    if (own !== undefined) return own;
    const path = text(file, name);
    return path === undefined ? undefined : readSetting(what, path);
  };

  const adopt = block["adopt"];
  const settings: Settings = {
    owner: ownerIn(block),
    ownership: ownershipIn(block),
    adopt: isModeName(adopt) ? adopt : undefined,
    cascade: block["cascade"] === true,
    workspace: text("workspace"),
  };
  if (Object.values(block).some(holdsUnknown)) return { settings, gateway: undefined };

  const token = text("admin_token", "admin_token_file")?.trim();
  const tokenFile = token === undefined ? text("admin_token_file", "admin_token") : undefined;
  const ca = await textOrFile("tls_ca", "tls_ca_file", "CA certificate file");
  const cert = await textOrFile("tls_client_cert", "tls_client_cert_file", "client certificate file");
  const key = await textOrFile("tls_client_key", "tls_client_key_file", "client key file");
  const headers = isObject(block["headers"]) ? block["headers"] : {};
  const gateway = createAdminGateway({
    url: text("admin_url") ?? DEFAULT_GATEWAY,
    token:
      tokenFile !== undefined
        ? await readToken(tokenFile)
        : token === undefined || token === ""
          ? undefined
          : new Secret(token),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, new Secret(value)])),
    workspace: settings.workspace,
    tls: {
      ca,
      cert,
      key: key === undefined ? undefined : new Secret(key),
      serverName: text("tls_server_name"),
      insecure: block["tls_insecure"] === true,
    },
    signal,
  });
  return { settings, gateway };
};
