/**
 * YAML as decK reads it (YAML 1.1 by the rules of go-yaml v2, from its source, not measured), with the place of everything.
 * What go-yaml passes over in silence is an error here: duplicate keys, further documents.
 * @module
 */
import { type Event, getScalarValue, parseEvents, YAMLException } from "js-yaml";

/** Something wrong at an offset of the text. */
export interface YamlProblem {
  readonly offset: number;
  readonly message: string;
}

export interface YamlText {
  readonly text: string;
  /** The document; undefined where the text holds none. Aliases of one anchor share one object. */
  readonly value: unknown;
  /** Where a list or a mapping begins; undefined for what is none of this text. */
  readonly offsetOf: (container: object) => number | undefined;
  /** Where a key of a mapping stands. */
  readonly keyOffsetOf: (mapping: object, key: string) => number | undefined;
  readonly problems: readonly YamlProblem[];
}

const DOCUMENT = 1;
const SEQUENCE = 2;
const MAPPING = 3;
const SCALAR = 4;
const ALIAS = 5;
const PLAIN = 1;

/** Levels of lists and mappings, aliases followed. A decK file has about ten. */
const DEEPEST = 100;
/** What aliases may multiply a file to, in values: this many, or this many times its own. */
const MOST_VALUES = 1_000_000;
const MOST_TIMES = 10;
/** Beyond these, the others are most likely consequences. */
const MOST_PROBLEMS = 100;

