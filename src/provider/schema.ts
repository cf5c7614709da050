/**
 * The schemas that Terraform asks for first: a resource and a data source per kind, and identities.
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { kinds } from "../model/kinds.ts";
import { type Attribute, attributesOf, dataAttributesOf } from "./attributes.ts";
import { providerArguments } from "./configuration.ts";
import { identityAttributesOf } from "./identity.ts";
import {
  type GetProviderSchema_Response,
  type ResourceIdentitySchema,
  type Schema,
  type Schema_Attribute,
  type Schema_Object,
  Schema_Object_NestingMode,
  StringKind,
} from "./protocol/generated/tfplugin6.ts";
import type { Type } from "./value.ts";

const text = new TextEncoder();
const typeBytes = (type: Type): Uint8Array => text.encode(JSON.stringify(type));

const MODES = {
  single: Schema_Object_NestingMode.SINGLE,
  list: Schema_Object_NestingMode.LIST,
  set: Schema_Object_NestingMode.SET,
} as const;

const schemaAttribute = (attribute: Attribute): Schema_Attribute => {
  const { nested } = attribute;
  const nestedType: Schema_Object | undefined =
    nested === undefined
      ? undefined
      : { nesting: MODES[nested.mode], attributes: nested.attributes.map(schemaAttribute) };
  return {
    name: attribute.name,
    ...(nestedType === undefined ? { type: typeBytes(attribute.type) } : { nestedType }),
    description: attribute.description,
    descriptionKind: StringKind.MARKDOWN,
    required: attribute.required === true,
    optional: attribute.optional === true,
    computed: attribute.computed === true,
    sensitive: attribute.sensitive === true,
    writeOnly: attribute.writeOnly === true,
    deprecated: attribute.deprecated !== undefined,
    ...(attribute.deprecated === undefined ? {} : { deprecationMessage: attribute.deprecated }),
  };
};

const schemaOf = (attributes: readonly Attribute[], description: string): Schema => ({
  version: 0,
  block: {
    version: 0,
    attributes: attributes.map(schemaAttribute).sort((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1)),
    description,
    descriptionKind: StringKind.MARKDOWN,
  },
});

const byType = <Item>(of: (kind: AnyKind) => Item): Record<string, Item> =>
  Object.fromEntries(kinds.map((kind) => [kind.terraform, of(kind)]));

export const SERVER_CAPABILITIES = {
  planDestroy: true,
  getProviderSchemaOptional: true,
  moveResourceState: true,
} as const;

export const providerSchema = (): GetProviderSchema_Response => ({
  provider: schemaOf(providerArguments(), "Kong Gateway, over its Admin API."),
  resourceSchemas: byType((kind) => schemaOf(attributesOf(kind), kind.describe)),
  dataSourceSchemas: byType((kind) => schemaOf(dataAttributesOf(kind), `${kind.describe} One that is already there.`)),
  serverCapabilities: SERVER_CAPABILITIES,
});

export const identitySchemas = (): Record<string, ResourceIdentitySchema> =>
  byType((kind) => ({
    version: 0,
    identityAttributes: identityAttributesOf(kind).map(({ name, type, description }) => ({
      name,
      type: typeBytes(type),
      optionalForImport: true,
      description,
    })),
  }));
