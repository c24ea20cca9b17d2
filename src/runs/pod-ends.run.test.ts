import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = (recording: Recording | undefined) => {
  if (!recording || hasFailed(recording.end)) throw new Error(JSON.stringify(recording?.end));
  return recording.end.facts;
};

const id = 'pod-ends';

test('every scenario ends as it should', () => {
  const { recordings } = playAll(id);
  expect(factsOf(recordings['ends'])).toMatchObject({ goneAt: '10.04 s', leftThen: 'nothing' });
  expect(factsOf(recordings['ignores'])).toMatchObject({ exitCode: 137, leftThen: 'nothing' });
  expect(factsOf(recordings['takes-its-time'])).toMatchObject({ exitCode: 0, deletes: 1 });
  expect(factsOf(recordings['down'])).toMatchObject({ goneAt: '20.04 s', deletes: 1 });
  expect(factsOf(recordings['force'])).toMatchObject({
    leftThen: 'c running, sandbox ready',
    left: 'nothing',
    deletes: 0,
  });
});

test('the object goes while its container runs', () => {
  expect(factsOf(playBroken(id, 'ends', 'no-wait'))).toMatchObject({
    leftThen: 'c running, sandbox ready',
  });
});

test('the object goes before the sandbox', () => {
  expect(factsOf(playBroken(id, 'ends', 'only-the-status'))).toMatchObject({
    leftThen: 'sandbox stopped',
  });
});

test('nobody asks again, and the object stays', () => {
  expect(factsOf(playBroken(id, 'ends', 'no-second-look'))).toMatchObject({
    goneAt: 'never',
    left: 'nothing',
  });
});
