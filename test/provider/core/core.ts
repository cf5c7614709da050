/**
 * Plays Terraform's core against a provider that is served by gRPC, and holds every answer against the core's rules: an answer
 * that Terraform would refuse is thrown as a {@link CoreError}, errors that a user would see as a {@link DiagnosticsError}.
 *
 * @example
 * const core = await Core.serve(createProvider(…));
 * await core.configure({ address });
 * const created = await core.apply("kong_service", { name: "a" });
 * expect((await core.planResource("kong_service", { name: "a" }, created)).action).toBe("no-op");
 * await core.close();
 */
import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import type { ProviderHandlers } from "../../../src/provider/handlers.ts";
import type { Log } from "../../../src/provider/log.ts";
import { decodeJsonValue, decodeValue, encodeValue, ValueError } from "../../../src/provider/msgpack.ts";
import {
  type DynamicValue,
  type GetProviderSchema_Response,
  ProviderClient,
  ProviderService,
  type ResourceIdentityData,
  type Diagnostic as WireDiagnostic,
} from "../../../src/provider/protocol/generated/tfplugin6.ts";
import { type ProviderSource, serveForTests } from "../../../src/provider/serve.ts";
import type { Type, Value } from "../../../src/provider/value.ts";
import { CoreError, type Diagnostic, DiagnosticsError } from "./errors.ts";
import { proposedNewState } from "./proposed.ts";
import {
  differences,
  planProblems,
  readDiagnostics,
  readPath,
  stateProblems,
  valueAt,
  writeOnlyProblems,
} from "./rules.ts";
import { type IdentitySchema, identitySchema, type ResourceSchema, resourceSchema } from "./schema.ts";
import {
  checkConfiguration,
  coerced,
  get,
  isObject,
  isSame,
  type ObjectValue,
  ordered,
  type Plain,
  toJson,
  unknowns,
  withEmptyBlocks,
} from "./values.ts";

export { CoreError, type Diagnostic, DiagnosticsError, type Plain };

/** A configuration, in plain JavaScript. */
export type Config = { readonly [name: string]: Plain };

/** A resource in the state. */
export interface ResourceState {
  readonly type: string;
  readonly value: ObjectValue;
  readonly private: Uint8Array;
  /** Undefined if the provider has no identities. */
  readonly identity: ObjectValue | undefined;
}

export type Action = "create" | "update" | "replace" | "delete" | "no-op";

export interface Plan {
  readonly type: string;
  readonly action: Action;
  readonly config: Value;
  /** What is planned from; undefined: nothing exists. */
  readonly prior: ResourceState | undefined;
  readonly proposed: Value;
  readonly planned: Value;
  /** Only those whose values change. */
  readonly requiresReplace: readonly (readonly (string | number)[])[];
  readonly private: Uint8Array;
  readonly identity: Value | undefined;
  readonly warnings: readonly Diagnostic[];
}

export interface Applied {
  /** Undefined: it is gone. */
  readonly state: ResourceState | undefined;
  readonly warnings: readonly Diagnostic[];
}

/** What the user, or an apply that failed, has to say about a plan. */
export interface PlanOptions {
  /** `-replace`: the entity is to be made anew. */
  readonly replace?: boolean;
  /** A create failed after it was recorded: the core destroys what there is. */
  readonly isTainted?: boolean;
}

/** What came of an apply that failed; what the core keeps of it is in `state`. */
export class ApplyError extends DiagnosticsError {
  readonly state: ResourceState | undefined;

  constructor(diagnostics: readonly Diagnostic[], state: ResourceState | undefined) {
    super(diagnostics);
    this.state = state;
  }
}

export interface Schemas {
  readonly provider: ResourceSchema;
  readonly resources: ReadonlyMap<string, ResourceSchema>;
  readonly dataSources: ReadonlyMap<string, ResourceSchema>;
  readonly identities: ReadonlyMap<string, IdentitySchema>;
  readonly wire: GetProviderSchema_Response;
}

