import { distance } from 'fastest-levenshtein';

/**
 * "Did you mean": the known name nearest to one that was mistyped.
 *
 * @returns A sentence, or undefined when nothing is near enough to be meant.
 * @example
 * suggest('kublet', ['kubectl', 'kubelet']); // 'Did you mean `kubelet`?'
 */
export function suggest(typed: string, known: Iterable<string>): string | undefined {
  const near = nearest(typed, known);
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}

function nearest(typed: string, known: Iterable<string>): string | undefined {
  const lower = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(typed.length * 0.4)) + 1;
  for (const candidate of known) {
    // A right name without its receiver or its folder is nearer than any misspelling.
    const tail = candidate.toLowerCase().endsWith(lower) && lower.length > 2;
    const between = tail ? 0.5 : distance(lower, candidate.toLowerCase());
    if (between < bestDistance) [best, bestDistance] = [candidate, between];
  }
  return best;
}
