import { StatusError } from '../ports/api/status-error.ts';
import { manageReplicas } from '../ports/replicaset/manage-replicas.ts';
import { makePod } from './make-pod.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import { plural } from './plural.ts';
import { ReplicaSetWorld } from './replica-set-world.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/replicaset/manage-replicas.ts';

const errors = {
  'a quota': () => new StatusError('exceeded quota', 'Forbidden'),
  'the namespace goes away': () =>
    new StatusError('namespace is being terminated', 'Forbidden', ['NamespaceTerminating']),
  'no such Pod': () => new StatusError('pod not found', 'NotFound'),
} as const;

export const run = defineRun({
  id: 'manage-replicas',
  title: 'Expect, act, take back what failed',
  about:
    'The API server stores or refuses, and the watch brings each change back. Look at the two counters: they must be 0 in the end, or the next sync may not act.',
  watches: [file],
  fields: {
    wanted: { kind: 'number', label: 'Pods wanted', value: 3, min: 0, max: 30 },
    present: { kind: 'number', label: 'Pods there', value: 0, min: 0, max: 30 },
    failAt: { kind: 'number', label: 'First call that fails (0: none)', value: 0, min: 0, max: 60 },
    failures: { kind: 'number', label: 'Calls that fail from there', value: 1, min: 1, max: 60 },
    why: {
      kind: 'choice',
      label: 'Why they fail',
      value: 'a quota',
      options: ['a quota', 'the namespace goes away', 'no such Pod'],
    },
    burst: { kind: 'number', label: 'At most in one sync', value: 500, min: 1, max: 500 },
  },
  scenarios: [
    { id: 'create-three', title: 'Three Pods are missing', inputs: {} },
    {
      id: 'quota',
      title: 'The quota allows one Pod of three',
      inputs: { failAt: 2, failures: 60 },
    },
    { id: 'delete-three', title: 'Three Pods too many', inputs: { wanted: 2, present: 5 } },
    {
      id: 'already-gone',
      title: 'One of the Pods to delete is gone already',
      inputs: { wanted: 2, present: 5, failAt: 2, why: 'no such Pod' },
    },
    { id: 'burst', title: 'Eight missing, five at most', inputs: { wanted: 8, burst: 5 } },
    {
      id: 'terminating',
      title: 'The namespace is being deleted',
      inputs: { failAt: 1, failures: 60, why: 'the namespace goes away' },
    },
  ],
  breaks: [
    {
      id: 'no-take-back',
      title: 'Without taking back what failed or was not tried',
      edits: [
        {
          file,
          find: 'rsc.expectations.creationObserved(rsKey);',
          replace: 'void 0;',
        },
      ],
    },
    {
      id: 'expect-afterwards',
      title: 'Expect after the creates, not before',
      edits: [
        { file, find: 'rsc.expectations.expectCreations(rsKey, diff);', replace: '' },
        {
          file,
          find: 'const skippedPods = diff - successfulCreations;',
          replace:
            'rsc.expectations.expectCreations(rsKey, diff); const skippedPods = diff - successfulCreations;',
        },
      ],
    },
  ],
  play({ wanted, present, failAt, failures, why, burst }, stage) {
    const set = makeReplicaSet({ replicas: wanted });
    const { name, uid = '' } = set.metadata;
    const owner = { name, uid };
    const pods = Array.from({ length: present }, (_, at) =>
      makePod({ name: `web-${at + 1}`, owner, readySince: at * 1000 }),
    );
    const world = new ReplicaSetWorld({
      stage,
      set,
      pods,
      burst,
      watches: true,
      refuse: (_, number) =>
        failAt > 0 && number >= failAt && number < failAt + failures ? errors[why]() : undefined,
    });
    stage.show(() => [world.drawExpectations(), world.drawPods()]);
    stage.say(`${plural(wanted, 'Pod is', 'Pods are')} wanted, and ${present} in the cache`);
    const error = stage.scheduler.run(() => manageReplicas(world.syncer(), pods, set));
    stage.scheduler.runUntilIdle();
    const [add, del] = world.counts.store.get(world.key)?.getExpectations() ?? [0, 0];
    const mayAct = world.expectations.satisfiedExpectations(world.key);
    const refused = world.calls.filter((call) => call.includes(':')).length;
    const done =
      present > wanted
        ? `${plural(world.deleted, 'Pod')} deleted`
        : `${plural(world.created, 'Pod')} created`;
    return {
      text: [
        `${done}, ${plural(refused, 'call')} failed, and manageReplicas returns ${error ? `an error: ${error.message}` : 'no error'}.`,
        mayAct
          ? 'Nothing is awaited any more: the next sync may act.'
          : `It still waits for ${plural(add, 'creation')} and ${plural(del, 'deletion')}: the next sync may not act until five minutes have passed.`,
      ].join(' '),
      facts: {
        created: world.created,
        deleted: world.deleted,
        failed: refused,
        add,
        del,
        error: error?.message ?? 'none',
        nextSyncMayAct: mayAct ? 'yes' : 'no',
      },
    };
  },
});
