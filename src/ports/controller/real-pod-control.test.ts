import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { ObjectMeta, OwnerReference } from '../api/meta.ts';
import { newNotFound } from '../api/new-status-error.ts';
import type { Pod, PodTemplateSpec } from '../api/pod.ts';
import { isNotFound, StatusError } from '../api/status-error.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { RealPodControl } from './real-pod-control.ts';

type Meta = Pick<
  ObjectMeta,
  'generateName' | 'labels' | 'annotations' | 'finalizers' | 'ownerReferences'
>;

interface PodControlCase {
  readonly do: 'create' | 'ref' | 'node' | 'delete' | 'patch';
  readonly parent: string;
  readonly template: Meta;
  readonly node?: string;
  readonly policy?: 'Always' | 'Never';
  readonly ref?: OwnerReference;
  readonly onNode?: string;
  /** What the API server answers. */
  readonly fails?: string;
  /** What it was asked. */
  readonly asked?: string;
  readonly pod: Meta;
  readonly spec?: string;
  readonly err?: string;
  readonly events?: readonly string[];
}

function failure(fails: string | undefined): Error | undefined {
  switch (fails) {
    case undefined:
      return undefined;
    case 'NotFound':
      return newNotFound({ group: '', resource: 'pods' }, 'a');
    case 'Terminating':
      return new StatusError('terminating', 'Forbidden', ['NamespaceTerminating']);
    case 'Forbidden':
      return new StatusError('forbidden', 'Forbidden');
    default:
      return new Error(fails);
  }
}

/** An API server that does nothing but note what it is asked. */
class Asked {
  text: string | undefined;
  pod: Pod | undefined;
  readonly events: string[] = [];
  readonly control: RealPodControl;

  constructor(error: Error | undefined) {
    const ask = (text: string): void => {
      this.text = text;
    };
    const answer = (pod: Pod): readonly [Pod | undefined, Error | undefined] =>
      error ? [undefined, error] : [pod, undefined];
    const stored: Pod = { metadata: { name: 'xyz' }, spec: {}, status: {} };
    const pods = (namespace: string) => ({
      *create(pod: Pod) {
        yield;
        ask(`create ${namespace}`);
        note(pod);
        const name = `${pod.metadata.generateName ?? ''}xyz`;
        return answer({ ...pod, metadata: { ...pod.metadata, name } });
      },
      *delete(name: string) {
        yield;
        ask(`delete ${namespace} ${name}`);
        return error;
      },
      *patch(name: string, data: string) {
        yield;
        ask(`patch ${namespace} ${name} ${data}`);
        return answer(stored);
      },
    });
    const note = (pod: Pod): void => {
      this.pod = pod;
    };
    const event = (_: unknown, type: string, reason: string, message: string): void => {
      this.events.push(`${type} ${reason} ${message}`);
    };
    this.control = new RealPodControl({ pods }, { event });
  }
}

function replay(one: PodControlCase): PodControlCase {
  const asked = new Asked(failure(one.fails));
  const { control } = asked;
  const template: PodTemplateSpec = {
    metadata: one.template,
    spec: {
      ...(one.node !== undefined && { nodeName: one.node }),
      ...(one.policy && { restartPolicy: one.policy }),
    },
  };
  const before = structuredClone(template);
  const parent = { metadata: { name: one.parent, namespace: 'ns' } };
  const err = new Scheduler().run(() => {
    switch (one.do) {
      case 'create':
        return control.createPods('ns', template, parent);
      case 'ref':
        return control.createPodsWithControllerRef('ns', template, parent, one.ref);
      case 'node':
        return control.createPodsOnNode(one.onNode ?? '', 'ns', template, parent, one.ref);
      case 'delete':
        return control.deletePod('ns', 'a', parent);
      case 'patch':
        return control.patchPod('ns', 'a', '{}');
    }
  });
  expect(template).toEqual(before);
  const { pod } = asked;
  const { name, ...meta } = pod?.metadata ?? { name: '' };
  expect(name).toBe('');
  return {
    do: one.do,
    parent: one.parent,
    template: one.template,
    ...(one.node !== undefined && { node: one.node }),
    ...(one.policy && { policy: one.policy }),
    ...(one.ref && { ref: one.ref }),
    ...(one.onNode !== undefined && { onNode: one.onNode }),
    ...(one.fails !== undefined && { fails: one.fails }),
    ...(asked.text !== undefined && { asked: asked.text }),
    pod: meta,
    ...(pod && { spec: `${pod.spec.nodeName ?? ''} ${pod.spec.restartPolicy ?? ''}` }),
    ...(err && { err: err.message }),
    ...(asked.events.length > 0 && { events: asked.events }),
  };
}

describe('RealPodControl', () => {
  const { symbol, cases } = readVectors<PodControlCase>('real-pod-control');

  test('the vectors are of the type whose methods it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#RealPodControl');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('asks and tells what Go does', () => {
    expect(cases.map(replay)).toEqual(cases);
  });
});

const controllerSpec = {
  metadata: { name: 'foobar', namespace: 'default', uid: 'u', resourceVersion: '18' },
};

test('pkg/controller/controller_utils_test.go#TestCreatePods', () => {
  const asked = new Asked(undefined);
  const labels = { name: 'foo', type: 'production' };
  const template: PodTemplateSpec = {
    metadata: { labels },
    spec: {
      containers: [
        {
          name: '',
          image: 'foo/bar',
          terminationMessagePath: '/dev/termination-log',
          imagePullPolicy: 'IfNotPresent',
        },
      ],
      restartPolicy: 'Always',
      dnsPolicy: 'Default',
      nodeSelector: { baz: 'blah' },
    },
  };
  const { control } = asked;
  const err = new Scheduler().run(() => control.createPods('default', template, controllerSpec));
  expect(err).toBeUndefined();
  expect(asked.text).toBe('create default');
  expect(asked.pod).toMatchObject({
    metadata: { labels, generateName: 'foobar-' },
    spec: template.spec,
  });
  expect(asked.pod?.spec).not.toBe(template.spec);
});

test('pkg/controller/controller_utils_test.go#TestDeletePodsAllowsMissing', () => {
  const { control } = new Asked(newNotFound({ group: '', resource: 'pods' }, 'podName'));
  const err = new Scheduler().run(() =>
    control.deletePod('namespace-name', 'podName', controllerSpec),
  );
  expect(isNotFound(err)).toBe(true);
});
