/**
 * The known name that a mistyped one most likely means.
 * @module
 */

const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
};

/**
 * The candidate nearest to a text, or undefined where none is near.
 *
 * @example
 * nearest("hots", ["host", "hosts", "port"]) // "host"
 */
export const nearest = (text: string, candidates: Iterable<string>): string | undefined => {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(text.length / 3)) + 1;
  for (const candidate of candidates) {
    const isExtension = candidate.startsWith(`${text}_`) || text.startsWith(`${candidate}_`);
    const found = isExtension ? 1 : distance(text, candidate);
    if (found < least) {
      least = found;
      best = candidate;
    }
  }
  return best;
};

/** ` Did you mean 'host'?`, or nothing. */
export const didYouMean = (text: string, candidates: Iterable<string>): string => {
  const found = nearest(text, candidates);
  return found === undefined ? "" : ` Did you mean '${found}'?`;
};
