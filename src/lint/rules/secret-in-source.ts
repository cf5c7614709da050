/** A credential that stands in the source itself. @module */
import { Template } from "../../model/declaration.ts";
import type { AnyKind } from "../../model/define.ts";
import { isVaultReference, reveal, Secret } from "../../model/secret.ts";
import {
  mergedPlaces,
  placesIn,
  type SecretPlaces,
  secretsOfKind,
  secretsOfSchema,
} from "../../model/secret-places.ts";
import { subschemaKey, subschemaName } from "../../model/subschema.ts";
import { isRecord } from "../../model/values.ts";
import { bundledSubschema } from "../../plugins/schemas.ts";
import type { Rule } from "../rule.ts";
import type { Fields } from "../world.ts";

/** Names of what opens something. Kong encrypts more than that (addresses, ids, every header), and all of it is masked. */
const CREDENTIAL = /auth|token|key|secret|passw|passphrase|credential|cookie|service_account|(?:header|param)_value/i;
/** An address with a user and a password in it. */
const WITH_PASSWORD = /:\/\/[^/@:]*:[^/@]+@/;

const opensSomething = (name: string, text: string): boolean => CREDENTIAL.test(name) || WITH_PASSWORD.test(text);

const at = (path: string, key: string | number): string => (path === "" ? String(key) : `${path}.${key}`);

/** Paths of secret texts whose value the source holds. Numbers and switches that somebody called secret are no credentials. */
const literals = (
  value: unknown,
  places: SecretPlaces | undefined,
  fromOutside: ReadonlySet<string>,
  path: string,
  name: string,
): readonly string[] => {
  if (value === null || value === undefined || value instanceof Template || fromOutside.has(path)) return [];
  if (value instanceof Secret || typeof value === "string") {
    const text = reveal(value);
    if (typeof text !== "string" || text === "" || isVaultReference(text)) return [];
    const isSecret = value instanceof Secret || (places?.type === "whole" && opensSomething(name, text));
    return isSecret ? [path] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) =>
      literals(item, placesIn(places, String(index)), fromOutside, at(path, index), name),
    );
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    literals(item, placesIn(places, key), fromOutside, at(path, key), key),
  );
};

/** Where entities of a kind hold secrets; each schema is looked up once. */
const placesByKind = (): ((kind: AnyKind, fields: Fields) => Promise<SecretPlaces | undefined>) => {
  const known = new Map<string, SecretPlaces | undefined>();
  return async (kind, fields) => {
    const name = subschemaName(kind, fields);
    const key = subschemaKey(kind, name ?? "");
    if (!known.has(key)) {
      const schema = name === undefined ? undefined : await bundledSubschema(kind, name);
      known.set(
        key,
        mergedPlaces(secretsOfKind(kind), schema === undefined ? undefined : secretsOfSchema(schema.fields)),
      );
    }
    return known.get(key);
  };
};

export const secretInSource: Rule = {
  code: "secret-in-source",
  unusedTold: "always",
  check: async (world) => {
    const placesOf = placesByKind();
    const hits = [];
    for (const subject of world.declared) {
      const { declaration, kind } = subject;
      if (declaration?.fromOutside === undefined || declaration.existing) continue;
      const { fields, fromOutside } = declaration;
      const found = literals(fields, await placesOf(kind, fields), fromOutside, "", "");
      if (found.length === 0) continue;
      hits.push({
        subject,
        message: `${found.join(", ")} ${found.length === 1 ? "stands" : "stand"} in plain text in the source, where everybody who can read it has the credential. Take it from a variable without a default, from the environment, or from a vault ({vault://…}), and replace it on the gateway: the source's history keeps it.`,
      });
    }
    return hits;
  },
};
