/** What can be wrong with a declaration: one function per error, saying what, where and what to do. @module */
import type { Construct } from "constructs";
import { KongruentError } from "../model/errors.ts";
import type { PluginScope } from "../plugins/typed-plugin.ts";

/** The path a construct will have: errors are thrown before it exists. */
export const pathOf = (scope: Construct, id: string): string =>
  scope.node.path === "" ? id : `${scope.node.path}/${id}`;

/** A plugin was declared without saying where it acts. Nothing is global by accident. */
export const scopeMissing = (path: string): KongruentError =>
  new KongruentError(
    "KG_SCOPE_MISSING",
    `${path}: the plugin has no scope. Add it with addPlugin() of a service, route or consumer, ` +
      "or give scope: Scope.of({ … }), or Scope.global() if it is meant for every request.",
    { address: path },
  );

/** A scope was given that names nothing. */
export const scopeEmpty = (part?: string): KongruentError =>
  new KongruentError(
    "KG_SCOPE_MISSING",
    part === undefined
      ? "Scope.of() names nothing. Give it a service, route, consumer or consumer group; " +
          "a plugin for every request takes Scope.global()."
      : `Scope.of({ ${part} }) has no ${part}: its value is missing. A scope that resolves to nothing is never global.`,
  );

/** A scope was given where the parent already is one. */
export const scopeContradictory = (path: string): KongruentError =>
  new KongruentError(
    "KG_SCOPE_CONTRADICTORY",
    `${path}: addPlugin() scopes the plugin to what it is added to; leave 'scope' out, or use new Plugin() with Scope.of({ … }).`,
    { address: path },
  );

/** One plugin was added to one construct twice. */
export const pluginTwice = (path: string, plugin: string, parent: string): KongruentError =>
  new KongruentError(
    "KG_DUPLICATE_IDENTITY",
    `${path}: ${plugin} is added to ${parent} twice, and a gateway has one plugin of a name on one scope. ` +
      "Keep one of them; one for another provider takes a constructId.",
    { address: path },
  );

const SCOPE_WORDS: Readonly<Record<PluginScope, string>> = {
  global: "every request",
  service: "a service",
  route: "a route",
  consumer: "a consumer",
  consumerGroup: "a consumer group",
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

/** A plugin of the catalogue was put where it cannot act. */
export const pluginScopeRefused = (
  path: string,
  plugin: string,
  refused: PluginScope,
  allowed: readonly PluginScope[],
): KongruentError =>
  new KongruentError(
    "KG_PLUGIN_SCOPE",
    `${path}: ${plugin} cannot be scoped to ${SCOPE_WORDS[refused]}. It may act on ${listed(allowed.map((scope) => SCOPE_WORDS[scope]))}.`,
    { address: path },
  );

/** Neither a plugin's name nor one of the catalogue. */
export const pluginInvalid = (path: string, found: unknown): KongruentError =>
  new KongruentError(
    "KG_PLUGIN_INVALID",
    `${path}: a plugin is given by its name, or as one of the catalogue, like rateLimiting({ minute: 60 }); ` +
      `this is ${found === null ? "null" : typeof found}.`,
    { address: path },
  );

/** A plugin of the catalogue was given `config` beside its own settings. */
export const settingsTwice = (path: string, plugin: string): KongruentError =>
  new KongruentError(
    "KG_ATTRIBUTE_INVALID",
    `${path}: config says settings of ${plugin} a second time. Give them to its function.`,
    { address: path },
  );

/** A part of a scope that no plugin can be limited to. */
export const scopeUnknown = (part: string, parts: readonly string[]): KongruentError =>
  new KongruentError(
    "KG_SCOPE_UNKNOWN_KEY",
    `Scope.of() does not know '${part}'. A scope is made of ${parts.join(", ")}.`,
  );

/** Something else than an entity of the wanted kind, or an id, was given as a reference. */
export const referenceInvalid = (where: string, property: string, wanted: string, found: unknown): KongruentError => {
  const kind = typeof found === "object" && found !== null && "kind" in found ? String(found.kind) : typeof found;
  return new KongruentError(
    "KG_REFERENCE_INVALID",
    `${where}: ${property} must be one of ${wanted}, or an id; it is ${found === null ? "null" : kind}.`,
    { address: where },
  );
};

/** `existing()` was called without saying which entity is meant. */
export const lookupMissing = (path: string, keys: readonly string[]): KongruentError =>
  new KongruentError(
    "KG_LOOKUP_MISSING",
    `${path}: existing() must say which entity is meant: ${keys.map((key) => `{ ${key} }`).join(" or ")}.`,
    { address: path },
  );

/** A child's construct id would be made from a value that is not known yet. */
export const constructIdMissing = (path: string, what: string): KongruentError =>
  new KongruentError(
    "KG_CONSTRUCT_ID_MISSING",
    `${path}: ${what} is known only at apply, so it cannot name the construct. Give a constructId.`,
    { address: path },
  );
