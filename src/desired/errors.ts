/**
 * What can be wrong with a declaration: one function per cause, saying what, where, why and what to do.
 * @module
 */
import { KongruentError } from "../model/errors.ts";

const error = (code: string, address: string, message: string, cause?: unknown): KongruentError =>
  new KongruentError(code, `${address}: ${message}`, { address, cause });

/** `KG_NEEDS_TERRAFORM`: something that only Terraform can evaluate. */
export const needsTerraform = (address: string, what: string, expression?: string): KongruentError =>
  error(
    "KG_NEEDS_TERRAFORM",
    address,
    `${what}${expression === undefined ? "" : `, in '${expression}',`} can only be evaluated by Terraform. ` +
      "Deploy this stack with Terraform (cdktf deploy), or write the value itself." +
      (expression === undefined ? "" : " If it is meant as text, write '$${' for '${' and '%%{' for '%{'."),
  );

/** `KG_UNESCAPED_TEMPLATE`: a `${` or `%{` in a text that is no expression. */
export const unescapedTemplate = (address: string, field: string, snippet: string): KongruentError => {
  const marker = snippet.slice(0, 2);
  return error(
    "KG_UNESCAPED_TEMPLATE",
    address,
    `'${field}' contains '${snippet}', which Terraform would read as an expression and which is none. ` +
      `If it is meant as text, write '${marker[0]}${marker}' for '${marker}'.`,
  );
};

/** `KG_REFERENCE_UNKNOWN`: an expression names something that is not declared. */
export const referenceUnknown = (address: string, expression: string, why: string): KongruentError =>
  error(
    "KG_REFERENCE_UNKNOWN",
    address,
    `'\${${expression}}' refers to nothing: ${why} If it is meant as text, write '$\${' for '\${'.`,
  );

/** `KG_REFERENCE_INVALID`: a reference field holds something that is no id. */
export const referenceInvalid = (address: string, field: string, found: string): KongruentError =>
  error(
    "KG_REFERENCE_INVALID",
    address,
    `'${field}' must hold an id, and holds ${found}. Give it the id of a declaration, like ` +
      `'\${kong_service.orders.id}', or a UUID.`,
  );

/** `KG_REFERENCE_KIND`: a reference points to an entity of another kind. */
export const referenceKind = (address: string, field: string, found: string, wanted: string): KongruentError =>
  error("KG_REFERENCE_KIND", address, `'${field}' needs one of the ${wanted}, and '${found}' is none.`);

/** `KG_REFERENCE_OTHER_GATEWAY`: a reference crosses from one gateway to another. */
export const referenceOtherGateway = (address: string, found: string): KongruentError =>
  error(
    "KG_REFERENCE_OTHER_GATEWAY",
    address,
    `it refers to ${found}, which is declared on another gateway or workspace. ` +
      "An id means nothing there: give both the same provider, or refer to what exists there (Service.existing, a data source).",
  );

/** `KG_EXPRESSION_CYCLE`: a value that needs itself. */
export const expressionCycle = (address: string, name: string): KongruentError =>
  error("KG_EXPRESSION_CYCLE", address, `'${name}' needs its own value. Break the circle by writing one value out.`);

/** `KG_EXPRESSION_TYPE`: a value that cannot stand where it is used. */
export const expressionType = (address: string, field: string, why: string): KongruentError =>
  error("KG_EXPRESSION_TYPE", address, `'${field}': ${why}`);

/** `KG_FILE_UNREADABLE`: `file("…")` names a file that cannot be read. */
export const fileUnreadable = (
  address: string,
  field: string,
  path: string,
  why: string,
  cause: unknown,
): KongruentError =>
  new KongruentError("KG_FILE_UNREADABLE", `${address}: '${field}': the file ${path} cannot be used: ${why}.`, {
    address,
    cause,
  });

/** `KG_VARIABLE_MISSING`: a variable without a value. */
export const variableMissing = (name: string): KongruentError =>
  error(
    "KG_VARIABLE_MISSING",
    `var.${name}`,
    `the variable has no value. Give it one with --var ${name}=…, in the environment as TF_VAR_${name}, ` +
      "or in a terraform.tfvars file beside the source.",
  );

/** `KG_VARIABLE_INVALID`: a value that does not fit the variable's type. */
export const variableInvalid = (name: string, from: string, why: string): KongruentError =>
  error("KG_VARIABLE_INVALID", `var.${name}`, `the value from ${from} does not fit: ${why}`);

/** `KG_VARIABLE_UNKNOWN`: a value for a variable that no stack declares. */
export const variableUnknown = (name: string, hint: string): KongruentError =>
  error("KG_VARIABLE_UNKNOWN", `var.${name}`, `--var gives it a value, and no stack declares it.${hint}`);

