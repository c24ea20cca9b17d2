import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  nodeInfoOf,
  podOf,
  type ShortNode,
  type ShortPod,
} from '../../../conformance/short-node.ts';
import { balancedResourceScorer } from './balanced-resource-scorer.ts';
import { leastResourceScorer } from './least-requested-score.ts';
import { NodeInfo } from './node-info.ts';
import {
  defaultRequestedRatioResources,
  ResourceAllocationScorer,
} from './resource-allocation-scorer.ts';

interface ScoreCase {
  readonly pod: ShortPod;
  readonly node: ShortNode;
  /** Of the resources, for the first score; else CPU and memory count alike. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly least: number;
  readonly balanced: number;
}

describe('ResourceAllocationScorer', () => {
  const { symbol, cases } = readVectors<ScoreCase>('resource-allocation-score');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/scheduler/framework/plugins/noderesources/resource_allocation.go#resourceAllocationScorer.score',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('the least and the balanced one answer as Go did', () => {
    const ours = cases.map(({ pod, node, weights }) => {
      const map = weights ? new Map(Object.entries(weights)) : defaultRequestedRatioResources;
      const [one, info] = [podOf('new', pod), nodeInfoOf(node)];
      const [least] = new ResourceAllocationScorer(leastResourceScorer(map), map).score(one, info);
      const [balanced] = new ResourceAllocationScorer(balancedResourceScorer).score(one, info);
      return { pod, node, ...(weights && { weights }), least, balanced };
    });
    expect(ours).toEqual(cases);
  });

  test('a node that is gone has none', () => {
    const [score, status] = new ResourceAllocationScorer(balancedResourceScorer).score(
      podOf('p', {}),
      new NodeInfo(),
    );
    expect([score, status?.message()]).toEqual([0, 'node not found']);
  });
});
