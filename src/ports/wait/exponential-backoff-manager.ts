import type { Runtime } from '../runtime/task.ts';
import { newTimer } from '../workqueue/timer.ts';
import { Backoff } from './backoff.ts';
import type { BackoffManager } from './backoff-manager.ts';

export interface ExponentialBackoffOptions {
  /** The first wait in milliseconds. */
  readonly initBackoff: number;
  /** The longest wait in milliseconds, without jitter. */
  readonly maxBackoff: number;
  /** After so many milliseconds without a backoff the first wait is taken again. */
  readonly resetDuration: number;
  readonly backoffFactor: number;
  readonly jitter: number;
}

/** So many steps that they are never used up: Go's `math.MaxInt32`. */
const endlessSteps = 2 ** 31 - 1;

/** Waits longer every time, and little again after a quiet while. */
export class ExponentialBackoffManager implements BackoffManager {
  readonly #runtime: Pick<Runtime, 'now' | 'sleep' | 'random'>;
  readonly #initialBackoff: number;
  readonly #backoffResetDuration: number;
  readonly #backoff: Backoff;
  #lastBackoffStart: number;

  constructor(
    runtime: Pick<Runtime, 'now' | 'sleep' | 'random'>,
    { initBackoff, maxBackoff, resetDuration, backoffFactor, jitter }: ExponentialBackoffOptions,
  ) {
    this.#runtime = runtime;
    this.#initialBackoff = initBackoff;
    this.#backoffResetDuration = resetDuration;
    this.#lastBackoffStart = runtime.now();
    this.#backoff = new Backoff({
      duration: initBackoff,
      factor: backoffFactor,
      jitter,
      steps: endlessSteps,
      cap: maxBackoff,
    });
  }

  /**
   * The milliseconds of the next wait.
   *
   * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#exponentialBackoffManagerImpl.getNextBackoff
   */
  getNextBackoff(): number {
    // go: if b.clock.Now().Sub(b.lastBackoffStart) > b.backoffResetDuration {
    if (this.#runtime.now() - this.#lastBackoffStart > this.#backoffResetDuration) {
      this.#backoff.steps = endlessSteps; // go: b.backoff.Steps = math.MaxInt32
      this.#backoff.duration = this.#initialBackoff; // go: b.backoff.Duration = b.initialBackoff
    }
    this.#lastBackoffStart = this.#runtime.now(); // go: b.lastBackoffStart = b.clock.Now()
    return this.#backoff.step(() => this.#runtime.random()); // go: return b.backoff.Step()
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#exponentialBackoffManagerImpl.Backoff */
  backoff(): () => boolean {
    // Go uses one timer again and again.
    const backoffTimer = newTimer(this.#runtime, this.getNextBackoff()); // go+: if b.backoffTimer == nil {
    return backoffTimer; // go: return b.backoffTimer
  }
}
