import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { textOf, thingOf, type Thing } from '../../../conformance/things.ts';
import { ConnectionRefused } from '../api/connection-refused.ts';
import { StatusError } from '../api/status-error.ts';
import type { Watch, WatchEvent } from '../api/watch.ts';
import { Channel } from '../runtime/channel.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { ExponentialBackoffManager } from '../wait/exponential-backoff-manager.ts';
import { newStore } from './cache.ts';
import { listAndWatch } from './list-and-watch.ts';
import type { ListerWatcher } from './lister-watcher.ts';
import { metaNamespaceKeyFunc } from './meta-namespace-key-func.ts';
import { Reflector, type ReflectorStore } from './reflector.ts';

interface ReflectorCase {
  readonly mode: 'once' | 'run';
  readonly anyType: boolean;
  readonly tracksRV: boolean;
  readonly handler: 'default' | 'own';
  /** Names of objects, or `replace <rv>`, with which the store fails. */
  readonly failing: readonly string[];
  readonly lists: readonly { rv: string; items: readonly string[]; error?: string }[];
  readonly watches: readonly { ms: number; events: readonly string[]; error?: string }[];
  readonly random: readonly number[];
  readonly log: readonly string[];
  readonly lastRV: string;
  readonly relist: string;
  readonly keys: readonly string[];
}

function errorOf(kind = ''): Error | undefined {
  switch (kind) {
    case '':
      return undefined;
    case 'expired':
      return new StatusError('too old', 'Expired');
    case 'gone':
      return new StatusError('gone', 'Gone');
    case 'tooLarge':
      return new StatusError('Timeout: too large', 'Timeout', ['ResourceVersionTooLarge'], ['']);
    case 'tooLargeMessage':
      return new StatusError('Timeout: too large', 'Timeout', [''], ['Too large resource version']);
    case 'timeout':
      return new StatusError('Timeout: slow', 'Timeout');
    case 'refused':
      return new ConnectionRefused();
    case 'refusedWrapped':
      return new Error('dial: connection refused', { cause: new ConnectionRefused() });
    default:
      return new Error(kind);
  }
}

function eventOf(text: string): WatchEvent<Thing> {
  const [type = '', object = ''] = text.split(' ');
  if (type === 'ERROR') return { type, object: errorOf(object) as StatusError };
  const kind = type as 'ADDED';
  // A status has no metadata of an object.
  if (object === 'status') return { type: kind, object: { kind: 'Status' } as Thing };
  if (!object.startsWith('svc/')) return { type: kind, object: thingOf(object) };
  return { type: kind, object: thingOf(object.slice(4), 'Service') };
}

/** Answers with the lists and watches of a case, then stops; all that happens is logged. */
class Run {
  readonly log: string[] = [];
  readonly stopCh = new Channel<never>();
  readonly store = newStore<Thing>(metaNamespaceKeyFunc);
  readonly scheduler: Scheduler;
  readonly #one: ReflectorCase;

  constructor(one: ReflectorCase) {
    this.#one = one;
    const random = one.random.values();
    this.scheduler = new Scheduler({ random: () => random.next().value ?? NaN });
  }

  source(): ListerWatcher<Thing> {
    const { log, stopCh, scheduler } = this;
    const lists = this.#one.lists.values();
    const watches = this.#one.watches.values();
    return {
      *list({ resourceVersion }) {
        log.push(`list "${resourceVersion}" @${scheduler.now()}`);
        const { value: list } = lists.next();
        if (!list) {
          stopCh.close();
          yield () => false;
          throw new Error('it was stopped');
        }
        const error = errorOf(list.error);
        if (error) return [undefined, error];
        const items = list.items.map((text) => thingOf(text));
        return [{ items, resourceVersion: list.rv }, undefined];
      },
      *watch({ resourceVersion, timeoutSeconds, allowWatchBookmarks }) {
        const asked = `${String(timeoutSeconds)} ${String(allowWatchBookmarks)}`;
        log.push(`watch "${resourceVersion}" ${asked} @${scheduler.now()}`);
        const { value: script } = watches.next();
        const resultChan = new Channel<WatchEvent<Thing>>(Infinity);
        const watch: Watch<Thing> = { resultChan, stop: () => log.push('stop') };
        if (!script) {
          stopCh.close();
          return [watch, undefined];
        }
        yield* scheduler.sleep(script.ms);
        const error = errorOf(script.error);
        if (error) return [undefined, error];
        for (const text of script.events) resultChan.trySend(eventOf(text));
        resultChan.close();
        return [watch, undefined];
      },
    };
  }

  recording(): ReflectorStore<Thing> {
    const { log, store } = this;
    const { failing, tracksRV } = this.#one;
    const failure = (name: string): Error | undefined =>
      failing.includes(name) ? new Error(`${name} fails`) : undefined;
    const record = (what: 'add' | 'update' | 'delete') => (object: unknown) => {
      const item = object as Thing;
      log.push(`${what} ${textOf(item)}`);
      return failure(item.metadata.name) ?? store[what](item);
    };
    return {
      add: record('add'),
      update: record('update'),
      delete: record('delete'),
      replace: (items, rv) => {
        log.push(`replace "${rv}" ${items.map(textOf).join(' ')}`);
        return failure(`replace ${rv}`) ?? store.replace(items, rv);
      },
      resync: () => store.resync(),
      ...(tracksRV && { updateResourceVersion: (rv: string) => log.push(`rv "${rv}"`) }),
    };
  }

  answer() {
    const { log, store, scheduler, stopCh } = this;
    const { anyType, handler, mode } = this.#one;
    const backoff = { initBackoff: 800, maxBackoff: 30_000, resetDuration: 120_000 };
    const manager = () =>
      new ExponentialBackoffManager(scheduler, { ...backoff, backoffFactor: 2, jitter: 0 });
    const isPod = (object: unknown) => (object as Thing).kind === 'Pod';
    const reflector = new Reflector<Thing>({
      runtime: scheduler,
      listerWatcher: this.source(),
      store: this.recording(),
      name: 'r',
      expectedType: anyType ? undefined : { name: '*v1.Pod', is: isPod },
      backoffManager: manager(),
      initConnBackoffManager: manager(),
      watchErrorHandler:
        handler === 'own' ? (_, err) => log.push(`error ${err.message}`) : undefined,
      // Of a message about an event only the beginning is compared.
      handleError: ({ message }) => {
        log.push(`handled ${message.replace(/watch event.*/s, '')}`);
      },
    });
    scheduler.run(function* (): Task<void> {
      if (mode === 'run') {
        yield* reflector.run(stopCh);
      } else {
        const err = yield* listAndWatch(reflector, stopCh);
        if (err) log.push(`result ${err.message}`);
      }
    });
    return {
      log,
      lastRV: reflector.lastSyncResourceVersion(),
      relist: reflector.relistResourceVersion(),
      keys: store.listKeys().sort(),
    };
  }
}

describe('listAndWatch', () => {
  const { symbol, cases } = readVectors<ReflectorCase>('list-and-watch');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.ListAndWatch',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('asks, stores and reports what Go did, at the same time and with the same random numbers', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, ...new Run(one).answer() }).toEqual({ at, ...one });
    }
  });
});
