/** The classes of constructs, one file per kind, written from the descriptors. @module */
import { addedThrough, adderName, className, textsOf } from "../src/model/constructs.ts";
import type { AnyKind } from "../src/model/define.ts";
import { fieldFacts, fieldsOf, isMandatory, referencesOf } from "../src/model/derive.ts";
import { factsOf } from "../src/model/facts.ts";
import { kindOf, kinds } from "../src/model/kinds.ts";
import { offerText } from "../src/model/offer.ts";
import { camelCase } from "../src/model/property-names.ts";
import { descriptionOf, hasCatalogue, isGivenOtherwise } from "./generate-props.ts";
import { Code, exampleOf, keyValues, parentsOf, tsObject, tsValue } from "./reference-code.ts";

/** Where the classes are: nothing else is there. */
export const CONSTRUCTS_FOLDER = "src/constructs/kinds";

const fileOf = (kind: AnyKind): string => kind.singular.replaceAll("_", "-");
const constantOf = (kind: AnyKind): string => camelCase(kind.singular);
const words = (kind: AnyKind): string => kind.singular.replaceAll("_", " ");
const withArticle = (text: string): string => `${/^[aeiou]|^(hmac|mtls|sni)\b/i.test(text) ? "an" : "a"} ${text}`;
const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join(" ");

