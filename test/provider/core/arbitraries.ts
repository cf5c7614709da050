/** Random Terraform types, and values of them. */
import fc from "fast-check";
import { Decimal, Dynamic, type Type, UNKNOWN, type Value } from "../../../src/provider/value.ts";

const key = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-z_]{1,8}$/) },
  { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "", "toString", "a b", "é\u0000") },
);

/** Types as attributes have them; with `dynamic` inside if asked. */
export const type = (depth: number, hasDynamic: boolean): fc.Arbitrary<Type> => {
  const leaves: fc.Arbitrary<Type> = fc.constantFrom<Type>(
    "string",
    "number",
    "bool",
    ...(hasDynamic ? ["dynamic" as const] : []),
  );
  if (depth === 0) return leaves;
  const inner = type(depth - 1, hasDynamic);
  return fc.oneof(
    { weight: 3, arbitrary: leaves },
    fc.tuple(fc.constantFrom("list" as const, "set" as const, "map" as const), inner),
    fc.tuple(fc.constant("tuple" as const), fc.array(inner, { maxLength: 3 })),
    fc.tuple(fc.constant("object" as const), fc.dictionary(key, inner, { maxKeys: 4 })),
  );
};

/** In the one form each number has: see src/provider/protocol/numbers.ts. */
const number: fc.Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((float) => float + 0),
  fc.bigInt(2n ** 53n, 2n ** 200n),
  fc.bigInt(-(2n ** 70n), -(2n ** 53n)),
  fc.constantFrom(new Decimal("0.10000000000000000001"), new Decimal("-123456789012345678901.5")),
);

// Lone surrogates have no UTF-8.
const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), key);

/** Values of the type, nulls and unknowns among them. */
export const valueFor = (of: Type): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<Value>(null, UNKNOWN) },
    { weight: 9, arbitrary: knownValueFor(of) },
  );

const knownValueFor = (of: Type): fc.Arbitrary<Value> => {
  if (of === "string") return text;
  if (of === "number") return number;
  if (of === "bool") return fc.boolean();
  if (of === "dynamic") return type(1, false).chain((own) => valueFor(own).map((value) => new Dynamic(own, value)));
  switch (of[0]) {
    case "list":
    case "set":
      return fc.array(valueFor(of[1]), { maxLength: 4 });
    case "map":
      return fc.dictionary(key, valueFor(of[1]), { maxKeys: 4, noNullPrototype: true });
    case "tuple":
      return fc.tuple(...of[1].map(valueFor));
    case "object": {
      const names = Object.keys(of[1]);
      return fc
        .tuple(...names.map((name) => valueFor(of[1][name] ?? "dynamic")))
        .map((values) => Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])));
    }
  }
};

/** A type and a value of it. */
export const typedValue: fc.Arbitrary<{ readonly type: Type; readonly value: Value }> = type(3, true).chain((of) =>
  valueFor(of).map((value) => ({ type: of, value })),
);
