import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import { ControllerExpectations } from '../ports/controller/controller-expectations.ts';
import { UIDTrackingControllerExpectations } from '../ports/controller/uid-tracking-controller-expectations.ts';
import { ItemExponentialFailureRateLimiter } from '../ports/workqueue/item-exponential-failure-rate-limiter.ts';
import { RateLimitingType } from '../ports/workqueue/rate-limiting-type.ts';
import { drawExpectations } from './draw-expectations.ts';
import { makeController } from './make-controller.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import { plural } from './plural.ts';
import { programOf, readLines, wholeNumber } from './read-lines.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/replicaset/replica-set-controller.ts';
const key = 'default/web';
const write =
  'add, scale 5, label, status, resync, recreate 2, delete, missed, expect 3, take, done or sync';

interface Line {
  readonly verb: string;
  readonly count: number;
}

function read([verb = '', word, ...rest]: readonly string[]): Line | undefined {
  const isCounted = ['scale', 'recreate', 'expect'].includes(verb);
  const isPlain = [
    'add',
    'label',
    'status',
    'resync',
    'delete',
    'missed',
    'take',
    'done',
    'sync',
  ].includes(verb);
  if (rest.length > 0 || isPlain !== (word === undefined)) return undefined;
  const count = wholeNumber(word ?? '3', 100);
  return (isPlain || isCounted) && count !== undefined ? { verb, count } : undefined;
}

