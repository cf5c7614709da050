/** Declarations in few words: `route("orders-v1", { service: orders, paths: ["/orders"] })`. */
import { type Declaration, Reference } from "../../src/model/declaration.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { Secret } from "../../src/model/secret.ts";

export const OWNER = "shop";
export const OWNER_TAG = "kongruent-owner:shop";

type Fields = Readonly<Record<string, unknown>>;
export type Meta = Partial<Omit<Declaration, "kind" | "fields" | "lifecycle">> & {
  readonly lifecycle?: Partial<Declaration["lifecycle"]>;
};

const isDeclaration = (value: unknown): value is Declaration =>
  value !== null && typeof value === "object" && "address" in value && "lifecycle" in value;

/** Declarations among the values become references to them. */
const referring = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isDeclaration(value) ? new Reference(value.address) : value]),
  );

export const declare = (kind: string, name: string, fields: Fields, meta: Meta = {}): Declaration => ({
  kind,
  address: `${kindOf(kind).terraform}.${name}`,
  fields: referring(fields),
  id: undefined,
  isGlobal: false,
  existing: false,
  dependsOn: [],
  owner: OWNER,
  adopt: undefined,
  ...meta,
  lifecycle: { preventDestroy: false, ignoreChanges: [], ...meta.lifecycle },
});

export const service = (name: string, fields: Fields = {}, meta: Meta = {}): Declaration =>
  declare("services", name, { name, host: `${name}.example`, ...fields }, meta);

export const route = (name: string, fields: Fields = {}, meta: Meta = {}): Declaration =>
  declare("routes", name, { name, paths: [`/${name}`], ...fields }, meta);

export const upstream = (name: string, fields: Fields = {}, meta: Meta = {}): Declaration =>
  declare("upstreams", name, { name, ...fields }, meta);

export const target = (of: Declaration, address: string, fields: Fields = {}, meta: Meta = {}): Declaration =>
  declare("targets", `${of.address}/${address}`, { upstream: of, target: address, ...fields }, meta);

export const consumer = (username: string, fields: Fields = {}, meta: Meta = {}): Declaration =>
  declare("consumers", username, { username, ...fields }, meta);

export const keyAuth = (of: Declaration, key: string, fields: Fields = {}, meta: Meta = {}): Declaration =>
  declare(
    "keyauth_credentials",
    `${of.address}/${meta.address ?? "key"}`,
    { consumer: of, key: new Secret(key), ...fields },
    meta,
  );

export const basicAuth = (of: Declaration, username: string, password: string, meta: Meta = {}): Declaration =>
  declare("basicauth_credentials", username, { consumer: of, username, password: new Secret(password) }, meta);

export const acl = (of: Declaration, group: string, meta: Meta = {}): Declaration =>
  declare("acls", `${of.address}/${group}`, { consumer: of, group }, meta);

/** Where a plugin applies: what its `scope` holds. */
export type On = "global" | Readonly<Partial<Record<"route" | "service" | "consumer", Declaration | { id: string }>>>;

const scopeName = (on: On): string =>
  on === "global"
    ? "global"
    : Object.entries(on)
        .map(([field, value]) => `${field}=${isDeclaration(value) ? value.address : value.id}`)
        .join(",");

export const plugin = (name: string, on: On, config: Fields = {}, fields: Fields = {}, meta: Meta = {}): Declaration =>
  declare(
    "plugins",
    `${name}@${scopeName(on)}`,
    { name, config, ...(on === "global" ? {} : on), ...fields },
    { isGlobal: on === "global", ...meta },
  );

/** `0 … count-1`, mapped. */
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Somebody else's or our own tags for `insert`. */
export const owned = { tags: [OWNER_TAG] };
