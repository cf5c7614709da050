import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { RunningGateway } from "../../src/testing.ts";
import { fault, folderWith, gatewayFor, ORDERS, outputOf, ref, run, source, stackJson, writesOf } from "./support.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const ROUTE = { name: "orders-all", paths: ["/orders/*"], service_id: ref("kong_service.orders.id") };
const GLOB = { ...ORDERS, kong_route: { ...(ORDERS["kong_route"] as object), all: ROUTE } };
const silenced = (silence: unknown) => ({
  ...GLOB,
  kong_route: { ...GLOB.kong_route, all: { ...ROUTE, "//": { silence } } },
});
const CODE = "regex-without-tilde";

/** A gateway that says it is a control plane with incremental sync. */
const controlPlaneFor = async (configuration: object = { cluster_incremental_sync: true }): Promise<RunningGateway> => {
  const running = await gatewayFor();
  const change = (body: unknown): unknown => {
    const answer = body as { configuration: object };
    return {
      ...answer,
      configuration: { ...answer.configuration, role: "control_plane", plugins: ["bundled"], ...configuration },
    };
  };
  running.gateway.faults.push(fault({ path: /^\/$/ }, { change }));
  return running;
};

describe("lint", () => {
  test("without findings ends with 0, and says what was not looked for", async () => {
    const cwd = await source();
    const text = await run(cwd, "lint");
    expect(text.code).toBe(0);
    expect(text.stdout).toBe(
      "No findings: 3 declarations.\nNot looked for, because no gateway was asked: rate-limiting-local, custom-plugin-incremental-sync.\n",
    );
    expect(text.stderr).toBe("");
    expect((await run(cwd, "lint", "--quiet")).stdout).toBe("");
    const { code, json } = await run(cwd, "lint", "--json");
    expect(code).toBe(0);
    expect(json).toEqual({
      format: "kongruent.lint/1",
      gateway: null,
      summary: { declared: 3, findings: 0, silenced: 0, errors: 0 },
      findings: [],
      silenced: [],
      unchecked: ["rate-limiting-local", "custom-plugin-incremental-sync"],
      errors: [],
    });
  });

  test("with findings ends with 2, and names stack, code and address", async () => {
    const cwd = await folderWith({ "cdk.tf.json": { ...stackJson(GLOB), "//": { metadata: { stackName: "shop" } } } });
    const text = await run(cwd, "lint");
    expect(text.code).toBe(2);
    expect(text.stdout).toContain(`shop\n  Warning ${CODE}: kong_route.all: Its path '/orders/*'`);
    expect(text.stdout).toContain("\n1 finding in 4 declarations.\n");
    const { code, json } = await run(cwd, "lint", "--json");
    expect(code).toBe(2);
    expect(json).toMatchObject({ summary: { findings: 1 }, findings: [{ code: CODE, address: "kong_route.all" }] });
  });

  test("groups the findings of several stacks", async () => {
    const cwd = await folderWith(
      outputOf({ one: stackJson(GLOB, { owner: "one" }), two: stackJson(GLOB, { owner: "two" }) }),
    );
    const { code, stdout } = await run(cwd, "lint", ".");
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^one\n {2}Warning .*: one\/kong_route\.all: .*\n\ntwo\n {2}Warning .*: two\/kong_route\.all: /m,
    );
    expect((await run(cwd, "lint", ".", "--stack", "two")).stdout).not.toContain("one\n");
  });

  test("ends with 1 for what cannot be read, in its own document", async () => {
    const cwd = await folderWith({ "cdk.tf.json": "{" });
    const text = await run(cwd, "lint");
    expect(text.code).toBe(1);
    expect(text.stderr).toContain("Error KG_SOURCE_INVALID");
    for (const args of [[], ["--nonsense"]]) {
      const { code, json } = await run(cwd, "lint", "--json", ...args);
      expect(code).toBe(1);
      expect(json).toMatchObject({ format: "kongruent.lint/1", summary: { errors: 1 }, findings: [] });
      expect(json.errors).toHaveLength(1);
    }
  });

  test("silences count in text and are listed with their reason in JSON", async () => {
    const cwd = await source(silenced({ [CODE]: "a star" }));
    const text = await run(cwd, "lint");
    expect([text.code, text.stdout.split("\n")[0]]).toEqual([0, "No findings: 4 declarations, 1 silenced."]);
    const flag = await run(await source(GLOB), "lint", "--json", "--silence", `${CODE}@routes/orders-all=a star`);
    expect(flag.code).toBe(0);
    for (const json of [(await run(cwd, "lint", "--json")).json, flag.json]) {
      expect(json).toMatchObject({
        summary: { findings: 0, silenced: 1 },
        silenced: [{ code: CODE, address: "kong_route.all", reason: "a star" }],
      });
    }
    const byVariable = await run({ cwd: await source(GLOB), env: { KONGRUENT_SILENCE: `${CODE}=a star` } }, "lint");
    expect(byVariable.code).toBe(0);
  });

  test("a silence that silences nothing is a finding; one without a reason or a code is refused", async () => {
    const unused = await run(await source(), "lint", "--silence", `${CODE}=a star`);
    expect(unused.code).toBe(2);
    expect(unused.stdout).toContain(`Warning silence-unused: --silence '${CODE}=a star' silences nothing.`);
    const inSource = await run(await source(silenced({ "secret-in-source": "none here", [CODE]: "a star" })), "lint");
    expect(inSource.stdout).toContain("Warning silence-unused: kong_route.all: ");
    for (const wrong of [CODE, `${CODE}=`, "nothing=why"]) {
      const { code, stderr } = await run(await source(), "lint", "--silence", wrong);
      expect([code, stderr], wrong).toEqual([1, expect.stringContaining("KG_USAGE")]);
    }
    for (const wrong of [{ [CODE]: "" }, [CODE], CODE, { [CODE]: true }]) {
      const { code, errors } = await run(await source(silenced(wrong)), "lint", "--json");
      expect(code).toBe(1);
      expect(errors).toMatchObject([{ code: "KG_ATTRIBUTE_INVALID", address: "kong_route.all" }]);
    }
  });

  test("a gateway is asked with --gateway, and with --online the provider's; nothing is written", async () => {
    const { url, gateway } = await controlPlaneFor();
    const FOUND = [{ code: "rate-limiting-local", address: "kong_plugin.limit" }];
    const cwd = await source(ORDERS, { owner: "team", admin_url: url });
    expect((await run(cwd, "lint", "--json")).json.findings).toEqual([]);
    expect(gateway.log).toEqual([]);
    for (const args of [["--gateway", url], ["--online"]]) {
      const { code, json } = await run(cwd, "lint", "--json", ...args);
      expect(code).toBe(2);
      expect(json).toMatchObject({ gateway: { url, mode: "control_plane" }, findings: FOUND, unchecked: [] });
    }
    const text = await run(cwd, "lint", "--online");
    expect(text.stdout).toMatch(
      /^Gateway http.*control_plane mode\)\n\n.*\n {2}Warning rate-limiting-local: kong_plugin\.limit: /,
    );
    expect(writesOf(gateway)).toEqual([]);
  });

  test("of several gateways that were asked there is a result each, and a failure is one of them", async () => {
    const { url } = await gatewayFor();
    const cwd = await folderWith(
      outputOf({
        good: stackJson(GLOB, { owner: "good", admin_url: url }),
        gone: stackJson(ORDERS, { owner: "gone", admin_url: "http://127.0.0.1:1" }),
      }),
    );
    const { code, json } = await run(cwd, "lint", ".", "--online", "--json");
    expect(code).toBe(1);
    expect(json.format).toBe("kongruent.lints/1");
    expect(json.results).toMatchObject([
      { gateway: { url }, findings: [{ code: CODE }], errors: [] },
      { gateway: { url: "http://127.0.0.1:1" }, findings: [], errors: [{ code: "KG_GATEWAY_UNREACHABLE" }] },
    ]);
    expect((await run(cwd, "lint", ".", "--json")).json).toMatchObject({
      format: "kongruent.lint/1",
      summary: { declared: 7 },
    });
  });

  test("a custom plugin is one that the gateway's configuration names", async () => {
    const cwd = await source({ kong_plugin: { own: { name: "our-own", scope: { global: true } } } });
    const { url } = await controlPlaneFor({ cluster_incremental_sync: true, plugins: ["bundled", "our-own"] });
    const { json } = await run(cwd, "lint", "--json", "--gateway", url);
    // The embedded gateway does not have the plugin; that is for validate to say.
    expect(json.findings).toMatchObject([{ code: "custom-plugin-incremental-sync" }]);
  });

  test.each(["stacks/minimal.ts", "stacks/main.ts"])("has no findings in %s of this package", async (stack) => {
    const { code, json } = await run(root, "lint", join(root, stack), "--json");
    expect(json.findings).toEqual([]);
    expect(json.errors).toEqual([]);
    expect(code).toBe(0);
  });
});

