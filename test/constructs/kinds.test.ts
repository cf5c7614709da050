// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
/** Every kind has a construct that says all of it, and an existing form. @module */
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import * as kongruent from "../../src/index.ts";
import {
  CaCertificate,
  Certificate,
  Consumer,
  ConsumerGroup,
  ConsumerGroupMember,
  FilterChain,
  HmacAuth,
  Jwt,
  Key,
  KeySet,
  MtlsAuth,
  Oauth2,
  Plugin,
  PluginPartial,
  Route,
  Scope,
  Service,
  Sni,
  Upstream,
  Vault,
  Workspace,
} from "../../src/index.ts";
import { addedThrough, adderName, className, lookupsOf, textsOf } from "../../src/model/constructs.ts";
import { fieldsOf, referencesOf, unwrapped } from "../../src/model/derive.ts";
import { kindOf, kinds } from "../../src/model/kinds.ts";
import { camelCase } from "../../src/model/property-names.ts";
import { ec, rsa, rsaPublic } from "../kinds/pem.ts";
import { codeOf, problems, synth } from "./synth.ts";

const { cert: CERTIFICATE, key: CERTIFICATE_KEY } = ec;
const ID = "0b5ac9ac-1c2e-4a0a-9d8a-2f0d4b5a1c11";
const JWK = JSON.stringify({
  kty: "EC",
  crv: "P-256",
  x: "2I36_9NM9r2h_gfRssYuNbHOyYgS755Rowq-on3QcWg",
  y: "w0eFoZFUOiZIyp1rbpKvMkgqXAiLNPrHvk427_Rff5c",
  kid: "2026-01",
});

type Build = (stack: TerraformStack) => unknown;

/** By kind: as little as there may be, all that there is, and what that becomes. */
const cases: Readonly<
  Record<
    string,
    { readonly least: Build; readonly most: Build; readonly attributes: Readonly<Record<string, unknown>> }
  >
