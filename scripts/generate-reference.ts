/**
 * The reference pages in the layout of Terraform's registry: one per resource and data source, and one for the provider.
 * @module
 */
import type { z } from "zod";
import { writeOnlyAttribute } from "../src/model/attribute-names.ts";
import type { AnyKind } from "../src/model/define.ts";
import { fieldsOf, isMandatory, kongField, unwrapped } from "../src/model/derive.ts";
import { factsOf } from "../src/model/facts.ts";
import { kinds } from "../src/model/kinds.ts";
import { offerText } from "../src/model/offer.ts";
import { type ProviderArgumentName, providerArgument } from "../src/model/provider-arguments.ts";
import { type Attribute, attributesOf, dataAttributesOf } from "../src/provider/attributes.ts";
import { providerArguments, VARIABLES } from "../src/provider/configuration.ts";
import { identityAttributesOf } from "../src/provider/identity.ts";
import { fixedAttributesOf } from "../src/provider/plan.ts";
import type { Type } from "../src/provider/value.ts";
import {
  exampleOf,
  hclDataByIdentity,
  hclDataByKey,
  hclImport,
  hclResource,
  importId,
  keyOf,
  tsData,
  tsResource,
} from "./reference-code.ts";

const NOTE = "<!-- Written by `npm run generate` from the descriptors in src/model; do not edit. -->";

const pageOf = (kind: AnyKind): string => `${kind.terraform.replace(/^kong_/, "")}.md`;

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

const code = (text: string): string => `\`${text}\``;

const page = (title: string, description: string, parts: readonly string[]): string =>
  `${["---", `page_title: ${JSON.stringify(title)}`, `description: ${JSON.stringify(description)}`, "---", "", NOTE].join("\n")}\n\n${parts.join("\n\n")}\n`;

/* Attributes */

const SIMPLE: Readonly<Record<string, string>> = {
  string: "String",
  number: "Number",
  bool: "Boolean",
  dynamic: "Dynamic",
};
const COLLECTIONS: Readonly<Record<string, string>> = { list: "List", set: "Set", map: "Map" };

const plainTypeInWords = (type: Type): string => {
  if (typeof type === "string") return SIMPLE[type] ?? type;
  const [collection, element] = type;
  return `${COLLECTIONS[collection] ?? collection} of ${plainTypeInWords(element as Type)}`;
};

const typeInWords = ({ type, nested, parts }: Attribute): string => {
  if (nested === undefined) return parts === undefined ? plainTypeInWords(type) : "Object";
  return nested.mode === "single" ? "Attributes" : `Attributes ${COLLECTIONS[nested.mode]}`;
};

const valueInWords = (value: unknown): string => {
  if (!Array.isArray(value)) return code(JSON.stringify(value));
  return value.length === 0 ? "none" : value.map(valueInWords).join(", ");
};

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;

/** What values a field takes, where the gateway's schema says so. */
const rangeInWords = (schema: z.core.$ZodType): string => {
  const { one_of, between, elements } = kongField(schema, "expressions");
  const values = one_of ?? elements?.one_of;
  if (values !== undefined)
    return `${elements === undefined ? "One of" : "Any of"} ${listed(values.map(valueInWords))}.`;
  return between === undefined ? "" : `From ${between[0]} to ${between[1]}.`;
};

const defaultInWords = (schema: z.core.$ZodType, shape: boolean): string => {
  const { default: value, auto, undeclared, secret } = factsOf(schema);
  if (auto === true) return secret === true ? "Default: made by the gateway, and kept." : "";
  if (undeclared === "keep") return "Default: what is there is kept.";
  if (value !== undefined && value !== null) return `Default: ${valueInWords(value)}.`;
  return shape ? "Default: what its own defaults say." : "";
};

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const sentence = (text: string): string => (text === "" || /[.!?]$/.test(text) ? text : `${text}.`);

/** Where the fields of a level come from. */
type Shape = Readonly<Record<string, z.core.$ZodType>>;

const shapeWithin = (schema: z.core.$ZodType | undefined): Shape => {
  if (schema === undefined) return {};
  const inner = unwrapped(schema) as { readonly shape?: Shape; readonly element?: z.core.$ZodType };
  return inner.shape ?? shapeWithin(inner.element);
};

