/**
 * The provider's log: JSON lines on stderr in the form that Terraform and OpenTofu read and print with `TF_LOG`.
 * @module
 */
import { Secret } from "../model/secret.ts";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

/** Further facts of a line, by name. Secrets are printed as `***`. */
export type LogFields = Readonly<Record<string, unknown>>;

export interface Log {
  readonly trace: (message: string, fields?: LogFields) => void;
  readonly debug: (message: string, fields?: LogFields) => void;
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly error: (message: string, fields?: LogFields) => void;
  /** Whether lines of the level are written: ask before costly fields. */
  readonly isEnabled: (level: LogLevel) => boolean;
}

export interface LogOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly write: (line: string) => void;
  /** @default "provider.kong" */
  readonly module?: string;
  /** @default Date.now */
  readonly now?: () => number;
}

const levels: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error"];

/**
 * The least level that is written. As Terraform has it: the more specific variable wins, `JSON` and words it does not know mean
 * all, `OFF` none. Without any only what went wrong is written, which the CLIs keep for their crash reports.
 */
const threshold = (env: LogOptions["env"]): number => {
  const word = (env["TF_LOG_PROVIDER_KONG"] || env["TF_LOG_PROVIDER"] || env["TF_LOG"])?.toLowerCase();
  if (!word) return levels.indexOf("warn");
  if (word === "off") return levels.length;
  return Math.max((levels as readonly string[]).indexOf(word), 0);
};

/** RFC 3339 with microseconds, as go-plugin's `@timestamp`. */
const timestamp = (milliseconds: number): string =>
  `${new Date(Math.floor(milliseconds)).toISOString().slice(0, -1)}000Z`;

const printable = (_key: string, value: unknown): unknown => {
  if (value instanceof Secret) return String(value);
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (value instanceof Error)
    return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
  return value;
};

/** A fact as JSON: one that has none (it is circular, say) does not keep the rest of the line from being written. */
const json = (value: unknown): string => {
  try {
    return JSON.stringify(value, printable) ?? "null";
  } catch (error) {
    return JSON.stringify(`(not printable: ${error instanceof Error ? error.message.split("\n")[0] : ""})`);
  }
};

/**
 * @example
 * const log = createLog({ env, write: (line) => stderr.write(line) });
 * log.warn("the gateway answers slowly", { address, milliseconds });
 */
export const createLog = ({ env, write, module = "provider.kong", now = Date.now }: LogOptions): Log => {
  const least = threshold(env);
  const isEnabled = (level: LogLevel): boolean => levels.indexOf(level) >= least;
  const writer =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (!isEnabled(level)) return;
      const given = Object.entries(fields).map(([name, value]) => `,${JSON.stringify(name)}:${json(value)}`);
      const own = { "@level": level, "@message": message, "@module": module, "@timestamp": timestamp(now()) };
      write(`${JSON.stringify(own).slice(0, -1)}${given.join("")}}\n`);
    };
  return {
    trace: writer("trace"),
    debug: writer("debug"),
    info: writer("info"),
    warn: writer("warn"),
    error: writer("error"),
    isEnabled,
  };
};

/** A log that writes nothing: for tests. */
export const noLog: Log = createLog({ env: { TF_LOG: "off" }, write: () => {} });