> = {
  hmacauth_credentials: {
    least: (stack) => new HmacAuth(stack, "it", { consumer: ID, username: "u" }),
    most: (stack) => new HmacAuth(stack, "it", { consumer: ID, username: "u", secret: "s", tags: ["t"], id: ID }),
    attributes: { consumer_id: ID, username: "u", secret: "s", tags: ["t"], id: ID },
  },
  jwt_secrets: {
    least: (stack) => new Jwt(stack, "it", { consumer: ID }),
    most: (stack) =>
      new Jwt(stack, "it", {
        consumer: ID,
        key: "k",
        secretWo: "s",
        rsaPublicKey: "pem",
        algorithm: "RS256",
        tags: [],
      }),
    attributes: { consumer_id: ID, key: "k", secret_wo: "s", rsa_public_key: "pem", algorithm: "RS256", tags: [] },
  },
  oauth2_credentials: {
    least: (stack) => new Oauth2(stack, "it", { consumer: ID, name: "App" }),
    most: (stack) =>
      new Oauth2(stack, "it", {
        consumer: ID,
        name: "App",
        clientId: "c",
        clientSecret: "s",
        hashSecret: true,
        redirectUris: ["https://a.example"],
        clientType: "public",
        tags: ["t"],
      }),
    attributes: {
      consumer_id: ID,
      name: "App",
      client_id: "c",
      client_secret: "s",
      hash_secret: true,
      redirect_uris: ["https://a.example"],
      client_type: "public",
      tags: ["t"],
    },
  },
  mtls_auth_credentials: {
    least: (stack) => new MtlsAuth(stack, "it", { consumer: ID, subjectName: "a.example" }),
    most: (stack) => new MtlsAuth(stack, "it", { consumer: ID, subjectName: "a", caCertificate: ID, tags: ["t"] }),
    attributes: { consumer_id: ID, subject_name: "a", ca_certificate_id: ID, tags: ["t"] },
  },
  consumer_groups: {
    least: (stack) => new ConsumerGroup(stack, "it"),
    most: (stack) => new ConsumerGroup(stack, "it", { name: "gold", tags: ["t"] }),
    attributes: { name: "gold", tags: ["t"] },
  },
  consumer_group_members: {
    least: (stack) => new ConsumerGroupMember(stack, "it", { consumerGroup: ID, consumer: ID }),
    most: (stack) =>
      new ConsumerGroupMember(stack, "it", { consumerGroup: ID, consumer: ID, deletionPolicy: "abandon" }),
    attributes: { consumer_group_id: ID, consumer_id: ID, deletion_policy: "abandon" },
  },
  certificates: {
    least: (stack) => new Certificate(stack, "it", { cert: CERTIFICATE, key: CERTIFICATE_KEY }),
    most: (stack) =>
      new Certificate(stack, "it", {
        cert: "{vault://env/cert}",
        key: "{vault://env/key}",
        certAlt: "{vault://env/cert-alt}",
        keyAltWo: "{vault://env/key-alt}",
        snis: ["a.example"],
        tags: ["t"],
      }),
    attributes: {
      cert: "{vault://env/cert}",
      key: "{vault://env/key}",
      cert_alt: "{vault://env/cert-alt}",
      key_alt_wo: "{vault://env/key-alt}",
      snis: ["a.example"],
      tags: ["t"],
    },
  },
  snis: {
    least: (stack) => new Sni(stack, "it", { certificate: ID, name: "a.example" }),
    most: (stack) => new Sni(stack, "it", { certificate: ID, name: "*.a.example", tags: ["t"] }),
    attributes: { certificate_id: ID, name: "*.a.example", tags: ["t"] },
  },
  ca_certificates: {
    least: (stack) => new CaCertificate(stack, "it", { cert: CERTIFICATE }),
    most: (stack) => new CaCertificate(stack, "it", { cert: CERTIFICATE, tags: ["t"] }),
    attributes: { cert: CERTIFICATE, tags: ["t"] },
  },
  key_sets: {
    least: (stack) => new KeySet(stack, "it"),
    most: (stack) => new KeySet(stack, "it", { name: "tokens", tags: ["t"] }),
    attributes: { name: "tokens", tags: ["t"] },
  },
  keys: {
    least: (stack) => new Key(stack, "it", { kid: "2026-01", jwk: JWK }),
    most: (stack) =>
      new Key(stack, "it", {
        set: ID,
        name: "k",
        kid: "1",
        pem: { publicKey: rsaPublic },
        pemSecretsWo: { privateKey: rsa.key },
        tags: ["t"],
      }),
    attributes: {
      set_id: ID,
      name: "k",
      kid: "1",
      pem: { public_key: rsaPublic },
      pem_secrets_wo: { private_key: rsa.key },
      tags: ["t"],
    },
  },
  vaults: {
    least: (stack) => new Vault(stack, "it", { prefix: "shop", name: "env" }),
    most: (stack) =>
      new Vault(stack, "it", {
        prefix: "shop",
        name: "hcv",
        description: "d",
        config: { Odd_key: 1 },
        configSecrets: { token: "s" },
        tags: ["t"],
      }),
    attributes: {
      prefix: "shop",
      name: "hcv",
      description: "d",
      config: { Odd_key: 1 },
      config_secrets: { token: "s" },
      tags: ["t"],
    },
  },
  filter_chains: {
    least: (stack) => new FilterChain(stack, "it", { route: ID, filters: [{ name: "f" }] }),
    most: (stack) =>
      new FilterChain(stack, "it", {
        name: "chain",
        enabled: false,
        service: ID,
        filters: [{ name: "f", enabled: false, config: { anyKey: [1] } }],
        tags: ["t"],
      }),
    attributes: {
      name: "chain",
      enabled: false,
      service_id: ID,
      filters: [{ name: "f", enabled: false, config: { anyKey: [1] } }],
      tags: ["t"],
    },
  },
  partials: {
    least: (stack) => new PluginPartial(stack, "it", { type: "redis-ce" }),
    most: (stack) =>
      new PluginPartial(stack, "it", { name: "r", type: "redis-ce", config: { host: "h" }, tags: ["t"] }),
    attributes: { name: "r", type: "redis-ce", config: { host: "h" }, tags: ["t"] },
  },
  workspaces: {
    least: (stack) => new Workspace(stack, "it", { name: "payments" }),
    most: (stack) =>
      new Workspace(stack, "it", { name: "p", comment: "c", meta: { color: "red" }, config: { portal: true } }),
    attributes: { name: "p", comment: "c", meta: { color: "red" }, config: { portal: true } },
  },
};

