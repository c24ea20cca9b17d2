import { expect, test } from 'vitest';
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
