import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  nodeInfoOf,
  podOf,
  type ShortNode,
  type ShortPod,
} from '../../../conformance/short-node.ts';
import type { ResourceList } from '../api/pod.ts';
import { computePodResourceRequest, Fit, fitsRequest } from './fit.ts';
import type { Resource } from './resource.ts';

interface ResourceText {
  readonly cpu: number;
  readonly memory: number;
  readonly ephemeral: number;
  readonly pods: number;
  readonly scalar: Readonly<Record<string, number>>;
}

interface FitCase {
  readonly pod: ShortPod;
  readonly node: ShortNode;
  readonly ignored?: readonly string[];
  readonly groups?: readonly string[];
  readonly request: ResourceText;
  readonly allocatable: ResourceText;
  readonly requested: ResourceText;
  /** CPU and memory as they count in scores. */
  readonly nonZero: readonly [number, number];
  /** Sorted `name;reason;requested;used;capacity`: Go has the scalar ones in any order. */
  readonly insufficient: readonly string[];
}

const textOf = (resource: Resource): ResourceText => ({
  cpu: resource.milliCPU,
  memory: resource.memory,
  ephemeral: resource.ephemeralStorage,
  pods: resource.allowedPodNumber,
  scalar: Object.fromEntries(resource.scalarResources),
});

describe('computePodResourceRequest and fitsRequest', () => {
  const { symbol, cases } = readVectors<FitCase>('fits-request');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/scheduler/framework/plugins/noderesources/fit.go#fitsRequest');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answer as Go did, and so do the sums of a node', () => {
    const ours = cases.map(({ pod, node, ignored, groups }) => {
      const request = computePodResourceRequest(podOf('new', pod));
      const info = nodeInfoOf(node);
      const insufficient = fitsRequest(request, info, new Set(ignored), new Set(groups));
      return {
        pod,
        node,
        ...(ignored && { ignored }),
        ...(groups && { groups }),
        request: textOf(request),
        allocatable: textOf(info.allocatable),
        requested: textOf(info.requested),
        nonZero: [info.nonZeroRequested.milliCPU, info.nonZeroRequested.memory],
        insufficient: insufficient
          .map((r) => [r.resourceName, r.reason, r.requested, r.used, r.capacity].join(';'))
          .sort(),
      };
    });
    expect(ours).toEqual(cases);
  });

  test('the filter gives all reasons', () => {
    for (const { pod, node, ignored, groups, insufficient } of cases) {
      const fit = new Fit(new Set(ignored), new Set(groups));
      const state = new Map<string, unknown>();
      const one = podOf('new', pod);
      expect(fit.preFilter(state, one)).toBeUndefined();
      const status = fit.filter(state, one, nodeInfoOf(node));
      const reasons = insufficient.map((text) => text.split(';')[1]);
      expect([...(status?.reasons ?? [])].sort()).toEqual(reasons.sort());
      expect(status?.code).toBe(reasons.length > 0 ? 'Unschedulable' : undefined);
    }
  });
});

const upstream = 'pkg/scheduler/framework/plugins/noderesources/fit_test.go';

const [a, b] = ['example.com/aaa', 'example.com/bbb'];
const [ours, below] = ['kubernetes.io/something', 'subdomain.kubernetes.io/something'];
const huge = 'hugepages-2Mi';

/** What a container asks for: thousandths of a CPU, bytes, and others. */
const asks = (cpu: number, memory: number, others: Record<string, number> = {}): ResourceList => ({
  cpu: `${cpu}m`,
  memory: String(memory),
  ...Object.fromEntries(Object.entries(others).map(([name, count]) => [name, String(count)])),
});

/** A node of ten thousandths of a CPU, 20 bytes and five of other things, with one pod on it. */
const nodeWith = (pod: ResourceList, pods = 32, others = 5, storage = 20): ShortNode => ({
  a: asks(10, 20, { pods, 'ephemeral-storage': storage, [a]: others, [huge]: others }),
  p: [{ c: [pod] }],
});

/** The status that the filter gives, and what there is too little of. */
function judge(pod: ShortPod, node: ShortNode, ignored: string[] = [], groups: string[] = []) {
  const fit = new Fit(new Set(ignored), new Set(groups));
  const state = new Map<string, unknown>();
  const [one, info] = [podOf('new', pod), nodeInfoOf(node)];
  fit.preFilter(state, one);
  const status = fit.filter(state, one, info);
  const request = computePodResourceRequest(one);
  const insufficient = fitsRequest(request, info, new Set(ignored), new Set(groups));
  return {
    status: status && [status.code, ...status.reasons],
    insufficient: insufficient.map(({ resourceName, reason, requested, used, capacity }) => {
      expect(reason).toBe(`Insufficient ${resourceName}`);
      return [resourceName, requested, used, capacity];
    }),
  };
}

type Insufficient = readonly [resource: string, requested: number, used: number, capacity: number];

