/**
 * Reads msgpack piece by piece: who reads says what must come next.
 * @module
 */
import { normalized, numberFromFloat } from "./numbers.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads from the first byte on; `fail` throws. */
export class MsgpackReader {
  readonly #bytes: Buffer;
  readonly #fail: (problem: string) => never;
  #offset = 0;

  constructor(bytes: Uint8Array, fail: (problem: string) => never) {
    this.#bytes = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#fail = fail;
  }

  /** How many bytes are left. */
  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  /** Steps over so many bytes and says where they begin. */
  #take(count: number): number {
    if (this.left < count) this.#fail("the bytes end too soon");
    const start = this.#offset;
    this.#offset += count;
    return start;
  }

  #head(): number {
    return this.#bytes[this.#take(1)] ?? 0;
  }

  /** A length of 1, 2 or 4 bytes: the size is 2^exponent. */
  #length(exponent: number): number {
    const size = 1 << exponent;
    return this.#bytes.readUIntBE(this.#take(size), size);
  }

  #wrong(head: number, wanted: string): never {
    return this.#fail(`${wanted} expected, ${describe(head)} found`);
  }

  /** Takes a nil if there is one. */
  nil(): boolean {
    if (this.#bytes[this.#offset] !== 0xc0) return false;
    this.#offset++;
    return true;
  }

  /** Takes an extension if there is one and gives its number. */
  extension(): number | undefined {
    const head = this.#bytes[this.#offset] ?? 0;
    const isFixed = head >= 0xd4 && head <= 0xd8;
    if (!isFixed && !(head >= 0xc7 && head <= 0xc9)) return undefined;
    this.#offset++;
    const length = isFixed ? 1 << (head - 0xd4) : this.#length(head - 0xc7);
    const number = this.#bytes.readInt8(this.#take(1));
    this.#take(length);
    return number;
  }

  bool(): boolean {
    const head = this.#head();
    if (head === 0xc2 || head === 0xc3) return head === 0xc3;
    return this.#wrong(head, "bool");
  }

  string(wanted = "string"): string {
    const head = this.#head();
    if (head >= 0xa0 && head <= 0xbf) return this.#text(head & 0x1f);
    if (head >= 0xd9 && head <= 0xdb) return this.#text(this.#length(head - 0xd9));
    return this.#wrong(head, wanted);
  }

  /** Takes a text if it is this one; of up to 255 bytes, for longer ones are never taken. */
  takes(text: Uint8Array): boolean {
    const bytes = this.#bytes;
    const { length } = text;
    const head = bytes[this.#offset] ?? 0;
    let start: number;
    if (head === (0xa0 | length) && length < 0x20) start = this.#offset + 1;
    else if (head === 0xd9 && bytes[this.#offset + 1] === length) start = this.#offset + 2;
    else return false;
    // Past the end there is nothing, which is no byte of the text.
    for (let index = 0; index < length; index++) if (bytes[start + index] !== text[index]) return false;
    this.#offset = start + length;
    return true;
  }

  #text(length: number): string {
    const start = this.#take(length);
    const text = this.#bytes.toString("utf8", start, start + length);
    // A replacement character was sent, or stands for bytes that are no text: only then is a second look worth its time.
    if (!text.includes("\ufffd")) return text;
    try {
      return decoder.decode(this.#bytes.subarray(start, start + length));
    } catch {
      return this.#fail("a string that is not UTF-8");
    }
  }

  /** A binary, or a string, as text. */
  binaryText(wanted: string): string {
    const head = this.#bytes[this.#offset] ?? 0;
    if (head < 0xc4 || head > 0xc6) return this.string(wanted);
    this.#offset++;
    return this.#text(this.#length(head - 0xc4));
  }

  /** A number; those that travel as strings are given as such. */
  number(): number | bigint | string {
    const head = this.#bytes[this.#offset] ?? 0xc1;
    if (head <= 0x7f || head >= 0xe0) {
      this.#offset++;
      return (head << 24) >> 24;
    }
    if ((head >= 0xa0 && head <= 0xbf) || (head >= 0xd9 && head <= 0xdb)) return this.string();
    this.#head();
    const bytes = this.#bytes;
    switch (head) {
      case 0xca:
        return this.#float(bytes.readFloatBE(this.#take(4)));
      case 0xcb:
        return this.#float(bytes.readDoubleBE(this.#take(8)));
      case 0xcc:
        return bytes.readUInt8(this.#take(1));
      case 0xcd:
        return bytes.readUInt16BE(this.#take(2));
      case 0xce:
        return bytes.readUInt32BE(this.#take(4));
      case 0xcf:
        return normalized(bytes.readBigUInt64BE(this.#take(8)));
      case 0xd0:
        return bytes.readInt8(this.#take(1));
      case 0xd1:
        return bytes.readInt16BE(this.#take(2));
      case 0xd2:
        return bytes.readInt32BE(this.#take(4));
      case 0xd3:
        return normalized(bytes.readBigInt64BE(this.#take(8)));
      default:
        return this.#wrong(head, "number");
    }
  }

  #float(float: number): number | bigint {
    return numberFromFloat(float) ?? this.#fail("a number that is not finite");
  }

  /** How many elements follow. */
  array(wanted: string): number {
    const head = this.#head();
    if (head >= 0x90 && head <= 0x9f) return head & 0x0f;
    if (head === 0xdc || head === 0xdd) return this.#length(head - 0xdb);
    return this.#wrong(head, wanted);
  }

  /** How many pairs follow. */
  map(wanted: string): number {
    const head = this.#head();
    if (head >= 0x80 && head <= 0x8f) return head & 0x0f;
    if (head === 0xde || head === 0xdf) return this.#length(head - 0xdd);
    return this.#wrong(head, wanted);
  }
}

/** The first byte of a piece in words. */
const describe = (head: number): string => {
  if (head <= 0x7f || head >= 0xe0 || (head >= 0xca && head <= 0xd3)) return "a number";
  if (head <= 0x8f || head >= 0xde) return "a map";
  if (head <= 0x9f || head >= 0xdc) return "an array";
  if (head <= 0xbf || head >= 0xd9) return "a string";
  if (head === 0xc0) return "null";
  if (head === 0xc2 || head === 0xc3) return "a bool";
  if (head >= 0xc4 && head <= 0xc6) return "a binary";
  return head === 0xc1 ? "a byte without meaning" : "an extension";
};
