import { describe, expect, test } from "vitest";
import { differenceRows } from "../../src/report/difference.ts";

const paths = (count: number): string[] => Array.from({ length: count }, (_, index) => `/v1/orders/path-${index}`);
const rows = (from: unknown, to: unknown) => differenceRows({ path: "f", from, to });

describe("what differs in a field", () => {
  test("short values are shown whole", () => {
    expect(rows(80, 8080)).toEqual([{ path: "f", from: "80", to: "8080" }]);
    expect(rows(null, ["GET"])).toEqual([{ path: "f", from: "null", to: '["GET"]' }]);
    expect(rows(["a"], ["a", "b"])).toEqual([{ path: "f", from: '["a"]', to: '["a","b"]' }]);
  });

  test("one element of a long list", () => {
    expect(rows(paths(26), paths(26).with(25, "/new"))).toEqual([
      { path: "f[25]", from: "/v1/orders/path-25", to: "/new" },
    ]);
  });

  test("elements of a long list that come and go", () => {
    const from = paths(30);
    const to = ["/first", ...from.filter((_, index) => index !== 10), "/last"];
    expect(rows(from, to)).toEqual([
      { path: "f", sign: "+", text: "/first" },
      { path: "f", sign: "-", text: "/v1/orders/path-10" },
      { path: "f", sign: "+", text: "/last" },
    ]);
  });

  test("a list, a set's too, in another order: what is new is not lost in what moved", () => {
    const from = paths(20);
    expect(rows(from, ["/new", ...from.toReversed()])).toEqual([
      { path: "f", sign: "+", text: "/new" },
      { path: "f", sign: "", text: "19 elements at another place" },
    ]);
    const swapped = rows(from, from.toSpliced(0, 2, from[1] ?? "", from[0] ?? ""));
    expect(swapped.map((row) => ("sign" in row ? row.sign : ""))).toEqual(["-", "+"]);
  });

  test("very long lists, and very many differences", () => {
    const many = rows(
      paths(5000),
      paths(5000).map((path) => `${path}/x`),
    );
    expect(many).toHaveLength(51);
    expect(many.at(-1)).toMatchObject({ text: expect.stringMatching(/more differences$/) });
  });

  test("a long text, around its first difference", () => {
    const text = "abcdefghij".repeat(100);
    const [row] = rows(text, `${text.slice(0, 500)}X${text.slice(501)}`);
    expect(row).toEqual({
      path: "f",
      from: expect.stringMatching(/^…(abcdefghij){2}a.*… \(440 more characters\)$/),
      to: expect.stringMatching(/^…(abcdefghij){2}X.*… \(440 more characters\)$/),
    });
    expect(rows(text, `${text} `)).toEqual([
      { path: "f", from: '…"abcdefghijabcdefghij"', to: '…"abcdefghijabcdefghij "' },
    ]);
  });

  test("the keys of a map", () => {
    const map = Object.fromEntries(paths(20).map((path) => [path, "x"]));
    const { "/v1/orders/path-0": _gone, ...rest } = map;
    expect(rows(map, { ...rest, "/v1/orders/path-1": "y", more: "z" })).toEqual([
      { path: "f./v1/orders/path-0", sign: "-", text: "x" },
      { path: "f./v1/orders/path-1", from: "x", to: "y" },
      { path: "f.more", sign: "+", text: "z" },
    ]);
  });

  test("never two equal texts", () => {
    const long = "x".repeat(300);
    const shapes: readonly ((end: string) => unknown)[] = [
      (end) => long + end,
      (end) => [long + end],
      (end) => ({ key: long + end }),
      (end) => [{ name: "a", value: [long + end] }],
      (end) => (end === "1" ? [long + end] : ["other", long + end, "more"]),
      (end) => (end === "1" ? `a\nb` : "a\\nb"),
    ];
    for (const shape of shapes) {
      const found = rows(shape("1"), shape("2"));
      expect(found.length).toBeGreaterThan(0);
      const texts = found.flatMap((row) => ("sign" in row ? [row.text] : [row.from, row.to]));
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  test("a secret in a long list stays one", () => {
    const list = ["***", ...paths(20)];
    expect(rows(list, list)).toEqual([{ path: "f", sign: "", text: "differs in a secret value" }]);
  });
});
