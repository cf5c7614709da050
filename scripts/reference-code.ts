/** The examples of the reference pages as HCL and as TypeScript. @module */
import { z } from "zod";
import { referenceAttribute, writeOnlyAttribute } from "../src/model/attribute-names.ts";
import { className } from "../src/model/constructs.ts";
import type { AnyKind } from "../src/model/define.ts";
import { fieldsOf, isComputed, isMandatory, referencesOf, unwrapped } from "../src/model/derive.ts";
import { factsOf } from "../src/model/facts.ts";
import { identityText } from "../src/model/identity.ts";
import { findKind, kindOf } from "../src/model/kinds.ts";
import { camelCase } from "../src/model/property-names.ts";
import { isRecord } from "../src/model/values.ts";
import { EXAMPLES, type Example, SecretVariable, TextVariable } from "./reference-examples.ts";

/** Code that stands as it is where a value is expected. */
export class Code {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Values = Readonly<Record<string, unknown>>;

/** A value of a field's type, for a kind that nobody has written an example of. */
const sampleOf = (field: string, schema: z.core.$ZodType): unknown => {
  const type = unwrapped(schema);
  if (factsOf(schema).secret === true) return new SecretVariable(field);
  if (type instanceof z.ZodEnum) return type.options[0];
  if (type instanceof z.ZodNumber) return 1;
  if (type instanceof z.ZodBoolean) return true;
  if (type instanceof z.ZodArray) return [sampleOf(field, type.element)];
  if (!(type instanceof z.ZodObject)) return field.replaceAll("_", "-");
  const shape: Readonly<Record<string, z.core.$ZodType>> = type.shape;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, inner]) => (isMandatory(inner) ? [[name, sampleOf(name, inner)]] : [])),
  );
};

/** The example of a kind: the written one, or what it cannot do without. */
export const exampleOf = (kind: AnyKind): Example =>
  EXAMPLES[kind.kind] ?? {
    id: kind.singular,
    fields: Object.fromEntries(
      Object.entries(fieldsOf(kind)).flatMap(([field, schema]) =>
        isMandatory(schema) && factsOf(schema).reference === undefined ? [[field, sampleOf(field, schema)]] : [],
      ),
    ),
  };

export interface Parent {
  readonly field: string;
  readonly kind: AnyKind;
}

/** What the example refers to. */
export const parentsOf = (kind: AnyKind): readonly Parent[] => {
  const { references = [] } = exampleOf(kind);
  return referencesOf(kind).flatMap(({ field, kind: target }) => {
    const schema = kind.schema.shape[field];
    const isNeeded = schema !== undefined && isMandatory(schema);
    const known = findKind(target);
    const isShown = isNeeded || kind.addedTo === field || references.includes(field);
    return isShown && known !== undefined ? [{ field, kind: known }] : [];
  });
};

/** The kinds of an example, what is referred to first. */
const chainOf = (kind: AnyKind): readonly AnyKind[] => [
  ...new Set([...parentsOf(kind).flatMap((parent) => chainOf(parent.kind)), kind]),
];

const variablesIn = (chain: readonly AnyKind[]): readonly TextVariable[] =>
  chain.flatMap((kind) => Object.values(exampleOf(kind).fields).filter((value) => value instanceof TextVariable));

const isSecret = (variable: TextVariable): boolean => variable instanceof SecretVariable;

/** A secret goes where the state does not hold it; its variable is ephemeral, so that a saved plan does not hold it either. */
const attributesOfExample = (kind: AnyKind): Values =>
  Object.fromEntries(
    Object.entries(exampleOf(kind).fields).map(([name, value]) => [
      value instanceof SecretVariable ? writeOnlyAttribute(name) : name,
      value,
    ]),
  );

/** The identity of a kind's example, in words. */
export const identityOfExample = (kind: AnyKind): string => {
  const entity = { ...exampleOf(kind).fields, ...Object.fromEntries(parentsOf(kind).map((one) => [one.field, one])) };
  return identityText(kind, entity, {
    refer: (value) => (isRecord(value) ? "of the example" : undefined),
    nameOf: (target) => {
      const found = kindOf(target);
      return String(exampleOf(found).fields[found.identity.path[0] ?? ""]);
    },
    placeholder: "ID",
  });
};

/* HCL */

