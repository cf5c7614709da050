/**
 * What the files of a source say together: the settings at their top, and their lists of entities.
 * @module
 */
import { deckKey } from "../../model/deck-layout.ts";
import type { AnyKind } from "../../model/define.ts";
import type { KongruentError } from "../../model/errors.ts";
import { kinds } from "../../model/kinds.ts";
import { didYouMean } from "../../model/nearest.ts";
import { mergedOver } from "../../model/secret-values.ts";
import { canonicalJson, isRecord } from "../../model/values.ts";
import type { DeckDocument } from "./document.ts";
import { plain } from "./environment.ts";
import * as refuse from "./errors.ts";

type Mapping = Record<string, unknown>;

/** One entity as it is written at the top level. */
export interface TopEntity {
  readonly kind: AnyKind;
  readonly body: Mapping;
  readonly document: DeckDocument;
}

export interface Content {
  readonly workspace: string | undefined;
  readonly selectTags: readonly string[];
  /** Kinds of which entities may be referred to that are declared elsewhere. */
  readonly lookups: ReadonlySet<string>;
  /** `_info.defaults`, by kind. */
  readonly defaults: ReadonlyMap<string, Readonly<Mapping>>;
  /** `_plugin_configs`. */
  readonly configs: ReadonlyMap<string, Readonly<Mapping>>;
  readonly entities: readonly TopEntity[];
  readonly errors: readonly KongruentError[];
  /** Nothing is wrong with what fills entities: defaults and shared settings. */
  readonly isComplete: boolean;
}

const KEEP_WITH_DECK = "Keep managing it with decK, or write it as a declaration of the kind that it becomes.";
/** Keys of decK that have no counterpart, with what to do about them. */
const UNSUPPORTED: ReadonlyMap<string, readonly [what: string, advice: string]> = new Map<
  string,
  readonly [what: string, advice: string]
>(
  Object.entries({
    _konnect: [
      "a control plane of Konnect ('_konnect')",
      "Give its Admin API's address with --gateway, and leave the key out.",
    ],
    custom_entities: ["'custom_entities'", KEEP_WITH_DECK],
    rbac_roles: ["access control of Kong Enterprise ('rbac_roles')", "Keep it in a file of its own that decK applies."],
    licenses: ["'licenses'", "Install the license with the gateway."],
    service_packages: ["'service_packages', which Konnect no longer has,", "Move the services to 'services'."],
  }),
);
const SETTINGS = ["_format_version", "_info", "_workspace", "_plugin_configs", "_transform"];
/** The settings that entities take values from. */
const FILLING = ["_info", "_plugin_configs"];
const INFO = ["select_tags", "defaults", "default_lookup_tags"];
/** Switches in `_info` that may be off. */
const INFO_SWITCHES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    consumer_group_policy_overrides: "Scope plugins to the consumer group instead.",
    skip_hash_for_basic_auth: "It is for Konnect only; leave it out.",
    include_plugin_definitions: "Install custom plugins with the gateway.",
  }),
);

const kindByKey = new Map(kinds.flatMap((kind) => (kind.path === undefined ? [] : [[deckKey(kind), kind] as const])));
const kindBySingular = new Map(kinds.map((kind) => [kind.singular, kind]));

const TEXTS =
  "must be a list of texts. YAML takes a bare y, no, on or 12 for a boolean or a number: put quotes around it.";
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string" && item !== "");

/** A setting that may be said in several files, always the same. */
const agreeing = (errors: KongruentError[]) => {
  const said = new Map<string, { readonly text: string; readonly place: string }>();
  return (key: string, value: unknown, place: string, why: string): void => {
    const text = canonicalJson(value);
    const known = said.get(key);
    if (known === undefined) said.set(key, { text, place });
    else if (known.text !== text) errors.push(refuse.contradiction(place, known.place, key, why));
  };
};

/** Everything in a value without its marks of the environment, for comparing. */
const bare = (value: unknown): unknown => {
  const found = plain(value);
  if (Array.isArray(found)) return found.map(bare);
  return isRecord(found) ? Object.fromEntries(Object.entries(found).map(([key, item]) => [key, bare(item)])) : found;
};

