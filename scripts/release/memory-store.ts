import type { BlobStore } from '../../src/blob/blob-store.ts';
import { blobIdOf } from '../../src/release/blob-id.ts';

/** A store that keeps what it is given in memory: a dry run writes nothing. */
export function memoryOver(store: BlobStore): BlobStore {
  const held = new Map<string, Uint8Array>();
  return {
    has: (id) => held.has(id) || store.has(id),
    read: (id) => held.get(id) ?? store.read(id),
    write(bytes) {
      const id = blobIdOf(bytes);
      if (!store.has(id)) held.set(id, bytes);
      return id;
    },
  };
}
