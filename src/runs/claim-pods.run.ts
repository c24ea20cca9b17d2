import type { Pod } from '../ports/api/pod.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { StatusError } from '../ports/api/status-error.ts';
import { claimPods } from '../ports/replicaset/claim-pods.ts';
import { makePod } from './make-pod.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import { plural } from './plural.ts';
import { isName } from './read-lines.ts';
import { readOperations } from './read-operations.ts';
import { defineRun } from './run.ts';
import { toExactSelector } from './to-exact-selector.ts';

const [file, manager, recheck] = [
  'src/ports/replicaset/claim-pods.ts',
  'src/ports/controller/base-controller-ref-manager.ts',
  'src/ports/controller/recheck-deletion-timestamp.ts',
];

interface Row {
  readonly pod: Pod;
  readonly owner: string;
  readonly app: string;
  request: string;
  result: 'claimed' | 'not ours' | 'not yet decided';
}

export const run = defineRun({
  id: 'claim-pods',
  title: 'Keep, adopt, release or leave alone',
  about:
    'web claims Pods with the label app=web. Say who owns each Pod and what its label is, and what the API server answers about web itself.',
  watches: [file, manager, recheck],
  fields: {
    pods: {
      kind: 'text',
      label: 'Pods',
      value: 'web-1 web web\nbare none web\nweb-2 web debug\nshop-1 shop web\nother none shop',
      rows: 6,
      hint: 'One a line: name, owner (web, none, any other), value of the label app',
    },
    live: {
      kind: 'choice',
      label: 'The API server says of web',
      value: 'it is as in the cache',
      options: ['it is as in the cache', 'it is being deleted', 'it has another UID', 'it is gone'],
    },
    cached: {
      kind: 'choice',
      label: 'The cache says of web',
      value: 'it is there',
      options: ['it is there', 'it is being deleted'],
    },
    patch: {
      kind: 'choice',
      label: 'A PATCH is',
      value: 'accepted',
      options: ['accepted', 'too late: the Pod is gone', 'refused: another one adopted the Pod'],
    },
  },
  scenarios: [
    { id: 'one-of-each', title: 'One of each', inputs: {} },
    {
      id: 'own-only',
      title: 'Its own three Pods',
      inputs: { pods: 'web-1 web web\nweb-2 web web\nweb-3 web web' },
    },
    {
      id: 'dying-owner',
      title: 'web is being deleted, and the cache does not know',
      inputs: { pods: 'web-1 web web\nbare none web', live: 'it is being deleted' },
    },
    {
      id: 'created-again',
      title: 'web was deleted and created again',
      inputs: { pods: 'bare none web', live: 'it has another UID' },
    },
    {
      id: 'three-orphans',
      title: 'Three orphans',
      inputs: { pods: 'bare-1 none web\nbare-2 none web\nbare-3 none web' },
    },
    {
      id: 'lost-race',
      title: 'Another ReplicaSet is faster',
      inputs: {
        pods: 'web-1 web web\nbare none web',
        patch: 'refused: another one adopted the Pod',
      },
    },
  ],
  breaks: [
    {
      id: 'no-recheck',
      title: 'Without the check of the deletionTimestamp',
      edits: [
        { file: recheck, find: 'if (deletionTimestamp !== undefined) {', replace: 'if (false) {' },
      ],
    },
    {
      id: 'no-uid',
      title: 'Without comparing the UID that was read',
      edits: [{ file, find: 'if (freshUID !== uid) {', replace: 'if (false) {' }],
    },
    {
      id: 'not-once',
      title: 'Ask the API server for every orphan',
      edits: [{ file: manager, find: 'if (!this.#canAdoptOnce) {', replace: 'if (true) {' }],
    },
  ],
  play({ pods: text, live, cached, patch }, stage) {
    const set = makeReplicaSet({ isDeleted: cached === 'it is being deleted' });
    const rows: Row[] = readOperations(text, 'web-1 web web, or bare none web').map(
      ({ words, wrong }) => {
        const [name = '', owner = '', app = '', ...more] = words;
        if (![name, owner, app].every(isName) || more.length > 0) {
          throw wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
        }
        const owned = owner === 'none' ? {} : { owner: { name: owner, uid: `uid of ${owner}` } };
        const pod = makePod({ name, app, ...owned });
        return { pod, owner, app, request: '', result: 'not yet decided' };
      },
    );
    const requests: string[] = [];
    stage.show(() => [
      {
        kind: 'grid',
        title: 'Pods of the namespace',
        columns: ['Pod', 'owner', 'app', 'request', 'result'],
        rows: rows.map(({ pod, owner, app, request, result }) => ({
          cells: [pod.metadata.name, owner, app, request || '–', result],
          tone: result === 'claimed' ? 'good' : result === 'not ours' ? 'plain' : 'waiting',
        })),
      },
      {
        kind: 'groups',
        groups: [
          {
            name: 'Requests',
            items: requests.map((request) => ({ text: request })),
            empty: 'none',
          },
        ],
      },
    ]);
    let reads = 0;
    let adopted = 0;
    let released = 0;
    const read = function* () {
      yield;
      reads++;
      requests.push('GET web');
      stage.say(`asks the API server for web: ${live}`);
      return readLive(set, live);
    };
    stage.say(`web looks at ${plural(rows.length, 'active Pod')} of its namespace`);
    const [selector] = toExactSelector(set.spec.selector);
    const [claimed, error] = stage.scheduler.run(() =>
      claimPods(
        {
          groupVersionKind: { group: 'apps', version: 'v1', kind: 'ReplicaSet' },
          kubeClient: { replicaSets: () => ({ get: read, updateStatus: read }) },
          podControl: {
            *patchPod(_, name, data) {
              yield;
              const isRelease = data.includes('"$patch":"delete"');
              const what = isRelease ? 'release' : 'adopt';
              const row = rows.find(({ pod }) => pod.metadata.name === name);
              const refusal = refusalOf(patch, name);
              requests.push(`PATCH ${name}`);
              if (row) row.request = `PATCH: ${what}`;
              stage.say(`PATCH ${name} to ${what} it: ${patch}`);
              if (!refusal && isRelease) released++;
              else if (!refusal) adopted++;
              return refusal;
            },
          },
        },
        set,
        selector,
        rows.map(({ pod }) => pod),
      ),
    );
    for (const row of rows) row.result = claimed.includes(row.pod) ? 'claimed' : 'not ours';
    const names = claimed.map(({ metadata }) => metadata.name).join(', ') || 'none';
    return {
      text: [
        `Claimed: ${names}. Adopted: ${adopted}, released: ${released}, with ${plural(reads, 'read')} of web at the API server.`,
        error
          ? `The error returned, which ends the sync before it counts: ${error.message}.`
          : 'No error.',
      ].join(' '),
      facts: {
        claimed: names,
        adopted,
        released,
        liveReads: reads,
        requests: requests.length,
        error: error?.message ?? 'none',
      },
    };
  },
});

function readLive(
  set: ReplicaSet,
  live: string,
): readonly [ReplicaSet | undefined, Error | undefined] {
  if (live === 'it is gone') {
    return [undefined, new StatusError('replicasets.apps "web" not found', 'NotFound')];
  }
  const fresh = structuredClone(set);
  if (live === 'it is being deleted') fresh.metadata.deletionTimestamp = '2021-01-13T13:28:09Z';
  if (live === 'it has another UID') fresh.metadata.uid = 'uid of the new web';
  return [fresh, undefined];
}

function refusalOf(patch: string, name: string): Error | undefined {
  if (patch === 'too late: the Pod is gone') {
    return new StatusError(`pods "${name}" not found`, 'NotFound');
  }
  if (patch === 'accepted') return undefined;
  return new StatusError(`Pod "${name}" is invalid: it has a controller already`, 'Invalid');
}
