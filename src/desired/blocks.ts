/**
 * The blocks of one stack's Terraform JSON, in whichever of its equivalent spellings they are written.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import type { KongruentError } from "../model/errors.ts";
import { kindOfResource, kinds } from "../model/kinds.ts";
import { didYouMean } from "../model/nearest.ts";
import { isRecord } from "../model/values.ts";
import { attributeInvalid, needsTerraform, resourceUnknown } from "./errors.ts";
import { COMMENT } from "./evaluate.ts";
import { sourceInvalid } from "./source-errors.ts";

export type Body = Readonly<Record<string, unknown>>;

/** One resource, or one data source of ours (an entity that exists already). */
export interface Block {
  readonly isData: boolean;
  readonly kind: AnyKind;
  /** How expressions name it: `kong_service.orders`, `data.kong_service.orders`. */
  readonly name: string;
  /** How reports name it: the construct path, or else the name. */
  readonly address: string;
  readonly body: Body;
}

/** One synthesized stack. */
export interface StackFile {
  readonly name: string;
  readonly file: string;
  readonly json: unknown;
}

export interface StackBlocks {
  readonly blocks: readonly Block[];
  readonly locals: Body;
  readonly variables: ReadonlyMap<string, Body>;
  /** Provider blocks by local name. */
  readonly providers: readonly (readonly [name: string, body: Body])[];
  readonly errors: readonly KongruentError[];
}

const IGNORED = new Set([COMMENT, "terraform", "output", "moved", "import"]);
const READ = new Set(["resource", "data", "provider", "variable", "locals"]);

/** A block may be an object or a list of objects. */
export const asObjects = (value: unknown): readonly Body[] =>
  Array.isArray(value) ? value.flatMap(asObjects) : isRecord(value) ? [value] : [];

/** Entries of a labelled block, comments left out; one label may come in several objects. */
const labelled = (value: unknown): readonly (readonly [label: string, value: unknown])[] =>
  asObjects(value).flatMap((object) => Object.entries(object).filter(([label]) => label !== COMMENT));

const constructPath = (body: Body): string | undefined => {
  const comment = body[COMMENT];
  const metadata = isRecord(comment) ? comment["metadata"] : undefined;
  const path = isRecord(metadata) ? metadata["path"] : undefined;
  return typeof path === "string" && path !== "" ? path : undefined;
};

const isPresent = (value: unknown): boolean => !(value === null || (Array.isArray(value) && value.length === 0));

const kindFor = (type: string, isData: boolean, address: string): AnyKind | KongruentError => {
  const kind = kindOfResource(type);
  if (kind !== undefined) return kind;
  if (!type.startsWith("kong_")) {
    return needsTerraform(
      address,
      isData ? `the data source '${type}'` : `the resource '${type}', which belongs to another provider,`,
    );
  }
  const known = kinds.map(({ terraform }) => terraform);
  return resourceUnknown(address, type, known.join(", "), didYouMean(type, known));
};

/**
 * Reads a stack's blocks. What is wrong with one of them is collected, and the others are still read.
 *
 * @param takenAddresses addresses of earlier stacks; this stack's are added
 */
export const readBlocks = (stack: StackFile, isOnly: boolean, takenAddresses: Set<string>): StackBlocks => {
  const errors: KongruentError[] = [];
  if (!isRecord(stack.json) && !Array.isArray(stack.json)) {
    throw sourceInvalid(stack.file, "it holds no JSON object.");
  }
  const section = (key: string) => labelled(asObjects(stack.json).map((part) => part[key]));
  const prefix = isOnly ? "" : `${stack.name}/`;

  for (const key of new Set(asObjects(stack.json).flatMap(Object.keys))) {
    const values = asObjects(stack.json).map((part) => part[key]);
    if (IGNORED.has(key) || READ.has(key) || !values.some(isPresent)) continue;
    const names = labelled(values).map(([label]) => `${key}.${label}`);
    for (const name of names.length === 0 ? [key] : names) {
      errors.push(needsTerraform(`${prefix}${name}`, `a '${key}' block`));
    }
  }

  const blocks: Block[] = [];
  const seen = new Set<string>();
  const read = (isData: boolean) => {
    for (const [type, named] of section(isData ? "data" : "resource")) {
      for (const [label, value] of labelled(named)) {
        const name = `${isData ? "data." : ""}${type}.${label}`;
        const bodies = asObjects(value);
        const [body] = bodies;
        const path = body === undefined ? undefined : constructPath(body);
        const address = path === undefined || takenAddresses.has(path) ? `${prefix}${name}` : path;
        const kind = kindFor(type, isData, address);
        if (kind instanceof Error) errors.push(kind);
        else if (body === undefined) errors.push(attributeInvalid(address, label, "must be an object."));
        else if (bodies.length > 1 || seen.has(name)) {
          errors.push(attributeInvalid(address, label, "is declared twice in this stack. Keep one of the two."));
        } else {
          seen.add(name);
          takenAddresses.add(address);
          blocks.push({ isData, kind, name, address, body });
        }
      }
    }
  };
  read(false);
  read(true);

  const bodiesOf = (key: string) =>
    section(key).flatMap(([name, value]) => asObjects(value).map((body) => [name, body] as const));
  return {
    blocks,
    locals: Object.fromEntries(section("locals")),
    variables: new Map(bodiesOf("variable")),
    providers: bodiesOf("provider"),
    errors,
  };
};
