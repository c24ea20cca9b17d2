import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Deployment } from '../api/deployment.ts';
import { replicasOf } from './replicas-of.ts';
import {
  isRollingUpdate,
  maxSurge,
  maxUnavailable,
  minAvailable,
  resolveFenceposts,
} from './resolve-fenceposts.ts';

interface FencepostCase {
  readonly d: Deployment;
  readonly maxUnavailable: number;
  readonly minAvailable: number;
  readonly maxSurge: number;
  readonly rolling: boolean;
  readonly resolved?: readonly [surge: number, unavailable: number, error: string | null];
}

test('the bounds of every Deployment are as in Go', () => {
  const { symbol, cases } = readVectors<FencepostCase>('resolve-fenceposts');
  expect(symbol).toContain('#ResolveFenceposts');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    const { d } = one;
    const rolling = d.spec.strategy?.rollingUpdate;
    const [surge, unavailable, err] = resolveFenceposts(
      rolling?.maxSurge,
      rolling?.maxUnavailable,
      replicasOf(d),
    );
    expect({
      d,
      maxUnavailable: maxUnavailable(d),
      minAvailable: minAvailable(d),
      maxSurge: maxSurge(d),
      rolling: isRollingUpdate(d),
      ...(rolling && { resolved: [surge, unavailable, err?.message ?? null] }),
    }).toEqual(one);
  }
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestResolveFenceposts', () => {
  test.each([
    { name: '0 > "maxSurge:" @1', surge: '0%', unavailable: '0%', desired: 0, answer: [0, 1] },
    { name: '1 > "maxSurge:" @2', surge: '39%', unavailable: '39%', desired: 10, answer: [4, 3] },
    { name: '2 > "maxSurge:" @3', surge: 'oops', unavailable: '39%', desired: 10, answer: 'error' },
    { name: '3 > "maxSurge:" @4', surge: '55%', unavailable: 'urg', desired: 10, answer: 'error' },
    { name: '4 > "maxSurge:" @5', unavailable: '39%', desired: 10, answer: [0, 3] },
    { name: '5 > "maxSurge:" @6', surge: '39%', desired: 10, answer: [4, 0] },
    { name: '6 > "maxSurge:" @7', desired: 10, answer: [0, 1] },
  ])('$name', ({ surge, unavailable, desired, answer }) => {
    const [...resolved] = resolveFenceposts(surge, unavailable, desired);
    const err = resolved.pop();
    expect(err ? 'error' : resolved).toEqual(answer);
  });
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestMaxUnavailable', () => {
  test.each([
    {
      name: 'maxUnavailable less than replicas > "deployment(10, intstr.FromInt(5))"',
      replicas: 10,
      unavailable: 5,
      expected: 5,
    },
    {
      name: 'maxUnavailable equal replicas > "deployment(10, intstr.FromInt(10))"',
      replicas: 10,
      unavailable: 10,
      expected: 10,
    },
    {
      name: 'maxUnavailable greater than replicas > "deployment(5, intstr.FromInt(10))"',
      replicas: 5,
      unavailable: 10,
      expected: 5,
    },
    { name: 'maxUnavailable with replicas is 0', replicas: 0, unavailable: 10, expected: 0 },
    { name: 'maxUnavailable with Recreate deployment strategy', expected: 0 },
    {
      name: 'maxUnavailable less than replicas with percents',
      replicas: 10,
      unavailable: '50%',
      expected: 5,
    },
    {
      name: 'maxUnavailable equal replicas with percents',
      replicas: 10,
      unavailable: '100%',
      expected: 10,
    },
    {
      name: 'maxUnavailable greater than replicas with percents',
      replicas: 5,
      unavailable: '100%',
      expected: 5,
    },
  ])('$name', ({ replicas, unavailable, expected }) => {
    const d: Deployment = { metadata: { name: 'd' }, spec: { template: {} }, status: {} };
    if (replicas !== undefined) d.spec.replicas = replicas;
    d.spec.strategy =
      unavailable === undefined
        ? { type: 'Recreate' }
        : { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: unavailable } };
    expect(maxUnavailable(d)).toBe(expected);
  });
});
