import type { ReplicaSetController } from '../ports/replicaset/replica-set-controller.ts';
import { ItemExponentialFailureRateLimiter } from '../ports/workqueue/item-exponential-failure-rate-limiter.ts';
import { RateLimitingType } from '../ports/workqueue/rate-limiting-type.ts';
import { drawQueue } from './draw-queue.ts';
import { formatDuration } from './format-duration.ts';
import { makeController } from './make-controller.ts';
import { plural } from './plural.ts';
import { readDuration } from './read-duration.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/replicaset/replica-set-controller.ts';
const key = 'default/web';

interface Sync {
  readonly number: number;
  readonly begun: number;
  result: string;
  then: string;
}

export const run = defineRun({
  id: 'work-loop',
  title: 'Take a key, sync, retry later',
  about:
    'One worker, and handlers that add the key at the times you choose. Syncs fail while something is down; look at the delays.',
  watches: [file],
  fields: {
    adds: {
      kind: 'text',
      label: 'Handlers add the key at',
      value: '0ms',
      hint: 'Times, as 0ms 100ms 2s',
    },
    down: {
      kind: 'text',
      label: 'Syncs fail from, to',
      value: '',
      hint: 'Pairs of times, as 0ms-200ms 1s-1010ms; may be empty',
    },
    duration: { kind: 'number', label: 'A sync takes (ms)', value: 10, min: 1, max: 1000 },
    end: { kind: 'number', label: 'Ends after (s)', value: 5, min: 1, max: 60 },
  },
  scenarios: [
    { id: 'succeeds', title: 'A sync that succeeds', inputs: {} },
    { id: 'fails', title: 'Down for a fifth of a second', inputs: { down: '0ms-200ms' } },
    {
      id: 'added-meanwhile',
      title: 'Added again in the middle of a sync',
      inputs: { adds: '0ms 5ms 7ms 100ms' },
    },
    {
      id: 'fails-again',
      title: 'Fails again after a success',
      inputs: { adds: '0ms 2s', down: '0ms-200ms 2s-2015ms' },
    },
    {
      id: 'not-delayed',
      title: 'A handler does not wait for the delay',
      inputs: { adds: '0ms 400ms', down: '0ms-390ms' },
    },
  ],
  breaks: [
    {
      id: 'no-forget',
      title: 'Without Forget',
      edits: [{ file, find: 'this.queue.forget(key);', replace: 'void 0;' }],
    },
    {
      id: 'no-done',
      title: 'Without Done',
      edits: [{ file, find: 'this.queue.done(key);', replace: 'void 0;' }],
    },
    {
      id: 'no-delay',
      title: 'Retry at once, without the rate limiter',
      edits: [{ file, find: 'this.queue.addRateLimited(key);', replace: 'this.queue.add(key);' }],
    },
  ],
  play({ adds, down, duration, end }, stage) {
    const { scheduler } = stage;
    const times = wordsOf(adds).map((word) => timeOf(word));
    const windows = wordsOf(down).map((word) => {
      const [from = '', to = '', ...more] = word.split('-');
      if (more.length > 0 || to === '') {
        throw new Error(`"${word}" is not a pair of times; write 0ms-200ms`);
      }
      return [timeOf(from), timeOf(to)] as const;
    });
    const limiter = new ItemExponentialFailureRateLimiter<string>(5, 1_000_000);
    const queue = new RateLimitingType<string>(scheduler, limiter);
    const syncs: Sync[] = [];
    const controller: ReplicaSetController = makeController(stage, {
      queue: {
        add: (item) => {
          queue.add(item);
        },
        addAfter: (item, after) => {
          queue.addAfter(item, after);
        },
        addRateLimited: (item) => {
          const delay = 5 * 2 ** queue.numRequeues(item);
          queue.addRateLimited(item);
          const last = syncs.at(-1);
          if (last) last.then = `again after ${formatDuration(delay)}`;
          stage.say(`queues the key again after ${formatDuration(delay)}`);
        },
        forget: (item) => {
          queue.forget(item);
        },
        done: (item) => {
          queue.done(item);
        },
        shutDown: () => {
          queue.shutDown();
        },
        get: () => queue.get(),
      },
    });
    controller.syncHandler = function* () {
      const sync: Sync = {
        number: syncs.length + 1,
        begun: scheduler.now(),
        result: 'under way',
        then: '',
      };
      syncs.push(sync);
      yield* scheduler.sleep(duration);
      const now = scheduler.now();
      const fails = windows.some(([from, to]) => now >= from && now < to);
      sync.result = fails ? 'fails' : 'succeeds';
      if (sync.number <= 100) stage.say(`sync ${sync.number} ${sync.result}`);
      return fails ? new Error('the API server is down') : undefined;
    };
    stage.show(() => [
      drawQueue(queue, limiter.failures, scheduler.now()),
      {
        kind: 'grid',
        title: 'Syncs',
        columns: ['sync', 'begins', 'result', 'then'],
        rows: syncs.slice(-10).map(({ number, begun, result, then }) => ({
          cells: [String(number), formatDuration(begun), result, then],
          tone: result === 'fails' ? 'bad' : result === 'succeeds' ? 'good' : 'busy',
        })),
      },
    ]);
    for (const time of times) {
      scheduler.go(function* () {
        yield* scheduler.sleep(time);
        queue.add(key);
        stage.say('adds default/web');
      }, 'handler');
    }
    scheduler.go(() => controller.worker(), 'worker');
    scheduler.advance(end * 1000);
    const failed = syncs.filter(({ result }) => result === 'fails').length;
    const last = syncs.at(-1);
    const delays = syncs.flatMap(({ then }) =>
      then === '' ? [] : [then.replace('again after ', '')],
    );
    return {
      text: [
        `${plural(syncs.length, 'sync', 'syncs')} in ${end} s; ${plural(failed, 'sync', 'syncs')} failed.`,
        delays.length > 0 ? `The last delay was ${delays.at(-1) ?? ''}.` : 'There was no delay.',
        queue.processing.has(key)
          ? 'The queue still takes the key for one that is worked on, and will not hand it out.'
          : last
            ? `The last sync began at ${formatDuration(last.begun)}.`
            : 'Nothing was to be done.',
      ].join(' '),
      facts: {
        syncs: syncs.length,
        failed,
        delays: delays.length > 20 ? `${delays.length} of them` : delays.join(', ') || 'none',
        lastDelay: delays.at(-1) ?? 'none',
        lastSyncBegan: last ? formatDuration(last.begun) : 'never',
        heldForEver: queue.processing.has(key) ? 'yes' : 'no',
      },
    };
  },
});

function wordsOf(text: string): string[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length > 40) throw new Error(`${words.length} times are too many; write 40 or fewer`);
  return words;
}

function timeOf(word: string): number {
  const time = readDuration(word);
  if (time === undefined) throw new Error(`"${word}" is not a time; write 0ms, 200ms or 2s`);
  return time;
}
