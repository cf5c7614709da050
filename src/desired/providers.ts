/**
 * Provider blocks: which gateway a stack is for, and how to reach it.
 * @module
 */
import { ADOPT_MODES, type AdoptMode, Template } from "../model/declaration.ts";
import { didYouMean } from "../model/nearest.ts";
import {
  type ArgumentType,
  providerArgument as argumentNamed,
  EITHER_ARGUMENT,
  PROVIDER_ARGUMENTS,
} from "../model/provider-arguments.ts";
import { reveal, Secret } from "../model/secret.ts";
import { isRecord } from "../model/values.ts";
import type { Body } from "./blocks.ts";
import { unwrapBlock } from "./coerce.ts";
import { needsTerraform, providerArgument, secretShown } from "./errors.ts";
import { COMMENT, evaluate, type Lookup } from "./evaluate.ts";

/** What a provider block says; what it leaves out is absent. */
export interface ProviderConfig {
  readonly adminUrl?: string;
  readonly adminToken?: Secret;
  readonly adminTokenFile?: string;
  readonly headers?: Readonly<Record<string, Secret>>;
  readonly workspace?: string;
  readonly tlsCa?: string;
  readonly tlsCaFile?: string;
  readonly tlsClientCert?: string;
  readonly tlsClientCertFile?: string;
  readonly tlsClientKey?: Secret;
  readonly tlsClientKeyFile?: string;
  readonly tlsServerName?: string;
  readonly tlsInsecure?: boolean;
  /** False where ownership is turned off, absent where nothing is said. */
  readonly owner?: string | false;
  readonly ownerTagPrefix?: string;
  /** One exact tag in place of prefix and owner: the select tag of decK files. No argument of a provider block. */
  readonly ownerTag?: string;
  readonly adopt?: AdoptMode;
  /** Whether a delete may take along what is not declared. */
  readonly cascade?: boolean;
}

/** A provider block as resources name it: `kong`, or `kong.staging` for an alias. */
export interface Provider {
  readonly name: string;
  readonly config: ProviderConfig;
}

const META = new Set([COMMENT, "alias", "version"]);

const plainText = (value: unknown, name: string, address: string): string => {
  if (value instanceof Secret) throw secretShown(address, name);
  if (typeof value !== "string") throw providerArgument(address, name, "must be a text.");
  return value;
};

const secretText = (value: unknown, name: string, address: string): Secret => {
  if (typeof reveal(value) !== "string") throw providerArgument(address, name, "must be a text.");
  return value instanceof Secret ? value : new Secret(value);
};

const typed = (type: ArgumentType, value: unknown, name: string, address: string): unknown => {
  switch (type) {
    case "text":
      return plainText(value, name, address);
    case "secret":
      return secretText(value, name, address);
    case "switch":
      if (value === true || value === "true") return true;
      if (value === false || value === "false") return false;
      throw providerArgument(address, name, "must be true or false.");
    case "owner":
      return value === false || value === "" || value === "false" ? false : plainText(value, name, address);
    case "adopt":
      if (ADOPT_MODES.some((mode) => mode === value)) return value;
      throw providerArgument(address, name, `must be one of ${ADOPT_MODES.join(", ")}.`);
    case "headers": {
      const headers = unwrapBlock(value);
      if (!isRecord(headers)) throw providerArgument(address, name, "must be an object of texts.");
      return Object.fromEntries(
        Object.entries(headers).map(([header, text]) => [header, secretText(text, `${name}.${header}`, address)]),
      );
    }
  }
};

const holdsUnknown = (value: unknown): boolean =>
  value instanceof Template || (isRecord(value) && Object.values(value).some(holdsUnknown));

/** One provider block. Throws for an argument that is unknown, unfit, or known only after apply. */
export const providerFrom = (localName: string, body: Body, lookup: Lookup, prefix: string): Provider => {
  const alias = body["alias"];
  const name = typeof alias === "string" ? `${localName}.${alias}` : localName;
  const address = `${prefix}provider.${name}`;
  const config: Record<string, unknown> = {};
  for (const [argument, raw] of Object.entries(body)) {
    if (META.has(argument)) continue;
    const known = argumentNamed(argument);
    if (known === undefined) {
      const names = Object.keys(PROVIDER_ARGUMENTS);
      const hint = didYouMean(argument, names);
      throw providerArgument(address, argument, `is unknown.${hint} Known are ${names.join(", ")}.`);
    }
    const value = evaluate(raw, lookup, { address, field: argument });
    if (value === null || value === undefined) continue;
    if (holdsUnknown(value)) throw needsTerraform(address, `'${argument}', which depends on what apply makes,`);
    config[known.property] = typed(known.type, value, argument, address);
  }
  for (const [argument, file] of EITHER_ARGUMENT) {
    if (config[PROVIDER_ARGUMENTS[argument].property] === undefined) continue;
    if (config[PROVIDER_ARGUMENTS[file].property] === undefined) continue;
    throw providerArgument(address, file, `says what '${argument}' says. Give one of the two.`);
  }
  return { name, config };
};