describe("the warnings of plan", () => {
  test("are the findings of lint, change no exit code, and are the same in each run", async () => {
    const { url } = await controlPlaneFor();
    const cwd = await source(GLOB);
    const { code, json } = await run(cwd, "plan", "--json", "--gateway", url);
    expect(code).toBe(2);
    expect(json.errors).toEqual([]);
    expect(json.warnings).toEqual((await run(cwd, "lint", "--json", "--gateway", url)).json.findings);
    expect(json.warnings).toMatchObject([
      { code: "rate-limiting-local", address: "kong_plugin.limit" },
      { code: CODE, address: "kong_route.all" },
    ]);
    expect((await run(cwd, "plan", "--json", "--gateway", url)).json).toEqual(json);
    const silent = await run(cwd, "plan", "--json", "--gateway", url, "--silence", `${CODE}=a star`);
    expect(silent.json.warnings).toHaveLength(1);
  });

  test("stand behind the changes, also in apply, and not in drift; afterwards plan is congruent with them", async () => {
    const { url } = await gatewayFor();
    const cwd = await source(GLOB);
    const plan = await run(cwd, "plan", "--gateway", url);
    expect(plan.stdout).toMatch(/ {2}\+ create[\s\S]*\n\nWarning regex-without-tilde: kong_route\.all: .*\n\nPlan: /);
    const apply = await run(cwd, "apply", "--yes", "--gateway", url);
    expect(apply.code).toBe(0);
    expect(apply.stdout).toContain("\nWarning regex-without-tilde: kong_route.all: ");
    const again = await run(cwd, "plan", "--gateway", url);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("\nWarning regex-without-tilde: kong_route.all: ");
    const drift = await run(cwd, "drift", "--gateway", url);
    expect([drift.code, drift.stdout.includes("Warning")]).toEqual([0, false]);
  });

  test("of which there are many are counted", async () => {
    const { url } = await gatewayFor();
    const many = Object.fromEntries(
      Array.from({ length: 23 }, (_, index) => [`r${index}`, { paths: [`/r${index}/*`], name: `r${index}` }]),
    );
    const { stdout } = await run(await source({ kong_route: many }), "plan", "--gateway", url);
    expect(stdout.match(/^Warning /gm)).toHaveLength(20);
    expect(stdout).toContain("… and 3 more warnings: npx kongruent lint lists them.");
  });

  test("are shown with a saved plan, and hold no secret", async () => {
    const { url } = await gatewayFor();
    const cwd = await source({
      kong_consumer: { bob: { username: "bob" } },
      kong_key_auth: { k: { consumer_id: ref("kong_consumer.bob.id"), key: "sesame" } },
    });
    const plan = await run(cwd, "plan", "--gateway", url, "--out", "plan.json");
    expect(plan.stdout).toContain("Warning secret-in-source: kong_key_auth.k: key stands");
    const json = await run(cwd, "plan", "--gateway", url, "--json");
    const apply = await run(cwd, "apply", "--plan", "plan.json", "--yes", "--gateway", url);
    expect(apply.code).toBe(0);
    expect(apply.stdout).toContain("Warning secret-in-source: kong_key_auth.k: key stands");
    expect(plan.stdout + json.stdout + apply.stdout).not.toContain("sesame");
  });

  test("see what others have on the gateway: a live global key-auth authenticates", async () => {
    const { url, gateway } = await gatewayFor();
    const cwd = await source({
      kong_consumer: { bob: { username: "bob" } },
      kong_plugin: { limit: { name: "request-size-limiting", scope: { consumer_id: ref("kong_consumer.bob.id") } } },
    });
    const warnings = async () => (await run(cwd, "plan", "--json", "--gateway", url)).json.warnings;
    expect(await warnings()).toMatchObject([{ code: "consumer-unauthenticated", address: "kong_plugin.limit" }]);
    gateway.insert("plugins", { name: "key-auth" });
    expect(await warnings()).toEqual([]);
  });

  test("see a live route of somebody else that takes all requests", async () => {
    const { url, gateway } = await gatewayFor();
    gateway.insert("routes", { name: "everything", paths: ["~/.*"] });
    const { json } = await run(await source(), "plan", "--json", "--gateway", url);
    expect(json.warnings).toMatchObject([{ code: "route-shadowed", address: "kong_route.v1" }]);
    expect(json.warnings[0].message).toContain("routes/everything");
  });
});
