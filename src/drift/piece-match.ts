import type { TokenPiece } from './version.ts';

/** A piece of the new version that an old one became. */
export interface PieceMatch {
  readonly piece: TokenPiece;
  /** Share of the tokens of both that are aligned with each other; 1 when nothing changed. */
  readonly share: number;
}
