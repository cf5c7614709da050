import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { savePlan } from "../../src/engine/saved-plan.ts";
import type { Declaration } from "../../src/model/declaration.ts";
import { Secret } from "../../src/model/secret.ts";
import { applyText } from "../../src/report/apply-text.ts";
import { planText } from "../../src/report/plan-text.ts";
import {
  basicAuth,
  consumer,
  createWorld,
  fault,
  keyAuth,
  plugin,
  type RunOptions,
  service,
  type World,
} from "./kit.ts";

const KEYS = ["key-one-4711", "key-two-4712", "pass-one-4713", "pass-two-4714", "redis-one-4715", "redis-two-4716"];
const mobile = consumer("mobile");
const orders = service("orders");
/** Declarations with secrets of every sort: fields, hashed ones, and a plugin's settings given plainly. */
const secretive = (number: "one" | "two"): Declaration[] => {
  const of = (start: string): string => KEYS.find((key) => key.startsWith(`${start}-${number}`)) ?? "";
  const redis = { host: "r", password: of("redis") };
  return [
    mobile,
    orders,
    keyAuth(mobile, of("key")),
    basicAuth(mobile, "user", of("pass")),
    plugin("rate-limiting", { service: orders }, { minute: 5, policy: "redis", redis }),
    plugin("session", "global", { secret: of("redis") }),
  ];
};

/** Everything a run shows or writes down, as text. */
const shownBy = async (world: World, declared: readonly Declaration[], options: RunOptions = {}): Promise<string> => {
  const prepared = await world.prepare(declared, options);
  const saved = savePlan(prepared, declared);
  const outcome = await world.run(declared, options);
  const text = (color: boolean): string[] => [
    planText(prepared.plan, { color, voice: "plan" }),
    planText(prepared.plan, { color, voice: "drift" }),
    applyText(outcome, { color }),
  ];
  return [
    JSON.stringify(prepared.plan),
    // What a declaration says plainly in a plugin's settings is wrapped as soon as the schema is known.
    JSON.stringify(prepared.operations.map(({ fields, live }) => [fields, live])),
    JSON.stringify(saved),
    JSON.stringify(outcome),
    JSON.stringify(world.journal),
    inspect([prepared.plan, prepared.snapshot, outcome, world.journal], { depth: 20 }),
    ...text(false),
    ...text(true),
  ].join("\n");
};

const expectNoSecret = (text: string, world?: World): void => {
  const stored =
    world === undefined ? [] : world.gateway.entities("basicauth_credentials").map(({ password }) => String(password));
  for (const key of [...KEYS, ...stored]) expect(text.includes(key), `${key.slice(0, 8)}… is shown`).toBe(false);
};