/** Kinds whose forms test/constructs/contract.test.ts spells out. */
const elsewhere = [
  "services",
  "routes",
  "upstreams",
  "targets",
  "plugins",
  "consumers",
  "keyauth_credentials",
  "basicauth_credentials",
  "acls",
];

const exported: Readonly<Record<string, unknown>> = kongruent;

interface ConstructClass {
  readonly prototype: object;
  readonly existing: (
    stack: TerraformStack,
    id: string,
    lookup: object,
  ) => { readonly kind: string; readonly id: string };
}

const classOf = (kind: (typeof kinds)[number]) => exported[className(kind)] as ConstructClass;

describe("every kind", () => {
  it("is tested here, or in the tests of the contract", () => {
    expect([...elsewhere, ...Object.keys(cases)].sort()).toEqual(kinds.map(({ kind }) => kind).sort());
  });

  it.each(Object.entries(cases))("%s may be declared with little, and with all there is", (name, one) => {
    const { terraform, namedByPath } = kindOf(name);
    expect(problems(one.least)).toEqual([]);
    expect(problems(one.most)).toEqual([]);
    const [least] = Object.values(synth(one.least).resource[terraform] ?? {});
    if (namedByPath !== undefined) expect(least?.[namedByPath.field]).toBe("it");
    expect(synth(one.most).resource[terraform]).toEqual({ it: one.attributes });
  });

  it.each(kinds.map((kind) => [kind.kind, kind] as const))(
    "%s has an existing form, found by its id and by each of its keys",
    (_name, kind) => {
      const stack = new TerraformStack(Testing.app(), "shop");
      const isReference = (field: string): boolean => referencesOf(kind).some((one) => one.field === field);
      const isList = (field: string): boolean => {
        const schema = fieldsOf(kind)[field];
        return schema !== undefined && unwrapped(schema)._zod.def.type === "array";
      };
      const sample = (field: string): unknown =>
        field === "scope" ? Scope.global() : isReference(field) ? ID : isList(field) ? ["some"] : `some-${field}`;
      const lookups = [
        { id: ID },
        ...lookupsOf(kind).map(({ needed }) =>
          Object.fromEntries(needed.map((field) => [camelCase(field), sample(field)])),
        ),
      ];
      for (const [index, lookup] of lookups.entries()) {
        const found = classOf(kind).existing(stack, `it-${index}`, lookup);
        expect(found.kind).toBe(kind.kind);
        expect(found).toBeInstanceOf(exported[`Existing${className(kind)}`]);
        for (const field of textsOf(kind)) expect(found).toHaveProperty(camelCase(field));
      }
      expect(Object.keys(JSON.parse(Testing.synth(stack)).data[kind.terraform])).toHaveLength(lookups.length);
      expect(codeOf(() => classOf(kind).existing(stack, "none", {}))).toBe("KG_LOOKUP_MISSING");
    },
  );

  it.each(kinds.filter(({ adder }) => adder !== undefined).map((kind) => [kind.kind, kind] as const))(
    "%s is added by a method of what it belongs to, declared here or existing",
    (_name, kind) => {
      const parents = referencesOf(kind).filter(({ field }) => addedThrough(kind).includes(field));
      expect(parents.length).toBeGreaterThan(0);
      for (const parent of parents) {
        const name = className(kindOf(parent.kind));
        for (const one of [name, `Existing${name}`]) {
          expect((exported[one] as ConstructClass).prototype, one).toHaveProperty(adderName(kind) ?? "");
        }
      }
    },
  );
});

