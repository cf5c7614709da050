/**
 * Puts what is live in place of references and templates; what does not exist yet stays as it is.
 * @module
 */
import { type Declaration, Reference, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import type { KongruentError } from "../model/errors.ts";
import { isRecord } from "../model/values.ts";
import * as refuse from "./errors.ts";
import { attributeOf, joined, type Match, referText } from "./match.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What is known of the other declarations. */
export interface ResolveContext {
  /** The match of what a declaration refers to; undefined where it is not declared, or something is wrong with it. */
  readonly matchOf: (address: string) => Match | undefined;
  readonly isDeclared: (address: string) => boolean;
  /** Takes what is wrong. */
  readonly errors: KongruentError[];
}

/**
 * A declaration's fields with what is known put in: the declaration's own where there was nothing to look up. Undefined
 * where a reference leads nowhere, or the scope is not what it says.
 */
export const resolveFields = (declaration: Declaration, kind: AnyKind, context: ResolveContext): Fields | undefined => {
  const before = context.errors.length;
  const { fields } = declaration;
  let resolved: Record<string, unknown> | undefined;
  let isResolved = true;
  for (const name in fields) {
    const value = fields[name];
    if (typeof value !== "object" || value === null) continue;
    let known: unknown;
    if (value instanceof Reference) {
      known = resolveReference(declaration, kind, name, value, context);
      isResolved &&= known !== undefined;
    } else known = resolveValue(declaration, name, value, context);
    if (known === value) continue;
    resolved ??= { ...fields };
    resolved[name] = known;
  }
  if (!isResolved) return undefined;
  const result = resolved ?? fields;
  checkScope(declaration, kind, result, context.errors);
  return context.errors.length > before ? undefined : result;
};

const resolveReference = (
  declaration: Declaration,
  kind: AnyKind,
  field: string,
  reference: Reference,
  { matchOf, isDeclared, errors }: ResolveContext,
): unknown => {
  const target = matchOf(reference.address);
  if (target !== undefined) return target.live === undefined ? reference : { id: target.live.id };
  if (!isDeclared(reference.address)) {
    errors.push(refuse.unknownReference(declaration.address, field, reference.address));
  } else if (kind.scope?.includes(field) === true) {
    // What is wrong with the target is said there; that a plugin stays out because of it is said here.
    errors.push(refuse.scopeUnresolved(declaration.address, field, reference.address));
  }
  return undefined;
};

const resolveTemplate = (
  declaration: Declaration,
  field: string,
  template: Template,
  { matchOf, isDeclared, errors }: ResolveContext,
): unknown => {
  let isKnown = true;
  const parts = template.parts.map((part) => {
    if (typeof part === "string") return part;
    if (!isDeclared(part.address)) errors.push(refuse.unknownReference(declaration.address, field, part.address));
    const live = matchOf(part.address)?.live;
    isKnown &&= live !== undefined;
    return attributeOf(live, part) ?? "";
  });
  return isKnown ? joined(parts) : template;
};

/** The value with what is known put in; the value itself where nothing in it was to be looked up, which is the usual. */
const resolveValue = (declaration: Declaration, field: string, value: unknown, context: ResolveContext): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Template) return resolveTemplate(declaration, field, value, context);
  if (Array.isArray(value)) {
    let items: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const known = resolveValue(declaration, field, value[index], context);
      if (known === value[index]) continue;
      items ??= [...value];
      items[index] = known;
    }
    return items ?? value;
  }
  if (!isRecord(value)) return value;
  let entries: Record<string, unknown> | undefined;
  for (const key in value) {
    const known = resolveValue(declaration, field, value[key], context);
    if (known === value[key]) continue;
    entries ??= { ...value };
    entries[key] = known;
  }
  return entries ?? value;
};

/** A declared scope stands for something, and none is left out by accident. */
const checkScope = (declaration: Declaration, kind: AnyKind, fields: Fields, errors: KongruentError[]): void => {
  if (kind.scope === undefined || declaration.existing) return;
  const declared = kind.scope.filter((field) => field in declaration.fields);
  const given = declared.filter((field) => fields[field] !== undefined && fields[field] !== null);
  for (const field of declared) {
    if (referText(fields[field]) === undefined) errors.push(refuse.scopeUnresolved(declaration.address, field));
  }
  if (declared.length === 0 && !declaration.isGlobal) errors.push(refuse.scopeMissing(declaration.address));
  if (given.length > 0 && declaration.isGlobal) errors.push(refuse.scopeContradictory(declaration.address, given));
};

const NONE: readonly string[] = [];

/** Addresses that a value waits for, in the order they stand in it. */
export const awaited = (value: unknown): readonly string[] => collectAwaited(value, undefined) ?? NONE;

const collectAwaited = (value: unknown, found: string[] | undefined): string[] | undefined => {
  if (typeof value !== "object" || value === null) return found;
  let all = found;
  if (value instanceof Reference) {
    all ??= [];
    all.push(value.address);
  } else if (value instanceof Template) {
    for (const part of value.parts) {
      if (typeof part === "string") continue;
      all ??= [];
      all.push(part.address);
    }
  } else if (Array.isArray(value)) for (const item of value) all = collectAwaited(item, all);
  else if (isRecord(value)) for (const key in value) all = collectAwaited(value[key], all);
  return all;
};
