/** Kinds and fields that a gateway lacks: refused at plan, with where they are found. */
import { describe, expect, test } from "vitest";
import { type Declaration, Template } from "../../src/model/declaration.ts";
import { kinds } from "../../src/model/kinds.ts";
import { isOffered, offerText } from "../../src/model/offer.ts";
import { declared, EVERYTHING } from "../kinds/samples.ts";
import { congruent, consumer, createWorld, declare, plugin, route, service } from "./kit.ts";

const lacking = kinds.filter(({ offered }) => offered !== undefined);

describe.each(lacking.map(({ kind }) => kind))("%s on a gateway without them", (name) => {
  test("are refused at plan with where they are found, and nothing is written", async () => {
    const world = createWorld();
    const { errors } = await world.run(declared(name, "least"));
    const offered = kinds.find(({ kind }) => kind === name)?.offered ?? {};
    const codes = errors.filter(({ code }) => code === "KG_KIND_LACKING");
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.map(({ message }) => message).join("\n")).toContain(offerText(offered, "them"));
    expect(world.sent).toEqual([]);
  });
});

test("a plugin's group is refused where the gateway knows none", async () => {
  const world = createWorld();
  const group = "11111111-2222-4333-8444-555555555555";
  const limited = declare("plugins", "limit", {
    name: "rate-limiting",
    consumer_group: { id: group },
    config: { minute: 1 },
  });
  const { errors } = await world.plan([limited]);
  expect(errors.map(({ code }) => code)).toContain("KG_FIELD_LACKING");
  expect(errors.map(({ message }) => message).join("\n")).toContain("Kong Enterprise has it");
});

test("a plugin of a group is one of that group, and no global one", async () => {
  const world = createWorld(EVERYTHING);
  const gold = declare("consumer_groups", "gold", { name: "gold" });
  const limited = declare("plugins", "limit", { name: "rate-limiting", consumer_group: gold, config: { minute: 1 } });
  const everyone = plugin("rate-limiting", "global", { minute: 9 });
  const outcome = await world.run([gold, limited, everyone]);
  expect(outcome.errors).toEqual([]);
  expect(world.gateway.entities("plugins")).toHaveLength(2);
  await congruent(world, [gold, limited, everyone]);
});

describe("the members of a group", () => {
  const gold = declare("consumer_groups", "gold", { name: "gold" });
  const [one, two] = [consumer("one"), consumer("two")];
  const member = (name: string, of: typeof one) =>
    declare("consumer_group_members", name, { consumer_group: gold, consumer: of });
  const members = (world: ReturnType<typeof createWorld>): number =>
    world.gateway.entities("consumer_group_members").length;

  test("that are declared no longer leave it, the last one too", async () => {
    const world = createWorld(EVERYTHING);
    await world.run([gold, one, two, member("one", one), member("two", two)]);
    expect(members(world)).toBe(2);
    for (const declared of [
      [gold, one, two, member("one", one)],
      [gold, one, two],
    ]) {
      const { errors } = await world.run(declared, { maxDeletes: 1 });
      expect(errors).toEqual([]);
      await congruent(world, declared);
    }
    expect(members(world)).toBe(0);
  });

  test("whose consumer is not ours, or whose group is not, are listed and left alone", async () => {
    const world = createWorld(EVERYTHING);
    await world.run([gold, one]);
    const [group] = world.gateway.entities("consumer_groups");
    const [own] = world.gateway.entities("consumers");
    const theirs = world.gateway.insert("consumers", { username: "theirs", tags: ["kongruent-owner:other"] });
    const nobodys = world.gateway.insert("consumers", { username: "by-hand" });
    const partners = world.gateway.insert("consumer_groups", { name: "partners", tags: ["kongruent-owner:other"] });
    for (const [of, consumerId] of [
      [group?.id, theirs.id],
      [group?.id, nobodys.id],
      [partners.id, own?.id],
    ]) {
      world.gateway.insert("consumer_group_members", { consumer_group: { id: of }, consumer: { id: consumerId } });
    }
    world.forget();
    const declared = [gold, one, member("one", one)];
    expect((await world.run(declared)).errors).toEqual([]);
    await congruent(world, declared);
    expect(members(world)).toBe(4);
    const { unmanaged } = await world.plan(declared);
    expect(unmanaged.map(({ identity }) => identity)).toEqual(
      expect.arrayContaining(["consumer_group_members/gold/by-hand", "consumer_group_members/gold/theirs"]),
    );
  });

  test("of others hold the delete of their group, and of their consumer", async () => {
    const world = createWorld(EVERYTHING);
    await world.run([gold, one, service("other")]);
    const [group] = world.gateway.entities("consumer_groups");
    const [own] = world.gateway.entities("consumers");
    const theirs = world.gateway.insert("consumers", { username: "theirs", tags: ["kongruent-owner:other"] });
    const partners = world.gateway.insert("consumer_groups", { name: "partners", tags: ["kongruent-owner:other"] });
    const insert = (of: unknown, consumerId: unknown) =>
      world.gateway.insert("consumer_group_members", { consumer_group: { id: of }, consumer: { id: consumerId } });
    insert(group?.id, theirs.id);
    insert(partners.id, own?.id);
    const { errors } = await world.run([service("other")], { maxDeletes: 5 });
    expect(errors.map(({ code }) => code)).toEqual(["KG_DELETE_BLOCKED", "KG_DELETE_BLOCKED"]);
    expect(members(world)).toBe(2);
  });

  test("that somebody else put there are found, not made again", async () => {
    const world = createWorld(EVERYTHING);
    await world.run([gold, one]);
    const [group] = world.gateway.entities("consumer_groups");
    const [of] = world.gateway.entities("consumers");
    world.gateway.insert("consumer_group_members", { consumer_group: { id: group?.id }, consumer: { id: of?.id } });
    await congruent(world, [gold, one, member("one", one)]);
  });
});

