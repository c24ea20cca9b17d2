import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('pod-status');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('running')).toMatchObject({ phase: 'Running', ready: 'True' });
  expect(facts('ended')).toMatchObject({ phase: 'Running', ready: 'False' });
  expect(facts('crash-loop')).toMatchObject({ phase: 'Running', ready: 'False' });
  expect(facts('half-started')).toMatchObject({ phase: 'Pending' });
  expect(facts('init')).toMatchObject({ phase: 'Pending', initialized: 'False' });
  expect(facts('job')).toMatchObject({ phase: 'Failed' });
  expect(facts('no-way-back')).toMatchObject({ phase: 'Failed' });
});

test('a Pod that has failed comes back', () => {
  expect(factsOf(playBroken('pod-status', 'no-way-back', 'way-back'))).toMatchObject({
    phase: 'Running',
  });
});

test('a Pod with policy Always would have succeeded', () => {
  expect(factsOf(playBroken('pod-status', 'ended', 'always-can-end'))).toMatchObject({
    phase: 'Succeeded',
  });
});
