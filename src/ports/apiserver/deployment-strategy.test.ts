import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  expanded,
  replayStrategy,
  type StrategyCase,
} from '../../../conformance/replay-strategy.ts';
import type { Deployment } from '../api/deployment.ts';
import { setObjectDefaults_Deployment } from './defaults.ts';
import { DeploymentStatusStrategy, DeploymentStrategy } from './deployment-strategy.ts';

const kind = {
  defaults: setObjectDefaults_Deployment,
  strategy: new DeploymentStrategy(),
  statusStrategy: new DeploymentStatusStrategy(),
};

describe('DeploymentStrategy', () => {
  const { symbol, cases } = readVectors<StrategyCase<Deployment>>('deployment-strategy');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/registry/apps/deployment/strategy.go#deploymentStrategy.PrepareForUpdate',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('does what Go did', () => {
    for (const [at, one] of cases.map(expanded).entries()) {
      expect({ at, ...one, out: replayStrategy(kind, one) }).toEqual({ at, ...one });
    }
  });
});