describe(`${upstream}#TestEnoughRequests`, () => {
  interface Case {
    readonly name: string;
    readonly c: readonly ResourceList[];
    readonly i?: readonly ResourceList[];
    readonly o?: ResourceList;
    /** What the pod on the node asks for. */
    readonly on: ResourceList;
    readonly ignored?: string[];
    readonly groups?: string[];
    readonly lacks?: readonly Insufficient[];
  }
  const one = asks(1, 1);
  const none = asks(0, 0);
  const cases: Case[] = [
    { name: 'no resources requested always fits', c: [], on: asks(10, 20) },
    {
      name: 'too many resources fails',
      c: [one],
      on: asks(10, 20),
      lacks: [
        ['cpu', 1, 10, 10],
        ['memory', 1, 20, 20],
      ],
    },
    {
      name: 'too many resources fails due to init container cpu',
      c: [one],
      i: [asks(3, 1)],
      on: asks(8, 19),
      lacks: [['cpu', 3, 8, 10]],
    },
    {
      name: 'too many resources fails due to highest init container cpu',
      c: [one],
      i: [asks(3, 1), asks(2, 1)],
      on: asks(8, 19),
      lacks: [['cpu', 3, 8, 10]],
    },
    {
      name: 'too many resources fails due to init container memory',
      c: [one],
      i: [asks(1, 3)],
      on: asks(9, 19),
      lacks: [['memory', 3, 19, 20]],
    },
    {
      name: 'too many resources fails due to highest init container memory',
      c: [one],
      i: [asks(1, 3), asks(1, 2)],
      on: asks(9, 19),
      lacks: [['memory', 3, 19, 20]],
    },
    {
      name: "init container fits because it's the max, not sum, of containers and init containers",
      c: [one],
      i: [one],
      on: asks(9, 19),
    },
    {
      name: "multiple init containers fit because it's the max, not sum, of containers and init containers",
      c: [one],
      i: [one, one],
      on: asks(9, 19),
    },
    { name: 'both resources fit', c: [one], on: asks(5, 5) },
    {
      name: 'one resource memory fits',
      c: [asks(2, 1)],
      on: asks(9, 5),
      lacks: [['cpu', 2, 9, 10]],
    },
    {
      name: 'one resource cpu fits',
      c: [asks(1, 2)],
      on: asks(5, 19),
      lacks: [['memory', 2, 19, 20]],
    },
    { name: 'equal edge case', c: [asks(5, 1)], on: asks(5, 19) },
    {
      name: 'equal edge case for init container',
      c: [asks(4, 1)],
      i: [asks(5, 1)],
      on: asks(5, 19),
    },
    { name: 'extended resource fits', c: [asks(0, 0, { [a]: 1 })], on: none },
    {
      name: 'extended resource fits for init container',
      c: [none],
      i: [asks(0, 0, { [a]: 1 })],
      on: none,
    },
    {
      name: 'extended resource capacity enforced',
      c: [asks(1, 1, { [a]: 10 })],
      on: asks(0, 0, { [a]: 0 }),
      lacks: [[a, 10, 0, 5]],
    },
    {
      name: 'extended resource capacity enforced for init container',
      c: [none],
      i: [asks(1, 1, { [a]: 10 })],
      on: asks(0, 0, { [a]: 0 }),
      lacks: [[a, 10, 0, 5]],
    },
    {
      name: 'extended resource allocatable enforced',
      c: [asks(1, 1, { [a]: 1 })],
      on: asks(0, 0, { [a]: 5 }),
      lacks: [[a, 1, 5, 5]],
    },
    {
      name: 'extended resource allocatable enforced for init container',
      c: [none],
      i: [asks(1, 1, { [a]: 1 })],
      on: asks(0, 0, { [a]: 5 }),
      lacks: [[a, 1, 5, 5]],
    },
    {
      name: 'extended resource allocatable enforced for multiple containers',
      c: [asks(1, 1, { [a]: 3 }), asks(1, 1, { [a]: 3 })],
      on: asks(0, 0, { [a]: 2 }),
      lacks: [[a, 6, 2, 5]],
    },
    {
      name: 'extended resource allocatable admits multiple init containers',
      c: [none],
      i: [asks(1, 1, { [a]: 3 }), asks(1, 1, { [a]: 3 })],
      on: asks(0, 0, { [a]: 2 }),
    },
    {
      name: 'extended resource allocatable enforced for multiple init containers',
      c: [none],
      i: [asks(1, 1, { [a]: 6 }), asks(1, 1, { [a]: 3 })],
      on: asks(0, 0, { [a]: 2 }),
      lacks: [[a, 6, 2, 5]],
    },
    {
      name: 'extended resource allocatable enforced for unknown resource',
      c: [asks(1, 1, { [b]: 1 })],
      on: none,
      lacks: [[b, 1, 0, 0]],
    },
    {
      name: 'extended resource allocatable enforced for unknown resource for init container',
      c: [none],
      i: [asks(1, 1, { [b]: 1 })],
      on: none,
      lacks: [[b, 1, 0, 0]],
    },
    {
      name: 'kubernetes.io resource capacity enforced',
      c: [asks(1, 1, { [ours]: 10 })],
      on: none,
      lacks: [[ours, 10, 0, 0]],
    },
    {
      name: 'kubernetes.io resource capacity enforced for init container',
      c: [none],
      i: [asks(1, 1, { [below]: 10 })],
      on: none,
      lacks: [[below, 10, 0, 0]],
    },
    {
      name: 'hugepages resource capacity enforced',
      c: [asks(1, 1, { [huge]: 10 })],
      on: asks(0, 0, { [huge]: 0 }),
      lacks: [[huge, 10, 0, 5]],
    },
    {
      name: 'hugepages resource capacity enforced for init container',
      c: [none],
      i: [asks(1, 1, { [huge]: 10 })],
      on: asks(0, 0, { [huge]: 0 }),
      lacks: [[huge, 10, 0, 5]],
    },
    {
      name: 'hugepages resource allocatable enforced for multiple containers',
      c: [asks(1, 1, { [huge]: 3 }), asks(1, 1, { [huge]: 3 })],
      on: asks(0, 0, { [huge]: 2 }),
      lacks: [[huge, 6, 2, 5]],
    },
    {
      name: 'skip checking ignored extended resource',
      c: [asks(1, 1, { [b]: 1 })],
      on: none,
      ignored: [b],
    },
    { name: 'resources + pod overhead fits', c: [one], o: asks(3, 13), on: asks(5, 5) },
    {
      name: 'requests + overhead does not fit for memory',
      c: [one],
      o: asks(1, 15),
      on: asks(5, 5),
      lacks: [['memory', 16, 5, 20]],
    },
    {
      name: 'skip checking ignored extended resource via resource groups',
      c: [asks(1, 1, { [b]: 1, [ours]: 1 })],
      on: none,
      groups: ['example.com'],
      lacks: [[ours, 1, 0, 0]],
    },
  ];

  test.each(cases)('$name', ({ on, ignored, groups, lacks = [], ...pod }) => {
    const reasons = lacks.map(([resource]) => `Insufficient ${resource}`);
    expect(judge(pod, nodeWith(on), ignored, groups)).toEqual({
      status: reasons.length > 0 ? ['Unschedulable', ...reasons] : undefined,
      insufficient: lacks,
    });
  });
});

