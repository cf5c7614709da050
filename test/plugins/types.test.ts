/** What compiles and what does not: `tsc` reads this file as a test. */
import type { IResolvable as CdktfToken } from "cdktf";
import type { IResolvable as CdktnToken } from "cdktn";
import { expect, expectTypeOf, test } from "vitest";
import {
  acl,
  acme,
  aiProxy,
  type CorsConfig,
  cors,
  httpLog,
  keyAuth,
  type PluginOf,
  type RateLimitingConfig,
  type Resolvable,
  rateLimiting,
  redirect,
  standardWebhooks,
} from "../../src/plugins.ts";

const onConsumer = (plugin: PluginOf<"consumer">): string => plugin.name;
const onRoute = (plugin: PluginOf<"route">): string => plugin.name;
const onEverything = (plugin: PluginOf<"global">): string => plugin.name;

test("a plugin goes only where it may act", () => {
  expect(onRoute(keyAuth())).toBe("key-auth");
  expect(onConsumer(rateLimiting({ minute: 1 }))).toBe("rate-limiting");
  expect(onEverything(acme({ accountEmail: "a@b.example", tosAccepted: true }))).toBe("acme");
  // @ts-expect-error key-auth cannot be scoped to a consumer
  onConsumer(keyAuth());
  // @ts-expect-error acl neither
  onConsumer(acl({ allow: ["gold"] }));
  // @ts-expect-error acme acts on everything
  onRoute(acme({ accountEmail: "a@b.example", tosAccepted: true }));
  expectTypeOf(keyAuth()).not.toExtend<PluginOf<"consumer">>();
  expectTypeOf(keyAuth()).toEqualTypeOf<PluginOf<"global" | "service" | "route">>();
});

const refused = (make: () => unknown): void => expect(make).toThrow("(): ");

test("settings are checked by the compiler, too", () => {
  // @ts-expect-error no such policy
  refused(() => rateLimiting({ minute: 1, policy: "none" }));
  // @ts-expect-error no such setting
  refused(() => rateLimiting({ minute: 1, limitby: "ip" }));
  // @ts-expect-error Kong's name is not the property's
  refused(() => rateLimiting({ minute: 1, limit_by: "ip" }));
  // @ts-expect-error no such setting in a record
  refused(() => rateLimiting({ minute: 1, redis: { hots: "h" } }));
  // @ts-expect-error a number
  refused(() => rateLimiting({ minute: "1" }));
  // @ts-expect-error it is needed
  refused(() => redirect({}));
  // @ts-expect-error at least an argument is needed
  refused(() => rateLimiting());
  // @ts-expect-error a setting of a record in it is needed
  refused(() => aiProxy({ routeType: "llm/v1/chat", model: { name: "gpt-4o" } }));
  // @ts-expect-error no such method in the list
  refused(() => cors({ methods: ["get"] }));
  // @ts-expect-error texts are the values of the map
  refused(() => httpLog({ httpEndpoint: "http://h.example", headers: { a: 1 } }));
  // @ts-expect-error an absent one is null already
  expect(rateLimiting({ minute: 1, headerName: null })).toBeDefined();
  expect(standardWebhooks({ secretV1: "{vault://env/webhooks}" })).toBeDefined();
});

test("settings are interfaces to extend, and read-only", () => {
  interface TeamLimit extends RateLimitingConfig {
    readonly team: string;
  }
  expectTypeOf<TeamLimit>().toExtend<RateLimitingConfig>();
  const settings: CorsConfig = { origins: ["*"] };
  // @ts-expect-error read-only
  settings.credentials = true;
  expectTypeOf<RateLimitingConfig["policy"]>().extract<string>().toEqualTypeOf<"local" | "cluster" | "redis">();
});

test("tokens of cdktf and of cdktn stand for choices, switches, numbers and lists", () => {
  expectTypeOf<CdktfToken>().toExtend<Resolvable>();
  expectTypeOf<CdktnToken>().toExtend<Resolvable>();
  expectTypeOf<CdktfToken>().toExtend<RateLimitingConfig["policy"]>();
  expectTypeOf<CdktnToken>().toExtend<RateLimitingConfig["faultTolerant"]>();
  expectTypeOf<CdktfToken>().toExtend<RateLimitingConfig["minute"]>();
  expectTypeOf<CdktnToken>().toExtend<CorsConfig["methods"]>();
  // For a record they would spoil what an editor proposes.
  expectTypeOf<CdktfToken>().not.toExtend<RateLimitingConfig["redis"]>();
});
