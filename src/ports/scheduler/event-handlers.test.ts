import { describe, expect, test } from 'vitest';
import type { Node, NodeCondition, Taint } from '../api/node.ts';
import {
  assignedPod,
  nodeSchedulingPropertiesChange,
  responsibleForPod,
} from './event-handlers.ts';

// The handlers themselves are tested with the scheduler that they feed, in pod-scheduler.test.ts.

const file = 'pkg/scheduler/eventhandlers_test.go';

const nodeOf = (parts: {
  labels?: Record<string, string>;
  spec?: Node['spec'];
  status?: Node['status'];
}): Node => ({
  metadata: { name: 'n', ...(parts.labels && { labels: parts.labels }) },
  spec: parts.spec ?? {},
  status: parts.status ?? {},
});

/** What changed from a node to another. */
const change = (before: Node, after: Node): string => nodeSchedulingPropertiesChange(after, before);

describe(`${file}#TestNodeAllocatableChanged`, () => {
  const memory = { memory: '1Ki' };
  test.each([
    { name: 'no allocatable resources changed', after: memory, changed: '' },
    {
      name: 'new node has more allocatable resources',
      after: { ...memory, storage: '1Ki' },
      changed: 'NodeAllocatableChange',
    },
  ])('$name', ({ after, changed }) => {
    const [a, b] = [memory, after].map((allocatable) => nodeOf({ status: { allocatable } }));
    expect(a && b && change(a, b)).toBe(changed);
  });
});

describe(`${file}#TestNodeLabelsChanged`, () => {
  test.each([
    { name: 'no labels changed', after: { foo: 'bar' }, changed: '' },
    {
      name: 'new node has more labels',
      after: { foo: 'bar', test: 'value' },
      changed: 'NodeLabelChange',
    },
  ])('$name', ({ after, changed }) => {
    expect(change(nodeOf({ labels: { foo: 'bar' } }), nodeOf({ labels: after }))).toBe(changed);
  });
});

describe(`${file}#TestNodeTaintsChanged`, () => {
  const tainted = (value: string): Node => {
    const taint: Taint = { key: 'key', value, effect: 'NoSchedule' };
    return nodeOf({ spec: { taints: [taint] } });
  };
  test.each([
    { name: 'no taint changed', before: 'value', after: 'value', changed: '' },
    { name: 'taint value changed', before: 'value1', after: 'value2', changed: 'NodeTaintChange' },
  ])('$name', ({ before, after, changed }) => {
    expect(change(tainted(before), tainted(after))).toBe(changed);
  });
});

describe(`${file}#TestNodeConditionsChanged`, () => {
  const disk = (lastHeartbeatTime?: string): NodeCondition => ({
    type: 'DiskPressure',
    status: 'True',
    ...(lastHeartbeatTime !== undefined && { lastHeartbeatTime }),
  });
  const ready = (status: NodeCondition['status']): NodeCondition => ({ type: 'Ready', status });
  test.each([
    { name: 'no condition changed', before: [disk()], after: [disk()], changed: false },
    {
      name: 'only LastHeartbeatTime changed',
      before: [disk('1970-01-01T00:00:01Z')],
      after: [disk('1970-01-01T00:00:02Z')],
      changed: false,
    },
    {
      name: 'new node has more healthy conditions',
      before: [],
      after: [ready('True')],
      changed: true,
    },
    {
      name: 'new node has less unhealthy conditions',
      before: [disk()],
      after: [],
      changed: true,
    },
    {
      name: 'condition status changed',
      before: [ready('False')],
      after: [ready('True')],
      changed: true,
    },
  ])('$name', ({ before, after, changed }) => {
    const [a, b] = [
      nodeOf({ status: { conditions: before } }),
      nodeOf({ status: { conditions: after } }),
    ];
    expect(change(a, b)).toBe(changed ? 'NodeConditionChange' : '');
  });
});

test('a node that takes pods again is a change, one that takes none any more is not', () => {
  const [open, cordoned] = [nodeOf({}), nodeOf({ spec: { unschedulable: true } })];
  expect(change(cordoned, open)).toBe('NodeSpecUnschedulableChange');
  expect(change(open, cordoned)).toBe('');
});

test('a pod has a node or not, and is meant for a scheduler by its name', () => {
  const pod = (spec: { nodeName?: string; schedulerName?: string }) => ({
    metadata: { name: 'p' },
    spec,
    status: {},
  });
  expect([{}, { nodeName: '' }, { nodeName: 'n' }].map((spec) => assignedPod(pod(spec)))).toEqual([
    false,
    false,
    true,
  ]);
  const profiles = new Set(['default-scheduler']);
  expect(responsibleForPod(pod({ schedulerName: 'default-scheduler' }), profiles)).toBe(true);
  expect(responsibleForPod(pod({ schedulerName: 'mine' }), profiles)).toBe(false);
});
