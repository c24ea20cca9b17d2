import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = (recording: Recording | undefined) => {
  if (!recording || hasFailed(recording.end)) throw new Error(JSON.stringify(recording?.end));
  return recording.end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('bind');
  expect(factsOf(recordings['one'])).toMatchObject({ node: 'node-2', answers: '201', events: 1 });
  expect(factsOf(recordings['two'])).toMatchObject({
    node: 'node-2',
    answers: '201, 409',
    kubelets: 1,
    caches: 'old: assumed on node-2, until 30 s; new: nothing assumed',
  });
  expect(factsOf(recordings['label'])).toMatchObject({ answers: '201', late: 1, version: '4' });
  expect(factsOf(recordings['again'])).toMatchObject({ answers: '201, 409', version: '3' });
  expect(factsOf(recordings['deleted'])).toMatchObject({ answers: '409', node: 'none' });
  expect(factsOf(recordings['recreated'])).toMatchObject({ answers: '201', uid: 'uid-2' });
});

test.each(['no-check', 'two-steps'])('%s: the Pod moves, and two kubelets start it', (id) => {
  expect(factsOf(playBroken('bind', 'two', id))).toMatchObject({ node: 'node-3', kubelets: 2 });
});
