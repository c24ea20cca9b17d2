import type { Pin } from '../release/pin.ts';
import type { BlobId } from '../release/blob-id.ts';

/** One file of a pinned tree, as a source gives it: not yet checked against anything. */
export interface SourceFile {
  /** The path inside the pin's repository, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How far a source has come. Called often; whoever shows it decides how often to draw. */
export type ReportProgress = (progress: {
  readonly what: string;
  readonly done: number;
  /** Absent while the source does not know how much there is. */
  readonly total?: number | undefined;
  readonly unit: 'bytes' | 'files';
}) => void;

export interface SourceRequest {
  readonly pin: Pin;
  /** Whether a file is asked for. A source yields no other files. */
  readonly wants: (path: string) => boolean;
  /**
   * The blob ids of the files needed, when a lock knows them. A source that can fetch single blobs
   * may then fetch these few instead of the whole tree. Without them nothing else can show that
   * the bytes are the pinned commit's, so a source that cannot prove it itself must refuse.
   */
  readonly blobs?: ReadonlyMap<string, BlobId> | undefined;
  readonly progress?: ReportProgress | undefined;
}

/** A tag, branch or commit that was looked up. */
export interface ResolvedRef {
  readonly commit: string;
  /** The day on which the commit was made, where the source knows it. */
  readonly date?: string | undefined;
}

/**
 * Where bytes come from. Sources only read; checking and storing is the blob store's work.
 *
 * @remarks Every implementation passes the suite in `test-source.ts`.
 */
export interface Source {
  /** The name that messages use, such as `GitHub` or the path given with --from. */
  readonly name: string;
  /**
   * Yields every wanted regular file of the pin's tree, each once, in any order; symbolic links
   * are left out.
   *
   * @throws SourceError when the tree cannot be had, or not whole. What was yielded is valid.
   */
  files(request: SourceRequest): AsyncIterable<SourceFile>;
  /**
   * Looks up a tag, branch or commit; absent where a source knows none.
   *
   * @param debian The Debian source package that is to hold it, if one does.
   * @throws SourceError when it has no such thing.
   */
  resolve?(repository: string, ref: string, debian?: Pin['debian']): Promise<ResolvedRef>;
}

/** Why a source could not deliver. The message is a clause that follows the source's name. */
export class SourceError extends Error {
  /** What a person can do about it. */
  readonly hint: string | undefined;

  constructor(message: string, options: ErrorOptions & { hint?: string } = {}) {
    super(message, options);
    this.name = 'SourceError';
    this.hint = options.hint;
  }
}

/** What a source says that cannot prove its commit, when no lock can prove it either. */
export class UnprovenError extends SourceError {
  constructor() {
    super('does not say which commit it is, and the release has no lock to check it by', {
      hint: 'Use a clone, or an archive made by `git archive` or by GitHub: they name their commit.',
    });
    this.name = 'UnprovenError';
  }
}
