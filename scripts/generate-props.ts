/** The properties of constructs as plain interfaces, written from the descriptors. @module */
import { z } from "zod";
import { type SecretAttribute, secretAttributesOf } from "../src/model/attribute-names.ts";
import { className, lookupsOf } from "../src/model/constructs.ts";
import type { AnyKind } from "../src/model/define.ts";
import { isMandatory, unwrapped } from "../src/model/derive.ts";
import { factsOf, innerType } from "../src/model/facts.ts";
import { findKind, kinds } from "../src/model/kinds.ts";
import { offerText } from "../src/model/offer.ts";
import { camelCase } from "../src/model/property-names.ts";

type Shape = Readonly<Record<string, z.core.$ZodType>>;
interface Interface {
  readonly name: string;
  readonly base: string | undefined;
  readonly doc: string;
  readonly lines: readonly string[];
}

const pascalCase = (text: string): string => {
  const camel = camelCase(text);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
};
const singular = (text: string): string => text.replace(/s$/, "");
const classOf = (kind: string): string => {
  const known = findKind(kind);
  return known === undefined ? pascalCase(singular(kind)) : className(known);
};

/** Whether a kind's settings are described by the plugin catalogue. */
export const hasCatalogue = (kind: AnyKind): boolean =>
  kind.scope !== undefined && kind.subschema !== undefined && kind.subschema.bundled === undefined;

/** Whether another property may be given in place of a field's own: a write-only one. */
export const isGivenOtherwise = (kind: AnyKind, field: string): boolean =>
  [...secretAttributesOf(kind).values()].some((attribute) => attribute.field === field && !attribute.isMerged);

/** What a field is, in a sentence. */
export const descriptionOf = (schema: z.core.$ZodType): string => {
  const inner = innerType(schema);
  return z.globalRegistry.get(schema)?.description ?? (inner === undefined ? "" : descriptionOf(inner));
};

const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : value.map(valueText).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
};

const defaultOf = (kind: AnyKind | undefined, field: string, schema: z.core.$ZodType): string => {
  const facts = factsOf(schema);
  const named = kind?.namedByPath;
  if (named?.field === field) {
    const unless = named.unless === undefined ? "" : `, unless there is a ${camelCase(named.unless)}`;
    return `from the construct's path: \`orders-v1\` for orders/v1${unless}`;
  }
  if (facts.auto === true) return "made by the gateway, and kept";
  if (facts.undeclared === "keep") return "what is there is kept";
  if (facts.default !== undefined && facts.default !== null) return valueText(facts.default);
  return facts.required === true && unwrapped(schema) instanceof z.ZodObject ? "what its own defaults say" : "none";
};

const LITERAL = " * A literal ends in the synthesized file; use a sensitive TerraformVariable.";
const UNSTORED = "Terraform 1.11, OpenTofu 1.11 and later store it nowhere; for `kongruent` it is the same.";

/** What a secret attribute is, in sentences. */
const secretDoc = ({ field, isMerged, isWriteOnly, twin, schema }: SecretAttribute): readonly string[] => {
  const names = unwrapped(schema) instanceof z.ZodObject ? "" : " with Kong's field names,";
  const is = isMerged
    ? twin !== undefined && isWriteOnly
      ? `\`${camelCase(twin)}\`, write-only.`
      : isWriteOnly
        ? `What is secret of \`${camelCase(field)}\`, merged over it,${names} write-only.`
        : `Settings that must not be shown, merged over \`${camelCase(field)}\`, with Kong's field names.`
    : `The same as \`${camelCase(field)}\`, write-only.`;
  return [` * ${is}${isWriteOnly ? ` ${UNSTORED}` : ""}`, LITERAL];
};

/** The type of what is secret of a record; any other type as it is. */
const partOf = (schema: z.core.$ZodType, type: string): string => {
  const record = unwrapped(schema);
  const names = record instanceof z.ZodObject ? Object.entries(record.shape) : [];
  const secrets = names.flatMap(([name, inner]) => (factsOf(inner).secret === true ? [`"${camelCase(name)}"`] : []));
  return secrets.length === 0 ? type : `Pick<${type}, ${secrets.join(" | ")}>`;
};

/** Writes interfaces; those of nested records stand before the one that uses them. */
class Writer {
  readonly interfaces: Interface[] = [];

  /** A nested record is called after where it stands, unless a class is called so. */
  private nameOf(wanted: string): string {
    return kinds.some((kind) => className(kind) === wanted) ? `${wanted}Entry` : wanted;
  }