export const run = defineRun({
  id: 'enqueue-the-key',
  title: 'Handlers write down a key, workers read the newest',
  about:
    'Each line is an event of web, as the informer tells it, or the step of a worker: `take` a key, be `done`, or both at once with `sync`. `expect 3` lets web wait for three Pods that were asked for. See what waits in the queue, and which number a worker acts on.',
  watches: [file],
  fields: {
    program: {
      kind: 'text',
      label: 'Events and steps',
      value: 'add\nscale 5\nscale 2\nsync',
      rows: 8,
      hint: `One a line: ${write}.`,
    },
  },
  scenarios: [
    {
      id: 'scaled-twice',
      title: 'Scaled to 5 and to 2 before a worker is free',
      inputs: programOf('add', 'scale 5', 'scale 2', 'sync'),
    },
    {
      id: 'in-a-sync',
      title: 'Scaled in the middle of a sync',
      inputs: programOf('add', 'take', 'scale 5', 'scale 2', 'done', 'sync'),
    },
    {
      id: 'own-status',
      title: 'Its own status write comes back',
      inputs: programOf('add', 'sync', 'status', 'sync'),
    },
    {
      id: 'resync',
      title: 'A resync, with nothing changed',
      inputs: programOf('add', 'sync', 'resync', 'sync'),
    },
    {
      id: 'recreated',
      title: 'Deleted and created again, unseen',
      inputs: programOf('add', 'expect 3', 'recreate 2', 'sync'),
    },
    {
      id: 'deleted',
      title: 'The ReplicaSet is deleted',
      inputs: programOf('add', 'sync', 'expect 3', 'delete', 'sync'),
    },
  ],
  breaks: [
    {
      id: 'only-if-scaled',
      title: 'Only a change of replicas is enqueued',
      edits: [
        {
          file,
          find: 'this.enqueueRS(curRS);',
          replace: 'if (curRS.spec.replicas !== oldRS.spec.replicas) this.enqueueRS(curRS);',
        },
      ],
    },
    {
      id: 'no-uid',
      title: 'Without comparing the UIDs',
      edits: [
        {
          file,
          find: "if ((curRS.metadata.uid ?? '') !== (oldRS.metadata.uid ?? '')) {",
          replace: 'if (false as boolean) {',
        },
      ],
    },
  ],
  play({ program }, stage) {
    const lines = readLines(program, write, read);
    const { scheduler } = stage;
    const counts = new ControllerExpectations(scheduler);
    const expectations = new UIDTrackingControllerExpectations(counts);
    const limiter = new ItemExponentialFailureRateLimiter<string>(5, 1_000_000);
    const queue = new RateLimitingType<string>(scheduler, limiter);
    let cached: ReplicaSet | undefined;
    let [version, uids, adds] = [92, 1, 0];
    const syncs: { readonly sees: string; readonly may: string; readonly acts: boolean }[] = [];
    const waiting = (): string[] => [...queue.queue];
    const controller = makeController(stage, {
      sets: () => (cached ? [cached] : []),
      expectations,
      queue: {
        add: (item) => {
          adds++;
          const state = queue.processing.has(item)
            ? ': a worker holds it, so it waits until that one is done'
            : waiting().includes(item)
              ? ', where it is already'
              : '';
          queue.add(item);
          stage.say(`adds ${item} to the queue${state}`);
        },
        addAfter: (item, after) => {
          queue.addAfter(item, after);
        },
        addRateLimited: (item) => {
          queue.addRateLimited(item);
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
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'in the cache',
            items: cached ? [{ text: inWords(cached), note: cached.metadata.uid ?? '' }] : [],
            empty: 'no web',
          },
          {
            name: 'queue',
            items: waiting().map((text) => ({ text, tone: 'waiting' })),
          },
          {
            name: 'processing',
            items: [...queue.processing].map((text) => ({ text, tone: 'busy' })),
            note: 'a worker has it',
          },
          {
            name: 'dirty',
            items: [...queue.dirty].map((text) => ({ text })),
            note: 'is to be looked at',
          },
        ],
      },
      drawExpectations(counts, expectations, scheduler.now()),
      {
        kind: 'grid',
        title: 'Syncs',
        columns: ['sync', 'the worker reads', 'and'],
        rows: syncs.map(({ sees, may, acts }, at) => ({
          cells: [String(at + 1), sees, may],
          tone: acts ? 'good' : 'plain',
        })),
      },
    ]);
    const change = (make: (rs: ReplicaSet) => void): void => {
      const old = cached;
      if (!old) throw new Error('There is no web in the cache; write add first');
      const cur = structuredClone(old);
      cur.metadata.resourceVersion = String(++version);
      make(cur);
      // As the informer does: first the cache, then the handler.
      cached = cur;
      stage.say(`updateRS: ${inWords(old)} is now ${inWords(cur)}`);
      controller.updateRS(old, cur);
    };
    const tell = ({ verb, count }: Line): void => {
      const old = cached;
      switch (verb) {
        case 'add':
          if (old) throw new Error('There is a web in the cache already; write add once');
          cached = makeReplicaSet({ replicas: count, uid: `uid ${uids}` });
          cached.metadata.resourceVersion = String(version);
          stage.say(`addRS: ${inWords(cached)}`);
          controller.addRS(cached);
          break;
        case 'scale':
          change(({ spec }) => {
            spec.replicas = count;
          });
          break;
        case 'label':
          change(({ metadata }) => {
            metadata.labels = { ...metadata.labels, changed: String(version) };
          });
          break;
        case 'status':
          change(({ status, spec }) => {
            status.replicas = spec.replicas ?? 0;
          });
          break;
        case 'recreate':
          change(({ metadata, spec }) => {
            metadata.uid = `uid ${++uids}`;
            spec.replicas = count;
          });
          break;
        case 'expect':
          expectations.expectCreations(key, count);
          stage.say(`An earlier sync waits for ${plural(count, 'creation')} of ${key}`);
          break;
        default:
          if (!old) throw new Error('There is no web in the cache; write add first');
          if (verb === 'resync') {
            stage.say(`updateRS by a resync: ${inWords(old)}, unchanged`);
            controller.updateRS(old, old);
            break;
          }
          cached = undefined;
          version++;
          stage.say(verb === 'missed' ? 'deleteRS with a tombstone' : `deleteRS: ${inWords(old)}`);
          controller.deleteRS(verb === 'missed' ? new DeletedFinalStateUnknown(key, old) : old);
      }
    };
    const sayAsWorker = (text: string): void => {
      runAs(scheduler, 'worker', function* () {
        stage.say(text);
      });
    };
    const take = (): void => {
      if (waiting().length === 0) {
        sayAsWorker('has nothing to take');
        return;
      }
      runAs(scheduler, 'worker', () => queue.get());
      const may = expectations.satisfiedExpectations(key);
      const [add] = counts.store.get(key)?.getExpectations() ?? [0, 0];
      const wanted = cached?.spec.replicas ?? 0;
      const result = !cached
        ? 'knows that it is gone'
        : may
          ? `may act for ${wanted}`
          : `must wait for ${plural(add, 'Pod')}`;
      syncs.push({
        sees: cached ? inWords(cached) : 'no web',
        may: result,
        acts: cached !== undefined && may,
      });
      sayAsWorker(`takes ${key}, reads ${cached ? inWords(cached) : 'no web'} and ${result}`);
    };
    for (const line of lines) {
      const isOfWorker = ['take', 'done', 'sync'].includes(line.verb);
      runAs(scheduler, isOfWorker ? 'worker' : 'informer', function* () {
        if (!isOfWorker) tell(line);
      });
      if (line.verb === 'take' || line.verb === 'sync') take();
      if (line.verb === 'done' || (line.verb === 'sync' && queue.processing.has(key))) {
        if (!queue.processing.has(key)) throw new Error('No worker has a key; write take first');
        queue.done(key);
        sayAsWorker(waiting().includes(key) ? `is done, and ${key} waits again` : 'is done');
      }
    }
    const acted = syncs
      .filter(({ acts }) => acts)
      .map(({ may }) => may.replace('may act for ', ''));
    return {
      text: [
        `${key} was added ${plural(adds, 'time')}, and ${plural(syncs.length, 'sync took', 'syncs took')} it.`,
        acted.length > 0
          ? `A worker may act for ${acted.join(', then for ')}.`
          : 'No worker may act.',
        waiting().length > 0 ? 'The key waits in the queue.' : 'Nothing waits in the queue.',
      ].join(' '),
      facts: {
        adds,
        syncs: syncs.length,
        actedFor: acted.join(', ') || 'nothing',
        waits: waiting().length,
        expectations: counts.store.size,
        last: syncs.at(-1)?.may ?? 'none',
      },
    };
  },
});

const inWords = ({ metadata, spec }: ReplicaSet): string =>
  `web ${metadata.resourceVersion ?? ''} with ${spec.replicas ?? 0} wanted`;
