import type { ListOptions } from '../ports/api/list-options.ts';
import { StatusError } from '../ports/api/status-error.ts';
import type { Watch, WatchEvent } from '../ports/api/watch.ts';
import type { ListerWatcher } from '../ports/cache/lister-watcher.ts';
import { SharedIndexInformer } from '../ports/cache/shared-index-informer.ts';
import { Channel } from '../ports/runtime/channel.ts';
import { cachedPod, podText, type CachedPod } from './cached-pod.ts';
import { plural } from './plural.ts';
import { programOf, readLines, wholeNumber } from './read-lines.ts';
import { defineRun } from './run.ts';

const write =
  '45 update web, 50 lose web, or 60 relist (the seconds first; the Pods are web and db)';

interface Line {
  readonly at: number;
  readonly verb: 'update' | 'lose' | 'relist';
  readonly name: string;
}

function read([time, verb, name = '', ...rest]: readonly string[]): Line | undefined {
  const seconds = wholeNumber(time, 3600);
  if (seconds === undefined || rest.length > 0) return undefined;
  if (verb === 'relist' && name === '') return { at: seconds * 1000, verb, name };
  if (verb !== 'update' && verb !== 'lose') return undefined;
  return name === 'web' || name === 'db' ? { at: seconds * 1000, verb, name } : undefined;
}

interface Told {
  readonly at: number;
  readonly text: string;
  readonly isReplay: boolean;
}

const processor = 'src/ports/cache/shared-processor.ts';

export const run = defineRun({
  id: 'resync',
  title: 'The cache once more, on a timer',
  about:
    'A whole informer with two Pods and three handlers, each with its period of resync. An update that is lost never reaches the watch; look at what brings it.',
  watches: ['src/ports/cache/delta-fifo.ts', processor],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens at the API server',
      value: '',
      rows: 4,
      hint: `One a line: ${write}.`,
    },
    first: { kind: 'number', label: 'First handler, seconds', value: 30, min: 0, max: 3600 },
    second: { kind: 'number', label: 'Second handler, seconds', value: 60, min: 0, max: 3600 },
    third: {
      kind: 'number',
      label: 'Third handler, seconds (0: never)',
      value: 0,
      min: 0,
      max: 3600,
    },
    seconds: { kind: 'number', label: 'Seconds to watch it', value: 65, min: 1, max: 900 },
  },
  scenarios: [
    { id: 'periods', title: 'Three handlers, three periods', inputs: {} },
    {
      id: 'between',
      title: 'Periods that do not fit together',
      inputs: { first: 30, second: 40, seconds: 95 },
    },
    {
      id: 'lost-event',
      title: 'An event was lost',
      inputs: programOf('10 lose web'),
    },
    {
      id: 'relist',
      title: 'An event was lost, and a new list comes',
      inputs: { ...programOf('10 lose web', '40 relist'), second: 0 },
    },
    {
      id: 'never',
      title: 'Nobody wants a resync',
      inputs: { first: 0, second: 0 },
    },
  ],
  breaks: [
    {
      id: 'resync-to-all',
      title: 'A resync is told to every handler',
      edits: [{ file: processor, find: 'if (sync) {', replace: 'if (false) {' }],
    },
    {
      id: 'no-next-time',
      title: 'Without setting the time of the next resync',
      edits: [{ file: processor, find: 'listener.determineNextResync(now);', replace: '' }],
    },
  ],
  play({ program, first, second, third, seconds }, stage) {
    const lines = readLines(program, write, read).sort((a, b) => a.at - b.at);
    const { scheduler } = stage;
    const server = new TwoPods((text) => {
      stage.say(text);
    });
    const informer = new SharedIndexInformer<CachedPod>({
      runtime: scheduler,
      listerWatcher: server,
      handleError: ({ message }) => {
        stage.say(`reports: ${message}`);
      },
      // A period that is asked for makes the timer run faster, never slower.
      defaultEventHandlerResyncPeriod: Math.max(first, second, third) * 1000,
    });
    const all: Told[][] = [];
    for (const [at, period] of [first, second, third].entries()) {
      const told: Told[] = [];
      all.push(told);
      const tell = (text: string, isReplay: boolean): void => {
        told.push({ at: scheduler.now(), text, isReplay });
        stage.say(`tells handler ${at + 1}: ${text}`);
      };
      const handler = {
        onAdd: (obj: CachedPod) => {
          tell(`add ${podText(obj)}`, false);
        },
        onUpdate: (oldObj: CachedPod, newObj: CachedPod) => {
          const { resourceVersion } = oldObj.metadata;
          const isReplay = resourceVersion === newObj.metadata.resourceVersion;
          tell(`update ${podText(oldObj)} to ${newObj.metadata.resourceVersion}`, isReplay);
        },
        onDelete: () => undefined,
      };
      informer.addEventHandlerWithResyncPeriod(handler, period * 1000);
    }
    const stored = (): CachedPod[] => informer.indexer.list();
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'API server',
            items: server.pods.map((pod) => ({ text: podText(pod) })),
            note: plural(server.requests, 'request'),
          },
          { name: 'store', items: stored().map((pod) => ({ text: podText(pod), tone: 'good' })) },
          {
            name: 'due at the last check',
            items: informer.processor.syncingListeners.map((listener) => ({
              text: `handler ${informer.processor.listeners.indexOf(listener) + 1}`,
              tone: 'chosen',
            })),
            empty: 'no handler',
          },
        ],
      },
      {
        kind: 'times',
        title: 'What the handlers are told (again: a replay)',
        rows: all.map((told, at) => ({
          name: `handler ${at + 1}`,
          moments: [...new Set(told.map((one) => one.at))].map((moment) => ({
            at: moment,
            label: told.some((one) => one.at === moment && !one.isReplay) ? 'news' : 'again',
          })),
        })),
      },
    ]);
    const stopCh = new Channel<never>();
    scheduler.go(() => informer.run(stopCh), 'process loop');
    scheduler.go(function* () {
      for (const line of lines) {
        if (line.at > scheduler.now()) yield* scheduler.sleep(line.at - scheduler.now());
        server.perform(line);
      }
    }, 'API server');
    scheduler.advance(seconds * 1000);

    const replays = all.map((told) => told.filter(({ isReplay }) => isReplay));
    const timesOf = (told: readonly Told[]): string =>
      [...new Set(told.map(({ at }) => `${Math.round(at / 100) / 10} s`))].join(', ') || 'never';
    const differs = server.pods.filter(
      (pod) => !stored().some((other) => podText(other) === podText(pod)),
    );
    return {
      text: [
        `${plural(server.requests, 'request')} in ${seconds} s.`,
        ...replays.map((told, at) => `Handler ${at + 1} heard the cache again: ${timesOf(told)}.`),
        differs.length === 0
          ? 'The store agrees with the API server.'
          : `The store does not have ${differs.map(podText).join(', ')}.`,
      ].join(' '),
      facts: {
        requests: server.requests,
        first: timesOf(replays[0] ?? []),
        second: timesOf(replays[1] ?? []),
        third: timesOf(replays[2] ?? []),
        store: stored().map(podText).join(', '),
        agrees: differs.length === 0,
      },
    };
  },
});

