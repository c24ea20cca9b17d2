import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes several files so that either all of them are there or none: they are written whole to a
 * folder beside the content first, and renamed at the end. A rename that fails takes back those
 * before it.
 *
 * @param files Path below the root -> text; the last is what makes the others count.
 * @param waiting A folder on the same disk, which need not exist.
 */
export function putInPlace(
  root: string,
  files: ReadonlyMap<string, string>,
  waiting: string,
  rename: (from: string, to: string) => void = renameSync,
): void {
  // What a killed run has left there is of no use to anybody.
  rmSync(waiting, { recursive: true, force: true });
  mkdirSync(waiting, { recursive: true });
  const folder = mkdtempSync(join(waiting, 'new-'));
  const moves = [...files].map(([path, text]) => {
    const fresh = join(folder, basename(path));
    writeFileSync(fresh, text, { flush: true });
    return { fresh, old: `${fresh}.old`, target: join(root, path) };
  });
  const undo: (() => void)[] = [];
  try {
    for (const { fresh, old, target } of moves) {
      mkdirSync(dirname(target), { recursive: true });
      if (existsSync(target)) {
        rename(target, old);
        undo.push(() => renameSync(old, target));
      }
      rename(fresh, target);
      undo.push(() => rmSync(target, { force: true }));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  } finally {
    rmSync(waiting, { recursive: true, force: true });
  }
}
