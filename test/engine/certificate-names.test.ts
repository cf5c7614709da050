/** Lists of server names: exact, and held to the brakes of deletes. */
import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/model/declaration.ts";
import { Template } from "../../src/model/declaration.ts";
import { Secret } from "../../src/model/secret.ts";
import { otherRsa, type Pair, renewed, rsa } from "../kinds/pem.ts";
import { congruent, createWorld, declare, type Meta, type World } from "./kit.ts";

type Fields = Readonly<Record<string, unknown>>;

const certificate = (name: string, { cert, key }: Pair, fields: Fields = {}, meta: Meta = {}): Declaration =>
  declare("certificates", name, { cert, key: new Secret(key), ...fields }, meta);
const sni = (name: string, of: Declaration, meta: Meta = {}): Declaration =>
  declare("snis", name, { name, certificate: of }, meta);

const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }): readonly string[] =>
  errors.map(({ code }) => code);

/** Which certificate each server name leads to, by what the certificate begins with. */
const shown = (world: World): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    world.gateway.entities("snis").map(({ name, certificate: of }) => {
      const { id } = of as { readonly id: string };
      const held = world.gateway.entities("certificates").find((one) => one.id === id);
      return [String(name), held?.["cert"] === rsa.cert];
    }),
  );

describe("a list of names", () => {
  test("does not remove another owner's name, at plan or right before it is written", async () => {
    const world = createWorld();
    const declared = [certificate("c", rsa, { snis: ["a.example"] })];
    await world.run(declared);
    const [{ id } = { id: "" }] = world.gateway.entities("certificates");
    const insert = () =>
      world.gateway.insert("snis", { name: "t.example", certificate: { id }, tags: ["kongruent-owner:theirs"] });
    const changed = [certificate("c", rsa, { snis: ["b.example"] })];
    const late = await world.run(changed, { beforeApply: insert });
    expect(codes(late)).toEqual(["KG_DELETE_BLOCKED"]);
    expect(codes(await world.run(changed))).toEqual(["KG_DELETE_BLOCKED"]);
    expect(Object.keys(shown(world)).sort()).toEqual(["a.example", "t.example"]);
    expect(codes(await world.run(changed, { cascade: true }))).toEqual([]);
    expect(Object.keys(shown(world))).toEqual(["b.example"]);
  });

  test("beside a declared name that it leaves out is refused, and with it agrees", async () => {
    const world = createWorld();
    const c = certificate("c", rsa, { snis: ["a.example"] });
    expect(codes(await world.run([c, sni("b.example", c)]))).toEqual(["KG_NAMES_CONTRADICTORY"]);
    const both = certificate("c", rsa, { snis: ["a.example", "b.example"] });
    const declared = [both, sni("b.example", both)];
    expect(codes(await world.run(declared))).toEqual([]);
    await world.run(declared);
    await congruent(world, declared);
  });

  test("of two certificates with one name in both is refused at plan", async () => {
    const world = createWorld();
    const declared = [
      certificate("c", rsa, { snis: ["a.example", "b.example"] }),
      certificate("d", otherRsa, { snis: ["b.example"] }),
    ];
    expect(codes(await world.run(declared))).toEqual(["KG_NAMES_CONTRADICTORY"]);
    expect(world.sent).toEqual([]);
  });

  test("gives a name up before another one takes it", async () => {
    const world = createWorld();
    await world.run([certificate("c", rsa, { snis: ["a.example", "b.example"] })]);
    const split = [certificate("d", otherRsa, { snis: ["b.example"] }), certificate("c", rsa, { snis: ["a.example"] })];
    expect(codes(await world.run(split))).toEqual([]);
    expect(shown(world)).toEqual({ "a.example": true, "b.example": false });
    await congruent(world, split);
  });

  test("wants no name that another owner's certificate has", async () => {
    const world = createWorld();
    world.gateway.insert("certificates", { ...otherRsa, snis: ["a.example"], tags: ["kongruent-owner:theirs"] });
    const pinned = certificate("c", rsa, { snis: ["a.example"] }, { id: "11111111-2222-4333-8444-555555555555" });
    expect(codes(await world.plan([pinned]))).toEqual(["KG_KEY_HELD"]);
  });
});

