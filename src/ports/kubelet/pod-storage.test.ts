import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Pod } from '../api/pod.ts';
import { Channel } from '../runtime/channel.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { podsDifferSemantically } from './check-and-update-pod.ts';
import { deepEqual } from '../runtime/deep-equal.ts';
import { PodConfig } from './pod-config.ts';
import { PodStorage, type PodConfigNotificationMode } from './pod-storage.ts';
import {
  configFirstSeenAnnotationKey,
  configSourceAnnotationKey,
  type PodOperation,
  type PodUpdate,
} from './pod-update.ts';

interface Step {
  readonly call: string;
  readonly pods?: readonly string[];
  readonly sent?: readonly string[];
  readonly events?: readonly string[];
  readonly seen?: string;
}

interface MergeCase {
  readonly mode: PodConfigNotificationMode;
  readonly steps: readonly Step[];
}

/** Reads `uid|name|image|label|annotation|deleted|grace|message`. */
function podOf(text: string): Pod {
  const [uid = '', name = '', image, label, annotation, deleted, grace, message] = text.split('|');
  return {
    metadata: {
      uid,
      name,
      namespace: 'ns',
      ...(label && { labels: { l: label } }),
      ...(annotation && { annotations: { a: annotation } }),
      ...(deleted && { deletionTimestamp: `2022-02-02T02:02:0${deleted}Z` }),
      ...(grace && { deletionGracePeriodSeconds: Number(grace) }),
    },
    spec: { ...(image && { containers: [{ name: 'c', image }] }) },
    status: { ...(message && { message }) },
  };
}

function textOf({ metadata, spec, status }: Pod, source: string | undefined): string {
  const { annotations = {}, deletionTimestamp: deleted } = metadata;
  const wrong =
    (source !== undefined && annotations[configSourceAnnotationKey] !== source) ||
    (annotations[configFirstSeenAnnotationKey] ?? '') === '';
  const parts = [
    metadata.uid,
    metadata.name,
    spec.containers?.[0]?.image,
    metadata.labels?.['l'],
    annotations['a'],
    deleted?.slice(-2, -1),
    metadata.deletionGracePeriodSeconds,
    status.message,
  ];
  return parts.map((part) => part ?? '').join('|') + (wrong ? '!' : '');
}

describe('PodStorage', () => {
  const { symbol, cases } = readVectors<MergeCase>('kubelet-pod-storage');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/config/config.go#podStorage');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  // Go ranges over its maps in any order; so what is removed, and all pods together, are sorted.
  test('sends after every change what Go sent', () => {
    for (const { mode, steps } of cases) {
      const scheduler = new Scheduler({ start: Date.parse('2022-02-02T02:02:02.5Z') });
      const updates = new Channel<PodUpdate>(50);
      const events: string[] = [];
      const storage = new PodStorage({
        updates,
        mode,
        runtime: scheduler,
        recorder: {
          event: (_pod, type, reason, message) => events.push(`${type} ${reason} ${message}`),
        },
      });
      for (const step of steps) {
        const [op, source = ''] = step.call.split(' ');
        events.length = 0;
        const pods = (step.pods ?? []).map(podOf);
        const before = structuredClone(pods);
        scheduler.run(() =>
          op === 'Sync'
            ? storage.sync()
            : storage.merge(source, { op: op as PodOperation, pods, source }),
        );
        expect(pods).toEqual(before);
        const sent: string[] = [];
        while (updates.length > 0) {
          const update = scheduler.run(() => updates.receive())[0] as PodUpdate;
          const from = update.op === 'SET' ? undefined : update.source;
          const texts = update.pods.map((pod) => textOf(pod, from));
          if (update.op === 'SET' || update.op === 'REMOVE') texts.sort();
          sent.push(`${update.op} ${update.source} ${texts.join(',')}`);
        }
        const { sent: theirs = [], events: theirEvents = [], seen = '' } = step;
        expect({
          ...step,
          sent,
          events: [...events],
          seen: [...storage.sourcesSeen].sort().join(','),
        }).toEqual({ ...step, sent: theirs, events: theirEvents, seen });
      }
    }
  });
});

const createValidPod = (name: string, namespace: string): Pod => ({
  metadata: { name, namespace, uid: name + namespace },
  spec: {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    containers: [{ name: 'ctr', image: 'image', imagePullPolicy: 'IfNotPresent' }],
  },
  status: {},
});

const changed = (name: string): Pod => {
  const pod = createValidPod(name, 'new');
  pod.spec.containers = [{ name: 'bar', image: 'test', imagePullPolicy: 'IfNotPresent' }];
  return pod;
};

