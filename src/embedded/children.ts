/**
 * Fields that hold the names of entities of another kind: written, those entities are made and removed to fit; read, they are
 * what is there (Kong 3.9 recordings: conflicts, the `snis` of a certificate).
 * @module
 */
import type { AnyKind } from "../model/define.ts";
import { fieldFacts, fieldsOf, referenceId } from "../model/derive.ts";
import { schemaViolation } from "./answers.ts";
import type { Store } from "./store.ts";

type Values = Readonly<Record<string, unknown>>;

interface ChildField {
  readonly name: string;
  readonly kind: AnyKind;
  readonly reference: string;
  /** The child's field that holds its name. */
  readonly field: string;
}

export interface Children {
  /** An entity without the names in it, and what to do with them once it is written. */
  readonly taken: (
    kind: AnyKind,
    entity: Record<string, unknown>,
    id: string | undefined,
    isGiven: (field: string) => boolean,
  ) => (id: string) => void;
  /** An entity with the names that there are. */
  readonly shown: (kind: AnyKind, entity: Values & { readonly id: string }) => Values;
}

/** Children of a store's entities. */
export const createChildren = (store: () => Store): Children => {
  const known = new Map<AnyKind, readonly ChildField[]>();
  const fieldsWithChildren = (kind: AnyKind): readonly ChildField[] => {
    let found = known.get(kind);
    if (found === undefined) {
      found = Object.keys(fieldsOf(kind)).flatMap((name) => {
        const { childNames } = fieldFacts(kind, name);
        const child = childNames === undefined ? undefined : store().node.find(childNames.kind);
        return childNames === undefined || child === undefined ? [] : [{ ...childNames, name, kind: child }];
      });
      known.set(kind, found);
    }
    return found;
  };

  const namesOf = ({ kind, reference, field }: ChildField, id: string): ReadonlyMap<string, string> => {
    const table = store().table(kind.kind);
    return new Map(
      [...(table?.referring(reference, id) ?? [])].map((child) => [String(table?.get(child)?.entity[field]), child]),
    );
  };

  return {
    taken: (kind, entity, id, isGiven) => {
      const wanted = fieldsWithChildren(kind).flatMap((child) => {
        const value = entity[child.name];
        delete entity[child.name];
        if (!isGiven(child.name)) return [];
        const names = Array.isArray(value) ? [...new Set(value.map(String))] : [];
        const table = store().table(child.kind.kind);
        for (const name of names) {
          const holder = table?.byKey(child.field, name);
          const parent = holder === undefined ? undefined : referenceId(table?.get(holder)?.entity[child.reference]);
          if (parent !== undefined && parent !== id) {
            const sentence = `${name} already associated with existing ${kind.singular} '${parent}'`;
            throw schemaViolation({ [child.name]: sentence });
          }
          store().validate(child.kind, { [child.field]: name, [child.reference]: { id: id ?? ANY_ID } });
        }
        return [{ child, names }];
      });
      return (written) => {
        for (const { child, names } of wanted) {
          const there = namesOf(child, written);
          for (const [name, row] of there) if (!names.includes(name)) store().remove(child.kind, row);
          for (const name of names) {
            if (!there.has(name))
              store().create(child.kind, { [child.field]: name, [child.reference]: { id: written } });
          }
        }
      };
    },
    shown: (kind, entity) => {
      const fields = fieldsWithChildren(kind);
      if (fields.length === 0) return entity;
      return {
        ...entity,
        ...Object.fromEntries(fields.map((child) => [child.name, [...namesOf(child, entity.id).keys()]])),
      };
    },
  };
};

/** Stands for the id of an entity that is not written yet, where only the form of a child is looked at. */
const ANY_ID = "00000000-0000-4000-8000-000000000000";