describe("a declared name", () => {
  test("is not taken from another owner's certificate, though it carries no mark itself", async () => {
    const world = createWorld();
    world.gateway.insert("certificates", { ...otherRsa, snis: ["a.example"], tags: ["kongruent-owner:theirs"] });
    const c = certificate("c", rsa, {}, { id: "11111111-2222-4333-8444-555555555555" });
    const outcome = await world.run([c, sni("a.example", c)]);
    expect(codes(outcome)).toContain("KG_OWNED_BY_OTHER");
    expect(shown(world)).toEqual({ "a.example": false });
  });

  test("that is known only at apply is not another one's", async () => {
    const world = createWorld();
    const c = certificate("c", rsa);
    const named = (address: string, path: string): Declaration =>
      declare("snis", address, {
        certificate: c,
        name: new Template([{ address: c.address, path: [path] }, ".example"]),
      });
    const { errors } = await world.plan([c, named("one", "id"), named("two", "created_at")]);
    expect(errors.filter(({ code }) => code === "KG_DUPLICATE_IDENTITY")).toEqual([]);
  });
});

describe("certificates", () => {
  test("exchange their names, and keep what they hold", async () => {
    const world = createWorld();
    const [c, d] = [certificate("c", rsa), certificate("d", otherRsa)];
    await world.run([c, d, sni("a.example", c), sni("b.example", d)]);
    const before = world.gateway.entities("certificates").map(({ id, cert }) => [id, cert]);
    const swapped = [c, d, sni("a.example", d), sni("b.example", c)];
    expect(codes(await world.run(swapped))).toEqual([]);
    expect(world.gateway.entities("certificates").map(({ id, cert }) => [id, cert])).toEqual(before);
    expect(shown(world)).toEqual({ "a.example": false, "b.example": true });
    await congruent(world, swapped);
  });

  test("renewed while another one keeps the old content are told apart", async () => {
    const world = createWorld();
    const declared = [
      certificate("c", rsa, { snis: ["a.example"] }),
      certificate("d", otherRsa, { snis: ["b.example"] }),
    ];
    await world.run(declared);
    world.forget();
    const next = [
      certificate("c", renewed, { snis: ["a.example"] }),
      certificate("d", otherRsa, { snis: ["b.example"] }),
    ];
    expect(codes(await world.run(next))).toEqual([]);
    expect(world.sent.map(({ request }) => request.split(" ")[0])).toEqual(["PATCH"]);
  });

  test("made twice by two first runs are one too many: the surplus one goes", async () => {
    const world = createWorld();
    const c = certificate("c", rsa);
    await world.run([c, declare("services", "s", { name: "s", host: "h" })]);
    const [own] = world.gateway.entities("certificates");
    const { id: _, created_at: __, updated_at: ___, snis: ____, ...twin } = own ?? { id: "" };
    world.gateway.insert("certificates", twin);
    const declared = [c, declare("services", "s", { name: "s", host: "h" })];
    expect(codes(await world.run(declared))).toEqual([]);
    expect(world.gateway.entities("certificates")).toHaveLength(1);
    await congruent(world, declared);
  });

  test("of our own go before nobody's that have the new name", async () => {
    const world = createWorld();
    world.gateway.insert("certificates", { ...otherRsa, snis: ["a.example", "keep.example"] });
    await world.run([certificate("c", rsa, { snis: ["b.example"] })]);
    const outcome = await world.run([certificate("c", rsa, { snis: ["a.example"] })]);
    expect(codes(outcome)).toEqual(["KG_KEY_HELD"]);
    expect(Object.keys(shown(world)).sort()).toEqual(["a.example", "b.example", "keep.example"]);
  });
});
