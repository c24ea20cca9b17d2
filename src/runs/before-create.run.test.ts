import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('before-create');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('replica-set')).toMatchObject({ generation: 1, statusReplicas: 0 });
  expect(facts('generated-name')['name']).toMatch(/^web-[a-z0-9]{5}$/);
  expect(facts('client-decides')).toMatchObject({
    generation: 1,
    uidOfClient: false,
    statusReplicas: 0,
    deletionTimestamp: 'none',
  });
  expect(facts('other-namespace')).toMatchObject({ refused: true });
  expect(facts('new-label')).toMatchObject({ generation: 1 });
  expect(facts('new-replicas')).toMatchObject({ generation: 2, statusReplicas: 0 });
});

test('a label would make a new generation', () => {
  expect(
    factsOf(playBroken('before-create', 'new-label', 'always-a-new-generation')),
  ).toMatchObject({ generation: 2 });
});

test('a client could write the status', () => {
  expect(factsOf(playBroken('before-create', 'new-replicas', 'keep-the-status'))).toMatchObject({
    statusReplicas: 100,
  });
});