describe("secrets reach no terminal, log, plan or report (S22)", () => {
  test("when they are made, changed and deleted", async () => {
    const world = createWorld();
    const made = await shownBy(world, secretive("one"));
    expect(made).toContain("***");
    expect(world.one("keyauth_credentials", { key: "key-one-4711" })).toBeDefined();
    const changed = await shownBy(world, secretive("two"));
    expect(world.one("plugins", { name: "session" })).toMatchObject({ config: { secret: "redis-two-4716" } });
    const deleted = await shownBy(world, [consumer("mobile"), service("orders")], { maxDeletes: 9 });
    for (const text of [made, changed, deleted]) expectNoSecret(text, world);
    expect(world.journal.length).toBeGreaterThan(10);
    expect(world.gateway.entities("keyauth_credentials")).toEqual([]);
  });

  test("when somebody changed them out of band", async () => {
    const world = createWorld();
    await world.run(secretive("one"));
    world.gateway.update("plugins", world.one("plugins", { name: "rate-limiting" }).id, {
      config: { redis: { password: "redis-two-4716" } },
    });
    const plan = await world.plan(secretive("one"));
    expect(plan.changes[0]?.fields).toEqual([{ path: "config.redis.password", from: "***", to: "***" }]);
    expectNoSecret(await shownBy(world, secretive("one")), world);
    expect((await world.plan(secretive("one"))).changes).toEqual([]);
  });

  test("when a key is taken by another consumer, at plan and at apply", async () => {
    const world = createWorld();
    const { id } = world.gateway.insert("consumers", { username: "theirs" });
    const take = () => world.gateway.insert("keyauth_credentials", { consumer: { id }, key: "key-one-4711" });
    const late = await world.run(secretive("one"), { beforeApply: () => void take() });
    expect(late.errors.map(({ code }) => code)).toContain("KG_KEY_HELD");
    expectNoSecret(JSON.stringify(late));
    const plan = await world.plan(secretive("one"));
    expect(plan.errors).toMatchObject([{ code: "KG_KEY_HELD" }]);
    expectNoSecret(JSON.stringify(plan));
  });

  test("when the gateway repeats them in an error", async () => {
    const world = createWorld();
    const repeats = (fields: unknown) => ({
      message: `schema violation (${JSON.stringify(fields)})`,
      name: "schema violation",
      code: 2,
      fields,
    });
    world.gateway.faults.push(
      fault({ method: "POST", path: /key-auth/ }, { status: 400, body: repeats({ key: "key-one-4711 is too short" }) }),
      fault(
        { method: "POST", path: /^\/plugins/ },
        { status: 400, body: repeats({ config: { redis: { password: "redis-one-4715?" } } }) },
      ),
      fault({ method: "POST", path: /basic-auth/ }, { status: 500, body: { message: "pass-one-4713" } }),
    );
    const outcome = await world.run(secretive("one"));
    expect(outcome.summary.failed).toBeGreaterThanOrEqual(4);
    expectNoSecret(JSON.stringify(outcome));
    expectNoSecret(applyText(outcome, { color: false }));
  });

  test("when they are refused at plan", async () => {
    const world = createWorld();
    const bad = plugin("rate-limiting", "global", {
      minute: 5,
      redis: { password: new Secret({ not: "redis-one-4715" }) },
    });
    const worse = keyAuth(mobile, "key-one-4711", { key: new Secret(["key-one-4711"]) });
    const { errors } = await world.run([mobile, bad, worse]);
    expect(errors.length).toBeGreaterThanOrEqual(2);
    expectNoSecret(JSON.stringify(errors));
  });

  test("and a vault reference is no secret: it is shown", async () => {
    const world = createWorld();
    const redis = { host: "r", password: "{vault://env/redis}" };
    const plan = await world.plan([plugin("rate-limiting", "global", { minute: 5, policy: "redis", redis })]);
    expect(JSON.stringify(plan)).toContain("{vault://env/redis}");
  });
});

describe("a basic-auth password", () => {
  const hashOf = (password: string, id: string): string =>
    createHash("sha1")
      .update(password + id)
      .digest("hex");

  test("changed out of band is seen and set right (S23)", async () => {
    const world = createWorld();
    const declared = [mobile, basicAuth(mobile, "user", "pass-one-4713")];
    await world.run(declared);
    const credential = world.one("basicauth_credentials", { username: "user" });
    const { id } = world.one("consumers", { username: "mobile" });
    expect(credential["password"]).toBe(hashOf("pass-one-4713", id));
    expect((await world.run(declared)).requests.write).toBe(0);
    world.gateway.update("basicauth_credentials", credential.id, { password: "pass-two-4714", consumer: { id } });
    world.forget();
    const plan = await world.plan(declared);
    expect(plan.changes).toMatchObject([{ action: "update", fields: [{ path: "password", from: "***", to: "***" }] }]);
    const outcome = await world.run(declared);
    expect(outcome.errors).toEqual([]);
    expect(world.sent.map(({ body }) => body)).toEqual([{ password: "pass-one-4713", consumer: { id } }]);
    expect(world.one("basicauth_credentials", { username: "user" })["password"]).toBe(hashOf("pass-one-4713", id));
    expect((await world.run(declared)).requests.write).toBe(0);
  });

  test("of a user name that moves to another consumer is hashed anew", async () => {
    const world = createWorld();
    const [a, b] = [consumer("a"), consumer("b")];
    await world.run([a, b, basicAuth(a, "user", "pass-one-4713")]);
    const outcome = await world.run([a, b, basicAuth(b, "user", "pass-one-4713")]);
    expect(outcome.errors).toEqual([]);
    const { id } = world.one("consumers", { username: "b" });
    expect(world.gateway.entities("basicauth_credentials")).toMatchObject([
      { consumer: { id }, password: hashOf("pass-one-4713", id) },
    ]);
    expect((await world.run([a, b, basicAuth(b, "user", "pass-one-4713")])).requests.write).toBe(0);
  });
});
