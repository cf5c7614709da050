/**
 * Values that only CDKTF knows, recognised by their form: the catalogue depends neither on cdktf nor on cdktn.
 * @module
 */
import { Template } from "../model/declaration.ts";
import { isRecord } from "../model/values.ts";

/** A value that is known when the stack is synthesized, or only at apply: what cdktf and cdktn call `IResolvable`. */
export interface Resolvable {
  readonly creationStack: string[];
  // Both libraries pass a context of their own; nothing here calls it.
  resolve(context: never): unknown;
  toString(): string;
}

/** Texts that stand for a token, inside of a longer text, as a list's only item, or as a map's only key. */
const MARKED = /[$#&]\{TfToken\[/;

/** The upper 16 bits of a number that stands for a token, and of one that stands for a list of numbers: huge negative ones. */
const NUMBER_MARK = 0xfdff;
const NUMBERS_MARK = 0xfbff;

const isMarkedNumber = (value: unknown, mark: number): boolean => {
  if (typeof value !== "number") return false;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getUint16(0) === mark;
};

/** A list is a token by its only item. */
const isListToken = ([item, ...more]: readonly unknown[]): boolean =>
  more.length === 0 &&
  ((typeof item === "string" && item.includes("#{TfToken[")) || isMarkedNumber(item, NUMBERS_MARK));

/** Whether a value is a token, or a text with one in it. */
export const isToken = (value: unknown): boolean => {
  if (typeof value === "string") return MARKED.test(value);
  if (typeof value === "number") return isMarkedNumber(value, NUMBER_MARK);
  if (Array.isArray(value)) return isListToken(value);
  if (typeof value !== "object" || value === null) return false;
  if ("resolve" in value && typeof value.resolve === "function") return true;
  return isRecord(value) && Object.keys(value).some((key) => MARKED.test(key));
};

/** A copy in which each token is a {@link Template}: something that validation passes over. */
export const withTemplates = (value: unknown): unknown => {
  if (value instanceof Template || isToken(value)) return value instanceof Template ? value : new Template([]);
  if (Array.isArray(value)) return value.map(withTemplates);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTemplates(item)]));
};
