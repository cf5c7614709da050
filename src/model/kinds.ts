/** The registry of kinds: a new kind is one file and one line here. @module */
import { acl } from "./acl.ts";
import { basicAuth } from "./basic-auth.ts";
import { consumer } from "./consumer.ts";
import type { AnyKind } from "./define.ts";
import { keyAuth } from "./key-auth.ts";
import { plugin } from "./plugin.ts";
import { route } from "./route.ts";
import { service } from "./service.ts";
import { target } from "./target.ts";
import { upstream } from "./upstream.ts";

/** Every kind, in the order reports list them. */
export const kinds: readonly AnyKind[] = [service, route, upstream, target, plugin, consumer, keyAuth, basicAuth, acl];

const byKind = new Map(kinds.map((kind) => [kind.kind, kind]));
const byTerraform = new Map(kinds.map((kind) => [kind.terraform, kind]));

/** The descriptor of a kind by Kong's name; undefined for a kind this version does not know. */
export const findKind = (name: string): AnyKind | undefined => byKind.get(name);

/** The descriptor of a kind by Kong's name. Throws on an unknown one: callers pass names that came from descriptors. */
export const kindOf = (name: string): AnyKind => {
  const kind = byKind.get(name);
  if (kind === undefined) throw new Error(`unknown kind ${name}`);
  return kind;
};

/** The descriptor of a synthesized resource type: `kong_service`. */
export const kindOfResource = (type: string): AnyKind | undefined => byTerraform.get(type);
