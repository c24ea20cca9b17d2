/**
 * Stands for an object whose deletion was missed while the watch was broken: it is gone, but its
 * last state is not known.
 */
export class DeletedFinalStateUnknown {
  readonly key: string;
  /** The object as it was last known, perhaps stale; `undefined` if nothing is known of it. */
  readonly obj: unknown;

  constructor(key: string, obj: unknown) {
    this.key = key;
    this.obj = obj;
  }
}
