import type { ListOptions, ObjectList } from '../api/list-options.ts';
import type { Watch } from '../api/watch.ts';
import type { Task } from '../runtime/task.ts';

/** Lists and watches the objects of one kind, usually by calls to the API server. */
export interface ListerWatcher<T> {
  list(
    options: ListOptions,
  ): Task<readonly [list: ObjectList<T> | undefined, error: Error | undefined]>;
  watch(
    options: ListOptions,
  ): Task<readonly [watch: Watch<T> | undefined, error: Error | undefined]>;
}
