/**
 * Checks declarations without comparing them: by themselves, or against a gateway's own schemas.
 * @module
 */
import type { Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { kongSchema } from "../model/derive.ts";
import { inOrder, type KongruentError } from "../model/errors.ts";
import type { KongSchema } from "../model/kong-schema.ts";
import { subschemaKey, subschemaName } from "../model/subschema.ts";
import { type Comparator, compileComparator } from "./comparator.ts";
import { problemsOf } from "./declared-problems.ts";
import type { Gateway } from "./gateway.ts";
import type { Match } from "./match.ts";
import { matchAll } from "./match-all.ts";
import { Schemas } from "./schemas.ts";
import { Snapshot } from "./snapshot.ts";
import { usesOf } from "./uses.ts";

type Comparators = (kind: AnyKind, fields: Readonly<Record<string, unknown>>) => Comparator;

/** Everything wrong between declarations: scopes, references, duplicates, cycles. References to what exists are trusted. */
const problems = (
  declarations: readonly Declaration[],
  comparatorOf: Comparators,
  problemsOfMatch: (match: Match) => readonly KongruentError[],
  unusable: ReadonlySet<string> = new Set(),
): readonly KongruentError[] => {
  const { all, errors } = matchAll({
    declarations,
    snapshot: new Snapshot(),
    workspace: "default",
    isOffline: true,
    unusable,
    normalise: (kind, fields) => comparatorOf(kind, fields).normalise(fields),
    mayMove: () => false,
  });
  return inOrder([...errors, ...all.filter(({ declaration }) => !declaration.existing).flatMap(problemsOfMatch)]);
};

/**
 * Checks declarations by themselves, against the bundled schemas. A plugin that is not bundled is not looked into, and a
 * field that is not bundled is passed over: the gateway may have it, and says so at plan.
 *
 * @example
 * const errors = await validateOffline(declarations, bundledSubschema);
 */
export const validateOffline = async (
  declarations: readonly Declaration[],
  subschemaOf: (kind: AnyKind, name: string) => Promise<KongSchema | undefined>,
): Promise<readonly KongruentError[]> => {
  const subschemas = new Map<string, KongSchema>();
  for (const [key, { kind, name }] of usesOf(declarations).subschemas) {
    const schema = await subschemaOf(kind, name);
    if (schema !== undefined) subschemas.set(key, schema);
  }
  // Which router the gateway runs is not known here, so a route may be of either flavor.
  const schemas = {
    kind: (kind: AnyKind) => kongSchema(kind, "expressions"),
    subschema: (kind: AnyKind, fields: Readonly<Record<string, unknown>>) => {
      const name = subschemaName(kind, fields);
      return name === undefined ? undefined : subschemas.get(subschemaKey(kind, name));
    },
  };
  const comparators = new Map<string, Comparator>();
  const comparatorOf: Comparators = (kind, fields) => {
    const name = subschemaName(kind, fields);
    const key = `${kind.kind}/${name ?? ""}`;
    const known = comparators.get(key) ?? compileComparator(kind, schemas.kind(kind), schemas.subschema(kind, fields));
    comparators.set(key, known);
    return known;
  };
  return problems(declarations, comparatorOf, (match) => problemsOf(match, schemas, undefined));
};

/** Checks declarations against a gateway's own schemas; reads no entity. */
export const validateOnline = async (
  gateway: Gateway,
  declarations: readonly Declaration[],
  concurrency: number,
): Promise<readonly KongruentError[]> => {
  const description = await gateway.describe();
  const schemas = new Schemas();
  const lacking = await schemas.load(gateway, declarations, concurrency);
  const unusable = new Set(lacking.flatMap(({ address }) => address ?? []));
  const usable = declarations.filter(({ address }) => !unusable.has(address));
  return inOrder([
    ...lacking,
    ...problems(
      usable,
      (kind, fields) => schemas.comparator(kind, fields),
      (match) => problemsOf(match, schemas, description),
      unusable,
    ),
  ]);
};
