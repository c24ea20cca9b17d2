import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { reasonOf } from '../problem.ts';
import { readArchive, type ArchiveLimits } from './read-archive.ts';
import { SourceError, type Source } from './source.ts';

/** A `.tar.gz` of the tree on this machine. */
export function archiveSource(file: string, name = file, limits?: ArchiveLimits): Source {
  return {
    name,
    async *files({ pin, wants, blobs, progress }) {
      const { size } = await stat(file).catch((error: unknown) => {
        throw new SourceError(`cannot be read: ${reasonOf(error)}`, { cause: error });
      });
      let done = 0;
      const stream = createReadStream(file, { highWaterMark: 2 ** 20 });
      stream.on('data', (chunk) => {
        done += chunk.length;
        progress?.({ what: 'reading the archive', done, total: size, unit: 'bytes' });
      });
      stream.pause();
      yield* readArchive(stream, { pin, wants, blobs }, limits);
    },
  };
}
