import { StatusError } from '../ports/api/status-error.ts';
import type { Pod, PodPhase } from '../ports/api/pod.ts';
import { calculateStatus } from '../ports/replicaset/calculate-status.ts';
import { syncReplicaSet } from '../ports/replicaset/sync-replica-set.ts';
import { makePod } from './make-pod.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import { readDuration } from './read-duration.ts';
import { isName } from './read-lines.ts';
import { readOperations } from './read-operations.ts';
import { ReplicaSetWorld } from './replica-set-world.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/replicaset/sync-replica-set.ts';
const phases: Readonly<Record<string, PodPhase>> = {
  pending: 'Pending',
  running: 'Running',
  deleting: 'Running',
  failed: 'Failed',
  succeeded: 'Succeeded',
};

export const run = defineRun({
  id: 'sync-replicaset',
  title: 'One sync of web',
  about:
    'Choose what the cache shows and what the API server refuses; look at which requests are sent, and at what the sync returns.',
  watches: [file],
  fields: {
    wanted: { kind: 'number', label: 'Pods wanted', value: 3, min: 0, max: 20 },
    pods: {
      kind: 'text',
      label: 'Pods in the cache',
      value: '',
      rows: 5,
      hint: 'One a line: a name, then pending, running, failed, deleting, or ready 20s',
    },
    minReadySeconds: { kind: 'number', label: 'minReadySeconds', value: 0, min: 0, max: 3600 },
    awaited: { kind: 'number', label: 'Creations still awaited', value: 0, min: 0, max: 20 },
    set: {
      kind: 'choice',
      label: 'The ReplicaSet in the cache',
      value: 'there',
      options: ['there', 'being deleted', 'not there'],
    },
    refused: {
      kind: 'choice',
      label: 'What the API server refuses',
      value: 'nothing',
      options: ['nothing', 'creates', 'the first status', 'every status'],
    },
    statusFits: { kind: 'boolean', label: 'The status is right already', value: false },
  },
  scenarios: [
    { id: 'three-missing', title: 'No Pod yet', inputs: {} },
    {
      id: 'in-order',
      title: 'Everything is in order',
      inputs: { pods: 'web-1 ready 20s\nweb-2 ready 20s\nweb-3 ready 20s', statusFits: true },
    },
    {
      id: 'failed-pod',
      title: 'A Pod has failed, another is being deleted',
      inputs: { pods: 'web-1 ready 20s\nweb-2 failed\nweb-3 deleting' },
    },
    { id: 'quota', title: 'Creates are refused', inputs: { refused: 'creates' } },
    {
      id: 'min-ready',
      title: 'Ready, but not for long enough',
      inputs: {
        pods: 'web-1 ready 20s\nweb-2 ready 20s\nweb-3 ready 2s',
        minReadySeconds: 10,
      },
    },
    {
      id: 'being-deleted',
      title: 'The ReplicaSet is being deleted',
      inputs: { pods: 'web-1 ready 20s', set: 'being deleted' },
    },
  ],
  breaks: [
    {
      id: 'no-deletion-check',
      title: 'Without the check for a ReplicaSet that is being deleted',
      edits: [
        {
          file,
          find: 'if (rsNeedsSync && cached.metadata.deletionTimestamp === undefined) {',
          replace: 'if (rsNeedsSync) {',
        },
      ],
    },
    {
      id: 'no-requeue',
      title: 'Without looking again after minReadySeconds',
      edits: [
        { file, find: 'rsc.queue.addAfter(key, minReadySeconds * 1000);', replace: 'void 0;' },
      ],
    },
  ],
  play({ wanted, pods: text, minReadySeconds, awaited, set: state, refused, statusFits }, stage) {
    const set = makeReplicaSet({
      replicas: wanted,
      minReadySeconds,
      isDeleted: state === 'being deleted',
    });
    const { name, uid = '' } = set.metadata;
    const pods = readPods(text, { name, uid }, stage.scheduler.now());
    if (statusFits) {
      const active = pods.filter(
        ({ metadata, status }) =>
          metadata.deletionTimestamp === undefined &&
          (status.phase === 'Running' || status.phase === 'Pending'),
      );
      const status = calculateStatus(set, active, undefined, stage.scheduler.now());
      set.status = { ...status, observedGeneration: 1 };
    }
    const world = new ReplicaSetWorld({
      stage,
      set,
      pods,
      refuse: (call, number) => {
        if (call === 'create' && refused === 'creates') {
          return new StatusError('exceeded quota', 'Forbidden');
        }
        const isRefused =
          refused === 'every status' || (refused === 'the first status' && number === 1);
        return call === 'status' && isRefused
          ? new StatusError('the object has been modified', 'Conflict')
          : undefined;
      },
    });
    if (state === 'not there') world.cachedSet = undefined;
    if (awaited > 0) world.expectations.expectCreations(world.key, awaited);
    const [pictured] = world.drawPods().groups.slice(2);
    stage.show(() => [
      world.drawExpectations(),
      {
        kind: 'groups',
        groups: [
          ...(pictured ? [{ ...pictured, name: 'Pods in the cache' }] : []),
          {
            name: 'Requests',
            items: world.calls.map((call) => ({
              text: call,
              tone: call.includes(':') ? ('bad' as const) : ('good' as const),
            })),
            empty: 'none',
          },
        ],
      },
      {
        kind: 'documents',
        title: 'Status',
        documents: [
          { name: 'in the cache', lines: linesOf(set.status) },
          { name: 'at the API server', lines: linesOf(world.storedSet.status) },
        ],
      },
    ]);
    const error = stage.scheduler.run(() => syncReplicaSet(world.syncer(), world.key));
    stage.say(error ? `returns an error: ${error.message}` : 'returns nil');
    const { status } = world.storedSet;
    const after =
      world.requeuedAfter === undefined
        ? error
          ? 'The work loop queues the key again with a delay.'
          : 'Nothing queues the key again.'
        : `The key comes back after ${world.requeuedAfter / 1000} s.`;
    return {
      text: `${world.calls.length === 0 ? 'No request was sent' : `Requests: ${world.calls.join(', ')}`}. The sync returns ${error ? `an error: ${error.message}` : 'no error'}. ${after}`,
      facts: {
        requests: world.calls.length,
        created: world.created,
        deletes: world.deletes,
        error: error?.message ?? 'none',
        replicas: status.replicas,
        ready: status.readyReplicas ?? 0,
        available: status.availableReplicas ?? 0,
        condition: status.conditions?.[0]?.reason ?? 'none',
        comesBack:
          world.requeuedAfter === undefined ? 'no' : `after ${world.requeuedAfter / 1000} s`,
        records: world.counts.store.size,
      },
    };
  },
});

function readPods(
  text: string,
  owner: { readonly name: string; readonly uid: string },
  now: number,
): Pod[] {
  const write = 'web-1 running, web-2 ready 20s, web-3 pending, failed, succeeded or deleting';
  return readOperations(text, write).map(({ words, wrong }) => {
    const [name = '', state = '', age = '0s'] = words;
    const since = readDuration(age);
    const phase = state === 'ready' ? 'Running' : phases[state];
    if (!isName(name) || phase === undefined || since === undefined || words.length > 3) {
      throw wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
    }
    return makePod({
      name,
      owner,
      phase,
      isDeleted: state === 'deleting',
      ...(state === 'ready' && { readySince: now - since }),
    });
  });
}

const linesOf = (status: object): { text: string }[] =>
  JSON.stringify(status, null, 1)
    .split('\n')
    .map((text) => ({ text }));
