import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('status-manager');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('starts')).toMatchObject({ gets: 2, patches: 2 });
  expect(facts('same')).toMatchObject({ requests: 2, version: 1 });
  expect(facts('burst')).toMatchObject({ patches: 3, end: 'web-1: Succeeded' });
  expect(facts('down')).toMatchObject({ lastRequestAt: '20 s', patches: 1 });
  expect(facts('others-write')).toMatchObject({ end: 'web-1: Running', patches: 2 });
  expect(facts('ends')).toMatchObject({ deletes: 1, end: 'web-1: gone' });
});

test('each batch asks for each Pod', () => {
  expect(factsOf(playBroken('status-manager', 'same', 'no-versions'))).toMatchObject({
    requests: 3,
  });
});

test('what failed is never sent', () => {
  expect(factsOf(playBroken('status-manager', 'down', 'no-batch'))).toMatchObject({
    patches: 0,
    end: 'web-1: Pending',
  });
});

test('what others write stays', () => {
  expect(factsOf(playBroken('status-manager', 'others-write', 'no-batch'))).toMatchObject({
    end: 'web-1: Failed',
  });
});