describe("what belongs together", () => {
  it("is added to what it belongs to, however deep", () => {
    const { resource } = synth((stack) => {
      const gold = new ConsumerGroup(stack, "gold");
      const mobile = new Consumer(stack, "mobile");
      gold.addMember(mobile);
      gold.addMember(ID, { constructId: "known" });
      gold.addPlugin("rate-limiting", { config: { minute: 5 } });
      mobile.addHmacAuth({ username: "u" });
      mobile.addJwt({ key: "k" });
      mobile.addOauth2({ name: "App", clientId: "c" });
      const ca = new CaCertificate(stack, "ca", { cert: CERTIFICATE });
      mobile.addMtlsAuth("a.example", { caCertificate: ca });
      const shop = new Certificate(stack, "shop", { cert: CERTIFICATE, key: CERTIFICATE_KEY });
      shop.addSni("shop.example", { tags: ["t"] });
      new KeySet(stack, "tokens").addKey("2026-01", { jwk: JWK });
      const orders = new Service(stack, "orders", {
        url: "https://h",
        clientCertificate: shop,
        caCertificates: [ca, ID],
      });
      orders.addFilterChain({ filters: [{ name: "f" }] });
      orders.addRoute("v1", { paths: ["/"] }).addFilterChain({ filters: [{ name: "f" }], name: "of-v1" });
    });
    const values = (type: string) => Object.values(resource[type] ?? {});
    const byText = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();
    expect(byText(values("kong_consumer_group_member"))).toEqual(
      byText([
        { consumer_group_id: "${kong_consumer_group.gold.id}", consumer_id: "${kong_consumer.mobile.id}" },
        { consumer_group_id: "${kong_consumer_group.gold.id}", consumer_id: ID },
      ]),
    );
    expect(values("kong_plugin")).toMatchObject([{ scope: { consumer_group_id: "${kong_consumer_group.gold.id}" } }]);
    for (const type of ["kong_hmac_auth", "kong_jwt", "kong_oauth2", "kong_mtls_auth"]) {
      expect(values(type), type).toMatchObject([{ consumer_id: "${kong_consumer.mobile.id}" }]);
    }
    expect(values("kong_mtls_auth")).toMatchObject([{ ca_certificate_id: "${kong_ca_certificate.ca.id}" }]);
    expect(values("kong_sni")).toEqual([
      { certificate_id: "${kong_certificate.shop.id}", name: "shop.example", tags: ["t"] },
    ]);
    expect(values("kong_key")).toEqual([{ set_id: "${kong_key_set.tokens.id}", kid: "2026-01", jwk: JWK }]);
    expect(resource["kong_service"]?.["orders"]).toMatchObject({
      client_certificate_id: "${kong_certificate.shop.id}",
      ca_certificates: ["${kong_ca_certificate.ca.id}", ID],
    });
    const chains = Object.fromEntries(values("kong_filter_chain").map((chain) => [chain["name"], chain]));
    expect(chains).toMatchObject({
      "orders-filter-chain": { service_id: "${kong_service.orders.id}" },
      "of-v1": { route_id: expect.stringContaining("kong_route") },
    });
  });

  it("stays apart: certificates are no certificate authorities, and a name is no id", () => {
    const stack = new TerraformStack(Testing.app(), "shop");
    const shop = new Certificate(stack, "shop", { cert: CERTIFICATE, key: CERTIFICATE_KEY });
    // @ts-expect-error a certificate is no authority
    expect(codeOf(() => new Service(stack, "a", { host: "h", caCertificates: [shop] }))).toBe("KG_REFERENCE_INVALID");
    // @ts-expect-error a number is no authority
    expect(() => new Service(stack, "b", { host: "h", caCertificates: [1] })).toThrow(
      "shop/b: caCertificates[0] must be one of ca_certificates, or an id; it is number.",
    );
    expect(problems((all) => new Service(all, "s", { url: "https://h", caCertificates: ["my-ca"] }))).toEqual([
      "[shop/s] KG_INVALID: caCertificates[0]: expected a valid UUID",
    ]);
  });

  it("takes a list that only the run knows", () => {
    const { resource } = synth((stack) => {
      const ids = new TerraformVariable(stack, "ids", { type: "list(string)" });
      new Service(stack, "s", { url: "https://h", caCertificates: ids.listValue });
    });
    expect(resource["kong_service"]?.["s"]?.["ca_certificates"]).toBe("${var.ids}");
  });

  it("shares settings between plugins", () => {
    const { resource } = synth((stack) => {
      const redis = new PluginPartial(stack, "redis", { type: "redis-ce", config: { host: "h" } });
      const partials = [{ id: redis.id, path: "config.redis" }];
      new Plugin(stack, "limit", { name: "rate-limiting", scope: Scope.global(), partials });
    });
    expect(resource["kong_plugin"]?.["limit"]?.["partials"]).toEqual([
      { id: "${kong_partial.redis.id}", path: "config.redis" },
    ]);
  });

  it("needs ids of its own where a name would be known only at apply", () => {
    const stack = new TerraformStack(Testing.app(), "shop");
    const text = new TerraformVariable(stack, "text", { type: "string" }).stringValue;
    const gold = new ConsumerGroup(stack, "gold");
    expect(() => gold.addMember(text)).toThrow(
      "shop/gold: the consumer is known only at apply, so it cannot name the construct. Give a constructId.",
    );
    expect(codeOf(() => gold.addMember(text, { constructId: "it" }))).toBeUndefined();
    expect(codeOf(() => new KeySet(stack, "set").addKey(text, { jwk: JWK }))).toBe("KG_CONSTRUCT_ID_MISSING");
  });
});

