// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions.
/** A new kind is one descriptor: its class, its method and its properties are written from that. @module */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { type AnyKind, defineKind } from "../../src/model/define.ts";
import { ref, required, secret, tags, uniqueName, withFacts } from "../../src/model/facts.ts";

const source = resolve(import.meta.dirname, "../../src");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const widget: AnyKind = defineKind({
  kind: "widgets",
  singular: "widget",
  terraform: "kong_widget",
  describe: "A thing that a service shows.",
  path: "widgets",
  nested: { parent: "service", path: "widgets" },
  schema: z.strictObject({
    service: ref("services", "cascade").describe("Whose widget it is."),
    name: uniqueName("The widget's name."),
    colour: z.enum(["red", "green"]).describe("How it looks."),
    api_token: withFacts(secret(z.string()).optional().describe("What it calls its service with."), { auto: true }),
    is_shown: required(z.boolean().describe("Whether it is to be seen."), true),
    tags: tags(),
  }),
  uniqueKeys: [{ fields: ["name"], within: "workspace", findBy: "name" }],
  identity: { path: ["name"], at: ["service"] },
  namedByPath: { field: "name" },
  adder: { takes: ["colour"], constructId: ({ colour }) => `widget-${String(colour)}` },
  timestamps: { precision: "seconds", updated: true },
  impact: { create: [], update: [], delete: [] },
});

interface Widget {
  readonly id: string;
  readonly name: string;
}
interface Widgets {
  new (scope: Construct, id: string, props: object): Widget;
  existing(scope: Construct, id: string, lookup: object): Widget;
}
interface WithWidgets {
  addWidget(colour: string, options?: object): Widget;
}
type Services = new (scope: Construct, id: string, props: object) => WithWidgets;

it("gets its class, its method and its properties, with words about each", async () => {
  vi.doMock("../../src/model/kinds.ts", async (original) => {
    const known = await original<typeof import("../../src/model/kinds.ts")>();
    const find = (name: string) => (name === widget.kind ? widget : known.findKind(name));
    return {
      ...known,
      kinds: [...known.kinds, widget],
      findKind: find,
      kindOf: (name: string) => find(name) ?? known.kindOf(name),
    };
  });
  const { constructModule } = await import("../../scripts/generate-constructs.ts");
  const { propsModule } = await import("../../scripts/generate-props.ts");
  const { kinds, kindOf } = await import("../../src/model/kinds.ts");

  const props = propsModule();
  expect(props).toContain("export interface WidgetProps extends WidgetOptions {");
  expect(props).toMatch(
    /Whether it is to be seen\.\n \* @default - true\n \*\/\nreadonly isShown\?: boolean \| IResolvable;/,
  );
  expect(props).toContain("readonly apiTokenWo?: string;");
  expect(props).toContain("export type WidgetLookup = { readonly id: string } | { readonly name: string };");

  const folder = mkdtempSync(join(tmpdir(), "kongruent-new-kind-"));
  folders.push(folder);
  for (const name of ["services", "widgets"]) {
    const kind = kindOf(name);
    const text = constructModule(kind, kinds)
      .replaceAll('"../../', `"${source}/`)
      .replaceAll('"../', `"${source}/constructs/`)
      .replace(/"\.\/(?!widget)/g, `"${source}/constructs/kinds/`);
    writeFileSync(join(folder, `${kind.singular}.ts`), text);
  }
  const { Widget } = (await import(join(folder, "widget.ts"))) as { readonly Widget: Widgets };
  const { Service } = (await import(join(folder, "service.ts"))) as { readonly Service: Services };
  const { KongProvider } = await import("../../src/constructs/provider.ts");
  const { TerraformStack } = await import("cdktf");
  const stack: TerraformStack = new TerraformStack(Testing.app(), "shop");
  new KongProvider(stack, "kong");
  const orders = new Service(stack, "orders", { host: "h" });
  orders.addWidget("red", { apiTokenWo: "s", isShown: false });
  const { name } = Widget.existing(stack, "theirs", { name: "theirs" });
  new Widget(stack, "own", { service: orders, colour: "green", tags: [name] });
  const { resource, data } = JSON.parse(Testing.synth(stack, true));
  expect(Object.values(resource.kong_widget)).toEqual(
    expect.arrayContaining([
      {
        name: "orders-widget-red",
        service_id: "${kong_service.orders.id}",
        colour: "red",
        api_token_wo: "s",
        is_shown: false,
      },
      {
        name: "own",
        service_id: "${kong_service.orders.id}",
        colour: "green",
        tags: ["${data.kong_widget.theirs.name}"],
      },
    ]),
  );
  expect(data.kong_widget.theirs.name).toBe("theirs");

  new Widget(stack, "wrong", { service: orders, colour: "blue", isShwn: true });
  expect(() => Testing.synth(stack, true)).toThrow(
    /colour: expected one of: red, green\n.*there is no property 'isShwn'\. Did you mean 'isShown'\?/,
  );
});