const hclValue = (value: unknown, indent: string): string => {
  if (value instanceof Code) return value.text;
  if (value instanceof TextVariable) return `var.${value.name}`;
  if (Array.isArray(value)) return `[${value.map((item) => hclValue(item, indent)).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  const isShort = entries.every(([, item]) => !isRecord(item) && !Array.isArray(item));
  if (isShort) return `{ ${entries.map(([name, item]) => `${name} = ${hclValue(item, indent)}`).join(", ")} }`;
  return `{\n${hclBody(value, `${indent}  `)}\n${indent}}`;
};

/** As `terraform fmt` writes it: the equals signs of neighbours stand below each other, unless a value has several lines. */
const hclBody = (values: Values, indent: string): string => {
  const lines = Object.entries(values).map(([name, value]) => ({ name, text: hclValue(value, indent) }));
  const isLong = ({ text }: { readonly text: string }): boolean => text.includes("\n");
  return lines
    .map((line, index) => {
      if (isLong(line)) return `${indent}${line.name} = ${line.text}`;
      let first = index;
      while (first > 0 && !isLong(lines[first - 1] ?? line)) first -= 1;
      const last = lines.findIndex((other, at) => at > index && isLong(other));
      const group = lines.slice(first, last === -1 ? undefined : last);
      const width = Math.max(...group.map(({ name }) => name.length));
      return `${indent}${line.name.padEnd(width)} = ${line.text}`;
    })
    .join("\n");
};

const hclBlock = (head: string, values: Values): string => `${head} {\n${hclBody(values, "  ")}\n}`;

/** References as attributes, in the scope where the kind has one. */
const hclReferences = (kind: AnyKind, prefix: string): Values => {
  const references = Object.fromEntries(
    parentsOf(kind).map((parent) => [
      referenceAttribute(parent.field),
      new Code(`${prefix}${parent.kind.terraform}.${exampleOf(parent.kind).id}.id`),
    ]),
  );
  return kind.scope === undefined ? references : { scope: references };
};

/** The example of a kind's resource, with what it refers to. */
export const hclResource = (kind: AnyKind): string => {
  const chain = chainOf(kind);
  const variables = variablesIn(chain).map((variable) =>
    hclBlock(`variable "${variable.name}"`, {
      type: new Code("string"),
      ...(isSecret(variable) ? { sensitive: true, ephemeral: true } : {}),
    }),
  );
  const blocks = chain.map((one) => {
    const references = hclReferences(one, "");
    const { [one.subschema?.of ?? ""]: settings, ...others } = attributesOfExample(one);
    const first = one.nested === undefined ? { ...others, ...references } : { ...references, ...others };
    const values = settings === undefined ? first : { ...first, [one.subschema?.of ?? ""]: settings };
    return hclBlock(`resource "${one.terraform}" "${exampleOf(one).id}"`, values);
  });
  return [...variables, ...blocks].join("\n\n");
};

/** The fields of the first key that people may give, and whether a kind has one: what the gateway works out is none. */
export const keyOf = (kind: AnyKind): readonly string[] | undefined =>
  kind.uniqueKeys.find(({ secret, fields }) => secret !== true && !fields.some((field) => isComputed(kind, field)))
    ?.fields;

const PLACEHOLDER_ID = "2b71a498-e133-468d-9901-fa3d352b89d2";

/** Fields of the key that are no references. */
export const keyValues = (kind: AnyKind, key: readonly string[]): Values => {
  const { fields } = exampleOf(kind);
  return Object.fromEntries(key.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
};

/** Data sources of a kind: by its identity, or by the attributes of a key. */
export const hclDataByIdentity = (kind: AnyKind): string =>
  hclBlock(
    `data "${kind.terraform}" "${exampleOf(kind).id}"`,
    keyOf(kind) === undefined ? { id: PLACEHOLDER_ID } : { identity: identityOfExample(kind) },
  );

export const hclDataByKey = (kind: AnyKind, key: readonly string[]): string => {
  const isReferring = parentsOf(kind).some(({ field }) => key.includes(field));
  const parents = isReferring ? parentsOf(kind).map((parent) => hclDataByIdentity(parent.kind)) : [];
  const references = isReferring ? hclReferences(kind, "data.") : {};
  const values =
    kind.nested === undefined ? { ...keyValues(kind, key), ...references } : { ...references, ...keyValues(kind, key) };
  return [...parents, hclBlock(`data "${kind.terraform}" "${exampleOf(kind).id}"`, values)].join("\n\n");
};

export const hclImport = (kind: AnyKind): string =>
  hclBlock("import", {
    to: new Code(`${kind.terraform}.${exampleOf(kind).id}`),
    id: importId(kind),
  });

/** What `terraform import` is given. */
export const importId = (kind: AnyKind): string =>
  keyOf(kind) === undefined ? PLACEHOLDER_ID : identityOfExample(kind);

/* TypeScript */

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);

export const tsValue = (value: unknown, indent: string, isSettings = false): string => {
  if (value instanceof Code) return value.text;
  if (value instanceof TextVariable) return `${camelCase(value.name)}.stringValue`;
  if (Array.isArray(value)) return `[${value.map((item) => tsValue(item, indent, isSettings)).join(", ")}]`;
  if (typeof value === "number" && value >= 10_000) return value.toLocaleString("en").replaceAll(",", "_");
  return isRecord(value) ? tsObject(value, indent, isSettings) : JSON.stringify(value);
};

/** An object's properties, on one line where they fit. */
export const tsObject = (values: Values, indent: string, isSettings: boolean, head = 0): string => {
  const entries = Object.entries(values).map(([name, value]) => {
    const text = isSettings ? name : camelCase(name);
    const key = isName(text) ? text : JSON.stringify(text);
    const inner = tsValue(value, `${indent}  `, isSettings || name === "config");
    return inner === key ? key : `${key}: ${inner}`;
  });
  const line = `{ ${entries.join(", ")} }`;
  if (!line.includes("\n") && indent.length + head + line.length <= 100) return line;
  return `{\n${entries.map((entry) => `${indent}  ${entry},`).join("\n")}\n${indent}}`;
};

const tsScope = (parents: readonly Parent[]): Code =>
  new Code(
    `Scope.of({ ${parents
      .map(({ field, kind }) => {
        const name = exampleOf(kind).id;
        return camelCase(field) === name ? name : `${camelCase(field)}: ${name}`;
      })
      .join(", ")} })`,
  );

const tsReferences = (kind: AnyKind): Values => {
  const parents = parentsOf(kind);
  if (kind.scope !== undefined) return { scope: tsScope(parents) };
  return Object.fromEntries(parents.map((parent) => [parent.field, new Code(exampleOf(parent.kind).id)]));
};

const tsProgram = (classes: readonly string[], lines: readonly string[], hasVariables = false): string =>
  [
    hasVariables
      ? 'import { type TerraformStack, TerraformVariable } from "cdktf";'
      : 'import type { TerraformStack } from "cdktf";',
    `import { ${[...new Set(classes)].sort().join(", ")} } from "kongruent";`,
    "",
    "export const declare = (stack: TerraformStack) => {",
    ...lines.flatMap((line) => line.split("\n")).map((line) => (line === "" ? "" : `  ${line}`)),
    "};",
  ].join("\n");

/** The same example as {@link hclResource}, as constructs. */
export const tsResource = (kind: AnyKind): string => {
  const chain = chainOf(kind);
  const given = variablesIn(chain);
  const variables = given.flatMap((variable) => {
    const constant = camelCase(variable.name);
    const options = `{ type: "string"${isSecret(variable) ? ", sensitive: true" : ""} }`;
    return [
      `const ${constant} = new TerraformVariable(stack, "${variable.name}", ${options});`,
      ...(isSecret(variable) ? [`${constant}.addOverride("ephemeral", true);`] : []),
    ];
  });
  const lines = chain.map((one) => {
    const { id } = exampleOf(one);
    const isUsed = chain.some((other) => parentsOf(other).some((parent) => parent.kind === one));
    const isTwice = chain.some((other) => other !== one && exampleOf(other).id === id);
    const constructId = isTwice && one === kind ? `${id}-${one.singular.replaceAll("_", "-")}` : id;
    const start = `${isUsed ? `const ${exampleOf(one).id} = ` : ""}new ${className(one)}(stack, "${constructId}", `;
    const { [one.subschema?.of ?? ""]: settings, ...others } = attributesOfExample(one);
    const references = tsReferences(one);
    const first = one.nested === undefined ? { ...others, ...references } : { ...references, ...others };
    const values = settings === undefined ? first : { ...first, [one.subschema?.of ?? ""]: settings };
    return `${start}${tsObject(values, "", false, start.length)});`;
  });
  const classes = [...chain.map(className), ...(chain.some((one) => one.scope !== undefined) ? ["Scope"] : [])];
  return tsProgram(classes, [...variables, ...lines], given.length > 0);
};

/** The same example as the data sources, as constructs. */
export const tsData = (kind: AnyKind): string => {
  const key = keyOf(kind);
  const chain = key === undefined ? [kind] : chainOf(kind).filter((one) => one === kind || isKeyOf(one, kind, key));
  const lines = chain.map((one) => {
    const { id } = exampleOf(one);
    const isUsed = one !== kind;
    const own = keyOf(one);
    const start = `${isUsed ? `const ${exampleOf(one).id} = ` : "return "}${className(one)}.existing(stack, "${id}", `;
    const isReferring = one === kind && key !== undefined && parentsOf(one).some(({ field }) => key.includes(field));
    const references = isReferring ? tsReferences(one) : {};
    const values =
      own === undefined
        ? { id: PLACEHOLDER_ID }
        : one.nested === undefined
          ? { ...keyValues(one, own), ...references }
          : { ...references, ...keyValues(one, own) };
    return `${start}${tsObject(values, "", false, start.length)});`;
  });
  const hasScope = key !== undefined && kind.scope !== undefined;
  return tsProgram([...chain.map(className), ...(hasScope ? ["Scope"] : [])], lines);
};

/** Whether a kind is what a key of another one refers to. */
const isKeyOf = (kind: AnyKind, of: AnyKind, key: readonly string[]): boolean =>
  parentsOf(of).some((parent) => parent.kind === kind && key.includes(parent.field));
