/**
 * From one stack's JSON to what it declares, provider by provider.
 * @module
 */
import { dirname } from "node:path";
import type { Declaration } from "../model/declaration.ts";
import { ErrorList, KongruentError } from "../model/errors.ts";
import { isRecord, isUuid } from "../model/values.ts";
import { type Attributes, attributesOf } from "./attributes.ts";
import { asObjects, type Block, readBlocks, type StackFile } from "./blocks.ts";
import { attributeInvalid, providerArgument, providerUnknown } from "./errors.ts";
import type { Traversal } from "./evaluate.ts";

import type { Part } from "./gateways.ts";
import { type Provider, providerFrom } from "./providers.ts";
import type { Directory } from "./references.ts";
import { declarationsOf } from "./resources.ts";
import { type GivenValues, variablesFrom } from "./variables.ts";

export interface ReadStack {
  readonly parts: readonly Part[];
  /** Names of the declared variables. */
  readonly variables: readonly string[];
  readonly errors: readonly KongruentError[];
}

const DEFAULT_PROVIDER = "kong";
const VARIABLE_MISSING = "KG_VARIABLE_MISSING";

/** The local names under which a stack knows our provider: `kong`, and what `required_providers` says. */
const localNames = (json: unknown): ReadonlySet<string> => {
  const required = asObjects(json)
    .flatMap((part) => asObjects(part["terraform"]))
    .flatMap((terraform) => asObjects(terraform["required_providers"]))
    .flatMap((providers) => Object.entries(providers));
  const ours = required.filter(([, value]) => {
    const source = isRecord(value) ? value["source"] : value;
    return typeof source === "string" && /(?:^|\/)kongruent\/kong$/.test(source);
  });
  return new Set([DEFAULT_PROVIDER, ...ours.map(([name]) => name)]);
};

const providerName = (block: Block): string => {
  const value = block.body["provider"];
  if (value === undefined || value === null) return DEFAULT_PROVIDER;
  if (typeof value !== "string") throw attributeInvalid(block.address, "provider", "must be a text like kong.staging.");
  return value.replace(/^\$\{(.*)\}$/, "$1").trim();
};

const directoryOf = (blocks: readonly Block[], attributes: Attributes): Directory => {
  let pinned: Map<string, Block> | undefined;
  const key = (kind: string, id: string): string => `${kind}/${id}`;
  const pin = (): Map<string, Block> =>
    new Map(
      blocks.flatMap((block) => {
        if (block.body["id"] === undefined) return [];
        try {
          const id = attributes.of(block, "id");
          return isUuid(id) ? [[key(block.kind.kind, id), block] as const] : [];
        } catch {
          return []; // The block's own declaration reports it.
        }
      }),
    );
  return {
    byAddress: new Map(blocks.map((block) => [block.address, block])),
    pinned: (kind, id) => {
      pinned ??= pin();
      return pinned.get(key(kind, id));
    },
  };
};

const EXPRESSION = /\$\{[^}]*\}/g;
const NAMED = /\b(var|local)\.([A-Za-z_][\w-]*)/g;

/** The variables and locals that the expressions in a value name. */
const namesIn = (value: unknown): readonly Traversal[] => {
  if (typeof value === "string") {
    return (value.match(EXPRESSION) ?? []).flatMap((text) =>
      [...text.matchAll(NAMED)].map(([, root = "", name = ""]) => ({ root, path: [name] })),
    );
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(namesIn) : [];
};

/** Reads a stack; what is wrong with it is collected beside what is right. */
export const readStack = (stack: StackFile, isOnly: boolean, given: GivenValues, taken: Set<string>): ReadStack => {
  const prefix = isOnly ? "" : `${stack.name}/`;
  const contents = readBlocks(stack, isOnly, taken);
  const errors: KongruentError[] = [...contents.errors];
  const attempt = <T>(step: () => T): T | undefined => {
    try {
      return step();
    } catch (error) {
      if (error instanceof ErrorList) errors.push(...error.errors);
      else if (error instanceof KongruentError) errors.push(error);
      else throw error;
      return undefined;
    }
  };

  const variables = variablesFrom(given, prefix);
  const attributes = attributesOf(contents, variables, prefix, dirname(stack.file));
  /** Reading ends at the first variable without a value: whoever gives that one wants to know of the others. */
  const alsoMissing = (body: unknown, address: string): void => {
    for (const name of namesIn(body)) {
      try {
        attributes.lookup(name, { address, field: "" });
      } catch (error) {
        if (error instanceof KongruentError && error.code === VARIABLE_MISSING) errors.push(error);
      }
    }
  };
  const ours = localNames(stack.json);
  const providers = new Map<string, Provider>();
  const broken = new Set<string>();
  for (const [name, body] of contents.providers.filter(([local]) => ours.has(local))) {
    const alias = body["alias"];
    const full = typeof alias === "string" ? `${name}.${alias}` : name;
    const provider = attempt(() => {
      if (providers.has(full)) throw providerArgument(`${prefix}provider.${full}`, "alias", "is used twice.");
      return providerFrom(name, body, attributes.lookup, prefix);
    });
    if (provider === undefined) {
      broken.add(full);
      if (errors.at(-1)?.code === VARIABLE_MISSING) alsoMissing(body, full);
    } else providers.set(full, provider);
  }

  const directory = directoryOf(contents.blocks, attributes);
  const declarations = new Map<string, Declaration[]>([...providers.keys()].map((name) => [name, []]));
  for (const block of contents.blocks) {
    const before = errors.length;
    attempt(() => {
      const name = providerName(block);
      if (!providers.has(name)) {
        const isImplied = name === DEFAULT_PROVIDER && !broken.has(name);
        if (isImplied) providers.set(name, { name, config: {} });
        else if (!broken.has(name)) {
          const known = [...new Set([...providers.keys(), DEFAULT_PROVIDER])].join(", ");
          throw providerUnknown(block.address, name, known);
        }
      }
      const { owner = false, adopt } = providers.get(name)?.config ?? {};
      const made = declarationsOf(block, attributes, directory, { owner, adopt });
      const known = declarations.get(name);
      if (known === undefined) declarations.set(name, [...made]);
      else known.push(...made);
    });
    if (errors.slice(before).some(({ code }) => code === VARIABLE_MISSING)) alsoMissing(block.body, block.address);
  }
  if (providers.size === 0 && broken.size === 0)
    providers.set(DEFAULT_PROVIDER, { name: DEFAULT_PROVIDER, config: {} });
  return {
    parts: [...providers.values()].map(({ name, config }) => ({
      stack: stack.name,
      provider: name,
      config,
      declarations: declarations.get(name) ?? [],
    })),
    variables: [...contents.variables.keys()],
    errors,
  };
};
