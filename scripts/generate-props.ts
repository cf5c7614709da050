/** The properties of constructs as plain interfaces, written from the descriptors. @module */
import { z } from "zod";
import { camelCase } from "../src/constructs/names.ts";
import { type SecretAttribute, secretAttributesOf } from "../src/model/attribute-names.ts";
import type { AnyKind } from "../src/model/define.ts";
import { isMandatory, unwrapped } from "../src/model/derive.ts";
import { factsOf, innerType } from "../src/model/facts.ts";
import { findKind, kinds } from "../src/model/kinds.ts";

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
const classOf = (kind: string): string => pascalCase(findKind(kind)?.singular ?? singular(kind));

const descriptionOf = (schema: z.core.$ZodType): string => {
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
const secretDoc = ({ field, isMerged, isWriteOnly, twin }: SecretAttribute): readonly string[] => {
  const is = isMerged
    ? isWriteOnly
      ? `\`${camelCase(twin)}\`, write-only.`
      : `Settings that must not be shown, merged over \`${camelCase(field)}\`, with Kong's field names.`
    : `The same as \`${camelCase(field)}\`, write-only.`;
  return [` * ${is}${isWriteOnly ? ` ${UNSTORED}` : ""}`, LITERAL];
};

/** Writes interfaces; those of nested records stand before the one that uses them. */
class Writer {
  readonly interfaces: Interface[] = [];

  /** The TypeScript type of a field, naming nested records after where they stand. */
  typeOf(schema: z.core.$ZodType, name: string): string {
    const { reference } = factsOf(schema);
    if (reference !== undefined) return `I${classOf(reference.kind)} | string`;
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
      this.write({ name, base: undefined, doc: descriptionOf(schema) || "One entry of the list.", shape: type.shape });
      return name;
    }
    throw new Error(`${name} has a type that properties cannot have yet`);
  }

  write(wanted: {
    name: string;
    base: string | undefined;
    doc: string;
    shape: Shape;
    kind?: AnyKind;
    lines?: readonly string[];
  }): void {
    const { name, base, doc, shape, kind } = wanted;
    const prefix = name.replace(/(Options|Props)$/, "");
    const lines = Object.entries(shape).flatMap(([field, schema]) => {
      const isNamed = kind?.namedByPath?.field === field;
      const twins =
        kind === undefined
          ? []
          : [...secretAttributesOf(kind).values()].filter((attribute) => attribute.field === field);
      const isGivenOtherwise = twins.some(({ isMerged }) => !isMerged);
      const isOptional = isNamed || isGivenOtherwise || !isMandatory(schema);
      const secret = factsOf(schema).secret === true ? [LITERAL] : [];
      const [twin] = twins;
      const absent =
        isGivenOtherwise && isMandatory(schema) && twin !== undefined
          ? `none: it is required, here or as ${camelCase(twin.name)}`
          : defaultOf(kind, field, schema);
      return [
        "/**",
        ` * ${descriptionOf(schema)}`,
        ...secret,
        ...(isOptional ? [` * @default - ${absent}`] : []),
        " */",
        `readonly ${camelCase(field)}${isOptional ? "?" : ""}: ${this.typeOf(schema, `${prefix}${pascalCase(field)}`)};`,
        ...twins.flatMap((attribute) => [
          "/**",
          ...secretDoc(attribute),
          " * @default - none",
          " */",
          `readonly ${camelCase(attribute.name)}?: ${this.typeOf(schema, `${prefix}${pascalCase(field)}`)};`,
        ]),
      ];
    });
    this.interfaces.push({ name, base, doc, lines: [...lines, ...(wanted.lines ?? [])] });
  }
}

const without = (shape: Shape, names: readonly string[]): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([field]) => !names.includes(field)));
const only = (shape: Shape, names: readonly string[]): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([field]) => names.includes(field)));

/** `Props` of a kind, and `Options` for what its parent's method does not fill in. */
const writeKind = (writer: Writer, kind: AnyKind): void => {
  const { shape }: { shape: Shape } = kind.schema;
  const name = classOf(kind.kind);
  const parent = kind.nested?.parent ?? kind.addedTo;
  const doc = kind.describe;
  if (kind.scope !== undefined) {
    const subject = kind.subschema?.name ?? "name";
    const lines = [
      "/** Where it acts: `Scope.of({ … })`, or `Scope.global()` for every request. */",
      "readonly scope: Scope;",
    ];
    writer.write({
      name: `${name}Options`,
      base: "EntityOptions",
      doc,
      shape: without(shape, [...kind.scope, subject]),
      kind,
    });
    writer.write({ name: `${name}Props`, base: `${name}Options`, doc, shape: only(shape, [subject]), kind, lines });
  } else if (parent !== undefined) {
    writer.write({ name: `${name}Options`, base: "EntityOptions", doc, shape: without(shape, [parent]), kind });
    writer.write({ name: `${name}Props`, base: `${name}Options`, doc, shape: only(shape, [parent]), kind });
  } else {
    writer.write({ name: `${name}Props`, base: "EntityOptions", doc, shape, kind });
  }
};

/** The ways to name an existing entity: its id, or one of its keys. */
const lookupOf = (kind: AnyKind): string => {
  const { shape }: { shape: Shape } = kind.schema;
  const ways = kind.uniqueKeys
    .filter((key) => key.secret !== true)
    .map((key) => {
      const fields = key.fields.filter((field) => kind.scope?.includes(field) !== true);
      const parts = fields.map((field) => {
        const { reference } = factsOf(shape[field] ?? z.never());
        return `readonly ${camelCase(field)}: ${reference === undefined ? "string" : `I${classOf(reference.kind)} | string`}`;
      });
      const hasScope = fields.length < key.fields.length;
      return `{ ${[...parts, ...(hasScope ? ["readonly scope: Scope"] : [])].join("; ")} }`;
    });
  return ["{ readonly id: string }", ...ways].join(" | ");
};

/** The text of `src/constructs/props.ts`, before it is formatted. */
export const propsModule = (): string => {
  const writer = new Writer();
  for (const kind of kinds) writeKind(writer, kind);
  const referred = kinds.flatMap((kind) =>
    Object.values(kind.schema.shape).flatMap((schema) => factsOf(schema).reference?.kind ?? []),
  );
  const all = [...new Set([...kinds.map((kind) => kind.kind), ...referred])];
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