  /** The TypeScript type of a field, naming nested records after where they stand. */
  typeOf(schema: z.core.$ZodType, name: string): string {
    const { reference, listOf } = factsOf(schema);
    if (reference !== undefined) return `I${classOf(reference.kind)} | string`;
    if (listOf !== undefined) return `readonly (I${classOf(listOf)} | string)[] | IResolvable`;
    const type = unwrapped(schema);
    if (type instanceof z.ZodArray) return `readonly (${this.elementOf(type.element, singular(name))})[] | IResolvable`;
    if (type instanceof z.ZodRecord) return `Readonly<Record<string, ${this.elementOf(type.valueType, name)}>>`;
    if (type instanceof z.ZodBoolean) return "boolean | IResolvable";
    if (type instanceof z.ZodEnum || type instanceof z.ZodLiteral) return `${this.elementOf(type, name)} | IResolvable`;
    return this.elementOf(type, name);
  }

  /** A type inside a list or a map, where a token stands for the whole instead. */
  private elementOf(schema: z.core.$ZodType, name: string): string {
    const type = unwrapped(schema);
    if (type instanceof z.ZodString) return "string";
    if (type instanceof z.ZodNumber) return "number";
    if (type instanceof z.ZodUnknown) return "unknown";
    if (type instanceof z.ZodEnum) return type.options.map((value) => JSON.stringify(value)).join(" | ");
    if (type instanceof z.ZodLiteral) return [...type.values].map((value) => JSON.stringify(value)).join(" | ");
    if (type instanceof z.ZodArray) return `readonly ${this.elementOf(type.element, singular(name))}[]`;
    if (type instanceof z.ZodObject) {
      const own = this.nameOf(name);
      this.write({
        name: own,
        base: undefined,
        doc: descriptionOf(schema) || "One entry of the list.",
        shape: type.shape,
      });
      return own;
    }
    throw new Error(`${name} has a type that properties cannot have yet`);
  }

  /** The other properties that a field's secrets may be given by. */
  twinLines(kind: AnyKind | undefined, field: string, schema: z.core.$ZodType, prefix: string): readonly string[] {
    const twins = kind === undefined ? [] : [...secretAttributesOf(kind).values()];
    return twins
      .filter((attribute) => attribute.field === field)
      .flatMap((attribute) => [
        "/**",
        ...secretDoc(attribute),
        " * @default - none",
        " */",
        `readonly ${camelCase(attribute.name)}?: ${partOf(schema, this.typeOf(schema, `${prefix}${pascalCase(field)}`))};`,
      ]);
  }

  write(wanted: {
    name: string;
    base: string | undefined;
    doc: string;
    shape: Shape;
    kind?: AnyKind;
    lines?: readonly string[];
    isWithoutTwins?: boolean;
  }): void {
    const { name, base, doc, shape, kind } = wanted;
    const prefix = name.replace(/(Options|Props|Details)$/, "");
    const lines = Object.entries(shape).flatMap(([field, schema]) => {
      const { offered, computed } = factsOf(schema);
      if (computed !== undefined) return [];
      const isNamed = kind?.namedByPath?.field === field;
      const twins =
        kind === undefined
          ? []
          : [...secretAttributesOf(kind).values()].filter((attribute) => attribute.field === field);
      const hasTwin = kind !== undefined && isGivenOtherwise(kind, field);
      const isOptional = isNamed || hasTwin || !isMandatory(schema);
      const secret = factsOf(schema).secret === true ? [LITERAL] : [];
      const [twin] = twins;
      const absent =
        hasTwin && isMandatory(schema) && twin !== undefined
          ? `none: it is required, here or as ${camelCase(twin.name)}`
          : defaultOf(kind, field, schema);
      return [
        "/**",
        ` * ${descriptionOf(schema)}`,
        ...(offered === undefined ? [] : [` * ${offerText(offered, "it")}.`]),
        ...secret,
        ...(isOptional ? [` * @default - ${absent}`] : []),
        " */",
        `readonly ${camelCase(field)}${isOptional ? "?" : ""}: ${this.typeOf(schema, `${prefix}${pascalCase(field)}`)};`,
        ...(wanted.isWithoutTwins === true ? [] : this.twinLines(kind, field, schema, prefix)),
      ];
    });
    // A twin of a record has the record's own interface.
    if (this.interfaces.some((known) => known.name === name)) return;
    this.interfaces.push({ name, base, doc, lines: [...lines, ...(wanted.lines ?? [])] });
  }
}

const only = (shape: Shape, names: readonly string[]): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([field]) => names.includes(field)));

/**
 * `Props` of a kind, `Options` for what its parent's method does not fill in, and `Details` for what remains when the method also
 * takes some of it by itself.
 */
