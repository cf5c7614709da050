// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
/** What the JSON may say beside an entity's fields, as the provider takes it. @module */
import { describe, expect, test } from "vitest";
import { Template } from "../../src/model/declaration.ts";
import { reveal, revealAll, Secret } from "../../src/model/secret.ts";
import { codes, declared, failure, failureOf, loadJson } from "./support.ts";

const ID = "6a7f1f0e-1d0c-4a51-9b39-5bd9a4c0f6d1";
const plugin = (attributes: Record<string, unknown>) => ({
  kong_plugin: { p: { name: "rate-limiting", scope: { global: true }, ...attributes } },
});
const secret = { variable: { secret: { type: "string", default: "s3cret" } } };

describe.each(["config_secrets", "config_secrets_wo"])("%s", (name) => {
  test("lies over config, record by record, and is secret at every leaf", async () => {
    const desired = await loadJson({
      ...secret,
      resource: plugin({
        config: { minute: 5, redis: { host: "r", port: 1 }, list: [1, 2] },
        [name]: { redis: { password: "${var.secret}", port: 2 }, list: [3], gone: null },
      }),
    });
    const { config } = declared(desired, "kong_plugin.p").fields;
    expect(revealAll(config)).toEqual({
      minute: 5,
      redis: { host: "r", port: 2, password: "s3cret" },
      list: [3],
      gone: null,
    });
    expect(config).toMatchObject({
      minute: 5,
      redis: { host: "r", port: expect.any(Secret), password: expect.any(Secret) },
      list: [expect.any(Secret)],
    });
    expect(JSON.stringify(desired)).not.toContain("s3cret");
  });

  test("needs no config, may be a block, and waits for what apply knows", async () => {
    const desired = await loadJson({
      resource: {
        kong_service: { s: { name: "s" } },
        ...plugin({ [name]: [{ of: "${kong_service.s.id}", text: "x" }] }),
      },
    });
    const { config } = declared(desired, "kong_plugin.p").fields;
    expect(config).toEqual({
      of: new Template([{ address: "kong_service.s", path: ["id"] }]),
      text: expect.any(Secret),
    });
  });

  test("is nothing where it is null, and refused where it is no object", async () => {
    const desired = await loadJson({ resource: plugin({ config: { minute: 5 }, [name]: null }) });
    expect(declared(desired, "kong_plugin.p").fields["config"]).toEqual({ minute: 5 });
    for (const wrong of ["text", ["a"], 5]) {
      const errors = await failureOf(plugin({ [name]: wrong }));
      expect(errors.map(({ message }) => message)).toEqual([
        `kong_plugin.p: '${name}' must be an object with Kong's field names.`,
      ]);
    }
  });

  test("belongs to kinds with settings alone", async () => {
    const [error] = await failureOf({ kong_service: { s: { name: "s", [name]: {} } } });
    expect(error).toMatchObject({ code: "KG_ATTRIBUTE_UNKNOWN" });
  });
});

describe("a write-only attribute", () => {
  test("stands in place of its twin, converted and secret", async () => {
    const desired = await loadJson({
      resource: {
        kong_key_auth: { k: { consumer_id: ID, key_wo: 12345 } },
        kong_basic_auth: { b: { consumer_id: ID, username: "u", password_wo: "p" } },
      },
    });
    const { key } = declared(desired, "kong_key_auth.k").fields;
    expect(key).toBeInstanceOf(Secret);
    expect(reveal(key)).toBe("12345");
    expect(reveal(declared(desired, "kong_basic_auth.b").fields["password"])).toBe("p");
  });

  test("is refused beside its twin", async () => {
    const errors = await failureOf({
      kong_key_auth: { k: { consumer_id: ID, key: "a", key_wo: "a" } },
      kong_basic_auth: { b: { consumer_id: ID, username: "u", password: "p", password_wo: "p" } },
      ...plugin({ config_secrets: {}, config_secrets_wo: {} }),
    });
    expect(errors.map(({ message }) => message)).toEqual([
      "kong_key_auth.k: 'key_wo' says what 'key' says. Give one of the two.",
      "kong_basic_auth.b: 'password_wo' says what 'password' says. Give one of the two.",
      "kong_plugin.p: 'config_secrets_wo' says what 'config_secrets' says. Give one of the two.",
    ]);
  });

  test("can be read nowhere, and neither can what it gives", async () => {
    for (const attribute of ["key", "key_wo"]) {
      const [error] = await failureOf({
        kong_key_auth: { k: { consumer_id: ID, key_wo: "a" } },
        kong_consumer: { c: { custom_id: `\${kong_key_auth.k.${attribute}}` } },
      });
      expect(error).toMatchObject({ code: "KG_REFERENCE_UNKNOWN", address: "kong_consumer.c" });
      expect(error?.message).toContain("'key_wo' is write-only");
    }
  });
});

