import type { BlobStore } from '../blob/blob-store.ts';
import { blobReader } from '../blob/blob-reader.ts';
import { loadGoParser } from '../go/go-parser.ts';
import { goRelease } from '../go/go-release.ts';
import type { Problem } from '../problem.ts';
import type { Lock } from '../release/lock.ts';
import type { Release } from '../release/release.ts';
import type { Review } from '../release/review.ts';
import type { Workspace } from '../release/workspace.ts';
import { compileTour } from '../tour/compile-tour.ts';
import { parseTour } from '../tour/parse-tour.ts';
import { readContent } from '../tour/read-content.ts';
import { makeReport, type Report } from './report.ts';

/** A release that was carried over from another, and where its source is. */
export interface ReportedRelease {
  readonly release: Release;
  readonly review: Review;
  readonly lock: Lock;
  readonly store: BlobStore;
  /** What compiling the release said, if that is known already. */
  readonly problems?: readonly Problem[];
}

/** What a release did to the tour, as it stands now: decisions, and what the build would say. */
export async function reportRelease(
  { root }: Pick<Workspace, 'root'>,
  { release, review, lock, store, problems }: ReportedRelease,
): Promise<Report> {
  const files = await readContent(root);
  const decoder = new TextDecoder();
  const compiled = async (): Promise<readonly Problem[]> => {
    const go = goRelease(await loadGoParser(), blobReader(lock, store));
    return compileTour(files, release.id, go, { release, review }).problems;
  };
  return makeReport({
    review,
    draft: parseTour(files, release.id),
    textOf: (blob) => {
      const bytes = store.read(blob);
      return bytes && decoder.decode(bytes);
    },
    problems: problems ?? (await compiled()),
  });
}
