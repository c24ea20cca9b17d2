import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { isSaturated } from './is-saturated.ts';

interface SaturatedCase {
  readonly d: Deployment;
  readonly rs: ReplicaSet;
  readonly saturated: boolean;
}

test('every ReplicaSet is saturated or not as in Go', () => {
  const { symbol, cases } = readVectors<SaturatedCase>('is-saturated');
  expect(symbol).toContain('#IsSaturated');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    expect({ ...one, saturated: isSaturated(one.d, one.rs) }).toEqual(one);
  }
  expect(cases.filter(({ saturated }) => saturated).length).toBeGreaterThan(20);
  expect(
    isSaturated({ metadata: { name: 'd' }, spec: { template: {} }, status: {} }, undefined),
  ).toBe(false);
});

// The other parts are in replica-set-annotations.test.ts.
describe('pkg/controller/deployment/util/deployment_util_test.go#TestAnnotationUtils', () => {
  test('IsSaturated', () => {
    const template = {};
    const deployment: Deployment = {
      metadata: { name: 'nginx' },
      spec: { replicas: 1, template },
      status: {},
    };
    const rs: ReplicaSet = {
      metadata: { name: 'rs', annotations: { 'deployment.kubernetes.io/desired-replicas': '1' } },
      spec: { replicas: 1, template },
      status: { replicas: 0, availableReplicas: 1 },
    };
    expect(isSaturated(deployment, rs)).toBe(true);
  });
});
