/**
 * What a provider answers: one function per call of the protocol. Calls without a function are answered with UNIMPLEMENTED.
 * @module
 */
import type * as protocol from "./protocol/generated/tfplugin6.ts";

/** What is known about a call beside its request. */
export interface CallContext {
  /** Aborted when the CLI has given the call up or has gone away. */
  readonly signal: AbortSignal;
}

type Unary<Request, Response> = (request: Request, context: CallContext) => Promise<Response>;
type Streaming<Request, Event> = (request: Request, context: CallContext) => AsyncIterable<Event>;

/**
 * The calls, in the protocol's names. What a function throws becomes an error diagnostic of its answer (of a provider function:
 * its error); functions need not catch.
 */
export interface ProviderHandlers {
  /** Terraform 1.6 and later, first of all: the names of what there is. */
  readonly getMetadata?: Unary<protocol.GetMetadata_Request, protocol.GetMetadata_Response>;
  /** Once per process. */
  readonly getProviderSchema?: Unary<protocol.GetProviderSchema_Request, protocol.GetProviderSchema_Response>;
  /** Once per process, by CLIs that know identities. */
  readonly getResourceIdentitySchemas?: Unary<
    protocol.GetResourceIdentitySchemas_Request,
    protocol.GetResourceIdentitySchemas_Response
  >;
  /** With the provider's block, before it is configured; values may be unknown. */
  readonly validateProviderConfig?: Unary<
    protocol.ValidateProviderConfig_Request,
    protocol.ValidateProviderConfig_Response
  >;
  /** For each resource block in validate and plan; values may be unknown. */
  readonly validateResourceConfig?: Unary<
    protocol.ValidateResourceConfig_Request,
    protocol.ValidateResourceConfig_Response
  >;
  readonly validateDataResourceConfig?: Unary<
    protocol.ValidateDataResourceConfig_Request,
    protocol.ValidateDataResourceConfig_Response
  >;
  /** For each resource in the state, even when the version is the same. */
  readonly upgradeResourceState?: Unary<protocol.UpgradeResourceState_Request, protocol.UpgradeResourceState_Response>;
  readonly upgradeResourceIdentity?: Unary<
    protocol.UpgradeResourceIdentity_Request,
    protocol.UpgradeResourceIdentity_Response
  >;
  /** Once per process that plans or applies; values may be unknown in a plan. */
  readonly configureProvider?: Unary<protocol.ConfigureProvider_Request, protocol.ConfigureProvider_Response>;
  /** Once per resource in a plan that refreshes. */
  readonly readResource?: Unary<protocol.ReadResource_Request, protocol.ReadResource_Response>;
  /** Once per resource in a plan, and again in the apply. */
  readonly planResourceChange?: Unary<protocol.PlanResourceChange_Request, protocol.PlanResourceChange_Response>;
  /** Create, update, or delete (planned state null). */
  readonly applyResourceChange?: Unary<protocol.ApplyResourceChange_Request, protocol.ApplyResourceChange_Response>;
  readonly importResourceState?: Unary<protocol.ImportResourceState_Request, protocol.ImportResourceState_Response>;
  /** For a `moved` block from a resource of another type; needs the server capability `moveResourceState`. */
  readonly moveResourceState?: Unary<protocol.MoveResourceState_Request, protocol.MoveResourceState_Response>;
  readonly readDataSource?: Unary<protocol.ReadDataSource_Request, protocol.ReadDataSource_Response>;
  /** Terraform 1.14; needs the server capability `generateResourceConfig`. */
  readonly generateResourceConfig?: Unary<
    protocol.GenerateResourceConfig_Request,
    protocol.GenerateResourceConfig_Response
  >;
  readonly validateEphemeralResourceConfig?: Unary<
    protocol.ValidateEphemeralResourceConfig_Request,
    protocol.ValidateEphemeralResourceConfig_Response
  >;
  readonly openEphemeralResource?: Unary<
    protocol.OpenEphemeralResource_Request,
    protocol.OpenEphemeralResource_Response
  >;
  readonly renewEphemeralResource?: Unary<
    protocol.RenewEphemeralResource_Request,
    protocol.RenewEphemeralResource_Response
  >;
  readonly closeEphemeralResource?: Unary<
    protocol.CloseEphemeralResource_Request,
    protocol.CloseEphemeralResource_Response
  >;
  /** `terraform query` (1.14). */
  readonly listResource?: Streaming<protocol.ListResource_Request, protocol.ListResource_Event>;
  readonly validateListResourceConfig?: Unary<
    protocol.ValidateListResourceConfig_Request,
    protocol.ValidateListResourceConfig_Response
  >;
  readonly getFunctions?: Unary<protocol.GetFunctions_Request, protocol.GetFunctions_Response>;
  /** Also without configuration. */
  readonly callFunction?: Unary<protocol.CallFunction_Request, protocol.CallFunction_Response>;
  readonly validateActionConfig?: Unary<protocol.ValidateActionConfig_Request, protocol.ValidateActionConfig_Response>;
  readonly planAction?: Unary<protocol.PlanAction_Request, protocol.PlanAction_Response>;
  readonly invokeAction?: Streaming<protocol.InvokeAction_Request, protocol.InvokeAction_Event>;
  /**
   * The user interrupts (StopProvider), the CLI is gone, or this process was told to end: begin no new write. Resolves when
   * the running ones have ended. May be called more than once.
   */
  readonly stop?: () => Promise<void>;
}