const anchorOf = (path: readonly string[]): string => `nested-schema-for-${path.join("")}`;

const attributeLine = (
  attribute: Attribute,
  path: readonly string[],
  shape: Shape,
  fixed: ReadonlySet<Attribute>,
  isRead: boolean,
): string => {
  const { name, role, field, nested, parts, deprecated, description, sensitive, writeOnly } = attribute;
  const schema = role === "field" ? shape[field] : undefined;
  const marks = [typeInWords(attribute), ...(sensitive ? ["Sensitive"] : []), ...(writeOnly ? ["Write-only"] : [])];
  const offered = schema === undefined ? undefined : factsOf(schema).offered;
  const words = [
    sentence(description),
    ...(offered === undefined ? [] : [sentence(capital(offerText(offered, "it")))]),
    ...(schema === undefined || isRead || !sensitive || writeOnly || !isMandatory(schema)
      ? []
      : [`Required, here or as ${code(writeOnlyAttribute(name))}.`]),
    ...(deprecated === undefined ? [] : [`**Deprecated.** ${deprecated}`]),
    ...(schema === undefined || isRead ? [] : [rangeInWords(schema)]),
    ...(schema === undefined || isRead || writeOnly ? [] : [defaultInWords(schema, nested?.mode === "single")]),
    ...(fixed.has(attribute) && !isRead ? ["A change makes a new entity."] : []),
    ...(nested === undefined && parts === undefined ? [] : [`See [below](#${anchorOf([...path, name])}).`]),
  ];
  return `- ${code(name)} (${marks.join(", ")}) ${words.filter((word) => word !== "").join(" ")}`;
};

interface Level {
  readonly attributes: readonly Attribute[];
  readonly shape: Shape;
  readonly path: readonly string[];
}

const levelParts = (
  { attributes, shape, path }: Level,
  fixed: ReadonlySet<Attribute>,
  isRead: boolean,
): readonly string[] => {
  const groups: readonly (readonly [string, readonly Attribute[]])[] = [
    ["Required", attributes.filter(({ required }) => required === true)],
    ["Optional", attributes.filter(({ required, optional }) => required !== true && optional === true)],
    ["Read-Only", attributes.filter(({ required, optional }) => required !== true && optional !== true)],
  ];
  const heading = (text: string): string => (path.length === 0 ? `### ${text}` : `${text}:`);
  const own = groups
    .filter(([, members]) => members.length > 0)
    .map(([name, members]) => {
      const lines = [...members]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((attribute) => attributeLine(attribute, path, shape, fixed, isRead));
      return `${heading(name)}\n\n${lines.join("\n")}`;
    });
  const inner = attributes.flatMap((attribute): readonly string[] => {
    const members = attribute.nested?.attributes ?? attribute.parts;
    if (members === undefined) return [];
    const below = [...path, attribute.name];
    return [
      `### Nested Schema for ${code(below.join("."))}`,
      ...levelParts({ attributes: members, shape: shapeWithin(shape[attribute.field]), path: below }, fixed, isRead),
    ];
  });
  return [...own, ...inner];
};

const schemaParts = (attributes: readonly Attribute[], kind: AnyKind, isRead: boolean): readonly string[] => [
  "## Schema",
  ...levelParts({ attributes, shape: fieldsOf(kind), path: [] }, new Set(fixedAttributesOf(kind)), isRead),
];

/* Pages */

const importParts = (kind: AnyKind): readonly string[] => {
  const text = importId(kind);
  const byId = kind.path === undefined ? "" : " The entity's id, a UUID, is taken too.";
  const only = keyOf(kind) === undefined ? "By the entity's id:" : `By identity text.${byId}`;
  const names = identityAttributesOf(kind).map(({ name }) => code(name));
  return [
    "## Import",
    only,
    fence("sh", `terraform import ${kind.terraform}.${exampleOf(kind).id} '${text}'`),
    "In the configuration:",
    fence("hcl", hclImport(kind)),
    `From Terraform and OpenTofu 1.12 on, \`identity\` may stand for \`id\`, with any of ${names.join(", ")} that tell which one is meant. More in [Import and adopt](../import-and-adopt.md).`,
  ];
};

