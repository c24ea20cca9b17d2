import { openBlobStore, type BlobStore } from '../src/blob/blob-store.ts';
import { blobReader } from '../src/blob/blob-reader.ts';
import { makeReport, type Report } from '../src/drift/report.ts';
import { loadGoParser } from '../src/go/go-parser.ts';
import { goRelease } from '../src/go/go-release.ts';
import { ProblemError } from '../src/problem.ts';
import type { Lock } from '../src/release/lock.ts';
import { readLock, type Workspace } from '../src/release/workspace.ts';
import { compileTour } from '../src/tour/compile-tour.ts';
import { parseTour } from '../src/tour/parse-tour.ts';
import { readContent } from '../src/tour/read-content.ts';
import type { ReviewedHere } from './decide.ts';

/** What a release did to the tour, as it stands now: decisions, and what the build would say. */
export async function reportRelease(
  workspace: Workspace,
  { release, review }: ReviewedHere,
  lock: Lock | undefined = readLock(workspace, release),
  store: BlobStore = openBlobStore(workspace.blobs),
): Promise<Report> {
  if (!lock) {
    throw new ProblemError({
      message: `${release.id} has no lock.`,
      hint: `Run \`npm run fetch -- --release ${release.id}\`.`,
    });
  }
  const files = await readContent(workspace.root);
  const go = goRelease(await loadGoParser(), blobReader(lock, store));
  const { problems } = compileTour(files, release.id, go, { release, review });
  const decoder = new TextDecoder();
  return makeReport({
    review,
    draft: parseTour(files, release.id),
    textOf: (blob) => {
      const bytes = store.read(blob);
      return bytes && decoder.decode(bytes);
    },
    problems,
  });
}
