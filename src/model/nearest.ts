/**
 * The known name that a mistyped one most likely means.
 * @module
 */

/** How many letters are to be changed; two neighbours that changed places count as one. */
const distance = (a: string, b: string): number => {
  let beforePrevious: readonly number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swap = isSwapped ? (beforePrevious[column - 2] ?? 0) + 1 : substitution;
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution, swap));
    }
    beforePrevious = previous;
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
  // Two letters of three make it another word.
  let least = (text.length <= 3 ? 1 : Math.max(2, Math.floor(text.length / 3))) + 1;
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
