import type { LineRange } from '../release/permalink.ts';

/** How a port relates to its Go symbol in one release. Plain JSON. */
export interface PortMap {
  readonly name: string;
  readonly file: string;
  /** Lines of the TypeScript function in its file. */
  readonly lines: LineRange;
  readonly path: string;
  readonly symbol: string;
  /** Lines of the Go declaration, its doc comment not included. */
  readonly goLines: LineRange;
  readonly pairs: readonly LinePair[];
  readonly leftOut: readonly LeftOut[];
  readonly coverage: Coverage;
}

/** TypeScript lines and the Go lines that they stand for. */
export interface LinePair {
  readonly typescript: LineRange;
  readonly go: LineRange;
}

/** Go lines without a port, and why. */
export interface LeftOut {
  readonly go: LineRange;
  readonly reason: string;
}

/** Counts of Go statements: those of a body, nested ones too. */
export interface Coverage {
  readonly statements: number;
  readonly ported: number;
  readonly leftOut: number;
}
