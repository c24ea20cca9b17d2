import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('scheduling-queue');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('priority')).toMatchObject({ order: 'db, web-1, web-2' });
  expect(facts('no-room')).toMatchObject({ firstFailureTo: 'unschedulable', bound: 1 });
  expect(facts('move-during-attempt')).toMatchObject({ firstFailureTo: 'backoff', bound: 1 });
  expect(facts('backoff')).toMatchObject({ attempts: 4, backoff: 1 });
  expect(facts('storm')).toMatchObject({ attempts: 2 });
  expect(facts('forgotten')).toMatchObject({ attempts: 2, bound: 1 });
});

test('every change is followed by a try', () => {
  expect(factsOf(playBroken('scheduling-queue', 'storm', 'no-backoff'))).toMatchObject({
    attempts: 6,
  });
});

test('a change during an attempt is lost', () => {
  expect(
    factsOf(playBroken('scheduling-queue', 'move-during-attempt', 'no-move-cycle')),
  ).toMatchObject({ firstFailureTo: 'unschedulable', bound: 0 });
});
