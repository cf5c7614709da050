/**
 * Terraform's plugin protocol 6: the messages, and the service a provider is. Written by `npm run generate` from tfplugin6.proto.
 * @module
 */

/* eslint-disable */
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import {
  type CallOptions,
  type ChannelCredentials,
  Client,
  type ClientOptions,
  type ClientReadableStream,
  type ClientUnaryCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  makeGenericClientConstructor,
  type Metadata,
  type ServiceError,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";

export const protobufPackage = "tfplugin6";

export const protobufFileName = "tfplugin6.proto";

export enum StringKind {
  PLAIN = 0,
  MARKDOWN = 1,
  UNRECOGNIZED = -1,
}

export interface Timestamp {
  seconds?: number | undefined;
  nanos?: number | undefined;
}

export interface DynamicValue {
  msgpack?: Uint8Array | undefined;
  json?: Uint8Array | undefined;
}

export interface Diagnostic {
  severity?: Diagnostic_Severity | undefined;
  summary?: string | undefined;
  detail?: string | undefined;
  attribute?: AttributePath | undefined;
}

export enum Diagnostic_Severity {
  INVALID = 0,
  ERROR = 1,
  WARNING = 2,
  UNRECOGNIZED = -1,
}

export interface FunctionError {
  text?: string | undefined;
  functionArgument?: number | undefined;
}

export interface AttributePath {
  steps?: AttributePath_Step[] | undefined;
}

export interface AttributePath_Step {
  attributeName?: string | undefined;
  elementKeyString?: string | undefined;
  elementKeyInt?: number | undefined;
}

export interface StopProvider {
}

export interface StopProvider_Request {
}

export interface StopProvider_Response {
  error?: string | undefined;
}

export interface RawState {
  json?: Uint8Array | undefined;
  flatmap?: { [key: string]: string } | undefined;
}

export interface RawState_FlatmapEntry {
  key: string;
  value: string;
}

export interface Schema {
  version?: number | undefined;
  block?: Schema_Block | undefined;
}

export interface Schema_Block {
  version?: number | undefined;
  attributes?: Schema_Attribute[] | undefined;
  blockTypes?: Schema_NestedBlock[] | undefined;
  description?: string | undefined;
  descriptionKind?: StringKind | undefined;
  deprecated?: boolean | undefined;
  deprecationMessage?: string | undefined;
}

export interface Schema_Attribute {
  name?: string | undefined;
  type?: Uint8Array | undefined;
  nestedType?: Schema_Object | undefined;
  description?: string | undefined;
  required?: boolean | undefined;
  optional?: boolean | undefined;
  computed?: boolean | undefined;
  sensitive?: boolean | undefined;
  descriptionKind?: StringKind | undefined;
  deprecated?: boolean | undefined;
  writeOnly?: boolean | undefined;
  deprecationMessage?: string | undefined;
}

export interface Schema_NestedBlock {
  typeName?: string | undefined;
  block?: Schema_Block | undefined;
  nesting?: Schema_NestedBlock_NestingMode | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
}

export enum Schema_NestedBlock_NestingMode {
  INVALID = 0,
  SINGLE = 1,
  LIST = 2,
  SET = 3,
  MAP = 4,
  GROUP = 5,
  UNRECOGNIZED = -1,
}

export interface Schema_Object {
  attributes?: Schema_Attribute[] | undefined;
  nesting?: Schema_Object_NestingMode | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
}

export enum Schema_Object_NestingMode {
  INVALID = 0,
  SINGLE = 1,
  LIST = 2,
  SET = 3,
  MAP = 4,
  UNRECOGNIZED = -1,
}

export interface ResourceIdentitySchema {
  version?: number | undefined;
  identityAttributes?: ResourceIdentitySchema_IdentityAttribute[] | undefined;
}

export interface ResourceIdentitySchema_IdentityAttribute {
  name?: string | undefined;
  type?: Uint8Array | undefined;
  requiredForImport?: boolean | undefined;
  optionalForImport?: boolean | undefined;
  description?: string | undefined;
}

export interface ResourceIdentityData {
  identityData?: DynamicValue | undefined;
}

export interface FunctionDefinition {
  parameters?: FunctionDefinition_Parameter[] | undefined;
  variadicParameter?: FunctionDefinition_Parameter | undefined;
  return?: FunctionDefinition_Return | undefined;
  summary?: string | undefined;
  description?: string | undefined;
  descriptionKind?: StringKind | undefined;
  deprecationMessage?: string | undefined;
}

export interface FunctionDefinition_Parameter {
  name?: string | undefined;
  type?: Uint8Array | undefined;
  allowNullValue?: boolean | undefined;
  allowUnknownValues?: boolean | undefined;
  description?: string | undefined;
  descriptionKind?: StringKind | undefined;
}

export interface FunctionDefinition_Return {
  type?: Uint8Array | undefined;
}

export interface ActionSchema {
  schema?: Schema | undefined;
}

export interface ServerCapabilities {
  planDestroy?: boolean | undefined;
  getProviderSchemaOptional?: boolean | undefined;
  moveResourceState?: boolean | undefined;
  generateResourceConfig?: boolean | undefined;
}

export interface ClientCapabilities {
  deferralAllowed?: boolean | undefined;
  writeOnlyAttributesAllowed?: boolean | undefined;
}

export interface Deferred {
  reason?: Deferred_Reason | undefined;
}

export enum Deferred_Reason {
  UNKNOWN = 0,
  RESOURCE_CONFIG_UNKNOWN = 1,
  PROVIDER_CONFIG_UNKNOWN = 2,
  ABSENT_PREREQ = 3,
  UNRECOGNIZED = -1,
}

export interface GetMetadata {
}

export interface GetMetadata_Request {
}

export interface GetMetadata_Response {
  serverCapabilities?: ServerCapabilities | undefined;
  diagnostics?: Diagnostic[] | undefined;
  dataSources?: GetMetadata_DataSourceMetadata[] | undefined;
  resources?: GetMetadata_ResourceMetadata[] | undefined;
  functions?: GetMetadata_FunctionMetadata[] | undefined;
  ephemeralResources?: GetMetadata_EphemeralResourceMetadata[] | undefined;
  listResources?: GetMetadata_ListResourceMetadata[] | undefined;
  stateStores?: GetMetadata_StateStoreMetadata[] | undefined;
  actions?: GetMetadata_ActionMetadata[] | undefined;
}

export interface GetMetadata_FunctionMetadata {
  name?: string | undefined;
}

export interface GetMetadata_DataSourceMetadata {
  typeName?: string | undefined;
}

export interface GetMetadata_ResourceMetadata {
  typeName?: string | undefined;
}

export interface GetMetadata_EphemeralResourceMetadata {
  typeName?: string | undefined;
}

export interface GetMetadata_ListResourceMetadata {
  typeName?: string | undefined;
}

export interface GetMetadata_StateStoreMetadata {
  typeName?: string | undefined;
}

export interface GetMetadata_ActionMetadata {
  typeName?: string | undefined;
}

export interface GetProviderSchema {
}

export interface GetProviderSchema_Request {
}

export interface GetProviderSchema_Response {
  provider?: Schema | undefined;
  resourceSchemas?: { [key: string]: Schema } | undefined;
  dataSourceSchemas?: { [key: string]: Schema } | undefined;
  diagnostics?: Diagnostic[] | undefined;
  providerMeta?: Schema | undefined;
  serverCapabilities?: ServerCapabilities | undefined;
  functions?: { [key: string]: FunctionDefinition } | undefined;
  ephemeralResourceSchemas?: { [key: string]: Schema } | undefined;
  listResourceSchemas?: { [key: string]: Schema } | undefined;
  stateStoreSchemas?: { [key: string]: Schema } | undefined;
  actionSchemas?: { [key: string]: ActionSchema } | undefined;
}

export interface GetProviderSchema_Response_ResourceSchemasEntry {
  key: string;
  value?: Schema | undefined;
}

export interface GetProviderSchema_Response_DataSourceSchemasEntry {
  key: string;
  value?: Schema | undefined;
}

export interface GetProviderSchema_Response_FunctionsEntry {
  key: string;
  value?: FunctionDefinition | undefined;
}

export interface GetProviderSchema_Response_EphemeralResourceSchemasEntry {
  key: string;
  value?: Schema | undefined;
}

export interface GetProviderSchema_Response_ListResourceSchemasEntry {
  key: string;
  value?: Schema | undefined;
}

export interface GetProviderSchema_Response_StateStoreSchemasEntry {
  key: string;
  value?: Schema | undefined;
}

export interface GetProviderSchema_Response_ActionSchemasEntry {
  key: string;
  value?: ActionSchema | undefined;
}

export interface ValidateProviderConfig {
}

export interface ValidateProviderConfig_Request {
  config?: DynamicValue | undefined;
}

export interface ValidateProviderConfig_Response {
  diagnostics?: Diagnostic[] | undefined;
}

export interface UpgradeResourceState {
}

export interface UpgradeResourceState_Request {
  typeName?: string | undefined;
  version?: number | undefined;
  rawState?: RawState | undefined;
}

export interface UpgradeResourceState_Response {
  upgradedState?: DynamicValue | undefined;
  diagnostics?: Diagnostic[] | undefined;
}

export interface ValidateResourceConfig {
}

export interface ValidateResourceConfig_Request {
  typeName?: string | undefined;
  config?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface ValidateResourceConfig_Response {
  diagnostics?: Diagnostic[] | undefined;
}

export interface ValidateDataResourceConfig {
}

export interface ValidateDataResourceConfig_Request {
  typeName?: string | undefined;
  config?: DynamicValue | undefined;
}

export interface ValidateDataResourceConfig_Response {
  diagnostics?: Diagnostic[] | undefined;
}

export interface ConfigureProvider {
}

export interface ConfigureProvider_Request {
  terraformVersion?: string | undefined;
  config?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface ConfigureProvider_Response {
  diagnostics?: Diagnostic[] | undefined;
}

export interface ReadResource {
}

export interface ReadResource_Request {
  typeName?: string | undefined;
  currentState?: DynamicValue | undefined;
  private?: Uint8Array | undefined;
  providerMeta?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
  currentIdentity?: ResourceIdentityData | undefined;
}

export interface ReadResource_Response {
  newState?: DynamicValue | undefined;
  diagnostics?: Diagnostic[] | undefined;
  private?: Uint8Array | undefined;
  deferred?: Deferred | undefined;
  newIdentity?: ResourceIdentityData | undefined;
}

export interface PlanResourceChange {
}

export interface PlanResourceChange_Request {
  typeName?: string | undefined;
  priorState?: DynamicValue | undefined;
  proposedNewState?: DynamicValue | undefined;
  config?: DynamicValue | undefined;
  priorPrivate?: Uint8Array | undefined;
  providerMeta?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
  priorIdentity?: ResourceIdentityData | undefined;
}

export interface PlanResourceChange_Response {
  plannedState?: DynamicValue | undefined;
  requiresReplace?: AttributePath[] | undefined;
  plannedPrivate?: Uint8Array | undefined;
  diagnostics?: Diagnostic[] | undefined;
  legacyTypeSystem?: boolean | undefined;
  deferred?: Deferred | undefined;
  plannedIdentity?: ResourceIdentityData | undefined;
}

export interface ApplyResourceChange {
}

export interface ApplyResourceChange_Request {
  typeName?: string | undefined;
  priorState?: DynamicValue | undefined;
  plannedState?: DynamicValue | undefined;
  config?: DynamicValue | undefined;
  plannedPrivate?: Uint8Array | undefined;
  providerMeta?: DynamicValue | undefined;
  plannedIdentity?: ResourceIdentityData | undefined;
}

export interface ApplyResourceChange_Response {
  newState?: DynamicValue | undefined;
  private?: Uint8Array | undefined;
  diagnostics?: Diagnostic[] | undefined;
  legacyTypeSystem?: boolean | undefined;
  newIdentity?: ResourceIdentityData | undefined;
}

export interface ImportResourceState {
}

export interface ImportResourceState_Request {
  typeName?: string | undefined;
  id?: string | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
  identity?: ResourceIdentityData | undefined;
}

export interface ImportResourceState_ImportedResource {
  typeName?: string | undefined;
  state?: DynamicValue | undefined;
  private?: Uint8Array | undefined;
  identity?: ResourceIdentityData | undefined;
}

export interface ImportResourceState_Response {
  importedResources?: ImportResourceState_ImportedResource[] | undefined;
  diagnostics?: Diagnostic[] | undefined;
  deferred?: Deferred | undefined;
}

export interface GenerateResourceConfig {
}

export interface GenerateResourceConfig_Request {
  typeName?: string | undefined;
  state?: DynamicValue | undefined;
}

export interface GenerateResourceConfig_Response {
  config?: DynamicValue | undefined;
  diagnostics?: Diagnostic[] | undefined;
}

export interface MoveResourceState {
}

export interface MoveResourceState_Request {
  sourceProviderAddress?: string | undefined;
  sourceTypeName?: string | undefined;
  sourceSchemaVersion?: number | undefined;
  sourceState?: RawState | undefined;
  targetTypeName?: string | undefined;
  sourcePrivate?: Uint8Array | undefined;
  sourceIdentity?: RawState | undefined;
  sourceIdentitySchemaVersion?: number | undefined;
}

export interface MoveResourceState_Response {
  targetState?: DynamicValue | undefined;
  diagnostics?: Diagnostic[] | undefined;
  targetPrivate?: Uint8Array | undefined;
  targetIdentity?: ResourceIdentityData | undefined;
}

export interface ReadDataSource {
}

export interface ReadDataSource_Request {
  typeName?: string | undefined;
  config?: DynamicValue | undefined;
  providerMeta?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface ReadDataSource_Response {
  state?: DynamicValue | undefined;
  diagnostics?: Diagnostic[] | undefined;
  deferred?: Deferred | undefined;
}

export interface GetFunctions {
}

export interface GetFunctions_Request {
}

export interface GetFunctions_Response {
  functions?: { [key: string]: FunctionDefinition } | undefined;
  diagnostics?: Diagnostic[] | undefined;
}

export interface GetFunctions_Response_FunctionsEntry {
  key: string;
  value?: FunctionDefinition | undefined;
}

export interface CallFunction {
}

export interface CallFunction_Request {
  name?: string | undefined;
  arguments?: DynamicValue[] | undefined;
}

export interface CallFunction_Response {
  result?: DynamicValue | undefined;
  error?: FunctionError | undefined;
}

export interface ValidateEphemeralResourceConfig {
}

export interface ValidateEphemeralResourceConfig_Request {
  typeName?: string | undefined;
  config?: DynamicValue | undefined;
}

export interface ValidateEphemeralResourceConfig_Response {
  diagnostics?: Diagnostic[] | undefined;
}

export interface OpenEphemeralResource {
}

export interface OpenEphemeralResource_Request {
  typeName?: string | undefined;
  config?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface OpenEphemeralResource_Response {
  diagnostics?: Diagnostic[] | undefined;
  renewAt?: Timestamp | undefined;
  result?: DynamicValue | undefined;
  private?: Uint8Array | undefined;
  deferred?: Deferred | undefined;
}

export interface RenewEphemeralResource {
}

export interface RenewEphemeralResource_Request {
  typeName?: string | undefined;
  private?: Uint8Array | undefined;
}

export interface RenewEphemeralResource_Response {
  diagnostics?: Diagnostic[] | undefined;
  renewAt?: Timestamp | undefined;
  private?: Uint8Array | undefined;
}

export interface CloseEphemeralResource {
}

export interface CloseEphemeralResource_Request {
  typeName?: string | undefined;
  private?: Uint8Array | undefined;
}

export interface CloseEphemeralResource_Response {
  diagnostics?: Diagnostic[] | undefined;
}

export interface GetResourceIdentitySchemas {
}

export interface GetResourceIdentitySchemas_Request {
}

export interface GetResourceIdentitySchemas_Response {
  identitySchemas?: { [key: string]: ResourceIdentitySchema } | undefined;
  diagnostics?: Diagnostic[] | undefined;
}

export interface GetResourceIdentitySchemas_Response_IdentitySchemasEntry {
  key: string;
  value?: ResourceIdentitySchema | undefined;
}

export interface UpgradeResourceIdentity {
}

export interface UpgradeResourceIdentity_Request {
  typeName?: string | undefined;
  version?: number | undefined;
  rawIdentity?: RawState | undefined;
}

export interface UpgradeResourceIdentity_Response {
  upgradedIdentity?: ResourceIdentityData | undefined;
  diagnostics?: Diagnostic[] | undefined;
}

export interface ListResource {
}

export interface ListResource_Request {
  typeName?: string | undefined;
  config?: DynamicValue | undefined;
  includeResourceObject?: boolean | undefined;
  limit?: number | undefined;
}

export interface ListResource_Event {
  identity?: ResourceIdentityData | undefined;
  displayName?: string | undefined;
  resourceObject?: DynamicValue | undefined;
  diagnostic?: Diagnostic[] | undefined;
}

export interface ValidateListResourceConfig {
}

export interface ValidateListResourceConfig_Request {
  typeName?: string | undefined;
  config?: DynamicValue | undefined;
  includeResourceObject?: DynamicValue | undefined;
  limit?: DynamicValue | undefined;
}

export interface ValidateListResourceConfig_Response {
  diagnostics?: Diagnostic[] | undefined;
}

export interface ValidateActionConfig {
}

export interface ValidateActionConfig_Request {
  actionType?: string | undefined;
  config?: DynamicValue | undefined;
}

export interface ValidateActionConfig_Response {
  diagnostics?: Diagnostic[] | undefined;
}

export interface PlanAction {
}

export interface PlanAction_Request {
  actionType?: string | undefined;
  config?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface PlanAction_Response {
  diagnostics?: Diagnostic[] | undefined;
  deferred?: Deferred | undefined;
}

export interface InvokeAction {
}

export interface InvokeAction_Request {
  actionType?: string | undefined;
  config?: DynamicValue | undefined;
  clientCapabilities?: ClientCapabilities | undefined;
}

export interface InvokeAction_Event {
  progress?: InvokeAction_Event_Progress | undefined;
  completed?: InvokeAction_Event_Completed | undefined;
}

export interface InvokeAction_Event_Progress {
  message?: string | undefined;
}

export interface InvokeAction_Event_Completed {
  diagnostics?: Diagnostic[] | undefined;
}

function createBaseTimestamp(): Timestamp {
  return { seconds: 0, nanos: 0 };
}

export const Timestamp: MessageFns<Timestamp> = {
  encode(message: Timestamp, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.seconds !== undefined && message.seconds !== 0) {
      writer.uint32(8).int64(message.seconds);
    }
    if (message.nanos !== undefined && message.nanos !== 0) {
      writer.uint32(16).int32(message.nanos);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Timestamp {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseTimestamp();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.seconds = longToNumber(reader.int64());
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.nanos = reader.int32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseDynamicValue(): DynamicValue {
  return { msgpack: new Uint8Array(0), json: new Uint8Array(0) };
}

export const DynamicValue: MessageFns<DynamicValue> = {
  encode(message: DynamicValue, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.msgpack !== undefined && message.msgpack.length !== 0) {
      writer.uint32(10).bytes(message.msgpack);
    }
    if (message.json !== undefined && message.json.length !== 0) {
      writer.uint32(18).bytes(message.json);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DynamicValue {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDynamicValue();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.msgpack = reader.bytes();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.json = reader.bytes();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseDiagnostic(): Diagnostic {
  return { severity: 0, summary: "", detail: "", attribute: undefined };
}

export const Diagnostic: MessageFns<Diagnostic> = {
  encode(message: Diagnostic, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.severity !== undefined && message.severity !== 0) {
      writer.uint32(8).int32(message.severity);
    }
    if (message.summary !== undefined && message.summary !== "") {
      writer.uint32(18).string(message.summary);
    }
    if (message.detail !== undefined && message.detail !== "") {
      writer.uint32(26).string(message.detail);
    }
    if (message.attribute !== undefined) {
      AttributePath.encode(message.attribute, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Diagnostic {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDiagnostic();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.severity = reader.int32() as any;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.summary = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.detail = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.attribute = AttributePath.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseFunctionError(): FunctionError {
  return { text: "", functionArgument: undefined };
}

export const FunctionError: MessageFns<FunctionError> = {
  encode(message: FunctionError, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.text !== undefined && message.text !== "") {
      writer.uint32(10).string(message.text);
    }
    if (message.functionArgument !== undefined) {
      writer.uint32(16).int64(message.functionArgument);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): FunctionError {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseFunctionError();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.text = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.functionArgument = longToNumber(reader.int64());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseAttributePath(): AttributePath {
  return { steps: [] };
}

export const AttributePath: MessageFns<AttributePath> = {
  encode(message: AttributePath, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.steps !== undefined && message.steps.length !== 0) {
      for (const v of message.steps) {
        AttributePath_Step.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AttributePath {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAttributePath();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = AttributePath_Step.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.steps!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseAttributePath_Step(): AttributePath_Step {
  return { attributeName: undefined, elementKeyString: undefined, elementKeyInt: undefined };
}

export const AttributePath_Step: MessageFns<AttributePath_Step> = {
  encode(message: AttributePath_Step, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.attributeName !== undefined) {
      writer.uint32(10).string(message.attributeName);
    }
    if (message.elementKeyString !== undefined) {
      writer.uint32(18).string(message.elementKeyString);
    }
    if (message.elementKeyInt !== undefined) {
      writer.uint32(24).int64(message.elementKeyInt);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AttributePath_Step {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAttributePath_Step();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.attributeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.elementKeyString = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.elementKeyInt = longToNumber(reader.int64());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseStopProvider(): StopProvider {
  return {};
}

export const StopProvider: MessageFns<StopProvider> = {
  encode(_: StopProvider, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StopProvider {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStopProvider();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseStopProvider_Request(): StopProvider_Request {
  return {};
}

export const StopProvider_Request: MessageFns<StopProvider_Request> = {
  encode(_: StopProvider_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StopProvider_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStopProvider_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseStopProvider_Response(): StopProvider_Response {
  return { error: "" };
}

export const StopProvider_Response: MessageFns<StopProvider_Response> = {
  encode(message: StopProvider_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.error !== undefined && message.error !== "") {
      writer.uint32(10).string(message.error);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StopProvider_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStopProvider_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.error = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseRawState(): RawState {
  return { json: new Uint8Array(0), flatmap: {} };
}

export const RawState: MessageFns<RawState> = {
  encode(message: RawState, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.json !== undefined && message.json.length !== 0) {
      writer.uint32(10).bytes(message.json);
    }
    globalThis.Object.entries(message.flatmap || {}).forEach(([key, value]: [string, string]) => {
      RawState_FlatmapEntry.encode({ key: key as any, value }, writer.uint32(18).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RawState {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRawState();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.json = reader.bytes();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const entry2 = RawState_FlatmapEntry.decode(reader, reader.uint32());
            if (entry2.value !== undefined) {
              message.flatmap![entry2.key] = entry2.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseRawState_FlatmapEntry(): RawState_FlatmapEntry {
  return { key: "", value: "" };
}

export const RawState_FlatmapEntry: MessageFns<RawState_FlatmapEntry> = {
  encode(message: RawState_FlatmapEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== "") {
      writer.uint32(18).string(message.value);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RawState_FlatmapEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRawState_FlatmapEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseSchema(): Schema {
  return { version: 0, block: undefined };
}

export const Schema: MessageFns<Schema> = {
  encode(message: Schema, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.version !== undefined && message.version !== 0) {
      writer.uint32(8).int64(message.version);
    }
    if (message.block !== undefined) {
      Schema_Block.encode(message.block, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Schema {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSchema();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.version = longToNumber(reader.int64());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.block = Schema_Block.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseSchema_Block(): Schema_Block {
  return {
    version: 0,
    attributes: [],
    blockTypes: [],
    description: "",
    descriptionKind: 0,
    deprecated: false,
    deprecationMessage: "",
  };
}

export const Schema_Block: MessageFns<Schema_Block> = {
  encode(message: Schema_Block, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.version !== undefined && message.version !== 0) {
      writer.uint32(8).int64(message.version);
    }
    if (message.attributes !== undefined && message.attributes.length !== 0) {
      for (const v of message.attributes) {
        Schema_Attribute.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    if (message.blockTypes !== undefined && message.blockTypes.length !== 0) {
      for (const v of message.blockTypes) {
        Schema_NestedBlock.encode(v!, writer.uint32(26).fork()).join();
      }
    }
    if (message.description !== undefined && message.description !== "") {
      writer.uint32(34).string(message.description);
    }
    if (message.descriptionKind !== undefined && message.descriptionKind !== 0) {
      writer.uint32(40).int32(message.descriptionKind);
    }
    if (message.deprecated !== undefined && message.deprecated !== false) {
      writer.uint32(48).bool(message.deprecated);
    }
    if (message.deprecationMessage !== undefined && message.deprecationMessage !== "") {
      writer.uint32(58).string(message.deprecationMessage);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Schema_Block {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSchema_Block();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.version = longToNumber(reader.int64());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Schema_Attribute.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.attributes!.push(el);
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            const el = Schema_NestedBlock.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.blockTypes!.push(el);
            }
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.description = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.descriptionKind = reader.int32() as any;
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.deprecated = reader.bool();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.deprecationMessage = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseSchema_Attribute(): Schema_Attribute {
  return {
    name: "",
    type: new Uint8Array(0),
    nestedType: undefined,
    description: "",
    required: false,
    optional: false,
    computed: false,
    sensitive: false,
    descriptionKind: 0,
    deprecated: false,
    writeOnly: false,
    deprecationMessage: "",
  };
}

export const Schema_Attribute: MessageFns<Schema_Attribute> = {
  encode(message: Schema_Attribute, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== undefined && message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.type !== undefined && message.type.length !== 0) {
      writer.uint32(18).bytes(message.type);
    }
    if (message.nestedType !== undefined) {
      Schema_Object.encode(message.nestedType, writer.uint32(82).fork()).join();
    }
    if (message.description !== undefined && message.description !== "") {
      writer.uint32(26).string(message.description);
    }
    if (message.required !== undefined && message.required !== false) {
      writer.uint32(32).bool(message.required);
    }
    if (message.optional !== undefined && message.optional !== false) {
      writer.uint32(40).bool(message.optional);
    }
    if (message.computed !== undefined && message.computed !== false) {
      writer.uint32(48).bool(message.computed);
    }
    if (message.sensitive !== undefined && message.sensitive !== false) {
      writer.uint32(56).bool(message.sensitive);
    }
    if (message.descriptionKind !== undefined && message.descriptionKind !== 0) {
      writer.uint32(64).int32(message.descriptionKind);
    }
    if (message.deprecated !== undefined && message.deprecated !== false) {
      writer.uint32(72).bool(message.deprecated);
    }
    if (message.writeOnly !== undefined && message.writeOnly !== false) {
      writer.uint32(88).bool(message.writeOnly);
    }
    if (message.deprecationMessage !== undefined && message.deprecationMessage !== "") {
      writer.uint32(98).string(message.deprecationMessage);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Schema_Attribute {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSchema_Attribute();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.type = reader.bytes();
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.nestedType = Schema_Object.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.description = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.required = reader.bool();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.optional = reader.bool();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.computed = reader.bool();
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.sensitive = reader.bool();
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.descriptionKind = reader.int32() as any;
            continue;
          }
          case 9: {
            if (tag !== 72) {
              break;
            }

            message.deprecated = reader.bool();
            continue;
          }
          case 11: {
            if (tag !== 88) {
              break;
            }

            message.writeOnly = reader.bool();
            continue;
          }
          case 12: {
            if (tag !== 98) {
              break;
            }

            message.deprecationMessage = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseSchema_NestedBlock(): Schema_NestedBlock {
  return { typeName: "", block: undefined, nesting: 0, minItems: 0, maxItems: 0 };
}

export const Schema_NestedBlock: MessageFns<Schema_NestedBlock> = {
  encode(message: Schema_NestedBlock, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.block !== undefined) {
      Schema_Block.encode(message.block, writer.uint32(18).fork()).join();
    }
    if (message.nesting !== undefined && message.nesting !== 0) {
      writer.uint32(24).int32(message.nesting);
    }
    if (message.minItems !== undefined && message.minItems !== 0) {
      writer.uint32(32).int64(message.minItems);
    }
    if (message.maxItems !== undefined && message.maxItems !== 0) {
      writer.uint32(40).int64(message.maxItems);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Schema_NestedBlock {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSchema_NestedBlock();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.block = Schema_Block.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.nesting = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.minItems = longToNumber(reader.int64());
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.maxItems = longToNumber(reader.int64());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseSchema_Object(): Schema_Object {
  return { attributes: [], nesting: 0, minItems: 0, maxItems: 0 };
}

export const Schema_Object: MessageFns<Schema_Object> = {
  encode(message: Schema_Object, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.attributes !== undefined && message.attributes.length !== 0) {
      for (const v of message.attributes) {
        Schema_Attribute.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    if (message.nesting !== undefined && message.nesting !== 0) {
      writer.uint32(24).int32(message.nesting);
    }
    if (message.minItems !== undefined && message.minItems !== 0) {
      writer.uint32(32).int64(message.minItems);
    }
    if (message.maxItems !== undefined && message.maxItems !== 0) {
      writer.uint32(40).int64(message.maxItems);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Schema_Object {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSchema_Object();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Schema_Attribute.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.attributes!.push(el);
            }
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.nesting = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.minItems = longToNumber(reader.int64());
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.maxItems = longToNumber(reader.int64());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseResourceIdentitySchema(): ResourceIdentitySchema {
  return { version: 0, identityAttributes: [] };
}

export const ResourceIdentitySchema: MessageFns<ResourceIdentitySchema> = {
  encode(message: ResourceIdentitySchema, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.version !== undefined && message.version !== 0) {
      writer.uint32(8).int64(message.version);
    }
    if (message.identityAttributes !== undefined && message.identityAttributes.length !== 0) {
      for (const v of message.identityAttributes) {
        ResourceIdentitySchema_IdentityAttribute.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ResourceIdentitySchema {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseResourceIdentitySchema();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.version = longToNumber(reader.int64());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = ResourceIdentitySchema_IdentityAttribute.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.identityAttributes!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseResourceIdentitySchema_IdentityAttribute(): ResourceIdentitySchema_IdentityAttribute {
  return { name: "", type: new Uint8Array(0), requiredForImport: false, optionalForImport: false, description: "" };
}

export const ResourceIdentitySchema_IdentityAttribute: MessageFns<ResourceIdentitySchema_IdentityAttribute> = {
  encode(message: ResourceIdentitySchema_IdentityAttribute, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== undefined && message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.type !== undefined && message.type.length !== 0) {
      writer.uint32(18).bytes(message.type);
    }
    if (message.requiredForImport !== undefined && message.requiredForImport !== false) {
      writer.uint32(24).bool(message.requiredForImport);
    }
    if (message.optionalForImport !== undefined && message.optionalForImport !== false) {
      writer.uint32(32).bool(message.optionalForImport);
    }
    if (message.description !== undefined && message.description !== "") {
      writer.uint32(42).string(message.description);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ResourceIdentitySchema_IdentityAttribute {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseResourceIdentitySchema_IdentityAttribute();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.type = reader.bytes();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.requiredForImport = reader.bool();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.optionalForImport = reader.bool();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.description = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseResourceIdentityData(): ResourceIdentityData {
  return { identityData: undefined };
}

export const ResourceIdentityData: MessageFns<ResourceIdentityData> = {
  encode(message: ResourceIdentityData, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.identityData !== undefined) {
      DynamicValue.encode(message.identityData, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ResourceIdentityData {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseResourceIdentityData();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.identityData = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseFunctionDefinition(): FunctionDefinition {
  return {
    parameters: [],
    variadicParameter: undefined,
    return: undefined,
    summary: "",
    description: "",
    descriptionKind: 0,
    deprecationMessage: "",
  };
}

export const FunctionDefinition: MessageFns<FunctionDefinition> = {
  encode(message: FunctionDefinition, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.parameters !== undefined && message.parameters.length !== 0) {
      for (const v of message.parameters) {
        FunctionDefinition_Parameter.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    if (message.variadicParameter !== undefined) {
      FunctionDefinition_Parameter.encode(message.variadicParameter, writer.uint32(18).fork()).join();
    }
    if (message.return !== undefined) {
      FunctionDefinition_Return.encode(message.return, writer.uint32(26).fork()).join();
    }
    if (message.summary !== undefined && message.summary !== "") {
      writer.uint32(34).string(message.summary);
    }
    if (message.description !== undefined && message.description !== "") {
      writer.uint32(42).string(message.description);
    }
    if (message.descriptionKind !== undefined && message.descriptionKind !== 0) {
      writer.uint32(48).int32(message.descriptionKind);
    }
    if (message.deprecationMessage !== undefined && message.deprecationMessage !== "") {
      writer.uint32(58).string(message.deprecationMessage);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): FunctionDefinition {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseFunctionDefinition();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = FunctionDefinition_Parameter.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.parameters!.push(el);
            }
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.variadicParameter = FunctionDefinition_Parameter.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.return = FunctionDefinition_Return.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.summary = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.description = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.descriptionKind = reader.int32() as any;
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.deprecationMessage = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseFunctionDefinition_Parameter(): FunctionDefinition_Parameter {
  return {
    name: "",
    type: new Uint8Array(0),
    allowNullValue: false,
    allowUnknownValues: false,
    description: "",
    descriptionKind: 0,
  };
}

export const FunctionDefinition_Parameter: MessageFns<FunctionDefinition_Parameter> = {
  encode(message: FunctionDefinition_Parameter, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== undefined && message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.type !== undefined && message.type.length !== 0) {
      writer.uint32(18).bytes(message.type);
    }
    if (message.allowNullValue !== undefined && message.allowNullValue !== false) {
      writer.uint32(24).bool(message.allowNullValue);
    }
    if (message.allowUnknownValues !== undefined && message.allowUnknownValues !== false) {
      writer.uint32(32).bool(message.allowUnknownValues);
    }
    if (message.description !== undefined && message.description !== "") {
      writer.uint32(42).string(message.description);
    }
    if (message.descriptionKind !== undefined && message.descriptionKind !== 0) {
      writer.uint32(48).int32(message.descriptionKind);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): FunctionDefinition_Parameter {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseFunctionDefinition_Parameter();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.type = reader.bytes();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.allowNullValue = reader.bool();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.allowUnknownValues = reader.bool();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.description = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.descriptionKind = reader.int32() as any;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseFunctionDefinition_Return(): FunctionDefinition_Return {
  return { type: new Uint8Array(0) };
}

export const FunctionDefinition_Return: MessageFns<FunctionDefinition_Return> = {
  encode(message: FunctionDefinition_Return, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.type !== undefined && message.type.length !== 0) {
      writer.uint32(10).bytes(message.type);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): FunctionDefinition_Return {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseFunctionDefinition_Return();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.type = reader.bytes();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseActionSchema(): ActionSchema {
  return { schema: undefined };
}

export const ActionSchema: MessageFns<ActionSchema> = {
  encode(message: ActionSchema, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.schema !== undefined) {
      Schema.encode(message.schema, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ActionSchema {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseActionSchema();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.schema = Schema.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseServerCapabilities(): ServerCapabilities {
  return {
    planDestroy: false,
    getProviderSchemaOptional: false,
    moveResourceState: false,
    generateResourceConfig: false,
  };
}

export const ServerCapabilities: MessageFns<ServerCapabilities> = {
  encode(message: ServerCapabilities, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.planDestroy !== undefined && message.planDestroy !== false) {
      writer.uint32(8).bool(message.planDestroy);
    }
    if (message.getProviderSchemaOptional !== undefined && message.getProviderSchemaOptional !== false) {
      writer.uint32(16).bool(message.getProviderSchemaOptional);
    }
    if (message.moveResourceState !== undefined && message.moveResourceState !== false) {
      writer.uint32(24).bool(message.moveResourceState);
    }
    if (message.generateResourceConfig !== undefined && message.generateResourceConfig !== false) {
      writer.uint32(32).bool(message.generateResourceConfig);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ServerCapabilities {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseServerCapabilities();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.planDestroy = reader.bool();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.getProviderSchemaOptional = reader.bool();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.moveResourceState = reader.bool();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.generateResourceConfig = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseClientCapabilities(): ClientCapabilities {
  return { deferralAllowed: false, writeOnlyAttributesAllowed: false };
}

export const ClientCapabilities: MessageFns<ClientCapabilities> = {
  encode(message: ClientCapabilities, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deferralAllowed !== undefined && message.deferralAllowed !== false) {
      writer.uint32(8).bool(message.deferralAllowed);
    }
    if (message.writeOnlyAttributesAllowed !== undefined && message.writeOnlyAttributesAllowed !== false) {
      writer.uint32(16).bool(message.writeOnlyAttributesAllowed);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ClientCapabilities {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseClientCapabilities();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.deferralAllowed = reader.bool();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.writeOnlyAttributesAllowed = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseDeferred(): Deferred {
  return { reason: 0 };
}

export const Deferred: MessageFns<Deferred> = {
  encode(message: Deferred, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.reason !== undefined && message.reason !== 0) {
      writer.uint32(8).int32(message.reason);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Deferred {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeferred();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.reason = reader.int32() as any;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata(): GetMetadata {
  return {};
}

export const GetMetadata: MessageFns<GetMetadata> = {
  encode(_: GetMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata_Request(): GetMetadata_Request {
  return {};
}

export const GetMetadata_Request: MessageFns<GetMetadata_Request> = {
  encode(_: GetMetadata_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata_Response(): GetMetadata_Response {
  return {
    serverCapabilities: undefined,
    diagnostics: [],
    dataSources: [],
    resources: [],
    functions: [],
    ephemeralResources: [],
    listResources: [],
    stateStores: [],
    actions: [],
  };
}

export const GetMetadata_Response: MessageFns<GetMetadata_Response> = {
  encode(message: GetMetadata_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.serverCapabilities !== undefined) {
      ServerCapabilities.encode(message.serverCapabilities, writer.uint32(10).fork()).join();
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    if (message.dataSources !== undefined && message.dataSources.length !== 0) {
      for (const v of message.dataSources) {
        GetMetadata_DataSourceMetadata.encode(v!, writer.uint32(26).fork()).join();
      }
    }
    if (message.resources !== undefined && message.resources.length !== 0) {
      for (const v of message.resources) {
        GetMetadata_ResourceMetadata.encode(v!, writer.uint32(34).fork()).join();
      }
    }
    if (message.functions !== undefined && message.functions.length !== 0) {
      for (const v of message.functions) {
        GetMetadata_FunctionMetadata.encode(v!, writer.uint32(42).fork()).join();
      }
    }
    if (message.ephemeralResources !== undefined && message.ephemeralResources.length !== 0) {
      for (const v of message.ephemeralResources) {
        GetMetadata_EphemeralResourceMetadata.encode(v!, writer.uint32(50).fork()).join();
      }
    }
    if (message.listResources !== undefined && message.listResources.length !== 0) {
      for (const v of message.listResources) {
        GetMetadata_ListResourceMetadata.encode(v!, writer.uint32(58).fork()).join();
      }
    }
    if (message.stateStores !== undefined && message.stateStores.length !== 0) {
      for (const v of message.stateStores) {
        GetMetadata_StateStoreMetadata.encode(v!, writer.uint32(66).fork()).join();
      }
    }
    if (message.actions !== undefined && message.actions.length !== 0) {
      for (const v of message.actions) {
        GetMetadata_ActionMetadata.encode(v!, writer.uint32(74).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.serverCapabilities = ServerCapabilities.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            const el = GetMetadata_DataSourceMetadata.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.dataSources!.push(el);
            }
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const el = GetMetadata_ResourceMetadata.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.resources!.push(el);
            }
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            const el = GetMetadata_FunctionMetadata.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.functions!.push(el);
            }
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            const el = GetMetadata_EphemeralResourceMetadata.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.ephemeralResources!.push(el);
            }
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            const el = GetMetadata_ListResourceMetadata.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.listResources!.push(el);
            }
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            const el = GetMetadata_StateStoreMetadata.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.stateStores!.push(el);
            }
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            const el = GetMetadata_ActionMetadata.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.actions!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata_FunctionMetadata(): GetMetadata_FunctionMetadata {
  return { name: "" };
}

export const GetMetadata_FunctionMetadata: MessageFns<GetMetadata_FunctionMetadata> = {
  encode(message: GetMetadata_FunctionMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== undefined && message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata_FunctionMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata_FunctionMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata_DataSourceMetadata(): GetMetadata_DataSourceMetadata {
  return { typeName: "" };
}

export const GetMetadata_DataSourceMetadata: MessageFns<GetMetadata_DataSourceMetadata> = {
  encode(message: GetMetadata_DataSourceMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata_DataSourceMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata_DataSourceMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata_ResourceMetadata(): GetMetadata_ResourceMetadata {
  return { typeName: "" };
}

export const GetMetadata_ResourceMetadata: MessageFns<GetMetadata_ResourceMetadata> = {
  encode(message: GetMetadata_ResourceMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata_ResourceMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata_ResourceMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata_EphemeralResourceMetadata(): GetMetadata_EphemeralResourceMetadata {
  return { typeName: "" };
}

export const GetMetadata_EphemeralResourceMetadata: MessageFns<GetMetadata_EphemeralResourceMetadata> = {
  encode(message: GetMetadata_EphemeralResourceMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata_EphemeralResourceMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata_EphemeralResourceMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata_ListResourceMetadata(): GetMetadata_ListResourceMetadata {
  return { typeName: "" };
}

export const GetMetadata_ListResourceMetadata: MessageFns<GetMetadata_ListResourceMetadata> = {
  encode(message: GetMetadata_ListResourceMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata_ListResourceMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata_ListResourceMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata_StateStoreMetadata(): GetMetadata_StateStoreMetadata {
  return { typeName: "" };
}

export const GetMetadata_StateStoreMetadata: MessageFns<GetMetadata_StateStoreMetadata> = {
  encode(message: GetMetadata_StateStoreMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata_StateStoreMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata_StateStoreMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetMetadata_ActionMetadata(): GetMetadata_ActionMetadata {
  return { typeName: "" };
}

export const GetMetadata_ActionMetadata: MessageFns<GetMetadata_ActionMetadata> = {
  encode(message: GetMetadata_ActionMetadata, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetMetadata_ActionMetadata {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetMetadata_ActionMetadata();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema(): GetProviderSchema {
  return {};
}

export const GetProviderSchema: MessageFns<GetProviderSchema> = {
  encode(_: GetProviderSchema, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetProviderSchema();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema_Request(): GetProviderSchema_Request {
  return {};
}

export const GetProviderSchema_Request: MessageFns<GetProviderSchema_Request> = {
  encode(_: GetProviderSchema_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetProviderSchema_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema_Response(): GetProviderSchema_Response {
  return {
    provider: undefined,
    resourceSchemas: {},
    dataSourceSchemas: {},
    diagnostics: [],
    providerMeta: undefined,
    serverCapabilities: undefined,
    functions: {},
    ephemeralResourceSchemas: {},
    listResourceSchemas: {},
    stateStoreSchemas: {},
    actionSchemas: {},
  };
}

export const GetProviderSchema_Response: MessageFns<GetProviderSchema_Response> = {
  encode(message: GetProviderSchema_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.provider !== undefined) {
      Schema.encode(message.provider, writer.uint32(10).fork()).join();
    }
    globalThis.Object.entries(message.resourceSchemas || {}).forEach(([key, value]: [string, Schema]) => {
      GetProviderSchema_Response_ResourceSchemasEntry.encode({ key: key as any, value }, writer.uint32(18).fork())
        .join();
    });
    globalThis.Object.entries(message.dataSourceSchemas || {}).forEach(([key, value]: [string, Schema]) => {
      GetProviderSchema_Response_DataSourceSchemasEntry.encode({ key: key as any, value }, writer.uint32(26).fork())
        .join();
    });
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(34).fork()).join();
      }
    }
    if (message.providerMeta !== undefined) {
      Schema.encode(message.providerMeta, writer.uint32(42).fork()).join();
    }
    if (message.serverCapabilities !== undefined) {
      ServerCapabilities.encode(message.serverCapabilities, writer.uint32(50).fork()).join();
    }
    globalThis.Object.entries(message.functions || {}).forEach(([key, value]: [string, FunctionDefinition]) => {
      GetProviderSchema_Response_FunctionsEntry.encode({ key: key as any, value }, writer.uint32(58).fork()).join();
    });
    globalThis.Object.entries(message.ephemeralResourceSchemas || {}).forEach(([key, value]: [string, Schema]) => {
      GetProviderSchema_Response_EphemeralResourceSchemasEntry.encode(
        { key: key as any, value },
        writer.uint32(66).fork(),
      ).join();
    });
    globalThis.Object.entries(message.listResourceSchemas || {}).forEach(([key, value]: [string, Schema]) => {
      GetProviderSchema_Response_ListResourceSchemasEntry.encode({ key: key as any, value }, writer.uint32(74).fork())
        .join();
    });
    globalThis.Object.entries(message.stateStoreSchemas || {}).forEach(([key, value]: [string, Schema]) => {
      GetProviderSchema_Response_StateStoreSchemasEntry.encode({ key: key as any, value }, writer.uint32(82).fork())
        .join();
    });
    globalThis.Object.entries(message.actionSchemas || {}).forEach(([key, value]: [string, ActionSchema]) => {
      GetProviderSchema_Response_ActionSchemasEntry.encode({ key: key as any, value }, writer.uint32(90).fork()).join();
    });
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetProviderSchema_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.provider = Schema.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const entry2 = GetProviderSchema_Response_ResourceSchemasEntry.decode(reader, reader.uint32());
            if (entry2.value !== undefined) {
              message.resourceSchemas![entry2.key] = entry2.value;
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            const entry3 = GetProviderSchema_Response_DataSourceSchemasEntry.decode(reader, reader.uint32());
            if (entry3.value !== undefined) {
              message.dataSourceSchemas![entry3.key] = entry3.value;
            }
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.providerMeta = Schema.decode(reader, reader.uint32());
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.serverCapabilities = ServerCapabilities.decode(reader, reader.uint32());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            const entry7 = GetProviderSchema_Response_FunctionsEntry.decode(reader, reader.uint32());
            if (entry7.value !== undefined) {
              message.functions![entry7.key] = entry7.value;
            }
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            const entry8 = GetProviderSchema_Response_EphemeralResourceSchemasEntry.decode(reader, reader.uint32());
            if (entry8.value !== undefined) {
              message.ephemeralResourceSchemas![entry8.key] = entry8.value;
            }
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            const entry9 = GetProviderSchema_Response_ListResourceSchemasEntry.decode(reader, reader.uint32());
            if (entry9.value !== undefined) {
              message.listResourceSchemas![entry9.key] = entry9.value;
            }
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            const entry10 = GetProviderSchema_Response_StateStoreSchemasEntry.decode(reader, reader.uint32());
            if (entry10.value !== undefined) {
              message.stateStoreSchemas![entry10.key] = entry10.value;
            }
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            const entry11 = GetProviderSchema_Response_ActionSchemasEntry.decode(reader, reader.uint32());
            if (entry11.value !== undefined) {
              message.actionSchemas![entry11.key] = entry11.value;
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema_Response_ResourceSchemasEntry(): GetProviderSchema_Response_ResourceSchemasEntry {
  return { key: "", value: undefined };
}

export const GetProviderSchema_Response_ResourceSchemasEntry: MessageFns<
  GetProviderSchema_Response_ResourceSchemasEntry
> = {
  encode(
    message: GetProviderSchema_Response_ResourceSchemasEntry,
    writer: BinaryWriter = new BinaryWriter(),
  ): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== undefined) {
      Schema.encode(message.value, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema_Response_ResourceSchemasEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetProviderSchema_Response_ResourceSchemasEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = Schema.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema_Response_DataSourceSchemasEntry(): GetProviderSchema_Response_DataSourceSchemasEntry {
  return { key: "", value: undefined };
}

export const GetProviderSchema_Response_DataSourceSchemasEntry: MessageFns<
  GetProviderSchema_Response_DataSourceSchemasEntry
> = {
  encode(
    message: GetProviderSchema_Response_DataSourceSchemasEntry,
    writer: BinaryWriter = new BinaryWriter(),
  ): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== undefined) {
      Schema.encode(message.value, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema_Response_DataSourceSchemasEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetProviderSchema_Response_DataSourceSchemasEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = Schema.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema_Response_FunctionsEntry(): GetProviderSchema_Response_FunctionsEntry {
  return { key: "", value: undefined };
}

export const GetProviderSchema_Response_FunctionsEntry: MessageFns<GetProviderSchema_Response_FunctionsEntry> = {
  encode(message: GetProviderSchema_Response_FunctionsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== undefined) {
      FunctionDefinition.encode(message.value, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema_Response_FunctionsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetProviderSchema_Response_FunctionsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = FunctionDefinition.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema_Response_EphemeralResourceSchemasEntry(): GetProviderSchema_Response_EphemeralResourceSchemasEntry {
  return { key: "", value: undefined };
}

export const GetProviderSchema_Response_EphemeralResourceSchemasEntry: MessageFns<
  GetProviderSchema_Response_EphemeralResourceSchemasEntry
> = {
  encode(
    message: GetProviderSchema_Response_EphemeralResourceSchemasEntry,
    writer: BinaryWriter = new BinaryWriter(),
  ): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== undefined) {
      Schema.encode(message.value, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema_Response_EphemeralResourceSchemasEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetProviderSchema_Response_EphemeralResourceSchemasEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = Schema.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema_Response_ListResourceSchemasEntry(): GetProviderSchema_Response_ListResourceSchemasEntry {
  return { key: "", value: undefined };
}

export const GetProviderSchema_Response_ListResourceSchemasEntry: MessageFns<
  GetProviderSchema_Response_ListResourceSchemasEntry
> = {
  encode(
    message: GetProviderSchema_Response_ListResourceSchemasEntry,
    writer: BinaryWriter = new BinaryWriter(),
  ): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== undefined) {
      Schema.encode(message.value, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema_Response_ListResourceSchemasEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetProviderSchema_Response_ListResourceSchemasEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = Schema.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema_Response_StateStoreSchemasEntry(): GetProviderSchema_Response_StateStoreSchemasEntry {
  return { key: "", value: undefined };
}

export const GetProviderSchema_Response_StateStoreSchemasEntry: MessageFns<
  GetProviderSchema_Response_StateStoreSchemasEntry
> = {
  encode(
    message: GetProviderSchema_Response_StateStoreSchemasEntry,
    writer: BinaryWriter = new BinaryWriter(),
  ): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== undefined) {
      Schema.encode(message.value, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema_Response_StateStoreSchemasEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetProviderSchema_Response_StateStoreSchemasEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = Schema.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetProviderSchema_Response_ActionSchemasEntry(): GetProviderSchema_Response_ActionSchemasEntry {
  return { key: "", value: undefined };
}

export const GetProviderSchema_Response_ActionSchemasEntry: MessageFns<GetProviderSchema_Response_ActionSchemasEntry> =
  {
    encode(
      message: GetProviderSchema_Response_ActionSchemasEntry,
      writer: BinaryWriter = new BinaryWriter(),
    ): BinaryWriter {
      if (message.key !== "") {
        writer.uint32(10).string(message.key);
      }
      if (message.value !== undefined) {
        ActionSchema.encode(message.value, writer.uint32(18).fork()).join();
      }
      return writer;
    },

    decode(input: BinaryReader | Uint8Array, length?: number): GetProviderSchema_Response_ActionSchemasEntry {
      const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
      const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
      if (previousRecursionDepth >= 100) {
        throw new globalThis.Error("protobuf decode recursion limit exceeded");
      }
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
      try {
        const end = length === undefined ? reader.len : reader.pos + length;
        const message = createBaseGetProviderSchema_Response_ActionSchemasEntry();
        while (reader.pos < end) {
          const tag = reader.uint32();
          switch (tag >>> 3) {
            case 1: {
              if (tag !== 10) {
                break;
              }

              message.key = reader.string();
              continue;
            }
            case 2: {
              if (tag !== 18) {
                break;
              }

              message.value = ActionSchema.decode(reader, reader.uint32());
              continue;
            }
          }
          if ((tag & 7) === 4 || tag === 0) {
            break;
          }
          reader.skip(tag & 7);
        }
        return message;
      } finally {
        (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
      }
    },
  };

function createBaseValidateProviderConfig(): ValidateProviderConfig {
  return {};
}

export const ValidateProviderConfig: MessageFns<ValidateProviderConfig> = {
  encode(_: ValidateProviderConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateProviderConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateProviderConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateProviderConfig_Request(): ValidateProviderConfig_Request {
  return { config: undefined };
}

export const ValidateProviderConfig_Request: MessageFns<ValidateProviderConfig_Request> = {
  encode(message: ValidateProviderConfig_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateProviderConfig_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateProviderConfig_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateProviderConfig_Response(): ValidateProviderConfig_Response {
  return { diagnostics: [] };
}

export const ValidateProviderConfig_Response: MessageFns<ValidateProviderConfig_Response> = {
  encode(message: ValidateProviderConfig_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateProviderConfig_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateProviderConfig_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseUpgradeResourceState(): UpgradeResourceState {
  return {};
}

export const UpgradeResourceState: MessageFns<UpgradeResourceState> = {
  encode(_: UpgradeResourceState, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpgradeResourceState {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpgradeResourceState();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseUpgradeResourceState_Request(): UpgradeResourceState_Request {
  return { typeName: "", version: 0, rawState: undefined };
}

export const UpgradeResourceState_Request: MessageFns<UpgradeResourceState_Request> = {
  encode(message: UpgradeResourceState_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.version !== undefined && message.version !== 0) {
      writer.uint32(16).int64(message.version);
    }
    if (message.rawState !== undefined) {
      RawState.encode(message.rawState, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpgradeResourceState_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpgradeResourceState_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.version = longToNumber(reader.int64());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.rawState = RawState.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseUpgradeResourceState_Response(): UpgradeResourceState_Response {
  return { upgradedState: undefined, diagnostics: [] };
}

export const UpgradeResourceState_Response: MessageFns<UpgradeResourceState_Response> = {
  encode(message: UpgradeResourceState_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.upgradedState !== undefined) {
      DynamicValue.encode(message.upgradedState, writer.uint32(10).fork()).join();
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpgradeResourceState_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpgradeResourceState_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.upgradedState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateResourceConfig(): ValidateResourceConfig {
  return {};
}

export const ValidateResourceConfig: MessageFns<ValidateResourceConfig> = {
  encode(_: ValidateResourceConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateResourceConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateResourceConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateResourceConfig_Request(): ValidateResourceConfig_Request {
  return { typeName: "", config: undefined, clientCapabilities: undefined };
}

export const ValidateResourceConfig_Request: MessageFns<ValidateResourceConfig_Request> = {
  encode(message: ValidateResourceConfig_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.clientCapabilities !== undefined) {
      ClientCapabilities.encode(message.clientCapabilities, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateResourceConfig_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateResourceConfig_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.clientCapabilities = ClientCapabilities.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateResourceConfig_Response(): ValidateResourceConfig_Response {
  return { diagnostics: [] };
}

export const ValidateResourceConfig_Response: MessageFns<ValidateResourceConfig_Response> = {
  encode(message: ValidateResourceConfig_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateResourceConfig_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateResourceConfig_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateDataResourceConfig(): ValidateDataResourceConfig {
  return {};
}

export const ValidateDataResourceConfig: MessageFns<ValidateDataResourceConfig> = {
  encode(_: ValidateDataResourceConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateDataResourceConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateDataResourceConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateDataResourceConfig_Request(): ValidateDataResourceConfig_Request {
  return { typeName: "", config: undefined };
}

export const ValidateDataResourceConfig_Request: MessageFns<ValidateDataResourceConfig_Request> = {
  encode(message: ValidateDataResourceConfig_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateDataResourceConfig_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateDataResourceConfig_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateDataResourceConfig_Response(): ValidateDataResourceConfig_Response {
  return { diagnostics: [] };
}

export const ValidateDataResourceConfig_Response: MessageFns<ValidateDataResourceConfig_Response> = {
  encode(message: ValidateDataResourceConfig_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateDataResourceConfig_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateDataResourceConfig_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseConfigureProvider(): ConfigureProvider {
  return {};
}

export const ConfigureProvider: MessageFns<ConfigureProvider> = {
  encode(_: ConfigureProvider, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ConfigureProvider {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseConfigureProvider();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseConfigureProvider_Request(): ConfigureProvider_Request {
  return { terraformVersion: "", config: undefined, clientCapabilities: undefined };
}

export const ConfigureProvider_Request: MessageFns<ConfigureProvider_Request> = {
  encode(message: ConfigureProvider_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.terraformVersion !== undefined && message.terraformVersion !== "") {
      writer.uint32(10).string(message.terraformVersion);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.clientCapabilities !== undefined) {
      ClientCapabilities.encode(message.clientCapabilities, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ConfigureProvider_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseConfigureProvider_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.terraformVersion = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.clientCapabilities = ClientCapabilities.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseConfigureProvider_Response(): ConfigureProvider_Response {
  return { diagnostics: [] };
}

export const ConfigureProvider_Response: MessageFns<ConfigureProvider_Response> = {
  encode(message: ConfigureProvider_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ConfigureProvider_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseConfigureProvider_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseReadResource(): ReadResource {
  return {};
}

export const ReadResource: MessageFns<ReadResource> = {
  encode(_: ReadResource, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReadResource {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReadResource();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseReadResource_Request(): ReadResource_Request {
  return {
    typeName: "",
    currentState: undefined,
    private: new Uint8Array(0),
    providerMeta: undefined,
    clientCapabilities: undefined,
    currentIdentity: undefined,
  };
}

export const ReadResource_Request: MessageFns<ReadResource_Request> = {
  encode(message: ReadResource_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.currentState !== undefined) {
      DynamicValue.encode(message.currentState, writer.uint32(18).fork()).join();
    }
    if (message.private !== undefined && message.private.length !== 0) {
      writer.uint32(26).bytes(message.private);
    }
    if (message.providerMeta !== undefined) {
      DynamicValue.encode(message.providerMeta, writer.uint32(34).fork()).join();
    }
    if (message.clientCapabilities !== undefined) {
      ClientCapabilities.encode(message.clientCapabilities, writer.uint32(42).fork()).join();
    }
    if (message.currentIdentity !== undefined) {
      ResourceIdentityData.encode(message.currentIdentity, writer.uint32(50).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReadResource_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReadResource_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.currentState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.private = reader.bytes();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.providerMeta = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.clientCapabilities = ClientCapabilities.decode(reader, reader.uint32());
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.currentIdentity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseReadResource_Response(): ReadResource_Response {
  return {
    newState: undefined,
    diagnostics: [],
    private: new Uint8Array(0),
    deferred: undefined,
    newIdentity: undefined,
  };
}

export const ReadResource_Response: MessageFns<ReadResource_Response> = {
  encode(message: ReadResource_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.newState !== undefined) {
      DynamicValue.encode(message.newState, writer.uint32(10).fork()).join();
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    if (message.private !== undefined && message.private.length !== 0) {
      writer.uint32(26).bytes(message.private);
    }
    if (message.deferred !== undefined) {
      Deferred.encode(message.deferred, writer.uint32(34).fork()).join();
    }
    if (message.newIdentity !== undefined) {
      ResourceIdentityData.encode(message.newIdentity, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReadResource_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReadResource_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.newState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.private = reader.bytes();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.deferred = Deferred.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.newIdentity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBasePlanResourceChange(): PlanResourceChange {
  return {};
}

export const PlanResourceChange: MessageFns<PlanResourceChange> = {
  encode(_: PlanResourceChange, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanResourceChange {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanResourceChange();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBasePlanResourceChange_Request(): PlanResourceChange_Request {
  return {
    typeName: "",
    priorState: undefined,
    proposedNewState: undefined,
    config: undefined,
    priorPrivate: new Uint8Array(0),
    providerMeta: undefined,
    clientCapabilities: undefined,
    priorIdentity: undefined,
  };
}

export const PlanResourceChange_Request: MessageFns<PlanResourceChange_Request> = {
  encode(message: PlanResourceChange_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.priorState !== undefined) {
      DynamicValue.encode(message.priorState, writer.uint32(18).fork()).join();
    }
    if (message.proposedNewState !== undefined) {
      DynamicValue.encode(message.proposedNewState, writer.uint32(26).fork()).join();
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(34).fork()).join();
    }
    if (message.priorPrivate !== undefined && message.priorPrivate.length !== 0) {
      writer.uint32(42).bytes(message.priorPrivate);
    }
    if (message.providerMeta !== undefined) {
      DynamicValue.encode(message.providerMeta, writer.uint32(50).fork()).join();
    }
    if (message.clientCapabilities !== undefined) {
      ClientCapabilities.encode(message.clientCapabilities, writer.uint32(58).fork()).join();
    }
    if (message.priorIdentity !== undefined) {
      ResourceIdentityData.encode(message.priorIdentity, writer.uint32(66).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanResourceChange_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanResourceChange_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.priorState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.proposedNewState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.priorPrivate = reader.bytes();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.providerMeta = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.clientCapabilities = ClientCapabilities.decode(reader, reader.uint32());
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.priorIdentity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBasePlanResourceChange_Response(): PlanResourceChange_Response {
  return {
    plannedState: undefined,
    requiresReplace: [],
    plannedPrivate: new Uint8Array(0),
    diagnostics: [],
    legacyTypeSystem: false,
    deferred: undefined,
    plannedIdentity: undefined,
  };
}

export const PlanResourceChange_Response: MessageFns<PlanResourceChange_Response> = {
  encode(message: PlanResourceChange_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.plannedState !== undefined) {
      DynamicValue.encode(message.plannedState, writer.uint32(10).fork()).join();
    }
    if (message.requiresReplace !== undefined && message.requiresReplace.length !== 0) {
      for (const v of message.requiresReplace) {
        AttributePath.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    if (message.plannedPrivate !== undefined && message.plannedPrivate.length !== 0) {
      writer.uint32(26).bytes(message.plannedPrivate);
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(34).fork()).join();
      }
    }
    if (message.legacyTypeSystem !== undefined && message.legacyTypeSystem !== false) {
      writer.uint32(40).bool(message.legacyTypeSystem);
    }
    if (message.deferred !== undefined) {
      Deferred.encode(message.deferred, writer.uint32(50).fork()).join();
    }
    if (message.plannedIdentity !== undefined) {
      ResourceIdentityData.encode(message.plannedIdentity, writer.uint32(58).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanResourceChange_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanResourceChange_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.plannedState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = AttributePath.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.requiresReplace!.push(el);
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.plannedPrivate = reader.bytes();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.legacyTypeSystem = reader.bool();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.deferred = Deferred.decode(reader, reader.uint32());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.plannedIdentity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseApplyResourceChange(): ApplyResourceChange {
  return {};
}

export const ApplyResourceChange: MessageFns<ApplyResourceChange> = {
  encode(_: ApplyResourceChange, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ApplyResourceChange {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseApplyResourceChange();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseApplyResourceChange_Request(): ApplyResourceChange_Request {
  return {
    typeName: "",
    priorState: undefined,
    plannedState: undefined,
    config: undefined,
    plannedPrivate: new Uint8Array(0),
    providerMeta: undefined,
    plannedIdentity: undefined,
  };
}

export const ApplyResourceChange_Request: MessageFns<ApplyResourceChange_Request> = {
  encode(message: ApplyResourceChange_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.priorState !== undefined) {
      DynamicValue.encode(message.priorState, writer.uint32(18).fork()).join();
    }
    if (message.plannedState !== undefined) {
      DynamicValue.encode(message.plannedState, writer.uint32(26).fork()).join();
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(34).fork()).join();
    }
    if (message.plannedPrivate !== undefined && message.plannedPrivate.length !== 0) {
      writer.uint32(42).bytes(message.plannedPrivate);
    }
    if (message.providerMeta !== undefined) {
      DynamicValue.encode(message.providerMeta, writer.uint32(50).fork()).join();
    }
    if (message.plannedIdentity !== undefined) {
      ResourceIdentityData.encode(message.plannedIdentity, writer.uint32(58).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ApplyResourceChange_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseApplyResourceChange_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.priorState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.plannedState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.plannedPrivate = reader.bytes();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.providerMeta = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.plannedIdentity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseApplyResourceChange_Response(): ApplyResourceChange_Response {
  return {
    newState: undefined,
    private: new Uint8Array(0),
    diagnostics: [],
    legacyTypeSystem: false,
    newIdentity: undefined,
  };
}

export const ApplyResourceChange_Response: MessageFns<ApplyResourceChange_Response> = {
  encode(message: ApplyResourceChange_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.newState !== undefined) {
      DynamicValue.encode(message.newState, writer.uint32(10).fork()).join();
    }
    if (message.private !== undefined && message.private.length !== 0) {
      writer.uint32(18).bytes(message.private);
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(26).fork()).join();
      }
    }
    if (message.legacyTypeSystem !== undefined && message.legacyTypeSystem !== false) {
      writer.uint32(32).bool(message.legacyTypeSystem);
    }
    if (message.newIdentity !== undefined) {
      ResourceIdentityData.encode(message.newIdentity, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ApplyResourceChange_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseApplyResourceChange_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.newState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.private = reader.bytes();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.legacyTypeSystem = reader.bool();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.newIdentity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseImportResourceState(): ImportResourceState {
  return {};
}

export const ImportResourceState: MessageFns<ImportResourceState> = {
  encode(_: ImportResourceState, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImportResourceState {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImportResourceState();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseImportResourceState_Request(): ImportResourceState_Request {
  return { typeName: "", id: "", clientCapabilities: undefined, identity: undefined };
}

export const ImportResourceState_Request: MessageFns<ImportResourceState_Request> = {
  encode(message: ImportResourceState_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.id !== undefined && message.id !== "") {
      writer.uint32(18).string(message.id);
    }
    if (message.clientCapabilities !== undefined) {
      ClientCapabilities.encode(message.clientCapabilities, writer.uint32(26).fork()).join();
    }
    if (message.identity !== undefined) {
      ResourceIdentityData.encode(message.identity, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImportResourceState_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImportResourceState_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.clientCapabilities = ClientCapabilities.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.identity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseImportResourceState_ImportedResource(): ImportResourceState_ImportedResource {
  return { typeName: "", state: undefined, private: new Uint8Array(0), identity: undefined };
}

export const ImportResourceState_ImportedResource: MessageFns<ImportResourceState_ImportedResource> = {
  encode(message: ImportResourceState_ImportedResource, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.state !== undefined) {
      DynamicValue.encode(message.state, writer.uint32(18).fork()).join();
    }
    if (message.private !== undefined && message.private.length !== 0) {
      writer.uint32(26).bytes(message.private);
    }
    if (message.identity !== undefined) {
      ResourceIdentityData.encode(message.identity, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImportResourceState_ImportedResource {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImportResourceState_ImportedResource();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.state = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.private = reader.bytes();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.identity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseImportResourceState_Response(): ImportResourceState_Response {
  return { importedResources: [], diagnostics: [], deferred: undefined };
}

export const ImportResourceState_Response: MessageFns<ImportResourceState_Response> = {
  encode(message: ImportResourceState_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.importedResources !== undefined && message.importedResources.length !== 0) {
      for (const v of message.importedResources) {
        ImportResourceState_ImportedResource.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    if (message.deferred !== undefined) {
      Deferred.encode(message.deferred, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImportResourceState_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImportResourceState_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = ImportResourceState_ImportedResource.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.importedResources!.push(el);
            }
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.deferred = Deferred.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGenerateResourceConfig(): GenerateResourceConfig {
  return {};
}

export const GenerateResourceConfig: MessageFns<GenerateResourceConfig> = {
  encode(_: GenerateResourceConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GenerateResourceConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGenerateResourceConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGenerateResourceConfig_Request(): GenerateResourceConfig_Request {
  return { typeName: "", state: undefined };
}

export const GenerateResourceConfig_Request: MessageFns<GenerateResourceConfig_Request> = {
  encode(message: GenerateResourceConfig_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.state !== undefined) {
      DynamicValue.encode(message.state, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GenerateResourceConfig_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGenerateResourceConfig_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.state = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGenerateResourceConfig_Response(): GenerateResourceConfig_Response {
  return { config: undefined, diagnostics: [] };
}

export const GenerateResourceConfig_Response: MessageFns<GenerateResourceConfig_Response> = {
  encode(message: GenerateResourceConfig_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(10).fork()).join();
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GenerateResourceConfig_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGenerateResourceConfig_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseMoveResourceState(): MoveResourceState {
  return {};
}

export const MoveResourceState: MessageFns<MoveResourceState> = {
  encode(_: MoveResourceState, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MoveResourceState {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMoveResourceState();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseMoveResourceState_Request(): MoveResourceState_Request {
  return {
    sourceProviderAddress: "",
    sourceTypeName: "",
    sourceSchemaVersion: 0,
    sourceState: undefined,
    targetTypeName: "",
    sourcePrivate: new Uint8Array(0),
    sourceIdentity: undefined,
    sourceIdentitySchemaVersion: 0,
  };
}

export const MoveResourceState_Request: MessageFns<MoveResourceState_Request> = {
  encode(message: MoveResourceState_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.sourceProviderAddress !== undefined && message.sourceProviderAddress !== "") {
      writer.uint32(10).string(message.sourceProviderAddress);
    }
    if (message.sourceTypeName !== undefined && message.sourceTypeName !== "") {
      writer.uint32(18).string(message.sourceTypeName);
    }
    if (message.sourceSchemaVersion !== undefined && message.sourceSchemaVersion !== 0) {
      writer.uint32(24).int64(message.sourceSchemaVersion);
    }
    if (message.sourceState !== undefined) {
      RawState.encode(message.sourceState, writer.uint32(34).fork()).join();
    }
    if (message.targetTypeName !== undefined && message.targetTypeName !== "") {
      writer.uint32(42).string(message.targetTypeName);
    }
    if (message.sourcePrivate !== undefined && message.sourcePrivate.length !== 0) {
      writer.uint32(50).bytes(message.sourcePrivate);
    }
    if (message.sourceIdentity !== undefined) {
      RawState.encode(message.sourceIdentity, writer.uint32(58).fork()).join();
    }
    if (message.sourceIdentitySchemaVersion !== undefined && message.sourceIdentitySchemaVersion !== 0) {
      writer.uint32(64).int64(message.sourceIdentitySchemaVersion);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MoveResourceState_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMoveResourceState_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.sourceProviderAddress = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.sourceTypeName = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.sourceSchemaVersion = longToNumber(reader.int64());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.sourceState = RawState.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.targetTypeName = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.sourcePrivate = reader.bytes();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.sourceIdentity = RawState.decode(reader, reader.uint32());
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.sourceIdentitySchemaVersion = longToNumber(reader.int64());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseMoveResourceState_Response(): MoveResourceState_Response {
  return { targetState: undefined, diagnostics: [], targetPrivate: new Uint8Array(0), targetIdentity: undefined };
}

export const MoveResourceState_Response: MessageFns<MoveResourceState_Response> = {
  encode(message: MoveResourceState_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.targetState !== undefined) {
      DynamicValue.encode(message.targetState, writer.uint32(10).fork()).join();
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    if (message.targetPrivate !== undefined && message.targetPrivate.length !== 0) {
      writer.uint32(26).bytes(message.targetPrivate);
    }
    if (message.targetIdentity !== undefined) {
      ResourceIdentityData.encode(message.targetIdentity, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MoveResourceState_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMoveResourceState_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.targetState = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.targetPrivate = reader.bytes();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.targetIdentity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseReadDataSource(): ReadDataSource {
  return {};
}

export const ReadDataSource: MessageFns<ReadDataSource> = {
  encode(_: ReadDataSource, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReadDataSource {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReadDataSource();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseReadDataSource_Request(): ReadDataSource_Request {
  return { typeName: "", config: undefined, providerMeta: undefined, clientCapabilities: undefined };
}

export const ReadDataSource_Request: MessageFns<ReadDataSource_Request> = {
  encode(message: ReadDataSource_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.providerMeta !== undefined) {
      DynamicValue.encode(message.providerMeta, writer.uint32(26).fork()).join();
    }
    if (message.clientCapabilities !== undefined) {
      ClientCapabilities.encode(message.clientCapabilities, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReadDataSource_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReadDataSource_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.providerMeta = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.clientCapabilities = ClientCapabilities.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseReadDataSource_Response(): ReadDataSource_Response {
  return { state: undefined, diagnostics: [], deferred: undefined };
}

export const ReadDataSource_Response: MessageFns<ReadDataSource_Response> = {
  encode(message: ReadDataSource_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.state !== undefined) {
      DynamicValue.encode(message.state, writer.uint32(10).fork()).join();
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    if (message.deferred !== undefined) {
      Deferred.encode(message.deferred, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReadDataSource_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReadDataSource_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.state = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.deferred = Deferred.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetFunctions(): GetFunctions {
  return {};
}

export const GetFunctions: MessageFns<GetFunctions> = {
  encode(_: GetFunctions, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetFunctions {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetFunctions();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetFunctions_Request(): GetFunctions_Request {
  return {};
}

export const GetFunctions_Request: MessageFns<GetFunctions_Request> = {
  encode(_: GetFunctions_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetFunctions_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetFunctions_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetFunctions_Response(): GetFunctions_Response {
  return { functions: {}, diagnostics: [] };
}

export const GetFunctions_Response: MessageFns<GetFunctions_Response> = {
  encode(message: GetFunctions_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    globalThis.Object.entries(message.functions || {}).forEach(([key, value]: [string, FunctionDefinition]) => {
      GetFunctions_Response_FunctionsEntry.encode({ key: key as any, value }, writer.uint32(10).fork()).join();
    });
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetFunctions_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetFunctions_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const entry1 = GetFunctions_Response_FunctionsEntry.decode(reader, reader.uint32());
            if (entry1.value !== undefined) {
              message.functions![entry1.key] = entry1.value;
            }
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetFunctions_Response_FunctionsEntry(): GetFunctions_Response_FunctionsEntry {
  return { key: "", value: undefined };
}

export const GetFunctions_Response_FunctionsEntry: MessageFns<GetFunctions_Response_FunctionsEntry> = {
  encode(message: GetFunctions_Response_FunctionsEntry, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== undefined) {
      FunctionDefinition.encode(message.value, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetFunctions_Response_FunctionsEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetFunctions_Response_FunctionsEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = FunctionDefinition.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseCallFunction(): CallFunction {
  return {};
}

export const CallFunction: MessageFns<CallFunction> = {
  encode(_: CallFunction, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CallFunction {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCallFunction();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseCallFunction_Request(): CallFunction_Request {
  return { name: "", arguments: [] };
}

export const CallFunction_Request: MessageFns<CallFunction_Request> = {
  encode(message: CallFunction_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== undefined && message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.arguments !== undefined && message.arguments.length !== 0) {
      for (const v of message.arguments) {
        DynamicValue.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CallFunction_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCallFunction_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = DynamicValue.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.arguments!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseCallFunction_Response(): CallFunction_Response {
  return { result: undefined, error: undefined };
}

export const CallFunction_Response: MessageFns<CallFunction_Response> = {
  encode(message: CallFunction_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.result !== undefined) {
      DynamicValue.encode(message.result, writer.uint32(10).fork()).join();
    }
    if (message.error !== undefined) {
      FunctionError.encode(message.error, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CallFunction_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCallFunction_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.result = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.error = FunctionError.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateEphemeralResourceConfig(): ValidateEphemeralResourceConfig {
  return {};
}

export const ValidateEphemeralResourceConfig: MessageFns<ValidateEphemeralResourceConfig> = {
  encode(_: ValidateEphemeralResourceConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateEphemeralResourceConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateEphemeralResourceConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateEphemeralResourceConfig_Request(): ValidateEphemeralResourceConfig_Request {
  return { typeName: "", config: undefined };
}

export const ValidateEphemeralResourceConfig_Request: MessageFns<ValidateEphemeralResourceConfig_Request> = {
  encode(message: ValidateEphemeralResourceConfig_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateEphemeralResourceConfig_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateEphemeralResourceConfig_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateEphemeralResourceConfig_Response(): ValidateEphemeralResourceConfig_Response {
  return { diagnostics: [] };
}

export const ValidateEphemeralResourceConfig_Response: MessageFns<ValidateEphemeralResourceConfig_Response> = {
  encode(message: ValidateEphemeralResourceConfig_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateEphemeralResourceConfig_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateEphemeralResourceConfig_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseOpenEphemeralResource(): OpenEphemeralResource {
  return {};
}

export const OpenEphemeralResource: MessageFns<OpenEphemeralResource> = {
  encode(_: OpenEphemeralResource, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): OpenEphemeralResource {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseOpenEphemeralResource();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseOpenEphemeralResource_Request(): OpenEphemeralResource_Request {
  return { typeName: "", config: undefined, clientCapabilities: undefined };
}

export const OpenEphemeralResource_Request: MessageFns<OpenEphemeralResource_Request> = {
  encode(message: OpenEphemeralResource_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.clientCapabilities !== undefined) {
      ClientCapabilities.encode(message.clientCapabilities, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): OpenEphemeralResource_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseOpenEphemeralResource_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.clientCapabilities = ClientCapabilities.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseOpenEphemeralResource_Response(): OpenEphemeralResource_Response {
  return { diagnostics: [], renewAt: undefined, result: undefined, private: undefined, deferred: undefined };
}

export const OpenEphemeralResource_Response: MessageFns<OpenEphemeralResource_Response> = {
  encode(message: OpenEphemeralResource_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    if (message.renewAt !== undefined) {
      Timestamp.encode(message.renewAt, writer.uint32(18).fork()).join();
    }
    if (message.result !== undefined) {
      DynamicValue.encode(message.result, writer.uint32(26).fork()).join();
    }
    if (message.private !== undefined) {
      writer.uint32(34).bytes(message.private);
    }
    if (message.deferred !== undefined) {
      Deferred.encode(message.deferred, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): OpenEphemeralResource_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseOpenEphemeralResource_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.renewAt = Timestamp.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.result = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.private = reader.bytes();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.deferred = Deferred.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseRenewEphemeralResource(): RenewEphemeralResource {
  return {};
}

export const RenewEphemeralResource: MessageFns<RenewEphemeralResource> = {
  encode(_: RenewEphemeralResource, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RenewEphemeralResource {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRenewEphemeralResource();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseRenewEphemeralResource_Request(): RenewEphemeralResource_Request {
  return { typeName: "", private: undefined };
}

export const RenewEphemeralResource_Request: MessageFns<RenewEphemeralResource_Request> = {
  encode(message: RenewEphemeralResource_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.private !== undefined) {
      writer.uint32(18).bytes(message.private);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RenewEphemeralResource_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRenewEphemeralResource_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.private = reader.bytes();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseRenewEphemeralResource_Response(): RenewEphemeralResource_Response {
  return { diagnostics: [], renewAt: undefined, private: undefined };
}

export const RenewEphemeralResource_Response: MessageFns<RenewEphemeralResource_Response> = {
  encode(message: RenewEphemeralResource_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    if (message.renewAt !== undefined) {
      Timestamp.encode(message.renewAt, writer.uint32(18).fork()).join();
    }
    if (message.private !== undefined) {
      writer.uint32(26).bytes(message.private);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RenewEphemeralResource_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRenewEphemeralResource_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.renewAt = Timestamp.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.private = reader.bytes();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseCloseEphemeralResource(): CloseEphemeralResource {
  return {};
}

export const CloseEphemeralResource: MessageFns<CloseEphemeralResource> = {
  encode(_: CloseEphemeralResource, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CloseEphemeralResource {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCloseEphemeralResource();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseCloseEphemeralResource_Request(): CloseEphemeralResource_Request {
  return { typeName: "", private: undefined };
}

export const CloseEphemeralResource_Request: MessageFns<CloseEphemeralResource_Request> = {
  encode(message: CloseEphemeralResource_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.private !== undefined) {
      writer.uint32(18).bytes(message.private);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CloseEphemeralResource_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCloseEphemeralResource_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.private = reader.bytes();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseCloseEphemeralResource_Response(): CloseEphemeralResource_Response {
  return { diagnostics: [] };
}

export const CloseEphemeralResource_Response: MessageFns<CloseEphemeralResource_Response> = {
  encode(message: CloseEphemeralResource_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CloseEphemeralResource_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCloseEphemeralResource_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetResourceIdentitySchemas(): GetResourceIdentitySchemas {
  return {};
}

export const GetResourceIdentitySchemas: MessageFns<GetResourceIdentitySchemas> = {
  encode(_: GetResourceIdentitySchemas, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetResourceIdentitySchemas {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetResourceIdentitySchemas();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetResourceIdentitySchemas_Request(): GetResourceIdentitySchemas_Request {
  return {};
}

export const GetResourceIdentitySchemas_Request: MessageFns<GetResourceIdentitySchemas_Request> = {
  encode(_: GetResourceIdentitySchemas_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetResourceIdentitySchemas_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetResourceIdentitySchemas_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetResourceIdentitySchemas_Response(): GetResourceIdentitySchemas_Response {
  return { identitySchemas: {}, diagnostics: [] };
}

export const GetResourceIdentitySchemas_Response: MessageFns<GetResourceIdentitySchemas_Response> = {
  encode(message: GetResourceIdentitySchemas_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    globalThis.Object.entries(message.identitySchemas || {}).forEach(
      ([key, value]: [string, ResourceIdentitySchema]) => {
        GetResourceIdentitySchemas_Response_IdentitySchemasEntry.encode(
          { key: key as any, value },
          writer.uint32(10).fork(),
        ).join();
      },
    );
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetResourceIdentitySchemas_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetResourceIdentitySchemas_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const entry1 = GetResourceIdentitySchemas_Response_IdentitySchemasEntry.decode(reader, reader.uint32());
            if (entry1.value !== undefined) {
              message.identitySchemas![entry1.key] = entry1.value;
            }
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseGetResourceIdentitySchemas_Response_IdentitySchemasEntry(): GetResourceIdentitySchemas_Response_IdentitySchemasEntry {
  return { key: "", value: undefined };
}

export const GetResourceIdentitySchemas_Response_IdentitySchemasEntry: MessageFns<
  GetResourceIdentitySchemas_Response_IdentitySchemasEntry
> = {
  encode(
    message: GetResourceIdentitySchemas_Response_IdentitySchemasEntry,
    writer: BinaryWriter = new BinaryWriter(),
  ): BinaryWriter {
    if (message.key !== "") {
      writer.uint32(10).string(message.key);
    }
    if (message.value !== undefined) {
      ResourceIdentitySchema.encode(message.value, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetResourceIdentitySchemas_Response_IdentitySchemasEntry {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetResourceIdentitySchemas_Response_IdentitySchemasEntry();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.key = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.value = ResourceIdentitySchema.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseUpgradeResourceIdentity(): UpgradeResourceIdentity {
  return {};
}

export const UpgradeResourceIdentity: MessageFns<UpgradeResourceIdentity> = {
  encode(_: UpgradeResourceIdentity, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpgradeResourceIdentity {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpgradeResourceIdentity();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseUpgradeResourceIdentity_Request(): UpgradeResourceIdentity_Request {
  return { typeName: "", version: 0, rawIdentity: undefined };
}

export const UpgradeResourceIdentity_Request: MessageFns<UpgradeResourceIdentity_Request> = {
  encode(message: UpgradeResourceIdentity_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.version !== undefined && message.version !== 0) {
      writer.uint32(16).int64(message.version);
    }
    if (message.rawIdentity !== undefined) {
      RawState.encode(message.rawIdentity, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpgradeResourceIdentity_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpgradeResourceIdentity_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.version = longToNumber(reader.int64());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.rawIdentity = RawState.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseUpgradeResourceIdentity_Response(): UpgradeResourceIdentity_Response {
  return { upgradedIdentity: undefined, diagnostics: [] };
}

export const UpgradeResourceIdentity_Response: MessageFns<UpgradeResourceIdentity_Response> = {
  encode(message: UpgradeResourceIdentity_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.upgradedIdentity !== undefined) {
      ResourceIdentityData.encode(message.upgradedIdentity, writer.uint32(10).fork()).join();
    }
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(18).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UpgradeResourceIdentity_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUpgradeResourceIdentity_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.upgradedIdentity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseListResource(): ListResource {
  return {};
}

export const ListResource: MessageFns<ListResource> = {
  encode(_: ListResource, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListResource {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListResource();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseListResource_Request(): ListResource_Request {
  return { typeName: "", config: undefined, includeResourceObject: false, limit: 0 };
}

export const ListResource_Request: MessageFns<ListResource_Request> = {
  encode(message: ListResource_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.includeResourceObject !== undefined && message.includeResourceObject !== false) {
      writer.uint32(24).bool(message.includeResourceObject);
    }
    if (message.limit !== undefined && message.limit !== 0) {
      writer.uint32(32).int64(message.limit);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListResource_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListResource_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.includeResourceObject = reader.bool();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.limit = longToNumber(reader.int64());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseListResource_Event(): ListResource_Event {
  return { identity: undefined, displayName: "", resourceObject: undefined, diagnostic: [] };
}

export const ListResource_Event: MessageFns<ListResource_Event> = {
  encode(message: ListResource_Event, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.identity !== undefined) {
      ResourceIdentityData.encode(message.identity, writer.uint32(10).fork()).join();
    }
    if (message.displayName !== undefined && message.displayName !== "") {
      writer.uint32(18).string(message.displayName);
    }
    if (message.resourceObject !== undefined) {
      DynamicValue.encode(message.resourceObject, writer.uint32(26).fork()).join();
    }
    if (message.diagnostic !== undefined && message.diagnostic.length !== 0) {
      for (const v of message.diagnostic) {
        Diagnostic.encode(v!, writer.uint32(34).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListResource_Event {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListResource_Event();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.identity = ResourceIdentityData.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.displayName = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.resourceObject = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostic!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateListResourceConfig(): ValidateListResourceConfig {
  return {};
}

export const ValidateListResourceConfig: MessageFns<ValidateListResourceConfig> = {
  encode(_: ValidateListResourceConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateListResourceConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateListResourceConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateListResourceConfig_Request(): ValidateListResourceConfig_Request {
  return { typeName: "", config: undefined, includeResourceObject: undefined, limit: undefined };
}

export const ValidateListResourceConfig_Request: MessageFns<ValidateListResourceConfig_Request> = {
  encode(message: ValidateListResourceConfig_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.typeName !== undefined && message.typeName !== "") {
      writer.uint32(10).string(message.typeName);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.includeResourceObject !== undefined) {
      DynamicValue.encode(message.includeResourceObject, writer.uint32(26).fork()).join();
    }
    if (message.limit !== undefined) {
      DynamicValue.encode(message.limit, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateListResourceConfig_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateListResourceConfig_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.typeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.includeResourceObject = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.limit = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateListResourceConfig_Response(): ValidateListResourceConfig_Response {
  return { diagnostics: [] };
}

export const ValidateListResourceConfig_Response: MessageFns<ValidateListResourceConfig_Response> = {
  encode(message: ValidateListResourceConfig_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateListResourceConfig_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateListResourceConfig_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateActionConfig(): ValidateActionConfig {
  return {};
}

export const ValidateActionConfig: MessageFns<ValidateActionConfig> = {
  encode(_: ValidateActionConfig, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateActionConfig {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateActionConfig();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateActionConfig_Request(): ValidateActionConfig_Request {
  return { actionType: "", config: undefined };
}

export const ValidateActionConfig_Request: MessageFns<ValidateActionConfig_Request> = {
  encode(message: ValidateActionConfig_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.actionType !== undefined && message.actionType !== "") {
      writer.uint32(10).string(message.actionType);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateActionConfig_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateActionConfig_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.actionType = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseValidateActionConfig_Response(): ValidateActionConfig_Response {
  return { diagnostics: [] };
}

export const ValidateActionConfig_Response: MessageFns<ValidateActionConfig_Response> = {
  encode(message: ValidateActionConfig_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ValidateActionConfig_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseValidateActionConfig_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBasePlanAction(): PlanAction {
  return {};
}

export const PlanAction: MessageFns<PlanAction> = {
  encode(_: PlanAction, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanAction {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanAction();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBasePlanAction_Request(): PlanAction_Request {
  return { actionType: "", config: undefined, clientCapabilities: undefined };
}

export const PlanAction_Request: MessageFns<PlanAction_Request> = {
  encode(message: PlanAction_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.actionType !== undefined && message.actionType !== "") {
      writer.uint32(10).string(message.actionType);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.clientCapabilities !== undefined) {
      ClientCapabilities.encode(message.clientCapabilities, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanAction_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanAction_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.actionType = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.clientCapabilities = ClientCapabilities.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBasePlanAction_Response(): PlanAction_Response {
  return { diagnostics: [], deferred: undefined };
}

export const PlanAction_Response: MessageFns<PlanAction_Response> = {
  encode(message: PlanAction_Response, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    if (message.deferred !== undefined) {
      Deferred.encode(message.deferred, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanAction_Response {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanAction_Response();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.deferred = Deferred.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseInvokeAction(): InvokeAction {
  return {};
}

export const InvokeAction: MessageFns<InvokeAction> = {
  encode(_: InvokeAction, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): InvokeAction {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseInvokeAction();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseInvokeAction_Request(): InvokeAction_Request {
  return { actionType: "", config: undefined, clientCapabilities: undefined };
}

export const InvokeAction_Request: MessageFns<InvokeAction_Request> = {
  encode(message: InvokeAction_Request, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.actionType !== undefined && message.actionType !== "") {
      writer.uint32(10).string(message.actionType);
    }
    if (message.config !== undefined) {
      DynamicValue.encode(message.config, writer.uint32(18).fork()).join();
    }
    if (message.clientCapabilities !== undefined) {
      ClientCapabilities.encode(message.clientCapabilities, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): InvokeAction_Request {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseInvokeAction_Request();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.actionType = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.config = DynamicValue.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.clientCapabilities = ClientCapabilities.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseInvokeAction_Event(): InvokeAction_Event {
  return { progress: undefined, completed: undefined };
}

export const InvokeAction_Event: MessageFns<InvokeAction_Event> = {
  encode(message: InvokeAction_Event, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.progress !== undefined) {
      InvokeAction_Event_Progress.encode(message.progress, writer.uint32(10).fork()).join();
    }
    if (message.completed !== undefined) {
      InvokeAction_Event_Completed.encode(message.completed, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): InvokeAction_Event {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseInvokeAction_Event();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.progress = InvokeAction_Event_Progress.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.completed = InvokeAction_Event_Completed.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseInvokeAction_Event_Progress(): InvokeAction_Event_Progress {
  return { message: "" };
}

export const InvokeAction_Event_Progress: MessageFns<InvokeAction_Event_Progress> = {
  encode(message: InvokeAction_Event_Progress, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.message !== undefined && message.message !== "") {
      writer.uint32(10).string(message.message);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): InvokeAction_Event_Progress {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseInvokeAction_Event_Progress();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.message = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseInvokeAction_Event_Completed(): InvokeAction_Event_Completed {
  return { diagnostics: [] };
}

export const InvokeAction_Event_Completed: MessageFns<InvokeAction_Event_Completed> = {
  encode(message: InvokeAction_Event_Completed, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diagnostics !== undefined && message.diagnostics.length !== 0) {
      for (const v of message.diagnostics) {
        Diagnostic.encode(v!, writer.uint32(10).fork()).join();
      }
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): InvokeAction_Event_Completed {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseInvokeAction_Event_Completed();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            const el = Diagnostic.decode(reader, reader.uint32());
            if (el !== undefined) {
              message.diagnostics!.push(el);
            }
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

export type ProviderService = typeof ProviderService;
export const ProviderService = {
  getMetadata: {
    path: "/tfplugin6.Provider/GetMetadata" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetMetadata_Request): Buffer => Buffer.from(GetMetadata_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetMetadata_Request => GetMetadata_Request.decode(value),
    responseSerialize: (value: GetMetadata_Response): Buffer =>
      Buffer.from(GetMetadata_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetMetadata_Response => GetMetadata_Response.decode(value),
  },
  getProviderSchema: {
    path: "/tfplugin6.Provider/GetProviderSchema" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetProviderSchema_Request): Buffer =>
      Buffer.from(GetProviderSchema_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetProviderSchema_Request => GetProviderSchema_Request.decode(value),
    responseSerialize: (value: GetProviderSchema_Response): Buffer =>
      Buffer.from(GetProviderSchema_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetProviderSchema_Response => GetProviderSchema_Response.decode(value),
  },
  getResourceIdentitySchemas: {
    path: "/tfplugin6.Provider/GetResourceIdentitySchemas" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetResourceIdentitySchemas_Request): Buffer =>
      Buffer.from(GetResourceIdentitySchemas_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetResourceIdentitySchemas_Request =>
      GetResourceIdentitySchemas_Request.decode(value),
    responseSerialize: (value: GetResourceIdentitySchemas_Response): Buffer =>
      Buffer.from(GetResourceIdentitySchemas_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetResourceIdentitySchemas_Response =>
      GetResourceIdentitySchemas_Response.decode(value),
  },
  validateProviderConfig: {
    path: "/tfplugin6.Provider/ValidateProviderConfig" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ValidateProviderConfig_Request): Buffer =>
      Buffer.from(ValidateProviderConfig_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ValidateProviderConfig_Request => ValidateProviderConfig_Request.decode(value),
    responseSerialize: (value: ValidateProviderConfig_Response): Buffer =>
      Buffer.from(ValidateProviderConfig_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ValidateProviderConfig_Response =>
      ValidateProviderConfig_Response.decode(value),
  },
  validateResourceConfig: {
    path: "/tfplugin6.Provider/ValidateResourceConfig" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ValidateResourceConfig_Request): Buffer =>
      Buffer.from(ValidateResourceConfig_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ValidateResourceConfig_Request => ValidateResourceConfig_Request.decode(value),
    responseSerialize: (value: ValidateResourceConfig_Response): Buffer =>
      Buffer.from(ValidateResourceConfig_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ValidateResourceConfig_Response =>
      ValidateResourceConfig_Response.decode(value),
  },
  validateDataResourceConfig: {
    path: "/tfplugin6.Provider/ValidateDataResourceConfig" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ValidateDataResourceConfig_Request): Buffer =>
      Buffer.from(ValidateDataResourceConfig_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ValidateDataResourceConfig_Request =>
      ValidateDataResourceConfig_Request.decode(value),
    responseSerialize: (value: ValidateDataResourceConfig_Response): Buffer =>
      Buffer.from(ValidateDataResourceConfig_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ValidateDataResourceConfig_Response =>
      ValidateDataResourceConfig_Response.decode(value),
  },
  upgradeResourceState: {
    path: "/tfplugin6.Provider/UpgradeResourceState" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: UpgradeResourceState_Request): Buffer =>
      Buffer.from(UpgradeResourceState_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): UpgradeResourceState_Request => UpgradeResourceState_Request.decode(value),
    responseSerialize: (value: UpgradeResourceState_Response): Buffer =>
      Buffer.from(UpgradeResourceState_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): UpgradeResourceState_Response => UpgradeResourceState_Response.decode(value),
  },
  upgradeResourceIdentity: {
    path: "/tfplugin6.Provider/UpgradeResourceIdentity" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: UpgradeResourceIdentity_Request): Buffer =>
      Buffer.from(UpgradeResourceIdentity_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): UpgradeResourceIdentity_Request =>
      UpgradeResourceIdentity_Request.decode(value),
    responseSerialize: (value: UpgradeResourceIdentity_Response): Buffer =>
      Buffer.from(UpgradeResourceIdentity_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): UpgradeResourceIdentity_Response =>
      UpgradeResourceIdentity_Response.decode(value),
  },
  configureProvider: {
    path: "/tfplugin6.Provider/ConfigureProvider" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ConfigureProvider_Request): Buffer =>
      Buffer.from(ConfigureProvider_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ConfigureProvider_Request => ConfigureProvider_Request.decode(value),
    responseSerialize: (value: ConfigureProvider_Response): Buffer =>
      Buffer.from(ConfigureProvider_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ConfigureProvider_Response => ConfigureProvider_Response.decode(value),
  },
  readResource: {
    path: "/tfplugin6.Provider/ReadResource" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ReadResource_Request): Buffer => Buffer.from(ReadResource_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ReadResource_Request => ReadResource_Request.decode(value),
    responseSerialize: (value: ReadResource_Response): Buffer =>
      Buffer.from(ReadResource_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ReadResource_Response => ReadResource_Response.decode(value),
  },
  planResourceChange: {
    path: "/tfplugin6.Provider/PlanResourceChange" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: PlanResourceChange_Request): Buffer =>
      Buffer.from(PlanResourceChange_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): PlanResourceChange_Request => PlanResourceChange_Request.decode(value),
    responseSerialize: (value: PlanResourceChange_Response): Buffer =>
      Buffer.from(PlanResourceChange_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): PlanResourceChange_Response => PlanResourceChange_Response.decode(value),
  },
  applyResourceChange: {
    path: "/tfplugin6.Provider/ApplyResourceChange" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ApplyResourceChange_Request): Buffer =>
      Buffer.from(ApplyResourceChange_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ApplyResourceChange_Request => ApplyResourceChange_Request.decode(value),
    responseSerialize: (value: ApplyResourceChange_Response): Buffer =>
      Buffer.from(ApplyResourceChange_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ApplyResourceChange_Response => ApplyResourceChange_Response.decode(value),
  },
  importResourceState: {
    path: "/tfplugin6.Provider/ImportResourceState" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ImportResourceState_Request): Buffer =>
      Buffer.from(ImportResourceState_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ImportResourceState_Request => ImportResourceState_Request.decode(value),
    responseSerialize: (value: ImportResourceState_Response): Buffer =>
      Buffer.from(ImportResourceState_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ImportResourceState_Response => ImportResourceState_Response.decode(value),
  },
  moveResourceState: {
    path: "/tfplugin6.Provider/MoveResourceState" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: MoveResourceState_Request): Buffer =>
      Buffer.from(MoveResourceState_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): MoveResourceState_Request => MoveResourceState_Request.decode(value),
    responseSerialize: (value: MoveResourceState_Response): Buffer =>
      Buffer.from(MoveResourceState_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): MoveResourceState_Response => MoveResourceState_Response.decode(value),
  },
  readDataSource: {
    path: "/tfplugin6.Provider/ReadDataSource" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ReadDataSource_Request): Buffer =>
      Buffer.from(ReadDataSource_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ReadDataSource_Request => ReadDataSource_Request.decode(value),
    responseSerialize: (value: ReadDataSource_Response): Buffer =>
      Buffer.from(ReadDataSource_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ReadDataSource_Response => ReadDataSource_Response.decode(value),
  },
  generateResourceConfig: {
    path: "/tfplugin6.Provider/GenerateResourceConfig" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GenerateResourceConfig_Request): Buffer =>
      Buffer.from(GenerateResourceConfig_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): GenerateResourceConfig_Request => GenerateResourceConfig_Request.decode(value),
    responseSerialize: (value: GenerateResourceConfig_Response): Buffer =>
      Buffer.from(GenerateResourceConfig_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): GenerateResourceConfig_Response =>
      GenerateResourceConfig_Response.decode(value),
  },
  validateEphemeralResourceConfig: {
    path: "/tfplugin6.Provider/ValidateEphemeralResourceConfig" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ValidateEphemeralResourceConfig_Request): Buffer =>
      Buffer.from(ValidateEphemeralResourceConfig_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ValidateEphemeralResourceConfig_Request =>
      ValidateEphemeralResourceConfig_Request.decode(value),
    responseSerialize: (value: ValidateEphemeralResourceConfig_Response): Buffer =>
      Buffer.from(ValidateEphemeralResourceConfig_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ValidateEphemeralResourceConfig_Response =>
      ValidateEphemeralResourceConfig_Response.decode(value),
  },
  openEphemeralResource: {
    path: "/tfplugin6.Provider/OpenEphemeralResource" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: OpenEphemeralResource_Request): Buffer =>
      Buffer.from(OpenEphemeralResource_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): OpenEphemeralResource_Request => OpenEphemeralResource_Request.decode(value),
    responseSerialize: (value: OpenEphemeralResource_Response): Buffer =>
      Buffer.from(OpenEphemeralResource_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): OpenEphemeralResource_Response =>
      OpenEphemeralResource_Response.decode(value),
  },
  renewEphemeralResource: {
    path: "/tfplugin6.Provider/RenewEphemeralResource" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RenewEphemeralResource_Request): Buffer =>
      Buffer.from(RenewEphemeralResource_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): RenewEphemeralResource_Request => RenewEphemeralResource_Request.decode(value),
    responseSerialize: (value: RenewEphemeralResource_Response): Buffer =>
      Buffer.from(RenewEphemeralResource_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): RenewEphemeralResource_Response =>
      RenewEphemeralResource_Response.decode(value),
  },
  closeEphemeralResource: {
    path: "/tfplugin6.Provider/CloseEphemeralResource" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: CloseEphemeralResource_Request): Buffer =>
      Buffer.from(CloseEphemeralResource_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): CloseEphemeralResource_Request => CloseEphemeralResource_Request.decode(value),
    responseSerialize: (value: CloseEphemeralResource_Response): Buffer =>
      Buffer.from(CloseEphemeralResource_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): CloseEphemeralResource_Response =>
      CloseEphemeralResource_Response.decode(value),
  },
  listResource: {
    path: "/tfplugin6.Provider/ListResource" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: ListResource_Request): Buffer => Buffer.from(ListResource_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListResource_Request => ListResource_Request.decode(value),
    responseSerialize: (value: ListResource_Event): Buffer => Buffer.from(ListResource_Event.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListResource_Event => ListResource_Event.decode(value),
  },
  validateListResourceConfig: {
    path: "/tfplugin6.Provider/ValidateListResourceConfig" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ValidateListResourceConfig_Request): Buffer =>
      Buffer.from(ValidateListResourceConfig_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ValidateListResourceConfig_Request =>
      ValidateListResourceConfig_Request.decode(value),
    responseSerialize: (value: ValidateListResourceConfig_Response): Buffer =>
      Buffer.from(ValidateListResourceConfig_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ValidateListResourceConfig_Response =>
      ValidateListResourceConfig_Response.decode(value),
  },
  getFunctions: {
    path: "/tfplugin6.Provider/GetFunctions" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetFunctions_Request): Buffer => Buffer.from(GetFunctions_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetFunctions_Request => GetFunctions_Request.decode(value),
    responseSerialize: (value: GetFunctions_Response): Buffer =>
      Buffer.from(GetFunctions_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetFunctions_Response => GetFunctions_Response.decode(value),
  },
  callFunction: {
    path: "/tfplugin6.Provider/CallFunction" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: CallFunction_Request): Buffer => Buffer.from(CallFunction_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): CallFunction_Request => CallFunction_Request.decode(value),
    responseSerialize: (value: CallFunction_Response): Buffer =>
      Buffer.from(CallFunction_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): CallFunction_Response => CallFunction_Response.decode(value),
  },
  validateActionConfig: {
    path: "/tfplugin6.Provider/ValidateActionConfig" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ValidateActionConfig_Request): Buffer =>
      Buffer.from(ValidateActionConfig_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): ValidateActionConfig_Request => ValidateActionConfig_Request.decode(value),
    responseSerialize: (value: ValidateActionConfig_Response): Buffer =>
      Buffer.from(ValidateActionConfig_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): ValidateActionConfig_Response => ValidateActionConfig_Response.decode(value),
  },
  planAction: {
    path: "/tfplugin6.Provider/PlanAction" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: PlanAction_Request): Buffer => Buffer.from(PlanAction_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): PlanAction_Request => PlanAction_Request.decode(value),
    responseSerialize: (value: PlanAction_Response): Buffer => Buffer.from(PlanAction_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): PlanAction_Response => PlanAction_Response.decode(value),
  },
  invokeAction: {
    path: "/tfplugin6.Provider/InvokeAction" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: InvokeAction_Request): Buffer => Buffer.from(InvokeAction_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): InvokeAction_Request => InvokeAction_Request.decode(value),
    responseSerialize: (value: InvokeAction_Event): Buffer => Buffer.from(InvokeAction_Event.encode(value).finish()),
    responseDeserialize: (value: Buffer): InvokeAction_Event => InvokeAction_Event.decode(value),
  },
  stopProvider: {
    path: "/tfplugin6.Provider/StopProvider" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: StopProvider_Request): Buffer => Buffer.from(StopProvider_Request.encode(value).finish()),
    requestDeserialize: (value: Buffer): StopProvider_Request => StopProvider_Request.decode(value),
    responseSerialize: (value: StopProvider_Response): Buffer =>
      Buffer.from(StopProvider_Response.encode(value).finish()),
    responseDeserialize: (value: Buffer): StopProvider_Response => StopProvider_Response.decode(value),
  },
} as const;

export interface ProviderServer extends UntypedServiceImplementation {
  getMetadata: handleUnaryCall<GetMetadata_Request, GetMetadata_Response>;
  getProviderSchema: handleUnaryCall<GetProviderSchema_Request, GetProviderSchema_Response>;
  getResourceIdentitySchemas: handleUnaryCall<GetResourceIdentitySchemas_Request, GetResourceIdentitySchemas_Response>;
  validateProviderConfig: handleUnaryCall<ValidateProviderConfig_Request, ValidateProviderConfig_Response>;
  validateResourceConfig: handleUnaryCall<ValidateResourceConfig_Request, ValidateResourceConfig_Response>;
  validateDataResourceConfig: handleUnaryCall<ValidateDataResourceConfig_Request, ValidateDataResourceConfig_Response>;
  upgradeResourceState: handleUnaryCall<UpgradeResourceState_Request, UpgradeResourceState_Response>;
  upgradeResourceIdentity: handleUnaryCall<UpgradeResourceIdentity_Request, UpgradeResourceIdentity_Response>;
  configureProvider: handleUnaryCall<ConfigureProvider_Request, ConfigureProvider_Response>;
  readResource: handleUnaryCall<ReadResource_Request, ReadResource_Response>;
  planResourceChange: handleUnaryCall<PlanResourceChange_Request, PlanResourceChange_Response>;
  applyResourceChange: handleUnaryCall<ApplyResourceChange_Request, ApplyResourceChange_Response>;
  importResourceState: handleUnaryCall<ImportResourceState_Request, ImportResourceState_Response>;
  moveResourceState: handleUnaryCall<MoveResourceState_Request, MoveResourceState_Response>;
  readDataSource: handleUnaryCall<ReadDataSource_Request, ReadDataSource_Response>;
  generateResourceConfig: handleUnaryCall<GenerateResourceConfig_Request, GenerateResourceConfig_Response>;
  validateEphemeralResourceConfig: handleUnaryCall<
    ValidateEphemeralResourceConfig_Request,
    ValidateEphemeralResourceConfig_Response
  >;
  openEphemeralResource: handleUnaryCall<OpenEphemeralResource_Request, OpenEphemeralResource_Response>;
  renewEphemeralResource: handleUnaryCall<RenewEphemeralResource_Request, RenewEphemeralResource_Response>;
  closeEphemeralResource: handleUnaryCall<CloseEphemeralResource_Request, CloseEphemeralResource_Response>;
  listResource: handleServerStreamingCall<ListResource_Request, ListResource_Event>;
  validateListResourceConfig: handleUnaryCall<ValidateListResourceConfig_Request, ValidateListResourceConfig_Response>;
  getFunctions: handleUnaryCall<GetFunctions_Request, GetFunctions_Response>;
  callFunction: handleUnaryCall<CallFunction_Request, CallFunction_Response>;
  validateActionConfig: handleUnaryCall<ValidateActionConfig_Request, ValidateActionConfig_Response>;
  planAction: handleUnaryCall<PlanAction_Request, PlanAction_Response>;
  invokeAction: handleServerStreamingCall<InvokeAction_Request, InvokeAction_Event>;
  stopProvider: handleUnaryCall<StopProvider_Request, StopProvider_Response>;
}

export interface ProviderClient extends Client {
  getMetadata(
    request: GetMetadata_Request,
    callback: (error: ServiceError | null, response: GetMetadata_Response) => void,
  ): ClientUnaryCall;
  getMetadata(
    request: GetMetadata_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetMetadata_Response) => void,
  ): ClientUnaryCall;
  getMetadata(
    request: GetMetadata_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetMetadata_Response) => void,
  ): ClientUnaryCall;
  getProviderSchema(
    request: GetProviderSchema_Request,
    callback: (error: ServiceError | null, response: GetProviderSchema_Response) => void,
  ): ClientUnaryCall;
  getProviderSchema(
    request: GetProviderSchema_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetProviderSchema_Response) => void,
  ): ClientUnaryCall;
  getProviderSchema(
    request: GetProviderSchema_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetProviderSchema_Response) => void,
  ): ClientUnaryCall;
  getResourceIdentitySchemas(
    request: GetResourceIdentitySchemas_Request,
    callback: (error: ServiceError | null, response: GetResourceIdentitySchemas_Response) => void,
  ): ClientUnaryCall;
  getResourceIdentitySchemas(
    request: GetResourceIdentitySchemas_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetResourceIdentitySchemas_Response) => void,
  ): ClientUnaryCall;
  getResourceIdentitySchemas(
    request: GetResourceIdentitySchemas_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetResourceIdentitySchemas_Response) => void,
  ): ClientUnaryCall;
  validateProviderConfig(
    request: ValidateProviderConfig_Request,
    callback: (error: ServiceError | null, response: ValidateProviderConfig_Response) => void,
  ): ClientUnaryCall;
  validateProviderConfig(
    request: ValidateProviderConfig_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ValidateProviderConfig_Response) => void,
  ): ClientUnaryCall;
  validateProviderConfig(
    request: ValidateProviderConfig_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ValidateProviderConfig_Response) => void,
  ): ClientUnaryCall;
  validateResourceConfig(
    request: ValidateResourceConfig_Request,
    callback: (error: ServiceError | null, response: ValidateResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateResourceConfig(
    request: ValidateResourceConfig_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ValidateResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateResourceConfig(
    request: ValidateResourceConfig_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ValidateResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateDataResourceConfig(
    request: ValidateDataResourceConfig_Request,
    callback: (error: ServiceError | null, response: ValidateDataResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateDataResourceConfig(
    request: ValidateDataResourceConfig_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ValidateDataResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateDataResourceConfig(
    request: ValidateDataResourceConfig_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ValidateDataResourceConfig_Response) => void,
  ): ClientUnaryCall;
  upgradeResourceState(
    request: UpgradeResourceState_Request,
    callback: (error: ServiceError | null, response: UpgradeResourceState_Response) => void,
  ): ClientUnaryCall;
  upgradeResourceState(
    request: UpgradeResourceState_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: UpgradeResourceState_Response) => void,
  ): ClientUnaryCall;
  upgradeResourceState(
    request: UpgradeResourceState_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: UpgradeResourceState_Response) => void,
  ): ClientUnaryCall;
  upgradeResourceIdentity(
    request: UpgradeResourceIdentity_Request,
    callback: (error: ServiceError | null, response: UpgradeResourceIdentity_Response) => void,
  ): ClientUnaryCall;
  upgradeResourceIdentity(
    request: UpgradeResourceIdentity_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: UpgradeResourceIdentity_Response) => void,
  ): ClientUnaryCall;
  upgradeResourceIdentity(
    request: UpgradeResourceIdentity_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: UpgradeResourceIdentity_Response) => void,
  ): ClientUnaryCall;
  configureProvider(
    request: ConfigureProvider_Request,
    callback: (error: ServiceError | null, response: ConfigureProvider_Response) => void,
  ): ClientUnaryCall;
  configureProvider(
    request: ConfigureProvider_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ConfigureProvider_Response) => void,
  ): ClientUnaryCall;
  configureProvider(
    request: ConfigureProvider_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ConfigureProvider_Response) => void,
  ): ClientUnaryCall;
  readResource(
    request: ReadResource_Request,
    callback: (error: ServiceError | null, response: ReadResource_Response) => void,
  ): ClientUnaryCall;
  readResource(
    request: ReadResource_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ReadResource_Response) => void,
  ): ClientUnaryCall;
  readResource(
    request: ReadResource_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ReadResource_Response) => void,
  ): ClientUnaryCall;
  planResourceChange(
    request: PlanResourceChange_Request,
    callback: (error: ServiceError | null, response: PlanResourceChange_Response) => void,
  ): ClientUnaryCall;
  planResourceChange(
    request: PlanResourceChange_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: PlanResourceChange_Response) => void,
  ): ClientUnaryCall;
  planResourceChange(
    request: PlanResourceChange_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: PlanResourceChange_Response) => void,
  ): ClientUnaryCall;
  applyResourceChange(
    request: ApplyResourceChange_Request,
    callback: (error: ServiceError | null, response: ApplyResourceChange_Response) => void,
  ): ClientUnaryCall;
  applyResourceChange(
    request: ApplyResourceChange_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ApplyResourceChange_Response) => void,
  ): ClientUnaryCall;
  applyResourceChange(
    request: ApplyResourceChange_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ApplyResourceChange_Response) => void,
  ): ClientUnaryCall;
  importResourceState(
    request: ImportResourceState_Request,
    callback: (error: ServiceError | null, response: ImportResourceState_Response) => void,
  ): ClientUnaryCall;
  importResourceState(
    request: ImportResourceState_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ImportResourceState_Response) => void,
  ): ClientUnaryCall;
  importResourceState(
    request: ImportResourceState_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ImportResourceState_Response) => void,
  ): ClientUnaryCall;
  moveResourceState(
    request: MoveResourceState_Request,
    callback: (error: ServiceError | null, response: MoveResourceState_Response) => void,
  ): ClientUnaryCall;
  moveResourceState(
    request: MoveResourceState_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: MoveResourceState_Response) => void,
  ): ClientUnaryCall;
  moveResourceState(
    request: MoveResourceState_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: MoveResourceState_Response) => void,
  ): ClientUnaryCall;
  readDataSource(
    request: ReadDataSource_Request,
    callback: (error: ServiceError | null, response: ReadDataSource_Response) => void,
  ): ClientUnaryCall;
  readDataSource(
    request: ReadDataSource_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ReadDataSource_Response) => void,
  ): ClientUnaryCall;
  readDataSource(
    request: ReadDataSource_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ReadDataSource_Response) => void,
  ): ClientUnaryCall;
  generateResourceConfig(
    request: GenerateResourceConfig_Request,
    callback: (error: ServiceError | null, response: GenerateResourceConfig_Response) => void,
  ): ClientUnaryCall;
  generateResourceConfig(
    request: GenerateResourceConfig_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GenerateResourceConfig_Response) => void,
  ): ClientUnaryCall;
  generateResourceConfig(
    request: GenerateResourceConfig_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GenerateResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateEphemeralResourceConfig(
    request: ValidateEphemeralResourceConfig_Request,
    callback: (error: ServiceError | null, response: ValidateEphemeralResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateEphemeralResourceConfig(
    request: ValidateEphemeralResourceConfig_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ValidateEphemeralResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateEphemeralResourceConfig(
    request: ValidateEphemeralResourceConfig_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ValidateEphemeralResourceConfig_Response) => void,
  ): ClientUnaryCall;
  openEphemeralResource(
    request: OpenEphemeralResource_Request,
    callback: (error: ServiceError | null, response: OpenEphemeralResource_Response) => void,
  ): ClientUnaryCall;
  openEphemeralResource(
    request: OpenEphemeralResource_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: OpenEphemeralResource_Response) => void,
  ): ClientUnaryCall;
  openEphemeralResource(
    request: OpenEphemeralResource_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: OpenEphemeralResource_Response) => void,
  ): ClientUnaryCall;
  renewEphemeralResource(
    request: RenewEphemeralResource_Request,
    callback: (error: ServiceError | null, response: RenewEphemeralResource_Response) => void,
  ): ClientUnaryCall;
  renewEphemeralResource(
    request: RenewEphemeralResource_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: RenewEphemeralResource_Response) => void,
  ): ClientUnaryCall;
  renewEphemeralResource(
    request: RenewEphemeralResource_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: RenewEphemeralResource_Response) => void,
  ): ClientUnaryCall;
  closeEphemeralResource(
    request: CloseEphemeralResource_Request,
    callback: (error: ServiceError | null, response: CloseEphemeralResource_Response) => void,
  ): ClientUnaryCall;
  closeEphemeralResource(
    request: CloseEphemeralResource_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: CloseEphemeralResource_Response) => void,
  ): ClientUnaryCall;
  closeEphemeralResource(
    request: CloseEphemeralResource_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: CloseEphemeralResource_Response) => void,
  ): ClientUnaryCall;
  listResource(request: ListResource_Request, options?: Partial<CallOptions>): ClientReadableStream<ListResource_Event>;
  listResource(
    request: ListResource_Request,
    metadata?: Metadata,
    options?: Partial<CallOptions>,
  ): ClientReadableStream<ListResource_Event>;
  validateListResourceConfig(
    request: ValidateListResourceConfig_Request,
    callback: (error: ServiceError | null, response: ValidateListResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateListResourceConfig(
    request: ValidateListResourceConfig_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ValidateListResourceConfig_Response) => void,
  ): ClientUnaryCall;
  validateListResourceConfig(
    request: ValidateListResourceConfig_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ValidateListResourceConfig_Response) => void,
  ): ClientUnaryCall;
  getFunctions(
    request: GetFunctions_Request,
    callback: (error: ServiceError | null, response: GetFunctions_Response) => void,
  ): ClientUnaryCall;
  getFunctions(
    request: GetFunctions_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetFunctions_Response) => void,
  ): ClientUnaryCall;
  getFunctions(
    request: GetFunctions_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetFunctions_Response) => void,
  ): ClientUnaryCall;
  callFunction(
    request: CallFunction_Request,
    callback: (error: ServiceError | null, response: CallFunction_Response) => void,
  ): ClientUnaryCall;
  callFunction(
    request: CallFunction_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: CallFunction_Response) => void,
  ): ClientUnaryCall;
  callFunction(
    request: CallFunction_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: CallFunction_Response) => void,
  ): ClientUnaryCall;
  validateActionConfig(
    request: ValidateActionConfig_Request,
    callback: (error: ServiceError | null, response: ValidateActionConfig_Response) => void,
  ): ClientUnaryCall;
  validateActionConfig(
    request: ValidateActionConfig_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ValidateActionConfig_Response) => void,
  ): ClientUnaryCall;
  validateActionConfig(
    request: ValidateActionConfig_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ValidateActionConfig_Response) => void,
  ): ClientUnaryCall;
  planAction(
    request: PlanAction_Request,
    callback: (error: ServiceError | null, response: PlanAction_Response) => void,
  ): ClientUnaryCall;
  planAction(
    request: PlanAction_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: PlanAction_Response) => void,
  ): ClientUnaryCall;
  planAction(
    request: PlanAction_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: PlanAction_Response) => void,
  ): ClientUnaryCall;
  invokeAction(request: InvokeAction_Request, options?: Partial<CallOptions>): ClientReadableStream<InvokeAction_Event>;
  invokeAction(
    request: InvokeAction_Request,
    metadata?: Metadata,
    options?: Partial<CallOptions>,
  ): ClientReadableStream<InvokeAction_Event>;
  stopProvider(
    request: StopProvider_Request,
    callback: (error: ServiceError | null, response: StopProvider_Response) => void,
  ): ClientUnaryCall;
  stopProvider(
    request: StopProvider_Request,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: StopProvider_Response) => void,
  ): ClientUnaryCall;
  stopProvider(
    request: StopProvider_Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: StopProvider_Response) => void,
  ): ClientUnaryCall;
}

export const ProviderClient = makeGenericClientConstructor(ProviderService, "tfplugin6.Provider") as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): ProviderClient;
  service: typeof ProviderService;
  serviceName: string;
};

function longToNumber(int64: { toString(): string }): number {
  const num = globalThis.Number(int64.toString());
  if (num > globalThis.Number.MAX_SAFE_INTEGER) {
    throw new globalThis.Error("Value is larger than Number.MAX_SAFE_INTEGER");
  }
  if (num < globalThis.Number.MIN_SAFE_INTEGER) {
    throw new globalThis.Error("Value is smaller than Number.MIN_SAFE_INTEGER");
  }
  return num;
}

export interface MessageFns<T> {
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): T;
}
