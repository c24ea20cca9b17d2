import { diffArrays } from 'diff';
import type { Token } from './tokens.ts';

/** Which new token each old token became; -1 for none. */
export interface Alignment {
  readonly toNew: Int32Array;
  /** Names that were replaced throughout: old -> new. */
  readonly renames: ReadonlyMap<string, string>;
}

/**
 * Aligns two declarations token by token, and again when a name was replaced throughout: a renamed
 * receiver is no edit of every line.
 */
export function align(before: readonly Token[], after: readonly Token[]): Alignment {
  const toNew = alignTexts(before.map(textOf), after.map(textOf));
  const renames = renamesIn(before, after, toNew);
  if (renames.size === 0) return { toNew, renames };
  const renamed = before.map((token) => renames.get(token.text) ?? token.text);
  return { toNew: alignTexts(renamed, after.map(textOf)), renames };
}

const textOf = ({ text }: Token): string => text;

function alignTexts(before: string[], after: string[]): Int32Array {
  const toNew = new Int32Array(before.length).fill(-1);
  let old = 0;
  let now = 0;
  for (const { added, removed, count } of diffArrays(before, after)) {
    if (added) now += count;
    else if (removed) old += count;
    else for (let at = 0; at < count; at++) toNew[old++] = now++;
  }
  return toNew;
}

/** How often a replacement must be seen of all places of the old name to count as a rename. */
const renameShare = 0.6;

/** Old names that are gone, where one new name, that was not there before, stands in their places. */
function renamesIn(
  before: readonly Token[],
  after: readonly Token[],
  toNew: Int32Array,
): Map<string, string> {
  const oldWords = countWords(before);
  const newWords = countWords(after);
  const seen = new Map<string, Map<string, number>>();
  let now = 0;
  for (let old = 0; old < before.length;) {
    if (toNew[old] !== -1) {
      now = (toNew[old] ?? 0) + 1;
      old++;
      continue;
    }
    let endOld = old;
    while (endOld < before.length && toNew[endOld] === -1) endOld++;
    const endNew = endOld < before.length ? (toNew[endOld] ?? 0) : after.length;
    if (endNew - now === endOld - old) {
      for (let at = 0; at < endOld - old; at++) {
        const from = before[old + at];
        const to = after[now + at];
        if (from?.kind !== 'word' || to?.kind !== 'word') continue;
        if (newWords.has(from.text) || oldWords.has(to.text)) continue;
        const targets = seen.get(from.text) ?? new Map<string, number>();
        targets.set(to.text, (targets.get(to.text) ?? 0) + 1);
        seen.set(from.text, targets);
      }
    }
    old = endOld;
  }
  const renames = new Map<string, string>();
  for (const [from, targets] of seen) {
    const [best] = [...targets].sort((a, b) => b[1] - a[1]);
    if (best && best[1] >= renameShare * (oldWords.get(from) ?? 0)) renames.set(from, best[0]);
  }
  // Two names that became one are no rename.
  const targets = [...renames.values()];
  for (const [from, to] of renames) {
    if (targets.indexOf(to) !== targets.lastIndexOf(to)) renames.delete(from);
  }
  return renames;
}

function countWords(tokens: readonly Token[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, text } of tokens) {
    if (kind === 'word') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}
