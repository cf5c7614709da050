/** The generated properties follow the descriptors. @module */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { IResolvable } from "cdktf";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Camel } from "../../src/constructs/names.ts";
import type {
  AclProps,
  BasicAuthProps,
  CaCertificateProps,
  CertificateProps,
  ConsumerGroupMemberProps,
  ConsumerGroupProps,
  ConsumerProps,
  EntityOptions,
  FilterChainProps,
  HmacAuthProps,
  JwtProps,
  KeyAuthProps,
  KeyProps,
  KeySetProps,
  KongProviderProps,
  MtlsAuthProps,
  Oauth2Props,
  PluginPartialProps,
  PluginProps,
  RouteProps,
  ServiceProps,
  SniProps,
  TargetProps,
  UpstreamProps,
  VaultProps,
  WorkspaceProps,
} from "../../src/index.ts";
import type { acl } from "../../src/model/acl.ts";
import type { basicAuth } from "../../src/model/basic-auth.ts";
import type { caCertificate } from "../../src/model/ca-certificate.ts";
import type { certificate } from "../../src/model/certificate.ts";
import type { consumer } from "../../src/model/consumer.ts";
import type { consumerGroup } from "../../src/model/consumer-group.ts";
import type { consumerGroupMember } from "../../src/model/consumer-group-member.ts";
import type { KindDefinition } from "../../src/model/define.ts";
import type { filterChain } from "../../src/model/filter-chain.ts";
import type { hmacAuth } from "../../src/model/hmac-auth.ts";
import type { jwt } from "../../src/model/jwt.ts";
import type { key } from "../../src/model/key.ts";
import type { keyAuth } from "../../src/model/key-auth.ts";
import type { keySet } from "../../src/model/key-set.ts";
import { kinds } from "../../src/model/kinds.ts";
import type { mtlsAuth } from "../../src/model/mtls-auth.ts";
import type { oauth2 } from "../../src/model/oauth2.ts";
import type { partial } from "../../src/model/partial.ts";
import type { plugin } from "../../src/model/plugin.ts";
import type { PROVIDER_ARGUMENTS, ProviderArgumentName } from "../../src/model/provider-arguments.ts";
import type { route } from "../../src/model/route.ts";
import type { service } from "../../src/model/service.ts";
import type { sni } from "../../src/model/sni.ts";
import type { target } from "../../src/model/target.ts";
import type { upstream } from "../../src/model/upstream.ts";
import type { vault } from "../../src/model/vault.ts";
import type { workspace } from "../../src/model/workspace.ts";

type Expect<T extends true> = T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

type Fields<Kind> = Kind extends KindDefinition<infer Schema> ? z.input<Schema> : never;
/** camelCase at every depth, map keys left alone; what is optional stays so, `undefined` itself is no value. */
type Properties<T> = T extends readonly (infer Item)[]
  ? readonly Properties<Item>[]
  : T extends object
    ? string extends keyof T
      ? { readonly [Key in keyof T]: Properties<T[Key]> }
      : { readonly [Key in keyof T as Camel<Key & string>]: Properties<Exclude<T[Key], undefined>> }
    : T;
/** What a reference may be is decided by the constructs. */
type WithoutReferences<T> = { [Key in keyof T as NonNullable<T[Key]> extends { id: string } ? never : Key]: T[Key] };
/** The names inside a value; tokens, references and map keys have none. */
type Inner<T> = T extends IResolvable
  ? never
  : T extends readonly (infer Item)[]
    ? Inner<Item>
    : T extends { id: string }
      ? "value"
      : T extends object
        ? string extends keyof T
          ? "value"
          : Optionality<T>
        : "value";
type Optionality<T> = {
  [Key in keyof T]-?: [object extends Pick<T, Key> ? "optional" : "required", Inner<Exclude<T[Key], undefined>>];
};
type Own<Props> = Omit<Props, keyof EntityOptions>;

/** Same names, same optionality, and every value of the descriptor is a value of the property. */
type Follows<Props, Kind, Changed extends string = never> =
  Same<Optionality<Omit<Own<Props>, Changed>>, Optionality<Omit<Properties<Fields<Kind>>, Changed>>> extends true
    ? Omit<WithoutReferences<Properties<Fields<Kind>>>, Changed> extends Partial<Omit<Props, Changed>>
      ? true
      : "a value differs"
    : "a name or its optionality differs";