test("what is offered depends on edition, version and settings", () => {
  expect(isOffered(undefined, {})).toBe(true);
  expect(isOffered({ edition: "enterprise" }, {})).toBe(false);
  expect(isOffered({ edition: "enterprise", since: "3.10" }, { edition: "enterprise", version: "3.9.1" })).toBe(false);
  expect(isOffered({ edition: "enterprise", since: "3.10" }, { edition: "enterprise", version: "3.10.0.0" })).toBe(
    true,
  );
  expect(isOffered({ setting: "wasm = on" }, { settings: ["wasm = on"] })).toBe(true);
});

test("a CA certificate that a service trusts is not deleted before the service lets it go", async () => {
  const world = createWorld();
  const ca = declared("ca_certificates", "least")[0];
  if (ca === undefined) throw new Error("no sample");
  await world.run([ca]);
  const [{ id } = { id: "" }] = world.gateway.entities("ca_certificates");
  world.gateway.insert("services", { name: "others", protocol: "https", host: "h", ca_certificates: [id] });
  const orders = service("orders");
  const { errors } = await world.run([orders, route("v1", { service: orders })], { maxDeletes: 5 });
  expect(errors.map(({ code }) => code)).toEqual(["KG_DELETE_REFERENCED"]);
  expect(world.gateway.entities("ca_certificates")).toHaveLength(1);
});

test("a CA certificate in a list is shown by its name, before it is made and after", async () => {
  const world = createWorld();
  const [ca] = declared("ca_certificates", "least");
  if (ca === undefined) throw new Error("no sample");
  const id = new Template([{ address: ca.address, path: ["id"] }]);
  const trusting = service("orders", { protocol: "https", ca_certificates: [id] });
  const shownIn = async (declarations: readonly Declaration[]) => {
    const { changes } = await world.plan(declarations);
    return changes.flatMap(({ fields }) => fields.filter(({ path }) => path === "ca_certificates"));
  };
  const [fresh] = await shownIn([ca, trusting]);
  expect(fresh).toEqual({ path: "ca_certificates", from: null, to: [expect.stringMatching(/^ca_certificates\//)] });
  expect(JSON.stringify(fresh)).not.toContain("known after apply");
  await world.run([ca, trusting]);
  const [dropped] = await shownIn([ca, service("orders", { protocol: "https" })]);
  expect(dropped).toMatchObject({ from: [expect.stringMatching(/^ca_certificates\//)], to: null });
});
