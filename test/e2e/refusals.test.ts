/** What the gateway would refuse is an error at plan, all at once and on the attribute concerned; secrets are in no output. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  configuration,
  expectNoChanges,
  type Folder,
  hasWriteOnly,
  openWorld,
  stage,
  warmFolder,
  withEachCli,
} from "./kit.ts";

const NOWHERE = "99999999-9999-4999-8999-999999999999";
const CONSUMER = 'resource "kong_consumer" "mobile" {\n  username = "mobile"\n}\n';
const hash = (password: unknown) => expect(password).toMatch(/^[0-9a-f]{40}$/);

withEachCli("refusals at plan", (cli) => {
  test("everything that is wrong is told at once, each at its attribute, and nothing is written", async () => {
    const { world, folder } = await stage(
      cli,
      `resource "kong_plugin" "unknown_plugin" {
  name  = "rate-limitting"
  scope = { global = true }
}
resource "kong_plugin" "unknown_field" {
  name   = "rate-limiting"
  scope  = { global = true }
  config = { minute = 5, polcy = "local" }
}
resource "kong_plugin" "wrong_type" {
  name   = "cors"
  scope  = { global = true }
  config = { max_age = "soon" }
}
resource "kong_service" "too_much" {
  name = "a"
  host = "a.internal"
  port = terraform_data.port.output
}
resource "terraform_data" "port" {
  input = 70000
}
resource "kong_route" "nothing_to_match" {
  name = "v1"
}
resource "kong_consumer" "nobody" {
}
resource "kong_service" "good" {
  name = "good"
  host = "good.internal"
}
`,
    );
    const ran = await folder.tryApply();
    expect(ran.code).toBe(1);
    for (const address of [
      "kong_plugin.unknown_plugin",
      "kong_plugin.unknown_field",
      "kong_plugin.wrong_type",
      "kong_route.nothing_to_match",
      "kong_consumer.nobody",
    ])
      expect(ran.flat).toMatch(new RegExp(`Error: [^│]*with ${address.replace(".", "\\.")},`));
    expect(ran.flat).not.toContain("with kong_service.good");
    expect(ran.flat).toMatch(/rate-limitting.*Did you mean '?rate-limiting/);
    expect(ran.flat).toMatch(/polcy.*Did you mean '?policy/);
    // At the attribute: Terraform quotes its line.
    expect(ran.text).toMatch(/config = \{ minute = 5, polcy = "local" \}/);
    expect(world.sent).toEqual([]);
  });

  test("what no gateway takes is told by validate, without one: each at its attribute", async () => {
    const { world, folder, declare } = await stage(
      cli,
      `variable "port" {
  default = 70000
}
resource "kong_service" "too_much" {
  name = "a"
  host = "a.internal"
  port = 70000
}
resource "kong_service" "wrong_protocol" {
  name     = "b"
  host     = "b.internal"
  protocol = "gopher"
}
resource "kong_upstream" "inside" {
  name = "u"
  healthchecks = {
    active = { concurrency = 0 }
  }
}
resource "kong_service" "later" {
  name = "c"
  host = "c.internal"
  port = var.port
}
`,
    );
    const before = world.gateway.log.length;
    const validated = await folder.run("validate", "-no-color");
    expect(validated.code).toBe(1);
    expect(validated.flat).toMatch(
      /with kong_service\.too_much,.*port = 70000.*port: value should be between 0 and 65535/,
    );
    expect(validated.flat).toMatch(/with kong_service\.wrong_protocol,.*protocol = "gopher".*expected one of: grpc,/);
    expect(validated.flat).toMatch(/with kong_upstream\.inside,.*healthchecks\.active\.concurrency: value should be/);
    // What a variable holds is not known when the configuration is validated by itself.
    expect(validated.flat).not.toContain("kong_service.later");
    expect(world.gateway.log.slice(before)).toEqual([]);
    declare(
      'variable "port" {\n  default = 70000\n}\nresource "kong_service" "later" {\n  name = "c"\n  host = "c.internal"\n  port = var.port\n}\n',
    );
    const planned = await folder.plan();
    expect(planned.code).toBe(1);
    expect(planned.flat).toMatch(/with kong_service\.later,.*port: value should be between 0 and 65535/);
  });

  test("references that lead nowhere are all named", async () => {
    const { world, folder } = await stage(
      cli,
      `resource "kong_plugin" "limit" {
  name  = "rate-limiting"
  scope = { service_id = "${NOWHERE}" }
  config = { minute = 5 }
}
resource "kong_route" "v1" {
  name       = "v1"
  paths      = ["/v1"]
  service_id = "${NOWHERE}"
}
resource "kong_key_auth" "key" {
  consumer_id = "orders"
}
`,
    );
    const ran = await folder.plan();
    expect(ran.code).toBe(1);
    expect(ran.flat).toMatch(/with kong_key_auth\.key.*consumer_id is 'orders', which is no id/);
    await folder.write(
      readFileSync(join(folder.path, "main.tf"), "utf8").replace(/resource "kong_key_auth"[\s\S]*/, ""),
    );
    const again = await folder.plan();
    expect(again.flat).toMatch(/A reference leads nowhere with kong_plugin\.limit/);
    expect(again.flat).toMatch(/A reference leads nowhere with kong_route\.v1/);
    expect(world.sent).toEqual([]);
  });

  describe("a plugin never becomes global by leaving something out", () => {
    test.each([
      ["an empty reference", 'scope = { service_id = "" }', /service_id is empty/],
      ["a null reference", "scope = { service_id = null }", /The scope resolves to nothing/],
      ["an empty scope", "scope = {}", /The scope is missing/],
      ["a scope that is not global", "scope = { global = false }", /The scope is missing/],
      [
        "a null beside a reference",
        `scope = { service_id = "${NOWHERE}", route_id = null }`,
        /scope\.route_id is null\. It is not written/,
      ],
      [
        "a name that a scope does not know",
        `scope = { service_id = "${NOWHERE}", consumer = "${NOWHERE}" }`,
        /scope has no 'consumer'\. Did you mean 'consumer_id'\?/,
      ],
      ["a text for global", 'scope = { global = "yes" }', /scope\.global is true or false/],
      ["a scope that is null", "scope = null", /The scope is missing.*scope = \{ global = true \}/],
      ["no scope", "", /The argument "scope" is required/],
      ["global and a reference", `scope = { global = true, service_id = "${NOWHERE}" }`, /contradicts itself/],
      ["a reference that a variable empties", "scope = { route_id = var.route }", /route_id is empty/],
    ])("%s is refused", async (_what, scope, expected) => {
      const { world, folder } = await stage(
        cli,
        `variable "route" {\n  default = ""\n}\nresource "kong_plugin" "cors" {\n  name = "cors"\n  ${scope}\n}\n`,
      );
      const ran = await folder.tryApply();
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(expected);
      expect(world.gateway.entities("plugins")).toEqual([]);
      expect(world.sent).toEqual([]);
    });

    test("a reference that is unknown at plan and null at apply is refused then", async () => {
      const { world, folder } = await stage(
        cli,
        `resource "terraform_data" "id" {
  input = "nothing"
}
resource "kong_plugin" "cors" {
  name  = "cors"
  scope = { route_id = terraform_data.id.output == "nothing" ? null : terraform_data.id.output }
}
`,
      );
      const ran = await folder.tryApply();
      expect(ran.code).toBe(1);
      expect(ran.flat).toMatch(/The scope resolves to nothing/);
      expect(world.gateway.entities("plugins")).toEqual([]);
    });
  });

  test("validate needs no gateway, and finds what can be found without one", async () => {
    const folder = await warmFolder(cli);
    folder.write(
      configuration("http://127.0.0.1:1", 'resource "kong_plugin" "cors" {\n  name  = "cors"\n  scope = {}\n}\n'),
    );
    const wrong = await folder.run("validate", "-no-color");
    expect(wrong.code).toBe(1);
    expect(wrong.flat).toMatch(/The scope is missing/);
    folder.write(
      configuration(
        "http://127.0.0.1:1",
        'resource "kong_plugin" "cors" {\n  name  = "cors"\n  scope = { global = true }\n}\n',
      ),
    );
    expect((await folder.run("validate", "-no-color")).text).toContain("The configuration is valid");
    const plan = await folder.plan();
    expect(plan.code).toBe(1);
    expect(plan.flat).toMatch(/127\.0\.0\.1:1/);
  });
});

