import type { Lock } from '../release/lock.ts';
import type { BlobId } from '../release/blob-id.ts';
import { ProblemError } from '../problem.ts';
import type { BlobStore } from './blob-store.ts';

/** A file of a release as text. */
export interface SourceText {
  readonly path: string;
  readonly blob: BlobId;
  readonly text: string;
}

/** Reads a release's files by path: the only way in which the layers to the right see source. */
export interface BlobReader {
  /** Every path of the release, for suggestions. */
  paths(): Iterable<string>;
  has(path: string): boolean;
  /**
   * The file's text.
   *
   * @throws ProblemError when the release has no such file, its bytes are not in the store, or
   * they are empty or not text.
   */
  read(path: string): SourceText;
}

/** Reads through a lock and a store; every read checks the bytes against their blob id. */
export function blobReader(lock: Lock, store: Pick<BlobStore, 'read'>): BlobReader {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return {
    paths: () => lock.files.keys(),
    has: (path) => lock.files.has(path),
    read(path) {
      const file = lock.files.get(path);
      if (!file) throw new ProblemError({ message: `${lock.release} has no file \`${path}\`.` });
      const bytes = store.read(file.blob);
      if (!bytes) {
        throw new ProblemError({
          message: `The bytes of \`${path}\` (blob ${file.blob}) are not in the blob store.`,
          hint: `Run \`npm run fetch -- --release ${lock.release}\`.`,
        });
      }
      if (bytes.byteLength === 0) throw new ProblemError({ message: `\`${path}\` is empty.` });
      if (bytes.includes(0))
        throw new ProblemError({ message: `\`${path}\` is binary, not text.` });
      try {
        return { path, blob: file.blob, text: decoder.decode(bytes) };
      } catch (error) {
        throw new ProblemError({ message: `\`${path}\` is not UTF-8 text.` }, { cause: error });
      }
    },
  };
}
