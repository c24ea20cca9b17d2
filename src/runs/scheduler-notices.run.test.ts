import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = (recording: Recording | undefined) => {
  if (!recording || hasFailed(recording.end)) throw new Error(JSON.stringify(recording?.end));
  return recording.end.facts;
};

const id = 'scheduler-notices';

test('every scenario ends as it should', () => {
  const { recordings } = playAll(id);
  expect(factsOf(recordings['ours'])).toMatchObject({
    cache: 'web on node-2',
    assumed: 0,
    cacheCalls: 'AddFunc: web',
    queueCalls: 'AddFunc: web, DeleteFunc: web',
  });
  expect(factsOf(recordings['others'])).toMatchObject({ queue: 'db', cache: 'web on node-1' });
  expect(factsOf(recordings['with-node'])).toMatchObject({ queue: 'db', uncounted: 0 });
  expect(factsOf(recordings['ends'])).toMatchObject({ cache: 'nothing', queueCalls: 'none' });
  expect(factsOf(recordings['lost'])).toMatchObject({ assumed: 1, cacheCalls: 'none' });
});

test('a Pod with a node waits for one, and its room is not counted', () => {
  expect(factsOf(playBroken(id, 'with-node', 'no-filter'))).toMatchObject({
    queue: 'web, db',
    uncounted: 1,
  });
});

test('a Pod that was bound by others is not counted', () => {
  expect(factsOf(playBroken(id, 'others', 'only-updates'))).toMatchObject({ uncounted: 1 });
});

test('a Pod that was bound by others stays in the queue', () => {
  expect(factsOf(playBroken(id, 'others', 'no-leaving'))).toMatchObject({ queue: 'web, db' });
});

test('Pods of others are queued', () => {
  expect(factsOf(playBroken(id, 'with-node', 'any-scheduler'))).toMatchObject({ queue: 'job, db' });
});
