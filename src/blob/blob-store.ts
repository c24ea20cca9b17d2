import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ProblemError } from '../problem.ts';
import { blobIdOf, type BlobId } from '../release/blob-id.ts';

/** Files' bytes by git blob id, shared by all releases: a file that did not change is kept once. */
export interface BlobStore {
  /** Whether the store holds a file by that name. Its bytes are checked when they are read. */
  has(id: BlobId): boolean;
  /** The bytes, checked against the id; undefined when absent. A corrupt blob is dropped. */
  read(id: BlobId): Uint8Array | undefined;
  /** Stores bytes and returns their id. A blob appears whole or not at all. */
  write(bytes: Uint8Array): BlobId;
}

/** A blob store in a folder, which is made at the first write. */
export function openBlobStore(
  folder: string,
  writeFile: (file: string, bytes: Uint8Array) => void = writeAtomic,
): BlobStore {
  const fileOf = (id: BlobId) => join(folder, id.slice(0, 2), id.slice(2));
  return {
    has: (id) => existsSync(fileOf(id)),
    read(id) {
      const file = fileOf(id);
      if (!existsSync(file)) return undefined;
      const bytes = readFileSync(file);
      if (blobIdOf(bytes) === id) return bytes;
      rmSync(file, { force: true });
      return undefined;
    },
    write(bytes) {
      const id = blobIdOf(bytes);
      const file = fileOf(id);
      if (existsSync(file)) return id;
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFile(file, bytes);
      } catch (error) {
        throw storeProblem(error, folder);
      }
      return id;
    },
  };
}

/** No fsync: a blob torn by a power cut fails its check at the next read and is fetched again. */
function writeAtomic(file: string, bytes: Uint8Array): void {
  writeFileAtomic.sync(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    fsync: false,
  });
}

function storeProblem(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ProblemError(
      {
        message: `The disk is full: no room for another blob in ${folder}.`,
        hint: 'Free some space and run the same command again. What is stored is valid and stays.',
      },
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new ProblemError(
      {
        message: `The blob store ${folder} cannot be written (${code}).`,
        hint: 'Make the folder writable.',
      },
      { cause: error },
    );
  }
  return error;
}
