/** Every field of every kind: given, seen when somebody changes it, and back at its default when it is not given any more. */
import { describe, expect, test } from "vitest";
import { expectNoChanges, stage, withEachCli } from "./kit.ts";

interface Case {
  readonly what: string;
  readonly kind: string;
  readonly type: string;
  /** What is needed beside it. */
  readonly around: string;
  readonly least: string;
  readonly more: string;
  /** Somebody's change of each field of `more`. */
  readonly drift: Readonly<Record<string, unknown>>;
}

const SERVICE = 'resource "kong_service" "s" {\n  name = "s"\n  host = "s.internal"\n}\n';

const cases: readonly Case[] = [
  {
    what: "a service",
    kind: "services",
    type: "kong_service",
    around: "",
    least: 'name = "x"\n  host = "x.internal"',
    more: `protocol           = "https"
  port               = 8443
  path               = "/api"
  retries            = 0
  connect_timeout    = 1
  read_timeout       = 2
  write_timeout      = 3
  enabled            = false
  tls_verify         = true
  tls_verify_depth   = 2
  tags               = ["a", "b"]`,
    drift: {
      tls_verify: null,
      tls_verify_depth: null,
      protocol: "http",
      port: 1,
      path: null,
      retries: 7,
      connect_timeout: 7,
      read_timeout: 7,
      write_timeout: 7,
      enabled: true,
    },
  },
  {
    what: "an HTTP route",
    kind: "routes",
    type: "kong_route",
    around: SERVICE,
    least: 'name = "x"\n  paths = ["/x"]',
    more: `service_id                 = kong_service.s.id
  protocols                  = ["https"]
  methods                    = ["PUT", "GET"]
  hosts                      = ["*.example.com", "a.example.com"]
  headers                    = { x-a = ["1", "2"], x-b = ["3"] }
  snis                       = ["a.example.com"]
  https_redirect_status_code = 301
  regex_priority             = 5
  path_handling              = "v1"
  strip_path                 = false
  preserve_host              = true
  request_buffering          = false
  response_buffering         = false
  tags                       = ["t"]`,
    drift: {
      protocols: ["http", "https"],
      methods: ["GET"],
      hosts: null,
      headers: { "x-a": ["1"] },
      snis: null,
      https_redirect_status_code: 426,
      regex_priority: 0,
      path_handling: "v0",
      strip_path: true,
      preserve_host: false,
      request_buffering: true,
      response_buffering: true,
      service: null,
    },
  },
  {
    what: "a stream route",
    kind: "routes",
    type: "kong_route",
    around: "",
    least: 'name = "x"\n  protocols = ["tcp", "tls"]\n  snis = ["x.example.com"]',
    more: `sources      = [{ ip = "10.0.0.0/8" }, { ip = "10.1.0.1", port = 81 }]
  destinations = [{ port = 9000 }]`,
    drift: { sources: [{ ip: "10.0.0.0/8" }], destinations: null },
  },
  {
    what: "an upstream that hashes",
    kind: "upstreams",
    type: "kong_upstream",
    around: "",
    least: 'name = "x"',
    more: `hash_on              = "header"
  hash_on_header       = "x-user"
  hash_fallback        = "cookie"
  hash_on_cookie       = "user"
  hash_on_cookie_path  = "/a"
  slots                = 100
  host_header          = "x.example.com"
  use_srv_name         = true
  healthchecks = {
    threshold = 50
    active = {
      type                     = "https"
      http_path                = "/health"
      https_sni                = "x.example.com"
      https_verify_certificate = false
      concurrency              = 2
      timeout                  = 2
      headers                  = { x-health = ["1"] }
      healthy                  = { interval = 5, successes = 2, http_statuses = [200] }
      unhealthy                = { interval = 6, http_failures = 1, tcp_failures = 2, timeouts = 3, http_statuses = [500, 503] }
    }
    passive = {
      type      = "tcp"
      healthy   = { successes = 1 }
      unhealthy = { tcp_failures = 4 }
    }
  }`,
    drift: {
      hash_on_header: "x-other",
      hash_on_cookie_path: "/",
      slots: 10,
      host_header: null,
      use_srv_name: false,
      healthchecks: {
        threshold: 0,
        active: { timeout: 9, healthy: { interval: 0 }, headers: { "x-health": ["2"] } },
        passive: { unhealthy: { tcp_failures: 0 } },
      },
    },
  },
  {
    what: "a target",
    kind: "targets",
    type: "kong_target",
    around: 'resource "kong_upstream" "u" {\n  name = "u"\n}\n',
    least: 'upstream_id = kong_upstream.u.id\n  target = "[::1]:80"',
    more: 'weight = 0\n  tags = ["t"]',
    drift: { weight: 9 },
  },
  {
    what: "a consumer",
    kind: "consumers",
    type: "kong_consumer",
    around: "",
    least: 'username = "x"',
    more: 'custom_id = "c"\n  tags = ["t"]',
    drift: { custom_id: null },
  },
  {
    what: "a plugin",
    kind: "plugins",
    type: "kong_plugin",
    around: SERVICE,
    least: 'name = "rate-limiting"\n  scope = { service_id = kong_service.s.id }\n  config = { minute = 5 }',
    more: 'instance_name = "one"\n  protocols = ["https"]\n  enabled = false\n  tags = ["t"]',
    drift: { instance_name: "two", protocols: ["http", "https"], enabled: true },
  },
];

