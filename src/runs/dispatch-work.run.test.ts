import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = (recording: Recording | undefined) => {
  if (!recording || hasFailed(recording.end)) throw new Error(JSON.stringify(recording?.end));
  return recording.end.facts;
};

const id = 'dispatch-work';

test('every scenario ends as it should', () => {
  const { recordings } = playAll(id);
  expect(factsOf(recordings['life'])).toMatchObject({ woken: 3, announced: 1, nothing: 0 });
  expect(factsOf(recordings['finished'])).toMatchObject({ woken: 0, nothing: 3 });
  expect(factsOf(recordings['failed'])).toMatchObject({ last: 'does nothing' });
  expect(factsOf(recordings['init'])).toMatchObject({ last: 'announces the end' });
  expect(factsOf(recordings['full'])).toMatchObject({ refused: 'young' });
});

test('a finished Pod wakes a worker each time', () => {
  expect(factsOf(playBroken(id, 'finished', 'no-finished'))).toMatchObject({ woken: 3 });
});

test('nobody announces the end', () => {
  expect(factsOf(playBroken(id, 'life', 'no-announcement'))).toMatchObject({
    announced: 0,
    last: 'does nothing',
  });
});

test('an older Pod loses its place', () => {
  expect(factsOf(playBroken(id, 'full', 'as-they-come'))).toMatchObject({ refused: 'middle' });
});
