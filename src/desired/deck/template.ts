/**
 * The `${{ … }}` of decK files: the part of Go's template language that decK documents, evaluated over the text before it
 * is read as YAML (go-database-reconciler pkg/file/template.go, read, not measured).
 * @module
 */
import { lastAtMost } from "./positions.ts";

/** Something wrong with one expression. */
export type TemplateProblem =
  | { readonly offset: number; readonly is: "missing"; readonly name: string }
  | { readonly offset: number; readonly is: "unsupported"; readonly what: string }
  | { readonly offset: number; readonly is: "invalid"; readonly why: string };

/** One `${{ … }}` with its value. */
export interface Expression {
  readonly offset: number;
  /** Stands for the value in the text that has none: one word that is nowhere else in the file. */
  readonly placeholder: string;
  /** What is put in. */
  readonly value: string;
  /** The variables it reads. */
  readonly names: readonly string[];
  /** Whether it ends as a number or a boolean. */
  readonly isConverted: boolean;
}

export interface Template {
  readonly expressions: readonly Expression[];
  readonly problems: readonly TemplateProblem[];
  /** The text with each expression's value, or another word, in its place. */
  readonly render: (wordFor: (expression: Expression) => string) => string;
  /** The offset in the file of an offset in the text with placeholders. */
  readonly sourceOffset: (offset: number) => number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = "DECK_";
const OPEN = "${{";
const CLOSE = "}}";

type Value = string | number | boolean;
type Token =
  | { readonly type: "literal"; readonly value: Value }
  | { readonly type: "word"; readonly text: string }
  | { readonly type: "sign"; readonly text: "|" | "(" | ")" };

class Unusable extends Error {
  readonly problem: "unsupported" | "invalid" | "missing";
  constructor(problem: "unsupported" | "invalid" | "missing", text: string) {
    super(text);
    this.problem = problem;
  }
}
const invalid = (why: string): Unusable => new Unusable("invalid", why);
const beyond = (what: string): Unusable => new Unusable("unsupported", what);

const SPACE = /\s/;
const WORD = /[\p{L}\p{N}_.$]+/uy;
const NUMBER = /[+-]?\d+(?:\.\d+)?/y;

const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({ n: "\n", t: "\t", r: "\r", "\\": "\\", '"': '"' }),
);

/** A text in double quotes from an offset: its value and where it ends. */
const quoted = (source: string, start: number): { value: string; end: number } => {
  let value = "";
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at];
    if (character === '"') return { value, end: at + 1 };
    if (character === "\n") break;
    if (character !== "\\") value += character;
    else {
      at++;
      const escaped = ESCAPES.get(source[at] ?? "");
      if (escaped === undefined) throw beyond(`the escape '\\${source[at] ?? ""}'`);
      value += escaped;
    }
  }
  throw invalid("has a text whose quotes do not end.");
};

/** The tokens of an action, and where it ends; `trims` says whether a `-` stands before its end. */
const tokensFrom = (source: string, start: number): { tokens: readonly Token[]; end: number; trims: boolean } => {
  const tokens: Token[] = [];
  let at = start;
  while (at < source.length) {
    const character = source[at] ?? "";
    const isTrim = character === "-" && source.startsWith(CLOSE, at + 1) && SPACE.test(source[at - 1] ?? "");
    if (isTrim) return { tokens, end: at + 3, trims: true };
    if (source.startsWith(CLOSE, at)) return { tokens, end: at + 2, trims: false };
    if (SPACE.test(character)) at++;
    else if (character === '"') {
      const { value, end } = quoted(source, at);
      tokens.push({ type: "literal", value });
      at = end;
    } else if (character === "`") {
      const end = source.indexOf("`", at + 1);
      if (end === -1) throw invalid("has a text whose quotes do not end.");
      tokens.push({ type: "literal", value: source.slice(at + 1, end) });
      at = end + 1;
    } else if (source.startsWith("/*", at)) {
      const end = source.indexOf("*/", at + 2);
      if (end === -1) throw invalid("has a comment that does not end.");
      at = end + 2;
    } else if (character === "|" || character === "(" || character === ")") {
      tokens.push({ type: "sign", text: character });
      at++;
    } else {
      NUMBER.lastIndex = at;
      WORD.lastIndex = at;
      const number = NUMBER.exec(source);
      const word = WORD.exec(source);
      if (number !== null) {
        tokens.push({ type: "literal", value: Number(number[0]) });
        at += number[0].length;
      } else if (word !== null) {
        tokens.push({ type: "word", text: word[0] });
        at += word[0].length;
      } else
        throw character === "\\"
          ? invalid("has a '\\' outside of a text. In JSON write the name in backquotes, as in env `DECK_…`.")
          : beyond(`'${character}'`);
    }
  }
  throw invalid(`does not end: '${CLOSE}' is missing.`);
};