const WORDS = new Map<string, boolean | null>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word) => [word, false] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
]);
const MAYBE_WORD = /^[yYnNtTfFoO~]/;
const MAYBE_NUMBER = /^[-+.\d]/;
const NO_NUMBER = /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;
const INTEGER = /^[-+]?(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

class Unfit {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

const integerOf = (digits: string): number => {
  const isNegative = digits.startsWith("-");
  const bare = digits.replace(/^[-+]/, "");
  const octal = /^0[oO]?([0-7]+)$/.exec(bare);
  const value = octal === null ? Number(bare) : Number.parseInt(octal[1] ?? "", 8);
  return isNegative && value !== 0 ? -value : value;
};

/**
 * A scalar without quotes: `0123` is 83, `1_000` is 1000, `yes` is true, a date is a text.
 *
 * @example
 * resolvePlain("0x1F") // 31
 */
export const resolvePlain = (text: string): unknown => {
  if (text === "" || MAYBE_WORD.test(text)) {
    const word = WORDS.get(text);
    return word === undefined ? text : word;
  }
  if (!MAYBE_NUMBER.test(text)) return text;
  if (NO_NUMBER.test(text)) return new Unfit("infinity and 'not a number' are no numbers for a gateway.");
  const digits = text.replaceAll("_", "");
  if (INTEGER.test(digits)) {
    const value = integerOf(digits);
    return Number.isSafeInteger(value)
      ? value
      : new Unfit("this number has more digits than can be kept. Put quotes around it if it is a text.");
  }
  if (!DECIMAL.test(digits)) return text;
  const value = Number(digits);
  return Number.isFinite(value) ? value : text;
};

const TAG = "tag:yaml.org,2002:";
const shortTag = (written: string): string =>
  written.startsWith("!<") && written.endsWith(">")
    ? written.slice(2, -1).replace(TAG, "!!")
    : written.replace(TAG, "!!");

// What stands in the file is not repeated: a password may begin with `!` or `*`.
const UNKNOWN_TAG = "the tag here means nothing in a decK file. Put quotes around a text that begins with '!'.";

const resolveTagged = (tag: string, text: string): unknown => {
  if (tag === "!!str" || tag === "!") return text;
  const value = tag === "!!null" && text === "" ? null : resolvePlain(text);
  const type = value === null ? "!!null" : typeof value === "boolean" ? "!!bool" : typeof value;
  const isNumber = typeof value === "number" && (tag === "!!float" || (tag === "!!int" && Number.isInteger(value)));
  if (type === tag || isNumber) return value;
  const known = ["!!null", "!!bool", "!!int", "!!float"].includes(tag);
  return new Unfit(known ? `the text behind '${tag}' is none.` : UNKNOWN_TAG);
};

interface Frame {
  readonly isMapping: boolean;
  readonly container: unknown[] | Record<string, unknown>;
  readonly event: number;
  readonly start: number;
  readonly anchor: string | undefined;
  /** Values in it, aliases followed. */
  values: number;
  height: number;
  /** The key whose value comes next. */
  key: string | undefined;
  keyOffset: number;
  isMerge: boolean;
  merged: Record<string, unknown>[];
}

interface Anchor {
  readonly value: unknown;
  readonly values: number;
  readonly height: number;
  /** False while it is still being read. */
  readonly isComplete: boolean;
}

/** A key as JSON has it. */
const keyText = (value: unknown): string | undefined =>
  typeof value === "string"
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : undefined;

const isMappingObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const startOf = (event: Event): number =>
  event.type === SEQUENCE || event.type === MAPPING
    ? event.start
    : event.type === SCALAR
      ? event.valueStart
      : event.type === ALIAS
        ? event.anchorStart
        : -1;

/** The events of a text; what is wrong with it where it is no YAML. */
const eventsOf = (text: string): readonly Event[] | YamlProblem => {
  try {
    return parseEvents(text, { maxDepth: DEEPEST });
  } catch (error) {
    if (error instanceof YAMLException) {
      return { offset: error.mark?.position ?? 0, message: `this is no YAML: ${error.reason}.` };
    }
    if (error instanceof RangeError) return { offset: 0, message: "the file is nested too deeply." };
    throw error;
  }
};

const skipEntry = (events: readonly Event[], from: number): number => {
  let depth = 0;
  for (let at = from; at < events.length; at++) {
    const type = events[at]?.type;
    if (type === SEQUENCE || type === MAPPING) depth++;
    else if (type !== SCALAR && type !== ALIAS) depth--;
    if (depth === 0) return at + 1;
  }
  return events.length;
};

/** Reads one YAML document. Never throws for what stands in the text. */
export const readYaml = (text: string): YamlText => {
  const problems: YamlProblem[] = [];
  const places = new Map<object, number>();
  const nothing = (): YamlText => ({
    text,
    value: undefined,
    offsetOf: () => undefined,
    keyOffsetOf: () => undefined,
    problems,
  });
  const events = eventsOf(text);
  if (!Array.isArray(events)) {
    problems.push(events as YamlProblem);
    return nothing();
  }
  const problem = (offset: number, message: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ offset, message });
  };

  const anchors = new Map<string, Anchor>();
  const frames: Frame[] = [];
  const most = Math.max(MOST_VALUES, MOST_TIMES * events.length);
  let root: unknown;
  let documents = 0;
  let isSecond = false;
  let isBomb = false;

  const place = (value: unknown, values: number, height: number, offset: number): void => {
    const frame = frames.at(-1);
    if (frame === undefined) {
      if (!isSecond) root = value;
      return;
    }
    frame.values += values;
    frame.height = Math.max(frame.height, height + 1);
    if (frame.values > most && !isBomb) {
      isBomb = true;
      problem(offset, "aliases make this file stand for more than a million values. Write out what is meant.");
    }
    if (!frame.isMapping) {
      (frame.container as unknown[]).push(value);
      return;
    }
    if (frame.isMerge) {
      frame.isMerge = false;
      frame.key = undefined;
      const sources = Array.isArray(value) ? (value as unknown[]) : [value];
      if (!sources.every(isMappingObject)) problem(offset, "'<<' takes a mapping, or a list of mappings.");
      else frame.merged.push(...sources);
      return;
    }
    const { key } = frame;
    frame.key = undefined;
    if (key === undefined) return;
    if (key === "__proto__") {
      problem(frame.keyOffset, "'__proto__' cannot be a key.");
      return;
    }
    const record = frame.container as Record<string, unknown>;
    if (Object.hasOwn(record, key)) {
      // Looking for the first one reads the mapping: not for thousands of them.
      if (problems.length >= MOST_PROBLEMS) return;
      const first = keyOffsetIn(events, text, frame.event, key) ?? frame.start;
      problem(
        frame.keyOffset,
        `the key '${key}' stands twice in one mapping, first in line ${lineOf(text, first)}. Keep one of the two.`,
      );
      return;
    }
    record[key] = value;
  };

  /** Takes a mapping's key; false where the event is no key. */
  const takeKey = (value: unknown, isMerge: boolean, offset: number): boolean => {
    const frame = frames.at(-1);
    if (frame === undefined || !frame.isMapping || frame.key !== undefined || frame.isMerge) return false;
    frame.keyOffset = offset;
    frame.values += 1;
    if (isMerge) {
      frame.isMerge = true;
      return true;
    }
    const key = keyText(value);
    if (key === undefined) problem(offset, "a key must be a text, a number or a boolean.");
    frame.key = key ?? "";
    return true;
  };

  for (let index = 0; index < events.length; index++) {
    const event = events[index];
    if (event === undefined) continue;
    if (isBomb) break;
    switch (event.type) {
      case DOCUMENT:
        documents++;
        isSecond = documents > 1;
        anchors.clear();
        break;
      case SEQUENCE:
      case MAPPING: {
        const isMapping = event.type === MAPPING;
        if (isSecond && frames.length === 0) {
          problem(
            event.start,
            "a second document begins here, which decK would pass over in silence. Put it into a file of its own.",
          );
        }
        const frame = frames.at(-1);
        if (frame?.isMapping && frame.key === undefined && !frame.isMerge) {
          problem(event.start, "a key must be a text, a number or a boolean.");
          index = skipEntry(events, index) - 1;
          frame.key = "";
          break;
        }
        const tag = event.tagStart === -1 ? "" : shortTag(text.slice(event.tagStart, event.tagEnd));
        if (tag !== "" && tag !== "!" && tag !== (isMapping ? "!!map" : "!!seq")) {
          problem(event.start, UNKNOWN_TAG);
        }
        const container = isMapping ? {} : [];
        const anchor = event.anchorStart === -1 ? undefined : text.slice(event.anchorStart, event.anchorEnd);
        places.set(container, index);
        if (anchor !== undefined) anchors.set(anchor, { value: container, values: 0, height: 0, isComplete: false });
        frames.push({
          isMapping,
          container,
          event: index,
          start: event.start,
          anchor,
          values: 1,
          height: 1,
          key: undefined,
          keyOffset: event.start,
          isMerge: false,
          merged: [],
        });
        break;
      }
      case SCALAR: {
        const written = getScalarValue(text, event);
        const offset = event.valueStart === -1 ? (frames.at(-1)?.keyOffset ?? 0) : event.valueStart;
        const isPlain = event.style === PLAIN;
        const isMerge = isPlain && written === "<<";
        let value: unknown = written;
        if (event.tagStart !== -1) value = resolveTagged(shortTag(text.slice(event.tagStart, event.tagEnd)), written);
        else if (isPlain && !isMerge) value = resolvePlain(written);
        if (value instanceof Unfit) {
          problem(offset, value.why);
          value = null;
        }
        if (event.anchorStart !== -1) {
          const name = text.slice(event.anchorStart, event.anchorEnd);
          anchors.set(name, { value, values: 1, height: 0, isComplete: true });
        }
        if (takeKey(value, isMerge, offset)) break;
        if (isSecond && frames.length === 0 && value !== null) {
          problem(
            offset,
            "a second document begins here, which decK would pass over in silence. Put it into a file of its own.",
          );
        }
        place(value, 1, 0, offset);
        break;
      }
      case ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        const anchor = anchors.get(name);
        const offset = event.anchorStart;
        if (anchor === undefined)
          problem(
            offset,
            "there is no anchor of this name above the alias. Put quotes around a text that begins with '*'.",
          );
        else if (!anchor.isComplete) problem(offset, "this alias stands inside of what its anchor names.");
        const value = anchor?.isComplete === true ? anchor.value : null;
        if (takeKey(value, false, offset)) break;
        const height = anchor?.height ?? 0;
        if (height + frames.length > DEEPEST) {
          problem(offset, "the file is nested too deeply.");
          place(null, 1, 0, offset);
        } else place(value, anchor?.values ?? 1, height, offset);
        break;
      }
      default: {
        const frame = frames.pop();
        if (frame === undefined) break;
        const { container, anchor, values, height } = frame;
        for (const source of frame.merged) {
          for (const [key, value] of Object.entries(source)) {
            if (!Object.hasOwn(container, key)) (container as Record<string, unknown>)[key] = value;
          }
        }
        if (anchor !== undefined) anchors.set(anchor, { value: container, values, height, isComplete: true });
        place(container, values, height, frame.start);
      }
    }
  }
  return {
    text,
    value: root,
    offsetOf: (container) => {
      const event = events[places.get(container) ?? -1];
      return event === undefined ? undefined : startOf(event);
    },
    keyOffsetOf: (mapping, key) => {
      const index = places.get(mapping);
      return index === undefined ? undefined : keyOffsetIn(events, text, index, key);
    },
    problems,
  };
};

/** Where a key stands in the mapping that begins at an event. */
const keyOffsetIn = (events: readonly Event[], text: string, mapping: number, key: string): number | undefined => {
  let at = mapping + 1;
  for (;;) {
    const event = events[at];
    if (
      event === undefined ||
      (event.type !== SCALAR && event.type !== ALIAS && event.type !== SEQUENCE && event.type !== MAPPING)
    ) {
      return undefined;
    }
    if (event.type === SCALAR) {
      const written = getScalarValue(text, event);
      const value = event.style === PLAIN ? resolvePlain(written) : written;
      if (String(value) === key) return event.valueStart;
    }
    at = skipEntry(events, skipEntry(events, at));
  }
};

/** The line of an offset, from 1. For errors only: it counts from the start. */
export const lineOf = (text: string, offset: number): number => {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
};
