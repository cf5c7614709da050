/** Each field of every kind, and each setting of every plugin, changed once by itself. @module */
import { fieldFacts, fieldsOf, isComputed } from "../../src/model/derive.ts";
import { absentValue } from "../../src/model/fill.ts";
import { findings } from "../../src/model/findings.ts";
import { kindOf, kinds } from "../../src/model/kinds.ts";
import { configField } from "../../src/model/kong-schema.ts";
import { isRecord, sameValue } from "../../src/model/values.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { settingProblems } from "../../src/plugins/settings.ts";
import { fullest, leavesOf, type Path, rightValue, type Settings, withAt } from "../plugins/settings-of.ts";
import { LEAST } from "./plugins.ts";
import { samples, The } from "./samples.ts";

type Fields = Readonly<Record<string, unknown>>;

export interface Change {
  /** The field, or the setting with its path. */
  readonly path: string;
  readonly before: Fields;
  readonly after: Fields;
}

/** With something in the place of references, so that what is wrong with the rest can be said. */
const judged = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof The ? { id: "11111111-1111-4111-8111-111111111111" } : value,
    ]),
  );

const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));

/** What cannot change in place: the id of the parent in a path, what a subschema is chosen by, the sides of a membership. */
const isFixed = (kindName: string, field: string): boolean => {
  const { subschema, nested, path, membership } = kindOf(kindName);
  return membership !== undefined || field === subschema?.name || (path === undefined && field === nested?.parent);
};

/** The changes of a kind: a field of the most laid over the least, or left out of the most. */
export const changesOfKind = (
  kindName: string,
): { readonly changes: readonly Change[]; readonly left: readonly string[] } => {
  const kind = kindOf(kindName);
  const { least = {}, most = {} } = samples[kindName] ?? {};
  const left: string[] = [];
  const changes = Object.keys(fieldsOf(kind)).flatMap((field): readonly Change[] => {
    if (isComputed(kind, field) || isFixed(kindName, field) || fieldFacts(kind, field).countsDown === true) return [];
    const pairs: readonly (readonly [Fields, Fields])[] = [
      [least, { ...least, [field]: most[field] }],
      [without(most, field), most],
    ];
    const found = pairs.find(
      ([before, after]) =>
        after[field] !== undefined &&
        !sameValue(before[field], after[field]) &&
        [before, after].every((fields) => findings(kind, judged(fields)).length === 0),
    );
    if (found !== undefined) return [{ path: field, before: found[0], after: found[1] }];
    left.push(field);
    return [];
  });
  return { changes, left };
};

const withoutAt = (settings: Settings, [name = "", ...rest]: Path): Settings => {
  const { [name]: inner, ...others } = settings;
  return rest.length === 0 || !isRecord(inner) ? others : { ...others, [name]: withoutAt(inner, rest) };
};

const at = (settings: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), settings);

/** The changes of a plugin's settings. */
export const changesOfPlugin = (
  name: string,
): { readonly changes: readonly Change[]; readonly left: readonly string[] } => {
  const schema = pluginSchemas.get(name) ?? { fields: [] };
  const config = configField(schema) ?? { type: "record" };
  const least = LEAST[name] ?? {};
  const most = fullest(name, schema, config);
  const left: string[] = [];
  const changes = leavesOf(config).flatMap(({ path, field }): readonly Change[] => {
    const value = rightValue(field);
    const pairs: readonly (readonly [Settings, Settings])[] = [
      [least, withAt(least, path, value)],
      [withoutAt(most, path), most],
      [most, withAt(most, path, value)],
    ];
    const found = pairs.find(([before, after]) => {
      const [from = absentValue(field), to] = [at(before, path), at(after, path)];
      return (
        to !== undefined &&
        !sameValue(from, to) &&
        [before, after].every((one) => settingProblems(name, schema, one).length === 0)
      );
    });
    if (found !== undefined) return [{ path: path.join("."), before: found[0], after: found[1] }];
    left.push(path.join("."));
    return [];
  });
  return { changes, left };
};

/** What can only change together with something else, by kind or plugin. */
export const LEFT: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    ...kinds.map(({ kind }) => [kind, changesOfKind(kind).left] as const),
    ...[...pluginSchemas.keys()].map((name) => [name, changesOfPlugin(name).left] as const),
  ].filter(([, left]) => left.length > 0),
);