const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const FALSE = new Set(["0", "f", "F", "FALSE", "false", "False"]);

/** A function's one text; converters say what they want without the value, which may be secret. */
const textArgument = (name: string, args: readonly Value[]): string => {
  const [only] = args;
  if (args.length !== 1) throw invalid(`gives ${name} ${args.length} arguments; it takes one.`);
  if (typeof only !== "string") throw invalid(`gives ${name} something else than a text.`);
  return only;
};

interface Run {
  readonly env: Environment;
  readonly names: string[];
}

const FUNCTIONS: Readonly<Record<string, (args: readonly Value[], run: Run) => Value>> = {
  env: (args, { env, names }) => {
    const name = textArgument("env", args);
    if (!name.startsWith(PREFIX)) {
      throw invalid(`reads '${name}'. Names of variables begin with ${PREFIX} in a decK file: ${PREFIX}${name}.`);
    }
    names.push(name);
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    if (value === undefined) throw new Unusable("missing", name);
    return value;
  },
  toBool: (args) => {
    const text = textArgument("toBool", args);
    if (TRUE.has(text)) return true;
    if (FALSE.has(text)) return false;
    throw invalid("gives toBool a text that is neither true nor false.");
  },
  toInt: (args) => {
    const text = textArgument("toInt", args);
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(value)) throw invalid("gives toInt a text that is no whole number.");
    return value;
  },
  toFloat: (args) => {
    const text = textArgument("toFloat", args);
    const isDecimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
    if (!isDecimal || !Number.isFinite(Number(text))) throw invalid("gives toFloat a text that is no number.");
    return Number(text);
  },
  indent: (args) => {
    const [spaces, text] = args;
    if (args.length !== 2 || typeof spaces !== "number" || !Number.isInteger(spaces) || spaces < 0 || spaces > 1000) {
      throw invalid(
        'gives indent something else than a number of spaces and a text, as in: env "DECK_CERT" | indent 4.',
      );
    }
    return String(text).replaceAll("\n", `\n${" ".repeat(spaces)}`);
  },
};

/** Evaluates `command | command | …` up to a closing bracket or the end. */
const evaluate = (tokens: readonly Token[], run: Run): Value => {
  let at = 0;
  const operand = (): Value => {
    const token = tokens[at++];
    if (token === undefined) throw invalid("is empty, or ends too early.");
    if (token.type === "literal") return token.value;
    if (token.type === "word") {
      if (token.text === "true" || token.text === "false") return token.text === "true";
      if (Object.hasOwn(FUNCTIONS, token.text)) return call(token.text, []);
      throw beyond(`'${token.text}'`);
    }
    if (token.text !== "(") throw invalid(`has a '${token.text}' too many.`);
    const value = pipeline();
    const close = tokens[at++];
    if (close?.type !== "sign" || close.text !== ")") throw invalid("has a '(' that is not closed.");
    return value;
  };
  const isEnd = (): boolean => {
    const token = tokens[at];
    return token === undefined || (token.type === "sign" && token.text !== "(");
  };
  const call = (name: string, given: readonly Value[]): Value => {
    const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (known === undefined) throw beyond(`'${name}'`);
    return known(given, run);
  };
  const command = (piped: readonly Value[]): Value => {
    const token = tokens[at];
    if (token?.type === "word" && Object.hasOwn(FUNCTIONS, token.text)) {
      at++;
      const given: Value[] = [];
      while (!isEnd()) given.push(operand());
      return call(token.text, [...given, ...piped]);
    }
    const value = operand();
    if (!isEnd() || piped.length > 0) throw invalid("gives arguments to something that is no function.");
    return value;
  };
  const pipeline = (): Value => {
    let value = command([]);
    for (;;) {
      const token = tokens[at];
      if (token?.type !== "sign" || token.text !== "|") return value;
      at++;
      value = command([value]);
    }
  };
  const value = pipeline();
  if (at < tokens.length) throw invalid("has a ')' too many.");
  return value;
};

