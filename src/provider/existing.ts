/**
 * Entities named by a person: for an import and for a data source.
 * @module
 */
import { namedBy } from "../desired/existing.ts";
import type { Entity } from "../engine/gateway.ts";
import { identifierOf } from "../engine/snapshot.ts";
import { Reference } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { KongruentError } from "../model/errors.ts";
import { parseIdentity } from "../model/identity.ts";
import { kindOf } from "../model/kinds.ts";
import { didYouMean } from "../model/nearest.ts";
import { isUuid } from "../model/values.ts";
import { declaredFields, type Fields, type State } from "./fields.ts";
import type { Online, Session } from "./session.ts";

const notFound = (words: string, hint = ""): KongruentError =>
  new KongruentError(
    "KG_EXISTING_NOT_FOUND",
    `The gateway does not have ${words}.${hint} Check the name, the workspace and the gateway's address.`,
  );

const exampleOf = (kind: AnyKind): string => {
  const { path, at, atNone } = kind.identity;
  const suffix = at === undefined ? "" : `@${atNone ?? `${at[0]}=<${at[0]}>`}`;
  return `${kind.kind}/${path.map((part) => `<${part}>`).join("/")}${suffix}`;
};

/** The text as the provider's own workspace has it. Throws for what is no identity of this kind and workspace. */
const withoutWorkspace = (session: Session, kind: AnyKind, text: string): string => {
  const isPlain = !text.includes("/");
  const parsed = isPlain ? undefined : parseIdentity(text);
  if (parsed?.kind !== kind.kind) {
    const what = parsed === undefined ? "is no identity text" : `names one of the ${parsed.kind}`;
    throw new KongruentError(
      "KG_IDENTITY_INVALID",
      `'${text}' ${what}, and a ${kind.terraform} is one of the ${kind.kind}. Write ${exampleOf(kind)}, or an id.`,
    );
  }
  const { workspace } = parsed;
  if (workspace === undefined) return text;
  const own = session.settings.workspace ?? "default";
  if (workspace === own) return text.slice(text.indexOf("/") + 1);
  throw new KongruentError(
    "KG_IDENTITY_INVALID",
    `'${text}' is in the workspace '${workspace}', and this provider works in '${own}'. Set the provider's workspace.`,
  );
};

/** A name that is close to one that is not there. */
const nearest = async ({ reader }: Online, kind: AnyKind, fields: Fields): Promise<string> => {
  const field = kind.identity.path.at(-1);
  const wanted = field === undefined ? undefined : fields[field];
  if (field === undefined || typeof wanted !== "string" || kind.path === undefined) return "";
  const names = (await reader.all(kind)).flatMap((entity) => {
    const name = entity[field];
    return typeof name === "string" && name !== wanted ? [name] : [];
  });
  return didYouMean(wanted, names);
};

/** The entity that these fields, or this id, mean. */
const find = async (
  session: Session,
  online: Online,
  kind: AnyKind,
  id: string | undefined,
  fields: Fields,
  words: string,
): Promise<Entity> => {
  const found =
    id === undefined
      ? await session.lookUp(online, kind, fields)
      : await online.reader.byId(kind, id.toLowerCase(), session.parentOf(kind, fields));
  if (found !== undefined) return found;
  throw notFound(words, id === undefined ? await nearest(online, kind, fields) : "");
};

/** The entity that an identity text or an id names. */
export const findByText = async (session: Session, online: Online, kind: AnyKind, text: string): Promise<Entity> => {
  if (isUuid(text)) {
    if (kind.path === undefined) {
      throw new KongruentError(
        "KG_IDENTITY_INVALID",
        `${kind.kind} are reached through their ${kind.nested?.parent}, so an id does not tell which one is meant. Write ${exampleOf(kind)}.`,
      );
    }
    return find(session, online, kind, text, {}, `${kind.kind}/${text}`);
  }
  const { id, fields, through } = namedBy(withoutWorkspace(session, kind, text), kind, text);
  const ids = new Map<string, string>();
  for (const parent of through) {
    const target = kindOf(parent.kind);
    const found = await find(
      session,
      online,
      target,
      parent.id,
      parent.fields,
      `${parent.kind}/${Object.values(parent.fields).join("/")}`,
    );
    ids.set(parent.address, found.id);
  }
  const resolved = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Reference ? { id: ids.get(value.address) } : value,
    ]),
  );
  return find(session, online, kind, id, resolved, text);
};

/** The entity that attributes mean: its id, or the attributes of a unique key. */
export const findByAttributes = async (
  session: Session,
  online: Online,
  kind: AnyKind,
  given: State,
): Promise<Entity> => {
  const { id } = given;
  const fields = declaredFields(kind, given);
  if (typeof id === "string") return find(session, online, kind, id, fields, `${kind.kind}/${id}`);
  const { key } = identifierOf(kind, fields);
  const marks = (kind.recognisedBy ?? []).filter(({ values }) => values(fields).length > 0);
  if (key === undefined && marks.length > 0) {
    const words = `one of the ${kind.kind} with such a ${marks.map(({ what }) => what).join(" or ")}`;
    return find(session, online, kind, undefined, fields, words);
  }
  const keys = [
    ...kind.uniqueKeys.map(({ fields: names }) => names.join(" and ")),
    ...(kind.recognisedBy ?? []).map(({ field }) => field),
  ].join(", or ");
  const hasScope = key?.fields.some((field) => kind.scope?.includes(field) === true) === true;
  const isScopeMissing = hasScope && (given["scope"] === null || given["scope"] === undefined);
  if (key === undefined || isScopeMissing) {
    throw new KongruentError(
      "KG_IDENTITY_MISSING",
      `Say which one: by identity, by id, or by ${keys}${isScopeMissing ? " with its scope" : ""}.`,
    );
  }
  const isNamed = kind.identity.path.some((field) => fields[field] !== undefined);
  const words = isNamed
    ? await session.identityOf(kind, fields)
    : `one of the ${kind.kind} with ${key.fields.map((field) => `${field} '${String(fields[field])}'`).join(" and ")}`;
  return find(session, online, kind, undefined, fields, words);
};
