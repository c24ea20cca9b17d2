import { posix } from 'node:path';
import type { Lock } from '../../src/release/lock.ts';
import { pinOf, type Release } from '../../src/release/release.ts';
import type { Review } from '../../src/release/review.ts';

/**
 * Folders that a partial release is said to have, where anchors were, and of which its source has
 * nothing at all: their anchors are orphans, and would be absent if --only were narrower.
 *
 * @returns One sentence for each part of --only, with what to type in its place.
 */
export function missingFolders(release: Release, { files }: Lock, { anchors }: Review): string[] {
  const here = foldersOf(files.keys());
  const rows = Object.values(anchors);
  const needed = foldersOf(
    rows.flatMap(({ was, is }) => [was, is].flatMap((at) => at?.path ?? [])),
  );
  const missing = new Map<string, { folders: Set<string>; orphans: number }>();
  for (const { status, was } of rows) {
    const part = status === 'orphan' && was && partOf(release, was.path);
    const folder = part && firstMissing(was.path, part, here);
    if (!folder) continue;
    const known = missing.get(part) ?? { folders: new Set(), orphans: 0 };
    missing.set(part, { folders: known.folders.add(folder), orphans: known.orphans + 1 });
  }
  return [...missing].map(([part, { folders, orphans }]) => {
    const anchorCount = orphans === 1 ? '1 anchor was' : `${orphans} anchors were`;
    const where = `The source has nothing below ${[...folders].join(', ')}, where ${anchorCount}.`;
    return `${where} If it never had, ${narrower(part, [...folders], here, needed)}: then they are absent, and no orphans.`;
  });
}

/** The part of --only, which speaks of the repository at the root, that holds a path. */
function partOf(release: Release, path: string): string | undefined {
  const pin = pinOf(release, path);
  return pin?.mount === '' ? pin.only?.find((part) => path.startsWith(`${part}/`)) : undefined;
}

function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      folders.add(path.slice(0, at));
    }
  }
  return folders;
}

/** The outermost folder of a path, from a part of --only inwards, that is not here. */
function firstMissing(path: string, part: string, here: ReadonlySet<string>): string | undefined {
  const names = path.split('/').slice(0, -1);
  const first = part.split('/').length;
  for (let depth = first; depth <= names.length; depth++) {
    const folder = names.slice(0, depth).join('/');
    if (!here.has(folder)) return folder;
  }
  return undefined;
}

/** What to type in place of a part: the folders beside those that are missing, if need be all. */
function narrower(
  part: string,
  missing: readonly string[],
  here: ReadonlySet<string>,
  needed: ReadonlySet<string>,
): string {
  const parents = new Set(missing.map((folder) => posix.dirname(folder)));
  const beside = [...here].filter((folder) => parents.has(posix.dirname(folder)));
  if (missing.includes(part) || beside.length === 0) return `leave \`--only ${part}\` out`;
  const known = beside.filter((folder) => needed.has(folder));
  const typed = (known.length > 0 ? known : beside).sort().map((folder) => `--only ${folder}`);
  return `type \`${typed.join(' ')}\` in place of \`--only ${part}\``;
}
