/** What cannot be written in a form. @module */
import { KongruentError } from "../model/errors.ts";

export const notInDeck = (address: string, field: string): KongruentError =>
  new KongruentError(
    "KG_FORMAT_LACKS",
    `${address}: ${field} refers to what another entity will be, and a decK file has no words for that. Write the value itself, or import as a stack (--format ts) or as HCL.`,
    { address },
  );

export const notAtTop = (address: string, kind: string): KongruentError =>
  new KongruentError(
    "KG_FORMAT_LACKS",
    `${address}: a decK file has ${kind} only below what they belong to, and that is not written here. Import its owner's part too (--owner or --include-owned), or as a stack (--format ts) or as HCL.`,
    { address },
  );

export const notInProgram = (address: string, field: string, value: number): KongruentError =>
  new KongruentError(
    "KG_FORMAT_LACKS",
    `${address}: ${field} is ${value}, a number that CDKTF keeps for itself: a program would set another value. Import as HCL (--format hcl) or as a decK file (--format deck).`,
    { address },
  );

export const keyNotIn = (address: string, field: string, form: "program" | "deck"): KongruentError =>
  new KongruentError(
    "KG_FORMAT_LACKS",
    `${address}: ${field} has a name that ${form === "deck" ? "a decK file" : "a program"} loses when it is read. Import as HCL (--format hcl).`,
    { address },
  );