export interface CoreOptions {
  /** What this CLI can do. @default true */
  readonly writeOnlyAttributesAllowed?: boolean;
  /** Whether this CLI asks for identities. @default true */
  readonly knowsIdentities?: boolean;
  /** @default "1.11.4" */
  readonly terraformVersion?: string;
}

type Method = Exclude<keyof ProviderHandlers, "stop" | "listResource" | "invokeAction">;
type Handler<Name extends Method> = NonNullable<ProviderHandlers[Name]>;
type Request<Name extends Method> = Parameters<Handler<Name>>[0];
type Response<Name extends Method> = Awaited<ReturnType<Handler<Name>>>;

const noBytes = new Uint8Array();

const refuse = (rule: string, type: string, problems: readonly string[]): void => {
  if (problems.length > 0) throw new CoreError(rule, `${type}: ${problems.join("; ")}`);
};

export class Core {
  readonly #client: ProviderClient;
  readonly #options: CoreOptions;
  readonly #closing: (() => Promise<void>)[] = [];
  #schemas: Promise<Schemas> | undefined;

  /** `address` as {@link ServedProvider} has it. */
  constructor(address: string, options: CoreOptions = {}) {
    this.#client = new ProviderClient(address, credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    this.#options = options;
  }

  /** Serves the provider in this process; {@link close} ends it too. */
  static async serve(provider: ProviderSource, options: CoreOptions & { readonly log?: Log } = {}): Promise<Core> {
    const { log, ...rest } = options;
    const served = await serveForTests({ provider, ...(log === undefined ? {} : { log }) });
    const core = new Core(served.address, rest);
    core.#closing.push(served.close);
    return core;
  }

