/**
 * Declarations as a typed stack of constructs.
 * @module
 */
import { z } from "zod";
import { secretAttributesOf } from "../model/attribute-names.ts";
import { adderName, className } from "../model/constructs.ts";
import { Reference, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, isMandatory, referencesOf, unwrapped } from "../model/derive.ts";
import { ErrorList } from "../model/errors.ts";
import { kinds } from "../model/kinds.ts";
import { camelCase } from "../model/property-names.ts";
import { looksLikeToken } from "../model/token-marks.ts";
import { isRecord } from "../model/values.ts";
import { pluginNamesOf } from "../plugins/generator/identifiers.ts";
import { pluginNames } from "../plugins/schemas.ts";
import { code, type Expression, type Key, print, quoted, valueExpression } from "./code.ts";
import type { Document, EmittedFile } from "./document.ts";
import { lacksOf } from "./lacks.ts";
import { inOrder } from "./order.ts";
import { pluginCall } from "./plugin-call.ts";
import { addressOfId, isNaming, type Node } from "./tree.ts";
import { apart, Variable } from "./variables.ts";
import { camelJoined, joined, Names, wordsOf } from "./words.ts";

/** Names that mean something else where declarations stand. */
const RESERVED = [
  ..."arguments async await break case catch class const continue debugger default delete do else enum eval export".split(
    " ",
  ),
  ..."extends false finally for function get if implements import in instanceof interface let new null of package".split(
    " ",
  ),
  ..."private protected public return set static super switch this throw true try type typeof undefined var void".split(
    " ",
  ),
  ..."while with yield app id scope construct nan infinity object string number boolean symbol literal".split(" "),
];

/** What CDKTF leaves out of names, what stands in the stack already, and what every object has: constructs take it for a child. */
const RESERVED_IDS = ["Default", "Resource", "kong", ...Object.getOwnPropertyNames(Object.prototype)];

const INDENT = "    ";

/** The function that texts are given to which look like tokens. */
const LITERAL = "literal";

/** What the stack is written with. */
interface Writing {
  readonly document: Document;
  /** Names of constants, by address. */
  readonly constants: ReadonlyMap<string, string>;
  /** By variable. */
  readonly variables: ReadonlyMap<Variable, string>;
  readonly ids: ReadonlyMap<string, ConstructId>;
  /** Constructs that are used. */
  readonly imports: Set<string>;
  /** Functions of plugins that are used. */
  readonly plugins: Set<string>;
}

interface ConstructId {
  readonly id: string;
  /** The ids from the stack down to it. */
  readonly path: string;
  /** The name that a construct at this place gets by itself. */
  readonly pathName: string;
  /** Whether the parent's method gives this id by itself. */
  readonly isUsual: boolean;
}

const PLAIN_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]*$/;
const LONGEST_ID = 80;

/** Ids of constructs, each once below its parent, and made of names where they can be. */
const idsOf = ({ tree, variables }: Document): ReadonlyMap<string, ConstructId> => {
  const ids = new Map<string, ConstructId>();
  const below = new Map<Node | undefined, Names>([
    [undefined, new Names([...RESERVED_IDS, ...variables.map(({ name }) => name)], "-")],
  ]);
  const isUsable = (id: string, names: Names): boolean =>
    PLAIN_ID.test(id) && id.length <= LONGEST_ID && !names.has(id);
  const later: Node[] = [];
  /** What a method takes, entities by their places. */
  const takenBy = ({ declaration }: Node): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.entries(declaration.fields).map(([field, value]) => [
        field,
        value instanceof Reference ? ids.get(value.address)?.pathName : value,
      ]),
    );
  const visit = (node: Node): void => {
    const { kind, declaration } = node;
    const parent = node.parent?.node;
    let names = below.get(parent);
    if (names === undefined) {
      names = new Names(RESERVED_IDS, "-");
      below.set(parent, names);
    }
    const above = parent === undefined ? undefined : ids.get(parent.declaration.address);
    const start = above === undefined ? "" : `${above.pathName}-`;
    const named = kind.namedByPath === undefined ? undefined : declaration.fields[kind.namedByPath.field];
    const name = typeof named === "string" ? named : undefined;
    const usual = kind.adder?.constructId?.(takenBy(node));
    // At the top an id is also the name of a resource, which has letters, digits, `_` and `-` only.
    const isPlain = (id: string): boolean => parent !== undefined || /^[A-Za-z][\w-]*$/.test(id);
    const own = name?.startsWith(start) === true ? name.slice(start.length) : undefined;
    let id: string;
    if (parent !== undefined && usual !== undefined && isUsable(usual, names)) id = names.take(usual);
    else if (own !== undefined && isPlain(own) && isUsable(own, names)) id = names.take(own);
    else {
      const all = parent === undefined || node.own.length === 0 ? node.words : node.own;
      const words = joined(all, "-", kind.singular);
      id = names.take(
        names.has(words) && parent === undefined ? `${words}-${kind.singular.replaceAll("_", "-")}` : words,
      );
    }
    const path = above === undefined ? id : `${above.path}-${id}`;
    const pathName = path.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "");
    ids.set(declaration.address, { id, path, pathName, isUsual: usual === id });
    for (const child of node.children) {
      const isTakingEntity = child.kind.adder?.takes.some(
        (field) => child.declaration.fields[field] instanceof Reference,
      );
      if (isTakingEntity === true) later.push(child);
      else visit(child);
    }
  };
  for (const root of tree.roots) visit(root);
  // What takes an entity is named after it, too.
  for (const node of later) visit(node);
  return ids;
};

