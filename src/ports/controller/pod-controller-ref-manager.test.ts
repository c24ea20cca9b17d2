import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  exactSelector,
  replayClaim,
  type ClaimCase,
} from '../../../conformance/replay-claim-pods.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { newControllerRef } from '../api/new-controller-ref.ts';
import type { Pod } from '../api/pod.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { PodControllerRefManager } from './pod-controller-ref-manager.ts';

describe('PodControllerRefManager', () => {
  const { symbol, cases } = readVectors<ClaimCase>('claim-pods');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/controller/controller_ref_manager.go#PodControllerRefManager.ClaimPods',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('claims what Go did with the same patches and errors', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, ...replayClaim(one) }).toEqual({ at, ...one });
    }
  });
});

const production = { type: 'production' };
const testing = { type: 'testing' };
const deletionTimestamp = '2021-01-13T13:28:09Z';

function newPod(name: string, labels: Record<string, string>, owner?: ObjectMeta): Pod {
  const kind = { group: 'apps', version: 'v1', kind: 'Fake' };
  const ownerReferences = owner ? [newControllerRef({ metadata: owner }, kind)] : undefined;
  return {
    metadata: { name, namespace: 'default', labels, ...(ownerReferences && { ownerReferences }) },
    spec: {},
    status: {},
  };
}

const gone = (pod: Pod): Pod => ({ ...pod, metadata: { ...pod.metadata, deletionTimestamp } });

describe('pkg/controller/controller_ref_manager_test.go#TestClaimPods', () => {
  const ours: ObjectMeta = { name: '', uid: '123' };
  const dying: ObjectMeta = { ...ours, deletionTimestamp };
  const theirs: ObjectMeta = { name: '', uid: 'AAAAA' };

  function claim(controller: ObjectMeta, ...pods: Pod[]): readonly Pod[] {
    const runtime = new Scheduler();
    const manager = new PodControllerRefManager(
      {
        *patchPod() {
          yield;
          return undefined;
        },
      },
      { metadata: controller },
      exactSelector(production),
      { group: '', version: '', kind: '' },
      function* (): Task<Error | undefined> {
        yield;
        return undefined;
      },
    );
    const [claimed, error] = runtime.run(() => manager.claimPods(pods));
    expect(error).toBeUndefined();
    return claimed;
  }

  test('Claim pods with correct label', () => {
    const pods = [newPod('pod1', production), newPod('pod2', testing)] as const;
    expect(claim({ name: '' }, ...pods)).toEqual([pods[0]]);
  });

  test('Controller marked for deletion can not claim pods', () => {
    expect(claim(dying, newPod('pod1', production), newPod('pod2', production))).toEqual([]);
  });

  test('Controller marked for deletion can not claim new pods', () => {
    const pods = [newPod('pod1', production, dying), newPod('pod2', production)] as const;
    expect(claim(dying, ...pods)).toEqual([pods[0]]);
  });

  test('Controller can not claim pods owned by another controller', () => {
    const pods = [newPod('pod1', production, ours), newPod('pod2', production, theirs)] as const;
    expect(claim(ours, ...pods)).toEqual([pods[0]]);
  });

  test("Controller releases claimed pods when selector doesn't match", () => {
    const pods = [newPod('pod1', production, ours), newPod('pod2', testing, ours)] as const;
    expect(claim(ours, ...pods)).toEqual([pods[0]]);
  });

  test('Controller does not claim orphaned pods marked for deletion', () => {
    const pods = [
      gone(newPod('pod1', production, ours)),
      gone(newPod('pod2', production)),
    ] as const;
    expect(claim(ours, ...pods)).toEqual([pods[0]]);
  });
});
