import type { Preconditions } from './preconditions.ts';

/** How an object is to be deleted. The server writes the grace period it takes into it. */
export interface DeleteOptions {
  /** 0 deletes at once; absent takes the kind's own. */
  gracePeriodSeconds?: number;
  preconditions?: Preconditions;
  orphanDependents?: boolean;
  propagationPolicy?: 'Orphan' | 'Background' | 'Foreground';
}
