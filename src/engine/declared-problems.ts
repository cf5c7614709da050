/**
 * What is wrong with a declaration's fields for one gateway: what it lacks, and what it would refuse.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { fieldFacts } from "../model/derive.ts";
import type { KongruentError } from "../model/errors.ts";
import { findings } from "../model/findings.ts";
import { fieldMap, type KongSchema } from "../model/kong-schema.ts";
import { didYouMean } from "../model/nearest.ts";
import { offerText } from "../model/offer.ts";
import * as refuse from "./errors.ts";
import type { GatewayDescription } from "./gateway.ts";
import type { Match } from "./match.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A gateway's schemas, as far as they are known. */
export interface KnownSchemas {
  readonly kind: (kind: AnyKind) => KongSchema | undefined;
  /** The schema that completes an entity with these fields: a plugin's, a vault's. */
  readonly subschema: (kind: AnyKind, fields: Fields) => KongSchema | undefined;
}

const without = (fields: Fields, names: readonly string[]): Fields =>
  names.length === 0 ? fields : Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

export interface DeclaredProblem {
  /** Where: field names and, in lists, positions from 0. Empty for the entity as a whole. */
  readonly path: readonly string[];
  /** The error, with the declaration's address in it. */
  readonly error: KongruentError;
}

/**
 * What is wrong with declared fields, by the gateway's schema and by ours, in the declaration's own words.
 *
 * @param declared the fields as they were declared, shorthands included
 * @param fields the fields as the gateway will store them
 * @param gateway undefined where none was asked: which fields it has besides those known here it says at plan
 */
export const declaredProblems = (
  kind: AnyKind,
  address: string,
  declared: Fields,
  fields: Fields,
  schemas: KnownSchemas,
  gateway: Pick<GatewayDescription, "version" | "routerFlavor"> | undefined,
): readonly DeclaredProblem[] => {
  const schema = schemas.kind(kind);
  if (schema === undefined) return [];
  const known = fieldMap(schema.fields);
  const lacking = Object.keys(fields).filter((name) => !known.has(name) && !fieldFacts(kind, name).hiddenFromSchema);
  if (lacking.length > 0 && gateway !== undefined) {
    const { version, routerFlavor } = gateway;
    return lacking.map((name) => {
      const { flavor, offered } = fieldFacts(kind, name);
      const why =
        flavor !== undefined
          ? `: it needs router_flavor = ${flavor}, this one runs ${routerFlavor}`
          : offered !== undefined
            ? `: ${offerText(offered, "it")}`
            : "";
      const error = refuse.fieldLacking(address, name, version, why, didYouMean(name, known.keys()));
      return { path: [name], error };
    });
  }
  const pluginSchema = schemas.subschema(kind, fields);
  return findings(kind, without(declared, lacking), without(fields, lacking), { schema, pluginSchema }).map(
    ({ path, message, known: names = [] }) => {
      const hint = didYouMean(path.at(-1) ?? "", names);
      return {
        path,
        error: refuse.invalidField(address, path.join("."), hint === "" ? message : `${message}.${hint}`),
      };
    },
  );
};

/** The errors of a matched declaration. */
export const problemsOf = (
  { declaration, kind, fields }: Match,
  schemas: KnownSchemas,
  gateway: Pick<GatewayDescription, "version" | "routerFlavor"> | undefined,
): readonly KongruentError[] =>
  declaredProblems(kind, declaration.address, declaration.fields, fields, schemas, gateway).map(({ error }) => error);
