import { expect, test } from 'vitest';
import { checkShape, pathText, shapeErrors } from './check-shape.ts';
import { manifestErrors } from './manifest-errors.ts';
import { webReplicaSet } from './manifests.ts';
import { resourceNamed } from './resource.ts';

const said = (
  errors: readonly { path: readonly (string | number)[]; message: string }[],
): string[] => errors.map(({ path, message }) => `${pathText(path)}: ${message}`);

test('a right manifest has no errors', () => {
  expect(shapeErrors('ReplicaSet', webReplicaSet)).toEqual([]);
  expect(manifestErrors(webReplicaSet)).toEqual([]);
});

test('wrong types and unknown fields are found, each at its place', () => {
  const manifest = {
    metadata: { name: 'web', labels: { app: 5 } },
    spec: {
      replica: 3,
      replicas: 'three',
      selector: { matchLabels: { app: true } },
      template: { spec: { containers: [{ name: 'c', image: 7 }, 'd'] } },
    },
  };
  expect(said(shapeErrors('ReplicaSet', manifest))).toEqual([
    'metadata.labels.app: expected a string, got 5',
    'spec.replica: unknown field "replica" in ReplicaSetSpec',
    'spec.replicas: expected a whole number, got "three"',
    'spec.selector.matchLabels.app: expected a string, got true',
    'spec.template.spec.containers[0].image: expected a string, got 7',
    'spec.template.spec.containers[1]: expected an object, got "d"',
  ]);
});

test('the API server refuses wrong types, and drops what it does not know', () => {
  const resource = resourceNamed('replicasets');
  const [, error] = checkShape(resource, { metadata: { name: 'a' }, spec: { replicas: 1.5 } });
  expect(error?.message).toBe(
    'ReplicaSet in version "v1" cannot be handled as a ReplicaSet: spec.replicas: expected a whole number, got 1.5',
  );
  const [object] = checkShape(resource, { metadata: { name: 'a' }, spec: { pods: 3 } });
  expect(object).toEqual({ metadata: { name: 'a' }, spec: { template: {} } });
});

test.each([
  [undefined, 'This is no object of the API: it must have apiVersion and kind'],
  [['a'], 'This is no object of the API: it must have apiVersion and kind'],
  [{ apiVersion: 'apps/v1' }, 'kind not set'],
  [{ kind: 'Job' }, 'The small cluster knows no kind "Job"'],
  [{ kind: 7 }, 'The small cluster knows no kind 7'],
  [{ kind: 'ReplicaSet' }, 'apiVersion not set'],
  [{ kind: 'ReplicaSet', apiVersion: 'v1' }, 'no matches for kind "ReplicaSet" in version "v1"'],
])('%j is no manifest for the small cluster', (manifest, message) => {
  expect(manifestErrors(manifest).map((error) => error.message)).toEqual([message]);
});
