import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('assume');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('one-slot')).toMatchObject({ bound: 1, waiting: 1, overcommitted: 0 });
  expect(facts('two-nodes')).toMatchObject({ bound: 2, waiting: 0 });
  expect(facts('late-news')).toMatchObject({ bound: 1, overcommitted: 0 });
  expect(facts('refused')).toMatchObject({ bound: 0, believedOnNodes: 0 });
  expect(facts('refused-then-timer')).toMatchObject({ bound: 1, lastBoundAt: '90 s' });
});

test('both land on one Node', () => {
  expect(factsOf(playBroken('assume', 'one-slot', 'no-assume'))).toMatchObject({
    bound: 2,
    overcommitted: 1,
  });
});

test('the room is never free again', () => {
  expect(factsOf(playBroken('assume', 'refused-then-timer', 'never-forget'))).toMatchObject({
    bound: 0,
    believedOnNodes: 1,
  });
});
