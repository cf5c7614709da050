/**
 * Terraform's numbers, which have 512 bits, as JavaScript's: numbers where nothing is lost, else bigints or decimal texts.
 * @module
 */
import { Decimal } from "../value.ts";

export type NumberValue = number | bigint | Decimal;

/** Integers with more digits stay texts: nobody needs them, and the work grows with their square. */
const DIGITS_LIMIT = 1024;

/** Integers beyond 2^53 are bigints, all others numbers: one number has one form. */
export const normalized = (integer: bigint): number | bigint => {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
};

/** A decimal text taken apart: digits × 10^exponent, without needless zeros. */
interface Parts {
  readonly sign: string;
  readonly digits: string;
  readonly exponent: number;
}

const parts = (text: string): Parts | undefined => {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const all = whole + fraction;
  let end = all.length;
  while (end > 0 && all[end - 1] === "0") end--;
  let start = 0;
  while (start < end && all[start] === "0") start++;
  const digits = all.slice(start, end);
  if (digits === "") return { sign: "", digits: "0", exponent: 0 };
  return { sign, digits, exponent: Number(exponent) - fraction.length + (all.length - end) };
};

/** The text that a {@link Decimal} has: without an exponent unless that would be long. */
const plain = ({ sign, digits, exponent }: Parts): string => {
  if (Math.abs(exponent) + digits.length > DIGITS_LIMIT) return `${sign}${digits}e${exponent}`;
  if (exponent >= 0) return sign + digits + "0".repeat(exponent);
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
};

/** A decimal text as a number, or undefined if it is none. */
export const numberFromText = (text: string): NumberValue | undefined => {
  const exact = parts(text);
  if (exact === undefined) return undefined;
  const { sign, digits, exponent } = exact;
  if (exponent >= 0) {
    if (digits.length + exponent > DIGITS_LIMIT) return new Decimal(plain(exact));
    return normalized(BigInt(sign + digits + "0".repeat(exponent)));
  }
  const number = Number(text);
  const back = parts(String(number));
  const isKept = back?.sign === sign && back.digits === digits && back.exponent === exponent;
  return isKept ? number : new Decimal(plain(exact));
};

/** A binary number as it came, or undefined for NaN and the infinities, which Terraform does not have. */
export const numberFromFloat = (float: number): number | bigint | undefined => {
  if (!Number.isFinite(float)) return undefined;
  if (!Number.isInteger(float)) return float;
  // Adding zero turns -0 into 0.
  return Number.isSafeInteger(float) ? float + 0 : BigInt(float);
};

/**
 * A number as it travels: an integer, or a decimal text. Fractions travel as text too, as Terraform sends all that have no exact
 * binary form: a binary 0.1 would arrive as 0.1000000000000000055….
 */
export const numberToWire = (value: NumberValue): number | bigint | string | undefined => {
  if (typeof value === "bigint") return normalized(value);
  if (value instanceof Decimal) return parts(value.text) === undefined ? undefined : value.text;
  const number = numberFromFloat(value);
  return typeof number === "number" && !Number.isInteger(number) ? String(number) : number;
};
