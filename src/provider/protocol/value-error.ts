/**
 * What is thrown for bytes, text or values that are not of their type.
 * @module
 */

import { KongruentError } from "../../model/errors.ts";

/** A step into a value: an attribute's or key's name, or an index. */
export type ValueStep = string | number;

/** Bytes or text that are no value of the type, or a value that is none. The message names no value: it may be secret. */
export class ValueError extends KongruentError {
  /** Where in the value. */
  readonly path: readonly ValueStep[];

  constructor(problem: string, path: readonly ValueStep[] = []) {
    super("KG_VALUE", path.length === 0 ? problem : `at ${path.join(".")}: ${problem}`);
    this.name = "ValueError";
    this.path = path;
  }
}

/** How deep values and types may be nested. Terraform's own are rarely deeper than ten. */
export const DEPTH_LIMIT = 200;

/** Where in a value the reader or writer is, and how deep. */
export class Walk {
  readonly path: ValueStep[] = [];
  #depth = 0;

  enter(): void {
    if (++this.#depth > DEPTH_LIMIT) this.fail(`the value is nested more than ${DEPTH_LIMIT} deep`);
  }

  leave(): void {
    this.#depth--;
  }

  // The type is written out so that TypeScript knows that nothing comes after a call.
  readonly fail: (problem: string) => never = (problem) => {
    throw new ValueError(problem, [...this.path]);
  };

  at<Result>(step: ValueStep, inner: () => Result): Result {
    this.path.push(step);
    const result = inner();
    this.path.pop();
    return result;
  }

  /** What fails inside is said to be here. */
  try<Result>(inner: () => Result): Result {
    try {
      return inner();
    } catch (error) {
      if (error instanceof ValueError) return this.fail(error.message);
      throw error;
    }
  }
}

/** Sets a key that may have any name, `__proto__` included. */
export const put = <Item>(record: Record<string, Item>, key: string, value: Item): void => {
  if (key === "__proto__") {
    Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true });
  } else record[key] = value;
};
