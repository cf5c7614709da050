/**
 * A gateway's own schemas, fetched and compiled once each.
 * @module
 */
import type { Declaration } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import type { KongruentError } from "../model/errors.ts";
import { kindOf } from "../model/kinds.ts";
import type { KongSchema } from "../model/kong-schema.ts";
import { didYouMean } from "../model/nearest.ts";
import { pluginNames } from "../plugins/schemas.ts";
import { forEachBounded } from "./bounded.ts";
import { type Comparator, compileComparator } from "./comparator.ts";
import * as refuse from "./errors.ts";
import type { Gateway } from "./gateway.ts";
import { hasKind } from "./snapshot.ts";
import { type Uses, usesOf } from "./uses.ts";

/** The gateway's own schemas, compiled into comparators once each. */
export class Schemas {
  readonly #kinds = new Map<string, KongSchema>();
  readonly #plugins = new Map<string, KongSchema>();
  readonly #comparators = new Map<AnyKind, Map<string | undefined, Comparator>>();

  async load(
    gateway: Gateway,
    declarations: readonly Declaration[],
    concurrency: number,
    uses: Uses = usesOf(declarations),
  ): Promise<readonly KongruentError[]> {
    const errors: KongruentError[] = [];
    const { version, plugins } = await gateway.describe();
    const ofKinds = forEachBounded([...uses.declared], concurrency, async (name) => {
      const kind = kindOf(name);
      const schema = (await hasKind(gateway, kind)) ? await gateway.schema(kind) : undefined;
      if (schema !== undefined) this.#kinds.set(name, schema);
      else {
        const users = declarations.filter((declaration) => declaration.kind === name);
        errors.push(...users.map((user) => refuse.kindLacking(user.address, name, version, kind.edition)));
      }
    });
    const ofPlugins = forEachBounded([...uses.subschemas], concurrency, async (name) => {
      const schema = await gateway.pluginSchema(name);
      if (schema !== undefined) this.#plugins.set(name, schema);
      else {
        const hint = didYouMean(name, plugins ?? pluginNames());
        const users = declarations.filter(({ kind, fields }) => subschemaName(kindOf(kind), fields) === name);
        errors.push(...users.map((user) => refuse.pluginLacking(user.address, name, version, hint)));
      }
    });
    await Promise.all([ofKinds, ofPlugins]);
    return errors;
  }

  kind(kind: AnyKind): KongSchema | undefined {
    return this.#kinds.get(kind.kind);
  }

  plugin(name: string | undefined): KongSchema | undefined {
    return name === undefined ? undefined : this.#plugins.get(name);
  }

  comparator(kind: AnyKind, fields: Readonly<Record<string, unknown>>): Comparator {
    const name = subschemaName(kind, fields);
    let byName = this.#comparators.get(kind);
    if (byName === undefined) {
      byName = new Map();
      this.#comparators.set(kind, byName);
    }
    let comparator = byName.get(name);
    if (comparator === undefined) {
      comparator = compileComparator(kind, this.#kinds.get(kind.kind) ?? { fields: [] }, this.plugin(name));
      byName.set(name, comparator);
    }
    return comparator;
  }
}

/** Which subschema completes an entity, if its kind has one: a plugin's name. */
export const subschemaName = (kind: AnyKind, fields: Readonly<Record<string, unknown>>): string | undefined => {
  const name = kind.subschema === undefined ? undefined : fields[kind.subschema.name];
  return typeof name === "string" ? name : undefined;
};
