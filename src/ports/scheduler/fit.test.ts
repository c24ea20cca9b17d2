import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  nodeInfoOf,
  podOf,
  type ShortNode,
  type ShortPod,
} from '../../../conformance/short-node.ts';
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

  test('the filter does not work without what was counted before', () => {
    const status = new Fit().filter(new Map(), podOf('p', {}), nodeInfoOf({ a: {} }));
    expect(status?.code).toBe('Error');
  });
});
