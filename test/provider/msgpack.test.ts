import { decode, decodeMulti, ExtData, ExtensionCodec, encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsUnknown } from "../../src/provider/fields.ts";
import {
  decodeJsonValue,
  decodeValue,
  encodeValue,
  exactObject,
  parseType,
  ValueError,
} from "../../src/provider/msgpack.ts";
import { Decimal, Dynamic, type Type, UNKNOWN, type Value } from "../../src/provider/value.ts";
import { runs } from "../properties/chance.ts";
import { typedValue } from "./core/arbitraries.ts";
import { toJson } from "./core/values.ts";

const bytes = (...list: number[]): Uint8Array => Uint8Array.from(list);
/** Bytes as Terraform writes them, by another implementation. */
const wire = (value: unknown): Uint8Array => encode(value, { useBigInt64: true });
const failure = (run: () => unknown): ValueError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ValueError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

describe("a value from the wire", () => {
  test("an object has every attribute of its type, whatever the bytes leave out", () => {
    const type: Type = ["object", { name: "string", port: "number", tags: ["set", "string"] }, ["port"]];
    expect(decodeValue(type, wire({ name: "a" }))).toEqual({ name: "a", port: null, tags: null });
    expect(decodeValue(type, wire(null))).toBeNull();
  });

  test("attributes may come in any order, with names of any length", () => {
    const names = ["a", "é", "z".repeat(31), "y".repeat(32), "x".repeat(255), "w".repeat(256)];
    const type: Type = ["object", Object.fromEntries(names.map((name) => [name, "number"]))];
    const numbered = Object.fromEntries(names.map((name, index) => [name, index]));
    const all = fc.shuffledSubarray(names, { minLength: 0 });
    fc.assert(
      fc.property(all, (some) => {
        const sent = Object.fromEntries(some.map((name) => [name, numbered[name]]));
        const rest = Object.fromEntries(names.filter((name) => !some.includes(name)).map((name) => [name, null]));
        expect(decodeValue(type, wire(sent))).toEqual({ ...sent, ...rest });
      }),
      runs(300),
    );
    expect(failure(() => decodeValue(type, wire({ a: 1, b: 2 }))).message).toBe("at b: no such attribute");
    expect(failure(() => decodeValue(type, wire({ a: 1 }).subarray(0, 2))).message).toContain("too soon");
  });

  test("unknown is the extension 0, or 12 with whatever it says of the value", () => {
    expect(decodeValue("string", bytes(0xd4, 0, 0))).toBe(UNKNOWN);
    expect(decodeValue("dynamic", bytes(0xd4, 0, 0))).toBe(UNKNOWN);
    for (const size of [0, 1, 2, 4, 5, 16, 300, 70_000]) {
      const refined = wire({ a: new ExtData(12, new Uint8Array(size)), b: "after" });
      expect(decodeValue(["object", { a: ["list", "string"], b: "string" }], refined)).toEqual({
        a: UNKNOWN,
        b: "after",
      });
    }
    expect(failure(() => decodeValue("string", wire(new ExtData(5, new Uint8Array(1))))).message).toContain(
      "extension 5",
    );
  });

  test("numbers are numbers where nothing is lost, else bigints or decimals", () => {
    const from = (value: unknown): Value => decodeValue("number", wire(value));
    expect(from(80)).toBe(80);
    expect(from(-1)).toBe(-1);
    expect(from(0.5)).toBe(0.5);
    expect(from(-0)).toBe(0);
    expect(from(2 ** 53 - 1)).toBe(9007199254740991);
    expect(from(9007199254740993n)).toBe(9007199254740993n);
    expect(from(-9223372036854775808n)).toBe(-9223372036854775808n);
    expect(from(18446744073709551615n)).toBe(18446744073709551615n);
    expect(from(5n)).toBe(5);
    expect(from(2 ** 70)).toBe(2n ** 70n);
    expect(from("18446744073709551617")).toBe(18446744073709551617n);
    expect(from("0.1")).toBe(0.1);
    expect(from("-0.10")).toBe(-0.1);
    expect(from("1e3")).toBe(1000);
    expect(from("-0")).toBe(0);
    expect(from("0.10000000000000000001")).toEqual(new Decimal("0.10000000000000000001"));
    expect(from("123456789012345678901.50")).toEqual(new Decimal("123456789012345678901.5"));
    expect(from("1.5e400")).toBe(15n * 10n ** 399n);
    expect(from("1e999999999")).toEqual(new Decimal("1e999999999"));
    expect(from(`0.${"0".repeat(2000)}1`)).toEqual(new Decimal("1e-2001"));
  });

  test("what is no number is refused", () => {
    for (const text of ["", "x", "0x10", "NaN", "Infinity", "1_000", " 1", "1.", ".5", "--1"]) {
      expect(failure(() => decodeValue("number", wire(text))).message).toContain("no number");
    }
    for (const float of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(failure(() => decodeValue("number", wire(float))).message).toContain("not finite");
    }
  });

  test("a dynamic value carries its type, a null one too", () => {
    const dynamic = (type: unknown, value: unknown): Uint8Array =>
      wire([new TextEncoder().encode(JSON.stringify(type)), value]);
    expect(decodeValue("dynamic", dynamic(["tuple", ["number", "string"]], [1, "a"]))).toEqual(
      new Dynamic(["tuple", ["number", "string"]], [1, "a"]),
    );
    expect(decodeValue("dynamic", dynamic("string", null))).toEqual(new Dynamic("string", null));
    expect(decodeValue("dynamic", wire(['"string"', "a"]))).toEqual(new Dynamic("string", "a"));
    expect(decodeValue("dynamic", wire(null))).toBeNull();
    expect(failure(() => decodeValue("dynamic", dynamic("text", "a"))).message).toContain("no Terraform type");
    expect(failure(() => decodeValue("dynamic", wire(["{", "a"]))).message).toContain("not JSON");
  });

  test("__proto__ is a key like any other", () => {
    const map = decodeValue(["map", "string"], bytes(0x81, 0xa9, ...Buffer.from("__proto__"), 0xa1, 0x78));
    expect(Object.entries(map ?? {})).toEqual([["__proto__", "x"]]);
    expect(decodeValue(["map", "string"], encodeValue(["map", "string"], map))).toEqual(map);
    const type = parseType('["object",{"__proto__":"string","constructor":"string"}]');
    const object = decodeValue(type, bytes(0x81, 0xa9, ...Buffer.from("__proto__"), 0xa1, 0x78));
    expect(Object.entries(object ?? {})).toEqual([
      ["__proto__", "x"],
      ["constructor", null],
    ]);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(failure(() => decodeValue(["object", {}], wire({ toString: 1 }))).path).toEqual(["toString"]);
  });

  test("an error says where, and never what", () => {
    const type: Type = ["object", { routes: ["list", ["object", { hosts: ["map", "bool"] }]] }];
    const wrong = failure(() => decodeValue(type, wire({ routes: [{ hosts: {} }, { hosts: { a: "hunter2" } }] })));
    expect(wrong.path).toEqual(["routes", 1, "hosts", "a"]);
    expect(wrong.message).toBe("at routes.1.hosts.a: bool expected, a string found");
    expect(failure(() => decodeValue(type, wire({ routes: null, rotues: 1 }))).message).toBe(
      "at rotues: no such attribute",
    );
    expect(failure(() => decodeValue(["tuple", ["string"]], wire(["a", "b"]))).message).toContain("a tuple of 1");
  });

  test("strings that are not UTF-8 are refused; a replacement character that was sent is kept", () => {
    expect(decodeValue("string", wire("a\ufffdb\ufeff"))).toBe("a\ufffdb\ufeff");
    expect(decodeValue("string", wire("\ufeffa"))).toBe("\ufeffa");
    expect(failure(() => decodeValue("string", bytes(0xa1, 0xff))).message).toContain("UTF-8");
  });

  test("bytes that end too soon, or go on after the value, are refused", () => {
    const type: Type = ["object", { a: ["list", "number"], b: "dynamic" }];
    const whole = encodeValue(type, { a: [1, 2n ** 60n, "0.5".length], b: new Dynamic("string", "x".repeat(300)) });
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeValue(type, whole.subarray(0, length))).toThrow(ValueError);
    }
    expect(failure(() => decodeValue("string", bytes(0xa0, 0xc0))).message).toContain("1 bytes after");
    // Lengths that promise more than there is.
    expect(() => decodeValue(["list", "string"], bytes(0xdd, 0xff, 0xff, 0xff, 0xff, 0xc0))).toThrow(ValueError);
    expect(() => decodeValue("string", bytes(0xdb, 0xff, 0xff, 0xff, 0xff))).toThrow(ValueError);
    expect(() => decodeValue("string", bytes(0xc9, 0xff, 0xff, 0xff, 0xff, 12))).toThrow(ValueError);
  });

  test("what is nested without end is refused, and overflows nothing", () => {
    const dynamics = Buffer.concat(
      Array.from({ length: 50_000 }, () => Buffer.from([0x92, 0xc4, 9, ...Buffer.from('"dynamic"')])),
    );
    expect(failure(() => decodeValue("dynamic", dynamics)).message).toContain("nested");
    const deep = `${'["list",'.repeat(50_000)}"string"${"]".repeat(50_000)}`;
    expect(failure(() => parseType(deep)).message).toContain("nested");
    let value: Value = null;
    for (let depth = 0; depth < 50_000; depth++) value = new Dynamic("dynamic", value);
    expect(failure(() => encodeValue("dynamic", value)).message).toContain("nested");
    const json = `${'{"type":"dynamic","value":'.repeat(50_000)}null${"}".repeat(50_000)}`;
    expect(failure(() => decodeJsonValue("dynamic", json)).message).toMatch(/nested|not JSON/);
  });

  test("random bytes give a value or a ValueError, nothing else", () => {
    fc.assert(
      fc.property(typedValue, fc.uint8Array({ maxLength: 60 }), ({ type }, junk) => {
        try {
          encodeValue(type, decodeValue(type, junk));
        } catch (error) {
          expect(error).toBeInstanceOf(ValueError);
        }
      }),
      runs(2000),
    );
  });

  test("a value with one byte changed gives a value or a ValueError, nothing else", () => {
    fc.assert(
      fc.property(typedValue, fc.nat(), fc.nat(255), ({ type, value }, at, byte) => {
        const changed = Uint8Array.from(encodeValue(type, value));
        changed[at % changed.length] = byte;
        try {
          encodeValue(type, decodeValue(type, changed));
        } catch (error) {
          expect(error).toBeInstanceOf(ValueError);
        }
      }),
      runs(2000),
    );
  });
});