const update = (op: PodOperation, source: string, ...pods: Pod[]): PodUpdate => ({
  op,
  source,
  pods,
});

/** A config with one source, and what it sends. */
class Tester {
  readonly scheduler = new Scheduler();
  readonly config: PodConfig;

  constructor(mode: PodConfigNotificationMode = 'incremental') {
    const recorder = { event: (): void => undefined };
    this.config = new PodConfig({ runtime: this.scheduler, recorder, mode });
  }

  send(one: PodUpdate): void {
    const channel = this.config.channel('test');
    this.scheduler.run(() => channel.send(structuredClone(one)));
    this.scheduler.runUntilIdle();
  }

  /** Compares as upstream does: without the kubelet's own annotations. */
  expect(...expected: readonly PodUpdate[]): void {
    const updates = this.config.updates();
    for (const one of expected) {
      expect(updates.length).toBeGreaterThan(0);
      const got = this.scheduler.run(() => updates.receive())[0] as PodUpdate;
      expect([got.op, got.source, got.pods.length]).toEqual([one.op, one.source, one.pods.length]);
      const byName = (a: Pod, b: Pod): number => {
        const key = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;
        return key(a) < key(b) ? -1 : 1;
      };
      const ours = [...got.pods].sort(byName);
      for (const [at, pod] of [...one.pods].sort(byName).entries()) {
        const other = ours[at] as Pod;
        expect(podsDifferSemantically(pod, other)).toBe(false);
        expect(deepEqual(pod.status, other.status)).toBe(true);
      }
    }
    expect(updates.length).toBe(0);
  }

  sync(): void {
    this.scheduler.run(() => this.config.sync());
  }
}

function added(namespace: string): void {
  const tester = new Tester();
  tester.send(update('ADD', 'test', createValidPod('foo', namespace)));
  tester.expect(update('ADD', 'test', createValidPod('foo', namespace)));
  tester.sync();
  tester.expect(update('SET', '*', createValidPod('foo', namespace)));
}

test('pkg/kubelet/config/config_test.go#TestNewPodAdded', () => {
  added('new');
});

test('pkg/kubelet/config/config_test.go#TestNewPodAddedInvalidNamespace', () => {
  added('');
});

test('pkg/kubelet/config/config_test.go#TestNewPodAddedDefaultNamespace', () => {
  added('default');
});

test('pkg/kubelet/config/config_test.go#TestNewPodAddedDifferentNamespaces', () => {
  const tester = new Tester();
  for (const namespace of ['default', 'new']) {
    tester.send(update('ADD', 'test', createValidPod('foo', namespace)));
    tester.expect(update('ADD', 'test', createValidPod('foo', namespace)));
  }
  tester.sync();
  tester.expect(update('SET', '*', createValidPod('foo', 'default'), createValidPod('foo', 'new')));
});

test('pkg/kubelet/config/config_test.go#TestInvalidPodFiltered', () => {
  const tester = new Tester();
  tester.send(update('ADD', 'test', createValidPod('foo', 'new')));
  tester.expect(update('ADD', 'test', createValidPod('foo', 'new')));
  tester.send(update('ADD', 'test', createValidPod('foo', 'new')));
  tester.expect();
});

function snapshot(mode: PodConfigNotificationMode, op: PodOperation): void {
  const tester = new Tester(mode);
  tester.send(update('ADD', 'test', createValidPod('foo', 'new')));
  tester.expect(update('SET', 'test', createValidPod('foo', 'new')));
  tester.sync();
  tester.expect(update('SET', '*', createValidPod('foo', 'new')));
  tester.send(update('ADD', 'test', changed('foo')));
  tester.expect(update(op, 'test', changed('foo')));
}

test('pkg/kubelet/config/config_test.go#TestNewPodAddedSnapshotAndUpdates', () => {
  snapshot('snapshotAndUpdates', 'UPDATE');
});

test('pkg/kubelet/config/config_test.go#TestNewPodAddedSnapshot', () => {
  snapshot('snapshot', 'SET');
});

test('pkg/kubelet/config/config_test.go#TestNewPodAddedUpdatedRemoved', () => {
  const tester = new Tester();
  tester.send(update('ADD', 'test', createValidPod('foo', 'new')));
  tester.expect(update('ADD', 'test', createValidPod('foo', 'new')));
  tester.send(update('ADD', 'test', changed('foo')));
  tester.expect(update('UPDATE', 'test', changed('foo')));
  tester.send(update('REMOVE', 'test', createValidPod('foo', 'new')));
  tester.expect(update('REMOVE', 'test', changed('foo')));
});

