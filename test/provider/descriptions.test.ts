/** What editors and reference pages show of an attribute. @module */
import { expect, test } from "vitest";
import { kinds } from "../../src/model/kinds.ts";
import { type Attribute, attributesOf, dataAttributesOf } from "../../src/provider/attributes.ts";

const paths = (attributes: readonly Attribute[], within: string): readonly (readonly [string, Attribute])[] =>
  attributes.flatMap((attribute) => {
    const path = `${within}.${attribute.name}`;
    return [[path, attribute] as const, ...paths(attribute.nested?.attributes ?? [], path)];
  });

test("every attribute of every resource and data source is described in a sentence", () => {
  const all = kinds.flatMap((kind) => [
    ...paths(attributesOf(kind), kind.terraform),
    ...paths(dataAttributesOf(kind), `data.${kind.terraform}`),
  ]);
  expect(all.length).toBeGreaterThan(200);
  expect(all.filter(([, { description }]) => !/^\S.*[.]$/s.test(description)).map(([path]) => path)).toEqual([]);
});

test("a data source does not speak of pinning an id: it only reads", () => {
  for (const kind of kinds) {
    const id = dataAttributesOf(kind).find(({ name }) => name === "id");
    expect(id?.description).toBe("The entity's id.");
  }
});
