import { blobReader } from '../../src/blob/blob-reader.ts';
import type { BlobStore } from '../../src/blob/blob-store.ts';
import { fetchRelease } from '../../src/blob/fetch-release.ts';
import type { ReviewedRelease } from '../../src/drift/reviewed-release.ts';
import type { GoParser } from '../../src/go/go-parser.ts';
import { goRelease } from '../../src/go/go-release.ts';
import { ProblemError } from '../../src/problem.ts';
import type { Lock } from '../../src/release/lock.ts';
import type { Release } from '../../src/release/release.ts';
import { readLock, readReview, type Workspace } from '../../src/release/workspace.ts';

/** A release that is here already, every file of it: what moved may have come from anywhere. */
export async function openReviewed(
  workspace: Workspace,
  parser: GoParser,
  store: BlobStore,
  release: Release,
): Promise<ReviewedRelease> {
  const lock = readLock(workspace, release);
  const here = lock && (await fetchRelease({ release, lock, store, sources: [] }));
  if (!lock || !here?.complete) {
    throw new ProblemError({
      message: `The source of ${release.id}, to carry over from, is not here or not whole.`,
      hint: `Run \`npm run fetch -- --release ${release.id}\` first.`,
    });
  }
  return { ...openRelease(parser, store, release, lock), review: readReview(workspace, release) };
}

export function openRelease(
  parser: GoParser,
  store: BlobStore,
  release: Release,
  lock: Lock,
): ReviewedRelease {
  const reader = blobReader(lock, store);
  return {
    release,
    go: goRelease(parser, reader),
    files: lock.files,
    read: (path) => reader.read(path),
  };
}
