import { toMilliseconds, toNanoseconds } from './duration.ts';

/** Go's longest duration, in nanoseconds: how long to wait for what is never granted. */
export const infDuration = 2 ** 63;

/** What a limiter answers: whether tokens were granted, and from when on. */
export class Reservation {
  readonly ok: boolean;
  readonly #timeToAct: number;

  /** The time is nanoseconds. */
  constructor(ok: boolean, timeToAct: number) {
    this.ok = ok;
    this.#timeToAct = timeToAct;
  }

  /** Milliseconds to wait before acting, from a time in milliseconds on. */
  delayFrom(now: number): number {
    if (!this.ok) return toMilliseconds(infDuration);
    return toMilliseconds(Math.max(this.#timeToAct - toNanoseconds(now), 0));
  }
}
