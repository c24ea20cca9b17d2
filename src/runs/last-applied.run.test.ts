import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('last-applied');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('first')).toMatchObject({ copies: 1, annotationsInText: '{}', leftInMemory: '""' });
  expect(facts('scaled')).toMatchObject({ original: 'there' });
  expect(facts('no-annotation')).toMatchObject({ original: 'none' });
  expect(facts('saved-object')).toMatchObject({ copies: 1, leftInMemory: 'the manifest' });
});

test('the old annotation would stand in the new one', () => {
  expect(factsOf(playBroken('last-applied', 'saved-object', 'keep-old-annotation'))).toMatchObject({
    copies: 2,
  });
});
