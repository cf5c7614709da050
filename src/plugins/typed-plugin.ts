/**
 * A plugin with typed settings, ready to be added to what it may be scoped to.
 * @module
 */
import { KongruentError } from "../model/errors.ts";
import type { KongSchema } from "../model/kong-schema.ts";
import { kongSettings, problemText, type SettingProblem, settingProblems } from "./settings.ts";

export type { SettingProblem } from "./settings.ts";
export type { Resolvable } from "./tokens.ts";

/** Where a plugin may act: everywhere, or limited to an entity of one of these kinds. */
export type PluginScope = "global" | "service" | "route" | "consumer" | "consumerGroup";

/**
 * A plugin with its settings, which can be added to any of some scopes.
 *
 * @example
 * const limit: PluginOf<"route" | "consumer"> = rateLimiting({ minute: 60 });
 */
export interface PluginOf<Scope extends PluginScope> {
  /** Kong's name: `rate-limiting`. */
  readonly name: string;
  /** The settings under Kong's names. What was not given is not there. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The scopes that the gateway takes for it. */
  readonly canBeScopedTo: { readonly [S in Scope]: true };
  /** What is wrong with settings under Kong's names: asked again when tokens in `config` have become values. */
  readonly problems?: ((config: Readonly<Record<string, unknown>>) => readonly SettingProblem[]) | undefined;
}

/** A reference to a secret that the gateway looks up in one of its vaults: `{vault://env/redis-password}`. */
export type VaultReference = `{vault://${string}}`;

export interface PluginDefinition<Scope extends PluginScope> {
  /** Kong's name. */
  readonly name: string;
  /** What the function is called, for its errors. */
  readonly call: string;
  readonly scopes: readonly Scope[];
  /** As the gateway's `/schemas/plugins/{name}` answers it. */
  readonly schema: object;
}

const invalid = (call: string, problems: readonly SettingProblem[]): KongruentError =>
  new KongruentError("KG_INVALID", `${call}(): ${problemText(problems)}`);

/**
 * Makes the function of a plugin. It throws `KG_INVALID` for settings that the gateway would refuse, with all that is wrong;
 * tokens are checked when they have values.
 *
 * @example
 * const corsOf = definePlugin({ name: "cors", call: "cors", scopes: ["global", "service", "route"], schema });
 * corsOf({ origins: ["https://shop.example"] });
 */
export const definePlugin = <Scope extends PluginScope>({
  name,
  call,
  scopes,
  schema: given,
}: PluginDefinition<Scope>): ((config?: object) => PluginOf<Scope>) => {
  // A schema that stands in a file is typed by its content: the words in it as strings.
  const schema = given as KongSchema;
  // One `true` per scope that is named.
  const canBeScopedTo = Object.freeze(Object.fromEntries(scopes.map((scope) => [scope, true]))) as {
    readonly [S in Scope]: true;
  };
  const problems = (config: Readonly<Record<string, unknown>>): readonly SettingProblem[] =>
    settingProblems(name, schema, config);
  return (settings = {}) => {
    const { config, problems: unknown } = kongSettings(schema, settings);
    const wrong = [...unknown, ...(config === undefined ? [] : problems(config))];
    if (config === undefined || wrong.length > 0) throw invalid(call, wrong);
    return Object.freeze({ name, config: Object.freeze(config), canBeScopedTo, problems });
  };
};
