/** Which bundled plugins find out who sends a request. @module */
import { pluginNames } from "./schemas.ts";

/** Plugins that set the consumer, and the two that run code which may do it. */
const AUTHENTICATES: ReadonlySet<string> = new Set([
  "basic-auth",
  "hmac-auth",
  "jwt",
  "key-auth",
  "ldap-auth",
  "oauth2",
  "session",
  "pre-function",
  "post-function",
]);

/**
 * Whether a plugin may find out which consumer sends a request. Nobody knows that of a plugin that is not bundled, so it may.
 *
 * @example
 * mayAuthenticate("key-auth") // true
 * mayAuthenticate("cors") // false
 */
export const mayAuthenticate = (name: string): boolean => AUTHENTICATES.has(name) || !pluginNames().includes(name);
