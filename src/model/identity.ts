/**
 * Identity text: one form everywhere, for people, imports and reports.
 * `services/orders` · `targets/orders/10.0.0.1:8000` · `plugins/cors@route=orders-v1` · `plugins/prometheus@global`
 * @module
 */
import { Template } from "./declaration.ts";
import type { AnyKind } from "./define.ts";
import { fieldFacts, referenceId } from "./derive.ts";
import { KongruentError } from "./errors.ts";
import { Secret } from "./secret.ts";

/** `/ @ = , %` and control characters are percent-encoded inside a part; everything else stays readable. */
export const encodePart = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(/[/@=,%\p{Cc}]/gu, (character) => encodeURIComponent(character));

/** What most names are made of, and what stays as it is. */
const PLAIN = /^[\w.~-]*$/;

export const decodePart = (text: string): string => decodeURIComponent(text);

/** The name of what a reference points to: its own first identity part, else its id. */
export type NameOf = (kind: string, id: string) => string | undefined;

export interface IdentityContext {
  readonly nameOf: NameOf;
  /** Stands for an id that does not exist yet: the declaration's address. */
  readonly placeholder?: string;
  readonly workspace?: string | undefined;
  /** The entity's id, where it is not in it. */
  readonly id?: string | undefined;
  /** The id behind a reference. @default `{ id }` */
  readonly refer?: (value: unknown) => string | undefined;
}

/** Whether a value may stand in a text: it is there, is no secret, and is known before apply. */
const isPresent = (value: unknown): boolean =>
  value !== undefined && value !== null && !(value instanceof Secret) && !(value instanceof Template);

const partOf = (
  kind: AnyKind,
  field: string,
  entity: Readonly<Record<string, unknown>>,
  context: IdentityContext,
): string | undefined => {
  const { reference, computed } = fieldFacts(kind, field);
  const value = entity[field] ?? computed?.(entity);
  if (reference !== undefined) {
    const id = (context.refer ?? referenceId)(value);
    return id === undefined ? undefined : encodePart(context.nameOf(reference.kind, id) ?? id);
  }
  return isPresent(value) ? encodePart(String(value)) : undefined;
};

/**
 * An entity's identity in words.
 *
 * @example
 * identityText(service, { name: "orders" }, { nameOf: () => undefined }) // "services/orders"
 */
export const identityText = (
  kind: AnyKind,
  entity: Readonly<Record<string, unknown>>,
  context: IdentityContext,
): string => {
  const { path, at, atNone, fallback } = kind.identity;
  const parts = path.map((field) => partOf(kind, field, entity, context));
  let name: string;
  if (parts.every((part) => part !== undefined)) {
    name = parts.join("/");
  } else {
    const second = fallback === undefined ? undefined : partOf(kind, fallback, entity, context);
    const given = entity["id"] ?? context.id;
    const id = typeof given === "string" ? given : (context.placeholder ?? "?");
    name = second === undefined ? encodePart(id) : `${fallback}=${second}`;
  }
  const scope = (at ?? []).flatMap((field) => {
    const part = partOf(kind, field, entity, context);
    return part === undefined ? [] : [`${field}=${part}`];
  });
  const suffix = scope.length > 0 ? `@${scope.join(",")}` : atNone === undefined ? "" : `@${atNone}`;
  const { workspace = "default" } = context;
  const prefix = workspace === "default" || kind.workspaced === false ? "" : `ws:${encodePart(workspace)}/`;
  return `${prefix}${kind.kind}/${name}${suffix}`;
};

export interface ParsedIdentity {
  readonly workspace: string | undefined;
  readonly kind: string;
  readonly path: readonly string[];
  readonly at: Readonly<Record<string, string>>;
  readonly isGlobal: boolean;
}

/**
 * Reads an identity text. Throws `KG_IDENTITY_INVALID` on anything else.
 *
 * @example
 * parseIdentity("plugins/cors@route=orders-v1") // { kind: "plugins", path: ["cors"], at: { route: "orders-v1" }, … }
 */
export const parseIdentity = (text: string): ParsedIdentity => {
  const match = /^(?:ws:([^/]+)\/)?([a-z0-9_]+)\/([^@]+?)(?:@(.+))?$/.exec(text);
  if (match === null) {
    throw new KongruentError(
      "KG_IDENTITY_INVALID",
      `'${text}' is no identity. Write kind/name, like services/orders or plugins/cors@route=orders-v1.`,
    );
  }
  const [, workspace, kind = "", path = "", at] = match;
  const isGlobal = at === "global";
  const scope = at === undefined || isGlobal ? [] : at.split(",").map((part) => part.split("="));
  if (scope.some((pair) => pair.length !== 2)) {
    throw new KongruentError(
      "KG_IDENTITY_INVALID",
      `'${text}' is no identity: behind '@' stands 'global' or field=name.`,
    );
  }
  return {
    workspace: workspace === undefined ? undefined : decodePart(workspace),
    kind,
    path: path.split("/").map(decodePart),
    at: Object.fromEntries(scope.map(([field = "", name = ""]) => [field, decodePart(name)])),
    isGlobal,
  };
};
