import { expect, test } from 'vitest';
import { playAll, playBroken } from '../../test/record-run-for-test.ts';
import { hasFailed, type Recording } from './recording.ts';

const factsOf = ({ end }: Recording) => {
  if (hasFailed(end)) throw new Error(end.error);
  return end.facts;
};

test('every scenario ends as it should', () => {
  const { recordings } = playAll('pick-a-node');
  const facts = (scenario: string) => factsOf(recordings[scenario] as Recording);
  expect(facts('reasons')).toMatchObject({ hosts: 'node-4', looked: 4, fitting: 1 });
  expect(facts('spread')).toMatchObject({ hosts: 'node-2, node-2, node-2, node-1' });
  expect(facts('no-room')).toMatchObject({
    problem:
      '0/3 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 node(s) were unschedulable.',
  });
  expect(facts('large')).toMatchObject({ looked: 100 });
  expect(facts('tie')['hosts']).not.toBe('node-1');
});

test('of equal Nodes it is always the first', () => {
  expect(factsOf(playBroken('pick-a-node', 'tie', 'no-draw'))).toMatchObject({ hosts: 'node-1' });
});

test('all Nodes are looked at', () => {
  expect(factsOf(playBroken('pick-a-node', 'large', 'look-at-all'))).toMatchObject({ looked: 110 });
});
