import { describe, expect, test } from 'vitest';
import type { ObjectMeta } from '../api/meta.ts';
import type { Pod } from '../api/pod.ts';
import { skipPodUpdate } from './skip-pod-update.ts';

const podOf = (
  metadata: Partial<ObjectMeta> = {},
  nodeName?: string,
  status: Pod['status'] = {},
): Pod => ({
  metadata: { name: 'pod-0', ...metadata },
  spec: nodeName === undefined ? {} : { nodeName },
  status,
});

/** What it says of a pod when the cache has another, and the errors that it handled. */
function skip(
  pod: Pod,
  cached: Pod,
  { isAssumed = true, failing }: { isAssumed?: boolean; failing?: 'isAssumedPod' | 'getPod' } = {},
) {
  const errors: string[] = [];
  const error = new Error('refused');
  const skipped = skipPodUpdate(
    {
      cache: {
        isAssumedPod: () => (failing === 'isAssumedPod' ? [false, error] : [isAssumed, undefined]),
        getPod: () => (failing === 'getPod' ? [undefined, error] : [cached, undefined]),
      },
      handleError: ({ message }) => void errors.push(message),
    },
    pod,
  );
  return { skipped, errors };
}

// The case of managed fields is left out: the simulated cluster has none.
describe('pkg/scheduler/eventhandlers_test.go#TestSkipPodUpdate', () => {
  test.each<{ name: string; pod: Pod; cached: Pod; isAssumed?: boolean; skipped: boolean }>([
    {
      name: 'Non-assumed pod',
      pod: podOf(),
      cached: podOf(),
      isAssumed: false,
      skipped: false,
    },
    {
      name: 'with changes on ResourceVersion, Spec.NodeName and/or Annotations',
      pod: podOf({ annotations: { a: 'b' }, resourceVersion: '0' }, 'node-0'),
      cached: podOf({ annotations: { c: 'd' }, resourceVersion: '1' }, 'node-1'),
      skipped: true,
    },
    {
      name: 'with changes on Labels',
      pod: podOf({ labels: { a: 'b' } }),
      cached: podOf({ labels: { c: 'd' } }),
      skipped: false,
    },
    {
      name: 'with changes on Finalizers',
      pod: podOf({ finalizers: ['a', 'b'] }),
      cached: podOf({ finalizers: ['c', 'd'] }),
      skipped: true,
    },
    {
      name: 'with changes on Conditions',
      pod: podOf({}, undefined, { conditions: [{ type: 'foo', status: 'True' }] }),
      cached: podOf(),
      skipped: true,
    },
  ])('$name', ({ pod, cached, isAssumed = true, skipped }) => {
    expect(skip(pod, cached, { isAssumed })).toEqual({ skipped, errors: [] });
  });
});

test('a cache that fails is told of, and the update is not skipped', () => {
  expect(skip(podOf(), podOf(), { failing: 'isAssumedPod' })).toEqual({
    skipped: false,
    errors: ['failed to check whether pod /pod-0 is assumed: refused'],
  });
  expect(skip(podOf(), podOf(), { failing: 'getPod' })).toEqual({
    skipped: false,
    errors: ['failed to get assumed pod /pod-0 from cache: refused'],
  });
});
