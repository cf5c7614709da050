/**
 * Declarations as HCL for Terraform and OpenTofu, with import blocks for what is live.
 * @module
 */
import { referenceAttribute, secretAttributesOf } from "../model/attribute-names.ts";
import { Reference, Template } from "../model/declaration.ts";
import { fieldFacts, fieldsOf, referencesOf } from "../model/derive.ts";
import { isRecord } from "../model/values.ts";
import type { Document, EmittedFile } from "./document.ts";
import { Hcl, hclBody, hclEscaped } from "./hcl-value.ts";
import { isNaming, type Node } from "./tree.ts";
import { apart, Variable } from "./variables.ts";
import { joined, Names } from "./words.ts";

export interface HclOptions {
  /** The `terraform` block that asks for the provider. */
  readonly requirement: string;
}

type Values = Record<string, unknown>;

/** `kong_service.orders`, by address. */
const resourceNames = ({ tree }: Document): ReadonlyMap<string, string> => {
  const taken = new Map<string, Names>();
  const found = new Map<string, string>();
  for (const { kind, declaration, words } of tree.nodes) {
    const group = `${declaration.existing ? "data." : ""}${kind.terraform}`;
    let names = taken.get(group);
    if (names === undefined) {
      names = new Names([], "_");
      taken.set(group, names);
    }
    found.set(declaration.address, `${group}.${names.take(joined(words, "_", kind.singular).toLowerCase())}`);
  }
  return found;
};

const special =
  (names: ReadonlyMap<string, string>) =>
  (value: object): string | undefined => {
    if (value instanceof Variable) return `var.${value.name}`;
    if (value instanceof Reference) return `${names.get(value.address)}.id`;
    if (!(value instanceof Template)) return undefined;
    const parts = value.parts.map((part) =>
      typeof part === "string" ? part : new Hcl(`${names.get(part.address)}.${part.path.join(".")}`),
    );
    const [only] = parts;
    if (parts.length === 1 && only instanceof Hcl) return only.text;
    const before = (index: number, text: string): string =>
      parts[index + 1] instanceof Hcl ? text.replace(/\$+$/, (signs) => `\${"${signs}"}`) : text;
    const written = parts.map((part, index) =>
      part instanceof Hcl ? `\${${part.text}}` : before(index, hclEscaped(part)),
    );
    return `"${written.join("")}"`;
  };

const referenceValue = (value: unknown): unknown => (isRecord(value) ? value["id"] : value);

/** The attributes of a resource or data source. */
const attributesOf = ({ kind, declaration }: Node, settingsOf: Document["settingsOf"]): Values => {
  const { fields, id, isGlobal, existing } = declaration;
  const references = new Set(referencesOf(kind).map(({ field }) => field));
  const shape = fieldsOf(kind);
  const secrets = [...secretAttributesOf(kind).values()];
  const naming: Values = {};
  const referring: Values = {};
  const others: Values = {};
  const settings: Values = {};
  const extra: Values = {};
  const scope: Values = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(shape, field)) extra[field] = value;
    else if (references.has(field)) {
      const into = kind.scope?.includes(field) === true ? scope : referring;
      into[referenceAttribute(field)] = referenceValue(value);
    } else if (secrets.some((one) => one.field === field && one.isMerged)) {
      const isSettings = field === kind.subschema?.of;
      const into = isSettings ? settings : others;
      const { plain, secret } = apart(value, isSettings ? settingsOf?.(kind, fields) : undefined);
      if (plain !== undefined) into[field] = plain;
      const overlay = secrets.find((one) => one.field === field && one.isMerged && one.isWriteOnly)?.name ?? field;
      if (secret !== undefined) into[overlay] = secret;
    } else if (value instanceof Variable && fieldFacts(kind, field).secret === true) {
      const twin = secrets.find((one) => one.field === field && one.isWriteOnly)?.name ?? field;
      others[twin] = value;
    } else if (isNaming(kind, field)) naming[field] = value;
    else others[field] = value;
  }
  if (isGlobal && kind.scope !== undefined) scope["global"] = true;
  return {
    ...(id === undefined ? {} : { id }),
    ...naming,
    ...referring,
    ...(Object.keys(scope).length === 0 || (existing && isGlobal && id !== undefined) ? {} : { scope }),
    ...others,
    ...settings,
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
    ...(declaration.adopt === undefined ? {} : { adopt: declaration.adopt }),
  };
};