/** The leaves of a mapping with their paths, lists counted as leaves. */
const leaves = (value: unknown, path: string): readonly (readonly [path: string, value: unknown])[] =>
  isRecord(value) ? Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}.${key}`)) : [[path, value]];

/** Reads the top level of every file. */
export const contentOf = (documents: readonly DeckDocument[], source: string): Content => {
  const errors: KongruentError[] = [];
  const agree = agreeing(errors);
  const lookups = new Set<string>();
  const defaults = new Map<string, Mapping>();
  const configs = new Map<string, Mapping>();
  const entities: TopEntity[] = [];
  let selectTags: readonly string[] = [];
  let workspace: string | undefined;
  let hasVersion = false;
  let isComplete = true;

  const readVersion = (value: unknown, place: string): void => {
    hasVersion = true;
    const found = plain(value);
    if (found !== "3.0" && found !== 3) errors.push(refuse.versionUnsupported(place, String(found)));
  };

  const readDefaults = (value: unknown, document: DeckDocument): void => {
    if (!isRecord(value)) return;
    for (const [key, given] of Object.entries(value)) {
      if (given === null) continue;
      const place = document.placeOf(value, key);
      const kind = kindBySingular.get(key);
      if (kind === undefined) {
        errors.push(refuse.keyUnknown(place, key, "_info.defaults", didYouMean(key, kindBySingular.keys())));
      } else if (!isRecord(given)) errors.push(refuse.valueInvalid(place, key, "must be a mapping of fields."));
      else {
        for (const [path, leaf] of leaves(given, `_info.defaults.${key}`)) {
          agree(path, bare(leaf), place, "decK takes one of the two at random: keep one.");
        }
        defaults.set(kind.kind, mergedOver(defaults.get(kind.kind) ?? {}, given) as Mapping);
      }
    }
  };

  const readLookups = (value: unknown, document: DeckDocument): void => {
    if (!isRecord(value)) return;
    for (const [key, tags] of Object.entries(value)) {
      if (tags === null) continue;
      const place = document.placeOf(value, key);
      const kind = kindByKey.get(key);
      if (kind === undefined) {
        errors.push(refuse.keyUnknown(place, key, "_info.default_lookup_tags", didYouMean(key, kindByKey.keys())));
      } else if (!isTexts(bare(tags))) errors.push(refuse.valueInvalid(place, key, TEXTS));
      else lookups.add(kind.kind);
    }
  };

  const readInfo = (info: Mapping, document: DeckDocument): void => {
    for (const [key, value] of Object.entries(info)) {
      const place = document.placeOf(info, key);
      const advice = INFO_SWITCHES.get(key);
      if (value === null || (advice !== undefined && plain(value) === false)) continue;
      if (advice !== undefined) errors.push(refuse.unsupported(place, `'_info.${key}'`, advice));
      else if (!INFO.includes(key)) {
        errors.push(refuse.keyUnknown(place, key, "_info", didYouMean(key, [...INFO, ...INFO_SWITCHES.keys()])));
      } else if (key === "select_tags") {
        const tags = bare(value);
        if (!isTexts(tags)) errors.push(refuse.valueInvalid(place, key, TEXTS));
        else {
          selectTags = [...new Set(tags)];
          const why = "decK would put the tags of both on every entity. Give all files the same ones.";
          agree("_info.select_tags", [...selectTags].sort(), place, why);
        }
      } else if (!isRecord(value)) errors.push(refuse.valueInvalid(place, key, "must be a mapping."));
      else if (key === "defaults") readDefaults(value, document);
      else readLookups(value, document);
    }
  };

  const readConfigs = (value: Mapping, document: DeckDocument): void => {
    for (const [name, config] of Object.entries(value)) {
      const place = document.placeOf(value, name);
      if (!isRecord(config)) {
        errors.push(refuse.valueInvalid(place, name, "must be a mapping: what plugins have as their 'config'."));
        continue;
      }
      agree(`_plugin_configs.${name}`, bare(config), place, "Give one of the two another name.");
      configs.set(name, config);
    }
  };

  const readSetting = (key: string, root: Mapping, document: DeckDocument): void => {
    const value = root[key];
    const place = document.placeOf(root, key);
    if (key === "_format_version") readVersion(value, place);
    if (value === null) return;
    if (key === "_transform") {
      if (plain(value) !== true) {
        const advice = "It would send hashed passwords as they are; decK refuses it as well. Leave it out.";
        errors.push(refuse.unsupported(place, "'_transform: false'", advice));
      }
    } else if (key === "_workspace") {
      const name = plain(value);
      if (typeof name !== "string" || name === "")
        errors.push(refuse.valueInvalid(place, key, "must be a workspace's name."));
      else {
        agree(key, name, place, "One run is for one workspace: make two sources of them.");
        workspace = name;
      }
    } else if (key === "_info" || key === "_plugin_configs") {
      if (!isRecord(value)) errors.push(refuse.valueInvalid(place, key, "must be a mapping."));
      else if (key === "_info") readInfo(value, document);
      else readConfigs(value, document);
    }
  };

  const readList = (kind: AnyKind, key: string, root: Mapping, document: DeckDocument): void => {
    const list = root[key];
    if (list === null) return;
    if (!Array.isArray(list)) {
      errors.push(refuse.valueInvalid(document.placeOf(root, key), key, "must be a list."));
      return;
    }
    for (const [index, body] of (list as readonly unknown[]).entries()) {
      if (isRecord(body)) entities.push({ kind, body, document });
      else {
        const why = `must be a list of mappings; its item ${index + 1} is none.`;
        errors.push(refuse.valueInvalid(document.placeOf(root, key), key, why));
      }
    }
  };

  for (const document of documents) {
    const { value: root, file } = document;
    if (root === undefined || root === null) continue;
    if (!isRecord(root)) {
      errors.push(
        refuse.yamlInvalid(`${file}:1`, "a decK file is a mapping that begins with _format_version, and this is none."),
      );
      continue;
    }
    for (const key of Object.keys(root)) {
      const unsupported = UNSUPPORTED.get(key);
      const kind = kindByKey.get(key);
      if (SETTINGS.includes(key)) {
        const before = errors.length;
        readSetting(key, root, document);
        if (errors.length > before && FILLING.includes(key)) isComplete = false;
      } else if (kind !== undefined) readList(kind, key, root, document);
      else if (unsupported !== undefined) {
        if (root[key] !== null) errors.push(refuse.unsupported(document.placeOf(root, key), ...unsupported));
      } else {
        const hint = didYouMean(key, [...SETTINGS, ...kindByKey.keys()]);
        errors.push(refuse.keyUnknown(document.placeOf(root, key), key, "a decK file", hint));
      }
    }
  }
  const isNone = entities.length === 0 && workspace === undefined && selectTags.length === 0;
  // Another tool's file: that none of its keys is known is no news beside it.
  const telling = hasVersion || !isNone ? errors : errors.filter(({ code }) => code !== "KG_DECK_KEY_UNKNOWN");
  if (!hasVersion)
    telling.push(refuse.versionUnsupported(documents.length === 1 ? `${documents[0]?.file}:1` : source, undefined));
  return { workspace, selectTags, lookups, defaults, configs, entities, errors: telling, isComplete };
};