/** Constants for what is referred to. */
const constantsOf = (
  document: Document,
  groups: readonly (readonly Node[])[],
  taken: Names,
): ReadonlyMap<string, string> => {
  const used = new Set(document.tree.nodes.flatMap(({ needs }) => needs.map(({ declaration }) => declaration.address)));
  const constants = new Map<string, string>();
  for (const node of groups.flat()) {
    const { address } = node.declaration;
    if (!used.has(address)) continue;
    const name = camelJoined(node.words, node.kind.singular);
    const what = wordsOf(node.kind.singular);
    constants.set(
      address,
      taken.take(taken.has(name) ? camelJoined([...node.words, ...what], node.kind.singular) : name),
    );
  }
  return constants;
};

/** A variable's value by its type. */
const ACCESS: Readonly<Record<Variable["type"], string>> = {
  string: "stringValue",
  number: "numberValue",
  bool: "booleanValue",
  any: "value",
};

/** A text that CDKTF would read a token in. */
const literalCode = (text: string, writing: Writing): string => {
  writing.imports.add(LITERAL);
  return `${LITERAL}(${quoted(text)})`;
};

/** A text made of parts that only apply knows. */
const templateCode = (template: Template, writing: Writing): Expression => {
  const parts = template.parts.map((part) => {
    if (typeof part === "string" && looksLikeToken(part)) return `\${${literalCode(part, writing)}}`;
    if (typeof part === "string") return part.replace(/[\\`]|\$(?=\{)/g, "\\$&");
    const [first = "id", ...rest] = part.path;
    const name = writing.constants.get(part.address) ?? "";
    const value =
      first === "id" && rest.length === 0 ? `${name}.id` : `${name}.getStringAttribute(${quoted(part.path.join("."))})`;
    return template.parts.length === 1 ? value : `\${${value}}`;
  });
  const [only] = template.parts;
  return code(template.parts.length === 1 && typeof only !== "string" ? parts.join("") : `\`${parts.join("")}\``);
};

const special =
  (writing: Writing) =>
  (value: object | string): Expression | undefined => {
    if (typeof value === "string") return looksLikeToken(value) ? code(literalCode(value, writing)) : undefined;
    if (value instanceof Variable) return code(`${writing.variables.get(value)}.${ACCESS[value.type]}`);
    if (value instanceof Template) return templateCode(value, writing);
    if (value instanceof Reference) return code(writing.constants.get(value.address) ?? "undefined");
    return undefined;
  };

/** A value with the fields of its records as properties; the keys of maps are people's own. */
const asProperties = (schema: z.core.$ZodType | undefined, value: unknown): unknown => {
  if (schema === undefined || value === null || typeof value !== "object") return value;
  const type = unwrapped(schema);
  if (type instanceof z.ZodArray && Array.isArray(value)) return value.map((item) => asProperties(type.element, item));
  if (!isRecord(value)) return value;
  if (type instanceof z.ZodRecord) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asProperties(type.valueType, item)]));
  }
  if (!(type instanceof z.ZodObject)) return value;
  const shape: Readonly<Record<string, z.core.$ZodType>> = type.shape;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      Object.hasOwn(shape, name) ? camelCase(name) : name,
      asProperties(shape[name], item),
    ]),
  );
};

