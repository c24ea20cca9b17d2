import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = (recording: Recording | undefined) => {
  if (!recording || hasFailed(recording.end)) throw new Error(JSON.stringify(recording?.end));
  return recording.end.facts;
};

const id = 'sync-pod';

test('every scenario ends as it should', () => {
  const { recordings } = playAll(id);
  expect(factsOf(recordings['first'])).toMatchObject({ callsRuntime: true, returned: 'no error' });
  expect(factsOf(recordings['marked'])).toMatchObject({ callsRuntime: false, stops: true });
  expect(factsOf(recordings['no-network'])).toMatchObject({
    callsRuntime: false,
    reported: 'Pending',
    returned: 'an error',
  });
  expect(factsOf(recordings['evicted'])).toMatchObject({ reported: 'Failed', stops: true });
  expect(factsOf(recordings['back-off'])).toMatchObject({ returned: 'an error' });
  expect(factsOf(recordings['refused'])).toMatchObject({ callsRuntime: false, stops: true });
});

test('a marked Pod is run like any other', () => {
  expect(factsOf(playBroken(id, 'marked', 'mark-is-nothing'))).toMatchObject({
    callsRuntime: true,
    stops: false,
  });
});

test('nobody is told why it waits', () => {
  expect(factsOf(playBroken(id, 'no-network', 'no-report'))).toMatchObject({ reported: 'nothing' });
});

test('containers are started without a network', () => {
  expect(factsOf(playBroken(id, 'no-network', 'no-network-check'))).toMatchObject({
    callsRuntime: true,
  });
});
