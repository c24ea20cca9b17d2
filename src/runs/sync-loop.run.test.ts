import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = (recording: Recording | undefined) => {
  if (!recording || hasFailed(recording.end)) throw new Error(JSON.stringify(recording?.end));
  return recording.end.facts;
};

const id = 'sync-loop';

test('every scenario ends as it should', () => {
  const { recordings } = playAll(id);
  expect(factsOf(recordings['dies'])).toMatchObject({ events: 2, syncs: 2 });
  expect(factsOf(recordings['gone'])).toMatchObject({ events: 3, syncs: 2 });
  expect(factsOf(recordings['unseen'])).toMatchObject({ events: 0, syncs: 0 });
  expect(factsOf(recordings['end'])).toMatchObject({
    handlers:
      'HandlePodAdditions: web; HandlePodSyncs: web; HandlePodUpdates: web; HandlePodSyncs: web; HandlePodRemoves: web',
  });
  expect(factsOf(recordings['busy'])).toMatchObject({ events: 2 });
  expect(factsOf(recordings['restart'])).toMatchObject({ killed: 'none' });
});

test('a Pod that the API server has not named yet is killed', () => {
  expect(factsOf(playBroken(id, 'restart', 'clean-at-once'))).toMatchObject({ killed: 'web' });
});

test('nobody looks at a Pod whose container is gone', () => {
  expect(factsOf(playBroken(id, 'gone', 'only-removed'))).toMatchObject({ events: 2, syncs: 1 });
});