/** What a kind is, and which gateways have it where not every one does. */
const describeKind = ({ describe, offered }: AnyKind): string => {
  if (offered === undefined) return describe;
  return `${describe} ${capital(offerText(offered, "them"))}; elsewhere a plan refuses them.`;
};

const resourcePage = (kind: AnyKind): string =>
  page(`${kind.terraform} Resource`, kind.describe, [
    `# ${kind.terraform} (Resource)`,
    describeKind(kind),
    "## Example Usage",
    fence("hcl", hclResource(kind)),
    "In TypeScript:",
    fence("ts", tsResource(kind)),
    ...schemaParts(attributesOf(kind), kind, false),
    ...importParts(kind),
  ]);

const dataPage = (kind: AnyKind): string => {
  const key = keyOf(kind);
  return page(`${kind.terraform} Data Source`, kind.describe, [
    `# ${kind.terraform} (Data Source)`,
    `${describeKind(kind)} One that is on the gateway, whoever made it; it is read and never written. Where it is missing, the plan is an error.`,
    "## Example Usage",
    fence("hcl", hclDataByIdentity(kind)),
    ...(key === undefined ? [] : ["Or by the attributes of its key:", fence("hcl", hclDataByKey(kind, key))]),
    "In TypeScript:",
    fence("ts", tsData(kind)),
    ...schemaParts(dataAttributesOf(kind), kind, true),
  ]);
};

const argumentLine = (attribute: Attribute): string => {
  const name = attribute.name as ProviderArgumentName;
  const variable = VARIABLES[name];
  const words = [
    sentence(providerArgument(name)?.describe ?? ""),
    ...(variable === undefined ? [] : [`Environment: ${code(variable)}.`]),
  ];
  const marks = [typeInWords(attribute), ...(attribute.sensitive ? ["Sensitive"] : [])];
  return `- ${code(name)} (${marks.join(", ")}) ${words.join(" ")}`;
};

const PROVIDER_HCL = `terraform {
  required_providers {
    kong = {
      source  = "kongruent/kong"
      version = "0.1.0"
    }
  }
}

provider "kong" {
  admin_url = "http://127.0.0.1:8001"
  owner     = "orders-team"
}`;

const providerPage = (version: string): string =>
  page("Kong Provider", "Kong gateways, by their Admin API: adopts what is there, patches what differs.", [
    "# Kong Provider",
    "Manages a Kong gateway by its Admin API: adopts what is there, patches only what differs, and keeps a plugin's scope. Behaviour and limits are in the guide to [Terraform and OpenTofu](terraform.md), what takes over live entities in [Import and adopt](import-and-adopt.md), the ways to install it in [Installing the provider](provider-installation.md). Node must be on the machine that runs Terraform.",
    "This is the page of the provider in Terraform's registry layout. The index of all documentation is [README.md](README.md).",
    "## Example Usage",
    fence("hcl", PROVIDER_HCL.replace("0.1.0", version)),
    "In TypeScript:",
    fence(
      "ts",
      [
        'import type { TerraformStack } from "cdktf";',
        'import { KongProvider } from "kongruent";',
        "",
        "export const declare = (stack: TerraformStack) => {",
        '  new KongProvider(stack, "kong", { adminUrl: "http://127.0.0.1:8001", owner: "orders-team" });',
        "};",
      ].join("\n"),
    ),
    "## Schema",
    `### Optional\n\n${[...providerArguments()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(argumentLine)
      .join("\n")}`,
    "## Resources and data sources",
    kinds
      .map(
        (kind) =>
          `- [${kind.terraform}](resources/${pageOf(kind)}), [data source](data-sources/${pageOf(kind)}): ${describeKind(kind)}`,
      )
      .join("\n"),
  ]);

/** The pages by path. */
export const referencePages = (version: string): Readonly<Record<string, () => string>> => ({
  "docs/index.md": () => providerPage(version),
  ...Object.fromEntries(
    kinds.flatMap((kind) => [
      [`docs/resources/${pageOf(kind)}`, () => resourcePage(kind)],
      [`docs/data-sources/${pageOf(kind)}`, () => dataPage(kind)],
    ]),
  ),
});
