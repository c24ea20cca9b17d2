import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('watch-cache');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('resume')).toMatchObject({ delivered: 2 });
  expect(facts('too-old')).toMatchObject({ tooOld: 1, held: 4 });
  expect(facts('grows')).toMatchObject({ tooOld: 0, capacity: 8 });
  expect(facts('other-kinds')).toMatchObject({ lastAnswer: '1 event' });
  expect(facts('zero')).toMatchObject({ delivered: 1 });
  expect(facts('list-again')).toMatchObject({ tooOld: 1, held: 0 });
});

test('a change is missed without a word', () => {
  expect(factsOf(playBroken('watch-cache', 'too-old', 'never-too-old'))).toMatchObject({
    missed: 1,
    tooOld: 0,
  });
});

test('fresh changes are forgotten', () => {
  expect(factsOf(playBroken('watch-cache', 'grows', 'never-grows'))).toMatchObject({
    tooOld: 1,
    capacity: 4,
  });
});
