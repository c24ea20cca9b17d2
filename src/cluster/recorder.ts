import type {
  AccountLine,
  CacheChange,
  Message,
  ObjectChange,
  QueueChange,
} from './cluster-recording.ts';
import { trimObject } from './trim-object.ts';

/** A message that may still get its answer. */
export type OpenMessage = { -readonly [Field in keyof Message]: Message[Field] };

/** What a component says when it sends something; the time is added here. */
export type Sent = Omit<OpenMessage, 'sent' | 'received'> & {
  /** Milliseconds until it arrives. */
  readonly takes?: number;
};

/**
 * Writes down what happens in a cluster. What happens before `begin`, while the components start, is
 * forgotten; only what holds at that moment stays, as changes at time 0.
 */
export class Recorder {
  messages: OpenMessage[] = [];
  objects: ObjectChange[] = [];
  queues: QueueChange[] = [];
  caches: CacheChange[] = [];
  account: AccountLine[] = [];
  readonly #now: () => number;
  #start = 0;
  /** Which message wrote a resource version, and which one told a lane of an object last. */
  readonly #writers = new Map<string, number>();
  readonly #lastAbout = new Map<string, number>();
  #deliveries = new WeakMap<object, number>();

  /** @param now Milliseconds on the virtual clock. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds since the beginning of the recording. */
  at(): number {
    return Math.max(0, Math.round((this.#now() - this.#start) * 1000) / 1000);
  }

  begin(): void {
    this.#start = this.#now();
    this.messages = [];
    this.account = [];
    this.#writers.clear();
    this.#lastAbout.clear();
    this.#deliveries = new WeakMap();
    const lastOf = <T extends { at: number }>(list: T[], keyOf: (change: T) => string): T[] => [
      ...new Map(list.map((change) => [keyOf(change), { ...change, at: 0 }])).values(),
    ];
    this.objects = lastOf(this.objects, ({ key }) => key).filter(({ type }) => type !== 'DELETED');
    this.objects = this.objects.map((change) => ({ ...change, type: 'ADDED' }));
    this.queues = lastOf(this.queues, ({ queue }) => queue);
    this.caches = lastOf(this.caches, ({ cache, key }) => `${cache} ${key}`).filter(
      ({ resourceVersion }) => resourceVersion !== undefined,
    );
  }

  /** @returns The message's place in the list. */
  message({ takes = 0, ...message }: Sent): number {
    const sent = this.at();
    this.messages.push({ ...message, sent, received: round(sent + takes) });
    return this.messages.length - 1;
  }

  /** The message at a place, to be given its answer. */
  open(place: number): OpenMessage | undefined {
    return this.messages[place];
  }

  /** Notes by which message a lane heard of an object last: what it does then is because of it. */
  heard(lane: string, object: string, message: number): void {
    this.#lastAbout.set(`${lane} ${object}`, message);
  }

  lastHeard(lane: string, object: string): number | undefined {
    return this.#lastAbout.get(`${lane} ${object}`);
  }

  /** Notes by which message an object came, so that a handler knows why it is called. */
  delivered(object: object, message: number): void {
    this.#deliveries.set(object, message);
  }

  deliveryOf(object: object): number | undefined {
    return this.#deliveries.get(object);
  }

  writtenBy(resourceVersion: string): number | undefined {
    return this.#writers.get(resourceVersion);
  }

  object(
    key: string,
    type: ObjectChange['type'],
    resourceVersion: string,
    object: unknown,
    message: number | undefined,
  ): void {
    if (message !== undefined) this.#writers.set(resourceVersion, message);
    this.objects.push({ at: this.at(), key, type, resourceVersion, object: trimObject(object) });
  }

  queue(queue: string, lane: string, sets: QueueChange['sets']): void {
    const last = this.queues.findLast((change) => change.queue === queue);
    if (last && JSON.stringify(last.sets) === JSON.stringify(sets)) return;
    this.queues.push({ at: this.at(), queue, lane, sets });
  }

  cache(cache: string, lane: string, key: string, resourceVersion?: string): void {
    this.caches.push({
      at: this.at(),
      cache,
      lane,
      key,
      ...(resourceVersion !== undefined && { resourceVersion }),
    });
  }

  say(lane: string, text: string): void {
    this.account.push({ at: this.at(), lane, text });
  }
}

export const round = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;
