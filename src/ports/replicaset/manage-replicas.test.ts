import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { formatTime } from '../api/format-time.ts';
import type { OwnerReference } from '../api/meta.ts';
import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { StatusError } from '../api/status-error.ts';
import { ControllerExpectations } from '../controller/controller-expectations.ts';
import { keyFunc } from '../controller/key-func.ts';
import type { PodControl } from '../controller/pod-control.ts';
import { UIDTrackingControllerExpectations } from '../controller/uid-tracking-controller-expectations.ts';
import { inTurn, Scheduler, shuffled, type Choose } from '../runtime/scheduler.ts';
import { manageReplicas } from './manage-replicas.ts';

interface ManageCase {
  readonly namespace: string;
  readonly replicas: number;
  readonly burst: number;
  readonly pods: readonly string[];
  readonly others: readonly string[];
  /** Whether related ReplicaSets have an owner in common, none, or one a selector that is broken. */
  readonly related: 'owner' | 'none' | 'broken';
  readonly failedCreates: Readonly<Record<string, string>>;
  readonly failedDeletes: Readonly<Record<string, string>>;
  readonly creates: number;
  readonly refs: readonly string[];
  readonly deleted: readonly string[];
  readonly expected: boolean;
  readonly add: number;
  readonly del: number;
  readonly awaited: readonly string[];
  readonly error: string | null;
}

function errorOf(kind: string | undefined): Error | undefined {
  if (kind === undefined) return undefined;
  if (kind === 'not found') return new StatusError('pods "a" not found', 'NotFound');
  if (kind === 'terminating') {
    return new StatusError('pods "a" is forbidden: terminating', 'Forbidden', [
      'NamespaceTerminating',
    ]);
  }
  return new Error(kind);
}

/** Fails creates by their number and deletes by the pod's name; every call pauses once. */
function fakePodControl(
  failedCreates: Readonly<Record<string, string>>,
  failedDeletes: Readonly<Record<string, string>>,
) {
  const refs = new Set<string>();
  const deleted: string[] = [];
  let creates = 0;
  const textOf = (namespace: string, ref: OwnerReference): string => {
    const { apiVersion, kind, name, uid, controller, blockOwnerDeletion } = ref;
    const fields = [namespace, apiVersion, kind, name, uid, controller, blockOwnerDeletion];
    return fields.map(String).join('|');
  };
  const podControl: PodControl = {
    *createPodsWithControllerRef(namespace, _template, _object, ref) {
      yield;
      refs.add(textOf(namespace, ref));
      return errorOf(failedCreates[creates++]);
    },
    *deletePod(namespace, name) {
      yield;
      deleted.push(`${namespace}|${name}`);
      return errorOf(failedDeletes[name]);
    },
  };
  return { podControl, calls: () => ({ creates, refs: [...refs], deleted: deleted.sort() }) };
}

function replicaSet(namespace: string, replicas: number): ReplicaSet {
  return {
    metadata: { name: 'rs', uid: 'uid-1', ...(namespace && { namespace }) },
    spec: { replicas, template: {} },
    status: { replicas: 0 },
  };
}

/** Reads `name;node;created`. */
function podOf(namespace: string, text: string): Pod {
  const [name = '', nodeName = '', created] = text.split(';');
  const creationTimestamp = formatTime(Number(created) * 1000);
  return {
    metadata: { name, creationTimestamp, ...(namespace && { namespace }) },
    spec: { nodeName },
    status: { phase: 'Running' },
  };
}

type Input = Pick<
  ManageCase,
  | 'namespace'
  | 'replicas'
  | 'burst'
  | 'pods'
  | 'others'
  | 'related'
  | 'failedCreates'
  | 'failedDeletes'
>;

