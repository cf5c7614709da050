/**
 * Filter chain: WebAssembly filters that requests of a service or route run through, in their order.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { ChildOptions, MetaOptions } from "../options.ts";
import type { FilterChainLookup, FilterChainOptions, FilterChainProps, IFilterChain } from "../props.ts";

const filterChain = kindOf("filter_chains");

/** What `addFilterChain` takes. */
export interface AddFilterChainOptions extends FilterChainOptions, ChildOptions {}

/**
 * WebAssembly filters that requests of a service or route run through, in their order. a gateway with 'wasm = on' in
 * its kong.conf has them.
 *
 * @example
 * new FilterChain(this, "chain", {
 *   route: v1,
 *   name: "orders-chain",
 *   filters: [{ name: "response-header", config: "X-Shop: orders" }],
 * });
 */
export class FilterChain extends Entity<"filter_chains"> implements IFilterChain {
  readonly kind = "filter_chains";

  constructor(scope: Construct, id: string, props: FilterChainProps) {
    super(scope, id, filterChain, props);
  }

  /** The chain's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * A filter chain that another team declares. A missing one is an error at plan.
   *
   * @example
   * FilterChain.existing(this, "chain", { name: "orders-chain" });
   */
  static existing(scope: Construct, id: string, lookup: FilterChainLookup & MetaOptions): ExistingFilterChain {
    return new ExistingFilterChain(scope, id, lookup);
  }
}

/** A filter chain that another team declares; see {@link FilterChain.existing}. */
export class ExistingFilterChain extends ExistingEntity<"filter_chains"> implements IFilterChain {
  readonly kind = "filter_chains";

  constructor(scope: Construct, id: string, lookup: FilterChainLookup & MetaOptions) {
    super(scope, id, filterChain, lookup);
  }

  /** The chain's name, unique in its workspace. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }
}
