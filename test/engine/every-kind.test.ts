/** What holds for every kind, from the least to the most that is declared of it. */
import { describe, expect, test } from "vitest";
import { kinds } from "../../src/model/kinds.ts";
import { declared, EVERYTHING, SECRETS, samples } from "../kinds/samples.ts";
import { congruent, createWorld } from "./kit.ts";

test("each kind has a sample", () => {
  expect(Object.keys(samples).sort()).toEqual(kinds.map(({ kind }) => kind).sort());
});

describe.each(kinds.map(({ kind }) => kind))("%s", (kind) => {
  describe.each(["least", "most"] as const)("with the %s that is declared", (size) => {
    const declarations = declared(kind, size);

    test("are made with one write each, and then nothing differs", async () => {
      const world = createWorld(EVERYTHING);
      const outcome = await world.run(declarations);
      expect(outcome.errors).toEqual([]);
      expect(outcome.requests.write).toBe(declarations.length);
      await congruent(world, declarations);
    });

    test("show no secret", async () => {
      const world = createWorld(EVERYTHING);
      const plan = JSON.stringify(await world.plan(declarations));
      const outcome = JSON.stringify(await world.run(declarations));
      expect(plan + outcome + JSON.stringify(world.journal)).not.toMatch(SECRETS);
    });

    test("are adopted where somebody else made them, and nothing but the owner's mark is written", async () => {
      const world = createWorld(EVERYTHING);
      await world.run(declarations, { owners: ["other"], beforeApply: () => {} });
      for (const { kind: name } of kinds) {
        for (const entity of world.gateway.entities(name)) {
          if (Array.isArray(entity["tags"])) {
            const tags = entity["tags"].filter((tag) => !String(tag).startsWith("kongruent-owner:"));
            world.gateway.update(name, entity.id, { tags });
          }
        }
      }
      const plan = await world.plan(declarations);
      expect(plan.errors).toEqual([]);
      expect(plan.summary).toMatchObject({ create: 0, update: 0, delete: 0 });
      for (const change of plan.changes) expect(change.fields.map(({ path }) => path)).toEqual(["owner"]);
      await world.run(declarations);
      await congruent(world, declarations);
    });

    test("are deleted when they are declared no longer", async () => {
      const world = createWorld(EVERYTHING);
      await world.run(declarations);
      const outcome = await world.run([], { maxDeletes: 100 });
      expect(outcome.errors).toEqual([]);
      const isOwnable = kinds.find((one) => one.kind === kind)?.schema.shape["tags"] !== undefined;
      if (isOwnable) expect(world.gateway.entities(kind)).toEqual([]);
    });
  });
});
