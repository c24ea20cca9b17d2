import type { Anchor } from '../anchor/anchor.ts';
import type { Release } from '../release/release.ts';
import type { Review } from '../release/review.ts';
import type { DriftRelease } from './drift-release.ts';

/** A release as reviewing reads it. */
export interface ReviewedRelease extends DriftRelease {
  readonly release: Release;
  readonly review?: Review | undefined;
}

/** A port and the Go symbol that it stands for. */
export interface PortedSymbol {
  /** `src/ports/a/b.ts#name` */
  readonly port: string;
  readonly anchor: Anchor;
}
