/**
 * Facts about fields that are not validation, hung on zod schemas through a registry.
 * Each wrapper works on a clone, so a fact never leaks to another user of a shared schema.
 * @module
 */
import { z } from "zod";
import type { KongField } from "./kong-schema.ts";

/** Named checks that Kong makes in code and does not publish in `/schemas`. Implemented in `checks.ts`. */
export type CheckName =
  | "host"
  | "host_with_port"
  | "hostname"
  | "wildcard_host"
  | "name"
  | "utf8_name"
  | "tag"
  | "route_path"
  | "ip_or_cidr"
  | "target"
  | "upstream_name"
  | "sni"
  | "url";

/** Which gateways have a kind or a field. */
export interface Offer {
  readonly edition?: "enterprise";
  /** The first version that has it: `3.10`. */
  readonly since?: string;
  /** The line of `kong.conf` that turns it on. */
  readonly setting?: string;
}

export interface FieldFacts {
  /** The server's default for an absent value. */
  readonly default?: unknown;
  /** The default where another field of the entity holds any of some values (a grpc route's `strip_path` is false). */
  readonly defaultWhen?: { readonly field: string; readonly holdsAnyOf: readonly unknown[]; readonly value: unknown };
  /** Never null on the gateway. */
  readonly required?: boolean;
  /** Unordered: compared as a set. Without it an array is ordered. */
  readonly set?: boolean;
  /** Never shown; wrapped as a Secret from the border inward. */
  readonly secret?: boolean;
  /** Points to another entity. `onDelete` is what a delete of that entity does. */
  readonly reference?: { readonly kind: string; readonly onDelete: "cascade" | "restrict" };
  /** Worked out by the gateway from the other fields: never declared or sent. What it will be is worked out here as well. */
  readonly computed?: (entity: Readonly<Record<string, unknown>>) => unknown;
  /** Made by the gateway when absent: never reset, its default never published. */
  readonly auto?: boolean;
  /** Write-only shorthand: what it stands for. */
  readonly writeOnly?: (value: unknown) => Readonly<Record<string, unknown>>;
  /**
   * Of a write-only shorthand in a declaration: the fields it may set, and what is wrong with a value that stands for
   * nothing. The gateway itself takes any value for what it can make of it.
   */
  readonly shorthand?: { readonly sets: readonly string[]; readonly check: (value: unknown) => string | undefined };
  /** What to do about a value that is refused, as a sentence. */
  readonly advice?: (value: string) => string | undefined;
  /** What an undeclared value means: back to default (the usual), or keep what is live. */
  readonly undeclared?: "default" | "keep";
  /** The value the gateway stores for a sent one: `10.0.0.1` → `10.0.0.1:8000`. */
  readonly stored?: (value: unknown) => unknown;
  /** The gateway returns a hash: what it returns for a value of this entity, or undefined where that cannot be known. */
  readonly hashed?: (value: string, entity: Readonly<Record<string, unknown>>) => string | undefined;
  /** Whether a value has the form of the gateway's hash: it most likely is one, and would be hashed again. */
  readonly looksHashed?: (value: string) => boolean;
  /** Of a hashed field: whether the hash cannot be repeated, so that nothing can be said about what is live. */
  readonly isOpaque?: (entity: Readonly<Record<string, unknown>>) => boolean;
  /** Falls with time: sent on create, never compared. */
  readonly countsDown?: boolean;
  /** Only with this router flavor. */
  readonly flavor?: RouterFlavor;
  /** Settable and readable but missing in the gateway's `/schemas`. */
  readonly hiddenFromSchema?: boolean;
  /** A check that Kong makes in code. */
  readonly check?: CheckName;
  /** An explicit null is refused by the gateway's database, which answers code 3 (misleadingly) instead of code 2. */
  readonly refusesNull?: boolean;
  /** Kong attributes that zod has no word for (`starts_with`, `match_none`, `uuid`, …), in the `/schemas` form. */
  readonly kong?: Partial<KongField>;
  /** Carries the owner's tag beside what is declared: compared by the engine's ownership rules. */
  readonly carriesOwner?: boolean;
  /** The gateway may lack the field: which ones have it. */
  readonly offered?: Offer;
  /** Of a reference: an entity that nobody owns was made as a part of what it refers to, and goes with it. */
  readonly partOfParent?: boolean;
  /** Names of the entities that refer to this one, kept as entities of their own: written, they are made and removed to fit. */
  readonly childNames?: { readonly kind: string; readonly reference: string; readonly field: string };
  /** A list of ids of entities of this kind, which the gateway does not delete while they are listed. */
  readonly listOf?: string;
  /** The same, of records with such an id as their `id`. */
  readonly listOfRecords?: string;
}

