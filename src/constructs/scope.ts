/** Where a plugin acts: given explicitly, also when it is everywhere. @module */

import { referenceAttribute } from "../model/attribute-names.ts";
import { fieldFacts } from "../model/derive.ts";
import { plugin } from "../model/plugin.ts";
import type { PluginScope } from "../plugins/typed-plugin.ts";
import { referenceInvalid, scopeEmpty, scopeUnknown } from "./errors.ts";
import { camelCase } from "./names.ts";
import type { IConsumer, IConsumerGroup, IRoute, IService } from "./props.ts";
import { idOf } from "./references.ts";

interface ScopeParts {
  /** Requests to this service. */
  readonly service: IService | string;
  /** Requests that this route matches. */
  readonly route: IRoute | string;
  /** Requests of this consumer. */
  readonly consumer: IConsumer | string;
  /** Requests of the consumers in this group (Kong Enterprise). */
  readonly consumerGroup: IConsumerGroup | string;
}

/** At least one of the parts: `Scope.of({})` does not compile. */
export type ScopeOf = {
  [Part in keyof ScopeParts]: Required<Pick<ScopeParts, Part>> & Partial<Omit<ScopeParts, Part>>;
}[keyof ScopeParts];

/** Parts that there are not are no parts: `Scope.of({ route, certificate })` does not compile. */
type OnlyParts<Targets> = { readonly [Part in Exclude<keyof Targets, keyof ScopeParts>]: never };

/** Known by symbol: two copies of this package may meet in one stack. */
const SCOPE = Symbol.for("kongruent/Scope");

const parts: ReadonlyMap<string, string> = new Map((plugin.scope ?? []).map((field) => [camelCase(field), field]));

/**
 * Where a plugin acts.
 *
 * @example
 * new Plugin(this, "cors", { name: "cors", scope: Scope.global() });
 * new Plugin(this, "limit", { name: "rate-limiting", scope: Scope.of({ route, consumer }), config: { minute: 5 } });
 */
export class Scope<out Part extends PluginScope = PluginScope> {
  /** The `scope` of the synthesized plugin. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** What it is made of: `["route", "consumer"]`, or `["global"]`. */
  readonly parts: readonly Part[];

  private constructor(attributes: Readonly<Record<string, unknown>>, parts: readonly Part[]) {
    this.attributes = attributes;
    this.parts = Object.freeze([...parts]);
    Object.defineProperty(this, SCOPE, { value: true });
    Object.freeze(this);
  }

  /**
   * Every request of the workspace.
   *
   * @example
   * new Plugin(this, "prometheus", { name: "prometheus", scope: Scope.global() });
   */
  static global(): Scope<"global"> {
    return new Scope({ global: true }, ["global"]);
  }

  /**
   * Requests that all the given parts apply to. Each part is an entity, or its id. Throws `KG_SCOPE_MISSING` when
   * nothing is given or a given part is missing, so that it can never become a global one.
   *
   * @example
   * Scope.of({ service: orders, consumer: mobile });
   */
  static of<const Targets extends ScopeOf>(
    targets: Targets & OnlyParts<Targets>,
  ): Scope<keyof Targets & keyof ScopeParts> {
    const given = Object.entries(targets ?? {});
    if (given.length === 0) throw scopeEmpty();
    const attributes = given.map(([part, value]) => {
      const field = parts.get(part);
      if (field === undefined) throw scopeUnknown(part, [...parts.keys()]);
      if (value === undefined || value === null || value === "") throw scopeEmpty(part);
      const kind = fieldFacts(plugin, field).reference?.kind ?? field;
      const id = idOf(value, kind);
      if (id === undefined) throw referenceInvalid("Scope.of()", part, kind, value);
      return [referenceAttribute(field), id];
    });
    // Anything else has been refused above.
    return new Scope(
      Object.fromEntries(attributes),
      given.map(([part]) => part) as (keyof Targets & keyof ScopeParts)[],
    );
  }

  /** Whether something is a scope, of this copy of the package or another. */
  static isScope(value: unknown): value is Scope {
    return typeof value === "object" && value !== null && SCOPE in value;
  }
}
