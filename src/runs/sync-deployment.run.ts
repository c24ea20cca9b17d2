import { formatTime } from '../ports/api/format-time.ts';
import type { Deployment } from '../ports/api/deployment.ts';
import { newControllerRef } from '../ports/api/new-controller-ref.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { DeploymentController } from '../ports/deployment/deployment-controller.ts';
import { controllerKind } from '../ports/deployment/deployment-syncer.ts';
import { maxSurge } from '../ports/deployment/resolve-fenceposts.ts';
import { listFrom } from './list-from.ts';
import { plural } from './plural.ts';
import { defineRun } from './run.ts';
import { toExactSelector } from './to-exact-selector.ts';

const file = 'src/ports/deployment/deployment-controller.ts';
const prefix = 'deployment.kubernetes.io';

export const run = defineRun({
  id: 'sync-deployment',
  title: 'One sync of a Deployment',
  about:
    'Its ReplicaSets have the sizes that you choose, and all their Pods are available. Look at which way the sync takes, and at the requests it sends.',
  watches: [file],
  fields: {
    wanted: { kind: 'number', label: 'Pods wanted now', value: 3, min: 0, max: 40 },
    before: { kind: 'number', label: 'Pods wanted at the last scaling', value: 3, min: 0, max: 40 },
    oldSize: { kind: 'number', label: 'Size of the old ReplicaSet', value: 3, min: 0, max: 40 },
    newSize: {
      kind: 'number',
      label: 'Size of the new one (0: there is none)',
      value: 0,
      min: 0,
      max: 40,
    },
    paused: { kind: 'boolean', label: 'It is paused', value: false },
    deleted: { kind: 'boolean', label: 'It is being deleted', value: false },
  },
  scenarios: [
    { id: 'new-template', title: 'A new template', inputs: {} },
    { id: 'scaled', title: 'Scaled from 3 to 5', inputs: { wanted: 5, oldSize: 0, newSize: 3 } },
    {
      id: 'scaled-amid',
      title: 'Scaled from 10 to 20 amid a rollout',
      inputs: { wanted: 20, before: 10, oldSize: 8, newSize: 5 },
    },
    { id: 'paused', title: 'Paused, with a new template', inputs: { paused: true } },
    {
      id: 'paused-scaled',
      title: 'Paused, and scaled to 5',
      inputs: { paused: true, wanted: 5 },
    },
    { id: 'deleted', title: 'Being deleted', inputs: { deleted: true } },
  ],
  breaks: [
    {
      id: 'no-pause',
      title: 'Without asking whether it is paused',
      edits: [{ file, find: 'if (d.spec.paused === true) {', replace: 'if (false) {' }],
    },
    {
      id: 'no-scaling',
      title: 'Without asking whether somebody scaled it',
      edits: [{ file, find: 'if (scalingEvent) {', replace: 'if (false) {' }],
    },
    {
      id: 'no-deletion',
      title: 'Without asking whether it is being deleted',
      edits: [
        {
          file,
          find: 'if (d.metadata.deletionTimestamp !== undefined) {',
          replace: 'if (false) {',
        },
      ],
    },
  ],
  play({ wanted, before, oldSize, newSize, paused, deleted }, stage) {
    const { scheduler } = stage;
    const deployment: Deployment = {
      metadata: {
        name: 'web',
        namespace: 'default',
        uid: 'uid of web',
        generation: 2,
        ...(deleted && { deletionTimestamp: formatTime(0) }),
      },
      spec: {
        replicas: wanted,
        selector: { matchLabels: { app: 'web' } },
        template: templateOf('web:2'),
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
        },
        ...(paused && { paused }),
      },
      status: {},
    };
    const sets = new Map<string, ReplicaSet>();
    const most =
      before + maxSurge({ ...deployment, spec: { ...deployment.spec, replicas: before } });
    const add = (name: string, image: string, size: number, revision: number): void => {
      const labels = { app: 'web', 'pod-template-hash': name };
      sets.set(name, {
        metadata: {
          name,
          namespace: 'default',
          uid: `uid of ${name}`,
          labels,
          creationTimestamp: formatTime((revision - 3) * 3_600_000),
          ownerReferences: [newControllerRef(deployment, controllerKind)],
          annotations: {
            [`${prefix}/revision`]: String(revision),
            [`${prefix}/desired-replicas`]: String(before),
            [`${prefix}/max-replicas`]: String(most),
          },
        },
        spec: {
          replicas: size,
          selector: { matchLabels: labels },
          template: { ...templateOf(image), metadata: { labels } },
        },
        status: { replicas: size, readyReplicas: size, availableReplicas: size },
      });
    };
    add('web-old', 'web:1', oldSize, 1);
    if (newSize > 0) add('web-new', 'web:2', newSize, 2);
    const requests: string[] = [];
    const ask = (request: string): void => {
      requests.push(request);
      stage.say(request);
    };
    stage.show(() => [
      {
        kind: 'grid',
        title: `web wants ${plural(wanted, 'Pod')}${paused ? ', and is paused' : ''}${deleted ? ', and is being deleted' : ''}`,
        columns: ['ReplicaSet', 'image', 'replicas', 'wanted when last scaled'],
        rows: [...sets.values()].map(({ metadata, spec }) => ({
          cells: [
            metadata.name,
            spec.template.spec?.containers?.[0]?.image ?? '',
            String(spec.replicas ?? 0),
            metadata.annotations?.[`${prefix}/desired-replicas`] ?? '–',
          ],
        })),
      },
      {
        kind: 'groups',
        groups: [{ name: 'Requests', items: requests.map((text) => ({ text })), empty: 'none' }],
      },
    ]);
    const setLister = listFrom('replicasets.apps', () => [...sets.values()]);
    const controller = new DeploymentController({
      runtime: scheduler,
      client: {
        *getDeployment() {
          yield;
          ask('GET the Deployment');
          return [structuredClone(deployment), undefined];
        },
        *updateDeploymentStatus(d) {
          yield;
          ask('PUT the status of the Deployment');
          return [d, undefined];
        },
        *createReplicaSet(_, rs) {
          yield;
          ask(`POST a ReplicaSet with ${rs.spec.replicas ?? 0}`);
          const metadata = {
            ...structuredClone(rs.metadata),
            uid: `uid of ${rs.metadata.name}`,
            creationTimestamp: formatTime(0),
          };
          const stored = { ...structuredClone(rs), metadata, status: { replicas: 0 } };
          sets.set(metadata.name, stored);
          return [structuredClone(stored), undefined];
        },
        *updateReplicaSet(rs) {
          yield;
          const { name } = rs.metadata;
          const old = sets.get(name)?.spec.replicas ?? 0;
          const replicas = rs.spec.replicas ?? 0;
          ask(
            replicas === old
              ? `PUT ${name}, its annotations only`
              : `PUT ${name}: ${old} to ${replicas}`,
          );
          sets.set(name, structuredClone(rs));
          return [structuredClone(rs), undefined];
        },
        *deleteReplicaSet(_, name) {
          yield;
          ask(`DELETE ${name}`);
          sets.delete(name);
          return undefined;
        },
        *listReplicaSets() {
          yield;
          return [[...sets.values()], undefined];
        },
      },
      recorder: {
        event: (_, __, reason, message) => {
          stage.say(`Event ${reason}: ${message}`);
        },
      },
      dLister: { deployments: () => listFrom('deployments.apps', () => [deployment]) },
      rsLister: { replicaSets: () => setLister },
      podLister: { pods: () => listFrom('pods', () => []) },
      queue: {
        add: () => undefined,
        addAfter: () => undefined,
        addRateLimited: () => undefined,
        forget: () => undefined,
        done: () => undefined,
        numRequeues: () => 0,
        *get() {
          yield;
          return [undefined, true];
        },
      },
      // All ReplicaSets here are its own already.
      *claimReplicaSets(_, __, rsList) {
        yield;
        return [[...rsList], undefined];
      },
      labelSelectorAsSelector: toExactSelector,
      handleError: (error) => {
        stage.say(`logs: ${error.message}`);
      },
    });
    const error = scheduler.run(() => controller.syncDeployment('default/web'));
    if (error) stage.say(`returns an error: ${error.message}`);
    const old = sets.get('web-old')?.spec.replicas ?? 0;
    const fresh = [...sets.values()].find(({ metadata }) => metadata.name !== 'web-old');
    const sizes = `old ${old}, new ${fresh?.spec.replicas ?? 'none'}`;
    return {
      text: `The ReplicaSets ask for: ${sizes}. ${requests.length === 0 ? 'No request was sent' : `Requests: ${requests.join('; ')}`}.${error ? ` The error returned: ${error.message}.` : ''}`,
      facts: {
        sizes,
        requests: requests.length,
        changes: requests.filter((request) => !request.includes('status')).length,
        error: error?.message ?? 'none',
      },
    };
  },
});

const templateOf = (image: string): ReplicaSet['spec']['template'] => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image }] },
});
