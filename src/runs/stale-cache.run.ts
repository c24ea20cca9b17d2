import { syncReplicaSet } from '../ports/replicaset/sync-replica-set.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import { plural } from './plural.ts';
import { readDuration } from './read-duration.ts';
import { readOperations } from './read-operations.ts';
import { ReplicaSetWorld } from './replica-set-world.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/replicaset/sync-replica-set.ts';

export const run = defineRun({
  id: 'stale-cache',
  title: 'Two syncs, and a cache that is behind',
  about:
    'Each sync counts the Pods in the cache, and the watch fills it later. Take the expectations away and count the Pods at the API server.',
  watches: [file, 'src/ports/controller/controller-expectations.ts'],
  fields: {
    wanted: { kind: 'number', label: 'Pods wanted at first', value: 3, min: 0, max: 12 },
    operations: {
      kind: 'text',
      label: 'What happens',
      value: 'sync\nwatch 1\nsync\nwatch all\nsync',
      rows: 7,
      hint: 'One a line: sync, watch 1, watch all, scale 5, wait 5m',
    },
  },
  scenarios: [
    { id: 'one-seen', title: 'A second sync after one event', inputs: {} },
    {
      id: 'none-seen',
      title: 'Four syncs before the first event',
      inputs: { operations: 'sync\nsync\nsync\nsync\nwatch all\nsync\nwatch all\nsync' },
    },
    {
      id: 'scaled-down',
      title: 'Scaled down, and the deletions are not seen yet',
      inputs: {
        wanted: 5,
        operations: 'sync\nwatch all\nscale 3\nsync\nsync\nwatch all\nsync',
      },
    },
    {
      id: 'lost-event',
      title: 'An event never comes',
      inputs: { operations: 'sync\nwatch 2\nsync\nwait 5m\nsync\nwait 1s\nsync' },
    },
  ],
  breaks: [
    {
      id: 'no-expectations',
      title: 'Without expectations: every sync may act',
      edits: [
        {
          file,
          find: 'const rsNeedsSync = rsc.expectations.satisfiedExpectations(key);',
          replace: 'const rsNeedsSync = true;',
        },
      ],
    },
  ],
  play({ wanted, operations }, stage) {
    const world = new ReplicaSetWorld({ stage, set: makeReplicaSet({ replicas: wanted }) });
    let most = 0;
    stage.show(() => [world.drawExpectations(), world.drawPods()]);
    const syncer = world.syncer();
    const sync = (): void => {
      // The ReplicaSet itself is seen at once: here only Pods are late.
      world.cachedSet = structuredClone(world.storedSet);
      const before = world.calls.length;
      stage.scheduler.run(() => syncReplicaSet(syncer, world.key));
      const calls = world.calls.slice(before).filter((call) => !call.includes('status'));
      if (calls.length === 0) stage.say('ends: no Pod is created or deleted');
    };
    const scale = (to: number): void => {
      const { metadata, spec } = world.storedSet;
      const { generation = 0, resourceVersion = '' } = metadata;
      world.storedSet = {
        ...world.storedSet,
        spec: { ...spec, replicas: to },
        metadata: {
          ...metadata,
          generation: generation + 1,
          resourceVersion: String(Number(resourceVersion) + 1),
        },
      };
      stage.say(`A user wants ${plural(to, 'Pod')} now`);
    };
    const write = 'sync, watch 1, watch all, scale 5 or wait 5m';
    for (const { words, wrong } of readOperations(operations, write)) {
      const [name = '', value = ''] = words;
      const isCount = /^\d{1,2}$/.test(value);
      if (name === 'sync' && value === '') {
        stage.say('A sync begins');
        sync();
      } else if (name === 'watch' && (value === 'all' || isCount)) {
        world.watch(value === 'all' ? Infinity : Number(value));
      } else if (name === 'scale' && isCount) {
        scale(Number(value));
      } else if (name === 'wait' && readDuration(value) !== undefined) {
        stage.scheduler.advance(readDuration(value) ?? 0);
        stage.say(`${value} pass`);
      } else {
        throw wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
      }
      most = Math.max(most, world.active);
      if (world.stored.size > 500) throw new Error('More than 500 Pods: write fewer syncs');
    }
    const { replicas = 0 } = world.storedSet.spec;
    return {
      text: `${plural(world.created, 'Pod was', 'Pods were')} created and ${plural(world.deletes, 'DELETE was', 'DELETEs were')} sent. In the end ${plural(world.active, 'Pod is', 'Pods are')} there and ${replicas} wanted; at most there were ${most}.`,
      facts: { created: world.created, deletes: world.deletes, inTheEnd: world.active, most },
    };
  },
});
