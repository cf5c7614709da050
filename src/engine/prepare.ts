/**
 * Makes a plan against a gateway: reads what the declarations need, completely, and decides.
 * @module
 */
import { checks } from "../model/checks.ts";
import type { Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldsOf, isMandatory, kindsBelow } from "../model/derive.ts";
import { errorReports, inOrder, type KongruentError } from "../model/errors.ts";
import { kinds } from "../model/kinds.ts";
import { revealAll } from "../model/secret.ts";
import { canonicalJson } from "../model/values.ts";
import { type FieldErrors, issues } from "../model/violations.ts";
import { forEachBounded } from "./bounded.ts";
import { hasUnknown } from "./comparator.ts";
import { decide } from "./decide.ts";
import type { DecideOptions } from "./decide-input.ts";
import { problemsOf } from "./declared-problems.ts";
import * as refuse from "./errors.ts";
import type { Gateway } from "./gateway.ts";
import { SchemaViolationError } from "./gateway-errors.ts";
import { type Owner, ownerTag } from "./ownership.ts";
import type { Operation, PreparedPlan } from "./plan.ts";
import { Schemas } from "./schemas.ts";
import { readInto, Snapshot } from "./snapshot.ts";
import { type Uses, usesOf } from "./uses.ts";

export interface PlanOptions extends DecideOptions {
  /** Every owner of the run, also those that declare nothing. */
  readonly owners: readonly Owner[];
  /** Read all kinds in full, to list everything that is unmanaged. */
  readonly allKinds: boolean;
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
}

/** The kinds whose every entity a plan needs: those declared, and those referred to. */
const neededKinds = ({ declared, referred }: Uses, allKinds: boolean): ReadonlySet<string> =>
  new Set(allKinds ? kinds.map(({ kind }) => kind) : [...declared, ...referred]);

/** Ids that declarations give in so many words and that the lists did not hold: read one by one, for lists may be torn. */
const readMissingReferences = async (
  snapshot: Snapshot,
  gateway: Gateway,
  { byId }: Uses,
  concurrency: number,
): Promise<void> => {
  const missing = byId.filter(({ kind, id }) => snapshot.byId(kind.kind, id) === undefined);
  await forEachBounded(missing, concurrency, async ({ kind, id }) => {
    if (kind.path === undefined) return;
    const entity = await gateway.read(kind, id);
    if (entity !== undefined) snapshot.put(kind, [entity]);
  });
};

/**
 * Asks the gateway about plugins that would be created or changed: it checks in code what no schema says.
 * Equal bodies are asked about once.
 */
const askGateway = async (
  gateway: Gateway,
  operations: readonly Operation[],
  concurrency: number,
): Promise<readonly KongruentError[]> => {
  const asked = new Map<string, { kind: AnyKind; body: Record<string, unknown>; of: Operation[] }>();
  for (const operation of operations) {
    const { kind, declaration } = operation;
    if (kind.subschema === undefined || declaration === undefined || operation.action === "delete") continue;
    const { of } = kind.subschema;
    const isConcerned =
      operation.action === "create" || operation.change.fields.some(({ path }) => path.split(".")[0] === of);
    const config = operation.fields[of];
    const mandatory = Object.entries(operation.fields).filter(([field]) => {
      const schema = fieldsOf(kind)[field];
      return schema !== undefined && isMandatory(schema);
    });
    if (!isConcerned || hasUnknown(config) || mandatory.some(([, value]) => hasUnknown(value))) continue;
    const body = { ...Object.fromEntries(mandatory), ...(config === undefined ? {} : { [of]: config }) };
    const key = canonicalJson(revealAll(body));
    const known = asked.get(key);
    if (known === undefined) asked.set(key, { kind, body, of: [operation] });
    else known.of.push(operation);
  }
  const errors: KongruentError[] = [];
  await forEachBounded([...asked.values()], concurrency, async ({ kind, body, of }) => {
    try {
      await gateway.validate(kind, body);
    } catch (error) {
      if (!(error instanceof SchemaViolationError)) throw error;
      for (const { declaration } of of) {
        if (declaration === undefined) continue;
        // A schema violation's fields are in Kong's own form, which is what FieldErrors describes.
        const found = issues(error.fields as FieldErrors);
        const texts = found.length > 0 ? found : [{ path: [], message: error.message }];
        errors.push(
          ...texts.map(({ path, message }) => refuse.invalidField(declaration.address, path.join("."), message)),
        );
      }
    }
  });
  return errors;
};

export interface Preparation extends PreparedPlan {
  readonly snapshot: Snapshot;
  readonly schemas: Schemas;
}

/**
 * Plans: complete reads, then a pure decision, then the gateway's word on plugins. Writes nothing.
 *
 * @example
 * const { plan } = await prepare(gateway, declarations, options);
 */
export const prepare = async (
  gateway: Gateway,
  declarations: readonly Declaration[],
  options: PlanOptions,
): Promise<Preparation> => {
  // The declarations are looked through while the gateway says what it is.
  const [description, uses] = await Promise.all([gateway.describe(), (async () => usesOf(declarations))()]);
  const schemas = new Schemas();
  const snapshot = new Snapshot();
  const { concurrency, signal } = options;
  const ownerTags = [
    ...new Set(options.owners.filter((owner) => owner !== false).map((owner) => ownerTag(options.ownership, owner))),
  ];
  for (const tag of ownerTags) if (checks.tag(tag) !== undefined) throw refuse.ownerInvalid(tag);
  const needed = neededKinds(uses, options.allKinds);
  const [lacking] = await Promise.all([
    schemas.load(gateway, declarations, concurrency, uses),
    readInto(snapshot, gateway, { kinds: needed, ownerTags, concurrency, signal }),
  ]);
  const unusable = new Set(lacking.flatMap(({ address }) => address ?? []));
  const usable = unusable.size === 0 ? declarations : declarations.filter(({ address }) => !unusable.has(address));
  await readMissingReferences(snapshot, gateway, usable === declarations ? uses : usesOf(usable), concurrency);
  const decideNow = (): PreparedPlan =>
    decide({
      description,
      declarations: usable,
      unusable,
      owners: options.owners,
      snapshot,
      comparatorOf: (kind, fields) => schemas.comparator(kind, fields),
      validate: (match) => problemsOf(match, schemas, description),
      options,
    });
  let prepared = decideNow();
  const below = new Set(
    prepared.operations.filter(({ action }) => action === "delete").flatMap(({ kind }) => [...kindsBelow(kind.kind)]),
  );
  const unread = [...below].filter((kind) => !snapshot.isComplete(kind));
  if (unread.length > 0) {
    // A delete is judged with all that hangs below it in view.
    await readInto(snapshot, gateway, { kinds: new Set(unread), ownerTags: [], concurrency, signal });
    prepared = decideNow();
  }
  const refused = [...lacking, ...prepared.refusals];
  const objections = refused.length > 0 ? [] : await askGateway(gateway, prepared.operations, concurrency);
  const refusals = refuse.withRenameAdvice(inOrder([...refused, ...objections]));
  const others = prepared.plan.errors.slice(prepared.refusals.length);
  return {
    ...prepared,
    refusals,
    plan: { ...prepared.plan, errors: [...refusals.flatMap(errorReports), ...others] },
    snapshot,
    schemas,
  };
};
