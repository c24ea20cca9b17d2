import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = (recording: Recording | undefined) => {
  if (!recording || hasFailed(recording.end)) throw new Error(JSON.stringify(recording?.end));
  return recording.end.facts;
};

const id = 'kubelet-watches-its-pods';

test('every scenario ends as it should', () => {
  const { recordings } = playAll(id);
  expect(factsOf(recordings['bound'])).toMatchObject({ received: 'ADD: web', told: 1 });
  expect(factsOf(recordings['life'])).toMatchObject({
    received: 'ADD: web, RECONCILE: web, DELETE: web, RECONCILE: web, REMOVE: web',
  });
  expect(factsOf(recordings['down'])).toMatchObject({
    received: 'ADD: web, ADD: db, REMOVE: web, UPDATE: db',
  });
  expect(factsOf(recordings['same-name'])).toMatchObject({ holds: 'web-uid-2', missing: 0 });
});

test('the Pod of another node comes, too', () => {
  expect(factsOf(playBroken(id, 'bound', 'no-filter'))).toMatchObject({ foreign: 1 });
});

test('the new Pod of an old name is never seen', () => {
  expect(factsOf(playBroken(id, 'same-name', 'by-name'))).toMatchObject({
    holds: 'web-uid-1',
    missing: 1,
  });
});

test('its own reports come back as updates', () => {
  expect(factsOf(playBroken(id, 'life', 'status-counts'))).toMatchObject({ updates: 2 });
});