describe("what is said of one resource", () => {
  test("goes before what the provider says, and is checked", async () => {
    const desired = await loadJson({
      provider: { kong: { owner: "me", adopt: "own" } },
      resource: {
        kong_service: { a: { name: "a" }, b: { name: "b", adopt: "any" }, c: { name: "c", adopt: null } },
        kong_route: { r: { paths: ["/"], deletion_policy: "abandon" } },
      },
    });
    const modes = ["a", "b", "c"].map((name) => declared(desired, `kong_service.${name}`).adopt);
    expect(modes).toEqual(["own", "any", "own"]);
    // Without a state there is nothing that a policy could be kept in.
    expect(declared(desired, "kong_route.r").fields).toEqual({ paths: ["/"] });
    const errors = await failureOf({
      kong_service: { a: { name: "a", adopt: "unownd" }, b: { name: "b", deletion_policy: "keep" } },
    });
    expect(errors.map(({ message }) => message)).toEqual([
      "kong_service.a: 'adopt' must be one of never, own, unowned, any. Did you mean 'unowned'?",
      "kong_service.b: 'deletion_policy' must be one of delete, abandon.",
    ]);
  });

  test("is no business of a data source", async () => {
    const errors = await failure(
      loadJson({ data: { kong_service: { a: { name: "a", adopt: "any" }, b: { name: "b", host: "h" } } } }),
    );
    expect(codes(errors)).toEqual(["KG_ATTRIBUTE_UNKNOWN", "KG_ATTRIBUTE_INVALID"]);
    expect(errors[0]?.message).toContain("It is found by identity, id, name.");
    expect(errors[1]?.message).toContain("'host' does not tell which entity is meant");
  });
});

describe("an attribute that is computed", () => {
  test("is not given", async () => {
    const errors = await failureOf({
      kong_service: { a: { name: "a", owner: "me" }, b: { name: "b", created_at: 1 } },
      ...plugin({ secrets_version: 2 }),
    });
    expect(errors.map(({ message }) => message)).toEqual([
      "kong_service.a: 'owner' is computed; leave it out. The owner is said in the provider block.",
      "kong_service.b: 'created_at' is set by the gateway; leave it out.",
      "kong_plugin.p: 'secrets_version' is computed; leave it out.",
    ]);
  });

  test("is read where the gateway has it, and left to Terraform where the provider makes it", async () => {
    const errors = await failureOf({
      kong_service: { a: { name: "a" } },
      kong_consumer: { c: { custom_id: "${kong_service.a.owner}" }, d: { custom_id: "${kong_service.a.updated_at}" } },
      kong_acl: { g: { consumer_id: ID, group: "${kong_acl.h.updated_at}" }, h: { consumer_id: ID, group: "h" } },
    });
    expect(errors.map(({ address, code }) => `${address} ${code}`)).toEqual([
      "kong_consumer.c KG_NEEDS_TERRAFORM",
      "kong_acl.g KG_REFERENCE_UNKNOWN",
    ]);
    expect(errors[0]?.message).toContain("'owner', which the Terraform provider computes");
  });

  test("is null where nobody gives it and the gateway does not make it", async () => {
    const desired = await loadJson({
      resource: {
        kong_service: {
          a: { name: "a", path: "${kong_service.b.url}", client_certificate_id: null },
          b: { name: "b" },
        },
        kong_route: { r: { paths: ["/"], hosts: ["${kong_plugin.p.scope.route_id}"] } },
        ...plugin({}),
      },
    });
    expect(declared(desired, "kong_service.a").fields).toEqual({ name: "a" });
    expect(declared(desired, "kong_route.r").fields["hosts"]).toEqual([null]);
  });
});

test("a data source shows no secret", async () => {
  const [error] = await failure(
    loadJson({
      data: { kong_key_auth: { k: { id: ID } } },
      resource: { kong_consumer: { c: { custom_id: "${data.kong_key_auth.k.key}" } } },
    }),
  );
  expect(error?.message).toContain(
    "the data source kong_key_auth has no attribute 'key'. A data source shows no secrets.",
  );
});

test("ignored changes are the fields that attributes stand for", async () => {
  const ignored = async (attributes: Record<string, unknown>, ignore: readonly string[]) => {
    const desired = await loadJson({ resource: plugin({ ...attributes, lifecycle: { ignore_changes: ignore } }) });
    return declared(desired, "kong_plugin.p").lifecycle.ignoreChanges;
  };
  expect(await ignored({}, ["scope.route_id", "config.minute", "config_secrets.redis.password"])).toEqual([
    "route",
    "config.minute",
    "config.redis.password",
  ]);
  expect(await ignored({ config_secrets: { redis: { password: "p" }, other: 1 } }, ["config_secrets"])).toEqual([
    "config.redis.password",
    "config.other",
  ]);
  // What is no field of the entity is never compared.
  expect(await ignored({}, ["config_secrets", "adopt", "deletion_policy", "owner", "secrets_version"])).toEqual([]);
  const errors = await failureOf(plugin({ lifecycle: { ignore_changes: ["scope.rute_id"] } }));
  expect(errors[0]?.message).toContain("Did you mean 'route_id'?");
  const desired = await loadJson({
    resource: { kong_key_auth: { k: { consumer_id: ID, key_wo: "k", lifecycle: { ignore_changes: ["key_wo"] } } } },
  });
  expect(declared(desired, "kong_key_auth.k").lifecycle.ignoreChanges).toEqual(["key"]);
});