/** `lifecycle` and `depends_on`. */
const ruleLines = ({ kind, declaration }: Node, names: ReadonlyMap<string, string>): readonly string[] => {
  const { preventDestroy, ignoreChanges } = declaration.lifecycle;
  const secrets = [...secretAttributesOf(kind).values()];
  const attribute = (path: string): string => {
    const [field = "", ...rest] = path.split(".");
    const isReference = referencesOf(kind).some((one) => one.field === field);
    if (isReference) return kind.scope?.includes(field) === true ? "scope" : referenceAttribute(field);
    const twin = secrets.find((one) => one.field === field && one.isWriteOnly && !one.isMerged);
    // What is inside of settings cannot be named: they are one value.
    return twin !== undefined ? twin.name : field === kind.subschema?.of ? field : [field, ...rest].join(".");
  };
  const ignored = ignoreChanges === "all" ? "all" : [...new Set(ignoreChanges.map(attribute))];
  const rules: Values = {
    ...(preventDestroy ? { prevent_destroy: true } : {}),
    ...(ignored === "all"
      ? { ignore_changes: new Hcl("all") }
      : ignored.length > 0
        ? { ignore_changes: new Hcl(`[${ignored.join(", ")}]`) }
        : {}),
  };
  const after = declaration.dependsOn.flatMap((address) => names.get(address) ?? []);
  return [
    ...(Object.keys(rules).length > 0 ? [`\n  lifecycle {\n${hclBody(rules, "    ")}\n  }`] : []),
    ...(after.length > 0 ? [`\n  depends_on = [${after.join(", ")}]`] : []),
  ];
};

const block = (
  head: string,
  values: Values,
  of?: (value: object) => string | undefined,
  more: readonly string[] = [],
) =>
  [`${head} {`, ...(Object.keys(values).length === 0 ? [] : [hclBody(values, "  ", of, true)]), ...more, "}"].join(
    "\n",
  );

/** What `import` is given: the id, or where that does not tell which one is meant, the identity. */
const importId = ({ kind, identity }: Node, id: string): string => (kind.path === undefined ? identity : id);

const resourceText = (
  node: Node,
  names: ReadonlyMap<string, string>,
  { ids, settingsOf }: Pick<Document, "ids" | "settingsOf">,
): string => {
  const { declaration } = node;
  const [type = "", name = ""] = (names.get(declaration.address) ?? "").split(".").slice(-2);
  if (declaration.existing) return block(`data "${type}" "${name}"`, attributesOf(node, settingsOf), special(names));
  const id = ids?.get(declaration.address);
  const imported =
    id === undefined
      ? []
      : [block("import", { to: new Hcl(names.get(declaration.address) ?? ""), id: importId(node, id) })];
  const rules = ruleLines(node, names);
  return [
    ...imported,
    block(`resource "${type}" "${name}"`, attributesOf(node, settingsOf), special(names), rules),
  ].join("\n\n");
};

const providerText = ({ adminUrl, workspace, owner, ownerTagPrefix }: Document): string => {
  const values = {
    admin_url: adminUrl,
    workspace,
    owner: owner === false ? undefined : owner,
    owner_tag_prefix: ownerTagPrefix,
  };
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return block('provider "kong"', Object.fromEntries(given));
};

/**
 * The configuration as one text.
 *
 * @example
 * hclConfiguration(document, { requirement: requiredProvidersText(version) })
 */
export const hclConfiguration = (document: Document, { requirement }: HclOptions): string => {
  const names = resourceNames(document);
  const from = document.from.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  const variables = document.variables.map((variable) => {
    const kind = document.tree.of(variable.address)?.kind;
    const [field = ""] = variable.field.split(".");
    // What is ephemeral may stand in write-only attributes only.
    const isStored =
      kind === undefined ||
      ![...secretAttributesOf(kind).values()].some((one) => one.field === field && one.isWriteOnly);
    const rest = { type: new Hcl(variable.type), sensitive: true, ...(isStored ? {} : { ephemeral: true }) };
    return block(`variable "${variable.name}"`, rest);
  });
  return `${[
    `# ${from} as Terraform configuration, written by \`kongruent import\`. From here on it is yours.`,
    requirement.trimEnd(),
    providerText(document),
    ...variables,
    ...document.tree.nodes.map((node) => resourceText(node, names, document)),
  ].join("\n\n")}\n`;
};

export const hclFiles = (document: Document, options: HclOptions): readonly EmittedFile[] => [
  { path: "main.tf", text: hclConfiguration(document, options) },
];
