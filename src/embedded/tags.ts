/**
 * `/tags` and `/tags/{tag}`: which entities carry which tag (Kong 3.9 recordings: pagination).
 * @module
 */
import { byText } from "../model/values.ts";
import type { GatewayAnswer } from "./answers.ts";
import { encodeOffset, idPage, offsetOf, page, sizeOf } from "./pages.ts";
import type { Store } from "./store.ts";

interface Tagged {
  readonly id: string;
  readonly kind: string;
  readonly tags: readonly unknown[];
}

const taggedEntities = (store: Store): readonly Tagged[] =>
  store.node.kinds
    .flatMap((kind) => {
      const table = store.table(kind.kind);
      return (table?.ids() ?? []).flatMap((id) => {
        const tags = table?.get(id)?.entity["tags"];
        return Array.isArray(tags) && tags.length > 0 ? [{ id, kind: kind.kind, tags }] : [];
      });
    })
    .sort((a, b) => byText(a.id, b.id));

const tagText = (entity: Tagged, tag: unknown): string =>
  JSON.stringify({ tag, entity_name: entity.kind, entity_id: entity.id });

/** Every tag of every entity; the cursor is an entity and the position of a tag in it. */
const allTags = (store: Store, path: string, query: URLSearchParams): GatewayAnswer => {
  const size = sizeOf(query);
  const [afterId, afterPosition] = offsetOf(query) ?? ["", 0];
  const texts: string[] = [];
  let last: readonly unknown[] = [];
  for (const entity of taggedEntities(store)) {
    if (entity.id < String(afterId)) continue;
    for (const [index, tag] of entity.tags.entries()) {
      if (entity.id === afterId && index + 1 <= Number(afterPosition)) continue;
      if (texts.length === size) return page({ path, query, isNested: false }, texts, encodeOffset(last));
      texts.push(tagText(entity, tag));
      last = [entity.id, index + 1];
    }
  }
  return page({ path, query, isNested: false }, texts, undefined);
};

/** Answers `/tags`, or `/tags/{tag}` where a tag is given. */
export const answerTags = (
  store: Store,
  tag: string | undefined,
  path: string,
  query: URLSearchParams,
): GatewayAnswer => {
  if (tag === undefined) return allTags(store, path, query);
  const tagged = new Map(taggedEntities(store).map((entity) => [entity.id, entity]));
  return idPage({ path, query, isNested: true }, [...tagged.keys()], (id) => {
    const entity = tagged.get(id);
    return entity?.tags.includes(tag) === true ? tagText(entity, tag) : undefined;
  });
};
