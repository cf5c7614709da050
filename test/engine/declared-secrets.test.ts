import { expect, test } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import { createWorld, plugin, upstream } from "./kit.ts";

const withHeader = (value: string) =>
  plugin("request-transformer", "global", { add: { headers: [new Secret(`x-secret:${value}`)] } });

test("what is live in the place of a declared secret is masked too, though no schema calls it secret", async () => {
  const world = createWorld();
  await world.run([withHeader("hush-1")]);
  const plan = await world.plan([withHeader("hush-2")]);
  expect(plan.changes[0]?.fields).toEqual([{ path: "config.add.headers", from: "***", to: ["***"] }]);

  world.forget();
  await world.run([withHeader("hush-2")]);
  expect(world.sent).toHaveLength(1);
  expect(world.journal.length).toBeGreaterThan(0);
  expect(JSON.stringify(world.journal)).not.toContain("hush");
});

test("a least-connections upstream is sent without a hash_on nobody declared: the gateway couples the two by itself", async () => {
  const world = createWorld();
  const declared = [upstream("pool", { algorithm: "least-connections" })];
  await world.run(declared);
  expect(world.sent[0]?.body).toMatchObject({ algorithm: "least-connections" });
  expect(world.sent[0]?.body).not.toHaveProperty("hash_on");
  expect((await world.plan(declared)).changes).toEqual([]);
});