test('pkg/kubelet/config/config_test.go#TestNewPodAddedDelete', () => {
  const tester = new Tester();
  tester.send(update('ADD', 'test', createValidPod('foo', 'new')));
  tester.expect(update('ADD', 'test', createValidPod('foo', 'new')));
  const deleted = createValidPod('foo', 'new');
  deleted.metadata.deletionTimestamp = '2022-02-02T02:02:02Z';
  tester.send(update('DELETE', 'test', deleted));
  // Upstream compares with the pod that it added, into which Go has written.
  tester.expect(update('DELETE', 'test', deleted));
});

test('pkg/kubelet/config/config_test.go#TestNewPodAddedUpdatedSet', () => {
  const tester = new Tester();
  const pods = ['foo', 'foo2', 'foo3'].map((name) => createValidPod(name, 'new'));
  tester.send(update('ADD', 'test', ...pods));
  tester.expect(update('ADD', 'test', ...pods));
  const [foo3, foo4] = [createValidPod('foo3', 'new'), createValidPod('foo4', 'new')];
  tester.send(update('SET', 'test', changed('foo2'), foo3, foo4));
  tester.expect(
    update('REMOVE', 'test', createValidPod('foo', 'new')),
    update('ADD', 'test', foo4),
    update('UPDATE', 'test', changed('foo2')),
  );
});

test('pkg/kubelet/config/config_test.go#TestNewPodAddedSetReconciled', () => {
  const names = ['changeable-pod-0', 'constant-pod-1', 'constant-pod-2'];
  const pods = (message: string, container: string): [Pod, ...Pod[]] => {
    const [first, ...rest] = names.map((name) => createValidPod(name, 'new')) as [Pod, ...Pod[]];
    if (message !== '') first.status = { message };
    if (container !== '') first.spec.containers = [{ name: container }];
    return [first, ...rest];
  };
  for (const op of ['ADD', 'SET'] as const) {
    const tester = new Tester();
    tester.send(update('SET', 'test', ...pods('', '')));
    tester.expect(update('ADD', 'test', ...pods('', '')));
    tester.send(update(op, 'test', ...pods('', '')));
    tester.expect();
    tester.send(update(op, 'test', ...pods('4711', '')));
    tester.expect(update('RECONCILE', 'test', pods('4711', '')[0]));
    tester.send(update(op, 'test', ...pods('4712', 'other')));
    tester.expect(update('UPDATE', 'test', pods('4712', 'other')[0]));
  }
});

test('pkg/kubelet/config/config_test.go#TestInitialEmptySet', () => {
  for (const [mode, op] of [
    ['incremental', 'ADD'],
    ['snapshot', 'SET'],
    ['snapshotAndUpdates', 'SET'],
  ] as const) {
    const tester = new Tester(mode);
    tester.send(update('SET', 'test'));
    tester.expect(update(op, 'test'));
    tester.send(update('SET', 'test'));
    tester.send(update('ADD', 'test', createValidPod('foo', 'new')));
    tester.expect(update(op, 'test', createValidPod('foo', 'new')));
  }
});

test('pkg/kubelet/config/config_test.go#TestPodUpdateAnnotations', () => {
  const tester = new Tester();
  const [foo1, pod, foo3] = ['foo1', 'foo2', 'foo3'].map((name) => createValidPod(name, 'new')) as [
    Pod,
    Pod,
    Pod,
  ];
  pod.metadata.annotations = { 'kubernetes.io/blah': 'blah' };
  tester.send(update('SET', 'test', foo1, pod, foo3));
  tester.expect(update('ADD', 'test', foo1, pod, foo3));
  for (const annotations of [
    { 'kubernetes.io/blah': 'superblah' },
    { 'kubernetes.io/blah': 'superblah', 'kubernetes.io/otherblah': 'doh' },
    { 'kubernetes.io/otherblah': 'doh' },
  ]) {
    pod.metadata.annotations = annotations;
    tester.send(update('SET', 'test', foo1, pod, foo3));
    tester.expect(update('UPDATE', 'test', pod));
  }
});

test('pkg/kubelet/config/config_test.go#TestPodUpdateLabels', () => {
  const tester = new Tester();
  const pod = createValidPod('foo2', 'new');
  pod.metadata.labels = { key: 'value' };
  tester.send(update('SET', 'test', pod));
  tester.expect(update('ADD', 'test', pod));
  pod.metadata.labels = { key: 'newValue' };
  tester.send(update('SET', 'test', pod));
  tester.expect(update('UPDATE', 'test', pod));
});
