import { expect, test } from "vitest";
import { nearest } from "../../src/model/nearest.ts";
import { byPlace } from "../../src/model/values.ts";

test("places are in the order of their lines, whatever the number of digits", () => {
  const places = [
    "w.yaml:10 a",
    "w.yaml:3 b",
    "w.yaml:3",
    "w10.yaml:1",
    "w9.yaml:2",
    "a",
    "",
    "w.yaml:3:12",
    "w.yaml:3:5",
  ];
  expect([...places].sort(byPlace)).toEqual([
    "",
    "a",
    "w.yaml:3",
    "w.yaml:3 b",
    "w.yaml:3:5",
    "w.yaml:3:12",
    "w.yaml:10 a",
    "w9.yaml:2",
    "w10.yaml:1",
  ]);
});

test("a short word that shares one letter with another is not a mistyped one", () => {
  expect(nearest("hcv", ["env"])).toBeUndefined();
  expect(nearest("en", ["env"])).toBe("env");
  expect(nearest("hots", ["host", "port"])).toBe("host");
});
