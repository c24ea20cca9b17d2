import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { formatTime } from '../api/format-time.ts';
import type { Pod, PodCondition, PodPhase } from '../api/pod.ts';
import type { ActivePodsWithRanks } from '../controller/active-pods-with-ranks.ts';
import { getPodsRankedByRelatedPodsOnSameNode, getPodsToDelete } from './get-pods-to-delete.ts';

interface DeletionCase {
  readonly pods: readonly string[];
  /** Which of the pods are related, by index. */
  readonly related: readonly number[];
  readonly others: readonly string[];
  readonly diff: number;
  readonly ranks: readonly number[];
  readonly order: readonly number[];
  readonly deleted: readonly number[];
}

const timeAt = (seconds: string): string => formatTime(Number(seconds) * 1000);

/** Reads `name;node;phase;gone;ready@time;restarts;created`. */
function podOf(text: string): Pod {
  const [name = '', nodeName, phase, gone, ready = '', restarts, created = ''] = text.split(';');
  const [status, since = ''] = ready.split('@');
  const condition: PodCondition = {
    type: 'Ready',
    status: status as PodCondition['status'],
    ...(since !== '-' && since !== '' && { lastTransitionTime: timeAt(since) }),
  };
  return {
    metadata: {
      name,
      ...(created !== '-' && { creationTimestamp: timeAt(created) }),
      ...(gone && { deletionTimestamp: timeAt('1600000000') }),
    },
    spec: { ...(nodeName && { nodeName }) },
    status: {
      ...(phase && { phase: phase as PodPhase }),
      ...(ready !== '' && { conditions: [condition] }),
      containerStatuses: [
        { name: 'a', restartCount: Number(restarts) },
        { name: 'b', restartCount: 0 },
      ],
    },
  };
}

/** Of a case, the pods and those that are related to them. */
function podsOf({ pods: texts, related, others }: DeletionCase) {
  const pods = texts.map(podOf);
  const isRelated = pods.filter((_, at) => related.includes(at));
  return { pods, related: [...isRelated, ...others.map(podOf)] };
}

/** Up to so many elements Go 1.19, which recorded, sorts by insertion: no order is left open. */
const maxInsertion = 12;

/** Whether an order holds the same pods as Go's, but for places among pods of which none is less. */
function isAsGoAllows(
  order: readonly number[],
  go: readonly number[],
  ranked: ActivePodsWithRanks,
): boolean {
  return order.every((pod, at) => {
    const other = go[at] ?? -1;
    return pod === other || !(ranked.less(pod, other) || ranked.less(other, pod));
  });
}

describe('getPodsToDelete', () => {
  const { symbol, cases } = readVectors<DeletionCase>('get-pods-to-delete');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/replicaset/replica_set.go#getPodsToDelete');
    expect(cases.length).toBeGreaterThanOrEqual(200);
    expect(cases.filter(({ pods }) => pods.length > maxInsertion).length).toBeGreaterThan(10);
  });

  test('ranks pods as Go did', () => {
    for (const one of cases) {
      const { pods, related } = podsOf(one);
      const ranks = getPodsRankedByRelatedPodsOnSameNode(pods, related).rank;
      expect({ ...one, ranks }).toEqual(one);
    }
  });

  test('chooses the pods that Go did, and leaves its order behind', () => {
    for (const one of cases) {
      const { pods, related } = podsOf(one);
      const before = [...pods];
      const ranked = getPodsRankedByRelatedPodsOnSameNode([...pods], related);
      const deleted = getPodsToDelete(pods, related, one.diff).map((pod) => before.indexOf(pod));
      const order = pods.map((pod) => before.indexOf(pod));
      if (pods.length <= maxInsertion) {
        expect({ ...one, order, deleted }).toEqual(one);
      } else {
        // sort.Sort leaves the order of equal elements open.
        expect({
          ...one,
          allowed: isAsGoAllows(order, one.order, ranked),
          all: order.toSorted((a, b) => a - b),
          deleted,
        }).toEqual({
          ...one,
          allowed: true,
          all: before.map((_, at) => at),
          deleted: order.slice(0, one.diff),
        });
        if (one.diff === pods.length) expect(order).toEqual(one.order);
      }
    }
  });
});

const pod = (
  name: string,
  phase: PodPhase,
  nodeName?: string,
  ready?: PodCondition['status'],
): Pod => ({
  metadata: { name, namespace: 'default' },
  spec: { ...(nodeName !== undefined && { nodeName }) },
  status: { phase, ...(ready && { conditions: [{ type: 'Ready', status: ready }] }) },
});

describe('pkg/controller/replicaset/replica_set_test.go#TestGetPodsToDelete', () => {
  const unscheduled = pod('unscheduled-pending-pod', 'Pending');
  const scheduled = pod('scheduled-pending-pod', 'Pending', 'fake-node');
  const notReady = pod('scheduled-running-not-ready-pod', 'Running', 'fake-node', 'False');
  const onNode1 = pod('scheduled-running-ready-pod-on-node-1', 'Running', 'fake-node-1', 'True');
  const onNode2 = pod('scheduled-running-ready-pod-on-node-2', 'Running', 'fake-node-2', 'True');
  const various = [onNode1, onNode1, onNode2, notReady, scheduled, unscheduled];

  test.each<{ name: string; pods: Pod[]; related?: Pod[]; diff: number; deleted: Pod[] }>([
    { name: 'len(pods) = 0 (i.e., diff = 0 too)', pods: [], diff: 0, deleted: [] },
    {
      name: 'diff = len(pods)',
      pods: [notReady, onNode1],
      diff: 2,
      deleted: [notReady, onNode1],
    },
    { name: 'diff < len(pods)', pods: [onNode1, notReady], diff: 1, deleted: [notReady] },
    {
      name: 'various pod phases and conditions, diff = len(pods)',
      pods: various,
      diff: 6,
      deleted: various,
    },
    {
      name: 'various pod phases and conditions, diff = len(pods), relatedPods empty',
      pods: various,
      related: [],
      diff: 6,
      deleted: various,
    },
    {
      name: 'scheduled vs unscheduled, diff < len(pods)',
      pods: [scheduled, unscheduled],
      diff: 1,
      deleted: [unscheduled],
    },
    {
      name: 'ready vs not-ready, diff < len(pods)',
      pods: [onNode1, notReady, notReady],
      diff: 2,
      deleted: [notReady, notReady],
    },
    {
      name: 'ready and colocated with another ready pod vs not colocated, diff < len(pods)',
      pods: [onNode1, onNode2],
      related: [onNode1, onNode2, onNode2],
      diff: 1,
      deleted: [onNode2],
    },
    {
      name: 'pending vs running, diff < len(pods)',
      pods: [scheduled, notReady],
      diff: 1,
      deleted: [scheduled],
    },
    {
      name: 'various pod phases and conditions, diff < len(pods)',
      pods: [onNode1, onNode2, notReady, scheduled, unscheduled],
      diff: 3,
      deleted: [unscheduled, scheduled, notReady],
    },
  ])('$name', ({ pods, related, diff, deleted }) => {
    const names = getPodsToDelete([...pods], related ?? pods, diff).map((one) => one.metadata.name);
    expect(names).toEqual(deleted.map((one) => one.metadata.name));
  });
});