const writeKind = (writer: Writer, kind: AnyKind): void => {
  const { shape }: { shape: Shape } = kind.schema;
  const name = className(kind);
  const doc =
    kind.offered === undefined ? kind.describe : `${kind.describe} ${capital(offerText(kind.offered, "them"))}.`;
  const parent = kind.nested?.parent ?? kind.addedTo;
  const parents = kind.adder?.to ?? (parent === undefined ? [] : [parent]);
  const taken = (kind.adder?.takes ?? []).filter((field) => field !== "id");
  const steps: { readonly name: string; readonly fields: readonly string[]; readonly lines?: readonly string[] }[] = [];
  /** Settings of the catalogue are given by its functions; secrets beside them may be given as everywhere. */
  const settings = hasCatalogue(kind) ? kind.subschema?.of : undefined;
  const later = new Set<string>();
  const step = (part: string, fields: readonly string[], lines?: readonly string[]): void => {
    for (const field of fields) later.add(field);
    steps.unshift({ name: `${name}${part}`, fields, ...(lines === undefined ? {} : { lines }) });
  };
  if (kind.scope !== undefined) {
    const subject = kind.subschema?.name ?? "name";
    for (const field of kind.scope) later.add(field);
    step(
      "Props",
      [subject],
      ["/** Where it acts: `Scope.of({ … })`, or `Scope.global()` for every request. */", "readonly scope: Scope;"],
    );
    if (settings !== undefined) step("Options", [settings]);
  } else if (parents.length > 0) {
    step("Props", parents);
    if (taken.length > 0) step("Options", taken);
  }
  const rest = Object.keys(shape).filter((field) => !later.has(field));
  const first = steps.length === 0 ? "Props" : steps.length === 1 ? "Options" : "Details";
  const schema = shape[settings ?? ""];
  const secrets = schema === undefined ? [] : writer.twinLines(kind, settings ?? "", schema, name);
  steps.unshift({ name: `${name}${first}`, fields: rest, lines: secrets });
  let base = "EntityOptions";
  for (const { name: own, fields, lines } of steps) {
    const isWithoutTwins = settings !== undefined;
    writer.write({ name: own, base, doc, shape: only(shape, fields), kind, isWithoutTwins, ...(lines && { lines }) });
    base = own;
  }
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The ways to name an existing entity: its id, or one of its keys. */
const lookupOf = (kind: AnyKind): string => {
  const { shape }: { shape: Shape } = kind.schema;
  const part = (field: string, isOptional: boolean): string => {
    const { reference } = factsOf(shape[field] ?? z.never());
    const isList = unwrapped(shape[field] ?? z.never()) instanceof z.ZodArray;
    const type = field === "scope" && kind.scope !== undefined ? "Scope" : isList ? "readonly string[]" : "string";
    return `readonly ${camelCase(field)}${isOptional ? "?" : ""}: ${reference === undefined ? type : `I${classOf(reference.kind)} | string`}`;
  };
  const ways = lookupsOf(kind).map(
    ({ needed, optional }) =>
      `{ ${[...needed.map((field) => part(field, false)), ...optional.map((field) => part(field, true))].join("; ")} }`,
  );
  return ["{ readonly id: string }", ...ways].join(" | ");
};

/** The text of `src/constructs/props.ts`, before it is formatted. */
export const propsModule = (): string => {
  const writer = new Writer();
  for (const kind of kinds) writeKind(writer, kind);
  const referred = kinds.flatMap((kind) =>
    Object.values(kind.schema.shape).flatMap((schema) => factsOf(schema).reference?.kind ?? []),
  );
  const listed = kinds.flatMap((kind) =>
    Object.values(kind.schema.shape).flatMap((schema) => factsOf(schema).listOf ?? []),
  );
  const all = [...new Set([...kinds.map((kind) => kind.kind), ...referred, ...listed])];
  return [
    "/**",
    " * What each construct takes. Generated from src/model by `npm run generate`; do not edit.",
    " * @module",
    " */",
    'import type { IResolvable } from "cdktf";',
    'import type { EntityOptions, IEntity } from "./options.ts";',
    'import type { Scope } from "./scope.ts";',
    ...all.flatMap((kind) => [
      "",
      `/** One of the ${kind.replace(/_/g, " ")}: a construct, or an existing one. */`,
      `export type I${classOf(kind)} = IEntity<${JSON.stringify(kind)}>;`,
    ]),
    ...writer.interfaces.flatMap(({ name, base, doc, lines }) => [
      "",
      `/** ${doc} */`,
      `export interface ${name}${base === undefined ? "" : ` extends ${base}`} {`,
      ...lines,
      "}",
    ]),
    ...kinds.flatMap((kind) => [
      "",
      `/** How an existing one of the ${kind.kind.replace(/_/g, " ")} is named. */`,
      `export type ${classOf(kind.kind)}Lookup = ${lookupOf(kind)};`,
    ]),
    "",
  ].join("\n");
};
