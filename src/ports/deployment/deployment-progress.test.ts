import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Deployment, DeploymentStatus } from '../api/deployment.ts';
import {
  deploymentComplete,
  deploymentProgressing,
  deploymentTimedOut,
  hasProgressDeadline,
  hasRevisionHistoryLimit,
} from './deployment-progress.ts';

interface ProgressCase {
  readonly d: Deployment;
  readonly status: DeploymentStatus;
  readonly complete: boolean;
  readonly progressing: boolean;
  readonly timedOut: boolean;
  readonly deadline: boolean;
  readonly limit: boolean;
}

test('every Deployment gets on as in Go', () => {
  const { symbol, cases } = readVectors<ProgressCase>('deployment-progress');
  expect(symbol).toContain('#DeploymentProgressing');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    const { d, status } = one;
    expect({
      d,
      status,
      complete: deploymentComplete(d, status),
      progressing: deploymentProgressing(d, status),
      timedOut: deploymentTimedOut(d, status, 1_600_000_000_000),
      deadline: hasProgressDeadline(d),
      limit: hasRevisionHistoryLimit(d),
    }).toEqual(one);
  }
  for (const key of ['complete', 'progressing', 'timedOut'] as const) {
    expect(cases.filter((one) => one[key]).length).toBeGreaterThan(10);
  }
});

/** Replicas, updated, ready and available ones. */
const statusOf = (
  replicas: number,
  updatedReplicas: number,
  readyReplicas: number,
  availableReplicas: number,
): DeploymentStatus => ({ replicas, updatedReplicas, readyReplicas, availableReplicas });

const deploymentOf = (replicas: number, status: DeploymentStatus): Deployment => ({
  metadata: { name: 'd' },
  spec: { replicas, template: {} },
  status,
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestDeploymentComplete', () => {
  test.each([
    {
      name: 'not complete: min but not all pods become available',
      d: [5, 5, 5, 4],
      expected: false,
    },
    { name: 'not complete: min availability is not honored', d: [5, 5, 5, 3], expected: false },
    { name: 'complete > "deployment(5, 5, 5, 5, 0, 0)"', d: [5, 5, 5, 5], expected: true },
    {
      name: 'not complete: all pods are available but not updated',
      d: [5, 5, 4, 5],
      expected: false,
    },
    { name: 'not complete: still running old pods', d: [1, 2, 1, 1], expected: false },
    {
      name: 'not complete: one replica deployment never comes up',
      d: [1, 1, 1, 0],
      expected: false,
    },
  ] as const)('$name', ({ d: [desired, current, updated, available], expected }) => {
    const d = deploymentOf(desired, statusOf(current, updated, 0, available));
    expect(deploymentComplete(d, d.status)).toBe(expected);
  });
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestDeploymentProgressing', () => {
  test.each([
    {
      name: 'progressing: updated pods',
      from: statusOf(10, 4, 4, 4),
      to: statusOf(10, 6, 4, 4),
      expected: true,
    },
    {
      name: 'not progressing > "newStatus(10, 4, 4, 4)"',
      from: statusOf(10, 4, 4, 4),
      to: statusOf(10, 4, 4, 4),
      expected: false,
    },
    {
      name: 'progressing: old pods removed',
      from: statusOf(10, 4, 6, 6),
      to: statusOf(8, 4, 6, 6),
      expected: true,
    },
    {
      name: 'not progressing: less new pods',
      from: statusOf(10, 7, 3, 3),
      to: statusOf(10, 6, 3, 3),
      expected: false,
    },
    {
      name: 'progressing: less overall but more new pods',
      from: statusOf(10, 4, 7, 7),
      to: statusOf(8, 8, 5, 5),
      expected: true,
    },
    {
      name: 'progressing: more ready pods',
      from: statusOf(10, 10, 9, 8),
      to: statusOf(10, 10, 10, 8),
      expected: true,
    },
    {
      name: 'progressing: more available pods',
      from: statusOf(10, 10, 10, 9),
      to: statusOf(10, 10, 10, 10),
      expected: true,
    },
  ])('$name', ({ from, to, expected }) => {
    expect(deploymentProgressing(deploymentOf(1, from), to)).toBe(expected);
  });
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestDeploymentTimedOut', () => {
  test.each([
    {
      name: 'nil progressDeadlineSeconds specified - no timeout',
      from: '00:01:09',
      expected: false,
    },
    {
      name: 'infinite progressDeadlineSeconds specified - no timeout',
      deadline: 2147483647,
      from: '00:01:09',
      expected: false,
    },
    {
      name: 'progressDeadlineSeconds: 10s, now - started => 00:01:20 - 00:01:09 => 11s',
      deadline: 10,
      from: '00:01:09',
      expected: true,
    },
    {
      name: 'progressDeadlineSeconds: 10s, now - started => 00:01:20 - 00:01:11 => 9s',
      deadline: 10,
      from: '00:01:11',
      expected: false,
    },
    {
      name: 'previous status was a complete deployment',
      reason: 'NewReplicaSetAvailable',
      expected: false,
    },
  ])('$name', ({ deadline, from, reason = '', expected }) => {
    const d = deploymentOf(1, {
      conditions: [
        {
          type: 'Progressing',
          status: 'True',
          reason,
          ...(from !== undefined && { lastUpdateTime: `2016-01-01T${from}Z` }),
        },
      ],
    });
    if (deadline !== undefined) d.spec.progressDeadlineSeconds = deadline;
    expect(deploymentTimedOut(d, d.status, Date.parse('2016-01-01T00:01:20Z'))).toBe(expected);
  });
});
