import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { seededRandom } from '../runtime/random.ts';
import { ControllerExpectations } from './controller-expectations.ts';
import { UIDTrackingControllerExpectations } from './uid-tracking-controller-expectations.ts';

type Op =
  | readonly ['expectDeletions', key: string, deletedKeys: readonly string[]]
  | readonly ['deletionObserved', key: string, deleteKey: string]
  | readonly ['expectCreations', key: string, adds: number]
  | readonly ['creationObserved' | 'delete', key: string]
  | readonly ['advance', milliseconds: number];

type Uids = readonly string[] | null;

/** What is known of a key; without expectations, only its pods and that it is satisfied. */
type Answer =
  | readonly [Uids, add: number, del: number, done: boolean, expired: boolean, satisfied: boolean]
  | readonly [Uids, satisfied: boolean];

interface TrackingCase {
  readonly ops: readonly Op[];
  /** After every operation, the answers for both keys. */
  readonly answers: readonly (readonly Answer[])[];
}

const keys = ['default/a', 'default/b'];

function run(ops: readonly Op[]): Answer[][] {
  const scheduler = new Scheduler();
  const expectations = new UIDTrackingControllerExpectations(new ControllerExpectations(scheduler));
  const apply = (op: Op): void => {
    switch (op[0]) {
      case 'expectDeletions':
        expectations.expectDeletions(op[1], op[2]);
        break;
      case 'deletionObserved':
        expectations.deletionObserved(op[1], op[2]);
        break;
      case 'expectCreations':
        expectations.expectCreations(op[1], op[2]);
        break;
      case 'creationObserved':
        expectations.creationObserved(op[1]);
        break;
      case 'delete':
        expectations.deleteExpectations(op[1]);
        break;
      case 'advance':
        scheduler.advance(op[1]);
        break;
    }
  };
  const answer = (key: string): Answer => {
    const exp = expectations.getExpectations(key);
    const set = expectations.getUIDs(key);
    // The order of a set says nothing; the recorder sorts it, too.
    const uids = set ? [...set].sort() : null;
    const satisfied = expectations.satisfiedExpectations(key);
    if (!exp) return [uids, satisfied];
    return [uids, ...exp.getExpectations(), exp.fulfilled(), exp.isExpired(scheduler), satisfied];
  };
  return ops.map((op) => {
    apply(op);
    return keys.map(answer);
  });
}

describe('UIDTrackingControllerExpectations', () => {
  const { symbol, cases } = readVectors<TrackingCase>('uid-tracking-controller-expectations');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#UIDTrackingControllerExpectations');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('answers as Go did after every operation', () => {
    for (const { ops, answers } of cases) {
      expect({ ops, answers: run(ops) }).toEqual({ ops, answers });
    }
  });

  test('pkg/controller/controller_utils_test.go#TestUIDExpectations', () => {
    const expectations = new UIDTrackingControllerExpectations(
      new ControllerExpectations(new Scheduler()),
    );
    const podsOf = new Map<string, string[]>();
    for (const [at] of [2, 1, 0, 5].entries()) {
      const pods = Array.from({ length: 5 }, (_, i) => `default/pod${i}-rc-${at}`);
      podsOf.set(`default/rc-${at}`, pods);
      expectations.expectDeletions(`default/rc-${at}`, pods);
    }
    const random = seededRandom(3);
    const inAnyOrder = [...podsOf]
      .map((entry) => ({ entry, weight: random() }))
      .sort((a, b) => a.weight - b.weight)
      .map(({ entry }) => entry);
    for (const [key, pods] of inAnyOrder) {
      expect({ key, satisfied: expectations.satisfiedExpectations(key) }).toEqual({
        key,
        satisfied: false,
      });
      for (const pod of pods) expectations.deletionObserved(key, pod);
      expect({ key, satisfied: expectations.satisfiedExpectations(key) }).toEqual({
        key,
        satisfied: true,
      });
      expectations.deleteExpectations(key);
      expect(expectations.getUIDs(key)).toBeUndefined();
    }
  });

  test('passes on what it does not track itself', () => {
    const expectations = new UIDTrackingControllerExpectations(
      new ControllerExpectations(new Scheduler()),
    );
    expectations.setExpectations('key', 3, 4);
    expectations.raiseExpectations('key', 10, 20);
    expectations.lowerExpectations('key', 1, 2);
    expect(expectations.getExpectations('key')?.getExpectations()).toEqual([12, 22]);
    expect(expectations.getUIDs('key')).toBeUndefined();
  });
});
