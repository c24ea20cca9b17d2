import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('optimistic-concurrency');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('two-add')).toMatchObject({ replicas: 5, late: 1, conflicts: 0 });
  expect(facts('three-kinds')).toMatchObject({ labels: 'ready=no, team=blue', replicas: 5 });
  expect(facts('two-put')).toMatchObject({ replicas: 5, conflicts: 1 });
  expect(facts('no-op')).toMatchObject({ writes: 1, version: 3 });
  expect(facts('crowd')).toMatchObject({ replicas: 7, computed: 10 });
});

test('an update is lost', () => {
  expect(factsOf(playBroken('optimistic-concurrency', 'two-add', 'no-compare'))).toMatchObject({
    replicas: 4,
  });
});

test('a PUT overwrites what it has not read', () => {
  expect(factsOf(playBroken('optimistic-concurrency', 'two-put', 'no-compare'))).toMatchObject({
    conflicts: 0,
    replicas: 8,
  });
});

test('what changes nothing is written', () => {
  expect(factsOf(playBroken('optimistic-concurrency', 'no-op', 'write-anyway'))).toMatchObject({
    writes: 2,
  });
});