withEachCli("secrets", (cli) => {
  const SECRETS = {
    key: "the-secret-key-4711",
    password: "the-secret-password-4711",
    setting: "the-secret-setting-4711",
    token: "the-secret-token-4711",
  };
  /** A plan as it is printed and as JSON, without the literals of the configuration, which are the CLI's own to show. */
  const shown = async (folder: Folder): Promise<string> => {
    const plan = await folder.plan();
    const lines = await folder.run("plan", "-json", "-input=false");
    const { stdout } = await folder.run("show", "-json", "plan");
    const { configuration: _own, ...rest } = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    return plan.text + lines.text + JSON.stringify(rest);
  };
  const state = (folder: Folder): string => readFileSync(join(folder.path, "terraform.tfstate"), "utf8");

  test.skipIf(!hasWriteOnly(cli))("write-only ones are in no output, no saved plan's JSON and no state", async () => {
    const logged: string[] = [];
    const world = await openWorld();
    const folder = await warmFolder(cli, { log: (line) => void logged.push(line) });
    const declare = (secrets: typeof SECRETS): void =>
      folder.write(
        configuration(
          world.url,
          `${CONSUMER}resource "kong_key_auth" "key" {
  consumer_id = kong_consumer.mobile.id
  key_wo      = "${secrets.key}"
}
resource "kong_basic_auth" "login" {
  consumer_id = kong_consumer.mobile.id
  username    = "mobile"
  password_wo = "${secrets.password}"
}
resource "kong_plugin" "limit" {
  name   = "rate-limiting"
  scope  = { global = true }
  config = { minute = 5, policy = "redis", redis = { host = "redis.internal" } }
  config_secrets_wo = { redis = { password = "${secrets.setting}" } }
}
`,
          `owner = "team"\n  admin_token = "${secrets.token}"`,
        ),
      );
    declare(SECRETS);
    const before = await shown(folder);
    const { text } = await folder.apply();
    const after = await shown(folder);
    for (const secret of Object.values(SECRETS)) {
      expect(before + text + after + logged.join("")).not.toContain(secret);
      expect(state(folder)).not.toContain(secret);
    }
    // They did arrive.
    expect(world.one("keyauth_credentials", {})["key"]).toBe(SECRETS.key);
    expect(world.one("plugins", {})).toMatchObject({ config: { redis: { password: SECRETS.setting } } });
    hash(world.one("basicauth_credentials", {})["password"]);
    await expectNoChanges(folder, world);

    // Changed ones are seen, though neither side may show them.
    declare({
      ...SECRETS,
      key: "the-secret-key-4712",
      password: "the-secret-password-4712",
      setting: "the-secret-setting-4712",
    });
    const changed = await folder.plan();
    expect(changed.text).toContain("0 to add, 3 to change, 0 to destroy");
    expect(changed.text).toMatch(/~ secrets_version\s+= 1 -> 2/);
    expect((await folder.apply("plan")).text).not.toContain("4712");
    expect(state(folder)).not.toContain("4712");
    expect(world.one("keyauth_credentials", {})["key"]).toBe("the-secret-key-4712");
    expect(world.one("plugins", {})).toMatchObject({ config: { redis: { password: "the-secret-setting-4712" } } });
    await expectNoChanges(folder, world);

    // Changed out of band, too.
    world.gateway.update("keyauth_credentials", world.one("keyauth_credentials", {}).id, { key: "of-somebody-else" });
    world.gateway.update("plugins", world.one("plugins", {}).id, {
      config: { redis: { password: "of-somebody-else" } },
    });
    const drift = await shown(folder);
    expect(drift).toContain("0 to add, 2 to change, 0 to destroy");
    expect(drift).not.toContain("of-somebody-else");
    await folder.apply("plan");
    expect(world.one("keyauth_credentials", {})["key"]).toBe("the-secret-key-4712");
    expect(world.one("plugins", {})).toMatchObject({ config: { redis: { password: "the-secret-setting-4712" } } });
    await expectNoChanges(folder, world);
  });

  test("stored ones are sensitive: no plan, no apply and no UI line shows them", async () => {
    const { world, folder } = await stage(
      cli,
      `variable "key" {
  sensitive = true
  default   = "${SECRETS.key}"
}
${CONSUMER}resource "kong_key_auth" "key" {
  consumer_id = kong_consumer.mobile.id
  key         = var.key
}
resource "kong_basic_auth" "login" {
  consumer_id = kong_consumer.mobile.id
  username    = "mobile"
  password    = "${SECRETS.password}"
}
resource "kong_plugin" "limit" {
  name           = "rate-limiting"
  scope          = { global = true }
  config         = { minute = 5, policy = "redis", redis = { host = "redis.internal" } }
  config_secrets = { redis = { password = "${SECRETS.setting}" } }
}
`,
    );
    const plan = await folder.plan();
    const lines = await folder.run("plan", "-json", "-input=false");
    const applied = await folder.apply();
    for (const secret of Object.values(SECRETS)) expect(plan.text + lines.text + applied.text).not.toContain(secret);
    expect(plan.text).toMatch(/\+ key\s+= \(sensitive value\)/);
    expect(plan.text).toMatch(/\+ config_secrets\s+= \(sensitive value\)/);
    expect(world.one("plugins", {})).toMatchObject({ config: { redis: { password: SECRETS.setting } } });
    await expectNoChanges(folder, world);

    world.gateway.update("keyauth_credentials", world.one("keyauth_credentials", {}).id, { key: "of-somebody-else" });
    world.gateway.update("plugins", world.one("plugins", {}).id, {
      config: { redis: { password: "of-somebody-else" } },
    });
    const drift = await folder.plan();
    expect(drift.text).toContain("0 to add, 2 to change, 0 to destroy");
    expect(drift.text).not.toContain("of-somebody-else");
    await folder.apply("plan");
    expect(world.one("keyauth_credentials", {})["key"]).toBe(SECRETS.key);
    expect(world.one("plugins", {})).toMatchObject({ config: { redis: { password: SECRETS.setting } } });
    await expectNoChanges(folder, world);
  });

  test.each(hasWriteOnly(cli) ? ["password", "password_wo"] : ["password"])(
    "a password changed out of band is seen through its hash (%s)",
    async (name) => {
      const { world, folder } = await stage(
        cli,
        `${CONSUMER}resource "kong_basic_auth" "login" {
  consumer_id = kong_consumer.mobile.id
  username    = "mobile"
  ${name}     = "${SECRETS.password}"
}
`,
      );
      await folder.apply();
      const before = world.one("basicauth_credentials", {});
      hash(before["password"]);
      await expectNoChanges(folder, world);
      world.gateway.update("basicauth_credentials", before.id, {
        password: "of-somebody-else",
        consumer: before["consumer"],
      });
      expect(world.one("basicauth_credentials", {})["password"]).not.toBe(before["password"]);
      const plan = await folder.plan();
      expect(plan.text).toContain("0 to add, 1 to change, 0 to destroy");
      expect(plan.text).not.toContain(SECRETS.password);
      expect(plan.text).not.toMatch(/[0-9a-f]{40}/);
      await folder.apply("plan");
      expect(world.one("basicauth_credentials", {})).toMatchObject({ id: before.id, password: before["password"] });
      await expectNoChanges(folder, world);
    },
  );

  test("a literal secret in config is a warning that says where it belongs", async () => {
    const { folder } = await stage(
      cli,
      `resource "kong_plugin" "limit" {
  name   = "rate-limiting"
  scope  = { global = true }
  config = { minute = 5, policy = "redis", redis = { host = "redis.internal", password = "in-plain-sight" } }
}
`,
    );
    expect((await folder.plan()).flat).toMatch(
      /A secret in plain sight.*config\.redis\.password is a secret.*config_secrets \(sensitive\) or config_secrets_wo/,
    );
  });

  test("a live secret that nobody declared never enters the state", async () => {
    const { world, folder } = await stage(
      cli,
      'resource "kong_plugin" "limit" {\n  name   = "rate-limiting"\n  scope  = { global = true }\n  config = { minute = 5, policy = "redis", redis = { host = "redis.internal" } }\n}\n',
    );
    await folder.apply();
    world.gateway.update("plugins", world.one("plugins", {}).id, {
      config: { redis: { password: "of-somebody-else" } },
    });
    await folder.run("apply", "-refresh-only", "-auto-approve", "-no-color");
    expect(state(folder)).not.toContain("of-somebody-else");
    expect((await folder.plan()).text).not.toContain("of-somebody-else");
  });

  test("a generated key is known to the state, and to nobody's screen", async () => {
    const { world, folder } = await stage(
      cli,
      `${CONSUMER}resource "kong_key_auth" "key" {\n  consumer_id = kong_consumer.mobile.id\n}\n`,
    );
    const { text } = await folder.apply();
    const key = String(world.one("keyauth_credentials", {})["key"]);
    expect(key.length).toBeGreaterThan(10);
    expect(text).not.toContain(key);
    expect((await folder.state()).get("kong_key_auth.key")?.values["key"]).toBe(key);
    await expectNoChanges(folder, world);
  });

  test("no secret of the provider block is in a failure", async () => {
    const world = await openWorld();
    const folder = await warmFolder(cli);
    folder.write(configuration(world.url, CONSUMER, `admin_token = "${SECRETS.token}"`));
    world.fault({ times: 100 }, { status: 401, body: { message: `no such token` } });
    const ran = await folder.plan();
    expect(ran.code).toBe(1);
    expect(ran.text).not.toContain(SECRETS.token);
  });
});
