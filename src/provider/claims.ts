/**
 * Who has which entity, as far as one process of a plan or apply has seen: resources in the state, and creates that take over
 * what is live. Terraform destroys and creates in no order when an address changes, so an entity must not be in both.
 * @module
 */

import type { SharedClaims } from "./shared-claims.ts";

/** What a create may do with a live entity. */
export type Claim =
  /** Take it over. */
  | "adopt"
  /** It is replaced: the one that is there will be gone by then. */
  | "replace"
  /** The plan destroys it at another address. */
  | "moved"
  /** Another resource has it. */
  | "taken";

/** How an entity of the state stands to the rest of the plan. */
export type Standing =
  | "free"
  /** A create takes it over. */
  | "claimed"
  /** The state has it at two addresses, of which one stays and the other is destroyed. */
  | "twice";

type Place = "seen" | "kept" | "doomed";

export class Claims {
  readonly #shared: SharedClaims | undefined;
  readonly #inState = new Map<string, Place>();
  readonly #planned = new Set<string>();
  readonly #identities = new Set<string>();
  readonly #replaced = new Set<string>();
  readonly #coming = new Set<string>();
  readonly #applied = new Set<string>();

  /** @param shared what other processes of the run say */
  constructor(shared?: SharedClaims) {
    this.#shared = shared;
  }

  /** An entity is in the state. */
  seen(id: string): void {
    if (!this.#inState.has(id)) this.#inState.set(id, "seen");
  }

  /** An entity is in the state and stays. */
  keep(id: string): Standing {
    if (this.#inState.get(id) === "doomed") return "twice";
    this.#inState.set(id, "kept");
    return this.#planned.has(id) ? "claimed" : "free";
  }

  /** The plan destroys an entity. Claimed by a create, its address changed. */
  doom(id: string): Standing {
    if (this.#inState.get(id) === "kept") return "twice";
    this.#inState.set(id, "doomed");
    const isClaimed = this.#planned.has(id) || this.#shared?.doom(id) === false;
    return isClaimed ? "claimed" : "free";
  }

  /**
   * A create finds an entity live.
   *
   * @param replaced the id of the entity that this very resource had before, as Terraform told
   */
  claim(id: string, replaced: string | undefined): Claim {
    if (replaced === id) return "replace";
    const place = this.#inState.get(id);
    if (place === "doomed") return "moved";
    if (place === "kept" || this.#planned.has(id)) return "taken";
    this.#planned.add(id);
    // In the state and not planned yet: it is tainted, or its destroy is planned next, which then fails.
    if (place !== "seen") return this.#shared?.claim(id) === false ? "moved" : "adopt";
    this.#replaced.add(id);
    return "replace";
  }

  /** Another entity comes in the place of this one. */
  replace(id: string): void {
    this.#replaced.add(id);
  }

  /** Whether it goes and another one comes in its place, so that what refers to it cannot stay. */
  isReplaced(id: string): boolean {
    return this.#replaced.has(id);
  }

  /** A create will make it, with an id that is known: one that is pinned. */
  come(id: string): void {
    this.#coming.add(id);
  }

  /** Whether a create of this plan makes it, so that what refers to it leads somewhere. */
  isComing(id: string): boolean {
    return this.#coming.has(id);
  }

  /** Two creates of one identity are one too many. False for the second. */
  claimIdentity(identity: string): boolean {
    if (this.#identities.has(identity)) return false;
    this.#identities.add(identity);
    return true;
  }

  /** An apply takes an entity. False where another one of this run has it. */
  take(id: string): boolean {
    if (this.#applied.has(id)) return false;
    this.#applied.add(id);
    this.#coming.delete(id);
    return true;
  }

  /** Whether a create of this run has taken the entity, so that a delete must not. */
  isTaken(id: string): boolean {
    return this.#applied.has(id);
  }

  /** Whether the plan keeps the entity at an address of the state. */
  isKept(id: string): boolean {
    return this.#inState.get(id) === "kept";
  }

  /** Whether the state has the entity, at whatever address. */
  isInState(id: string): boolean {
    return this.#inState.has(id);
  }

  /** It is deleted, and free for a create. */
  release(id: string): void {
    this.#inState.delete(id);
    this.#applied.delete(id);
  }
}
