/** The registry of kinds: a new kind is one file and one line here. @module */
import { acl } from "./acl.ts";
import { basicAuth } from "./basic-auth.ts";
import { caCertificate } from "./ca-certificate.ts";
import { certificate } from "./certificate.ts";
import { consumer } from "./consumer.ts";
import { consumerGroup } from "./consumer-group.ts";
import { consumerGroupMember } from "./consumer-group-member.ts";
import type { AnyKind } from "./define.ts";
import { filterChain } from "./filter-chain.ts";
import { hmacAuth } from "./hmac-auth.ts";
import { jwt } from "./jwt.ts";
import { key } from "./key.ts";
import { keyAuth } from "./key-auth.ts";
import { keySet } from "./key-set.ts";
import { mtlsAuth } from "./mtls-auth.ts";
import { oauth2 } from "./oauth2.ts";
import { partial } from "./partial.ts";
import { plugin } from "./plugin.ts";
import { route } from "./route.ts";
import { service } from "./service.ts";
import { sni } from "./sni.ts";
import { target } from "./target.ts";
import { upstream } from "./upstream.ts";
import { vault } from "./vault.ts";
import { workspace } from "./workspace.ts";

/** Every kind, in the order reports list them. */
export const kinds: readonly AnyKind[] = [
  service,
  route,
  upstream,
  target,
  plugin,
  filterChain,
  partial,
  consumer,
  keyAuth,
  basicAuth,
  hmacAuth,
  jwt,
  oauth2,
  mtlsAuth,
  acl,
  consumerGroup,
  consumerGroupMember,
  certificate,
  sni,
  caCertificate,
  keySet,
  key,
  vault,
  workspace,
];

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
