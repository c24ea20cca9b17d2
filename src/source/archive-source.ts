import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { stat } from 'node:fs/promises';
import { reasonOf } from '../problem.ts';
import { readArchive, type ArchiveLimits } from './read-archive.ts';
import { SourceError, type Source } from './source.ts';

/** A `.tar.gz` of the tree on this machine. */
export function archiveSource(file: string, name = file, limits?: ArchiveLimits): Required<Source> {
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
    async resolve() {
      const commit = await commitOf(file);
      if (commit) return { commit };
      throw new SourceError('does not say which commit it is', {
        hint: 'If you know that it is right: give the commit and --declared, or `@unknown` and --declared.',
      });
    },
  };
}

/** The commit that `git archive` wrote into the archive's first block; undefined when none did. */
async function commitOf(file: string): Promise<string | undefined> {
  let head = Buffer.alloc(0);
  const collect = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      head = Buffer.concat([head, chunk]);
      if (head.length >= 1024) return;
    }
  };
  try {
    await pipeline(createReadStream(file), createGunzip(), collect);
  } catch (error) {
    // Stopping early closes the stream; whatever else is wrong, reading the files will tell.
    if (head.length < 1024) throw new SourceError(`cannot be read: ${reasonOf(error)}`);
  }
  if (head[156] !== 'g'.charCodeAt(0)) return undefined;
  return /comment=([0-9a-f]{40})\n/.exec(head.toString('latin1', 512, 1024))?.[1];
}
