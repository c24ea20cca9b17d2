import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../problem.ts';
import { archiveSource } from './archive-source.ts';
import { gitSource } from './git-source.ts';
import type { Source } from './source.ts';
import { treeSource } from './tree-source.ts';

/**
 * The source behind `--from PATH`: a clone, a bare repository, an unpacked tree or a `.tar.gz`.
 *
 * @throws ProblemError when nothing of these is there.
 */
export function pathSource(path: string): Source {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    throw new ProblemError({
      message: `--from \`${path}\`: there is nothing at this path.`,
      hint: 'Give a clone of kubernetes/kubernetes, an unpacked tree of it, or a .tar.gz.',
    });
  }
  if (found.isDirectory()) {
    const isClone = existsSync(join(path, '.git'));
    const isBare = existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects'));
    return isClone || isBare ? gitSource(path) : treeSource(path);
  }
  if (/\.(tar\.gz|tgz)$/.test(path)) return archiveSource(path);
  throw new ProblemError({
    message: `--from \`${path}\` is a file, but not a .tar.gz.`,
    hint: 'Give a clone of kubernetes/kubernetes, an unpacked tree of it, or a .tar.gz.',
  });
}
