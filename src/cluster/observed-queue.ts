import type { Task } from '../ports/runtime/task.ts';
import { defaultControllerRateLimiter } from '../ports/workqueue/default-controller-rate-limiter.ts';
import { RateLimitingType } from '../ports/workqueue/rate-limiting-type.ts';
import type { World } from './api-client.ts';
import type { CodeRef } from './cluster-recording.ts';
import { codeRefs } from './code-refs.ts';

/** The work queue of a controller, which writes down its sets and why keys come into it. */
export class ObservedQueue extends RateLimitingType<string> {
  readonly #world: World;
  readonly #lane: string;
  readonly #resource: string;
  /** Why the next key is added: set by the handler that adds it. */
  #why: { readonly message: number | undefined; readonly sends: CodeRef } | undefined;

  /** @param resource Of the objects whose keys it holds. */
  constructor(world: World, lane: string, resource: string) {
    super(world.runtime, defaultControllerRateLimiter<string>(world.runtime));
    this.#world = world;
    this.#lane = lane;
    this.#resource = resource;
  }

  /** Runs a handler; the keys that it adds are added because of a message. */
  because(message: number | undefined, sends: CodeRef, handler: () => void): void {
    this.#why = { message, sends };
    try {
      handler();
    } finally {
      this.#why = undefined;
    }
  }

  override add(item: string): void {
    const isNew = !this.dirty.has(item) && !this.shuttingDown();
    super.add(item);
    if (isNew) this.#message(item, 'queue', `add ${item}`, codeRefs.queueAdd, 0);
    this.#record();
  }

  override addAfter(item: string, duration: number): void {
    if (duration > 0) {
      const text = `${item} again in ${Math.round(duration)} ms`;
      this.#message(item, 'timer', text, codeRefs.queueAddAfter, duration);
    }
    super.addAfter(item, duration);
    this.#record();
  }

  override *get(): Task<
    readonly [item: string, shutdown: false] | readonly [item: undefined, shutdown: true]
  > {
    const got = yield* super.get();
    this.#record();
    return got;
  }

  override done(item: string): void {
    super.done(item);
    this.#record();
  }

  #message(
    item: string,
    kind: 'queue' | 'timer',
    text: string,
    receives: CodeRef,
    takes: number,
  ): void {
    const { recorder } = this.#world;
    const object = `${this.#resource}/${item}`;
    const cause = this.#why ? this.#why.message : recorder.lastHeard(this.#lane, object);
    const message = recorder.message({
      kind,
      from: this.#lane,
      to: this.#lane,
      takes,
      text,
      object,
      sends: this.#why?.sends ?? codeRefs.workLoop,
      receives,
      ...(cause !== undefined && { cause }),
    });
    recorder.heard(this.#lane, object, message);
  }

  #record(): void {
    const waiting = [
      ...this.waitingForQueue.entries.map(({ data }) => data),
      ...this.waitingForAddCh.map(({ data }) => data),
    ];
    this.#world.recorder.queue(`${this.#lane}/${this.#resource}`, this.#lane, {
      queue: [...this.queue],
      dirty: [...this.dirty],
      processing: [...this.processing],
      waiting: [...new Set(waiting)],
    });
  }
}
