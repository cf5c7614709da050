/** A provider's schemas as Terraform's core reads them. */
import { parseType } from "../../../src/provider/msgpack.ts";
import {
  Schema_NestedBlock_NestingMode as BlockNesting,
  Schema_Object_NestingMode as ObjectNesting,
  type ResourceIdentitySchema,
  type Schema,
  type Schema_Attribute,
  type Schema_Block,
  type Schema_NestedBlock,
  type Schema_Object,
} from "../../../src/provider/protocol/generated/tfplugin6.ts";
import type { Type } from "../../../src/provider/value.ts";
import { CoreError } from "./errors.ts";

export type Nesting = "single" | "list" | "set" | "map";

export interface Attribute {
  readonly name: string;
  readonly type: Type;
  readonly isRequired: boolean;
  readonly isOptional: boolean;
  readonly isComputed: boolean;
  readonly isWriteOnly: boolean;
  readonly isSensitive: boolean;
  /** The attributes of a nested object, or of the objects in a nested collection. */
  readonly nested: Nested | undefined;
}

export interface Nested {
  readonly nesting: Nesting;
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Empty for nested attributes: only blocks hold blocks. */
  readonly blocks: ReadonlyMap<string, BlockType>;
  /** The type of one object. */
  readonly type: Type;
}

export interface BlockType extends Nested {
  /** A single block that is never null: it has the attributes of an empty one. */
  readonly isGroup: boolean;
}

export interface ResourceSchema {
  readonly version: number;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: ReadonlyMap<string, BlockType>;
  readonly type: Type;
}

const collected = (nesting: Nesting, type: Type): Type => (nesting === "single" ? type : [nesting, type]);

const objectNestings: Readonly<Record<number, Nesting>> = {
  [ObjectNesting.SINGLE]: "single",
  [ObjectNesting.LIST]: "list",
  [ObjectNesting.SET]: "set",
  [ObjectNesting.MAP]: "map",
};
const blockNestings: Readonly<Record<number, Nesting>> = {
  [BlockNesting.SINGLE]: "single",
  [BlockNesting.GROUP]: "single",
  [BlockNesting.LIST]: "list",
  [BlockNesting.SET]: "set",
  [BlockNesting.MAP]: "map",
};

const nestedOf = ({ attributes = [], nesting = 0 }: Schema_Object, path: string): Nested => {
  const mode = objectNestings[nesting];
  if (mode === undefined) throw new CoreError("schema", `${path}: a nested attribute without a nesting mode`);
  const map = attributesOf(attributes, path);
  return { nesting: mode, attributes: map, blocks: new Map(), type: objectType(map, new Map()) };
};

const attributeOf = (attribute: Schema_Attribute, parent: string): Attribute => {
  const name = attribute.name ?? "";
  const path = parent === "" ? name : `${parent}.${name}`;
  const fail = (problem: string): never => {
    throw new CoreError("schema", `${path}: ${problem}`);
  };
  if (!/^[a-z_][a-z0-9_]*$/.test(name))
    fail("a name must begin with a letter, and have only small letters, digits and _");
  const { required = false, optional = false, computed = false, writeOnly = false } = attribute;
  if (!required && !optional && !computed) fail("neither required, optional nor computed");
  if (required && (optional || computed)) fail("required, and optional or computed");
  if (writeOnly && computed) fail("write-only, and computed");
  const hasType = attribute.type !== undefined && attribute.type.length > 0;
  if (hasType === (attribute.nestedType !== undefined)) fail("one of type and nested type is needed");
  const nested = attribute.nestedType === undefined ? undefined : nestedOf(attribute.nestedType, path);
  const type =
    nested === undefined
      ? parseType(Buffer.from(attribute.type ?? []).toString())
      : collected(nested.nesting, nested.type);
  return {
    name,
    type,
    isRequired: required,
    isOptional: optional,
    isComputed: computed,
    isWriteOnly: writeOnly,
    isSensitive: attribute.sensitive ?? false,
    nested,
  };
};

const attributesOf = (attributes: readonly Schema_Attribute[], path: string): ReadonlyMap<string, Attribute> => {
  const map = new Map(attributes.map((attribute) => [attribute.name ?? "", attributeOf(attribute, path)]));
  if (map.size !== attributes.length) throw new CoreError("schema", `${path}: two attributes of one name`);
  return map;
};

const blockType = ({ typeName = "", block = {}, nesting = 0 }: Schema_NestedBlock): [string, BlockType] => {
  const mode = blockNestings[nesting];
  if (mode === undefined) throw new CoreError("schema", `${typeName}: a block without a nesting mode`);
  const { attributes, blocks, type } = blockSchema(block);
  return [typeName, { nesting: mode, isGroup: nesting === BlockNesting.GROUP, attributes, blocks, type }];
};

const objectType = (attributes: ReadonlyMap<string, Attribute>, blocks: ReadonlyMap<string, BlockType>): Type => [
  "object",
  Object.fromEntries([
    ...[...attributes].map(([name, { type }]): [string, Type] => [name, type]),
    ...[...blocks].map(([name, block]): [string, Type] => [name, collected(block.nesting, block.type)]),
  ]),
];

const blockSchema = ({ attributes = [], blockTypes = [] }: Schema_Block): Omit<ResourceSchema, "version"> => {
  const map = attributesOf(attributes, "");
  const blocks = new Map(blockTypes.map(blockType));
  return { attributes: map, blocks, type: objectType(map, blocks) };
};

export const resourceSchema = ({ version = 0, block = {} }: Schema): ResourceSchema => ({
  version,
  ...blockSchema(block),
});

export interface IdentitySchema {
  readonly version: number;
  readonly type: Type;
  readonly required: readonly string[];
}

export const identitySchema = ({ version = 0, identityAttributes = [] }: ResourceIdentitySchema): IdentitySchema => ({
  version,
  type: [
    "object",
    Object.fromEntries(
      identityAttributes.map(({ name = "", type = new Uint8Array() }) => [
        name,
        parseType(Buffer.from(type).toString()),
      ]),
    ),
  ],
  required: identityAttributes.filter(({ requiredForImport }) => requiredForImport).map(({ name = "" }) => name),
});
