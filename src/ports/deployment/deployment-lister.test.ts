import { describe, expect, test } from 'vitest';
import type { Deployment } from '../api/deployment.ts';
import type { LabelSelector } from '../api/meta.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { selectorFromValidatedSet } from '../labels/selector-from-validated-set.ts';
import type { ToSelector } from '../labels/to-selector.ts';
import { getDeploymentsForReplicaSet, type DeploymentLister } from './deployment-lister.ts';

const toSelector: ToSelector = (ps) => [
  selectorFromValidatedSet(ps?.matchLabels),
  ps?.matchExpressions ? new Error('refused') : undefined,
];

const deploymentOf = (name: string, selector: LabelSelector): Deployment => ({
  metadata: { name, namespace: 'test' },
  spec: { selector, template: {} },
  status: {},
});

const listerOf = (...deployments: Deployment[]): DeploymentLister => ({
  deployments: (namespace) => ({
    list: () => [deployments.filter(({ metadata }) => metadata.namespace === namespace), undefined],
    get: () => [undefined, undefined],
  }),
});

const replicaSet = (labels: Record<string, string>, namespace = 'test'): ReplicaSet => ({
  metadata: { name: 'rs', namespace, labels },
  spec: { template: {} },
  status: { replicas: 0 },
});

const three = [0, 1, 2].map((at) =>
  deploymentOf(`deployment-${at}`, { matchLabels: { app: `test-${at}` } }),
);

describe('pkg/controller/deployment/util/deployment_util_test.go#TestGetDeploymentsForReplicaSet', () => {
  test.each([0, 1, 2])('GetDeploymentsForReplicaSet for rs-%i', (at) => {
    const rs = replicaSet({ app: `test-${at}`, label: `label-${at}` });
    const answer = getDeploymentsForReplicaSet(listerOf(...three), toSelector, rs);
    expect(answer).toEqual([[three[at]], undefined]);
  });

  test.each([3, 4])('GetDeploymentsForReplicaSet for rs-%i', (at) => {
    const rs = replicaSet({ app: `test-${at}`, label: `label-${at}` });
    const [found, error] = getDeploymentsForReplicaSet(listerOf(...three), toSelector, rs);
    expect([found, error?.message]).toEqual([
      [],
      `could not find deployments set for ReplicaSet rs in namespace test with labels: map[app:test-${at} label:label-${at}]`,
    ]);
  });
});

describe('getDeploymentsForReplicaSet', () => {
  test('finds none without labels, in another namespace, or by a selector that is empty', () => {
    const message = (rs: ReplicaSet, ...deployments: Deployment[]) =>
      getDeploymentsForReplicaSet(listerOf(...deployments), toSelector, rs)[1]?.message;
    expect(message(replicaSet({}), ...three)).toBe(
      'no deployments found for ReplicaSet rs because it has no labels',
    );
    const app = { app: 'test-0' };
    expect(message(replicaSet(app, 'other'), ...three)).toContain('in namespace other');
    expect(message(replicaSet(app), deploymentOf('all', {}))).toContain('could not find');
  });

  test('fails by a broken selector, even if another matches', () => {
    const broken = deploymentOf('broken', { matchExpressions: [] });
    const rs = replicaSet({ app: 'test-0' });
    expect(getDeploymentsForReplicaSet(listerOf(...three, broken), toSelector, rs)).toEqual([
      [],
      new Error('invalid label selector: refused'),
    ]);
  });
});
