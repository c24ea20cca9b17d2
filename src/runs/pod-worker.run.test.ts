import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('pod-worker');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('one-after-other')).toMatchObject({ syncs: 2, dropped: 'none' });
  expect(facts('busy')).toMatchObject({ syncs: 2, synced: 'create 1, update 5' });
  expect(facts('two-pods')).toMatchObject({ syncs: 3 });
  expect(facts('kill')).toMatchObject({ killIsSynced: true, dropped: 'update 3' });
  expect(facts('failing')).toMatchObject({ syncs: 2 });
});

test('the last update is lost', () => {
  expect(factsOf(playBroken('pod-worker', 'busy', 'no-last-update'))).toMatchObject({
    syncs: 1,
    lastIsSynced: false,
  });
});

test('the kill is lost', () => {
  expect(factsOf(playBroken('pod-worker', 'kill', 'kill-is-replaced'))).toMatchObject({
    killIsSynced: false,
  });
});
