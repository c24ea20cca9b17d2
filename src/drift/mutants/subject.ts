import type { GoFile, Span } from '../../go/go-file.ts';
import type { AnchorToCarry } from '../carried-anchor.ts';
import type { Mutation } from './edits.ts';
import type { Random } from './random.ts';

/** An anchor, and the stretch of the old file that it shows: of a symbol from its doc comment. */
export interface PlacedAnchor {
  readonly anchor: AnchorToCarry;
  readonly span: Span;
  /** Whether it means a symbol, and no place within. */
  readonly isWhole: boolean;
  /** Where the name of a type, a value or a member stands: it is that, and a function is its code. */
  readonly name?: Span | undefined;
}

/** A declaration that is edited, with the anchors that speak of it. */
export interface Subject {
  readonly file: GoFile;
  readonly anchors: readonly PlacedAnchor[];
  /** Subjects like this come more often than the others. */
  readonly isPreferred: boolean;
  /** Undefined where it gives no occasion for that kind of edit. */
  readonly mutate: (kind: string, random: Random) => Mutation | undefined;
}