/** Reference fields of the scope as `Scope.of({ … })`. */
const scopeCode = ({ kind, declaration }: Node, writing: Writing): Expression => {
  writing.imports.add("Scope");
  if (declaration.isGlobal) return { is: "call", head: "Scope.global", given: [] };
  const entries = (kind.scope ?? []).flatMap((field): readonly (readonly [string, Expression])[] => {
    const value = declaration.fields[field];
    return value === undefined ? [] : [[camelCase(field), referenceCode(value, writing)]];
  });
  return { is: "call", head: "Scope.of", given: [{ is: "object", entries }] };
};

const referenceCode = (value: unknown, writing: Writing): Expression =>
  value instanceof Reference || value instanceof Template
    ? (special(writing)(value) ?? code("undefined"))
    : valueExpression(isRecord(value) ? value["id"] : value, special(writing));

/** What stands for another entity's id is written as that entity. */
const asReference = (value: unknown): unknown => {
  const address = value instanceof Template ? addressOfId(value) : undefined;
  return address === undefined ? value : new Reference(address);
};

type Entry = readonly [Key, Expression];

/** The properties of a construct, those left out that its place gives. */
const propertiesOf = (node: Node, writing: Writing, omitted: ReadonlySet<string>): readonly Entry[] => {
  const { kind, declaration } = node;
  const { fields, lifecycle, dependsOn } = declaration;
  const write = (value: unknown): Expression => valueExpression(value, special(writing));
  const shape = fieldsOf(kind);
  const references = new Set(referencesOf(kind).map(({ field }) => field));
  const entries: Entry[] = [];
  if (declaration.id !== undefined) entries.push(["id", write(declaration.id)]);
  const named = kind.namedByPath;
  const place = writing.ids.get(declaration.address);
  const isNamedByPath =
    named !== undefined &&
    !declaration.existing &&
    fields[named.field] === place?.pathName &&
    (named.unless === undefined || fields[named.unless] === undefined);
  // A construct has a name in any case: what is live and has none keeps none.
  const isUnnamed =
    named !== undefined &&
    !declaration.existing &&
    fields[named.field] === undefined &&
    (named.unless === undefined || fields[named.unless] === undefined);
  const settings = kind.subschema?.of;
  const naming: Entry[] = [];
  const referring: Entry[] = [];
  const others: Entry[] = [];
  const extra: Entry[] = [];
  for (const [field, value] of Object.entries(fields)) {
    if (omitted.has(field) || value === undefined || (field === named?.field && isNamedByPath)) continue;
    if (kind.scope?.includes(field)) continue;
    if (!Object.hasOwn(shape, field)) extra.push([field, write(value)]);
    else if (references.has(field)) referring.push([camelCase(field), referenceCode(value, writing)]);
    else if (field === settings) {
      const { plain, secret } = apart(value);
      const overlay = [...secretAttributesOf(kind).values()].find((one) => one.isMerged && !one.isWriteOnly);
      if (plain !== undefined) others.push([camelCase(field), write(plain)]);
      if (secret !== undefined) others.push([camelCase(overlay?.name ?? field), write(secret)]);
    } else {
      const isListing = fieldFacts(kind, field).listOf !== undefined && Array.isArray(value);
      const said = isListing ? value.map(asReference) : asProperties(shape[field], value);
      const entry: Entry = [camelCase(field), write(said)];
      (isNaming(kind, field) ? naming : others).push(entry);
    }
  }
  entries.push(...naming, ...referring);
  if (kind.scope !== undefined && !omitted.has("scope")) entries.push(["scope", scopeCode(node, writing)]);
  entries.push(...others);
  if (extra.length > 0) entries.push(["extra", { is: "object", entries: extra }]);
  if (declaration.adopt !== undefined) entries.push(["adopt", write(declaration.adopt)]);
  const { ignoreChanges, preventDestroy } = lifecycle;
  const ignored =
    ignoreChanges === "all" || named === undefined || !isUnnamed ? ignoreChanges : [...ignoreChanges, named.field];
  const rules: Entry[] = [
    ...(preventDestroy ? [["preventDestroy", write(true)] as const] : []),
    ...(ignored.length > 0
      ? [
          [
            "ignoreChanges",
            write(ignored === "all" ? ignored : ignored.map((path) => propertyPath(kind, path))),
          ] as const,
        ]
      : []),
  ];
  if (rules.length > 0) entries.push(["lifecycle", { is: "object", entries: rules }]);
  const after = dependsOn.flatMap((address) => writing.constants.get(address) ?? []);
  if (after.length > 0) entries.push(["dependsOn", { is: "list", items: after.map(code) }]);
  return entries;
};

