import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('delaying-queue');

describe('delaying-queue', () => {
  test('brings each key once, at its earliest time', () => {
    expect(factsOf('three-keys').order).toBe('db at 20 ms, api at 40 ms, web at 60 ms');
    expect(factsOf('earlier-wins').order).toBe('web at 40 ms');
    expect(factsOf('later-is-dropped').order).toBe('web at 40 ms');
    expect(factsOf('add-at-once').order).toBe('web at 10 ms, web at 100 ms');
    expect(factsOf('no-delay').order).toBe('web at 0 ms, db at 20 ms');
    expect(factsOf('shutdown')).toMatchObject({ turns: 1, neverCame: 'db' });
  });

  test('comes twice or too late without its guards', () => {
    expect(broken('earlier-wins', 'no-known-entries')).toMatchObject({ turns: 2 });
    expect(broken('later-is-dropped', 'last-wins')).toMatchObject({ order: 'web at 110 ms' });
  });
});