const expired = new StatusError('too old resource version', 'Expired');

/** An API server with two Pods, that can keep a change from its watch. */
class TwoPods implements ListerWatcher<CachedPod> {
  requests = 0;
  readonly #pods = new Map([
    ['web', cachedPod('web', 90)],
    ['db', cachedPod('db', 91)],
  ]);
  readonly #say: (text: string) => void;
  #version = 92;
  #open: Channel<WatchEvent<CachedPod>> | undefined;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  get pods(): readonly CachedPod[] {
    return [...this.#pods.values()];
  }

  *list(): ReturnType<ListerWatcher<CachedPod>['list']> {
    yield;
    this.requests++;
    this.#say('asks for a list');
    return [{ items: this.pods, resourceVersion: String(this.#version) }, undefined];
  }

  *watch({ resourceVersion }: ListOptions): ReturnType<ListerWatcher<CachedPod>['watch']> {
    yield;
    this.requests++;
    this.#say(`asks for a watch from ${resourceVersion}`);
    const resultChan = new Channel<WatchEvent<CachedPod>>(Infinity);
    this.#open = resultChan;
    const watch: Watch<CachedPod> = {
      resultChan,
      stop: () => {
        if (!resultChan.closed) resultChan.close();
      },
    };
    return [watch, undefined];
  }

  perform({ verb, name }: Line): void {
    if (verb === 'relist') {
      this.#say('tells the watch that its version is too old');
      this.#open?.trySend({ type: 'ERROR', object: expired });
      return;
    }
    const object = cachedPod(name, ++this.#version);
    this.#pods.set(name, object);
    if (verb === 'update') this.#open?.trySend({ type: 'MODIFIED', object });
    const fate = verb === 'lose' ? ', and the event is lost' : '';
    this.#say(`stores ${podText(object)}${fate}`);
  }
}