const comment = (indent: string, about: string, example?: string): readonly string[] => {
  const lines = wrapped(about, 116 - indent.length);
  if (example === undefined && lines.length === 1 && about.length + indent.length < 112)
    return [`${indent}/** ${about} */`];
  const shown = example === undefined ? [] : ["", "@example", ...example.split("\n")];
  return [`${indent}/**`, ...[...lines, ...shown].map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
};

const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

/** Whether a property must be given, in one way or another. */
const isNeeded = (kind: AnyKind, field: string): boolean => {
  const schema = fieldsOf(kind)[field];
  return (
    schema !== undefined &&
    isMandatory(schema) &&
    fieldFacts(kind, field).computed === undefined &&
    kind.namedByPath?.field !== field &&
    !isGivenOtherwise(kind, field)
  );
};

const isAnyNeeded = (kind: AnyKind, without: readonly string[] = []): boolean =>
  Object.keys(fieldsOf(kind)).some((field) => !without.includes(field) && isNeeded(kind, field));

/* Examples */

const exampleName = (kind: AnyKind): string => {
  const name = camelCase(exampleOf(kind).id.replaceAll("-", "_"));
  return /^[A-Za-z_]\w*$/.test(name) ? name : camelCase(kind.singular);
};

/** What an example refers to: of several ways in, the first. */
const referencesIn = (kind: AnyKind): Readonly<Record<string, Code>> =>
  Object.fromEntries(parentsOf(kind).map((parent) => [parent.field, new Code(exampleName(parent.kind))]));

const classExample = (kind: AnyKind): string => {
  const { id, fields } = exampleOf(kind);
  const references = referencesIn(kind);
  const given = kind.scope === undefined ? references : {};
  const scope = tsObject(references, "", false);
  const own = kind.scope === undefined ? {} : { scope: new Code(`Scope.of(${scope})`) };
  const start = `new ${className(kind)}(this, ${JSON.stringify(id)}, `;
  return `${start}${tsObject({ ...given, ...own, ...fields }, "", false, start.length)});`;
};

const existingExample = (kind: AnyKind): string => {
  const keys = kind.uniqueKeys.find(({ secret }) => secret !== true)?.fields ?? [];
  const references = Object.fromEntries(Object.entries(referencesIn(kind)).filter(([field]) => keys.includes(field)));
  const scope = kind.scope === undefined ? {} : { scope: new Code(`Scope.of(${tsObject(references, "", false)})`) };
  const values = { ...keyValues(kind, keys), ...(kind.scope === undefined ? references : scope) };
  const isById = Object.keys(values).length === 0;
  const lookup = isById ? { id: "2b71a498-e133-468d-9901-fa3d352b89d2" } : values;
  return `${className(kind)}.existing(this, ${JSON.stringify(exampleOf(kind).id)}, ${tsObject(lookup, "", false)});`;
};

/* Methods */

interface Method {
  readonly imports: readonly (readonly [name: string, from: string])[];
  readonly types: readonly (readonly [name: string, from: string])[];
  readonly own: readonly string[];
  readonly existing: readonly string[];
}

/** The fields that an `add…` method takes before its options. */
const takenBy = (kind: AnyKind): readonly string[] => (kind.adder?.takes ?? []).filter((field) => field !== "id");

const takesId = (kind: AnyKind): boolean => kind.adder?.takes.includes("id") === true;

/** The name of the type of an `add…` method's options. */
export const addOptionsOf = (kind: AnyKind): string =>
  takesId(kind) ? `${className(kind)}Options` : `Add${className(kind)}Options`;

const methodExample = (parent: AnyKind, child: AnyKind, field: string): string => {
  const { id, fields } = exampleOf(child);
  const references = referencesIn(child);
  const taken = (child.adder?.takes ?? []).map((name) =>
    name === "id" ? JSON.stringify(id) : tsValue(fields[name] ?? references[name] ?? name, ""),
  );
  const left = Object.entries({ ...references, ...fields }).filter(
    ([name]) => name !== field && child.adder?.takes.includes(name) !== true && child.scope?.includes(name) !== true,
  );
  const isOtherWay = (name: string): boolean => child.adder?.to?.includes(name) === true;
  const options = Object.fromEntries(left.filter(([name]) => !isOtherWay(name)));
  const start = `${exampleName(parent)}.${adderName(child)}(`;
  const given = Object.keys(options).length === 0 ? [] : [tsObject(options, "", false, start.length)];
  return `${start}${[...taken, ...given].join(", ")});`;
};

const referenceTypeOf = (child: AnyKind, field: string): string => {
  const schema = fieldsOf(child)[field];
  const reference = schema === undefined ? undefined : factsOf(schema).reference;
  return reference === undefined ? "string" : `I${className(kindOf(reference.kind))} | string`;
};

/** The method that adds entities of one kind to those of another. */
const methodOf = (parent: AnyKind, child: AnyKind, field: string): Method => {
  const name = adderName(child) ?? "";
  const type = className(child);
  const taken = takenBy(child);
  const options = addOptionsOf(child);
  const isOptional = !takesId(child) && !isAnyNeeded(child, [...taken, field, ...(child.adder?.to ?? [])]);
  const optional = `options: ${options}${isOptional ? " = {}" : ""}`;
  const called = child.adder?.name?.toLowerCase() ?? words(child);
  const what = withArticle(words(child));
  const describe = sentences(
    `Adds ${withArticle(called)} to this ${words(parent)}: ${lower(child.describe)}`,
    child.adder?.takes.length === 0 ? "A second one needs a `constructId`." : undefined,
  );
  const doc = comment("  ", describe, methodExample(parent, child, field));
  const from = `./${fileOf(child)}.ts`;
  const references = taken
    .map((one) => referenceTypeOf(child, one))
    .filter((text) => text.startsWith("I"))
    .map((text) => [text.split(" ")[0] ?? "", "../props.ts"] as const);
  if (hasCatalogue(child)) {
    const part = camelCase(field);
    const { fields } = exampleOf(child);
    const subject = child.subschema?.name ?? "name";
    const of = child.subschema?.of ?? "config";
    const start = `${exampleName(parent)}.${name}(`;
    const lines = [
      ...comment(
        "  ",
        `Adds ${what} that acts on this ${words(parent)}: one of the catalogue, with typed settings, or any by its name, with ` +
          "settings as the gateway names them. One that the gateway takes elsewhere only does not compile.",
        `${start}rateLimiting({ minute: 60 }));\n` +
          `${start}${tsValue(fields[subject], "")}, ${tsObject({ [of]: fields[of] }, "", false)});`,
      ),
      `  ${name}<Given extends string | PluginOf<${JSON.stringify(part)}>>(plugin: Given, options?: ${options}For<Given>): ${type} {`,
      `    return addPluginTo(this, { ${part}: this }, plugin, options);`,
      "  }",
    ];
    return {
      imports: [["addPluginTo", "../add-plugin.ts"]],
      types: [
        [`${options}For`, from],
        [type, from],
        ["PluginOf", "../../plugins/typed-plugin.ts"],
      ],
      own: lines,
      existing: lines,
    };
  }
  const parameters = taken.map((one) => `${camelCase(one)}: ${referenceTypeOf(child, one)}`);
  const property = camelCase(field);
  const others = taken.map(camelCase).join(", ");
  const filled = [...taken.map(camelCase), `${property}: this`].join(", ");
  const takenText = taken.map((one) => (one === camelCase(one) ? one : `${one}: ${camelCase(one)}`)).join(", ");
  const body = takesId(child)
    ? [
        `  ${name}(id: string, ${optional}): ${type} {`,
        `    return new ${type}(this, id, { ...options, ${filled} });`,
        "  }",
      ]
    : [
        `  ${name}(${[...parameters, optional].join(", ")}): ${type} {`,
        "    const { constructId, ...others } = options;",
        `    const id = childId(this, kindOf(${JSON.stringify(child.kind)}), constructId${others === "" ? "" : `, { ${takenText} }`});`,
        `    return new ${type}(this, id, { ...others, ${filled} });`,
        "  }",
      ];
  return {
    imports: [
      [type, from],
      ...(takesId(child)
        ? []
        : ([
            ["childId", "../children.ts"],
            ["kindOf", "../../model/kinds.ts"],
          ] as const)),
    ],
    types: [[options, takesId(child) ? "../props.ts" : from], ...references],
    own: [...doc, ...body],
    existing: [...doc, ...body],
  };
};

const methodsOf = (parent: AnyKind, all: readonly AnyKind[]): readonly Method[] =>
  all.flatMap((child) =>
    referencesOf(child)
      .filter(({ field, kind }) => kind === parent.kind && addedThrough(child).includes(field))
      .map(({ field }) => methodOf(parent, child, field)),
  );

/* Classes */

const textGetters = (kind: AnyKind): readonly string[] =>
  textsOf(kind).flatMap((field) => {
    const schema = fieldsOf(kind)[field];
    const about = schema === undefined ? "" : descriptionOf(schema);
    return [
      ...comment("  ", sentences(about, "As a token: it stands for the value on the gateway.")),
      `  get ${camelCase(field)}(): string {`,
      `    return this.getStringAttribute(${JSON.stringify(field)});`,
      "  }",
      "",
    ];
  });

const joinedLines = (blocks: readonly (readonly string[])[]): readonly string[] =>
  blocks.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));

