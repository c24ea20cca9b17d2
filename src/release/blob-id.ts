import { createHash } from 'node:crypto';

/** Git's name for a file's bytes: 40 hex digits. */
export type BlobId = string;

/** Computes git's blob id: SHA-1 over `blob <size>\0` and the bytes. */
export function blobIdOf(bytes: Uint8Array): BlobId {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}
