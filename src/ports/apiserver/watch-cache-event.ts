import type { FieldSet } from '../fields/field-set.ts';
import type { LabelSet } from '../labels/label-set.ts';

/** A change of an object, with what is needed to see who watches for it. */
export interface WatchCacheEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  /** Absent in a bookmark that only the cacher reads. */
  readonly object?: T;
  readonly objLabels?: LabelSet;
  readonly objFields?: FieldSet;
  /** As it was before the change, if it was there. */
  readonly prevObject?: T;
  readonly prevObjLabels?: LabelSet;
  readonly prevObjFields?: FieldSet;
  readonly key: string;
  readonly resourceVersion: number;
  /** Milliseconds on the clock. */
  readonly recordTime: number;
}

/** An object with what is asked of it often. */
export interface StoreElement<T> {
  readonly key: string;
  readonly object: T;
  readonly labels: LabelSet;
  readonly fields: FieldSet;
}
