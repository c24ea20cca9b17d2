import { diffArrays } from 'diff';

/** Lines `from` to before `to`, counted from 0. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Lines that both texts have, or lines of one that stand in the place of lines of the other. */
export interface Hunk {
  readonly isSame: boolean;
  readonly before: Stretch;
  readonly after: Stretch;
}

/** Two texts as stretches of lines that are the same, and that are not, by turns. */
export function lineHunks(before: readonly string[], after: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [old, now] = [0, 0];
  for (const { added, removed, count } of diffArrays([...before], [...after])) {
    const isSame = !added && !removed;
    const [oldEnd, nowEnd] = [old + (added ? 0 : count), now + (removed ? 0 : count)];
    const last = hunks.at(-1);
    if (last && !last.isSame && !isSame) {
      hunks[hunks.length - 1] = {
        isSame,
        before: { from: last.before.from, to: oldEnd },
        after: { from: last.after.from, to: nowEnd },
      };
    } else {
      hunks.push({ isSame, before: { from: old, to: oldEnd }, after: { from: now, to: nowEnd } });
    }
    [old, now] = [oldEnd, nowEnd];
  }
  return hunks;
}

/** Where each line of the first text is in the second; nothing for lines that changed. */
export function lineMap(hunks: readonly Hunk[]): Map<number, number> {
  const map = new Map<number, number>();
  for (const { isSame, before, after } of hunks) {
    if (!isSame) continue;
    for (let line = before.from; line < before.to; line++) {
      map.set(line, after.from + line - before.from);
    }
  }
  return map;
}
