import { formatAnchor, parseAnchor } from '../anchor/anchor.ts';
import { resolveAnchor } from '../anchor/resolve-anchor.ts';
import { isResolved } from '../anchor/resolved.ts';
import { isProblemError, ProblemError } from '../problem.ts';
import type { Review, ReviewRow, Seen } from '../release/review.ts';
import type { DriftRelease } from './drift-release.ts';
import { placeOf, seenOf } from './seen-of.ts';

/** A row that a person has given a place. */
export type PlacedRow = ReviewRow & { readonly anchor: string; readonly is: Seen };

/**
 * Gives an anchor the place that a person has typed: `path#Symbol > "quote"`.
 *
 * @throws ProblemError when it is no anchor, or leads nowhere in the release.
 */
export function placeByHand(
  row: ReviewRow,
  text: string,
  { go, read }: Pick<DriftRelease, 'go' | 'read'>,
): PlacedRow {
  const anchor = parseAnchor(text);
  if (!('path' in anchor)) throw new ProblemError(anchor);
  const resolved = resolveAnchor(go, anchor);
  if (!isResolved(resolved)) throw new ProblemError(resolved);
  const is = seenOf(placeOf(go, anchor), { read });
  if (!is) throw new ProblemError({ message: `\`${text}\` has no place in this release.` });
  return {
    ...row,
    status: 'relocated',
    confidence: 1,
    anchor: formatAnchor(anchor),
    is,
    byHand: true,
  };
}

/** A release that is added anew keeps the places that people gave it, where they are still there. */
export function keepPlaces(
  review: Review,
  earlier: Review | undefined,
  to: Pick<DriftRelease, 'go' | 'read'>,
): Review {
  const anchors = Object.entries(review.anchors).map(([key, row]): [string, ReviewRow] => {
    const known = earlier?.anchors[key];
    const isPlaced = known?.byHand && known.anchor !== undefined && known.written === row.written;
    return [key, isPlaced ? (placedAgain(row, known, to) ?? row) : row];
  });
  return { ...review, anchors: Object.fromEntries(anchors) };
}

function placedAgain(
  row: ReviewRow,
  { anchor = '', reasons }: ReviewRow,
  to: Pick<DriftRelease, 'go' | 'read'>,
): ReviewRow | undefined {
  try {
    return { ...placeByHand(row, anchor, to), reasons };
  } catch (error) {
    if (isProblemError(error)) return undefined;
    throw error;
  }
}
