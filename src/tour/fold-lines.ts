import type { LineRange } from '../release/permalink.ts';

/** An excerpt up to this many lines is shown whole. */
const shortExcerpt = 45;
/** Only runs of at least so many lines are folded: a smaller fold costs more than it saves. */
const shortestFold = 8;
/** Lines of context that stay open around what is annotated. */
const context = 2;
/** Of a range longer than this, only the first lines and the last must be seen. */
const longRange = 14;

/**
 * Chooses the lines that fold: long runs that no note speaks of.
 *
 * @param shown The lines of the excerpt.
 * @param always Ranges that stay open besides the annotated ones, such as the signature.
 */
export function foldLines(
  shown: LineRange,
  annotated: readonly LineRange[],
  always: readonly LineRange[],
): LineRange[] {
  if (shown.to - shown.from + 1 <= shortExcerpt) return [];
  const open = new Set<number>();
  const keep = (from: number, to: number): void => {
    for (let line = from - context; line <= to + context; line++) open.add(line);
  };
  for (const { from, to } of annotated) {
    if (to - from < longRange) keep(from, to);
    else {
      keep(from, from + context);
      keep(to, to);
    }
  }
  for (const { from, to } of always) keep(from, to);

  const folds: LineRange[] = [];
  let from = shown.from;
  for (let line = shown.from; line <= shown.to + 1; line++) {
    if (line <= shown.to && !open.has(line)) continue;
    if (line - from >= shortestFold) folds.push({ from, to: line - 1 });
    from = line + 1;
  }
  return folds;
}
