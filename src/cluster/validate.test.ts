import { expect, test } from 'vitest';
import { aggregateMessage } from '../ports/api/field-error.ts';
import type { ReplicaSet, ReplicaSetSpec } from '../ports/api/replica-set.ts';
import { webReplicaSet } from './manifests.ts';
import { validateReplicaSet } from './validate.ts';

function withSpec(change: Partial<ReplicaSetSpec>): ReplicaSet {
  const { metadata, spec } = structuredClone(webReplicaSet) as unknown as ReplicaSet;
  return { metadata, spec: { ...spec, ...change }, status: { replicas: 0 } };
}

const template = (
  labels: Record<string, string>,
  containers: { name: string; image?: string }[],
) => ({
  template: { metadata: { labels }, spec: { containers } },
});

test('a right ReplicaSet has no errors', () => {
  expect(validateReplicaSet(withSpec({}))).toEqual([]);
});

test.each<[Partial<ReplicaSetSpec>, string]>([
  [{ replicas: -1 }, 'spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
  [
    { minReadySeconds: -2 },
    'spec.minReadySeconds: Invalid value: -2: must be greater than or equal to 0',
  ],
  [
    template({ app: 'other' }, [{ name: 'c', image: 'i' }]),
    'spec.template.metadata.labels: Invalid value: map[string]string{"app":"other"}: `selector` does not match template `labels`',
  ],
  [template({ app: 'web' }, []), 'spec.template.spec.containers: Required value'],
  [
    template({ app: 'web' }, [{ name: 'c' }]),
    'spec.template.spec.containers[0].image: Required value',
  ],
  [
    template({ app: 'web' }, [
      { name: 'c', image: 'i' },
      { name: 'c', image: 'i' },
    ]),
    'spec.template.spec.containers[1].name: Duplicate value: "c"',
  ],
  [
    { selector: {} },
    'spec.selector: Invalid value: map[string]string{}: empty selector is invalid for deployment',
  ],
])('%j is invalid', (change, message) => {
  expect(aggregateMessage(validateReplicaSet(withSpec(change)))).toBe(message);
});

test('a selector cannot change', () => {
  const changed = withSpec({
    selector: { matchLabels: { app: 'new' } },
    ...template({ app: 'new' }, [{ name: 'c', image: 'i' }]),
  });
  expect(aggregateMessage(validateReplicaSet(changed, withSpec({})))).toContain(
    'spec.selector: Invalid value: {"matchLabels":{"app":"new"}}: field is immutable',
  );
});
