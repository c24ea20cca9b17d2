import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { DeploymentCondition, DeploymentStatus } from '../api/deployment.ts';
import type { ReplicaSetCondition } from '../api/replica-set.ts';
import {
  getDeploymentCondition,
  newDeploymentCondition,
  removeDeploymentCondition,
  replicaSetToDeploymentCondition,
  setDeploymentCondition,
} from './deployment-condition.ts';

interface ConditionCase {
  readonly conditions: readonly DeploymentCondition[];
  readonly steps: readonly {
    readonly set?: DeploymentCondition;
    readonly remove?: string;
    readonly got: DeploymentCondition | null;
    readonly left: readonly DeploymentCondition[];
  }[];
  readonly rs: ReplicaSetCondition;
  readonly converted: DeploymentCondition;
  readonly made: string;
}

/** Go's JSON leaves out what is empty. */
function short(condition: DeploymentCondition): DeploymentCondition {
  const { reason, message, ...others } = condition;
  return { ...others, ...(reason && { reason }), ...(message && { message }) };
}

test('every sequence of conditions goes as in Go', () => {
  const { symbol, cases } = readVectors<ConditionCase>('deployment-conditions');
  expect(symbol).toContain('#SetDeploymentCondition');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  const now = 1_600_000_000_000;
  for (const one of cases) {
    const status: DeploymentStatus = { conditions: [...one.conditions] };
    const steps = one.steps.map((step) => {
      if (step.set) setDeploymentCondition(status, step.set);
      if (step.remove !== undefined) removeDeploymentCondition(status, step.remove);
      const got = getDeploymentCondition(status, 'Progressing');
      return { ...step, got: got ? short(got) : null, left: (status.conditions ?? []).map(short) };
    });
    const made = newDeploymentCondition('T', 'True', 'R', 'M', now);
    const isNow = [made.lastUpdateTime, made.lastTransitionTime].every(
      (time) => Date.parse(time ?? '') === now,
    );
    expect({
      ...one,
      steps,
      converted: short(replicaSetToDeploymentCondition(one.rs)),
      made: [made.type, made.status, made.reason, made.message, isNow].join('|'),
    }).toEqual(one);
  }
});

const conditionOf = (
  type: string,
  status: DeploymentCondition['status'],
  reason: string,
): DeploymentCondition => ({ type, status, reason });
const progressing = conditionOf('Progressing', 'False', 'ForSomeReason');
const progressing2 = conditionOf('Progressing', 'True', 'BecauseItIs');
const available = conditionOf('Available', 'True', 'AwesomeController');
const withConditions = (...conditions: DeploymentCondition[]): DeploymentStatus =>
  conditions.length > 0 ? { conditions } : {};

describe('pkg/controller/deployment/util/deployment_util_test.go#TestGetCondition', () => {
  test.each([
    { name: 'condition exists', type: 'Available', exists: true },
    { name: 'condition does not exist', type: 'ReplicaFailure', exists: false },
  ])('$name', ({ type, exists }) => {
    const status = withConditions(progressing, available);
    expect(getDeploymentCondition(status, type) !== undefined).toBe(exists);
  });
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestSetCondition', () => {
  test.each([
    { name: 'set for the first time', before: [], set: available, after: [available] },
    {
      name: 'simple set',
      before: [progressing],
      set: available,
      after: [progressing, available],
    },
    { name: 'overwrite', before: [progressing], set: progressing2, after: [progressing2] },
  ])('$name', ({ before, set, after }) => {
    const status = withConditions(...before);
    setDeploymentCondition(status, set);
    expect(status).toEqual(withConditions(...after));
  });
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestRemoveCondition', () => {
  test.each([
    { name: 'remove from empty status', before: [], type: 'Progressing', after: [] },
    { name: 'simple remove', before: [progressing], type: 'Progressing', after: [] },
    {
      name: "doesn't remove anything",
      before: [progressing, available],
      type: 'ReplicaFailure',
      after: [progressing, available],
    },
  ])('$name', ({ before, type, after }) => {
    const status = withConditions(...before);
    removeDeploymentCondition(status, type);
    expect(status.conditions ?? []).toEqual(after);
  });
});
