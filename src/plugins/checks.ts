/**
 * Checks of plugin settings that Kong makes in code: `/schemas` does not show them (Kong 3.9 recordings: validation, defaults).
 * @module
 */

type Config = Readonly<Record<string, unknown>>;
type ConfigCheck = (config: Config) => string | undefined;

const periods = ["second", "minute", "hour", "day", "month", "year"] as const;
const luaNumber = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

/** A longer period never allows less than a shorter one. */
const limitsRise: ConfigCheck = (config) => {
  let shorter: { readonly period: string; readonly limit: number } | undefined;
  for (const period of periods) {
    const limit = config[period];
    if (typeof limit !== "number") continue;
    if (limit <= 0) return `Value for ${period} must be greater than zero`;
    if (shorter !== undefined && limit < shorter.limit) {
      const [lower, upper] = [luaNumber(limit), luaNumber(shorter.limit)];
      return `The limit for ${period}(${lower}) cannot be lower than the limit for ${shorter.period}(${upper})`;
    }
    shorter = { period, limit };
  }
  return undefined;
};

const grants = [
  "enable_authorization_code",
  "enable_implicit_grant",
  "enable_client_credentials",
  "enable_password_grant",
];

const someGrant: ConfigCheck = (config) =>
  grants.some((grant) => config[grant] === true)
    ? undefined
    : `at least one of these fields must be true: ${grants.join(", ")}`;

const checks: Readonly<Record<string, ConfigCheck>> = { "rate-limiting": limitsRise, oauth2: someGrant };

/**
 * What Kong's code finds wrong with a plugin's settings beyond their schema; undefined where nothing is known to be.
 *
 * @example
 * configError("rate-limiting", { minute: 10, hour: 5 })
 * // "The limit for hour(5.0) cannot be lower than the limit for minute(10.0)"
 */
export const configError = (plugin: string, config: Config): string | undefined =>
  Object.hasOwn(checks, plugin) ? checks[plugin]?.(config) : undefined;