describe("a value to the wire", () => {
  test("comes back as it was, and is msgpack for others too", () => {
    const extensionCodec = new ExtensionCodec();
    extensionCodec.register({ type: 0, encode: () => null, decode: (data) => (data.length === 1 ? "unknown" : "odd") });
    fc.assert(
      fc.property(typedValue, ({ type, value }) => {
        const encoded = encodeValue(type, value);
        expect(decodeValue(type, encoded)).toEqual(value);
        if (!/"__proto__"/.test(JSON.stringify(type)) && !Buffer.from(encoded).includes("__proto__")) {
          expect([...decodeMulti(encoded, { useBigInt64: true, extensionCodec })]).toHaveLength(1);
        }
      }),
      runs(1000),
    );
  });

  test("integers are integers, fractions decimal texts, as Terraform's own 0.1 is", () => {
    const sent = (value: Value): unknown => decode(encodeValue("number", value), { useBigInt64: true });
    expect(sent(80)).toBe(80);
    expect(sent(-129)).toBe(-129);
    expect(sent(2 ** 53)).toBe(9007199254740992n);
    expect(sent(2n ** 63n)).toBe(2n ** 63n);
    expect(sent(-(2n ** 63n))).toBe(-(2n ** 63n));
    expect(sent(2n ** 64n)).toBe("18446744073709551616");
    expect(sent(1e300)).toBe(String(BigInt(1e300)));
    expect(sent(0.1)).toBe("0.1");
    expect(sent(1e-7)).toBe("1e-7");
    expect(sent(new Decimal("1.5e400"))).toBe("1.5e400");
    expect(sent(-0)).toBe(0);
  });

  test("each length has its form", () => {
    for (const length of [0, 15, 16, 31, 32, 255, 256, 65_535, 65_536]) {
      expect(decode(encodeValue("string", "x".repeat(length)))).toHaveLength(length);
      expect(decode(encodeValue(["list", "bool"], Array(length).fill(true)))).toHaveLength(length);
      const map = Object.fromEntries(Array.from({ length }, (_, index) => [`k${index}`, index]));
      expect(decode(encodeValue(["map", "number"], map))).toEqual(map);
    }
  });

  test("what is not of the type is refused, with the place", () => {
    const type: Type = ["object", { port: "number", tags: ["set", "string"], any: "dynamic" }];
    // Cast: JavaScript lets such values through.
    const refused = (value: unknown): string => failure(() => encodeValue(type, value as Value)).message;
    expect(refused({ port: "80" })).toBe("at port: number expected, a string found");
    expect(refused({ port: Number.NaN })).toContain("at port: a number that Terraform does not have");
    expect(refused({ port: new Decimal("x") })).toContain("at port");
    expect(refused({ tags: ["a", 1] })).toContain("at tags.1: string expected, a number found");
    expect(refused({ tags: { a: "b" } })).toContain("set expected, an object found");
    expect(refused({ prot: 80 })).toBe("at prot: no such attribute");
    expect(refused({ any: "a" })).toContain("at any: dynamic expected, a string found");
    expect(refused({ any: new Dynamic("text" as Type, "a") })).toContain("at any: no Terraform type");
    expect(refused(["a"])).toContain("object expected, an array found");
    expect(refused({ port: undefined, tags: () => 1 })).toContain("at tags");
  });

  test("an attribute that an object lacks is null", () => {
    const type: Type = ["object", { a: "string", b: "string" }];
    expect(decodeValue(type, encodeValue(type, { a: "x" }))).toEqual({ a: "x", b: null });
  });
});