type Imports = readonly (readonly [name: string, from: string])[];

/** In the order that the formatter keeps: packages, then what is further away. */
const rankOf = (from: string): number => ["../../", "../", "./"].findIndex((start) => from.startsWith(start));

const importLines = (values: Imports, types: Imports): readonly string[] => {
  const modules = new Map<string, Map<string, boolean>>();
  const add = (wanted: Imports, isType: boolean): void => {
    for (const [name, from] of wanted) {
      const names = modules.get(from) ?? new Map<string, boolean>();
      modules.set(from, names);
      if (names.get(name) !== false) names.set(name, isType);
    }
  };
  add(types, true);
  add(values, false);
  return [...modules]
    .sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
    .map(([from, names]) => {
      const isOnlyTypes = ![...names.values()].includes(false);
      const all = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
      const list = all.map(([name, isType]) => (isType && !isOnlyTypes ? `type ${name}` : name)).join(", ");
      return `import ${isOnlyTypes ? "type " : ""}{ ${list} } from ${JSON.stringify(from)};`;
    });
};

/** How a kind's entity is found where the gateway makes what identifies it. */
const madeDoc = (kind: AnyKind): string | undefined => {
  const made = kind.uniqueKeys.flatMap(({ fields }) => fields).filter((field) => fieldFacts(kind, field).auto === true);
  const isAll =
    kind.uniqueKeys.length > 0 && kind.uniqueKeys.every(({ fields }) => fields.some((one) => made.includes(one)));
  if (!isAll) return undefined;
  return (
    `Without a ${camelCase(made[0] ?? "")} the gateway makes one; the entity then gets an id from the construct's path, ` +
    "so that the next run finds it again."
  );
};

