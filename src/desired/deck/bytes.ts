/**
 * From a file's bytes to text: what is no UTF-8 is refused with its line.
 * @module
 */
import type { KongruentError } from "../../model/errors.ts";
import { encodingInvalid } from "./errors.ts";

const LINE_FEED = 10;

const lineAt = (bytes: Uint8Array, end: number): number => {
  let line = 1;
  for (let at = 0; at < end; at++) if (bytes[at] === LINE_FEED) line++;
  return line;
};

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** How many bytes a sequence has that begins with this one; 0 where none does. */
const lengthOf = (byte: number): number =>
  byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;

/** Where the first sequence begins that is no UTF-8. */
const firstBroken = (bytes: Uint8Array): number => {
  let at = 0;
  while (at < bytes.length) {
    const length = lengthOf(bytes[at] ?? 0);
    if (length === 0) return at;
    for (let next = 1; next < length; next++) if (!isContinuation(bytes[at + next])) return at;
    at += length;
  }
  return 0;
};

/** Control characters other than tab and line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\x01-\x08\x0b\x0c\x0e-\x1f]/;

/** The text of a file, or what is wrong with its bytes. */
export const textOf = (bytes: Uint8Array, file: string): string | KongruentError => {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return encodingInvalid(`${file}:1`, "the file is UTF-16.");
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    // Every second byte of western text is zero in UTF-16.
    const isWide = bytes.indexOf(0, zero + 1) === zero + 2;
    const what = `there is a NUL character${isWide ? ", as in UTF-16" : ""}.`;
    return encodingInvalid(`${file}:${lineAt(bytes, zero)}`, what);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const line = lineAt(bytes, firstBroken(bytes));
    return encodingInvalid(`${file}:${line}`, "there is a byte that is no UTF-8 (Latin-1, perhaps).");
  }
  const control = CONTROL.exec(text);
  if (control === null) return text;
  const line = text.slice(0, control.index).split("\n").length;
  const code = control[0].charCodeAt(0).toString(16).padStart(2, "0");
  return encodingInvalid(`${file}:${line}`, `there is the control character 0x${code}.`);
};
