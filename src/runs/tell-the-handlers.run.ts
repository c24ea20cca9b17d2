import type { Notification } from '../ports/cache/notification.ts';
import { ProcessorListener } from '../ports/cache/processor-listener.ts';
import { SharedProcessor } from '../ports/cache/shared-processor.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Runtime } from '../ports/runtime/task.ts';
import { cachedPod, type CachedPod } from './cached-pod.ts';
import type { Picture } from './picture.ts';
import { plural } from './plural.ts';
import { defineRun } from './run.ts';

interface Handler {
  readonly name: string;
  readonly listener: ProcessorListener<CachedPod>;
  /** Versions that it was told of, and when. */
  readonly told: { readonly version: string; readonly at: number }[];
}

const port = 'src/ports/cache/processor-listener.ts';

export const run = defineRun({
  id: 'tell-the-handlers',
  title: 'One change, two handlers',
  about:
    'The informer distributes updates of a Pod. Each handler has a listener of its own; say how long a handler takes for one update. `nextCh` has room for one notification here, where Go has none.',
  watches: ['src/ports/cache/shared-processor.ts', port],
  fields: {
    updates: { kind: 'number', label: 'Updates', value: 5, min: 1, max: 30 },
    every: { kind: 'number', label: 'Milliseconds between them', value: 10, min: 0, max: 1000 },
    first: { kind: 'number', label: 'First handler takes, ms', value: 0, min: 0, max: 10_000 },
    second: { kind: 'number', label: 'Second handler takes, ms', value: 0, min: 0, max: 10_000 },
    stopAt: { kind: 'number', label: 'Stop at, ms (0: never)', value: 0, min: 0, max: 100_000 },
  },
  scenarios: [
    { id: 'both-quick', title: 'Both handlers are quick', inputs: { updates: 3 } },
    { id: 'first-slow', title: 'The first handler is slow', inputs: { first: 100 } },
    { id: 'burst', title: 'All updates at once', inputs: { every: 0, first: 100, second: 20 } },
    {
      id: 'stopped',
      title: 'The informer stops while updates wait',
      inputs: { first: 100, stopAt: 120 },
    },
  ],
  breaks: [
    {
      id: 'no-buffer',
      title: 'Without the buffer of pending notifications',
      edits: [
        { file: port, find: 'this.pendingNotifications.push(notificationToAdd);', replace: '' },
      ],
    },
    {
      id: 'newest-only',
      title: 'A buffer that keeps only the newest',
      edits: [
        {
          file: port,
          find: 'this.pendingNotifications.push(notificationToAdd);',
          replace:
            'this.pendingNotifications.length = 0; this.pendingNotifications.push(notificationToAdd);',
        },
      ],
    },
  ],
  play({ updates, every, first, second, stopAt }, stage) {
    const { scheduler } = stage;
    // The two tasks of each listener, in the order in which the processor starts them.
    const names = ['first run', 'first pop', 'second run', 'second pop'];
    const go: Runtime['go'] = (task, name) => {
      scheduler.go(task, names.shift() ?? name);
    };
    const runtime = { go, now: () => scheduler.now() };
    const processor = new SharedProcessor<CachedPod>(runtime);
    const handlers = [handlerOf('first', first), handlerOf('second', second)];
    for (const { listener } of handlers) processor.addListener(listener);
    const stopCh = new Channel<never>();
    let distributed = 0;
    let distributedAt = 0;
    stage.show(() => pictureOf(handlers));

    function handlerOf(name: string, takes: number): Handler {
      const told: Handler['told'] = [];
      const tell = ({ metadata }: CachedPod): void => {
        told.push({ version: metadata.resourceVersion, at: scheduler.now() });
        stage.say(`tells its handler of ${metadata.resourceVersion}`);
      };
      const listener = new ProcessorListener<CachedPod>({
        runtime: scheduler,
        handler: {
          onAdd: tell,
          onUpdate: (_, newObj) => {
            tell(newObj);
          },
          onDelete: () => undefined,
        },
        requestedResyncPeriod: 0,
        resyncPeriod: 0,
        now: scheduler.now(),
      });
      const { nextCh } = listener;
      // A handler of a port can't wait, so the time that it takes comes before its next one.
      const receive = nextCh.receive.bind(nextCh);
      nextCh.receive = function* () {
        if (takes > 0 && told.length > 0) yield* scheduler.sleep(takes);
        return yield* receive();
      };
      return { name, listener, told };
    }
    scheduler.go(() => processor.run(stopCh), 'processor');
    scheduler.runUntilIdle();
    scheduler.go(function* () {
      let oldObj = cachedPod('web', 100);
      for (let at = 1; at <= updates && !stopCh.closed; at++) {
        const newObj = cachedPod('web', 100 + at);
        stage.say(`distributes the update to ${newObj.metadata.resourceVersion}`);
        processor.distribute({ type: 'update', oldObj, newObj }, false);
        oldObj = newObj;
        distributed++;
        distributedAt = scheduler.now();
        if (at < updates && every > 0) yield* scheduler.sleep(every);
        else yield;
      }
    }, 'informer');
    if (stopAt > 0) {
      scheduler.go(function* () {
        yield* scheduler.sleep(stopAt);
        stopCh.close();
        stage.say('stops the informer');
      }, 'main');
    }
    scheduler.advance(Math.max(first, second) * (updates + 2) + every * updates + stopAt);

    const [one, two] = handlers.map(({ told }) => told);
    const lost = handlers.map(({ told }) => distributed - told.length);
    return {
      text: [
        `${plural(distributed, 'update')}, all distributed after ${distributedAt} ms.`,
        ...handlers.map(
          ({ name, told }) =>
            `The ${name} handler was told of ${told.length}${told.length > 0 ? `, the last at ${told.at(-1)?.at ?? 0} ms` : ''}.`,
        ),
      ].join(' '),
      facts: {
        distributed,
        distributedAt,
        first: one?.map(({ version }) => version).join(', ') ?? '',
        second: two?.map(({ version }) => version).join(', ') ?? '',
        firstEnds: one?.at(-1)?.at ?? 0,
        secondEnds: two?.at(-1)?.at ?? 0,
        lostByFirst: lost[0] ?? 0,
        lostBySecond: lost[1] ?? 0,
      },
    };
  },
});

const versionOf = (notification: Notification<CachedPod>): string =>
  notification.type === 'delete' ? 'deleted' : notification.newObj.metadata.resourceVersion;

const pictureOf = (handlers: readonly Handler[]): Picture => [
  ...handlers.map(({ name, listener, told }): Picture[number] => ({
    kind: 'groups',
    title: `The listener of the ${name} handler`,
    groups: [
      {
        name: 'addCh',
        items: listener.addCh.waiting.map((one) => ({ text: versionOf(one) })),
      },
      {
        name: 'pending',
        items: listener.pendingNotifications.map((one) => ({
          text: versionOf(one),
          tone: 'waiting',
        })),
      },
      {
        name: 'nextCh',
        items: listener.nextCh.waiting.map((one) => ({ text: versionOf(one), tone: 'waiting' })),
      },
      { name: 'told', items: told.map(({ version }) => ({ text: version, tone: 'good' })) },
    ],
  })),
  {
    kind: 'times',
    title: 'Told at',
    rows: handlers.map(({ name, told }) => ({
      name,
      moments: told.map(({ at, version }) => ({ at, label: version })),
    })),
  },
];
