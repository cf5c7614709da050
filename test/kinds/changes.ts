/** Each field of every kind, and each setting of every plugin, changed once by itself. @module */
import { fieldFacts, fieldsOf, isComputed } from "../../src/model/derive.ts";
import { constraintError } from "../../src/model/field-checks.ts";
import { absentValue } from "../../src/model/fill.ts";
import { findings } from "../../src/model/findings.ts";
import { kindOf } from "../../src/model/kinds.ts";
import { configField, type KongField } from "../../src/model/kong-schema.ts";
import { Secret } from "../../src/model/secret.ts";
import { isRecord, sameValue } from "../../src/model/values.ts";
import { pluginSchemas } from "../../src/plugins/all-schemas.ts";
import { settingProblems } from "../../src/plugins/settings.ts";
import { fullest, leavesOf, type Path, rightValue, type Settings, withAt } from "../plugins/settings-of.ts";
import { renewed, rsa, rsaPublic } from "./pem.ts";
import { LEAST } from "./plugins.ts";
import { samples, The } from "./samples.ts";

type Fields = Readonly<Record<string, unknown>>;

export interface Change {
  /** The field, or the setting with its path. */
  readonly path: string;
  readonly before: Fields;
  readonly after: Fields;
}

/** Fields that change only from what they are, and other values of them: the first is laid over the least. */
const MORE: Readonly<Record<string, readonly (readonly [Fields, Fields])[]>> = {
  services: [[{ protocol: "https" }, { ca_certificates: [new The("ca_certificates", "ca_certificates")] }]],
  routes: [
    [
      { paths: undefined, protocols: ["tcp"], sources: [{ port: 80 }] },
      { sources: [{ ip: "10.0.0.0/8" }], destinations: [{ port: 81 }] },
    ],
  ],
  upstreams: [
    [{}, { algorithm: "latency" }],
    [{ hash_on: "ip" }, { hash_on: "consumer" }],
    [
      { hash_on: "header", hash_on_header: "a", hash_fallback: "header", hash_fallback_header: "b" },
      { hash_fallback_header: "c" },
    ],
    [
      { hash_on: "cookie", hash_on_cookie: "a", hash_on_cookie_path: "/a" },
      { hash_on_cookie: "b", hash_on_cookie_path: "/b" },
    ],
    [
      { hash_on: "query_arg", hash_on_query_arg: "a", hash_fallback: "query_arg", hash_fallback_query_arg: "b" },
      { hash_on_query_arg: "c", hash_fallback_query_arg: "d" },
    ],
    [
      {
        hash_on: "uri_capture",
        hash_on_uri_capture: "a",
        hash_fallback: "uri_capture",
        hash_fallback_uri_capture: "b",
      },
      { hash_on_uri_capture: "c", hash_fallback_uri_capture: "d" },
    ],
  ],
  plugins: [
    [
      { name: "rate-limiting", config: { minute: 5 } },
      { config: { minute: 6 }, consumer: new The("consumers", "consumers") },
    ],
  ],
  filter_chains: [[{ service: undefined, route: new The("routes", "routes") }, { name: "other" }]],
  certificates: [[{}, { cert: renewed.cert }]],
  keys: [
    [
      { jwk: undefined, pem: { private_key: new Secret(rsa.key) } },
      { kid: "two", pem: { private_key: new Secret(rsa.key), public_key: rsaPublic } },
    ],
  ],
};

const ANY = "11111111-1111-4111-8111-111111111111";

/** With something in the place of references, so that what is wrong with the rest can be said. */
const judged = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof The
        ? { id: ANY }
        : Array.isArray(value)
          ? value.map((item: unknown) => (item instanceof The ? ANY : item))
          : value,
    ]),
  );

const given = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

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
    // Samples refer to one of each kind.
    if (least[field] instanceof The) return [];
    const pairs: readonly (readonly [Fields, Fields])[] = [
      ...(MORE[kindName] ?? []).map(([base, other]): [Fields, Fields] => {
        const from = given({ ...least, ...base });
        return [from, { ...from, [field]: other[field] }];
      }),
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

/** Other values than the first that comes to mind. */
const otherValues = (field: KongField): readonly unknown[] => {
  const usual = Number(field.default ?? field.between?.[0] ?? 0);
  const candidates =
    field.type === "string"
      ? [...(field.one_of ?? []), "other", "http://other.example", "other@example.com"]
      : field.type === "integer" || field.type === "number"
        ? [...(field.one_of ?? []), usual + 1, usual * 2 + 1]
        : [];
  return candidates.filter((value) => constraintError(field, value) === undefined);
};

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
    const pairs: readonly (readonly [Settings, Settings])[] = [
      ...[rightValue(field), ...otherValues(field)].flatMap((value): (readonly [Settings, Settings])[] => [
        [least, withAt(least, path, value)],
        [most, withAt(most, path, value)],
      ]),
      [withoutAt(most, path), most],
    ];
    // A record that appears as a whole may have other defaults than its fields: told apart where it can be.
    const isWithin = ([before]: readonly [Settings, Settings]): boolean => isRecord(at(before, path.slice(0, -1)));
    const found = [...pairs.filter(isWithin), ...pairs].find(([before, after]) => {
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
