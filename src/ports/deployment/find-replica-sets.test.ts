import { expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Deployment } from '../api/deployment.ts';
import type { PodTemplateSpec } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { sort } from '../runtime/sort.ts';
import { filterActiveReplicaSets } from './filter-replica-sets.ts';
import {
  equalIgnoreHash,
  findActiveOrLatest,
  findNewReplicaSet,
  findOldReplicaSets,
} from './find-replica-sets.ts';
import { ReplicaSetsBySizeNewer, ReplicaSetsBySizeOlder } from './replica-sets-by.ts';
import { lastRevision, maxRevision, revision } from './revision.ts';

interface FindCase {
  readonly d: Deployment;
  readonly sets: readonly ReplicaSet[];
  readonly withNew: boolean;
  readonly max: number;
  readonly last: number;
  readonly revisions: readonly (readonly [number, string | null])[];
  readonly new?: string;
  readonly byAge: readonly string[];
  readonly required: readonly string[];
  readonly all: readonly string[];
  readonly latest?: string;
  readonly active: readonly string[];
  readonly older: readonly string[];
  readonly newer: readonly string[];
}

const namesOf = (sets: readonly ReplicaSet[]) => sets.map(({ metadata }) => metadata.name);

test('new, old, active and latest ReplicaSets are those that Go finds', () => {
  const { symbol, cases } = readVectors<FindCase>('find-replica-sets');
  expect(symbol).toContain('#FindNewReplicaSet');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    const { d, withNew } = one;
    const sets = [...one.sets];
    const active = filterActiveReplicaSets([...sets, undefined]);
    const [older, newer] = [[...active], [...active]];
    sort(new ReplicaSetsBySizeOlder(older));
    sort(new ReplicaSetsBySizeNewer(newer));
    const found = findNewReplicaSet(d, sets);
    const byAge = namesOf(sets);
    const [required, all] = findOldReplicaSets(d, sets);
    const allNames = namesOf(all);
    const latest = findActiveOrLatest(withNew ? found : undefined, all);
    expect({
      d,
      sets: one.sets,
      withNew,
      max: maxRevision(sets),
      last: lastRevision(sets),
      revisions: one.sets.map((rs) => {
        const [value, err] = revision(rs);
        return err ? [0, err.message] : [value, null];
      }),
      ...(found && { new: found.metadata.name }),
      byAge,
      required: namesOf(required),
      all: allNames,
      ...(latest && { latest: latest.metadata.name }),
      active: namesOf(active),
      older: namesOf(older),
      newer: namesOf(newer),
    }).toEqual(one);
  }
});

interface EqualCase {
  readonly a: PodTemplateSpec;
  readonly b: PodTemplateSpec;
  readonly equal: boolean;
}

test('templates are equal when Go says so', () => {
  const { symbol, cases } = readVectors<EqualCase>('equal-ignore-hash');
  expect(symbol).toContain('#EqualIgnoreHash');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    expect({ ...one, equal: equalIgnoreHash(one.a, one.b) }).toEqual(one);
  }
  expect(cases.filter(({ equal }) => !equal).length).toBeGreaterThan(20);
});