/** The text of a kind's module, before it is formatted. */
export const constructModule = (kind: AnyKind, all: readonly AnyKind[] = kinds): string => {
  const name = className(kind);
  const kindText = JSON.stringify(kind.kind);
  const constant = constantOf(kind);
  const methods = methodsOf(kind, all);
  const offer = kind.offered === undefined ? undefined : `${offerText(kind.offered, "them")}.`;
  const isOptional = kind.scope === undefined && !isAnyNeeded(kind);
  const typed = hasCatalogue(kind);
  const taken = takenBy(kind);
  const isAdded = kind.adder !== undefined && !takesId(kind);
  const base = taken.length === 0 ? `${name}Options` : typed ? `${name}Options` : `${name}Details`;
  const texts = textGetters(kind);
  const values: (readonly [string, string])[] = [
    ["kindOf", "../../model/kinds.ts"],
    ["Entity", "../entity.ts"],
    ["ExistingEntity", "../existing.ts"],
    ...(typed
      ? ([
          ["judgeBy", "../typed-plugins.ts"],
          ["settingsOf", "../typed-plugins.ts"],
          ["pathOf", "../errors.ts"],
          ["scopeMissing", "../errors.ts"],
          ["Scope", "../scope.ts"],
        ] as const)
      : []),
    ...methods.flatMap(({ imports }) => imports),
  ];
  const types: (readonly [string, string])[] = [
    ["Construct", "constructs"],
    ["MetaOptions", "../options.ts"],
    ...(isAdded ? ([["ChildOptions", "../options.ts"]] as const) : []),
    [`I${name}`, "../props.ts"],
    [`${name}Lookup`, "../props.ts"],
    [`${name}Props`, "../props.ts"],
    ...(isAdded ? ([[base, "../props.ts"]] as const) : []),
    ...(typed
      ? ([
          [`${name}Details`, "../props.ts"],
          ["PluginOf", "../../plugins/typed-plugin.ts"],
          ["PluginScope", "../../plugins/typed-plugin.ts"],
        ] as const)
      : []),
    ...methods.flatMap((method) => method.types),
  ];
  const options = taken.map(camelCase).join(" and ");
  const optionsLines = isAdded
    ? [
        `/** What \`${adderName(kind)}\` takes${options === "" ? "" : ` besides the ${options}`}. */`,
        `export interface Add${name}Options extends ${base}, ChildOptions {}`,
        "",
      ]
    : [];
  const typedLines = typed
    ? [
        `/** What \`${adderName(kind)}\` takes besides one of the catalogue, which has its settings. */`,
        `export interface AddTyped${name}Options extends ${name}Details, ChildOptions {}`,
        "",
        `/** What \`${adderName(kind)}\` takes besides what it adds: settings of the catalogue's are given already. */`,
        `export type Add${name}OptionsFor<Given> = Given extends string ? Add${name}Options : AddTyped${name}Options;`,
        "",
      ]
    : [];
  const typedFactory = typed
    ? [
        ...comment(
          "  ",
          `Declares ${withArticle(words(kind))} of the catalogue, with typed settings, within a scope of several parts, or for every request.`,
          `${name}.of(this, "limit", rateLimiting({ minute: 5 }), { scope: Scope.of({ route, consumer }) });\n` +
            `${name}.of(this, "metrics", prometheus(), { scope: Scope.global() });`,
        ),
        `  static of<Part extends PluginScope>(scope: Construct, id: string, plugin: PluginOf<NoInfer<Part>>, options: ${name}Details & { readonly scope: Scope<Part> }): ${name} {`,
        "    const where = pathOf(scope, id);",
        "    // JavaScript may leave out the options altogether.",
        "    const within: unknown = (options as typeof options | undefined)?.scope;",
        "    if (!Scope.isScope(within)) throw scopeMissing(where);",
        "    const settings = settingsOf(where, plugin, within.parts, options);",
        `    const declared = new ${name}(scope, id, { ...options, ...settings, scope: within });`,
        "    judgeBy(declared, plugin);",
        "    return declared;",
        "  }",
      ]
    : [];
  const textBlock = texts.length === 0 ? [] : [texts.slice(0, -1)];
  const what = withArticle(words(kind));
  const constructor_ = [
    `  constructor(scope: Construct, id: string, props: ${name}Props${isOptional ? " = {}" : ""}) {`,
    `    super(scope, id, ${constant}, props);`,
    "  }",
  ];
  const existing = [
    ...comment(
      "  ",
      `${capital(what)} that another team declares. A missing one is an error at plan.`,
      existingExample(kind),
    ),
    `  static existing(scope: Construct, id: string, lookup: ${name}Lookup & MetaOptions): Existing${name} {`,
    `    return new Existing${name}(scope, id, lookup);`,
    "  }",
  ];
  return [
    "/**",
    ` * ${capital(words(kind))}: ${lower(kind.describe)}`,
    " * Generated from its descriptor in src/model by `npm run generate`; do not edit.",
    " * @module",
    " */",
    ...importLines(values, types),
    "",
    `const ${constant} = kindOf(${kindText});`,
    "",
    ...optionsLines,
    ...typedLines,
    ...comment("", sentences(kind.describe, madeDoc(kind), offer), classExample(kind)),
    `export class ${name} extends Entity<${kindText}> implements I${name} {`,
    ...joinedLines([
      [`  readonly kind = ${kindText};`],
      constructor_,
      ...textBlock,
      ...methods.map(({ own }) => own),
      ...(typedFactory.length === 0 ? [] : [typedFactory]),
      existing,
    ]),
    "}",
    "",
    `/** ${capital(what)} that another team declares; see {@link ${name}.existing}. */`,
    `export class Existing${name} extends ExistingEntity<${kindText}> implements I${name} {`,
    ...joinedLines([
      [`  readonly kind = ${kindText};`],
      [
        `  constructor(scope: Construct, id: string, lookup: ${name}Lookup & MetaOptions) {`,
        `    super(scope, id, ${constant}, lookup);`,
        "  }",
      ],
      ...textBlock,
      ...methods.map((method) => method.existing),
    ]),
    "}",
    "",
  ].join("\n");
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** A sentence in the middle of another one: names keep their capitals. */
const lower = (text: string): string =>
  /^[A-Z][a-z]*\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** What users get of each module. */
const listModule = (): string =>
  [
    "/** The constructs of all kinds. Generated from src/model by `npm run generate`; do not edit. @module */",
    ...kinds.map((kind) => {
      const name = className(kind);
      const options = [
        ...(kind.adder !== undefined && !takesId(kind) ? [`type Add${name}Options`] : []),
        ...(hasCatalogue(kind) ? [`type Add${name}OptionsFor`, `type AddTyped${name}Options`] : []),
      ];
      return `export { ${[...options, name, `Existing${name}`].join(", ")} } from "./kinds/${fileOf(kind)}.ts";`;
    }),
    "",
  ].join("\n");

/** By path. */
export const constructModules = (): Readonly<Record<string, () => string>> => ({
  "src/constructs/kinds.ts": listModule,
  ...Object.fromEntries(kinds.map((kind) => [`${CONSTRUCTS_FOLDER}/${fileOf(kind)}.ts`, () => constructModule(kind)])),
});
