import type { Runtime } from '../runtime/task.ts';
import { newTimer } from '../workqueue/timer.ts';
import type { BackoffManager } from './backoff-manager.ts';
import { jitter } from './jitter.ts';

/** Always waits the same time, or a random one from it on. */
export class JitteredBackoffManager implements BackoffManager {
  readonly #runtime: Pick<Runtime, 'sleep' | 'random'>;
  readonly #duration: number;
  readonly #jitter: number;

  /**
   * @param duration Milliseconds.
   * @param jitterFactor So many times the duration is added at most; nothing if it isn't positive.
   */
  constructor(runtime: Pick<Runtime, 'sleep' | 'random'>, duration: number, jitterFactor: number) {
    this.#runtime = runtime;
    this.#duration = duration;
    this.#jitter = jitterFactor;
  }

  /**
   * The milliseconds of the next wait.
   *
   * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#jitteredBackoffManagerImpl.getNextBackoff
   */
  getNextBackoff(): number {
    let jitteredPeriod = this.#duration; // go: jitteredPeriod := j.duration
    // go: if j.jitter > 0.0 {
    if (this.#jitter > 0) {
      // go: jitteredPeriod = Jitter(
      jitteredPeriod = jitter(() => this.#runtime.random(), this.#duration, this.#jitter);
    }
    return jitteredPeriod; // go: return jitteredPeriod
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#jitteredBackoffManagerImpl.Backoff */
  backoff(): () => boolean {
    const backoff = this.getNextBackoff(); // go: backoff := j.getNextBackoff()
    // Go uses one timer again and again.
    const backoffTimer = newTimer(this.#runtime, backoff); // go+: if j.backoffTimer == nil {
    return backoffTimer; // go: return j.backoffTimer
  }
}
