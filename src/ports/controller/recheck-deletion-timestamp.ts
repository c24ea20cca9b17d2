import type { Task } from '../runtime/task.ts';
import type { MetaObject } from './base-controller-ref-manager.ts';

/** Go's text of a time in UTC: `2021-01-13 13:28:09 +0000 UTC`. */
const textOf = (time: string): string =>
  `${new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '')} +0000 UTC`;

/**
 * A function for canAdopt that reads the controller once more, and forbids to adopt if it is being
 * deleted.
 *
 * @ports pkg/controller/controller_ref_manager.go#RecheckDeletionTimestamp
 * @param getObject Must ask the API server, not a cache.
 */
export function recheckDeletionTimestamp(
  getObject: () => Task<readonly [obj: MetaObject | undefined, error: Error | undefined]>,
): () => Task<Error | undefined> {
  // go: return func() error {
  return function* () {
    const [obj, err] = yield* getObject(); // go: obj, err := getObject()
    // go: if err != nil {
    if (err || !obj) {
      return new Error(`can't recheck DeletionTimestamp: ${err?.message}`); // go: return fmt.Errorf("can't recheck
    }
    const { namespace = '', name, deletionTimestamp } = obj.metadata;
    // go: if obj.GetDeletionTimestamp() != nil {
    if (deletionTimestamp !== undefined) {
      // go: return fmt.Errorf("%v/%v has just
      return new Error(
        `${namespace}/${name} has just been deleted at ${textOf(deletionTimestamp)}`,
      );
    }
    return undefined; // go: return nil
  };
}
