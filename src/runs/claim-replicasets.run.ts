import type { Deployment } from '../ports/api/deployment.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { StatusError } from '../ports/api/status-error.ts';
import { BaseControllerRefManager } from '../ports/controller/base-controller-ref-manager.ts';
import { newAggregate } from '../ports/controller/new-aggregate.ts';
import { DeploymentController } from '../ports/deployment/deployment-controller.ts';
import type { Task } from '../ports/runtime/task.ts';
import { listFrom } from './list-from.ts';
import { makeReplicaSet } from './make-replica-set.ts';
import { plural } from './plural.ts';
import { isName } from './read-lines.ts';
import { readOperations } from './read-operations.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';
import { toExactSelector } from './to-exact-selector.ts';

const [file, manager, recheck] = [
  'src/ports/deployment/deployment-controller.ts',
  'src/ports/controller/base-controller-ref-manager.ts',
  'src/ports/controller/recheck-deletion-timestamp.ts',
];

interface Row {
  readonly rs: ReplicaSet;
  readonly owner: string;
  readonly app: string;
  request: string;
  result: 'claimed' | 'not ours' | 'not yet decided';
}

export const run = defineRun({
  id: 'claim-replicasets',
  title: 'A Deployment looks for its ReplicaSets',
  about:
    'The Deployment front asks for the label app=web. Say who owns each ReplicaSet, what its label is, and what the API server answers. The loop over the ReplicaSets is a few lines of the run; `claimObject` decides for each.',
  watches: [manager, file, recheck],
  fields: {
    sets: {
      kind: 'text',
      label: 'ReplicaSets',
      value: 'front-1 front web\nweb none web\nfront-2 front debug\nback-1 back web',
      rows: 6,
      hint: 'One a line: name, owner (front, none, any other), value of the label app; then deleting if it is being deleted',
    },
    live: {
      kind: 'choice',
      label: 'The API server says of front',
      value: 'it is as in the cache',
      options: ['it is as in the cache', 'it is being deleted', 'it has another UID'],
    },
    refused: {
      kind: 'choice',
      label: 'A PATCH is refused',
      value: 'none',
      options: ['none', 'the first'],
    },
  },
  scenarios: [
    { id: 'one-of-each', title: 'One of each', inputs: {} },
    { id: 'our-web', title: 'Our web, which nobody owns', inputs: { sets: 'web none web' } },
    {
      id: 'dying-owner',
      title: 'front is being deleted, and the cache does not know',
      inputs: { sets: 'front-1 front web\nweb none web', live: 'it is being deleted' },
    },
    {
      id: 'dying-set',
      title: 'ReplicaSets that are being deleted',
      inputs: { sets: 'front-1 front web deleting\nweb none web deleting' },
    },
    {
      id: 'one-fails',
      title: 'The first PATCH is refused',
      inputs: { sets: 'web-1 none web\nweb-2 none web\nfront-1 front web', refused: 'the first' },
    },
  ],
  breaks: [
    {
      id: 'any-owner',
      title: 'Without comparing the UID of the owner',
      edits: [
        {
          file: manager,
          find: "if (controllerRef.uid !== (this.controller.metadata.uid ?? '')) {",
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'no-recheck',
      title: 'Without the check of the deletionTimestamp of front',
      edits: [
        {
          file: recheck,
          find: 'if (deletionTimestamp !== undefined) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'adopt-the-dying',
      title: 'ReplicaSets that are being deleted are adopted, too',
      edits: [
        {
          file: manager,
          find: 'if (obj.metadata.deletionTimestamp !== undefined) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
  ],
  play({ sets: text, live, refused }, stage) {
    const { scheduler } = stage;
    const front: Deployment = {
      metadata: { name: 'front', namespace: 'default', uid: 'uid of front' },
      spec: { selector: { matchLabels: { app: 'web' } }, template: {} },
      status: {},
    };
    const rows = readRows(text);
    const requests: string[] = [];
    let [reads, adopted, released] = [0, 0, 0];
    stage.show(() => [
      {
        kind: 'grid',
        title: 'ReplicaSets of the namespace',
        columns: ['ReplicaSet', 'owner', 'app', 'request', 'result'],
        rows: rows.map(({ rs, owner, app, request, result }) => ({
          cells: [rs.metadata.name, owner, app, request || '–', result],
          tone: result === 'claimed' ? 'good' : result === 'not ours' ? 'plain' : 'waiting',
          ...(rs.metadata.deletionTimestamp !== undefined && { note: 'being deleted' }),
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
    const patch = function* (rs: ReplicaSet, what: string): Task<Error | undefined> {
      yield;
      const { name } = rs.metadata;
      const isFirst = !requests.some((request) => request.startsWith('PATCH'));
      requests.push(`PATCH ${name}`);
      const row = rows.find((one) => one.rs === rs);
      if (row) row.request = `PATCH: ${what}`;
      if (refused === 'the first' && isFirst) {
        stage.say(`PATCH ${name} to ${what} it is refused`);
        return new StatusError(`replicasets.apps "${name}" is forbidden`, 'Forbidden');
      }
      if (what === 'adopt') adopted++;
      else released++;
      stage.say(`PATCH ${name} to ${what} it`);
      return undefined;
    };
    const never = (): never => {
      throw new Error('This run sends no such request');
    };
    const setLister = listFrom('replicasets.apps', () => rows.map(({ rs }) => rs));
    const controller = new DeploymentController({
      runtime: scheduler,
      client: {
        *getDeployment() {
          yield;
          reads++;
          requests.push('GET front');
          stage.say(`asks the API server for front: ${live}`);
          const fresh = structuredClone(front);
          if (live === 'it is being deleted') {
            fresh.metadata.deletionTimestamp = '2021-01-13T13:28:09Z';
          }
          if (live === 'it has another UID') fresh.metadata.uid = 'uid of the new front';
          return [fresh, undefined];
        },
        updateDeploymentStatus: never,
        createReplicaSet: never,
        updateReplicaSet: never,
        deleteReplicaSet: never,
        listReplicaSets: never,
      },
      recorder: { event: never },
      dLister: { deployments: never },
      rsLister: { replicaSets: () => setLister },
      podLister: { pods: never },
      queue: {
        add: never,
        addAfter: never,
        addRateLimited: never,
        done: never,
        forget: never,
        get: never,
        numRequeues: never,
      },
      *claimReplicaSets(d, selector, rsList, canAdopt) {
        const claims = new BaseControllerRefManager(d, selector, canAdopt);
        const claimed: ReplicaSet[] = [];
        const errlist: Error[] = [];
        for (const rs of rsList) {
          const [ok, err] = yield* claims.claimObject(
            rs,
            ({ metadata }) => selector.matches(metadata.labels ?? {}),
            function* (orphan) {
              const { name } = orphan.metadata;
              const refusal = yield* claims.canAdopt();
              if (refusal) return new Error(`can't adopt ReplicaSet ${name}: ${refusal.message}`);
              return yield* patch(orphan, 'adopt');
            },
            (own) => patch(own, 'release'),
          );
          if (err) errlist.push(err);
          if (ok) claimed.push(rs);
        }
        return [claimed, newAggregate(errlist)];
      },
      labelSelectorAsSelector: toExactSelector,
      handleError: never,
    });
    const [claimed, error] = runAs(scheduler, 'controller', () =>
      controller.getReplicaSetsForDeployment(front),
    );
    for (const row of rows) row.result = claimed.includes(row.rs) ? 'claimed' : 'not ours';
    const names = claimed.map(({ metadata }) => metadata.name).join(', ') || 'none';
    const stolen = rows.filter(
      ({ owner, result }) => result === 'claimed' && owner !== 'none' && owner !== 'front',
    ).length;
    return {
      text: [
        `Claimed: ${names}. Adopted: ${adopted}, released: ${released}, with ${plural(reads, 'read')} of front at the API server.`,
        stolen > 0 ? `${plural(stolen, 'ReplicaSet')} of another Deployment would be scaled.` : '',
        error
          ? `The error returned, for which syncDeployment throws the list away: ${error.message}.`
          : 'No error.',
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      facts: {
        claimed: names,
        adopted,
        released,
        stolen,
        liveReads: reads,
        requests: requests.length,
        error: error?.message ?? 'none',
      },
    };
  },
});

const readRows = (text: string): Row[] =>
  readOperations(text, 'front-1 front web, or web none web deleting').map(({ words, wrong }) => {
    const [name = '', owner = '', app = '', deleting = '', ...more] = words;
    const isRead =
      [name, owner, app].every(isName) && ['', 'deleting'].includes(deleting) && more.length === 0;
    if (!isRead) throw wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
    const rs = makeReplicaSet({ name, app, isDeleted: deleting !== '' });
    if (owner !== 'none') {
      rs.metadata.ownerReferences = [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: owner,
          uid: `uid of ${owner}`,
          controller: true,
        },
      ];
    }
    return { rs, owner, app, request: '', result: 'not yet decided' };
  });
