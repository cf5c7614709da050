/**
 * Finds the secrets in declarations of a source, where nobody has wrapped them yet: what is written is read by people.
 * @module
 */
import { type Declaration, Reference, Template } from "../model/declaration.ts";
import { kindOf } from "../model/kinds.ts";
import { fieldMap, isSecretField, type KongField } from "../model/kong-schema.ts";
import { Secret } from "../model/secret.ts";
import { mergedPlaces, secretsOfKind, secretsOfSchema, wrapSecrets } from "../model/secret-places.ts";
import { subschemaName } from "../model/subschema.ts";
import { isRecord } from "../model/values.ts";
import { subschemaOf } from "../plugins/subschemas.ts";

/** What a text of some name counts as where no schema says it: anything that could be a credential. */
const ANY_TEXT: KongField = { type: "string", referenceable: true };

/** A copy that may be written to. */
const copied = (value: unknown): unknown => {
  if (value instanceof Secret || value instanceof Reference || value instanceof Template) return value;
  if (Array.isArray(value)) return value.map(copied);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item)]));
};

/** Settings that no schema describes: a text is a secret where its name says so. */
const byName = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(byName);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      typeof item === "string" && isSecretField(ANY_TEXT, name) ? wrapSecrets(item, { type: "whole" }) : byName(item),
    ]),
  );
};

/**
 * Declarations with every secret wrapped: those that the kinds and the bundled plugins call secret, and in settings of other plugins
 * what has the name of a credential.
 *
 * @example
 * withSecretsWrapped(declarations)[0].fields // { name: "loggly", config: { key: *** } }
 */
export const withSecretsWrapped = (declarations: readonly Declaration[]): readonly Declaration[] =>
  declarations.map((declaration) => {
    const kind = kindOf(declaration.kind);
    const fields = copied(declaration.fields) as Record<string, unknown>;
    const name = subschemaName(kind, fields);
    const schema = name === undefined ? undefined : subschemaOf(kind, name);
    const of = kind.subschema?.of;
    if (of !== undefined && name !== undefined && schema === undefined) fields[of] = byName(fields[of]);
    wrapSecrets(
      fields,
      mergedPlaces(secretsOfKind(kind), schema === undefined ? undefined : secretsOfSchema(schema.fields)),
    );
    return { ...declaration, fields };
  });

/** The schema of what an entity's subschema describes, as it is known without a gateway. */
export const bundledSettings = (kindName: string, fields: Readonly<Record<string, unknown>>): KongField | undefined => {
  const kind = kindOf(kindName);
  const name = subschemaName(kind, fields);
  return name === undefined ? undefined : fieldMap(subschemaOf(kind, name)?.fields).get(kind.subschema?.of ?? "");
};
