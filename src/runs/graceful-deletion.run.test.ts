import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('graceful-deletion');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('two-steps')).toMatchObject({ isGone: true, writes: 3 });
  expect(facts('no-node')).toMatchObject({ isGone: true, deletes: 1, writes: 2 });
  expect(facts('shorter')).toMatchObject({ isGone: false, grace: 10 });
  expect(facts('longer')).toMatchObject({ isGone: false, grace: 30, writes: 1 });
  expect(facts('nobody')).toMatchObject({ isGone: false, grace: 30 });
  expect(facts('finalizer')).toMatchObject({ isGone: false, grace: 0 });
});

test('a later delete could put off the end', () => {
  expect(factsOf(playBroken('graceful-deletion', 'longer', 'may-be-longer'))).toMatchObject({
    grace: 600,
  });
});

test('a Pod without a node would wait for a kubelet that there is not', () => {
  expect(factsOf(playBroken('graceful-deletion', 'no-node', 'always-wait'))).toMatchObject({
    isGone: false,
    grace: 30,
  });
});
