import type { Random } from '../runtime/random.ts';
import { toInt64, toMilliseconds, toNanoseconds } from '../workqueue/duration.ts';
import { jitter } from './jitter.ts';

export interface BackoffOptions {
  /** The first duration in milliseconds. */
  readonly duration?: number;
  /** What every step multiplies the duration by; none or 0 leaves it. */
  readonly factor?: number;
  /** So many times a duration is added at random at most. */
  readonly jitter?: number;
  /** After so many steps the duration stays. */
  readonly steps?: number;
  /** The longest duration in milliseconds, without jitter; none or 0 is no limit. */
  readonly cap?: number;
}

/** How long to wait before each of several attempts. The fields change with every step. */
export class Backoff {
  duration: number;
  readonly factor: number;
  readonly jitter: number;
  steps: number;
  readonly cap: number;

  constructor({ duration = 0, factor = 0, jitter = 0, steps = 0, cap = 0 }: BackoffOptions) {
    this.duration = duration;
    this.factor = factor;
    this.jitter = jitter;
    this.steps = steps;
    this.cap = cap;
  }

  /**
   * The milliseconds to wait now; what it is next time grows.
   *
   * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#Backoff.Step
   */
  step(random: Random): number {
    // go: if b.Steps < 1 {
    if (this.steps < 1) {
      // go: if b.Jitter > 0 { @1
      if (this.jitter > 0) {
        return jitter(random, this.duration, this.jitter); // go: return Jitter(b.Duration, b.Jitter)
      }
      return this.duration; // go: return b.Duration
    }
    this.steps--; // go: b.Steps--

    let duration = this.duration; // go: duration := b.Duration

    // go: if b.Factor != 0 {
    if (this.factor !== 0) {
      // go: b.Duration = time.Duration(
      this.duration = toMilliseconds(toInt64(toNanoseconds(this.duration) * this.factor));
      // go: if b.Cap > 0 && b.Duration > b.Cap {
      if (this.cap > 0 && this.duration > this.cap) {
        this.duration = this.cap; // go: b.Duration = b.Cap
        this.steps = 0; // go: b.Steps = 0
      }
    }

    // go: if b.Jitter > 0 { @2
    if (this.jitter > 0) {
      duration = jitter(random, duration, this.jitter); // go: duration = Jitter(
    }
    return duration; // go: return duration
  }
}
