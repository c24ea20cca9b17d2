import type { Span } from '../go/go-file.ts';
import type { BlobId } from '../release/blob-id.ts';
import type { LineRange } from '../release/permalink.ts';

/** Where an anchor is in one release. */
export interface Resolved {
  readonly path: string;
  readonly blob: BlobId;
  readonly symbol: string;
  readonly span: Span;
  readonly lines: LineRange;
}

/** Why an anchor is nowhere, or not in one place only. */
export interface Unresolved {
  readonly message: string;
  readonly hint?: string | undefined;
}

export function isResolved(outcome: Resolved | Unresolved): outcome is Resolved {
  return 'span' in outcome;
}