export type RouterFlavor = "traditional" | "expressions";

export const facts = z.registry<FieldFacts>();

/** The facts of a schema, looked for through optional, nullable and default wrappers; outer facts win. */
export const factsOf = (schema: z.core.$ZodType): FieldFacts => {
  const own = facts.get(schema) ?? {};
  const inner = innerType(schema);
  return inner === undefined ? own : { ...factsOf(inner), ...own };
};

/** The wrapped schema of an optional, nullable or default one. */
export const innerType = (schema: z.core.$ZodType): z.core.$ZodType | undefined => {
  const { def } = schema._zod as { def: { type: string; innerType?: z.core.$ZodType } };
  return def.type === "optional" || def.type === "nullable" || def.type === "default" ? def.innerType : undefined;
};

/** A clone of the schema with more facts on it. */
export const withFacts = <T extends z.ZodType>(schema: T, added: FieldFacts): T => {
  const known = factsOf(schema);
  const description = schema.description;
  const clone = schema.clone();
  if (description !== undefined) z.globalRegistry.add(clone, { description });
  facts.add(clone, { ...known, ...added, ...(added.kong ? { kong: { ...known.kong, ...added.kong } } : {}) });
  return clone;
};

/** An optional field with the server's default: `null` in an entity only if sent as null. */
export const defaulted = <T extends z.ZodType>(schema: T, value: z.input<T>): z.ZodOptional<T> =>
  withFacts(schema.optional(), { default: value });

/** Like {@link defaulted}, for a field that is never null on the gateway. */
export const required = <T extends z.ZodType>(schema: T, value: z.input<T>): z.ZodOptional<T> =>
  withFacts(schema.optional(), { default: value, required: true });

/** A set: order and repetitions mean nothing. */
export const set = <T extends z.ZodType>(element: T): z.ZodArray<T> => withFacts(z.array(element), { set: true });

export const secret = <T extends z.ZodType>(schema: T): T => withFacts(schema, { secret: true });

/** Null or an entity's primary key. */
export const ref = (kind: string, onDelete: "cascade" | "restrict"): z.ZodObject<{ id: z.ZodString }> =>
  withFacts(z.strictObject({ id: z.string() }), { reference: { kind, onDelete } });

export const checked = <T extends z.ZodType>(schema: T, check: CheckName): T => withFacts(schema, { check });

export const kong = <T extends z.ZodType>(schema: T, attributes: Partial<KongField>): T =>
  withFacts(schema, { kong: attributes });

/** A whole number within bounds, both included. */
export const int = (min: number, max: number): z.ZodInt => z.int().min(min).max(max);

/** A number within bounds, both included. */
export const num = (min: number, max: number): z.ZodNumber => z.number().min(min).max(max);

/** The tags of any kind. Undeclared ones keep what is there, so that other people's tags survive. */
export const tags = (): z.ZodOptional<z.ZodArray<z.ZodString>> =>
  withFacts(
    set(checked(kong(z.string(), { required: true }), "tag"))
      .optional()
      .describe("Labels to group and filter by. The owner's tag is added by itself."),
    { undeclared: "keep", carriesOwner: true },
  );

/** A unique name of printable characters that also stands in URLs. */
export const uniqueName = (describe: string): z.ZodOptional<z.ZodString> =>
  withFacts(checked(z.string().min(1), "utf8_name").optional().describe(describe), { kong: { unique: true } });