/** `KG_VARIABLE_FILE`: a file of variables that cannot be read. */
export const variableFile = (path: string, why: string, cause?: unknown): KongruentError =>
  new KongruentError("KG_VARIABLE_FILE", `The variables file ${path} cannot be read: ${why}`, { cause });

/** `KG_ATTRIBUTE_UNKNOWN`: an attribute that the kind does not have. */
export const attributeUnknown = (address: string, name: string, owner: string, hint: string): KongruentError =>
  error(
    "KG_ATTRIBUTE_UNKNOWN",
    address,
    `${owner} has no attribute '${name}'.${hint === "" ? " A field that only a newer gateway knows goes into 'extra'." : hint}`,
  );

/** `KG_ATTRIBUTE_INVALID`: an attribute that does not hold what it must. */
export const attributeInvalid = (address: string, name: string, why: string): KongruentError =>
  error("KG_ATTRIBUTE_INVALID", address, `'${name}' ${why}`);

/** `KG_ATTRIBUTE_INVALID`: two attributes that say the same thing. */
export const attributeTwice = (address: string, first: string, second: string): KongruentError =>
  attributeInvalid(address, second, `says what '${first}' says. Give one of the two.`);

/** `KG_SECRET_SHOWN`: a sensitive value where every plan would show it. */
export const secretShown = (address: string, name: string): KongruentError =>
  error(
    "KG_SECRET_SHOWN",
    address,
    `'${name}' is shown in every plan, and its value comes from a sensitive variable or a secret field. ` +
      "Drop 'sensitive' from the variable, or write a value that is no secret.",
  );

/** `KG_RESOURCE_UNKNOWN`: a `kong_*` resource type that this version does not know. */
export const resourceUnknown = (address: string, type: string, known: string, hint: string): KongruentError =>
  error("KG_RESOURCE_UNKNOWN", address, `there is no resource type '${type}'.${hint} Known are ${known}.`);

/** `KG_PROVIDER_UNKNOWN`: a resource names a provider that is not declared. */
export const providerUnknown = (address: string, name: string, known: string): KongruentError =>
  error("KG_PROVIDER_UNKNOWN", address, `the provider '${name}' is not declared. Declared are: ${known}.`);

/** `KG_PROVIDER_ARGUMENT`: a provider argument that is unknown or does not hold what it must. */
export const providerArgument = (address: string, name: string, why: string): KongruentError =>
  error("KG_PROVIDER_ARGUMENT", address, `the provider argument '${name}' ${why}`);

/** `KG_OWNER_TWICE`: two stacks with one owner on one gateway would delete each other's entities. */
export const ownerTwice = (owner: string, first: string, second: string, gateway: string): KongruentError =>
  new KongruentError(
    "KG_OWNER_TWICE",
    `${first} and ${second} both have the owner '${owner}' on ${gateway}: each would delete what the other declares. ` +
      "Give each stack an owner of its own.",
    { address: first },
  );

const NEVER_GLOBAL = "It does not become a global plugin by accident: for a global one say scope = { global = true }.";

/** `KG_SCOPE_MISSING`: a plugin that does not say where it applies. */
export const scopeMissing = (address: string, why: string, keys: string): KongruentError =>
  error(
    "KG_SCOPE_MISSING",
    address,
    `the plugin's scope ${why}. Say where it applies, with any of ${keys}. ${NEVER_GLOBAL}`,
  );

/** `KG_SCOPE_CONTRADICTORY`: a plugin that is global and scoped at once. */
export const scopeContradictory = (address: string, field: string): KongruentError =>
  error(
    "KG_SCOPE_CONTRADICTORY",
    address,
    `the plugin's scope is global and names '${field}' too. Keep one of them. ${NEVER_GLOBAL}`,
  );

/** `KG_SCOPE_UNKNOWN_KEY`: a scope with a key that means nothing. */
export const scopeUnknownKey = (address: string, key: string, keys: string, hint: string): KongruentError =>
  error(
    "KG_SCOPE_UNKNOWN_KEY",
    address,
    `the plugin's scope has no '${key}'.${hint} Known are global and ${keys}. ${NEVER_GLOBAL}`,
  );

/** `KG_SCOPE_UNRESOLVED`: a scope whose reference leads nowhere. */
export const scopeUnresolved = (address: string, key: string, why: string, cause?: unknown): KongruentError =>
  error(
    "KG_SCOPE_UNRESOLVED",
    address,
    `the plugin's scope names '${key}', and it does not resolve: ${why} ${NEVER_GLOBAL}`,
    cause,
  );
