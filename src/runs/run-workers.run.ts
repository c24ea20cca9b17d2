import { Channel } from '../ports/runtime/channel.ts';
import { ItemExponentialFailureRateLimiter } from '../ports/workqueue/item-exponential-failure-rate-limiter.ts';
import { RateLimitingType } from '../ports/workqueue/rate-limiting-type.ts';
import { drawQueue } from './draw-queue.ts';
import { formatDuration } from './format-duration.ts';
import { makeController } from './make-controller.ts';
import { plural } from './plural.ts';
import { readDuration } from './read-duration.ts';
import { isName } from './read-lines.ts';
import { readOperations } from './read-operations.ts';
import { defineRun } from './run.ts';

const [file, queueFile] = [
  'src/ports/replicaset/replica-set-controller.ts',
  'src/ports/workqueue/type.ts',
];

export const run = defineRun({
  id: 'run-workers',
  title: 'Wait for the caches, then work side by side',
  about:
    'Handlers add keys at their times. Choose the number of workers and when the caches are full; look at who holds which key.',
  watches: [file],
  fields: {
    workers: { kind: 'number', label: 'Workers', value: 2, min: 1, max: 8 },
    synced: {
      kind: 'number',
      label: 'The caches are full after (ms)',
      value: 150,
      min: 0,
      max: 5000,
    },
    duration: { kind: 'number', label: 'A sync takes (ms)', value: 30, min: 1, max: 1000 },
    keys: {
      kind: 'text',
      label: 'Handlers add',
      value: '0ms web\n0ms shop\n10ms web\n20ms blog',
      rows: 6,
      hint: 'One a line: a time and the name of a ReplicaSet, as 20ms web',
    },
  },
  scenarios: [
    { id: 'after-a-restart', title: 'Two workers after a restart', inputs: {} },
    {
      id: 'one-key',
      title: 'Two workers, and one key again and again',
      inputs: { synced: 0, keys: '0ms web\n10ms web\n20ms web\n200ms web\n205ms web' },
    },
    {
      id: 'one-worker',
      title: 'One worker for five ReplicaSets',
      inputs: { workers: 1, synced: 0, keys: '0ms a\n0ms b\n0ms c\n0ms d\n0ms e' },
    },
    {
      id: 'five-workers',
      title: 'Five workers for five ReplicaSets',
      inputs: { workers: 5, synced: 0, keys: '0ms a\n0ms b\n0ms c\n0ms d\n0ms e' },
    },
    {
      id: 'never-full',
      title: 'The caches are never full',
      inputs: { synced: 5000 },
    },
  ],
  breaks: [
    {
      id: 'no-wait',
      title: 'Without waiting for the caches',
      edits: [
        {
          file,
          find: '        this.podListerSynced,\n        this.rsListerSynced,\n',
          replace: '\n\n',
        },
      ],
    },
    {
      id: 'no-processing',
      title: 'The queue hands out a key that a worker holds',
      edits: [
        { file: queueFile, find: 'if (this.processing.has(item)) return;', replace: 'void 0;' },
      ],
    },
  ],
  play({ workers, synced, duration, keys }, stage) {
    const { scheduler } = stage;
    const limiter = new ItemExponentialFailureRateLimiter<string>(5, 1_000_000);
    const queue = new RateLimitingType<string>(scheduler, limiter);
    const isSynced = (): boolean => scheduler.now() >= synced;
    const controller = makeController(stage, {
      queue,
      podListerSynced: isSynced,
      rsListerSynced: isSynced,
    });
    const holding = new Map<string, string>();
    let syncs = 0;
    let most = 0;
    let twice = 0;
    let blind = 0;
    let first: number | undefined;
    let last = 0;
    controller.syncHandler = function* (key) {
      const worker = scheduler.current;
      if ([...holding.values()].includes(key)) twice++;
      holding.set(worker, key);
      syncs++;
      most = Math.max(most, holding.size);
      first ??= scheduler.now();
      if (!isSynced()) blind++;
      stage.say(
        isSynced()
          ? `syncs ${key}`
          : `syncs ${key}, counts no Pod in an empty cache, creates three`,
      );
      yield* scheduler.sleep(duration);
      holding.delete(worker);
      last = scheduler.now();
      return undefined;
    };
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          { name: 'caches', items: [{ text: isSynced() ? 'full' : 'filling' }] },
          {
            name: 'at work',
            items: [...holding].map(([worker, key]) => ({
              text: worker.replace('ReplicaSet ', ''),
              note: key,
              tone: 'busy',
            })),
            empty: 'nobody',
          },
        ],
      },
      drawQueue(queue, limiter.failures, scheduler.now()),
    ]);
    const added = readOperations(keys, '20ms web').map(({ words, wrong }) => {
      const [time = '', name = '', ...more] = words;
      const at = readDuration(time);
      if (at === undefined || !isName(name) || more.length > 0) {
        throw wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
      }
      return { at, name };
    });
    const stopCh = new Channel<never>();
    scheduler.go(() => controller.run(workers, stopCh), 'Run');
    for (const { at, name } of added) {
      scheduler.go(function* () {
        yield* scheduler.sleep(at);
        queue.add(`default/${name}`);
        stage.say(`adds default/${name}`);
      }, 'handler');
    }
    scheduler.advance(4000);
    scheduler.go(function* () {
      stopCh.close();
      stage.say('closes stopCh: Run ends, and the queue is shut down');
    }, 'manager');
    scheduler.runUntilIdle();
    const left = queue.len();
    return {
      text: [
        syncs === 0
          ? `No sync in four seconds: ${plural(left, 'key waits', 'keys wait')} in the queue.`
          : `${plural(syncs, 'sync', 'syncs')}, ${most} at most at the same time. The first began at ${formatDuration(first ?? 0)}, the last ended at ${formatDuration(last)}.`,
        twice === 0
          ? 'No key was in two hands at once.'
          : `${twice} times a worker got a key that another one held.`,
        ...(blind > 0 ? [`${plural(blind, 'sync', 'syncs')} saw an empty cache.`] : []),
      ].join(' '),
      facts: {
        syncs,
        atOnce: most,
        sameKeyTwice: twice,
        blind,
        firstBegan: first === undefined ? 'never' : formatDuration(first),
        lastEnded: formatDuration(last),
        left,
      },
    };
  },
});