withEachCli("fields", (cli) => {
  test.each(cases)("of $what", async ({ kind, type, around, least, more, drift }) => {
    const text = (fields: string) => `${around}resource "${type}" "x" {\n  ${fields}\n}\n`;
    const { world, folder, declare } = await stage(cli, text(`${least}\n  ${more}`));
    const own = () => {
      const entities = world.gateway.entities(kind).filter(({ name }) => name !== "s" && name !== "u");
      const [entity] = entities;
      if (entity === undefined || entities.length > 1) throw new Error(`${entities.length} ${kind}`);
      const { updated_at: _time, ...rest } = entity;
      return rest;
    };
    await folder.apply();
    const made = own();
    await expectNoChanges(folder, world);

    // Each field by itself: one difference, one patch, and it is as it was.
    for (const [field, value] of Object.entries(drift)) {
      world.gateway.update(kind, made.id, { [field]: value });
      expect(own(), field).not.toEqual(made);
    }
    const plan = await folder.plan();
    expect(plan.text).toContain("0 to add, 1 to change, 0 to destroy");
    world.forget();
    await folder.apply("plan");
    expect(world.sent.map(({ request }) => request.split(" ")[0])).toEqual(["PATCH"]);
    const names = Object.keys(world.sent[0]?.body ?? {});
    expect(names.sort()).toEqual(Object.keys(drift).sort());
    expect(own()).toEqual(made);
    await expectNoChanges(folder, world);

    // Not given any more, all is as if it had never been given. Tags stay: others mark entities with them.
    declare(text(least));
    expect((await folder.apply()).text).toMatch(/0 added, 1 changed, 0 destroyed/);
    await expectNoChanges(folder, world);
    const reset = own();
    await folder.destroy();
    await folder.apply();
    const fresh = own();
    const comparable = ({ id: _id, created_at: _created, tags: _tags, service, upstream, ...rest }: typeof fresh) => ({
      ...rest,
      isOfService: service !== null && service !== undefined,
      isOfUpstream: upstream !== undefined,
    });
    expect(comparable(reset)).toEqual(comparable(fresh));
  });

  describe("that depend on each other", () => {
    const upstream = (fields: string) => `resource "kong_upstream" "u" {\n  name = "u"\n  ${fields}\n}\n`;

    test("an upstream's algorithm follows what it hashes, through all changes", async () => {
      const { world, folder, declare } = await stage(cli, upstream(""));
      const steps: readonly [string, Readonly<Record<string, unknown>>][] = [
        ["", { algorithm: "round-robin", hash_on: "none" }],
        ['hash_on = "ip"', { algorithm: "consistent-hashing", hash_on: "ip" }],
        ['hash_on = "header"\n  hash_on_header = "x-a"', { algorithm: "consistent-hashing", hash_on: "header" }],
        ['algorithm = "least-connections"', { algorithm: "least-connections", hash_on: "none" }],
        [
          'algorithm = "consistent-hashing"\n  hash_on = "consumer"',
          { algorithm: "consistent-hashing", hash_on: "consumer" },
        ],
        ['algorithm = "latency"', { algorithm: "latency", hash_on: "none" }],
        ["", { algorithm: "round-robin", hash_on: "none" }],
      ];
      for (const [fields, expected] of steps) {
        declare(upstream(fields));
        const ran = await folder.tryApply();
        expect(ran.code, `${fields}: ${ran.text}`).toBe(0);
        expect(world.one("upstreams", {}), fields).toMatchObject(expected);
        await expectNoChanges(folder, world);
      }
    });

    test.each([
      ["null", "healthchecks = null"],
      ["empty", "healthchecks = {}"],
      ["empty inside", "healthchecks = { active = {}, passive = { healthy = {} } }"],
      ["null inside", "healthchecks = { active = null, passive = { type = null } }"],
    ])("healthchecks that are %s are the defaults", async (_what, fields) => {
      const { world, folder } = await stage(cli, upstream(fields));
      await folder.apply();
      expect(world.one("upstreams", {})).toMatchObject({ healthchecks: { active: { timeout: 1, type: "http" } } });
      await expectNoChanges(folder, world);
    });

    test("a key that expires counts down without a difference, and is prolonged when that is said", async () => {
      const key = (ttl: string) =>
        `resource "kong_consumer" "c" {\n  username = "c"\n}\nresource "kong_key_auth" "k" {\n  consumer_id = kong_consumer.c.id\n  key = "a-key-of-c"\n  ${ttl}\n}\n`;
      const { world, folder, declare } = await stage(cli, key("ttl = 3600"));
      await folder.apply();
      await expectNoChanges(folder, world);
      declare(key("ttl = 7200"));
      world.forget();
      await folder.apply();
      expect(world.sent.map(({ body }) => body)).toEqual([{ ttl: 7200 }]);
      await expectNoChanges(folder, world);
    });
  });

  test("an adoption shows no secret of either side", async () => {
    const { world, folder } = await stage(
      cli,
      `resource "kong_consumer" "c" {\n  username = "c"\n}
resource "kong_basic_auth" "l" {\n  consumer_id = kong_consumer.c.id\n  username = "u"\n  password = "declared-password"\n}
resource "kong_plugin" "p" {
  name           = "rate-limiting"
  scope          = { global = true }
  config         = { minute = 5, policy = "redis", redis = { host = "r.internal" } }
  config_secrets = { redis = { password = "declared-setting" } }
}
`,
    );
    const consumer = { id: world.gateway.insert("consumers", { username: "c" }).id };
    world.gateway.insert("basicauth_credentials", { consumer, username: "u", password: "live-password" });
    world.gateway.insert("plugins", {
      name: "rate-limiting",
      config: { minute: 5, policy: "redis", redis: { host: "r.internal", password: "live-setting" } },
    });
    const hash = String(world.one("basicauth_credentials", {})["password"]);
    const { text, flat } = await folder.plan();
    expect(flat).toMatch(/Fields that change: [^.]*\bpassword\b/);
    expect(flat).toMatch(/ config\.redis\.password /);
    for (const secret of ["declared-password", "live-password", "declared-setting", "live-setting", hash])
      expect(text).not.toContain(secret);
    await folder.apply("plan");
    expect(world.one("plugins", {})).toMatchObject({ config: { redis: { password: "declared-setting" } } });
    expect(world.one("basicauth_credentials", {})["password"]).not.toBe(hash);
    await expectNoChanges(folder, world);
  });
});