  async close(): Promise<void> {
    this.#client.close();
    for (const close of this.#closing.splice(0)) await close();
  }

  /** One call as it is, no rules held against it. Rejects with gRPC's errors. */
  call<Name extends Method>(method: Name, request: Request<Name>): Promise<Response<Name>> {
    // The table pairs each name with its own messages, which TypeScript cannot see through a variable name.
    const { path, requestSerialize, responseDeserialize } = ProviderService[method] as unknown as {
      readonly path: string;
      readonly requestSerialize: (value: Request<Name>) => Buffer;
      readonly responseDeserialize: (bytes: Buffer) => Response<Name>;
    };
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        (error: ServiceError | null, response?: Response<Name>) => {
          if (error !== null || response === undefined) reject(error ?? new Error(`${method} has no answer`));
          else resolve(response);
        },
      );
    });
  }

  /** Errors are thrown, warnings returned. */
  #warnings(type: Type, diagnostics: readonly WireDiagnostic[] | undefined): readonly Diagnostic[] {
    const read = readDiagnostics(type, diagnostics);
    if (read.some(({ severity }) => severity === "error")) throw new DiagnosticsError(read);
    return read;
  }

  #encode(type: Type, value: Value): DynamicValue {
    return { msgpack: encodeValue(type, value) };
  }

  /** A value of an answer: it must be there, and of its type. */
  #decode(rule: string, type: Type, value: DynamicValue | undefined): Value {
    const { msgpack = noBytes, json = noBytes } = value ?? {};
    if (msgpack.length === 0 && json.length === 0) throw new CoreError(rule, "the value is missing");
    try {
      // Both CLIs take either form, msgpack first.
      const text = Buffer.from(json).toString();
      return ordered(type, msgpack.length > 0 ? decodeValue(type, msgpack) : decodeJsonValue(type, text));
    } catch (error) {
      if (error instanceof ValueError)
        throw new CoreError(rule, `the value is not of the schema's type: ${error.message}`);
      throw error;
    }
  }

  #capabilities(): { readonly deferralAllowed: boolean; readonly writeOnlyAttributesAllowed: boolean } {
    return { deferralAllowed: false, writeOnlyAttributesAllowed: this.#options.writeOnlyAttributesAllowed ?? true };
  }

  /** The schemas, asked for once, and checked. */
  getProviderSchema(): Promise<Schemas> {
    this.#schemas ??= this.#readSchemas();
    return this.#schemas;
  }

  async #readSchemas(): Promise<Schemas> {
    const wire = await this.call("getProviderSchema", {});
    this.#warnings("dynamic", wire.diagnostics);
    const all = (schemas: GetProviderSchema_Response["resourceSchemas"]): ReadonlyMap<string, ResourceSchema> =>
      new Map(Object.entries(schemas ?? {}).map(([name, schema]) => [name, resourceSchema(schema)]));
    const resources = all(wire.resourceSchemas);
    const identities = this.#options.knowsIdentities === false ? new Map() : await this.getIdentitySchemas();
    const stray = [...identities.keys()].find((name) => !resources.has(name));
    if (stray !== undefined) throw new CoreError("schema", `an identity for ${stray}, which is no resource`);
    return {
      provider: resourceSchema(wire.provider ?? {}),
      resources,
      dataSources: all(wire.dataSourceSchemas),
      identities,
      wire,
    };
  }

  /** None if the provider does not implement the call. */
  async getIdentitySchemas(): Promise<ReadonlyMap<string, IdentitySchema>> {
    try {
      const { identitySchemas, diagnostics } = await this.call("getResourceIdentitySchemas", {});
      this.#warnings("dynamic", diagnostics);
      return new Map(Object.entries(identitySchemas ?? {}).map(([name, schema]) => [name, identitySchema(schema)]));
    } catch (error) {
      // gRPC's errors have its codes.
      if ((error as Partial<ServiceError>).code === status.UNIMPLEMENTED) return new Map();
      throw error;
    }
  }

  async #resource(type: string): Promise<ResourceSchema> {
    const schema = (await this.getProviderSchema()).resources.get(type);
    if (schema === undefined) throw new CoreError("configuration", `the provider has no resource ${type}`);
    return schema;
  }

  #config(schema: ResourceSchema, config: Config): Value {
    const value = coerced(schema.type, withEmptyBlocks(schema.blocks, config));
    checkConfiguration(schema, value);
    return value;
  }

  /** Validates the provider's block, and configures it unless it has errors. */
  async configure(config: Config = {}): Promise<readonly Diagnostic[]> {
    const { provider } = await this.getProviderSchema();
    const value = this.#encode(provider.type, this.#config(provider, config));
    const validated = await this.call("validateProviderConfig", { config: value });
    const warnings = this.#warnings(provider.type, validated.diagnostics);
    const configured = await this.call("configureProvider", {
      config: value,
      terraformVersion: this.#options.terraformVersion ?? "1.11.4",
      clientCapabilities: this.#capabilities(),
    });
    return [...warnings, ...this.#warnings(provider.type, configured.diagnostics)];
  }

  async validateResource(type: string, config: Config): Promise<readonly Diagnostic[]> {
    const schema = await this.#resource(type);
    return this.#validate(type, schema, this.#config(schema, config));
  }

  async #validate(typeName: string, schema: ResourceSchema, config: Value): Promise<readonly Diagnostic[]> {
    const { diagnostics } = await this.call("validateResourceConfig", {
      typeName,
      config: this.#encode(schema.type, config),
      clientCapabilities: this.#capabilities(),
    });
    return this.#warnings(schema.type, diagnostics);
  }

  /** The identity of an answer. It must be there if there is a schema for it, and be known where nothing is open. */
  async #identity(
    rule: string,
    type: string,
    data: ResourceIdentityData | undefined,
    isOpen = false,
  ): Promise<ObjectValue | undefined> {
    const schema = (await this.getProviderSchema()).identities.get(type);
    if (schema === undefined) {
      if (data?.identityData !== undefined && this.#options.knowsIdentities !== false) {
        throw new CoreError(rule, `${type}: an identity without a schema`);
      }
      return undefined;
    }
    if (data?.identityData === undefined) {
      if (isOpen) return undefined;
      throw new CoreError(rule, `${type}: the identity is missing`);
    }
    const value = this.#decode(`${rule} identity`, schema.type, data.identityData);
    if (!isObject(value)) {
      if (isOpen) return undefined;
      throw new CoreError(rule, `${type}: the identity is null`);
    }
    if (!isOpen) {
      refuse(
        `${rule} identity`,
        type,
        unknowns(value).map((path) => `${path}: is unknown`),
      );
      const missing = schema.required.filter((name) => get(value, name) === null);
      refuse(
        `${rule} identity`,
        type,
        missing.map((name) => `${name}: is required, and null`),
      );
    }
    return value;
  }

  async #identityData(type: string, identity: Value | undefined): Promise<ResourceIdentityData | undefined> {
    const schema = (await this.getProviderSchema()).identities.get(type);
    if (schema === undefined || identity === undefined) return undefined;
    return { identityData: this.#encode(schema.type, identity) };
  }

  /**
   * Validates the configuration and plans. `config` undefined: the resource is to go. A plan that replaces is planned twice, as the
   * core does: the second time as if nothing existed, but with what the first one kept beside the state.
   */
  async planResource(
    type: string,
    config: Config | undefined,
    prior?: ResourceState,
    how: PlanOptions = {},
  ): Promise<Plan> {
    const schema = await this.#resource(type);
    if (config === undefined) return this.#planDestroy(type, schema, prior);
    const value = this.#config(schema, config);
    const warnings = await this.#validate(type, schema, value);
    const plan = await this.#plan(type, schema, value, prior, how);
    return { ...plan, warnings: [...warnings, ...plan.warnings] };
  }

  async #plan(
    type: string,
    schema: ResourceSchema,
    config: Value,
    prior: ResourceState | undefined,
    how: PlanOptions,
  ): Promise<Plan> {
    if (prior !== undefined && how.isTainted === true) {
      return { ...(await this.#planOnce(type, schema, config, undefined)), action: "replace", prior };
    }
    const first = await this.#planOnce(type, schema, config, prior);
    if (prior === undefined || (first.requiresReplace.length === 0 && how.replace !== true)) return first;
    // Of the second plan only errors are shown: the core takes its warnings for those of the first.
    const made = await this.#planOnce(type, schema, config, undefined, first.private);
    const { planned, proposed, private: own, identity } = made;
    return {
      ...first,
      action: "replace",
      planned,
      proposed,
      private: own,
      identity,
    };
  }

  async #planOnce(
    typeName: string,
    schema: ResourceSchema,
    config: Value,
    prior: ResourceState | undefined,
    priorPrivate: Uint8Array = prior?.private ?? noBytes,
  ): Promise<Plan> {
    const priorValue: Value = prior?.value ?? null;
    const proposed = proposedNewState(schema, priorValue, config);
    const answer = await this.call("planResourceChange", {
      typeName,
      config: this.#encode(schema.type, config),
      priorState: this.#encode(schema.type, priorValue),
      proposedNewState: this.#encode(schema.type, proposed),
      priorPrivate,
      clientCapabilities: this.#capabilities(),
      priorIdentity: await this.#identityData(typeName, prior?.identity),
    });
    const warnings = this.#warnings(schema.type, answer.diagnostics);
    if (answer.deferred !== undefined) throw new CoreError("plan", `${typeName}: deferred, which was not allowed`);
    if (answer.legacyTypeSystem) throw new CoreError("plan", `${typeName}: must not ask for the legacy type system`);
    const planned = this.#decode("plan", schema.type, answer.plannedState);
    refuse("plan", typeName, planProblems(schema, priorValue, config, planned));
    refuse("plan", typeName, writeOnlyProblems(schema, planned));
    const paths = (answer.requiresReplace ?? []).map((path) => {
      const read = readPath(schema.type, path);
      if ("problem" in read)
        throw new CoreError("plan", `${typeName}: requires replacement by a path: ${read.problem}`);
      return read;
    });
    const requiresReplace = paths
      .filter(({ path, type }) => !isSame(type, valueAt(priorValue, path) ?? null, valueAt(planned, path) ?? null))
      .map(({ path }) => path);
    const isChanged = !isSame(schema.type, priorValue, planned);
    return {
      type: typeName,
      action: prior === undefined ? "create" : isChanged ? "update" : "no-op",
      config,
      prior,
      proposed,
      planned,
      requiresReplace: prior === undefined ? [] : requiresReplace,
      private: answer.plannedPrivate ?? noBytes,
      identity: await this.#identity("plan", typeName, answer.plannedIdentity, true),
      warnings,
    };
  }

  async #planDestroy(type: string, schema: ResourceSchema, prior: ResourceState | undefined): Promise<Plan> {
    if (prior === undefined) throw new CoreError("configuration", `${type}: nothing to destroy`);
    const plan: Plan = {
      type,
      action: "delete",
      config: null,
      prior,
      proposed: null,
      planned: null,
      requiresReplace: [],
      private: prior.private,
      identity: prior.identity,
      warnings: [],
    };
    if (!(await this.getProviderSchema()).wire.serverCapabilities?.planDestroy) return plan;
    const empty = this.#encode(schema.type, null);
    const answer = await this.call("planResourceChange", {
      typeName: type,
      config: empty,
      priorState: this.#encode(schema.type, prior.value),
      proposedNewState: empty,
      priorPrivate: prior.private,
      clientCapabilities: this.#capabilities(),
      priorIdentity: await this.#identityData(type, prior.identity),
    });
    const warnings = this.#warnings(schema.type, answer.diagnostics);
    if (this.#decode("plan", schema.type, answer.plannedState) !== null) {
      throw new CoreError("plan", `${type}: the plan of a destroy must be null`);
    }
    return { ...plan, private: answer.plannedPrivate ?? noBytes, warnings };
  }

  /**
   * Applies a plan. As in a real apply everything but a delete is planned once more, with what has become known since (`config`, by
   * default the plan's own), and must then be what was planned. A no-op does nothing. Throws an {@link ApplyError} if the provider
   * answers with errors.
   */
  async applyResource(plan: Plan, config?: Config): Promise<Applied> {
    const schema = await this.#resource(plan.type);
    if (plan.action === "no-op") return { state: plan.prior, warnings: plan.warnings };
    if (plan.action === "delete") return this.#apply(schema, plan);
    const value = config === undefined ? plan.config : this.#config(schema, config);
    refuse("configuration", plan.type, differences(schema.type, plan.config, value));
    const isReplaced = plan.action === "replace";
    const removed = isReplaced ? await this.#applyDelete(schema, plan) : [];
    const again = await this.#planOnce(plan.type, schema, value, isReplaced ? undefined : plan.prior);
    if (again.requiresReplace.length > 0) {
      throw new CoreError("final plan", `${plan.type}: an update that replaces when it is planned again`);
    }
    refuse("final plan", plan.type, differences(schema.type, plan.planned, again.planned));
    const applied = await this.#apply(schema, again);
    return { ...applied, warnings: [...removed, ...again.warnings, ...applied.warnings] };
  }

  /** The first half of a replacement; the core does not plan it again. */
  async #applyDelete(schema: ResourceSchema, plan: Plan): Promise<readonly Diagnostic[]> {
    const { type } = plan;
    const { state, warnings } = await this.#apply(schema, { ...plan, action: "delete", config: null, planned: null });
    if (state !== undefined) throw new CoreError("apply", `${type}: deleted, and still there`);
    return warnings;
  }

  async #apply(schema: ResourceSchema, plan: Plan): Promise<Applied> {
    const { type: typeName, prior, planned, config } = plan;
    const answer = await this.call("applyResourceChange", {
      typeName,
      priorState: this.#encode(schema.type, prior?.value ?? null),
      plannedState: this.#encode(schema.type, planned),
      config: this.#encode(schema.type, config),
      plannedPrivate: plan.private,
      plannedIdentity: await this.#identityData(typeName, plan.identity),
    });
    const diagnostics = readDiagnostics(schema.type, answer.diagnostics);
    const isFailed = diagnostics.some(({ severity }) => severity === "error");
    if (answer.legacyTypeSystem) throw new CoreError("apply", `${typeName}: must not ask for the legacy type system`);
    if (isFailed && answer.newState === undefined) throw new ApplyError(diagnostics, prior);
    const value = this.#decode("apply", schema.type, answer.newState);
    refuse("apply", typeName, stateProblems(schema, value));
    if (!isFailed) refuse("apply", typeName, differences(schema.type, planned, value));
    const state = isObject(value)
      ? {
          type: typeName,
          value,
          private: answer.private ?? noBytes,
          identity: await this.#identity("apply", typeName, answer.newIdentity, isFailed),
        }
      : undefined;
    if (isFailed) throw new ApplyError(diagnostics, state);
    return { state, warnings: diagnostics };
  }

  /** Plans and applies: what is there after a `terraform apply` of this one resource. */
  async apply(type: string, config: Config, prior?: ResourceState): Promise<ResourceState> {
    const { state } = await this.applyResource(await this.planResource(type, config, prior));
    if (state === undefined) throw new CoreError("apply", `${type}: nothing is there after the apply`);
    return state;
  }

  async destroy(state: ResourceState): Promise<void> {
    await this.applyResource(await this.planResource(state.type, undefined, state));
  }

  /** Refreshes. Undefined: it is gone. */
  async readResource(state: ResourceState): Promise<ResourceState | undefined> {
    const schema = await this.#resource(state.type);
    const answer = await this.call("readResource", {
      typeName: state.type,
      currentState: this.#encode(schema.type, state.value),
      private: state.private,
      clientCapabilities: this.#capabilities(),
      currentIdentity: await this.#identityData(state.type, state.identity),
    });
    this.#warnings(schema.type, answer.diagnostics);
    if (answer.deferred !== undefined) throw new CoreError("read", `${state.type}: deferred, which was not allowed`);
    const value = this.#decode("read", schema.type, answer.newState);
    refuse("read", state.type, stateProblems(schema, value));
    if (!isObject(value)) return undefined;
    return {
      type: state.type,
      value,
      private: answer.private ?? noBytes,
      identity: await this.#identity("read", state.type, answer.newIdentity),
    };
  }

  /** Imports by an id or by an identity, and refreshes what was imported, as the core does. */
  async importResource(type: string, by: string | { readonly identity: Config }): Promise<readonly ResourceState[]> {
    const schema = await this.#resource(type);
    const { identities } = await this.getProviderSchema();
    const identity = typeof by === "string" ? undefined : coerced(identities.get(type)?.type ?? "dynamic", by.identity);
    const answer = await this.call("importResourceState", {
      typeName: type,
      id: typeof by === "string" ? by : "",
      clientCapabilities: this.#capabilities(),
      identity: await this.#identityData(type, identity),
    });
    this.#warnings(schema.type, answer.diagnostics);
    const states: ResourceState[] = [];
    for (const imported of answer.importedResources ?? []) {
      const typeName = imported.typeName ?? "";
      const own = await this.#resource(typeName);
      const value = this.#decode("import", own.type, imported.state);
      refuse("import", typeName, stateProblems(own, value));
      if (!isObject(value)) throw new CoreError("import", `${typeName}: imported as null`);
      const read = await this.readResource({
        type: typeName,
        value,
        private: imported.private ?? noBytes,
        identity: await this.#identity("import", typeName, imported.identity),
      });
      if (read === undefined) {
        const summary = "Cannot import non-existent remote object";
        throw new DiagnosticsError([{ severity: "error", summary, detail: `${typeName} does not exist`, path: [] }]);
      }
      states.push(read);
    }
    if (states.length === 0) throw new CoreError("import", `${type}: nothing was imported, and no error said why`);
    return states;
  }

  /** A state of some version, in JSON as it lies in the state file, as a state of this version. */
  async upgradeState(type: string, version: number, json: string): Promise<ObjectValue> {
    const schema = await this.#resource(type);
    const answer = await this.call("upgradeResourceState", {
      typeName: type,
      version,
      rawState: { json: Buffer.from(json) },
    });
    this.#warnings(schema.type, answer.diagnostics);
    const value = this.#decode("upgrade", schema.type, answer.upgradedState);
    refuse("upgrade", type, stateProblems(schema, value));
    if (!isObject(value)) throw new CoreError("upgrade", `${type}: upgraded to null`);
    return value;
  }

  /** A state as the next run of the CLI has it: written to the state file, read, and upgraded. It must be the same. */
  async reloaded(state: ResourceState): Promise<ResourceState> {
    const schema = await this.#resource(state.type);
    const value = await this.upgradeState(state.type, schema.version, toJson(schema.type, state.value));
    refuse("upgrade", state.type, differences(schema.type, state.value, value));
    const identity = (await this.getProviderSchema()).identities.get(state.type);
    if (identity === undefined || state.identity === undefined) return { ...state, value };
    const answer = await this.call("upgradeResourceIdentity", {
      typeName: state.type,
      version: identity.version,
      rawIdentity: { json: Buffer.from(toJson(identity.type, state.identity)) },
    });
    this.#warnings(identity.type, answer.diagnostics);
    const upgraded = await this.#identity("upgrade", state.type, answer.upgradedIdentity);
    refuse("upgrade identity", state.type, differences(identity.type, state.identity, upgraded ?? null));
    return { ...state, value, identity: upgraded };
  }

  /** What a `moved` block does: a state of another provider's, or another type's, as a state of `to`. */
  async moveState(
    from: {
      readonly provider: string;
      readonly type: string;
      readonly version?: number;
      /** The state, in JSON. */
      readonly json: string;
      readonly private?: Uint8Array;
      readonly identityJson?: string;
    },
    to: string,
  ): Promise<ResourceState> {
    const schema = await this.#resource(to);
    const answer = await this.call("moveResourceState", {
      sourceProviderAddress: from.provider,
      sourceTypeName: from.type,
      sourceSchemaVersion: from.version ?? 0,
      sourceState: { json: Buffer.from(from.json) },
      sourcePrivate: from.private ?? noBytes,
      sourceIdentity: from.identityJson === undefined ? undefined : { json: Buffer.from(from.identityJson) },
      targetTypeName: to,
    });
    this.#warnings(schema.type, answer.diagnostics);
    const value = this.#decode("move", schema.type, answer.targetState);
    refuse("move", to, stateProblems(schema, value));
    if (!isObject(value)) throw new CoreError("move", `${to}: moved to null, and no error said why`);
    return {
      type: to,
      value,
      private: answer.targetPrivate ?? noBytes,
      identity: await this.#identity("move", to, answer.targetIdentity, true),
    };
  }

  async readDataSource(
    type: string,
    config: Config,
  ): Promise<{ readonly value: ObjectValue; readonly warnings: readonly Diagnostic[] }> {
    const schema = (await this.getProviderSchema()).dataSources.get(type);
    if (schema === undefined) throw new CoreError("configuration", `the provider has no data source ${type}`);
    const encoded = this.#encode(schema.type, this.#config(schema, config));
    const validated = await this.call("validateDataResourceConfig", { typeName: type, config: encoded });
    const warnings = this.#warnings(schema.type, validated.diagnostics);
    const answer = await this.call("readDataSource", {
      typeName: type,
      config: encoded,
      clientCapabilities: this.#capabilities(),
    });
    const read = this.#warnings(schema.type, answer.diagnostics);
    const value = this.#decode("data source", schema.type, answer.state);
    refuse("data source", type, stateProblems(schema, value));
    if (!isObject(value)) throw new CoreError("data source", `${type}: read as null`);
    return { value, warnings: [...warnings, ...read] };
  }
}