describe("what is made by the gateway", () => {
  it("is not declared, and its entity has the same id in every run", () => {
    const build = (stack: TerraformStack) => {
      const mobile = new Consumer(stack, "mobile");
      mobile.addKeyAuth();
      mobile.addJwt();
      mobile.addOauth2({ name: "App" });
      mobile.addHmacAuth({ username: "u" });
    };
    const { resource } = synth(build);
    const idOf = (type: string) => Object.values(resource[type] ?? {})[0]?.["id"];
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    for (const type of ["kong_key_auth", "kong_jwt", "kong_oauth2"]) expect(idOf(type), type).toMatch(uuid);
    expect(idOf("kong_hmac_auth")).toBeUndefined();
    expect(synth(build).resource).toEqual(resource);
  });

  it("can be read", () => {
    const { resource } = synth((stack) => {
      const ca = new CaCertificate(stack, "ca", { cert: CERTIFICATE });
      const jwt = new Consumer(stack, "mobile").addJwt();
      new Upstream(stack, "u", { tags: [ca.certDigest, jwt.key, ca.attribute("certDigest")] });
    });
    expect(resource["kong_upstream"]?.["u"]?.["tags"]).toEqual([
      "${kong_ca_certificate.ca.cert_digest}",
      expect.stringMatching(/^\$\{kong_jwt\.\w+\.key\}$/),
      "${kong_ca_certificate.ca.cert_digest}",
    ]);
    const digest: object = { certDigest: "a" };
    expect(problems((stack) => new CaCertificate(stack, "ca", { cert: CERTIFICATE, ...digest }))).toEqual([
      expect.stringContaining("[shop/ca] KG_ATTRIBUTE_INVALID: certDigest is computed; leave it out."),
    ]);
  });
});

