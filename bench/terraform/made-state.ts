/**
 * A state as an apply would leave it, made by the provider itself without Terraform: Terraform writes its whole state after each
 * resource, which takes hours for many.
 * @module
 */
import { randomUUID } from "node:crypto";
import { kinds } from "../../src/model/kinds.ts";
import { attributesOf, typeOfNested } from "../../src/provider/attributes.ts";
import { providerArguments } from "../../src/provider/configuration.ts";
import { dynamicOf } from "../../src/provider/fields.ts";
import { noLog } from "../../src/provider/log.ts";
import { decodeValue, encodeValue } from "../../src/provider/msgpack.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { Dynamic, type Value } from "../../src/provider/value.ts";
import { OWNER, stackText } from "../converge/workload.ts";

type Block = Readonly<Record<string, unknown>>;

const NULL = { msgpack: new Uint8Array([0xc0]) };

/** A value with the ids of what was made before in it. */
const resolved = (value: unknown, ids: ReadonlyMap<string, string>): unknown => {
  if (typeof value === "string") return value.replace(/^\$\{(.+)\.id\}$/, (_all, name: string) => ids.get(name) ?? "");
  if (Array.isArray(value)) return value.map((item) => resolved(item, ids));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, ids)]));
};

/** As Terraform writes it in its state. */
const asJson = (_key: string, value: unknown): unknown =>
  value instanceof Dynamic ? { value: value.value, type: value.type } : value;

/** Makes the entities of a workload on a gateway; resolves to the text of the state that has them. */
export const makeState = async (url: string, size: number, terraformVersion: string): Promise<string> => {
  const provider = createProvider({ env: {}, log: noLog });
  const own = providerArguments();
  const settings: Record<string, Value> = Object.fromEntries(own.map(({ name }) => [name, null]));
  const config = encodeValue(typeOfNested(own), { ...settings, admin_url: url, owner: OWNER });
  await provider.configureProvider?.({ config: { msgpack: config } }, { signal: new AbortController().signal });
  const context = { signal: new AbortController().signal };
  const { resource } = JSON.parse(stackText(size, 0, url)) as {
    resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  };
  const ids = new Map<string, string>();
  const resources: unknown[] = [];
  for (const kind of kinds) {
    const attributes = attributesOf(kind);
    const type = typeOfNested(attributes);
    const typeName = kind.terraform;
    for (const [name, block] of Object.entries(resource[typeName] ?? {})) {
      const given = resolved(block, ids) as Record<string, unknown>;
      const value = Object.fromEntries(
        attributes.map((attribute): [string, Value] => {
          const item = given[attribute.name];
          // JSON's values are Terraform's own but for dynamic ones, which carry their type.
          return [
            attribute.name,
            item === undefined ? null : attribute.type === "dynamic" ? dynamicOf(item) : (item as Value),
          ];
        }),
      );
      const request = { typeName, priorState: NULL, config: { msgpack: encodeValue(type, value) } };
      const plan = await provider.planResourceChange?.({ ...request, proposedNewState: request.config }, context);
      const applied = await provider.applyResourceChange?.(
        { ...request, plannedState: plan?.plannedState, plannedPrivate: plan?.plannedPrivate },
        context,
      );
      const state = applied?.newState?.msgpack;
      if (state === undefined || (applied?.diagnostics ?? []).length > 0) {
        throw new Error(`${typeName}.${name}: ${JSON.stringify([plan?.diagnostics, applied?.diagnostics])}`);
      }
      const made = decodeValue(type, state) as Readonly<Record<string, Value>>;
      ids.set(`${typeName}.${name}`, String(made["id"]));
      resources.push({
        mode: "managed",
        type: typeName,
        name,
        provider: 'provider["registry.terraform.io/kongruent/kong"]',
        instances: [
          {
            schema_version: 0,
            attributes: made,
            sensitive_attributes: [],
            private: Buffer.from(applied?.private ?? new Uint8Array()).toString("base64"),
          },
        ],
      });
    }
  }
  await provider.stop?.();
  const state = {
    version: 4,
    terraform_version: terraformVersion,
    serial: 1,
    lineage: randomUUID(),
    outputs: {},
    resources,
  };
  return JSON.stringify(state, asJson);
};
