import type { SourceText } from '../blob/blob-reader.ts';
import type { GoRelease } from '../go/go-release.ts';
import type { Lock } from '../release/lock.ts';

/** A release as carrying over reads it. */
export interface DriftRelease {
  readonly go: GoRelease;
  /** Path -> blob id of every file, to leave unchanged files out of the search. */
  readonly files: Lock['files'];
  /** A file's text without parsing it: BlobReader's `read`. @throws ProblemError when absent */
  readonly read: (path: string) => SourceText;
}
