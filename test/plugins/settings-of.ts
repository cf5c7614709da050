/** Settings for tests, made from a plugin's schema: the fullest it takes, and wrong ones in every place. */
import { constraintError } from "../../src/model/field-checks.ts";
import { fieldMap, type KongField, type KongSchema } from "../../src/model/kong-schema.ts";
import { isRecord } from "../../src/model/values.ts";
import { isListed, propertyOf } from "../../src/plugins/properties.ts";
import { settingProblems } from "../../src/plugins/settings.ts";
import { LEAST } from "../kinds/plugins.ts";

export type Settings = Readonly<Record<string, unknown>>;
export type Path = readonly string[];

const TEXTS = ["x", "a:b", "/x", "http://x.example", "200-299", "GET", "whsec_x", "a@example.com", "10.0.0.0/8"];

/** A value that a field takes by itself; undefined where none is known. */
export const rightValue = (field: KongField): unknown => {
  const fits = (value: unknown): boolean => constraintError(field, value) === undefined;
  switch (field.type) {
    case "string":
      return field.one_of === undefined ? TEXTS.find(fits) : field.one_of.at(-1);
    case "integer":
    case "number":
      return field.one_of === undefined
        ? [field.between?.[0], field.between?.[1], (field.gt ?? 0) + 1].find(
            (value) => value !== undefined && fits(value),
          )
        : field.one_of.at(-1);
    case "boolean":
      return field.default !== true;
    case "array":
    case "set":
      return field.elements === undefined ? [] : [rightValue(field.elements)];
    case "map":
      return { [String(field.keys === undefined ? "k" : rightValue(field.keys))]: rightValue(field.values ?? field) };
    case "record":
      return Object.fromEntries([...fieldMap(field.fields)].map(([name, inner]) => [name, rightValue(inner)]));
    default:
      return undefined;
  }
};

/** A value of another type than the field's. */
export const wrongValue = (field: KongField): unknown => (field.type === "string" ? 5 : "no such thing");

/** The fields that are no records, records without fields included, with their paths. */
export const leavesOf = (record: KongField, path: Path = []): readonly { path: Path; field: KongField }[] =>
  [...fieldMap(record.fields)].flatMap(([name, field]) => {
    const at = [...path, name];
    return isListed(field) && field.fields.length > 0 ? leavesOf(field, at) : [{ path: at, field }];
  });

export const withAt = (settings: Settings, [name = "", ...rest]: Path, value: unknown): Settings => {
  const inner = settings[name];
  return { ...settings, [name]: rest.length === 0 ? value : withAt(isRecord(inner) ? inner : {}, rest, value) };
};

/** The most that a plugin takes at once, each field with something else than its default: by records first, for fields that go together. */
export const fullest = (name: string, schema: KongSchema, config: KongField): Settings => {
  const leaves = leavesOf(config);
  const records = [...new Set(leaves.map(({ path }) => path.slice(0, -1).join(".")))];
  const together = records.map((record) => leaves.filter(({ path }) => path.slice(0, -1).join(".") === record));
  return [...together, ...leaves.map((leaf) => [leaf])].reduce((settings, added) => {
    const more = added.reduce((all, { path, field }) => withAt(all, path, rightValue(field)), settings);
    return settingProblems(name, schema, more).length === 0 ? more : settings;
  }, LEAST[name] ?? {});
};

/** Settings as people write them. */
export const asProperties = (field: KongField | undefined, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => asProperties(field?.elements, item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const property = isListed(field) ? propertyOf(field, key) : undefined;
      return [property?.name ?? key, asProperties(property?.schema ?? field?.values, item)];
    }),
  );
};

/** A path as people write it. */
export const pathAsProperties = (config: KongField, path: Path): string => {
  let field: KongField | undefined = config;
  return path
    .map((part) => {
      const property: ReturnType<typeof propertyOf> = isListed(field) ? propertyOf(field, part) : undefined;
      field = property?.schema;
      return property?.name ?? part;
    })
    .join(".");
};
