/** Which gateways have what others lack: whether one does, and the sentence about it. @module */
import type { Offer } from "./facts.ts";

/** What a gateway is, as far as what it offers depends on it. */
export interface Edition {
  /** @default "community" */
  readonly edition?: "community" | "enterprise";
  /** `3.9.1` */
  readonly version?: string;
  /** Lines of its `kong.conf`. @default none */
  readonly settings?: readonly string[];
}

const numbersOf = (version: string): readonly number[] => version.split(".").map(Number);

const isAtLeast = (version: string, least: string): boolean => {
  const own = numbersOf(version);
  for (const [index, part] of numbersOf(least).entries()) {
    const difference = (own[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
};

/**
 * Whether a gateway has something.
 *
 * @example
 * isOffered({ edition: "enterprise", since: "3.10" }, { edition: "enterprise", version: "3.9.1" }) // false
 */
export const isOffered = (offer: Offer | undefined, gateway: Edition): boolean => {
  if (offer === undefined) return true;
  const { edition = "community", version = "", settings = [] } = gateway;
  return (
    (offer.edition === undefined || offer.edition === edition) &&
    (offer.since === undefined || isAtLeast(version, offer.since)) &&
    (offer.setting === undefined || settings.includes(offer.setting))
  );
};

/**
 * Where something is found.
 *
 * @example
 * offerText({ edition: "enterprise", since: "3.10" }, "them") // "Kong Enterprise has them since version 3.10"
 * offerText({ setting: "wasm = on" }, "them") // "a gateway with 'wasm = on' in its kong.conf has them"
 */
export const offerText = ({ edition, since, setting }: Offer, what: "it" | "them"): string => {
  const who = edition === undefined ? (setting === undefined ? "Kong" : "a gateway") : "Kong Enterprise";
  const set = setting === undefined ? "" : ` with '${setting}' in its kong.conf`;
  return `${who}${set} has ${what}${since === undefined ? "" : ` since version ${since}`}`;
};
