import type { Anchor } from '../anchor/anchor.ts';
import type { BlobId } from '../release/blob-id.ts';
import type { LineRange } from '../release/permalink.ts';

/**
 * What became of an anchor in the next release.
 *
 * - `same`: path, symbol and text are equal, and it is at the same lines
 * - `moved`: path, symbol and text are equal, at other lines
 * - `edited`: same path and symbol, and the text of the range changed
 * - `relocated`: in another file or symbol; `edited` says whether its text changed, too
 * - `orphan`: nowhere, or not in one place only; a person decides
 */
export type CarriedStatus = 'same' | 'moved' | 'edited' | 'relocated' | 'orphan';

/**
 * What found the place.
 *
 * - `same-text`: the whole declaration is as it was
 * - `same-quote`: the declaration changed, and the anchor as written still means the same piece
 * - `aligned`: the piece was found by aligning the declaration with its new version
 * - `symbol`: the declaration was found under another name, receiver, file or package
 * - `lines`: the range went into another declaration, by a split or a merge
 * - `none`: an orphan
 */
export type CarriedLayer = 'same-text' | 'same-quote' | 'aligned' | 'symbol' | 'lines' | 'none';

/** Who wrote the anchor: the `of` of an excerpt, the place of a note, or `@ports` of a port. */
export type AnchorKind = 'excerpt' | 'note' | 'port';

/** An anchor of a tour or a port, as it resolves in the old release. */
export interface AnchorToCarry {
  /** `<stop> <anchor>`, or `<file> <name>` for a port: names it in reports and in `accept`. */
  readonly key: string;
  readonly kind: AnchorKind;
  /** The slug of the stop; the file for a port. */
  readonly owner: string;
  readonly anchor: Anchor;
}

/** Lines of a release. The text is `blob`'s, from the first to the last line. */
export interface AnchorPlace {
  readonly path: string;
  readonly symbol: string;
  /** Of a whole declaration: from its doc comment, as an excerpt shows it. */
  readonly lines: LineRange;
  readonly blob: BlobId;
}

/** Where an anchor is in the next release. Plain JSON. */
export interface CarriedAnchor {
  readonly key: string;
  readonly kind: AnchorKind;
  readonly owner: string;
  /** The anchor as it was written for the old release. */
  readonly anchor: string;
  readonly status: CarriedStatus;
  /** Whether the text of the range differs; white space at line starts does not count. */
  readonly edited: boolean;
  /** 0 to 1; 0 for an orphan. */
  readonly confidence: number;
  readonly layer: CarriedLayer;
  /** Undefined only when the anchor does not resolve in the old release. */
  readonly from: AnchorPlace | undefined;
  /** Undefined for an orphan. */
  readonly to: AnchorPlace | undefined;
  /**
   * The anchor to write for the new release: undefined when the old one resolves to the new place.
   */
  readonly newAnchor: string | undefined;
  /** Of an orphan: where a person may look first. Never a placement. */
  readonly proposals: readonly AnchorPlace[];
  /** Sentences: what changed, and what speaks for the place or against it. */
  readonly reasons: readonly string[];
}
