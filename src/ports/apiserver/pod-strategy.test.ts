import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  expanded,
  replayStrategy,
  type StrategyCase,
} from '../../../conformance/replay-strategy.ts';
import type { Pod, PodPhase } from '../api/pod.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { setObjectDefaults_Pod } from './defaults.ts';
import type { DeleteOptions } from './delete-options.ts';
import { PodStatusStrategy, PodStrategy } from './pod-strategy.ts';

const kind = {
  defaults: setObjectDefaults_Pod,
  strategy: new PodStrategy(),
  statusStrategy: new PodStatusStrategy(),
};
const ctx = { runtime: new Scheduler() };

describe('PodStrategy', () => {
  const { symbol, cases } = readVectors<StrategyCase<Pod>>('pod-strategy');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/registry/core/pod/strategy.go#podStrategy.PrepareForCreate');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('does what Go did', () => {
    for (const [at, one] of cases.map(expanded).entries()) {
      const out = replayStrategy(kind, one);
      const options: DeleteOptions = {
        ...(one.grace !== undefined && { gracePeriodSeconds: one.grace }),
      };
      const pod: Pod = Object.assign({ status: {} }, one.obj);
      if (one.do === 'grace') kind.strategy.checkGracefulDelete(ctx, pod, options);
      const grace = one.do === 'grace' && { graceOut: options.gracePeriodSeconds };
      expect({ at, ...one, out, ...grace }).toEqual({ at, ...one });
    }
  });
});

describe('pkg/registry/core/pod/strategy_test.go#TestCheckGracefulDelete', () => {
  const graceOf = (nodeName: string, phase?: PodPhase): number | undefined => {
    const pod: Pod = {
      metadata: { name: '' },
      spec: { nodeName },
      status: { ...(phase && { phase }) },
    };
    const options: DeleteOptions = { gracePeriodSeconds: 30 };
    expect(kind.strategy.checkGracefulDelete(ctx, pod, options)).toBe(true);
    return options.gracePeriodSeconds;
  };
  test('pending on a node > "Status: api.PodStatus{Phase: api.PodPending}" @1', () => {
    expect(graceOf('something', 'Pending')).toBe(30);
  });
  test('failed on a node > "Phase: api.PodFailed"', () => {
    expect(graceOf('something', 'Failed')).toBe(0);
  });
  test('pending without a node > "Status: api.PodStatus{Phase: api.PodPending}" @2', () => {
    expect(graceOf('', 'Pending')).toBe(0);
  });
  test('succeeded without a node > "Phase: api.PodSucceeded"', () => {
    expect(graceOf('', 'Succeeded')).toBe(0);
  });
  test('without a node and a phase > "Status: api.PodStatus{},"', () => {
    expect(graceOf('')).toBe(0);
  });
});
