/** A new kind is one descriptor: everything that a kind has follows from it. */
import { dirname, join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { CONSTRUCTS_FOLDER, constructModule, constructModules } from "../../scripts/generate-constructs.ts";
import { propsModule } from "../../scripts/generate-props.ts";
import { referencePages } from "../../scripts/generate-reference.ts";
import * as addPlugin from "../../src/constructs/add-plugin.ts";
import * as children from "../../src/constructs/children.ts";
import * as entity from "../../src/constructs/entity.ts";
import * as errors from "../../src/constructs/errors.ts";
import * as existing from "../../src/constructs/existing.ts";
import * as scope from "../../src/constructs/scope.ts";
import * as typedPlugins from "../../src/constructs/typed-plugins.ts";
import { deckText } from "../../src/emit/deck.ts";
import { hclConfiguration } from "../../src/emit/hcl.ts";
import { stackProgram } from "../../src/emit/typescript.ts";
import * as kongruent from "../../src/index.ts";
import type { Declaration } from "../../src/model/declaration.ts";
import { findings } from "../../src/model/findings.ts";
import * as registry from "../../src/model/kinds.ts";
import { Secret } from "../../src/model/secret.ts";
import { createEmbeddedGateway } from "../../src/testing.ts";
import {
  deckDeclarations,
  importOf,
  NOTHING,
  news,
  planOf,
  planOfDeclarations,
  stackDeclarations,
} from "../emit/support.ts";
import { declare, OWNER_TAG } from "../engine/declare.ts";
import { congruent, createWorld } from "../engine/kit.ts";
import { type Stage, stage } from "../provider/stage.ts";
import { gadget } from "./gadget.ts";

vi.mock("../../src/model/kinds.ts", async (original) => {
  const { kinds, ...rest } = await original<typeof registry>();
  const { gadget: added } = await import("./gadget.ts");
  const all = [...kinds, added];
  const findKind = (name: string) => all.find(({ kind }) => kind === name);
  return {
    ...rest,
    kinds: all,
    findKind,
    kindOf: (name: string) => findKind(name) ?? rest.kindOf(name),
    kindOfResource: (type: string) => all.find(({ terraform }) => terraform === type),
  };
});

type Fields = Readonly<Record<string, unknown>>;

const SECRET = "open-sesame-4711";
const orders = declare("services", "orders", { name: "orders", host: "h.example" });
const full: Fields = {
  service: orders,
  code: new Secret(SECRET),
  colours: ["red", "blue"],
  labels: { front: "A", back: "B" },
  size: { width: 11 },
  tags: ["a"],
};
const declared = (fields: Fields = full): readonly Declaration[] => [
  orders,
  declare("gadgets", "one", { name: "one", ...fields }),
];

describe("the engine", () => {
  test("makes one with one write, changes one field of it, and deletes it", async () => {
    const world = createWorld();
    const plan = JSON.stringify(await world.plan(declared()));
    const { errors, requests } = await world.run(declared());
    expect({ errors, writes: requests.write }).toEqual({ errors: [], writes: 2 });
    expect(plan + JSON.stringify(world.journal)).not.toContain(SECRET);
    await congruent(world, declared());
    const made = world.one("gadgets", { name: "one" });
    expect(made).toMatchObject({ code: SECRET, size: { width: 11, height: 20 }, labels: { front: "A", back: "B" } });
    for (const change of [{ colours: ["blue"] }, { labels: { front: "C" } }, { size: { width: 12 } }]) {
      world.forget();
      await world.run(declared({ ...full, ...change }));
      expect(world.sent).toMatchObject([{ request: `PATCH /gadgets/${made.id}`, body: change }]);
      await congruent(world, declared({ ...full, ...change }));
    }
    world.forget();
    await world.run([orders], { maxDeletes: 9 });
    expect(world.sent.map(({ request }) => request)).toEqual([`DELETE /gadgets/${made.id}`]);
  });

  test("adopts one that is there by its name", async () => {
    const world = createWorld();
    await world.run([orders]);
    const made = world.gateway.insert("gadgets", { name: "one" });
    world.forget();
    await world.run(declared({}));
    expect(world.sent).toMatchObject([{ request: `PATCH /gadgets/${made.id}`, body: { tags: [OWNER_TAG] } }]);
    await congruent(world, declared({}));
  });

  test("says what is wrong with one", () => {
    expect(JSON.stringify(findings(gadget, { name: "one", size: { width: 1000 } }))).toContain(
      "value should be between 0 and 100",
    );
  });
});

describe("the Terraform provider", () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage();
  });
  afterAll(() => on.close());
  beforeEach(() => on.reset());

  test("plans, applies, reads, changes and imports one", async () => {
    const { id: service } = on.embedded.insert("services", { name: "orders", host: "h" });
    const config = {
      name: "one",
      service_id: service,
      code_wo: SECRET,
      colours: ["red", "blue"],
      labels: { front: "A" },
      size: { width: 11 },
    };
    const state = await on.apply("kong_gadget", config);
    expect(state.value).toMatchObject({
      code: null,
      owner: "ours",
      secrets_version: 1,
      size: { width: 11, height: 20 },
    });
    await on.command();
    const read = await on.core.readResource(await on.core.reloaded(state));
    expect(read?.value).toEqual(state.value);
    expect((await on.core.planResource("kong_gadget", config, read)).action).toBe("no-op");
    const other = { ...config, colours: ["green"] };
    const changed = await on.apply("kong_gadget", other, state);
    expect(on.writes.at(-1)).toMatchObject({ method: "PATCH", body: { colours: ["green"] } });
    await on.command();
    const [imported] = await on.core.importResource("kong_gadget", "gadgets/one");
    expect(imported?.value).toEqual({ ...changed.value, secrets_version: null });
    const { value } = await on.core.readDataSource("kong_gadget", { name: "one" });
    expect(value).toMatchObject({ service_id: service, colours: ["green"] });
    expect(JSON.stringify([state.value, changed.value, imported?.value, value])).not.toContain(SECRET);
  });
});

