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
import { subschemaKey, subschemaName } from "../model/subschema.ts";
import { pluginNames } from "../plugins/schemas.ts";
import { forEachBounded } from "./bounded.ts";
import { type Comparator, compileComparator } from "./comparator.ts";
import * as refuse from "./errors.ts";
import type { Gateway } from "./gateway.ts";
import { hasKind, parentOf } from "./snapshot.ts";
import { type Uses, usesOf } from "./uses.ts";

/** The gateway's own schemas, compiled into comparators once each. */
export class Schemas {
  readonly #kinds = new Map<string, KongSchema>();
  readonly #subschemas = new Map<string, KongSchema>();
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
      else if (parentOf(kind) === undefined || !uses.declared.has(parentOf(kind)?.kind ?? "")) {
        // What hangs below a declared kind that is lacking is no news beside it.
        const users = declarations.filter((declaration) => declaration.kind === name);
        errors.push(...users.map((user) => refuse.kindLacking(user.address, name, version, kind.offered)));
      }
    });
    const ofSubschemas = forEachBounded([...uses.subschemas], concurrency, async ([key, { kind, name }]) => {
      const schema = await gateway.subschema(kind, name);
      if (schema !== undefined) this.#subschemas.set(key, schema);
      else {
        const { bundled } = kind.subschema ?? {};
        const hint = didYouMean(name, bundled === undefined ? (plugins ?? pluginNames()) : Object.keys(bundled));
        const users = declarations.filter(
          (user) => user.kind === kind.kind && subschemaName(kind, user.fields) === name,
        );
        errors.push(...users.map((user) => refuse.pluginLacking(user.address, kind.singular, name, version, hint)));
      }
    });
    await Promise.all([ofKinds, ofSubschemas]);
    return errors;
  }

  kind(kind: AnyKind): KongSchema | undefined {
    return this.#kinds.get(kind.kind);
  }

  /** The schema that completes an entity with these fields: a plugin's, a vault's. */
  subschema(kind: AnyKind, fields: Readonly<Record<string, unknown>>): KongSchema | undefined {
    const name = subschemaName(kind, fields);
    return name === undefined ? undefined : this.#subschemas.get(subschemaKey(kind, name));
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
      comparator = compileComparator(kind, this.#kinds.get(kind.kind) ?? { fields: [] }, this.subschema(kind, fields));
      byName.set(name, comparator);
    }
    return comparator;
  }
}
