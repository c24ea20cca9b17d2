import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('three-way-patch');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('scaled')).toMatchObject({ patch: '{"spec":{"replicas":3}}', replicas: '3' });
  expect(facts('label-removed')).toMatchObject({ labels: 'app, team' });
  expect(facts('replicas-not-owned')).toMatchObject({ replicas: '5' });
  expect(facts('replicas-given-up')).toMatchObject({ patch: '{"spec":{"replicas":null}}' });
  expect(facts('list')).toMatchObject({ containers: 'proxy, c' });
  expect(facts('refused')).toMatchObject({ error: 'conflict', requests: 0 });
});

test('without the deletions the label stays', () => {
  expect(factsOf(playBroken('three-way-patch', 'label-removed', 'two-way'))).toMatchObject({
    labels: 'app, team, tier',
  });
});

test('with those of the live object what others set goes', () => {
  expect(
    factsOf(playBroken('three-way-patch', 'label-removed', 'delete-what-is-not-named')),
  ).toMatchObject({ labels: 'app' });
});

test('and so do containers of others', () => {
  expect(factsOf(playBroken('three-way-patch', 'list', 'delete-what-is-not-named'))).toMatchObject({
    containers: 'c',
  });
});
