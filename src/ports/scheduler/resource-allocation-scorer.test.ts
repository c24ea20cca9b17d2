import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  nodeInfoOf,
  podOf,
  type ShortNode,
  type ShortPod,
} from '../../../conformance/short-node.ts';
import type { ResourceList } from '../api/pod.ts';
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

// The cases of both Go tests are nearly the same: of nodes with so much CPU and memory, pods of so
// much are on two of them, and one more is scored.
const folder = 'pkg/scheduler/framework/plugins/noderesources';
const nothing: ShortPod = {};
const asks = (cpu: number, memory: number): ResourceList => ({
  cpu: `${cpu}m`,
  memory: String(memory),
});
const cpuOnly: ShortPod = { c: [asks(1000, 0), asks(2000, 0)] };
const cpuAndMemory: ShortPod = { c: [asks(1000, 2000), asks(2000, 3000)] };
const nodeOf = (cpu: number, memory: number, ...p: ShortPod[]): ShortNode => ({
  a: asks(cpu, memory),
  p,
});

interface UpstreamCase {
  readonly name: string;
  readonly pod: ShortPod;
  readonly nodes: readonly ShortNode[];
  readonly least: readonly number[];
  readonly balanced: readonly number[];
}

const upstreamCases: readonly UpstreamCase[] = [
  {
    name: 'nothing scheduled, nothing requested',
    pod: nothing,
    nodes: [nodeOf(4000, 10_000), nodeOf(4000, 10_000)],
    least: [100, 100],
    balanced: [100, 100],
  },
  {
    name: 'nothing scheduled, resources requested, differently sized machines',
    pod: cpuAndMemory,
    nodes: [nodeOf(4000, 10_000), nodeOf(6000, 10_000)],
    least: [37, 50],
    balanced: [75, 100],
  },
  {
    name: 'no resources requested, pods scheduled',
    pod: nothing,
    nodes: [nodeOf(4000, 10_000, nothing, nothing), nodeOf(4000, 10_000, nothing, nothing)],
    least: [100, 100],
    balanced: [100, 100],
  },
  {
    name: 'no resources requested, pods scheduled with resources',
    pod: nothing,
    nodes: [
      nodeOf(10_000, 20_000, cpuOnly, cpuOnly),
      nodeOf(10_000, 20_000, cpuOnly, cpuAndMemory),
    ],
    least: [70, 57],
    balanced: [40, 65],
  },
  {
    name: 'resources requested, pods scheduled with resources',
    pod: cpuAndMemory,
    nodes: [nodeOf(10_000, 20_000, cpuOnly), nodeOf(10_000, 20_000, cpuAndMemory)],
    least: [57, 45],
    balanced: [65, 90],
  },
  {
    name: 'resources requested, pods scheduled with resources, differently sized machines',
    pod: cpuAndMemory,
    nodes: [nodeOf(10_000, 20_000, cpuOnly), nodeOf(10_000, 50_000, cpuAndMemory)],
    least: [57, 60],
    balanced: [65, 60],
  },
  {
    name: 'requested resources exceed node capacity',
    pod: cpuOnly,
    nodes: [nodeOf(4000, 10_000, cpuOnly), nodeOf(4000, 10_000, cpuAndMemory)],
    least: [50, 25],
    balanced: [0, 0],
  },
  {
    name: 'zero node resources, pods scheduled with resources',
    pod: nothing,
    nodes: [nodeOf(0, 0, cpuOnly), nodeOf(0, 0, cpuAndMemory)],
    least: [0, 0],
    balanced: [0, 0],
  },
];

function scoresOf(
  scorer: ResourceAllocationScorer,
  { pod, nodes }: Pick<UpstreamCase, 'pod' | 'nodes'>,
) {
  return nodes.map((node) => scorer.score(podOf('new', pod), nodeInfoOf(node))[0]);
}

// Weights that are refused are left out: ours come from no configuration.
describe(`${folder}/least_allocated_test.go#TestNodeResourcesLeastAllocated`, () => {
  const leastBy = (weights: Record<string, number>): ResourceAllocationScorer => {
    const map = new Map(Object.entries(weights));
    return new ResourceAllocationScorer(leastResourceScorer(map), map);
  };

  test.each(upstreamCases)('$name', ({ least, ...one }) => {
    expect(scoresOf(leastBy({ cpu: 1, memory: 1 }), one)).toEqual(least);
  });

  test('nothing scheduled, resources requested with different weight on CPU and memory, differently sized machines', () => {
    const nodes = [nodeOf(4000, 10_000), nodeOf(6000, 10_000)];
    const scores = scoresOf(leastBy({ memory: 2, cpu: 1 }), { pod: cpuAndMemory, nodes });
    expect(scores).toEqual([41, 50]);
  });
});

// The case that counts volumes is left out, as its feature gate is off by default.
describe(`${folder}/balanced_allocation_test.go#TestNodeResourcesBalancedAllocation`, () => {
  test.each(upstreamCases)('$name', ({ balanced, ...one }) => {
    expect(scoresOf(new ResourceAllocationScorer(balancedResourceScorer), one)).toEqual(balanced);
  });
});