test(`${upstream}#TestPreFilterDisabled`, () => {
  const status = new Fit().filter(new Map(), podOf('p', {}), nodeInfoOf({ a: {} }));
  expect([status?.code, status?.reasons]).toEqual([
    'Error',
    ['error reading "PreFilterNodeResourcesFit" from cycleState: not found'],
  ]);
});

describe(`${upstream}#TestNotEnoughRequests`, () => {
  test.each<{ name: string; pod: ShortPod; on: ResourceList }>([
    {
      name: "even without specified resources predicate fails when there's no space for additional pod",
      pod: {},
      on: asks(10, 20),
    },
    {
      name: "even if both resources fit predicate fails when there's no space for additional pod",
      pod: { c: [asks(1, 1)] },
      on: asks(5, 5),
    },
    {
      name: "even for equal edge case predicate fails when there's no space for additional pod",
      pod: { c: [asks(5, 1)] },
      on: asks(5, 19),
    },
    {
      name: "even for equal edge case predicate fails when there's no space for additional pod due to init container",
      pod: { c: [asks(5, 1)], i: [asks(5, 1)] },
      on: asks(5, 19),
    },
  ])('$name', ({ pod, on }) => {
    const [one, info] = [podOf('new', pod), nodeInfoOf(nodeWith(on, 1, 0, 0))];
    const state = new Map<string, unknown>();
    const fit = new Fit();
    fit.preFilter(state, one);
    const status = fit.filter(state, one, info);
    expect([status?.code, status?.reasons]).toEqual(['Unschedulable', ['Too many pods']]);
  });
});

// The case of a feature gate that is off is left out.
describe(`${upstream}#TestStorageRequests`, () => {
  test.each<{ name: string; pod: ResourceList; on: ResourceList; lacks?: string }>([
    { name: 'due to container scratch disk', pod: asks(1, 1), on: asks(10, 10), lacks: 'cpu' },
    { name: 'pod fit', pod: asks(1, 1), on: asks(2, 10) },
    {
      name: 'storage ephemeral local storage request exceeds allocatable',
      pod: asks(0, 0, { 'ephemeral-storage': 25 }),
      on: asks(2, 2),
      lacks: 'ephemeral-storage',
    },
    { name: 'pod fits', pod: asks(0, 0, { 'ephemeral-storage': 10 }), on: asks(2, 2) },
  ])('$name', ({ pod, on, lacks }) => {
    expect(judge({ c: [pod] }, nodeWith(on)).status).toEqual(
      lacks === undefined ? undefined : ['Unschedulable', `Insufficient ${lacks}`],
    );
  });
});
