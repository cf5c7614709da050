/**
 * Declarations as a decK file, nested by what belongs to what.
 * @module
 */
import { deckChildren, deckKey, namingFields } from "../model/deck-layout.ts";
import { Reference, Template } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, referencesOf } from "../model/derive.ts";
import { ErrorList } from "../model/errors.ts";
import { kinds } from "../model/kinds.ts";
import { reveal } from "../model/secret.ts";
import { addTo, isRecord } from "../model/values.ts";
import type { Document } from "./document.ts";
import { notAtTop, notInDeck } from "./errors.ts";
import { lacksOf } from "./lacks.ts";
import { addressesIn, addressOfId, isNaming, type Node } from "./tree.ts";
import { deckVariable } from "./values-file.ts";
import { Variable } from "./variables.ts";
import { Yaml, yamlDocument } from "./yaml.ts";

const CONVERTERS: Readonly<Record<Variable["type"], string>> = {
  string: "",
  any: "",
  number: " | toInt",
  bool: " | toBool",
};

/** Texts that may stand between single quotes as they are. */
const FITS_QUOTES = /^[^'\p{Cc}\u2028\u2029]*$/u;

/**
 * A variable as decK's template. Its value is put into the text before that is read as YAML, so it stands in quotes, or in a
 * block where it has several lines.
 */
const variableYaml = (variable: Variable): Yaml => {
  const value: unknown = reveal(variable.value);
  const read = `env "${deckVariable(variable)}"`;
  if (typeof value !== "string" || FITS_QUOTES.test(value)) {
    const template = `\${{ ${read}${CONVERTERS[variable.type]} }}`;
    return new Yaml(() => [variable.type === "string" ? `'${template}'` : template]);
  }
  const isEnded = value.endsWith("\n") && !value.endsWith("\n\n");
  // Where the text itself begins with space, how far in the block is must be said.
  const start = /^\s/.test(value) ? "|2" : "|";
  return new Yaml((indent) => [
    isEnded ? start : `${start}-`,
    `${" ".repeat(indent)}\${{ ${read} | indent ${indent} }}`,
  ]);
};

/** Fields that name an entity of a kind and are written: what the gateway works out is not. */
const writtenNames = (kind: AnyKind): readonly string[] =>
  namingFields(kind).filter((field) => fieldFacts(kind, field).computed === undefined);

/** How another entity refers to this one: by its name, by a mapping with another of its keys, or by its id. */
const nameOf = ({ kind, declaration }: Node, ids: Document["ids"]): unknown => {
  const { fields, id, existing, address } = declaration;
  const known = id ?? ids?.get(address);
  if (existing && known !== undefined) return known;
  const [first, ...others] = writtenNames(kind);
  if (first !== undefined && typeof fields[first] === "string") return fields[first];
  const other = others.find((field) => typeof fields[field] === "string");
  return other === undefined ? known : { [other]: fields[other] };
};

/**
 * The file. Throws an ErrorList of `KG_FORMAT_LACKS` with all that decK files cannot say.
 *
 * @example
 * deckText(document) // "_format_version: \"3.0\"\n…"
 */
export const deckText = (document: Document): string => {
  const { tree, ids, workspace, selectTags, from } = document;
  const errors: ReturnType<typeof notInDeck>[] = [...lacksOf(document, "deck")];
  const lookups = new Set<string>();

  const idOf = (node: Node): string | undefined => node.declaration.id ?? ids?.get(node.declaration.address);

  /** The id that a value stands for, where it is known. */
  const idIn = (value: Template): string | undefined => {
    const address = addressOfId(value);
    const node = address === undefined ? undefined : tree.of(address);
    return node === undefined ? undefined : idOf(node);
  };

  const written = (value: unknown, address: string, field: string): unknown => {
    if (value instanceof Variable) return variableYaml(value);
    if (value instanceof Template) {
      const id = idIn(value);
      if (id !== undefined) return id;
      errors.push(notInDeck(address, field));
      return null;
    }
    if (Array.isArray(value)) return value.map((item) => written(item, address, field));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, written(item, address, `${field}.${name}`)]),
    );
  };

  /** What others refer to and has no name is found by its id. */
  const pinned = new Set<Node>();
  for (const { needs, kind, declaration } of tree.nodes) {
    const lists = Object.keys(declaration.fields).filter((field) => fieldFacts(kind, field).listOf !== undefined);
    const byId = new Set(lists.flatMap((field) => addressesIn(declaration.fields[field])));
    for (const node of needs) {
      const id = idOf(node);
      const isById = id !== undefined && (byId.has(node.declaration.address) || nameOf(node, ids) === id);
      if (!node.declaration.existing && isById) pinned.add(node);
    }
  }

  const referred = (value: unknown): unknown => {
    if (!(value instanceof Reference)) return isRecord(value) ? value["id"] : value;
    const node = tree.of(value.address);
    if (node === undefined) return undefined;
    const name = nameOf(node, ids);
    if (node.declaration.existing && name !== node.declaration.id && ids?.has(value.address) !== true)
      lookups.add(deckKey(node.kind));
    return name;
  };

  /** What belongs below an entity, by the key of its list; the rest stands at the top. */
  const below = (node: Node): { readonly lists: ReadonlyMap<string, Node[]>; readonly rest: readonly Node[] } => {
    const lists = new Map<string, Node[]>();
    const rest: Node[] = [];
    const places = [...deckChildren(node.kind).values()];
    for (const child of node.children) {
      const place = places.find(({ kind, field }) => kind === child.kind && field === child.parent?.field);
      if (place === undefined) rest.push(child);
      else addTo(lists, place.key, child);
    }
    return { lists, rest };
  };

  const top = new Map<AnyKind, Node[]>();
  const bodyOf = (node: Node, isBelow: boolean): Readonly<Record<string, unknown>> => {
    const { kind, declaration, parent } = node;
    const { fields, id, address } = declaration;
    const references = new Set(referencesOf(kind).map(({ field }) => field));
    const member = kind.membership?.member;
    if (member !== undefined && isBelow) {
      const name = fields[member];
      const other = name instanceof Reference ? tree.of(name.address) : undefined;
      const known = referred(name);
      const [naming = "id"] = other === undefined ? [] : writtenNames(other.kind);
      return isRecord(known) ? known : { [known === other?.declaration.fields[naming] ? naming : "id"]: known };
    }
    const naming: Record<string, unknown> = {};
    const referring: Record<string, unknown> = {};
    const others: Record<string, unknown> = {};
    const settings: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(fields)) {
      if (value === undefined || (isBelow && field === parent?.field)) continue;
      if (references.has(field)) referring[field] = referred(value);
      else {
        const into = isNaming(kind, field) ? naming : field === kind.subschema?.of ? settings : others;
        into[field] = written(value, address, field);
      }
    }
    const { lists, rest } = below(node);
    for (const child of rest) addTo(top, child.kind, child);
    const children = [...lists].map(([key, list]) => [key, list.map((child) => bodyOf(child, true))] as const);
    const pin = id ?? (pinned.has(node) ? ids?.get(address) : undefined);
    return {
      ...(pin === undefined ? {} : { id: pin }),
      ...naming,
      ...referring,
      ...others,
      ...settings,
      ...Object.fromEntries(children),
    };
  };

  /** What is below something that stands elsewhere, or that others declare, stands at the top, and says what it belongs to. */
  const add = (node: Node): void => {
    if (!node.declaration.existing) {
      // What has no list of its own stands below its parent, or nowhere.
      if (node.kind.path === undefined) errors.push(notAtTop(node.declaration.address, node.kind.kind));
      else addTo(top, node.kind, node);
    } else for (const child of node.children) add(child);
  };
  for (const root of tree.roots) add(root);
  const lists = new Map<string, unknown[]>();
  for (const kind of kinds) {
    const nodes = top.get(kind) ?? [];
    // More may come while these are written.
    for (const node of nodes) addTo(lists, deckKey(kind), bodyOf(node, false));
    top.delete(kind);
  }
  for (const [kind, nodes] of top) for (const node of nodes) addTo(lists, deckKey(kind), bodyOf(node, false));
  if (errors.length > 0) throw new ErrorList(errors);

  const tags = [...selectTags, ...(document.ownerTag === undefined ? [] : [document.ownerTag])];
  const info = {
    ...(tags.length === 0 ? {} : { select_tags: [...new Set(tags)] }),
    ...(lookups.size === 0
      ? {}
      : { default_lookup_tags: Object.fromEntries([...lookups].sort().map((key) => [key, []])) }),
  };
  const head = {
    _format_version: "3.0",
    ...(workspace === undefined ? {} : { _workspace: workspace }),
    ...(Object.keys(info).length === 0 ? {} : { _info: info }),
  };
  const about = from.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  return `# ${about} as a decK file, written by \`kongruent import\`. From here on it is yours.\n${yamlDocument({ ...head, ...Object.fromEntries(lists) })}`;
};
