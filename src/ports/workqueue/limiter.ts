import { toInt64, toNanoseconds } from './duration.ts';
import { infDuration, Reservation } from './reservation.ts';

// What the work queue needs of vendor/golang.org/x/time/rate/rate.go, which is not part of the
// tour's source. Names and steps are those of the Go; times are nanoseconds inside.

/** The limit that allows every event. */
export const inf = Number.MAX_VALUE;

/**
 * A bucket of tokens, full at first and refilled at a rate. Whoever finds no token is told how long
 * to wait for one.
 */
export class Limiter {
  /** Tokens a second. */
  readonly limit: number;
  /** How many tokens the bucket holds. */
  readonly burst: number;
  #tokens = 0;
  /** When the tokens were counted: at first so long ago that the bucket has filled since. */
  #last = -Infinity;

  constructor(limit: number, burst: number) {
    this.limit = limit;
    this.burst = burst;
  }

  /** Takes n tokens at a time in milliseconds, if need be those of the future. */
  reserveN(now: number, n: number): Reservation {
    return this.#reserveN(toNanoseconds(now), n, infDuration);
  }

  #reserveN(now: number, n: number, maxFutureReserve: number): Reservation {
    if (this.limit === inf) return new Reservation(true, now);
    const { last, tokens: available } = this.#advance(now);
    const tokens = available - n;
    const waitDuration = tokens < 0 ? this.#durationFromTokens(-tokens) : 0;
    const ok = n <= this.burst && waitDuration <= maxFutureReserve;
    if (ok) {
      this.#last = now;
      this.#tokens = tokens;
    } else {
      this.#last = last;
    }
    return new Reservation(ok, now + waitDuration);
  }

  /** What the state would be at a time; nothing is changed. */
  #advance(now: number): { readonly last: number; readonly tokens: number } {
    const last = Math.min(this.#last, now);
    const maxElapsed = this.#durationFromTokens(this.burst - this.#tokens);
    const elapsed = Math.min(now - last, maxElapsed);
    const delta = this.#tokensFromDuration(elapsed);
    return { last, tokens: Math.min(this.#tokens + delta, this.burst) };
  }

  #durationFromTokens(tokens: number): number {
    const seconds = tokens / this.limit;
    return toInt64(1e9 * seconds);
  }

  #tokensFromDuration(duration: number): number {
    const sec = Math.trunc(duration / 1e9) * this.limit;
    const nsec = (duration % 1e9) * this.limit;
    return sec + nsec / 1e9;
  }
}
