import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { inTurn, Scheduler, shuffled, type Choose } from '../runtime/scheduler.ts';
import { slowStartBatch } from './slow-start-batch.ts';

interface SlowStartCase {
  readonly count: number;
  readonly initialBatchSize: number;
  readonly failingCalls: readonly number[];
  readonly successes: number;
  readonly failed: boolean;
  readonly calls: number;
}

/** Runs the port over calls that fail by their number, each of which pauses once. */
function run(
  {
    count,
    initialBatchSize,
    fails,
  }: { count: number; initialBatchSize: number; fails: (call: number) => boolean },
  choose: Choose,
) {
  const scheduler = new Scheduler({ choose });
  let calls = 0;
  const [successes, error] = scheduler.run(() =>
    slowStartBatch(scheduler, count, initialBatchSize, function* () {
      yield;
      return fails(calls++) ? new Error('refused') : undefined;
    }),
  );
  return { successes, failed: error !== undefined, calls };
}

describe('slowStartBatch', () => {
  const { symbol, cases } = readVectors<SlowStartCase>('slow-start-batch');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/replicaset/replica_set.go#slowStartBatch');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test.each(['in turn', 'shuffled'])('answers as Go did, with tasks %s', (order) => {
    for (const [at, { count, initialBatchSize, failingCalls, ...answer }] of cases.entries()) {
      const fails = (call: number): boolean => failingCalls.includes(call);
      const choose = order === 'in turn' ? inTurn : shuffled(at);
      const input = { count, initialBatchSize, failingCalls };
      expect({ input, ...run({ count, initialBatchSize, fails }, choose) }).toEqual({
        input,
        ...answer,
      });
    }
  });

  describe('pkg/controller/replicaset/replica_set_test.go#TestSlowStartBatch', () => {
    test.each([
      // 1 (first batch): the function is called at least once
      {
        name: 'callLimit = 0 (all fail)',
        count: 10,
        callLimit: 0,
        successes: 0,
        failed: true,
        calls: 1,
      },
      // 1 + 2 + 4 + 3 = 10
      {
        name: 'callLimit = count (all succeed)',
        count: 10,
        callLimit: 10,
        successes: 10,
        failed: false,
        calls: 10,
      },
      // 1 + 2 + 4 = 7
      {
        name: 'callLimit < count (some succeed)',
        count: 10,
        callLimit: 5,
        successes: 5,
        failed: true,
        calls: 7,
      },
    ])('$name', ({ count, callLimit, successes, failed, calls }) => {
      const fails = (call: number): boolean => call >= callLimit;
      expect(run({ count, initialBatchSize: 1, fails }, inTurn)).toEqual({
        successes,
        failed,
        calls,
      });
    });
  });
});
