/** The order of statements: what is used stands before what uses it. @module */
import type { Node, Tree } from "./tree.ts";

/**
 * Every node after all that it needs; otherwise each root with what is added to it, as they were declared. Groups are what
 * stands together.
 */
export const inOrder = ({ roots }: Tree): readonly (readonly Node[])[] => {
  const done = new Set<Node>();
  const groups: (readonly Node[])[] = [];
  /** Places one node, and before it what it needs. Explicit stacks: chains may be long. */
  const place = (first: Node, group: Node[]): void => {
    const left: { readonly node: Node; readonly needs: Node[] }[] = [{ node: first, needs: [...first.needs] }];
    const waiting = new Set<Node>([first]);
    for (let top = left.at(-1); top !== undefined; top = left.at(-1)) {
      const next = top.needs.shift();
      if (next !== undefined) {
        if (!done.has(next) && !waiting.has(next)) {
          waiting.add(next);
          left.push({ node: next, needs: [...next.needs] });
        }
        continue;
      }
      left.pop();
      if (!done.has(top.node)) {
        done.add(top.node);
        group.push(top.node);
      }
    }
  };
  const isReady = (node: Node): boolean => node.needs.every((needed) => done.has(needed));
  const later: Node[] = [];
  const grow = (node: Node, group: Node[]): void => {
    if (!done.has(node)) place(node, group);
    for (const child of node.children) {
      if (done.has(child) || isReady(child)) grow(child, group);
      else later.push(child);
    }
  };
  const begin = (root: Node): void => {
    const group: Node[] = [];
    grow(root, group);
    if (group.length > 0) groups.push(group);
  };
  // What refers to something further below waits for it, as long as anything else can go first.
  let waiting = roots;
  for (let ready: readonly Node[] = roots; ready.length > 0; ) {
    ready = waiting.filter((root) => {
      if (!isReady(root)) return false;
      begin(root);
      return true;
    });
    waiting = waiting.filter((root) => !done.has(root));
  }
  for (const root of waiting) begin(root);
  // What is added to one thing and refers to others stands behind them all.
  const rest: Node[] = [];
  for (let node = later.shift(); node !== undefined; node = later.shift()) grow(node, rest);
  return rest.length > 0 ? [...groups, rest] : groups;
};
