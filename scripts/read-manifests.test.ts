import { expect, test } from 'vitest';
import { ProblemError } from '../src/problem.ts';
import { readManifests } from './read-manifests.ts';

const right = `apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web}
spec: {replicas: 3}
`;

function problems(text: string): string {
  try {
    readManifests('a.yaml', text);
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
  return '';
}

test('a file may hold several manifests', () => {
  expect(readManifests('a.yaml', `${right}---\n${right}---\n`)).toHaveLength(2);
});

test.each([
  ['', 'a.yaml:1:1: There is no manifest in this file.'],
  ['a: [1,\nb: }', 'a.yaml:2:'],
  [
    right.replace('ReplicaSet', 'RelicaSet'),
    'a.yaml:2:1: The small cluster knows no kind "RelicaSet".\n  Did you mean `ReplicaSet`?',
  ],
  [
    right.replace('replicas', 'replica'),
    'a.yaml:4:8: unknown field "replica" in ReplicaSetSpec.\n  Did you mean `replicas`?',
  ],
  [right.replace('3', 'three'), 'a.yaml:4:8: spec.replicas: expected a whole number, got "three".'],
  [
    right.replace('apps/v1', 'apps/v2'),
    'a.yaml:1:1: no matches for kind "ReplicaSet" in version "apps/v2".\n  Did you mean `apps/v1`?',
  ],
  ['- a', 'a.yaml:1:1: This is no object of the API'],
])('%j is answered with its place', (text, message) => {
  expect(problems(text)).toContain(message);
});