/** Letters that no word of the file begins with. */
const unusedWord = (source: string): string => {
  let word = "KgValue";
  while (source.includes(word)) word += "x";
  return word;
};

/** Beyond these the file is not looked at any further. */
const MOST_PROBLEMS = 100;

interface Piece {
  readonly text: string;
  readonly offset: number;
  readonly expression: Expression | undefined;
}

const problemOf = (error: Unusable, offset: number): TemplateProblem =>
  error.problem === "missing"
    ? { offset, is: "missing", name: error.message }
    : error.problem === "unsupported"
      ? { offset, is: "unsupported", what: error.message }
      : { offset, is: "invalid", why: error.message };

/**
 * Evaluates the expressions of a file. Values are never part of a problem.
 *
 * @example
 * readTemplate('host: ${{ env "DECK_HOST" }}', { DECK_HOST: "h" }).render(({ value }) => value) // "host: h"
 */
export const readTemplate = (source: string, env: Environment): Template => {
  const problems: TemplateProblem[] = [];
  const pieces: Piece[] = [];
  const expressions: Expression[] = [];
  const word = source.includes(OPEN) ? unusedWord(source) : "";
  let from = 0;
  let isTrimmed = false;
  const addText = (end: number, trimsEnd: boolean): void => {
    let start = from;
    let text = source.slice(start, end);
    if (isTrimmed) {
      const rest = text.trimStart();
      start += text.length - rest.length;
      text = rest;
    }
    if (trimsEnd) text = text.trimEnd();
    if (text !== "") pieces.push({ text, offset: start, expression: undefined });
  };
  for (let open = source.indexOf(OPEN); open !== -1; open = source.indexOf(OPEN, from)) {
    if (problems.length >= MOST_PROBLEMS) break;
    const trimsBefore = source[open + 3] === "-" && SPACE.test(source[open + 4] ?? "");
    addText(open, trimsBefore);
    const names: string[] = [];
    let value: Value = "";
    try {
      const { tokens, end, trims } = tokensFrom(source, open + (trimsBefore ? 4 : 3));
      from = end;
      isTrimmed = trims;
      if (tokens.length === 0 && !source.slice(open, end).includes("/*")) throw invalid("is empty.");
      if (tokens.length > 0) value = evaluate(tokens, { env, names });
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      problems.push(problemOf(error, open));
      if (from <= open) {
        const end = source.indexOf(CLOSE, open);
        from = end === -1 ? source.length : end + 2;
        isTrimmed = false;
      }
    }
    const expression: Expression = {
      offset: open,
      placeholder: `${word}${expressions.length}Z`,
      value: String(value),
      names,
      isConverted: typeof value !== "string",
    };
    expressions.push(expression);
    pieces.push({ text: "", offset: open, expression });
  }
  addText(source.length, false);

  const starts: number[] = [];
  let length = 0;
  for (const { text, expression } of pieces) {
    starts.push(length);
    length += expression === undefined ? text.length : expression.placeholder.length;
  }
  return {
    expressions,
    problems,
    render: (wordFor) =>
      pieces.map(({ text, expression }) => (expression === undefined ? text : wordFor(expression))).join(""),
    sourceOffset: (offset) => {
      const index = lastAtMost(starts, offset);
      const piece = pieces[index];
      if (piece === undefined) return offset;
      return piece.expression === undefined ? piece.offset + offset - (starts[index] ?? 0) : piece.offset;
    },
  };
};
