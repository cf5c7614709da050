/**
 * What can be wrong with a decK file: one function per cause. Each names the file and the line.
 * @module
 */
import { KongruentError } from "../../model/errors.ts";

const error = (code: string, place: string, message: string): KongruentError =>
  new KongruentError(code, `${place}: ${message}`, { address: place });

/** `KG_DECK_YAML`: a text that is no YAML, or YAML that does not say one thing. */
export const yamlInvalid = (place: string, why: string): KongruentError => error("KG_DECK_YAML", place, why);

/** `KG_DECK_ENCODING`: bytes that are no UTF-8 text. */
export const encodingInvalid = (place: string, why: string): KongruentError =>
  error("KG_DECK_ENCODING", place, `${why} Save the file as UTF-8.`);

/** `KG_DECK_TOO_LARGE`: more than is read. */
export const tooLarge = (file: string, what: string): KongruentError =>
  error(
    "KG_DECK_TOO_LARGE",
    file,
    `${what}, which is far beyond what a gateway holds. Split the file into several sources, or check which one is meant.`,
  );

/** `KG_DECK_VERSION`: no `_format_version`, or one that is not read. */
export const versionUnsupported = (place: string, found: string | undefined): KongruentError =>
  error(
    "KG_DECK_VERSION",
    place,
    found === undefined
      ? 'a decK file says which format it has: write _format_version: "3.0" as its first line.'
      : `the format version '${found}' is not read here; '3.0' is. Convert the file with ` +
          "'deck file convert --from kong-gateway-2.x --to kong-gateway-3.x', and look at the paths of routes: since 3.0 a regex begins with '~'.",
  );

/** `KG_DECK_UNSUPPORTED`: something that decK does and that is not done here. */
export const unsupported = (place: string, what: string, advice: string): KongruentError =>
  error("KG_DECK_UNSUPPORTED", place, `${what} is not supported. ${advice}`);

/** `KG_DECK_KEY_UNKNOWN`: a key that means nothing where it stands. */
export const keyUnknown = (place: string, key: string, what: string, hint: string): KongruentError =>
  error("KG_DECK_KEY_UNKNOWN", place, `${what} has no key '${key}'.${hint}`);

/** `KG_DECK_VALUE`: a key that does not hold what it must. */
export const valueInvalid = (place: string, key: string, why: string): KongruentError =>
  error("KG_DECK_VALUE", place, `'${key}' ${why}`);

/** `KG_DECK_CONTRADICTION`: two files of one folder, or two places in one file, that say different things. */
export const contradiction = (place: string, other: string, key: string, why: string): KongruentError =>
  error("KG_DECK_CONTRADICTION", place, `'${key}' says something else than at ${other}. ${why}`);

/** `KG_DECK_TEMPLATE`: a `${{ … }}` that cannot be evaluated. */
export const templateInvalid = (place: string, why: string): KongruentError =>
  error("KG_DECK_TEMPLATE", place, `the template ${why}`);

/** `KG_DECK_TEMPLATE`: a part of Go's template language beyond the functions of decK. */
export const templateUnsupported = (place: string, what: string): KongruentError =>
  templateInvalid(
    place,
    `uses ${what}, which is not evaluated here. The functions are env, toBool, toInt, toFloat and indent; ` +
      "for anything else render the file first: deck file render --populate-env-vars.",
  );

/** `KG_DECK_ENV_MISSING`: a variable that is not set. */
export const envMissing = (place: string, name: string): KongruentError =>
  error("KG_DECK_ENV_MISSING", place, `the environment variable '${name}' is not set. Set it where the command runs.`);

/** `KG_DECK_ENV_BREAKS_OUT`: a value that would change more of the file than its own place. The value is not repeated. */
export const envBreaksOut = (place: string, name: string, why: string, quote?: string): KongruentError =>
  error(
    "KG_DECK_ENV_BREAKS_OUT",
    place,
    `the value of ${name} does not stay in its place: ${why} ` +
      (quote === undefined
        ? `Put quotes around the expression, or, for a value of several lines, write '|' behind the key and ${INDENTED}`
        : `It stands in ${quote === '"' ? "double" : "single"} quotes and holds ${quote === '"' ? "one, or a backslash" : "one"}. ` +
          `Write '|-' behind the key in place of the quotes, and ${INDENTED}`),
  );

const INDENTED = `'\${{ env "…" | indent 4 }}' on the next line, as far in as the number says.`;

/** `KG_DECK_CONFIG_UNKNOWN`: `_config` names nothing in `_plugin_configs`. */
export const configUnknown = (place: string, name: string, hint: string): KongruentError =>
  error("KG_DECK_CONFIG_UNKNOWN", place, `'_config' names '${name}', which _plugin_configs does not have.${hint}`);

/** `KG_REFERENCE_UNKNOWN`: a name that nothing in the file has. */
export const referenceMissing = (
  place: string,
  key: string,
  what: string,
  name: string,
  lookup: string | undefined,
  hint: string,
): KongruentError =>
  error(
    "KG_REFERENCE_UNKNOWN",
    place,
    `'${key}' refers to the ${what} '${name}', which is not declared.${hint} Declare it${
      lookup === undefined
        ? ", or refer to it by its id."
        : `, or, if it is on the gateway already, name its tags in _info.default_lookup_tags.${lookup}.`
    }`,
  );

const NEVER_GLOBAL = "It does not become a global plugin by accident: a global one has none of these keys.";

/** `KG_SCOPE_UNRESOLVED`: a scope's key that is there and says nothing. */
export const scopeEmpty = (place: string, key: string): KongruentError =>
  error(
    "KG_SCOPE_UNRESOLVED",
    place,
    `'${key}' is there and empty. Name what is meant, or leave the key out. ${NEVER_GLOBAL}`,
  );

/** `KG_DECK_NESTED_ELSEWHERE`: an entity below one parent that names another one. */
export const nestedElsewhere = (place: string, key: string, parent: string): KongruentError =>
  error(
    "KG_DECK_NESTED_ELSEWHERE",
    place,
    `it stands below ${parent} and has '${key}' besides. Move it to the top level of the file, with all that it refers to as keys of its own.`,
  );
