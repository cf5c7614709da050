/**
 * What a resource keeps beside its state: no value of it is secret, and no user sees it.
 * @module
 */
import { isRecord } from "../model/values.ts";

/** Kept in the state's private part. */
export interface Memory {
  /** The entity that the resource had before, in the plan of a replacement. */
  readonly id?: string;
  /** Settings that were given write-only: their live values are not shown. */
  readonly writeOnly: readonly (readonly string[])[];
}

export const NO_MEMORY: Memory = { writeOnly: [] };

const text = new TextDecoder();

const NO_BYTES = new Uint8Array();

const isPath = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((part) => typeof part === "string");

export const readMemory = (bytes: Uint8Array | undefined): Memory => {
  if (bytes === undefined || bytes.length === 0) return NO_MEMORY;
  try {
    const value: unknown = JSON.parse(text.decode(bytes));
    if (!isRecord(value)) return NO_MEMORY;
    const { id, writeOnly } = value;
    return {
      ...(typeof id === "string" ? { id } : {}),
      writeOnly: Array.isArray(writeOnly) ? writeOnly.filter(isPath) : [],
    };
  } catch {
    // Another program's, or damaged: it says nothing.
    return NO_MEMORY;
  }
};

export const writeMemory = (memory: Memory): Uint8Array =>
  memory.id === undefined && memory.writeOnly.length === 0 ? NO_BYTES : Buffer.from(JSON.stringify(memory));
