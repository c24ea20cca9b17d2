import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('schedule-one');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('three-pods')).toMatchObject({ bound: 'web-1, web-2, web-3', failures: 0 });
  expect(facts('no-room')).toMatchObject({ bound: 'web-1', failures: 1 });
  expect(facts('small-one-passes')).toMatchObject({ bound: 'small', waiting: 'large' });
  expect(facts('refused')).toMatchObject({ bound: 'web-1', refusals: 1 });
  expect(facts('deleting')).toMatchObject({ bound: 'web-2', waiting: 'web-1' });
  expect(facts('no-nodes')).toMatchObject({ bound: '', failures: 1 });
  expect(Number(facts('three-pods')['lastBoundAt'])).toBeLessThan(30);
});

test('a Pod that goes takes the place', () => {
  expect(factsOf(playBroken('schedule-one', 'deleting', 'schedule-the-deleted'))).toMatchObject({
    bound: 'web-1',
  });
});

test('the bindings come one after the other', () => {
  const { lastBoundAt } = factsOf(playBroken('schedule-one', 'three-pods', 'bind-in-the-loop'));
  expect(Number(lastBoundAt)).toBeGreaterThanOrEqual(60);
});