function run(input: Input, choose: Choose) {
  const { namespace, replicas, burst, related } = input;
  const runtime = new Scheduler({ choose });
  const expectations = new UIDTrackingControllerExpectations(new ControllerExpectations(runtime));
  const { podControl, calls } = fakePodControl(input.failedCreates, input.failedDeletes);
  const pods = input.pods.map((text) => podOf(namespace, text));
  const others = input.others.map((text) => podOf(namespace, text));
  const rs = replicaSet(namespace, replicas);
  const handled: Error[] = [];
  const error = runtime.run(() =>
    manageReplicas(
      {
        runtime,
        groupVersionKind: { group: 'apps', version: 'v1', kind: 'ReplicaSet' },
        podControl,
        burstReplicas: burst,
        expectations,
        getIndirectlyRelatedPods: () =>
          related === 'broken'
            ? [[], new Error('"Near" is not a valid pod selector operator')]
            : [related === 'owner' ? [...pods, ...others] : [], undefined],
        handleError: (handledError) => handled.push(handledError),
      },
      pods,
      rs,
    ),
  );
  const left = expectations.getExpectations(keyFunc(rs))?.getExpectations();
  const [add, del] = left ?? [0, 0];
  return {
    ...calls(),
    expected: left !== undefined,
    add,
    del,
    awaited: [...(expectations.getUIDs(keyFunc(rs)) ?? [])].sort(),
    error: error?.message ?? null,
    handled: handled.length,
  };
}

describe('manageReplicas', () => {
  const { symbol, cases } = readVectors<ManageCase>('manage-replicas');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/controller/replicaset/replica_set.go#ReplicaSetController.manageReplicas',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  // Goroutines race in Go: which call of a batch fails, and the order of deletions, are open. How
  // many fail is not, and the errors that can be returned in a case are of one kind.
  test.each(['in turn', 'shuffled'])('does what Go did, with tasks %s', (order) => {
    for (const [at, one] of cases.entries()) {
      const { handled, ...answer } = run(one, order === 'in turn' ? inTurn : shuffled(at));
      expect({ at, ...one, ...answer }).toEqual({ at, ...one });
      const isSurplus = one.pods.length > one.replicas;
      expect(handled).toBe(isSurplus && one.related === 'broken' ? 1 : 0);
    }
  });

  const none = { namespace: 'default', others: [], related: 'none' } as const;
  const createAll = { failedCreates: {}, failedDeletes: {}, pods: [] };

  // Without the sync around it: 100 replicas, and every create after the tenth fails.
  test('pkg/controller/replicaset/replica_set_test.go#TestSyncReplicaSetCreateFailures', () => {
    const limit = 10;
    const failedCreates = Object.fromEntries(
      Array.from({ length: 90 }, (_, at) => [String(limit + at), 'limit']),
    );
    const { creates, add, error } = run(
      { ...none, ...createAll, failedCreates, replicas: limit * 10, burst: 500 },
      inTurn,
    );
    // 1 + 2 + 4 + 8, of which ten succeed and are expected to be seen.
    expect({ creates, add, error }).toEqual({ creates: 15, add: 10, error: 'limit' });
  });

  // Without the sync around them.
  describe('pkg/controller/replicaset/replica_set_test.go#TestControllerBurstReplicas', () => {
    test.each([
      { burst: 5, replicas: 30 },
      { burst: 5, replicas: 12 },
      { burst: 3, replicas: 2 },
    ])(
      '$replicas replicas, $burst at once > "doTestControllerBurstReplicas(t, $burst, $replicas)"',
      ({ burst, replicas }) => {
        const most = Math.min(burst, replicas);
        const created = run({ ...none, ...createAll, burst, replicas }, inTurn);
        expect(created).toMatchObject({ creates: most, add: most, del: 0, error: null });
        const pods = Array.from({ length: replicas }, (_, at) => `pod${at};node;${at}`);
        const deleted = run({ ...none, ...createAll, pods, burst, replicas: 0 }, inTurn);
        expect(deleted).toMatchObject({ creates: 0, add: 0, del: most, error: null });
        expect(deleted.deleted.length).toBe(most);
      },
    );
  });
});
