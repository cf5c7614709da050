/**
 * What Terraform's core demands of a provider's answers (`objchange.AssertPlanValid`, `AssertObjectCompatible`, and others). Held
 * against Terraform 1.11.4 with some 370 answers spoilt at random: all that it refused is refused here. Three things that it lets
 * pass are refused too: other elements in a set of blocks, more elements in a set when some are unknown, and a value where a dynamic
 * null was planned.
 */
import {
  type AttributePath,
  Diagnostic_Severity,
  type Diagnostic as WireDiagnostic,
} from "../../../src/provider/protocol/generated/tfplugin6.ts";
import { Dynamic, type Type, UNKNOWN, type Value } from "../../../src/provider/value.ts";
import { CoreError, type Diagnostic } from "./errors.ts";
import type { Attribute, BlockType, Nested, ResourceSchema } from "./schema.ts";
import { canonical, get, isArray, isObject, isSame, unknowns } from "./values.ts";

type Path = readonly (string | number)[];
type Holder = Pick<ResourceSchema, "attributes" | "blocks">;

const said = (path: Path): string => path.join(".") || "the whole";
const shown = (type: Type, value: Value): string => {
  const text = canonical(type, value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

/** The problems of a planned value: where it differs from the configuration it must be computed, or be the prior value. */
export const planProblems = (
  schema: Holder,
  prior: Value,
  config: Value,
  planned: Value,
  path: Path = [],
): readonly string[] => {
  if (planned === null && config !== null) return [`${said(path)}: planned for absence, but configured`];
  if (planned !== null && config === null) return [`${said(path)}: planned, but not configured`];
  if (planned === null) return [];
  if (planned === UNKNOWN) return config === UNKNOWN ? [] : [`${said(path)}: planned as unknown as a whole`];
  return [
    ...[...schema.attributes].flatMap(([name, attribute]) =>
      attributeProblems(attribute, get(prior, name), get(config, name), get(planned, name), [...path, name]),
    ),
    ...[...schema.blocks].flatMap(([name, block]) =>
      blockProblems(block, get(prior, name), get(config, name), get(planned, name), [...path, name]),
    ),
  ];
};

const attributeProblems = (
  attribute: Attribute,
  prior: Value,
  config: Value,
  planned: Value,
  path: Path,
): readonly string[] => {
  const { type } = attribute;
  if (attribute.isWriteOnly) {
    return planned === null ? [] : [`${said(path)}: a write-only attribute must be planned null`];
  }
  if (isSame(type, planned, config)) return [];
  if (attribute.isComputed && config === null) return [];
  // A prior value may stand for a configured one that means the same, but not for one that is no longer there.
  if (config !== null && prior !== null && isSame(type, planned, prior)) return [];
  if (config === null) return [`${said(path)}: planned ${shown(type, planned)} for an attribute that is not computed`];
  if (attribute.nested !== undefined) return nestedProblems(attribute.nested, prior, config, planned, path);
  return [
    `${said(path)}: planned ${shown(type, planned)} is neither the configured ${shown(type, config)} nor the prior ${shown(type, prior)}`,
  ];
};

const blockProblems = (
  block: BlockType,
  prior: Value,
  config: Value,
  planned: Value,
  path: Path,
): readonly string[] => {
  if (block.nesting === "single") return planProblems(block, prior, config, planned, path);
  return nestedProblems(block, prior, config, planned, path);
};

const nestedProblems = (nested: Nested, prior: Value, config: Value, planned: Value, path: Path): readonly string[] => {
  if (planned === null && config !== null) return [`${said(path)}: planned for absence, but configured`];
  if (planned !== null && config === null) return [`${said(path)}: planned, but not configured`];
  if (config === UNKNOWN || planned === UNKNOWN) {
    return config === planned ? [] : [`${said(path)}: a configured value must not be planned as unknown as a whole`];
  }
  if (nested.nesting === "single") return planProblems(nested, prior, config, planned, path);
  if (isArray(planned) && isArray(config)) {
    if (planned.length !== config.length) {
      return [`${said(path)}: ${planned.length} planned, ${config.length} configured`];
    }
    // The core cannot tell which element of a set is which.
    if (nested.nesting === "set") return [];
    return planned.flatMap((element, index) =>
      planProblems(nested, isArray(prior) ? (prior[index] ?? null) : null, config[index] ?? null, element, [
        ...path,
        index,
      ]),
    );
  }
  const keys = new Set([planned, config].flatMap((value) => (isObject(value) ? Object.keys(value) : [])));
  return [...keys].flatMap((key) =>
    planProblems(nested, get(prior, key), get(config, key), get(planned, key), [...path, key]),
  );
};

/** Where an actual value is not what was planned: only what was unknown may be anything. */
export const differences = (type: Type, planned: Value, actual: Value, path: Path = []): readonly string[] => {
  if (planned === UNKNOWN) return [];
  if (actual === UNKNOWN) return [`${said(path)}: was known, is unknown`];
  if (planned === null || actual === null) {
    if (planned === actual) return [];
    return [
      planned === null
        ? `${said(path)}: was planned null, is ${shown(type, actual)}`
        : `${said(path)}: was planned ${shown(type, planned)}, is null`,
    ];
  }
  if (planned instanceof Dynamic && actual instanceof Dynamic) {
    if (JSON.stringify(planned.type) !== JSON.stringify(actual.type)) {
      return [`${said(path)}: was planned as ${JSON.stringify(planned.type)}, is ${JSON.stringify(actual.type)}`];
    }
    return differences(planned.type, planned.value, actual.value, path);
  }
  if (typeof type !== "string" && isArray(planned) && isArray(actual)) {
    if (type[0] === "set") return setDifferences(type[1], planned, actual, path);
    if (planned.length !== actual.length) {
      return [`${said(path)}: ${planned.length} elements were planned, there are ${actual.length}`];
    }
    return planned.flatMap((element, index) => {
      const inner = type[0] === "list" ? type[1] : type[0] === "tuple" ? type[1][index] : undefined;
      return differences(inner ?? "dynamic", element, actual[index] ?? null, [...path, index]);
    });
  }
  if (typeof type !== "string" && isObject(planned) && isObject(actual)) {
    const keys = new Set([...Object.keys(planned), ...Object.keys(actual)]);
    return [...keys].flatMap((key) => {
      if (!Object.hasOwn(actual, key)) return [`${said([...path, key])}: was planned, has vanished`];
      if (!Object.hasOwn(planned, key)) return [`${said([...path, key])}: was not planned, has appeared`];
      const inner = type[0] === "map" ? type[1] : type[0] === "object" ? type[1][key] : undefined;
      return differences(inner ?? "dynamic", get(planned, key), get(actual, key), [...path, key]);
    });
  }
  if (isSame(type, planned, actual)) return [];
  return [`${said(path)}: was planned ${shown(type, planned)}, is ${shown(type, actual)}`];
};

/** Each planned element must be found among the actual ones, and each actual one must have been planned. */
const setDifferences = (
  type: Type,
  planned: readonly Value[],
  actual: readonly Value[],
  path: Path,
): readonly string[] => {
  const fits = (one: Value, other: Value): boolean => differences(type, one, other).length === 0;
  const lost = planned.filter((one) => !actual.some((other) => fits(one, other)));
  const strange = actual.filter((other) => !planned.some((one) => fits(one, other)));
  // Unknown elements may turn out to be twins: a set may shrink, but not grow.
  return [
    ...lost.map((one) => `${said(path)}: the planned element ${shown(type, one)} is not there`),
    ...strange.map((one) => `${said(path)}: the element ${shown(type, one)} was not planned`),
    ...(actual.length > planned.length ? [`${said(path)}: has grown from ${planned.length} to ${actual.length}`] : []),
  ];
};

/** Write-only attributes that hold something. */
export const writeOnlyProblems = (schema: Holder, value: Value, path: Path = []): readonly string[] => {
  if (isArray(value)) return value.flatMap((element, index) => writeOnlyProblems(schema, element, [...path, index]));
  if (!isObject(value)) return [];
  return [
    ...[...schema.attributes].flatMap(([name, { isWriteOnly, nested }]) => {
      const inner = get(value, name);
      if (isWriteOnly) return inner === null ? [] : [`${said([...path, name])}: a write-only attribute must be null`];
      return nested === undefined ? [] : nestedWriteOnlyProblems(nested, inner, [...path, name]);
    }),
    ...[...schema.blocks].flatMap(([name, block]) => nestedWriteOnlyProblems(block, get(value, name), [...path, name])),
  ];
};
const nestedWriteOnlyProblems = (nested: Nested, value: Value, path: Path): readonly string[] => {
  if (nested.nesting !== "map" || !isObject(value)) return writeOnlyProblems(nested, value, path);
  return Object.entries(value).flatMap(([key, element]) => writeOnlyProblems(nested, element, [...path, key]));
};

/** A state must be wholly known, and hold nothing that is write-only. */
export const stateProblems = (schema: ResourceSchema, state: Value): readonly string[] => [
  ...unknowns(state).map((path) => `${path}: is unknown`),
  ...writeOnlyProblems(schema, state),
];

/** A path of the wire as names, keys and indices, or why it leads nowhere in the type. */
export const readPath = (
  type: Type,
  path: AttributePath | undefined,
): { readonly path: Path; readonly type: Type } | { readonly problem: string } => {
  const steps: (string | number)[] = [];
  let at: Type = type;
  for (const step of path?.steps ?? []) {
    // ts-proto gives members of a oneof that are not set as undefined.
    const given = [step.attributeName, step.elementKeyString, step.elementKeyInt].filter((one) => one !== undefined);
    const [name] = given;
    if (given.length !== 1 || name === undefined) return { problem: `a step after ${said(steps)} that says nothing` };
    steps.push(name);
    const next = stepInto(at, step);
    if (next === undefined) return { problem: `${said(steps)} does not exist in the schema` };
    at = next;
  }
  return { path: steps, type: at };
};

const stepInto = (
  type: Type,
  step: { readonly attributeName?: string | undefined; readonly elementKeyString?: string | undefined },
): Type | undefined => {
  // Below a dynamic value anything may be.
  if (type === "dynamic") return type;
  if (typeof type === "string") return undefined;
  if (step.attributeName !== undefined) return type[0] === "object" ? type[1][step.attributeName] : undefined;
  if (step.elementKeyString !== undefined) return type[0] === "map" ? type[1] : undefined;
  if (type[0] === "tuple") return "dynamic";
  return type[0] === "list" || type[0] === "set" ? type[1] : undefined;
};

/** Diagnostics as a user sees them. Throws for those that say nothing, or point to nowhere. */
export const readDiagnostics = (
  type: Type,
  diagnostics: readonly WireDiagnostic[] | undefined,
): readonly Diagnostic[] =>
  (diagnostics ?? []).map(({ severity, summary = "", detail = "", attribute }) => {
    const read = readPath(type, attribute);
    if ("problem" in read) throw new CoreError("diagnostics", `"${summary}" points to a path: ${read.problem}`);
    if (summary.trim() === "") throw new CoreError("diagnostics", "a diagnostic without a summary");
    if (severity !== Diagnostic_Severity.ERROR && severity !== Diagnostic_Severity.WARNING) {
      throw new CoreError("diagnostics", `"${summary}" is neither an error nor a warning`);
    }
    return { severity: severity === Diagnostic_Severity.ERROR ? "error" : "warning", summary, detail, path: read.path };
  });

/** The value at a path, undefined if the path leads to nothing. */
export const valueAt = (value: Value, path: Path): Value | undefined => {
  let at: Value | undefined = value;
  for (const step of path) {
    if (at instanceof Dynamic) at = at.value;
    if (at === undefined || at === null || at === UNKNOWN) return at;
    if (isArray(at)) at = typeof step === "number" ? at[step] : undefined;
    else at = isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
};
