/** Each field of every kind and each setting of every plugin, changed once through the provider: one PATCH of it, then nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { referenceAttribute } from "../../src/model/attribute-names.ts";
import { revealAll } from "../../src/model/secret.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { attributesOf } from "../../src/provider/attributes.ts";
import { type Change, changesOfKind, changesOfPlugin } from "../kinds/changes.ts";
import { EVERYTHING, The } from "../kinds/samples.ts";
import { blockOf, insertParents, kinds, PARENT_OF } from "./blocks.ts";
import type { Config } from "./core/core.ts";
import { canonical, get } from "./core/values.ts";
import { type Stage, stage } from "./stage.ts";

type Fields = Readonly<Record<string, unknown>>;

let on: Stage;
beforeAll(async () => {
  on = await stage(EVERYTHING);
});
afterAll(() => on.close());
const restart = (): void => {
  on.reset();
  insertParents(on.embedded);
};
beforeEach(restart);

const resolved = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (value instanceof The) return [name, { id: PARENT_OF[value.kind] }];
      if (!Array.isArray(value)) return [name, revealAll(value)];
      return [name, value.map((item: unknown) => (item instanceof The ? PARENT_OF[item.kind] : revealAll(item)))];
    }),
  );

const expectOneChange = async (kindName: string, { path, before, after }: Change): Promise<void> => {
  const kind = kinds.find((one) => one.kind === kindName);
  if (kind === undefined) throw new Error(`no ${kindName}`);
  const [from, to]: readonly Config[] = [before, after].map((fields) => blockOf(kind, resolved(fields)));
  if (from === undefined || to === undefined) throw new Error("no blocks");
  const state = await on.apply(kind.terraform, from);
  await on.command();
  const read = await on.core.readResource(await on.core.reloaded(state));
  expect(read?.value).toEqual(state.value);
  const plan = await on.core.planResource(kind.terraform, to, read);
  expect(plan.action).toBe("update");
  const [field = ""] = path.split(".");
  const scope = kind.scope?.includes(field) === true ? "scope" : referenceAttribute(field);
  const changed = attributesOf(kind).flatMap(({ name, type, computed, optional }) => {
    const isSame = canonical(type, get(state.value, name)) === canonical(type, get(plan.planned, name));
    return isSame || (computed === true && optional !== true) ? [] : [name];
  });
  expect(changed.filter((name) => name !== field && name !== scope)).toEqual([]);
  const count = on.writes.length;
  await on.command();
  const { state: made } = await on.core.applyResource(plan);
  if (made === undefined) throw new Error("it is gone");
  expect(on.writes.slice(count).map(({ method }) => method)).toEqual(["PATCH"]);
  await on.command();
  const again = await on.core.readResource(await on.core.reloaded(made));
  expect(again?.value).toEqual(made.value);
  expect((await on.core.planResource(kind.terraform, to, again)).action).toBe("no-op");
};

describe.each(kinds.map(({ kind }) => kind))("%s", (kind) => {
  const { changes } = changesOfKind(kind);
  test.skipIf(changes.length === 0)("changed in each of their fields", async () => {
    for (const change of changes) {
      restart();
      await expectOneChange(kind, change).catch((error: unknown) => {
        throw new Error(`${kind}.${change.path}: ${String(error)}`, { cause: error });
      });
    }
  });
});

describe.each([...pluginSchemas.keys()])("the plugin %s", (name) => {
  test("changed in each of its settings", async () => {
    for (const { path, before, after } of changesOfPlugin(name).changes) {
      restart();
      const change = { path: "config", before: { name, config: before }, after: { name, config: after } };
      await expectOneChange("plugins", change).catch((error: unknown) => {
        throw new Error(`${name} ${path}: ${String(error)}`, { cause: error });
      });
    }
  });
});
