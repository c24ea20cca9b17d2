import { opendir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../problem.ts';
import { SourceError, UnprovenError, type Source } from './source.ts';

/**
 * An unpacked tree. A plain folder cannot say which commit it is: only a lock's blob ids, checked
 * by whoever stores the bytes, show that it is the pinned one.
 */
export function treeSource(folder: string): Source {
  return {
    name: folder,
    async *files({ pin, wants, blobs, progress }) {
      if (!blobs && !pin.declared) throw new UnprovenError();
      let done = 0;
      try {
        for await (const path of walk(folder, '')) {
          if (!wants(path)) continue;
          yield { path, bytes: await readFile(join(folder, path)) };
          progress?.({ what: 'reading the tree', done: ++done, unit: 'files' });
        }
      } catch (error) {
        throw new SourceError(`cannot be read: ${reasonOf(error)}`, { cause: error });
      }
    },
  };
}

async function* walk(root: string, folder: string): AsyncGenerator<string> {
  for await (const entry of await opendir(join(root, folder))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== '.git') yield* walk(root, path);
    } else if (entry.isFile()) {
      yield path;
    }
  }
}