/** A field's path as a property's. */
const propertyPath = (kind: AnyKind, path: string): string => {
  let schema: z.core.$ZodType | undefined;
  let shape: Readonly<Record<string, z.core.$ZodType>> | undefined = fieldsOf(kind);
  const parts = path.split(".").map((part) => {
    const isField = shape !== undefined && part in shape;
    schema = isField ? shape?.[part] : undefined;
    const type: z.core.$ZodType | undefined = schema === undefined ? undefined : unwrapped(schema);
    shape = type instanceof z.ZodObject ? type.shape : undefined;
    return isField ? camelCase(part) : part;
  });
  return parts.join(".");
};

const object = (entries: readonly Entry[]): readonly Expression[] =>
  entries.length === 0 ? [] : [{ is: "object", entries }];

/** The construct's expression: by its parent's method where there is one, else spelled out. */
const constructCode = (node: Node, writing: Writing): Expression => {
  const { kind, declaration, parent } = node;
  const place = writing.ids.get(declaration.address);
  const id = code(quoted(place?.id ?? ""));
  const above = parent === undefined ? "this" : (writing.constants.get(parent.node.declaration.address) ?? "this");
  if (declaration.existing) {
    writing.imports.add(className(kind));
    const given = [code(above), id, ...object(propertiesOf(node, writing, new Set()))];
    return { is: "call", head: `${className(kind)}.existing`, given };
  }
  const typed = pluginCall(node, special(writing));
  const omitted = new Set<string>();
  if (typed !== undefined && kind.subschema !== undefined) {
    writing.plugins.add(typed.name);
    omitted.add(kind.subschema.name).add(kind.subschema.of);
  }
  const { adder } = kind;
  const method = adderName(kind);
  if (parent === undefined || adder === undefined || method === undefined) {
    writing.imports.add(className(kind));
    const properties = propertiesOf(node, writing, omitted);
    if (typed !== undefined) {
      return {
        is: "call",
        head: `${className(kind)}.of`,
        given: [code("this"), id, typed.call, ...object(properties)],
      };
    }
    const isRequired = Object.entries(fieldsOf(kind)).some(
      ([field, schema]) => isMandatory(schema) && field !== kind.namedByPath?.field,
    );
    const given = [code(above), id, ...(properties.length === 0 && isRequired ? [code("{}")] : object(properties))];
    return { is: "call", head: `new ${className(kind)}`, given };
  }
  for (const name of [...adder.takes, parent.field, "scope"]) omitted.add(name);
  const taken = adder.takes.map((name): Expression => {
    if (name === "id") return id;
    if (typed !== undefined && name === kind.subschema?.name) return typed.call;
    const value = declaration.fields[name];
    return value instanceof Reference || isRecord(value)
      ? referenceCode(value, writing)
      : valueExpression(value, special(writing));
  });
  const properties = propertiesOf(node, writing, omitted);
  const isNamed = adder.takes.includes("id") || place?.isUsual === true;
  const all: readonly Entry[] = isNamed ? properties : [["constructId", id], ...properties];
  const options = adder.takes.includes("id") && all.length === 0 ? [code("{}")] : object(all);
  return { is: "call", head: `${above}.${method}`, given: [...taken, ...options] };
};

const statement = (node: Node, writing: Writing): string => {
  const constant = writing.constants.get(node.declaration.address);
  const start = constant === undefined ? INDENT : `${INDENT}const ${constant} = `;
  return `${start}${print(constructCode(node, writing), INDENT, start.length, 1)};`;
};

/** Comments about a secret that is not known. */
const variableLines = (document: Document, names: ReadonlyMap<Variable, string>): readonly string[] =>
  document.variables.map((variable) => {
    const start = `${INDENT}const ${names.get(variable)} = `;
    const call: Expression = {
      is: "call",
      head: "new TerraformVariable",
      given: [
        code("this"),
        code(quoted(variable.name)),
        {
          is: "object",
          entries: [
            ["type", code(quoted(variable.type))],
            ["sensitive", code("true")],
          ],
        },
      ],
    };
    return `${start}${print(call, INDENT, start.length, 1)};`;
  });

