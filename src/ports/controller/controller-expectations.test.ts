import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Scheduler, shuffled } from '../runtime/scheduler.ts';
import { WaitGroup } from '../runtime/wait-group.ts';
import { expectationsTimeout } from './controllee-expectations.ts';
import { ControllerExpectations } from './controller-expectations.ts';

type Op =
  | readonly ['set' | 'lower' | 'raise', key: string, add: number, del: number]
  | readonly ['expectCreations' | 'expectDeletions', key: string, count: number]
  | readonly ['creationObserved' | 'deletionObserved' | 'delete', key: string]
  | readonly ['advance', milliseconds: number];

/** What is known of a key: of one without expectations, only that it is satisfied. */
type Answer =
  | readonly [add: number, del: number, fulfilled: boolean, expired: boolean, satisfied: boolean]
  | readonly [satisfied: boolean];

interface ExpectationsCase {
  readonly ops: readonly Op[];
  /** After every operation, the answers for all keys. */
  readonly answers: readonly (readonly Answer[])[];
}

const keys = ['default/a', 'default/b', ''];

function run(ops: readonly Op[]): Answer[][] {
  const scheduler = new Scheduler();
  const expectations = new ControllerExpectations(scheduler);
  const apply = (op: Op): void => {
    switch (op[0]) {
      case 'set':
        expectations.setExpectations(op[1], op[2], op[3]);
        break;
      case 'lower':
        expectations.lowerExpectations(op[1], op[2], op[3]);
        break;
      case 'raise':
        expectations.raiseExpectations(op[1], op[2], op[3]);
        break;
      case 'expectCreations':
        expectations.expectCreations(op[1], op[2]);
        break;
      case 'expectDeletions':
        expectations.expectDeletions(op[1], op[2]);
        break;
      case 'creationObserved':
        expectations.creationObserved(op[1]);
        break;
      case 'deletionObserved':
        expectations.deletionObserved(op[1]);
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
    const satisfied = expectations.satisfiedExpectations(key);
    if (!exp) return [satisfied];
    return [...exp.getExpectations(), exp.fulfilled(), exp.isExpired(scheduler), satisfied];
  };
  return ops.map((op) => {
    apply(op);
    return keys.map(answer);
  });
}

describe('ControllerExpectations', () => {
  const { symbol, cases } = readVectors<ExpectationsCase>('controller-expectations');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#ControllerExpectations');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('answers as Go did after every operation', () => {
    for (const { ops, answers } of cases) {
      expect({ ops, answers: run(ops) }).toEqual({ ops, answers });
    }
  });

  // Upstream the store drops entries after 30 seconds by a fake clock; ours keeps them, and they expire by themselves.
  test('pkg/controller/controller_utils_test.go#TestControllerExpectations', () => {
    const scheduler = new Scheduler({ choose: shuffled(5) });
    const expectations = new ControllerExpectations(scheduler);
    const key = 'default/foobar';
    const [adds, dels] = [10, 30];
    const times = (count: number, observe: () => void): void =>
      scheduler.run(function* () {
        const group = new WaitGroup();
        for (let i = 0; i < count; i++) {
          group.add(1);
          scheduler.go(function* () {
            yield;
            observe();
            group.done();
          });
        }
        yield* group.wait();
      });

    expectations.setExpectations(key, adds, dels);
    times(adds + 1, () => expectations.creationObserved(key));
    expect(expectations.satisfiedExpectations(key)).toBe(false);

    times(dels + 1, () => expectations.deletionObserved(key));
    expect(expectations.getExpectations(key)?.getExpectations()).toEqual([-1, -1]);
    expect(expectations.satisfiedExpectations(key)).toBe(true);

    expectations.setExpectations(key, 1, 2);
    expect(expectations.getExpectations(key)?.getExpectations()).toEqual([1, 2]);

    scheduler.advance(expectationsTimeout);
    expect(expectations.satisfiedExpectations(key)).toBe(false);
    scheduler.advance(1);
    expect(expectations.satisfiedExpectations(key)).toBe(true);
  });
});