type ScopeAndSecrets =
  | "scope"
  | "service"
  | "route"
  | "consumer"
  | "consumerGroup"
  | "configSecrets"
  | "configSecretsWo";
type ProviderProperty = (typeof PROVIDER_ARGUMENTS)[ProviderArgumentName]["property"];

/** Each compiles, or what is generated does not follow its descriptor. */
type Checks = [
  Expect<Follows<ServiceProps, typeof service>>,
  Expect<Follows<RouteProps, typeof route>>,
  // Its name comes from the path.
  Expect<Follows<UpstreamProps, typeof upstream, "name">>,
  Expect<Follows<TargetProps, typeof target>>,
  Expect<Follows<ConsumerProps, typeof consumer>>,
  // A secret may also be given as a write-only one.
  Expect<Follows<KeyAuthProps, typeof keyAuth, "keyWo">>,
  Expect<Follows<BasicAuthProps, typeof basicAuth, "password" | "passwordWo">>,
  Expect<Follows<AclProps, typeof acl>>,
  // The references are its scope.
  Expect<Follows<PluginProps, typeof plugin, ScopeAndSecrets>>,
  Expect<Follows<HmacAuthProps, typeof hmacAuth, "secretWo">>,
  Expect<Follows<JwtProps, typeof jwt, "secretWo">>,
  Expect<Follows<Oauth2Props, typeof oauth2, "clientSecretWo">>,
  Expect<Follows<MtlsAuthProps, typeof mtlsAuth>>,
  Expect<Follows<ConsumerGroupProps, typeof consumerGroup, "name">>,
  Expect<Follows<ConsumerGroupMemberProps, typeof consumerGroupMember>>,
  Expect<Follows<CertificateProps, typeof certificate, "key" | "keyWo" | "keyAltWo">>,
  Expect<Follows<SniProps, typeof sni>>,
  // The gateway works its digest out.
  Expect<Follows<CaCertificateProps, typeof caCertificate, "certDigest">>,
  Expect<Follows<KeySetProps, typeof keySet>>,
  Expect<Follows<KeyProps, typeof key, "jwkWo" | "pemSecretsWo">>,
  Expect<Follows<VaultProps, typeof vault, "configSecrets" | "configSecretsWo">>,
  Expect<Follows<FilterChainProps, typeof filterChain>>,
  Expect<Follows<PluginPartialProps, typeof partial, "configSecrets" | "configSecretsWo">>,
  Expect<Follows<WorkspaceProps, typeof workspace>>,
  Expect<Same<UpstreamProps["name"], string | undefined>>,
  Expect<Same<BasicAuthProps["password"], BasicAuthProps["passwordWo"]>>,
  Expect<Same<Exclude<keyof KongProviderProps, "alias">, ProviderProperty>>,
];

describe("the generated properties", () => {
  it("follow the descriptors, which the compiler checks", () => {
    const checked: Checks["length"] = 27;
    // Three are about single properties.
    expect(checked - 3).toBe(kinds.length);
  });

  it("are what `npm run generate` writes", () => {
    const result = spawnSync(process.execPath, ["--import", "tsx", "scripts/generate.ts", "--check"], {
      encoding: "utf8",
    });
    expect(result.stderr).toBe("");
    expect(result.status).toBe(0);
  });

  it.each([
    ["props", 180],
    ["options", 8],
    ["provider", 15],
  ])("say of every property in %s.ts what it is, and of every optional one what holds without it", (file, least) => {
    const [text = ""] = readFileSync(`src/constructs/${file}.ts`, "utf8").split("export class ");
    const members = [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+readonly (\w+)(\??):/g)];
    expect(members.length).toBeGreaterThan(least);
    for (const [, doc = "", name, optional] of members) {
      expect(doc.replace(/@default.*/, "").replace(/[\s*]/g, ""), name).not.toBe("");
      expect(doc.includes("@default - "), name).toBe(optional === "?");
    }
    expect(text.match(/^ {2}readonly /gm)?.length).toBe(members.length);
  });
});
