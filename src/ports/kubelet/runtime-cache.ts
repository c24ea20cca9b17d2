import type { Runtime, Task } from '../runtime/task.ts';
import type { RunningPod } from './running-pod.ts';

/** Milliseconds. */
const defaultCachePeriod = 2000;

type PodsGetter = (all: boolean) => Task<readonly [RunningPod[] | undefined, Error | undefined]>;

/** The pods that run, asked for anew when they are older than two seconds. */
export class RuntimeCache {
  readonly #clock: Pick<Runtime, 'now'>;
  readonly #getPods: PodsGetter;
  #cacheTime = -Infinity;
  #pods: RunningPod[] = [];

  constructor(clock: Pick<Runtime, 'now'>, getter: { getPods: PodsGetter }) {
    this.#clock = clock;
    this.#getPods = (all) => getter.getPods(all);
  }

  /** @ports pkg/kubelet/container/runtime_cache.go#runtimeCache.GetPods */
  *getPods(): Task<readonly [RunningPod[] | undefined, Error | undefined]> {
    // left out (locking): r.Lock()
    // left out (locking): defer r.Unlock()
    // go: if time.Since(r.cacheTime) > defaultCachePeriod {
    if (this.#clock.now() - this.#cacheTime > defaultCachePeriod) {
      const err = yield* this.updateCache(); // go: if err := r.updateCache();
      if (err !== undefined) {
        return [undefined, err]; // go: return nil, err
      }
    }
    return [this.#pods, undefined]; // go: return r.pods, nil
  }

  /** @ports pkg/kubelet/container/runtime_cache.go#runtimeCache.ForceUpdateIfOlder */
  *forceUpdateIfOlder(minExpectedCacheTime: number): Task<Error | undefined> {
    // left out (locking): r.Lock()
    // left out (locking): defer r.Unlock()
    // go: if r.cacheTime.Before(
    if (this.#cacheTime < minExpectedCacheTime) {
      return yield* this.updateCache(); // go: return r.updateCache()
    }
    return undefined; // go: return nil
  }

  /** @ports pkg/kubelet/container/runtime_cache.go#runtimeCache.updateCache */
  *updateCache(): Task<Error | undefined> {
    const timestamp = this.#clock.now();
    const [pods, err] = yield* this.#getPods(false); // go: pods, timestamp, err := r.getPodsWithTimestamp()
    // go: if err != nil {
    if (err !== undefined || pods === undefined) {
      return err; // go: return err
    }
    this.#pods = pods; // go: r.pods, r.cacheTime = pods, timestamp
    this.#cacheTime = timestamp;
    return undefined; // go: return nil
  }
}
