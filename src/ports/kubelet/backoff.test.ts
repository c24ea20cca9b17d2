import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { Backoff } from './backoff.ts';

interface BackoffCase {
  /** Milliseconds. */
  readonly initial: number;
  readonly max: number;
  readonly steps: readonly { readonly do: string; readonly is: string }[];
}

describe('Backoff', () => {
  const { symbol, cases } = readVectors<BackoffCase>('kubelet-backoff');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/client-go/util/flowcontrol/backoff.go#Backoff');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  // An item that is held with no wait is not told from one that is not held.
  test('answers as Go did, and holds the same after every step', () => {
    for (const { initial, max, steps } of cases) {
      const clock = new Scheduler({ start: Date.parse('2022-02-02T02:02:02Z') });
      const backOff = new Backoff(initial, max, clock);
      for (const step of steps) {
        const [verb, id = '', milliseconds] = step.do.split(' ');
        const time = clock.now() + Number(milliseconds);
        let is = '';
        if (verb === 'next') backOff.next(id, time);
        else if (verb === 'since') is = `${backOff.isInBackOffSince(id, time)} `;
        else if (verb === 'wait') clock.advance(Number(milliseconds));
        else if (verb === 'reset') backOff.reset(id);
        else backOff.gc();
        const held = ['a', 'b', 'c']
          .map((item) => `${item}=${backOff.get(item)}`)
          .filter((text) => !text.endsWith('=0'))
          .join(',');
        const expected = step.is
          .split(/(?<= )|,/)
          .filter((text) => text !== '' && !text.endsWith('=0'));
        expect({ do: step.do, is: is + held }).toEqual({
          do: step.do,
          is: expected.join(',').replace(' ,', ' '),
        });
      }
    }
  });
});

// The cases of backoff_test.go; TestIsInBackOffSinceUpdate tests what is not ported.
const upstream = 'staging/src/k8s.io/client-go/util/flowcontrol/backoff_test.go';
const second = 1000;

/** As upstream begins: so many times as there are seconds in the maximum, and once more. */
function atMaximum(max: number): { clock: Scheduler; backOff: Backoff } {
  const clock = new Scheduler({ start: Date.parse('2022-02-02T02:02:02Z') });
  const backOff = new Backoff(second, max, clock);
  for (let step = 0; step <= max / second; step++) {
    clock.advance(second);
    backOff.next('id', clock.now());
  }
  return { clock, backOff };
}

test(`${upstream}#TestSlowBackoff`, () => {
  const clock = new Scheduler({ start: Date.parse('2022-02-02T02:02:02Z') });
  const backOff = new Backoff(second, 50 * second, clock);
  const waits = Array.from({ length: 10 }, () => {
    clock.advance(second);
    const wait = backOff.get('id');
    backOff.next('id', clock.now());
    return wait / second;
  });
  expect(waits).toEqual([0, 1, 2, 4, 8, 16, 32, 50, 50, 50]);
  backOff.next('id', clock.now());
  backOff.reset('id');
  expect(backOff.get('id')).toBe(0);
});

test(`${upstream}#TestBackoffReset`, () => {
  const { clock, backOff } = atMaximum(5 * second);
  expect(backOff.isInBackOffSince('id', clock.now())).toBe(true);
  const lastUpdate = clock.now();
  clock.advance(11 * second);
  expect(backOff.isInBackOffSince('id', lastUpdate)).toBe(false);
});

test(`${upstream}#TestBackoffHighWaterMark`, () => {
  const { clock, backOff } = atMaximum(5 * second);
  clock.advance(6 * second);
  backOff.next('id', clock.now());
  expect(backOff.get('id')).toBe(5 * second);
});

test(`${upstream}#TestBackoffGC`, () => {
  const { clock, backOff } = atMaximum(5 * second);
  clock.advance(6 * second);
  backOff.gc();
  expect(backOff.get('id')).toBe(5 * second);
  clock.advance(6 * second);
  backOff.gc();
  expect(backOff.get('id')).toBe(0);
});
