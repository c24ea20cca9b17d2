import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('create-or-patch');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('create')).toMatchObject({ printed: 'created', requests: 'GET, POST' });
  expect(facts('patch')).toMatchObject({ printed: 'configured', requests: 'GET, PATCH' });
  expect(facts('unchanged')).toMatchObject({ printed: 'unchanged', requests: 'GET' });
  expect(facts('made-by-create')).toMatchObject({ labels: 'app, tier', warnings: 1 });
  expect(facts('raced')).toMatchObject({ printed: 'error', requests: 'GET, POST' });
  expect(facts('conflicts')).toMatchObject({ patches: 6, seconds: 4 });
  expect(facts('server-down')).toMatchObject({ requests: 'GET' });
});

test('an error would be taken for absence', () => {
  expect(
    factsOf(playBroken('create-or-patch', 'server-down', 'any-error-is-absent')),
  ).toMatchObject({ requests: 'GET, POST' });
});

test('without a pause all tries come at once', () => {
  expect(factsOf(playBroken('create-or-patch', 'conflicts', 'no-pause'))).toMatchObject({
    patches: 6,
    seconds: 0,
  });
});