describe("a value from a state's JSON", () => {
  test("big numbers keep their digits, wherever they stand", () => {
    const type: Type = ["object", { a: "number", b: ["list", "number"], c: "dynamic", d: "string" }];
    const text =
      '{"a":9007199254740993,"b":[18446744073709551617,-12345678901234567,0.1,1e400,-1.5E+3],"c":{"value":123456789012345678901,"type":"number"},"d":"9007199254740993 \\" 12345678901234567890"}';
    expect(decodeJsonValue(type, text)).toEqual({
      a: 9007199254740993n,
      b: [18446744073709551617n, -12345678901234567n, 0.1, 10n ** 400n, -1500],
      c: new Dynamic("number", 123456789012345678901n),
      d: '9007199254740993 " 12345678901234567890',
    });
  });

  test("attributes of older states are an error, or left out if asked", () => {
    const type: Type = ["object", { a: ["list", ["object", { b: "string" }]] }];
    const text = '{"a":[{"b":"x","old":{"deep":1}}],"older":null}';
    expect(failure(() => decodeJsonValue(type, text)).path).toEqual(["a", 0, "old"]);
    expect(decodeJsonValue(type, text, { unknownAttributes: "ignore" })).toEqual({ a: [{ b: "x" }] });
  });

  test("is exactly of its type where every attribute is there and nothing needs to be converted", () => {
    fc.assert(
      fc.property(typedValue, ({ type, value }) => {
        fc.pre(!holdsUnknown(value));
        const whole: Type = ["object", { it: type }];
        const json = toJson(whole, { it: value });
        expect(exactObject(whole, json)).toEqual(JSON.parse(json));
      }),
      runs(1000),
    );
    const type: Type = ["object", { name: "string", port: "number", on: "bool", any: "dynamic" }];
    const plain = { name: "a", port: 80, on: true, any: null };
    const isExact = (change: object): boolean =>
      exactObject(type, JSON.stringify({ ...plain, ...change })) !== undefined;
    expect(isExact({})).toBe(true);
    expect(isExact({ any: { value: "a", type: "string" } })).toBe(true);
    const others = [{ more: 1 }, { name: undefined }, { name: 1 }, { port: "80" }, { on: "true" }, { any: "a" }];
    for (const other of others) expect(isExact(other), JSON.stringify(other)).toBe(false);
    const dynamic = [{ value: "a" }, { value: "a", type: "text" }, { value: 1, type: "string" }, { type: "string" }];
    for (const any of dynamic) expect(isExact({ any }), JSON.stringify(any)).toBe(false);
    for (const json of ["", "{", "null", "[]", '{"name":"a"}']) expect(exactObject(type, json)).toBeUndefined();
    const deep = `${'{"type":"dynamic","value":'.repeat(50_000)}null${"}".repeat(50_000)}`;
    expect(exactObject(["object", { any: "dynamic" }], `{"any":${deep}}`)).toBeUndefined();
  });

  test("what is taken for exact is read the same in full", () => {
    fc.assert(
      fc.property(typedValue, fc.json({ maxDepth: 3 }), typedValue, ({ type }, json, other) => {
        fc.pre(!holdsUnknown(other.value));
        const whole: Type = ["object", { it: type }];
        for (const it of [json, toJson(other.type, other.value)]) {
          const text = `{"it":${it}}`;
          if (exactObject(whole, text) !== undefined) expect(() => decodeJsonValue(whole, text)).not.toThrow();
        }
      }),
      runs(1000),
    );
  });

  test("primitives are converted as both CLIs do", () => {
    const type: Type = ["object", { a: "string", b: "string", c: "number", d: "bool", e: "bool" }];
    expect(decodeJsonValue(type, '{"a":1,"b":true,"c":"1.50","d":"true","e":false}')).toEqual({
      a: "1",
      b: "true",
      c: 1.5,
      d: true,
      e: false,
    });
    expect(failure(() => decodeJsonValue("bool", '"yes"')).message).toBe("bool expected");
    expect(failure(() => decodeJsonValue(["list", "string"], "{}")).message).toBe("list expected");
  });

  test("what is not JSON is refused without showing it", () => {
    for (const text of [
      "",
      "{",
      '{"password":"hunter2"',
      '"hunter2',
      "01",
      "[1,]",
      "12345678901234567x",
      '{"a":hunter2}',
    ]) {
      const { message } = failure(() => decodeJsonValue(["map", "string"], text));
      expect(message).not.toContain("hunter2");
    }
  });

  test("__proto__ is a key like any other", () => {
    const map = decodeJsonValue(["map", "number"], '{"__proto__":1}');
    expect(Object.entries(map ?? {})).toEqual([["__proto__", 1]]);
  });

  test("a string of backslashes and quotes is read to its end", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("\\", '"', "1234567890123456789", "x", "\n")), (parts) => {
        const text = parts.join("");
        expect(decodeJsonValue(["list", "string"], JSON.stringify([text, text]))).toEqual([text, text]);
      }),
      runs(500),
    );
  });

  test("thousands of entities in one state take no long time", () => {
    const entities = Array.from({ length: 30_000 }, (_, index) => ({
      id: `id-${index}`,
      text: 'a "b" \\ c',
      n: index,
    }));
    const text = JSON.stringify(entities);
    const type: Type = ["list", ["object", { id: "string", text: "string", n: "number" }]];
    const start = performance.now();
    const value = decodeValue(type, encodeValue(type, decodeJsonValue(type, text)));
    const milliseconds = performance.now() - start;
    expect(value).toHaveLength(entities.length);
    // About 100 on a machine at rest: a square somewhere would make it minutes.
    expect(milliseconds).toBeLessThan(5000);
  });
});