const providerLines = ({ adminUrl, workspace, owner, ownerTagPrefix, markTag, name }: Document): readonly string[] => {
  const given = Object.entries({ adminUrl, workspace, owner: owner === name ? undefined : owner, ownerTagPrefix });
  const entries = given.flatMap(([key, value]): readonly Entry[] =>
    value === undefined ? [] : [[key, valueExpression(value, () => undefined)]],
  );
  const call: Expression = {
    is: "call",
    head: "new KongProvider",
    given: [code("this"), code('"kong"'), ...object(entries)],
  };
  const note = `${INDENT}// Nothing is marked, and nothing is ever deleted. A name in place of false takes over what is declared here.`;
  const mark =
    markTag === undefined
      ? []
      : [
          `${INDENT}// Everything here has the tag ${quoted(markTag)}, which is not repeated: name it in each run with --owner-tag, so that it stays.`,
        ];
  return [...(owner === false ? [note] : []), ...mark, `${INDENT}${print(call, INDENT, INDENT.length, 1)};`];
};

/** The comment that a file begins with; what stands in it cannot end it. */
const header = (from: string): string =>
  `/**\n * ${from.replaceAll("*/", "* /").replace(/[\p{Cc}\u2028\u2029]+/gu, " ")} as a stack, written by \`kongruent import\`. From here on it is yours.\n * @module\n */\n`;

const importLine = (names: Iterable<string>, from: string): string => {
  const all = [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const line = `import { ${all.join(", ")} } from "${from}";`;
  return line.length <= 120 ? line : `import {\n${all.map((name) => `  ${name},\n`).join("")}} from "${from}";`;
};

/** What a program imports beside functions of plugins. */
const IMPORTED = ["App", "Construct", "KongProvider", "Scope", "TerraformStack", "TerraformVariable"];

/** The class of the stack, which is none of those it uses. */
const stackClassName = (name: string): string => {
  const camel = camelJoined(wordsOf(name), "stack");
  const own = camel.charAt(0).toUpperCase() + camel.slice(1);
  return [...IMPORTED, ...kinds.map(className)].includes(own) ? `${own}Stack` : own;
};

/**
 * The stack as one program, which `kongruent plan` runs. Throws an ErrorList of `KG_FORMAT_LACKS` with all that it cannot say.
 *
 * @example
 * stackProgram(document) // "import { App, TerraformStack } from \"cdktf\";\n…"
 */
export const stackProgram = (document: Document): string => {
  const lacks = lacksOf(document, "program");
  if (lacks.length > 0) throw new ErrorList(lacks);
  const groups = inOrder(document.tree);
  const imports = new Set(["KongProvider"]);
  const stackClass = stackClassName(document.name);
  const functions = [...pluginNamesOf(pluginNames()).values()].map(({ call }) => call);
  const taken = new Names([...RESERVED, stackClass, ...functions]);
  const variables = new Map(
    document.variables.map((variable) => [variable, taken.take(camelJoined(variable.name.split("_"), "secret"))]),
  );
  const constants = constantsOf(document, groups, taken);
  const plugins = new Set<string>();
  const writing: Writing = { document, constants, variables, ids: idsOf(document), imports, plugins };
  const blocks = [
    providerLines(document),
    variableLines(document, variables),
    ...groups.map((group) => group.map((node) => statement(node, writing))),
  ].filter((lines) => lines.length > 0);
  const body = blocks.map((lines) => lines.join("\n")).join("\n\n");
  const cdktf = ["App", "TerraformStack", ...(document.variables.length > 0 ? ["TerraformVariable"] : [])];
  return `${header(document.from)}${importLine(cdktf, "cdktf")}
import type { Construct } from "constructs";
${importLine(imports, "kongruent")}
${plugins.size === 0 ? "" : `${importLine(plugins, "kongruent/plugins")}\n`}
class ${stackClass} extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

${body}
  }
}

const app = new App();
new ${stackClass}(app, ${quoted(document.name)});
app.synth();
`;
};

/** A project around it: what `kongruent plan <folder>` and `cdktf` look for. */
export const stackFiles = (document: Document): readonly EmittedFile[] => [
  { path: "main.ts", text: stackProgram(document) },
  {
    path: "cdktf.json",
    text: `{\n  "language": "typescript",\n  "app": "node --import tsx main.ts"\n}\n`,
  },
];
