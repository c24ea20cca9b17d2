import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('compute-pod-actions');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('new')).toMatchObject({ start: 'c', createSandbox: true, attempt: 0 });
  expect(facts('crashed')).toMatchObject({ start: 'c', stop: 'none' });
  expect(facts('deleting')).toMatchObject({ start: 'none', killPod: true });
  expect(facts('init')).toMatchObject({ start: 'migrate' });
  expect(facts('sandbox-died')).toMatchObject({ start: 'fetch', stop: 'c', attempt: 1 });
  expect(facts('new-image')).toMatchObject({ start: 'a, b', stop: 'a, b' });
  expect(facts('never')).toMatchObject({ start: 'none', killPod: true });
});

test('a container starts in a Pod that goes', () => {
  expect(
    factsOf(playBroken('compute-pod-actions', 'deleting', 'restart-the-deleted')),
  ).toMatchObject({ start: 'c', killPod: false });
});

test('a new spec changes nothing', () => {
  expect(factsOf(playBroken('compute-pod-actions', 'new-image', 'no-hash'))).toMatchObject({
    start: 'b',
    stop: 'b',
  });
});
