/** What the tests of lints share: declarations in few words, and a gateway's facts. */
import { lint } from "../../src/lint/lint.ts";
import { parseSilence, type Silence } from "../../src/lint/silence.ts";
import type { Fields, GatewayFacts, LintSource } from "../../src/lint/world.ts";
import { type Declaration, declarationOf, Reference } from "../../src/model/declaration.ts";

const to = (address: string): Reference => new Reference(address);

export const service = (name: string, fields: Fields = {}, rest: Partial<Declaration> = {}): Declaration =>
  declarationOf("services", name, { name, host: "upstream.internal", ...fields }, rest);

export const route = (name: string, fields: Fields, rest: Partial<Declaration> = {}): Declaration => {
  const { service: of, ...others } = fields;
  return declarationOf(
    "routes",
    name,
    { name, ...others, ...(of === undefined ? {} : { service: to(String(of)) }) },
    rest,
  );
};

export const consumer = (username: string): Declaration => declarationOf("consumers", username, { username });

/** A plugin; its scope by addresses. */
export const plugin = (
  name: string,
  scope: Readonly<Record<string, string>> = {},
  fields: Fields = {},
  rest: Partial<Declaration> = {},
): Declaration => {
  const references = Object.entries(scope).map(([field, address]) => [field, to(address)]);
  return declarationOf(
    "plugins",
    `plugin ${name} ${Object.values(scope).join(" ")}`,
    { name, ...Object.fromEntries(references), ...fields },
    { isGlobal: references.length === 0, ...rest },
  );
};

export const TRADITIONAL: GatewayFacts = { mode: "traditional", routerFlavor: "traditional" };
export const controlPlane = (facts: Partial<GatewayFacts> = {}): GatewayFacts => ({
  mode: "control_plane",
  routerFlavor: "traditional",
  incrementalSync: false,
  dataPlanes: 1,
  customPlugins: new Set(),
  ...facts,
});

/** A gateway on which nothing is live but this. */
export const online = (
  live: Readonly<Record<string, Fields>> = {},
  others: Readonly<Record<string, readonly Fields[]>> = {},
): Pick<LintSource, "gateway" | "live" | "others"> => ({
  gateway: TRADITIONAL,
  live: new Map(Object.entries(live)),
  others: (kind) => others[kind] ?? [],
});

export const silence = (text: string): Silence => {
  const parsed = parseSilence(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
};

/** Findings as `code address`. */
export const found = async (
  declarations: readonly Declaration[],
  rest: Partial<LintSource> = {},
): Promise<readonly string[]> => {
  const { findings } = await lint({ declarations, ...rest });
  return findings.map(({ code, address }) => `${code} ${address}`);
};
