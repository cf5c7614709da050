/** Texts of a gateway that look like CDKTF's tokens are written so that they stay what they are. @module */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CDKTF writes tokens like this.
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTemplate } from "../../src/desired/template.ts";
import { deckText } from "../../src/emit/deck.ts";
import { type Document, documentOf } from "../../src/emit/document.ts";
import { hclConfiguration } from "../../src/emit/hcl.ts";
import { stackProgram } from "../../src/emit/typescript.ts";
import { type Declaration, Template } from "../../src/model/declaration.ts";
import { ErrorList } from "../../src/model/errors.ts";
import { looksLikeToken } from "../../src/model/token-marks.ts";
import { createEmbeddedGateway, type EmbeddedGateway } from "../../src/testing.ts";
import { declare, service } from "../engine/declare.ts";
import { often } from "../properties/chance.ts";
import { deckDeclarations, importOf, NOTHING, news, planOf, stackDeclarations } from "./support.ts";

/** Numbers that CDKTF makes of a token and of a list of them, the first ones. */
const NUMBER = "-8.174960255134716e+298";
const encoded = (bits: number, index: number): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, bits << 16);
  view.setUint32(4, index);
  return view.getFloat64(0);
};
const numbers = [0, 1, 7].flatMap((index) => [encoded(0xfdff, index), encoded(0xfbff, index)]);

const document = (declarations: readonly Declaration[]): Document =>
  documentOf({ declarations, owner: false, selectTags: [], name: "shop", from: "x" });

const thrownBy = (run: () => unknown): ErrorList => {
  try {
    run();
  } catch (error) {
    if (error instanceof ErrorList) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

const withSecret = (): EmbeddedGateway => {
  const gateway = createEmbeddedGateway();
  const { id } = gateway.insert("consumers", { username: "mobile" });
  gateway.insert("keyauth_credentials", { consumer: { id }, key: "SECRET-4711" });
  return gateway;
};

const TEXTS = [
  "${TfToken[TOKEN.0]}",
  "-- ${TfToken[TOKEN.1]} ${x} %{y} $${TfToken[TOKEN.1]}",
  "#{TfToken[TOKEN.1]}",
  "&{TfToken[TOKEN.1]}",
  "$#{TfToken[TOKEN.1]} %%{TfToken[TOKEN.1]}",
  "${TfToken[TOKEN.99999]}",
  ...numbers.map((number) => `a ${number} b`),
  NUMBER,
  `1-1e5e+298${NUMBER}`,
  "String Map Token Value",
  "Any Map Token Value",
];

test.each(TEXTS)("%s stays what it is", async (text) => {
  const gateway = withSecret();
  gateway.insert("consumers", { username: `${text} in a name`, custom_id: text, tags: [text.replaceAll(",", "")] });
  gateway.insert("plugins", { name: "pre-function", config: { access: [text] } });
  const { document: read } = await importOf(gateway);
  const stack = await stackDeclarations(read);
  expect(stack.declarations.find(({ kind }) => kind === "plugins")?.fields["config"]).toMatchObject({ access: [text] });
  expect(news(await planOf(gateway, stack))).toEqual(NOTHING);
  expect(news(await planOf(gateway, await deckDeclarations(read)))).toEqual(NOTHING);
});

test("so do keys of maps", async () => {
  const odd = Object.fromEntries(TEXTS.map((text) => [text, text]));
  const { declarations } = await stackDeclarations(document([declare("services", "s", { host: "h", odd })]));
  expect(declarations[0]?.fields["odd"]).toEqual(odd);
});

const pieces = fc.constantFrom(
  ..."$#&%{}e-+.| 1",
  "${TfToken[TOKEN.1]}",
  "TfToken[",
  "]}",
  "${",
  "TOKEN.0",
  ...numbers.map(String),
  "e+298",
);

test("any text made of such pieces stays what it is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 7 }), async (parts) => {
      const text = parts.join("");
      const gateway = withSecret();
      gateway.insert("plugins", { name: "pre-function", config: { access: [`-- ${text}`, text] } });
      const { document: read } = await importOf(gateway);
      const { declarations } = await stackDeclarations(read);
      expect(declarations.find(({ kind }) => kind === "plugins")?.fields["config"]).toMatchObject({
        access: [`-- ${text}`, text],
      });
    }),
    often(60),
  );
});

test("what stands in a text beside a reference stays what it is", async () => {
  const orders = service("orders");
  const text = new Template(["${TfToken[TOKEN.0]}-", { address: orders.address, path: ["id"] }]);
  const written = document([orders, declare("services", "s", { name: "s", host: "h", path: text })]);
  const { declarations } = await stackDeclarations(written);
  const found = declarations.find(({ fields }) => fields["name"] === "s")?.fields["path"];
  expect(found instanceof Template ? found.parts[0] : found).toBe("${TfToken[TOKEN.0]}-");
});

test("a number that is a token is refused, with the entity and its field", () => {
  for (const number of [...numbers, -123456789]) {
    const declarations = [declare("services", "s", { host: "h", odd: { deep: [1, number] } })];
    const error = thrownBy(() => stackProgram(document(declarations)));
    expect(error.errors).toEqual([
      expect.objectContaining({ code: "KG_FORMAT_LACKS", message: expect.stringContaining("odd.deep.1 is") }),
    ]);
  }
});

test("usual texts are written as they are", () => {
  for (const text of ["${x}", "TfToken[a]", "1e3", "1.5e+300", "-8e298", "orders"])
    expect(looksLikeToken(text)).toBe(false);
});

test("a sign of money before a reference is no escape", async () => {
  const orders = service("orders");
  const id = { address: orders.address, path: ["id"] };
  for (const signs of ["$", "$$", "%", "%$"]) {
    const path = new Template([`/cost${signs}`, id, "/", id]);
    const written = document([orders, declare("services", "s", { name: "s", host: "h", path })]);
    const { declarations } = await stackDeclarations(written);
    const found = declarations.find(({ fields }) => fields["name"] === "s")?.fields["path"];
    expect(found instanceof Template ? found.parts : found).toMatchObject([`/cost${signs}`, {}, "/", {}]);
    const line = hclConfiguration(written, { requirement: "" })
      .split("\n")
      .find((one) => one.includes("/cost"));
    const [quoted = ""] = /"(.*)"/.exec(line ?? "")?.slice(1) ?? [];
    const parts = parseTemplate(quoted).map((part) =>
      typeof part === "string"
        ? part
        : part.type === "template" || part.type === "literal"
          ? JSON.stringify(part)
          : "x",
    );
    expect(parts.filter((part) => part === "x")).toHaveLength(2);
  }
});

test("a key that is a prototype's name is refused where it would be lost", () => {
  const odd: unknown = JSON.parse('{"__proto__":"x"}');
  const written = document([declare("services", "s", { host: "h", odd })]);
  for (const emit of [stackProgram, deckText]) {
    expect(thrownBy(() => emit(written)).errors).toEqual([
      expect.objectContaining({ code: "KG_FORMAT_LACKS", message: expect.stringContaining("odd.__proto__") }),
    ]);
  }
  expect(hclConfiguration(written, { requirement: "" })).toContain('__proto__ = "x"');
});