type Exports = Readonly<Record<string, new (...given: unknown[]) => unknown>>;

/** What the generated modules of all kinds export, the made-up kind's included. */
const constructs = (): Exports => {
  const written = constructModules();
  const evaluated: Record<string, { exports: Exports }> = {};
  const modules: Readonly<Record<string, unknown>> = {
    "../../model/kinds.ts": registry,
    "../add-plugin.ts": addPlugin,
    "../children.ts": children,
    "../entity.ts": entity,
    "../errors.ts": errors,
    "../existing.ts": existing,
    "../scope.ts": scope,
    "../typed-plugins.ts": typedPlugins,
  };
  const load = (file: string): Exports => {
    const known = evaluated[file];
    if (known !== undefined) return known.exports;
    const text = written[file];
    if (text === undefined) throw new Error(`no module is written to ${file}`);
    const module: { exports: Exports } = { exports: {} };
    evaluated[file] = module;
    const { code } = transformSync(text(), { loader: "ts", format: "cjs" });
    const required = (name: string) =>
      modules[name] ?? (name.startsWith("./") ? load(join(CONSTRUCTS_FOLDER, name)) : {});
    // The module is what is tested.
    new Function("require", "module", "exports", code)(required, module, module.exports);
    return module.exports;
  };
  return Object.assign(
    {},
    ...Object.keys(written)
      .filter((file) => dirname(file) === CONSTRUCTS_FOLDER)
      .map(load),
  );
};

describe("the constructs", () => {
  test("have a class with properties, and an adder on what it refers to", () => {
    const { Gadget } = constructs();
    if (Gadget === undefined) throw new Error("no class was generated");
    const stack = new TerraformStack(Testing.app(), "shop");
    new kongruent.KongProvider(stack, "kong");
    const service = new kongruent.Service(stack, "orders", { host: "h.example" });
    new Gadget(service, "small", { service, colours: ["red"], size: { width: 11 } });
    const { resource } = JSON.parse(Testing.synth(stack, true)) as { resource: Record<string, Record<string, Fields>> };
    expect(Object.values(resource["kong_gadget"] ?? {})).toMatchObject([
      { name: "orders-small", colours: ["red"], size: { width: 11 } },
    ]);
    const props = propsModule();
    expect(props).toContain("export interface GadgetProps");
    expect(props).toContain("readonly codeWo?: string;");
    expect(constructModule(registry.kindOf("services"), registry.kinds)).toContain("addGadget(");
  });
});

test("the reference has pages of it", () => {
  const pages = referencePages("1.0.0");
  expect(pages["docs/resources/gadget.md"]?.()).toContain("`code_wo` (String, Sensitive, Write-only)");
  expect(pages["docs/data-sources/gadget.md"]?.()).toContain("kong_gadget");
});

describe("a gateway that has one", () => {
  const filled = () => {
    const gateway = createEmbeddedGateway();
    const { id } = gateway.insert("services", { name: "orders", host: "h" });
    gateway.insert("gadgets", { name: "one", service: { id }, code: SECRET, colours: ["b", "a"], size: { width: 3 } });
    gateway.insert("gadgets", { name: "two", labels: { a: "b" } });
    return gateway;
  };

  test("is written as a decK file that plans nothing", async () => {
    const gateway = filled();
    const { live, document } = await importOf(gateway);
    expect(news(await planOfDeclarations(gateway, live.declarations))).toEqual(NOTHING);
    const text = deckText(document);
    expect(text).toContain("gadgets:");
    expect(text).not.toContain(SECRET);
    expect(news(await planOf(gateway, await deckDeclarations(document)))).toEqual(NOTHING);
  });

  test("is written as a stack that plans nothing", async () => {
    const gateway = filled();
    const { document } = await importOf(gateway);
    const program = stackProgram(document);
    expect(program).toContain("orders.addGadget(");
    expect(program).not.toContain(SECRET);
    const desired = await stackDeclarations(document, constructs());
    expect(desired.declarations.filter(({ kind }) => kind === "gadgets")).toHaveLength(2);
    expect(news(await planOf(gateway, desired))).toEqual(NOTHING);
  });

  test("is written as HCL", async () => {
    const { document } = await importOf(filled());
    const hcl = hclConfiguration(document, { requirement: "terraform {\n}\n" });
    expect(hcl).toContain('resource "kong_gadget" "one"');
    expect(hcl).not.toContain(SECRET);
  });
});
