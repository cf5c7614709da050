/** What a plugin's function says about its settings: in the words of who wrote them, with all that is wrong, and without secrets. */
import * as cdktf from "cdktf";
import * as cdktn from "cdktn";
import { describe, expect, test } from "vitest";
import { Template } from "../../src/model/declaration.ts";
import { KongruentError } from "../../src/model/errors.ts";
import { isToken } from "../../src/plugins/tokens.ts";
import {
  acme,
  cors,
  datadog,
  httpLog,
  keyAuth,
  oauth2,
  type PluginOf,
  proxyCache,
  rateLimiting,
  responseRatelimiting,
  standardWebhooks,
  zipkin,
} from "../../src/plugins.ts";

/** What is thrown; settings that the compiler refuses come as JavaScript's. */
const refusal = <Config extends object>(make: (config: Config) => unknown, config: object): string => {
  try {
    make(config as Config);
  } catch (error) {
    if (error instanceof KongruentError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "nothing is wrong";
};

describe("settings", () => {
  test("get Kong's names, and what is undefined is not there", () => {
    const settings = {
      minute: 60,
      hour: undefined,
      limitBy: "ip",
      redis: { sslVerify: true, host: undefined },
    } as never;
    expect(rateLimiting(settings).config).toEqual({ minute: 60, limit_by: "ip", redis: { ssl_verify: true } });
    expect("hour" in rateLimiting(settings).config).toBe(false);
    expect(keyAuth()).toMatchObject({ name: "key-auth", config: {} });
  });

  test("keep the keys of maps, the nulls, and names that are no identifiers", () => {
    const headers = { x_team_name: "a", "X-Api": "b", camelCase: "c" };
    expect(httpLog({ httpEndpoint: "http://h.example", headers }).config["headers"]).toEqual(headers);
    expect(responseRatelimiting({ limits: { by_video: { minute: 1 } } }).config).toEqual({
      limits: { by_video: { minute: 1 } },
    });
    expect(proxyCache({ strategy: "memory", responseHeaders: { "X-Cache-Key": false } }).config).toEqual({
      strategy: "memory",
      response_headers: { "X-Cache-Key": false },
    });
    expect(rateLimiting({ minute: 1, errorMessage: null }).config).toEqual({ minute: 1, error_message: null });
  });

  test("are copied, so that later changes of theirs change no plugin", () => {
    const origins = ["https://a.example"];
    const plugin = cors({ origins });
    origins.push("https://b.example");
    expect(plugin.config).toEqual({ origins: ["https://a.example"] });
    expect(Object.isFrozen(plugin)).toBe(true);
  });

  test("renamed in the record of a list keep its order", () => {
    const metrics = [
      { name: "latency", statType: "timer" },
      { name: "request_count", statType: "counter", sampleRate: 1 },
    ] as const;
    expect(datadog({ metrics }).config).toEqual({
      metrics: [
        { name: "latency", stat_type: "timer" },
        { name: "request_count", stat_type: "counter", sample_rate: 1 },
      ],
    });
  });
});

describe("what is wrong", () => {
  test.each<[string, string]>([
    [
      refusal(rateLimiting, { minute: 60, limitBy: "adress" }),
      "limitBy: expected one of: consumer, credential, ip, service, header, path",
    ],
    [refusal(rateLimiting, { minute: 60, redis: { port: 70_000 } }), "redis.port: value should be between 0 and 65535"],
    [refusal(rateLimiting, { minute: "60" }), "minute: expected a number"],
    [
      refusal(rateLimiting, {}),
      "at least one of these fields must be non-empty: 'second', 'minute', 'hour', 'day', 'month', 'year'",
    ],
    [refusal(rateLimiting, { minute: 60, limitBy: "header" }), "headerName: it is needed where 'limitBy' is header"],
    [
      refusal(rateLimiting, { minute: 60, hour: 5 }),
      "The limit for hour(5.0) cannot be lower than the limit for minute(60.0)",
    ],
    [
      refusal(rateLimiting, { minute: 60, redis: { host: "a" }, redisHost: "b" }),
      "redisHost: both deprecated and new field are used but their values mismatch: redisHost = b vs redis.host = a",
    ],
    [refusal(rateLimiting, { minute: 60, limit_by: "ip" }), "there is no setting 'limit_by'. Did you mean 'limitBy'?"],
    [
      refusal(rateLimiting, { minute: 60, redis: { hots: "h" } }),
      "there is no setting 'redis.hots'. Did you mean 'host'?",
    ],
    [
      refusal(responseRatelimiting, { limits: { video: { minutes: 1 } } }),
      "there is no setting 'limits.video.minutes'. Did you mean 'minute'?",
    ],
    [refusal(datadog, { metrics: [{ name: "latency", statType: "x" }] }), "metrics[0].statType: expected one of: "],
    [
      refusal(datadog, { metrics: [{ name: "request_count", statType: "counter" }] }),
      "metrics[0].sampleRate: required field missing",
    ],
    [
      refusal(oauth2, { scopes: ["a"] }),
      "at least one of these fields must be true: enableAuthorizationCode, enableImplicitGrant, enableClientCredentials, enablePasswordGrant",
    ],
    [refusal(zipkin, { propagation: { inject: ["b3"] } }), "propagation.defaultFormat: required field missing"],
    [refusal(keyAuth, [] as never), "the settings must be an object"],
  ])("is said in the properties' words: %#", (found, sentence) => {
    expect(found).toContain(sentence);
    expect(found).toMatch(/^KG_INVALID: \w+\(\): /);
    expect(found.split("\n")).toHaveLength(1);
  });

  test("is said all at once", () => {
    const found = refusal(rateLimiting, { minute: 0, policy: "none", redis: { port: -1, sll: true } });
    for (const part of ["minute: ", "policy: ", "redis.port: ", "'redis.sll'"]) expect(found).toContain(part);
  });

  test("repeats no secret", () => {
    expect(refusal(acme, { accountEmail: "s3cret" })).toBe(
      "KG_INVALID: acme(): accountEmail: invalid value (the value is secret)",
    );
    expect(refusal(standardWebhooks, { secretV1: "s3cret" })).not.toContain("s3cret");
    const found = refusal(rateLimiting, { minute: 1, redis: { password: "s3cret" }, redisPassword: "s3cret2" });
    expect(found).toContain("values mismatch");
    expect(found).not.toContain("s3cret");
    expect(refusal(httpLog, { httpEndpoint: "http://h.example", headers: { authorization: 4711 } })).not.toContain(
      "4711",
    );
  });

  test("is no vault reference where the gateway takes one", () => {
    expect(standardWebhooks({ secretV1: "{vault://env/webhooks}" }).config).toEqual({
      secret_v1: "{vault://env/webhooks}",
    });
  });
});

describe.each([
  ["cdktf", cdktf],
  ["cdktn", cdktn as unknown as typeof cdktf],
])("tokens of %s", (_name, { Lazy, TerraformStack, TerraformVariable, Testing, Token }) => {
  const stack = new TerraformStack(Testing.app(), "shop");
  const text = new TerraformVariable(stack, "text", { type: "string" });
  const any = Token.asAny(text.stringValue);
  const list = new TerraformVariable(stack, "list", { type: "list(string)" });

  test("are known by their form", () => {
    for (const token of [
      text.stringValue,
      text.numberValue,
      text.listValue,
      text.booleanValue,
      Token.asStringMap(any),
      Token.asNumberList(any),
      Lazy.anyValue({ produce: () => 1 }),
      `a${text.stringValue}b`,
    ]) {
      expect(isToken(token), String(token)).toBe(true);
    }
    for (const value of [`$${"{var.x}"}`, "#{x}", -1, -1e300, 0, [], ["a"], {}, { resolve: 1 }, null, true]) {
      expect(isToken(value), JSON.stringify(value)).toBe(false);
    }
  });

  test("may stand for any value, and are left as they are", () => {
    const redis = { host: text.stringValue, password: `x-${text.stringValue}`, port: text.numberValue };
    const [minute, isTolerant] = [text.numberValue, text.booleanValue];
    const plugin = rateLimiting({ minute, policy: any, faultTolerant: isTolerant, redis });
    expect(plugin.config).toEqual({ minute, policy: any, fault_tolerant: isTolerant, redis });
    expect(plugin.config["policy"]).toBe(any);
    const origins = list.listValue;
    const methods = Lazy.anyValue({ produce: () => ["GET"] });
    expect(cors({ origins, methods }).config).toEqual({ origins, methods });
    const headers = Token.asStringMap(any);
    expect(httpLog({ httpEndpoint: "http://h.example", headers }).config["headers"]).toEqual(headers);
  });

  test("hide nothing that is wrong beside them", () => {
    expect(refusal(rateLimiting, { minute: text.numberValue, policy: any, redis: { port: -1 } })).toContain(
      "redis.port",
    );
  });
});

test("settings are judged again when their tokens have values", () => {
  const text = `$${"{TfToken[TOKEN.0]}"}`;
  const plugin: PluginOf<"route"> = rateLimiting({ minute: 60, policy: text as never });
  expect(plugin.problems?.(plugin.config)).toEqual([]);
  expect(plugin.problems?.({ minute: 60, policy: new Template([text]) })).toEqual([]);
  expect(plugin.problems?.({ minute: 60, policy: "redis" })).toEqual([
    { path: "redis.host", message: "it is needed where 'policy' is redis" },
  ]);
  expect(plugin.problems?.({ minute: 60, error_cod: 1 })).toEqual([
    { path: "", message: "there is no setting 'error_cod'. Did you mean 'errorCode'?" },
  ]);
});
