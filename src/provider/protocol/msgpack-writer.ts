/**
 * Writes msgpack piece by piece, each in its shortest form.
 * @module
 */

const [int64Least, int64Most, uint64Most] = [-(2n ** 63n), 2n ** 63n - 1n, 2n ** 64n - 1n];

/** Whether a text is one that is written faster byte by byte: names, ids. */
const isShortAscii = (text: string): boolean => {
  if (text.length > 64) return false;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
};

export class MsgpackWriter {
  #bytes = Buffer.allocUnsafe(128);
  #length = 0;

  /** What has been written. The writer is not to be used after it. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Makes room for so many bytes and says where they begin. */
  #grow(count: number): number {
    const start = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#length, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, start);
      this.#bytes = larger;
    }
    return start;
  }

  #byte(byte: number): void {
    const start = this.#grow(1);
    this.#bytes[start] = byte;
  }

  /** A first byte and a number of 1, 2 or 4 bytes. */
  #sized(head: number, size: number, value: number): void {
    const start = this.#grow(1 + size);
    this.#bytes[start] = head;
    this.#bytes.writeUIntBE(value, start + 1, size);
  }

  nil(): void {
    this.#byte(0xc0);
  }

  bool(value: boolean): void {
    this.#byte(value ? 0xc3 : 0xc2);
  }

  /** The extension 0 that stands for an unknown value. */
  unknown(): void {
    const start = this.#grow(3);
    this.#bytes[start] = 0xd4;
    this.#bytes[start + 1] = 0;
    this.#bytes[start + 2] = 0;
  }

  string(text: string): void {
    const isPlain = isShortAscii(text);
    const length = isPlain ? text.length : Buffer.byteLength(text);
    if (length < 0x20) this.#byte(0xa0 | length);
    else if (length < 0x100) this.#sized(0xd9, 1, length);
    else if (length < 0x10000) this.#sized(0xda, 2, length);
    else this.#sized(0xdb, 4, length);
    const start = this.#grow(length);
    if (isPlain) for (let index = 0; index < length; index++) this.#bytes[start + index] = text.charCodeAt(index);
    else this.#bytes.write(text, start);
  }

  binary(text: string): void {
    const length = Buffer.byteLength(text);
    if (length < 0x100) this.#sized(0xc4, 1, length);
    else if (length < 0x10000) this.#sized(0xc5, 2, length);
    else this.#sized(0xc6, 4, length);
    const start = this.#grow(length);
    this.#bytes.write(text, start);
  }

  /** An integer; beyond 64 bits its decimal text. */
  integer(value: number | bigint): void {
    if (typeof value === "number" && value >= -0x80000000 && value <= 0xffffffff) this.#small(value);
    else this.#large(BigInt(value));
  }

  #small(value: number): void {
    if (value >= 0) {
      if (value < 0x80) this.#byte(value);
      else if (value < 0x100) this.#sized(0xcc, 1, value);
      else if (value < 0x10000) this.#sized(0xcd, 2, value);
      else this.#sized(0xce, 4, value);
    } else if (value >= -0x20) this.#byte(0x100 + value);
    else if (value >= -0x80) this.#sized(0xd0, 1, 0x100 + value);
    else if (value >= -0x8000) this.#sized(0xd1, 2, 0x10000 + value);
    else this.#sized(0xd2, 4, 0x100000000 + value);
  }

  #large(value: bigint): void {
    if (value < int64Least || value > uint64Most) {
      this.string(String(value));
      return;
    }
    const start = this.#grow(9);
    this.#bytes[start] = value > int64Most ? 0xcf : 0xd3;
    this.#bytes.writeBigUInt64BE(BigInt.asUintN(64, value), start + 1);
  }

  array(length: number): void {
    if (length < 0x10) this.#byte(0x90 | length);
    else if (length < 0x10000) this.#sized(0xdc, 2, length);
    else this.#sized(0xdd, 4, length);
  }

  map(length: number): void {
    if (length < 0x10) this.#byte(0x80 | length);
    else if (length < 0x10000) this.#sized(0xde, 2, length);
    else this.#sized(0xdf, 4, length);
  }
}
