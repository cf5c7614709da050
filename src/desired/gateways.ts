/**
 * Brings together what several stacks and providers declare on one gateway.
 * @module
 */
import { type Declaration, Reference, Template } from "../model/declaration.ts";
import type { KongruentError } from "../model/errors.ts";
import { revealAll } from "../model/secret.ts";
import { byText, canonicalJson, isRecord } from "../model/values.ts";
import { ownerTwice, referenceOtherGateway } from "./errors.ts";
import type { ProviderConfig } from "./providers.ts";

/** What one stack declares through one provider. */
export interface Part {
  readonly stack: string;
  readonly provider: string;
  readonly config: ProviderConfig;
  readonly declarations: readonly Declaration[];
}

export interface DesiredGateway {
  /** How to reach it. `owner`, `adopt` and `cascade` are there only where all parts agree; declarations carry their own owner and mode. */
  readonly provider: ProviderConfig;
  readonly stacks: readonly string[];
  /** Everybody who declares here, those included who declare nothing any more. Sorted. */
  readonly owners: readonly string[];
  readonly declarations: readonly Declaration[];
}

/** A gateway of which nothing is declared: it is only read. */
export const NOTHING_DECLARED: DesiredGateway = { provider: {}, stacks: [], owners: [], declarations: [] };

/** One gateway may be written `http://KONG:8001/` and `http://kong:8001`. */
const normalisedUrl = (url: string | undefined): string => {
  if (url === undefined) return "";
  try {
    return new URL(url).href.replace(/\/+$/, "");
  } catch {
    return url;
  }
};

/** Which entities a config reaches, whoever asks. */
const placeOf = ({ adminUrl, workspace }: ProviderConfig): string =>
  canonicalJson([normalisedUrl(adminUrl), workspace ?? "default"]);

const placeText = ({ adminUrl, workspace }: ProviderConfig): string =>
  `${adminUrl ?? "the default gateway"}${workspace === undefined ? "" : ` (workspace ${workspace})`}`;

/** Everything but what is said per declaration, or needs all to agree. */
const connectionOf = ({ owner: _owner, adopt: _adopt, cascade: _cascade, ...connection }: ProviderConfig): string =>
  canonicalJson(
    revealAll({
      ...connection,
      adminUrl: normalisedUrl(connection.adminUrl),
      workspace: connection.workspace ?? "default",
    }),
  );

const partName = ({ stack, provider }: Part): string => (provider === "kong" ? stack : `${stack} (${provider})`);

const sharedOwners = (parts: readonly Part[]): readonly KongruentError[] => {
  const holders = new Map<string, Part>();
  return parts.flatMap((part) => {
    const { owner } = part.config;
    if (owner === undefined || owner === false) return [];
    const key = `${placeOf(part.config)} ${owner}`;
    const holder = holders.get(key);
    if (holder === undefined) holders.set(key, part);
    const isSame =
      holder === undefined ||
      (holder.stack === part.stack && connectionOf(holder.config) === connectionOf(part.config));
    return isSame ? [] : [ownerTwice(owner, partName(holder), partName(part), placeText(part.config))];
  });
};

/** The addresses a value refers to. */
const addressesIn = (value: unknown): readonly string[] => {
  if (typeof value !== "object" || value === null) return [];
  if (value instanceof Reference) return [value.address];
  if (value instanceof Template) {
    return value.parts.flatMap((part) => (typeof part === "string" ? [] : [part.address]));
  }
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  return isRecord(value) ? Object.values(value).flatMap(addressesIn) : [];
};

const strangers = (gateway: DesiredGateway): readonly KongruentError[] => {
  const known = new Set(gateway.declarations.map(({ address }) => address));
  return gateway.declarations.flatMap(({ address, fields, dependsOn }) => {
    const unknown = [...addressesIn(fields), ...dependsOn].filter((found) => !known.has(found));
    return [...new Set(unknown)].map((found) => referenceOtherGateway(address, found));
  });
};

const agreed = <T>(values: readonly T[]): T | undefined =>
  values.every((value) => value === values[0]) ? values[0] : undefined;

const gatewayOf = (parts: readonly Part[]): DesiredGateway => {
  const { owner: _owner, adopt: _adopt, cascade: _cascade, ...connection } = parts[0]?.config ?? {};
  const owner = agreed(parts.map(({ config }) => config.owner));
  const adopt = agreed(parts.map(({ config }) => config.adopt));
  // A delete takes along what is nobody's declaration only where every stack allows it.
  const cascade = agreed(parts.map(({ config }) => config.cascade));
  const owners = parts.flatMap(({ config }) => (typeof config.owner === "string" ? [config.owner] : []));
  return {
    provider: {
      ...connection,
      ...(owner === undefined ? {} : { owner }),
      ...(adopt === undefined ? {} : { adopt }),
      ...(cascade === undefined ? {} : { cascade }),
    },
    stacks: [...new Set(parts.map(({ stack }) => stack))],
    owners: [...new Set(owners)].sort(byText),
    declarations: parts.flatMap(({ declarations }) => declarations),
  };
};

/** The gateways that parts declare for, and what is wrong between them. */
export const gatewaysOf = (
  parts: readonly Part[],
): { readonly gateways: readonly DesiredGateway[]; readonly errors: readonly KongruentError[] } => {
  const byConnection = new Map<string, Part[]>();
  for (const part of parts) {
    const connection = connectionOf(part.config);
    const group = byConnection.get(connection);
    if (group === undefined) byConnection.set(connection, [part]);
    else group.push(part);
  }
  const gateways = [...byConnection.values()].map(gatewayOf);
  return { gateways, errors: [...sharedOwners(parts), ...gateways.flatMap(strangers)] };
};
