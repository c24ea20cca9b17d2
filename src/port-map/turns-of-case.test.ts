import { expect, test } from 'vitest';
import { turnsOfCase } from './turns-of-case.ts';

test('a case is one turn: what no path names was asked', () => {
  const recorded = { count: 20, failingCalls: [10], successes: 10, failed: true };
  expect(turnsOfCase(recorded, ['successes', 'failed', 'calls'])).toEqual([
    { asked: { count: 20, failingCalls: [10] }, answered: { successes: 10, failed: true } },
  ]);
});

test('a key of the same name inside what was asked is asked', () => {
  const recorded = { pod: { error: 'x' }, error: null };
  expect(turnsOfCase(recorded, ['error'])).toEqual([
    { asked: { pod: { error: 'x' } }, answered: { error: null } },
  ]);
});

test('of a case that is a list, a number names a place', () => {
  expect(turnsOfCase(['a/b', 'a', 'b', 'ok'], ['1', '2', '3'])).toEqual([
    { asked: { 0: 'a/b' }, answered: { 1: 'a', 2: 'b', 3: 'ok' } },
  ]);
});

test('a sequence is a turn for its beginning, for each operation and for its end', () => {
  const recorded = {
    limit: 2,
    steps: [
      { do: 'add', ok: true },
      { do: 'get', item: 'a', ok: false },
    ],
    left: 1,
  };
  expect(turnsOfCase(recorded, ['left', 'steps.*.ok'])).toEqual([
    { asked: { limit: 2 }, answered: undefined },
    { asked: { do: 'add' }, answered: { ok: true } },
    { asked: { do: 'get', item: 'a' }, answered: { ok: false } },
    { asked: undefined, answered: { left: 1 } },
  ]);
});

test('a case may itself be the list of operations, and an operation hold another', () => {
  const recorded = [{ do: 'update', inner: { do: 'delete', out: 'b' }, out: 'a' }];
  expect(turnsOfCase(recorded, ['*.out', '*.inner.out'])[1]).toEqual({
    asked: { do: 'update', inner: { do: 'delete' } },
    answered: { inner: { out: 'b' }, out: 'a' },
  });
});

test('an operation as a text has its answer behind the first semicolon', () => {
  const recorded = { known: true, steps: ['add a ; ok | a ; b', 'list'] };
  expect(turnsOfCase(recorded, ['steps.*.;']).slice(1, 3)).toEqual([
    { asked: 'add a', answered: 'ok | a ; b' },
    { asked: 'list', answered: '' },
  ]);
});
