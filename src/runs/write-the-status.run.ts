import type { ReplicaSet, ReplicaSetStatus } from '../ports/api/replica-set.ts';
import { StatusError } from '../ports/api/status-error.ts';
import { calculateStatus } from '../ports/replicaset/calculate-status.ts';
import { updateReplicaSetStatus } from '../ports/replicaset/update-replica-set-status.ts';
import { makePod } from './make-pod.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import type { Documents } from './picture.ts';
import { plural } from './plural.ts';
import { defineRun } from './run.ts';

const [file, counting] = [
  'src/ports/replicaset/update-replica-set-status.ts',
  'src/ports/replicaset/calculate-status.ts',
];

export const run = defineRun({
  id: 'write-the-status',
  title: 'Count, compare, write, and once more',
  about:
    'The Pods are counted, and the status goes to the API server, where somebody may have changed web since. Look at resourceVersion and generation.',
  watches: [counting, file],
  fields: {
    wanted: { kind: 'number', label: 'Pods wanted', value: 3, min: 0, max: 30 },
    pods: { kind: 'number', label: 'Pods', value: 3, min: 0, max: 30 },
    ready: { kind: 'number', label: 'of them ready', value: 2, min: 0, max: 30 },
    before: { kind: 'number', label: 'Replicas in the old status', value: 0, min: 0, max: 30 },
    readyBefore: { kind: 'number', label: 'Ready in the old status', value: 0, min: 0, max: 30 },
    edited: {
      kind: 'choice',
      label: 'Somebody changed web since',
      value: 'no',
      options: ['no', 'its status', 'its spec'],
    },
    conflicts: {
      kind: 'number',
      label: 'Further changes before each PUT',
      value: 0,
      min: 0,
      max: 3,
    },
    fails: { kind: 'boolean', label: 'Creating Pods was refused', value: false },
  },
  scenarios: [
    {
      id: 'one-more-ready',
      title: 'The second Pod is ready',
      inputs: { before: 3, readyBefore: 1 },
    },
    { id: 'unchanged', title: 'Nothing changed', inputs: { before: 3, readyBefore: 2 } },
    {
      id: 'conflict',
      title: 'The cache is one version behind',
      inputs: { before: 3, readyBefore: 1, edited: 'its status' },
    },
    {
      id: 'scaled-meanwhile',
      title: 'Somebody scaled web to 5 meanwhile',
      inputs: { before: 3, readyBefore: 1, edited: 'its spec' },
    },
    {
      id: 'two-conflicts',
      title: 'Two conflicts one after the other',
      inputs: { before: 3, readyBefore: 1, conflicts: 2 },
    },
    {
      id: 'refused',
      title: 'Creating was refused',
      inputs: { pods: 1, ready: 1, before: 1, readyBefore: 1, fails: true },
    },
  ],
  breaks: [
    {
      id: 'no-comparison',
      title: 'Without comparing first: write after every sync',
      edits: [
        {
          file,
          find: 'old.replicas === newStatus.replicas &&',
          replace: 'false &&',
        },
      ],
    },
    {
      id: 'no-retry',
      title: 'Without the second attempt',
      edits: [{ file, find: 'if (i >= statusUpdateRetries) {', replace: 'if (true) {' }],
    },
    {
      id: 'newest-generation',
      title: 'observedGeneration of what was read anew',
      edits: [
        {
          file,
          find: 'fresh.status = newStatus;',
          replace:
            'fresh.status = { ...newStatus, observedGeneration: fresh.metadata.generation ?? 0 };',
        },
      ],
    },
  ],
  play({ wanted, pods, ready, before, readyBefore, edited, conflicts, fails }, stage) {
    const { scheduler } = stage;
    const cached = makeReplicaSet({ replicas: wanted });
    cached.metadata.resourceVersion = '100';
    cached.status = {
      replicas: before,
      fullyLabeledReplicas: before,
      readyReplicas: readyBefore,
      availableReplicas: readyBefore,
      observedGeneration: 1,
    };
    let stored = structuredClone(cached);
    const change = (kind: string): void => {
      const { metadata, spec } = stored;
      const isSpec = kind === 'its spec';
      stored = {
        ...stored,
        spec: isSpec ? { ...spec, replicas: 5 } : spec,
        metadata: {
          ...metadata,
          resourceVersion: String(Number(metadata.resourceVersion) + 1),
          generation: (metadata.generation ?? 0) + (isSpec ? 1 : 0),
        },
      };
      stage.say(
        `Somebody changes the ${kind.replace('its ', '')} of web: version ${stored.metadata.resourceVersion ?? ''}, generation ${stored.metadata.generation ?? 0}`,
      );
    };
    if (edited !== 'no') change(edited);
    const requests: string[] = [];
    const counted: ReplicaSetStatus[] = [];
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'Requests',
            items: requests.map((request) => ({
              text: request,
              tone: request.includes('409') ? 'bad' : 'good',
            })),
            empty: 'none',
          },
        ],
      },
      {
        kind: 'documents',
        documents: [
          documentOf('in the cache', cached),
          documentOf('at the API server', stored),
          ...counted.map((status) => ({ name: 'new status', lines: linesOf(status) })),
        ],
      } satisfies Documents,
    ]);
    const list = Array.from({ length: pods }, (_, at) =>
      makePod({ name: `web-${at + 1}`, ...(at < ready && { readySince: scheduler.now() }) }),
    );
    const error = fails ? new StatusError('exceeded quota', 'Forbidden') : undefined;
    const newStatus = calculateStatus(cached, list, error, scheduler.now());
    counted.push(newStatus);
    stage.say(
      `Counts ${plural(pods, 'Pod')}, ${Math.min(ready, pods)} ready; the status says ${before} and ${readyBefore}`,
    );
    let left = conflicts;
    const client = {
      *get() {
        yield;
        requests.push('GET');
        stage.say(`GET: version ${stored.metadata.resourceVersion ?? ''}`);
        return [structuredClone(stored), undefined] as const;
      },
      *updateStatus(rs: ReplicaSet) {
        yield;
        if (left-- > 0) change('its status');
        const { resourceVersion: based = '' } = rs.metadata;
        const { resourceVersion: version = '' } = stored.metadata;
        if (based !== version) {
          requests.push('PUT: 409');
          stage.say(`PUT on version ${based}: 409, it is at ${version}`);
          return [undefined, new StatusError('the object has been modified', 'Conflict')] as const;
        }
        stored = {
          ...stored,
          status: structuredClone(rs.status),
          metadata: { ...stored.metadata, resourceVersion: String(Number(version) + 1) },
        };
        requests.push('PUT: 200');
        stage.say(`PUT on version ${based}: stored as ${stored.metadata.resourceVersion ?? ''}`);
        return [structuredClone(stored), undefined] as const;
      },
    };
    const copy = structuredClone(cached);
    const [, updateError] = scheduler.run(() => updateReplicaSetStatus(client, copy, newStatus));
    const { generation = 0 } = stored.metadata;
    const { observedGeneration = 0, conditions = [] } = stored.status;
    return {
      text: [
        requests.length === 0 ? 'No request was sent.' : `Requests: ${requests.join(', ')}.`,
        updateError
          ? `The error returned: ${updateError.message}. The key will come back with a delay.`
          : `The status says ${stored.status.replicas} and ${stored.status.readyReplicas ?? 0} ready. It answers generation ${observedGeneration}, and web is at generation ${generation}.`,
      ].join(' '),
      facts: {
        requests: requests.join(', ') || 'none',
        puts: requests.filter((request) => request.startsWith('PUT')).length,
        error: updateError?.message ?? 'none',
        ready: stored.status.readyReplicas ?? 0,
        observedGeneration,
        generation,
        condition: conditions[0]?.reason ?? 'none',
      },
    };
  },
});

const linesOf = (value: object): { text: string }[] =>
  JSON.stringify(value, null, 1)
    .split('\n')
    .map((text) => ({ text }));

function documentOf(name: string, { metadata, spec, status }: ReplicaSet) {
  const { resourceVersion, generation } = metadata;
  return { name, lines: linesOf({ resourceVersion, generation, replicas: spec.replicas, status }) };
}