describe("what is wrong", () => {
  it("is said in the words of the declaration", () => {
    const found = problems((stack) => {
      new Jwt(stack, "jwt", { consumer: ID, key: "k", algorithm: "RS256" });
      new Certificate(stack, "cert", { cert: "no", key: CERTIFICATE_KEY, certAlt: CERTIFICATE });
      new Key(stack, "key", { kid: "1" });
      new Key(stack, "pem", { kid: "2", pem: { privateKey: "s3cret", publicKey: "" } });
      new Vault(stack, "vault", { prefix: "Shop", name: "env" });
      const filters: object[] = [{ name: "f", enabld: true }];
      new FilterChain(stack, "chain", { filters: filters as never });
      new Oauth2(stack, "oauth", { consumer: "mobile", name: "App", redirectUris: [""] });
      new Workspace(stack, "space", { name: "services" });
      new ConsumerGroupMember(stack, "member", { id: ID, consumerGroup: ID, consumer: ID });
    });
    expect(found.map((line) => line.replace(/asn1.*/, "…"))).toEqual([
      "[shop/jwt] KG_INVALID: rsaPublicKey: it is needed where 'algorithm' is RS256",
      "[shop/cert] KG_INVALID: all or none of these fields must be set: 'certAlt', 'keyAlt'",
      "[shop/cert] KG_INVALID: cert: it is no certificate in PEM form",
      "[shop/key] KG_INVALID: at least one of these fields must be non-empty: 'jwk', 'pem'",
      "[shop/pem] KG_INVALID: pem.publicKey: length must be at least 1",
      "[shop/pem] KG_INVALID: could not load a key from its PEM form",
      "[shop/vault] KG_INVALID: prefix: invalid value: Shop",
      "[shop/chain] KG_ATTRIBUTE_UNKNOWN: there is no property 'filters[0].enabld'. Did you mean 'enabled'?",
      "[shop/chain] KG_INVALID: at least one of these fields must be non-empty: 'service', 'route'",
      expect.stringContaining(
        '[shop/oauth] KG_REFERENCE_INVALID: consumer must be one of consumers or an id; "mobile" is no id.',
      ),
      "[shop/oauth] KG_INVALID: redirectUris[0]: length must be at least 1",
      "[shop/space] KG_INVALID: name: must not be one of: workspaces, consumers, certificates, services, routes, snis, upstreams, targets, plugins, tags, ca_certificates, clustering_data_planes, parameters, vaults, key_sets, keys, filter_chains",
      "[shop/member] KG_ATTRIBUTE_INVALID: id is computed; leave it out.",
    ]);
    expect(found.join()).not.toContain("s3cret");
  });

  it("is also what is declared twice", () => {
    const found = problems((stack) => {
      const gold = new ConsumerGroup(stack, "gold");
      const mobile = new Consumer(stack, "mobile");
      gold.addMember(mobile);
      new ConsumerGroupMember(stack, "again", { consumerGroup: gold, consumer: mobile });
      new CaCertificate(stack, "a", { cert: CERTIFICATE });
      new CaCertificate(stack, "b", { cert: `${CERTIFICATE}\n` });
      const route = new Route(stack, "v1", { paths: ["/"] });
      for (const id of ["c", "d"]) new FilterChain(stack, id, { route, filters: [{ name: "f" }] });
      for (const id of ["e", "f"]) new MtlsAuth(stack, id, { consumer: mobile, subjectName: "a" });
      const set = new KeySet(stack, "set");
      for (const id of ["g", "h"]) new Key(stack, id, { set, kid: "2026-01", jwk: JWK });
      new Key(stack, "i", { kid: "2026-01", jwk: JWK });
      for (const id of ["j", "k"]) new Jwt(stack, id, { consumer: mobile, key: "one" });
    });
    expect(found).toEqual([
      "[shop/again] KG_DUPLICATE_IDENTITY: consumer_group_members/gold/mobile is declared twice, by shop/gold/member-mobile and by shop/again. Keep one of them.",
      "[shop/b] KG_DUPLICATE_IDENTITY: ca_certificates/9c732b92f03fba22564884cb0792ad6660fcf58f81fa0e94b0c0e31e5b20e704 is declared twice, by shop/a and by shop/b. Keep one of them.",
      "[shop/d] KG_DUPLICATE_IDENTITY: the filter chain of one route is declared twice, by shop/c and by shop/d. Keep one of them.",
      "[shop/f] KG_DUPLICATE_IDENTITY: mtls_auth_credentials/a@consumer=mobile is declared twice, by shop/e and by shop/f. Keep one of them, or change its subjectName.",
      "[shop/h] KG_DUPLICATE_IDENTITY: one kid of keys is declared twice, by shop/g and by shop/h. Keep one of them, or change its kid.",
      "[shop/k] KG_DUPLICATE_IDENTITY: jwt_secrets/one@consumer=mobile is declared twice, by shop/j and by shop/k. Keep one of them, or change its key.",
    ]);
  });
});
