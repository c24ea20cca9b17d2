import { describe, expect, test } from 'vitest';
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

describe('pkg/controller/deployment/util/deployment_util_test.go#TestEqualIgnoreHash', () => {
  const templateOf = (
    name: string,
    nodeName: string,
    labels: Record<string, string>,
    annotations: Record<string, string> = {},
  ): PodTemplateSpec => ({ metadata: { name, annotations, labels }, spec: { nodeName } });
  const hash = (value: string) => ({ 'pod-template-hash': value });
  const something = { something: 'else' };
  const foo = (labels: Record<string, string>, annotations: Record<string, string> = {}) =>
    templateOf('foo', 'foo-node', labels, annotations);

  test.each<{ name: string; former: PodTemplateSpec; latter: PodTemplateSpec; equal: boolean }>([
    {
      name: 'Same spec, same labels',
      former: foo({ ...hash('value-1'), ...something }),
      latter: foo({ ...hash('value-1'), ...something }),
      equal: true,
    },
    {
      name: 'Same spec, only pod-template-hash label value is different',
      former: foo({ ...hash('value-1'), ...something }),
      latter: foo({ ...hash('value-2'), ...something }),
      equal: true,
    },
    {
      name: "Same spec, the former doesn't have pod-template-hash label",
      former: foo(something),
      latter: foo({ ...hash('value-2'), ...something }),
      equal: true,
    },
    {
      name: "Same spec, the label is different, the former doesn't have pod-template-hash label, same number of labels",
      former: foo(something),
      latter: foo(hash('value-2')),
      equal: false,
    },
    {
      name: "Same spec, the label is different, the latter doesn't have pod-template-hash label, same number of labels",
      former: foo(hash('value-1')),
      latter: foo(something),
      equal: false,
    },
    {
      name: 'Same spec, the label is different, and the pod-template-hash label value is the same',
      former: foo(hash('value-1')),
      latter: foo({ ...hash('value-1'), ...something }),
      equal: false,
    },
    {
      name: 'Different spec, same labels',
      former: foo({ ...hash('value-1'), ...something }, { former: 'value' }),
      latter: foo({ ...hash('value-1'), ...something }, { latter: 'value' }),
      equal: false,
    },
    {
      name: 'Different spec, different pod-template-hash label value',
      former: templateOf('foo-1', 'foo-node', { ...hash('value-1'), ...something }),
      latter: templateOf('foo-2', 'foo-node', { ...hash('value-2'), ...something }),
      equal: false,
    },
    {
      name: "Different spec, the former doesn't have pod-template-hash label",
      former: templateOf('foo-1', 'foo-node-1', something),
      latter: templateOf('foo-2', 'foo-node-2', { ...hash('value-2'), ...something }),
      equal: false,
    },
    {
      name: 'Different spec, different labels',
      former: templateOf('foo', 'foo-node-1', something),
      latter: templateOf('foo', 'foo-node-2', { nothing: 'else' }),
      equal: false,
    },
  ])('$name', ({ former, latter, equal }) => {
    const before = structuredClone([former, latter]);
    expect([equalIgnoreHash(former, latter), equalIgnoreHash(latter, former)]).toEqual([
      equal,
      equal,
    ]);
    expect([former, latter]).toEqual(before);
  });
});

const deploymentOf = (container: string): Deployment => ({
  metadata: { name: 'nginx' },
  spec: {
    replicas: 1,
    template: {
      metadata: { labels: { name: 'nginx' } },
      spec: { containers: [{ name: container, image: 'nginx' }] },
    },
  },
  status: {},
});

/** A ReplicaSet with the template of a Deployment, made some minutes after the others. */
const replicaSetOf = (
  { spec: { template } }: Deployment,
  name: string,
  minute: number,
  replicas = 0,
): ReplicaSet => ({
  metadata: {
    name,
    uid: name,
    labels: { ...template.metadata?.labels, 'pod-template-hash': `hash-of-${name}` },
    creationTimestamp: `2021-01-13T13:0${minute}:00Z`,
  },
  spec: { replicas, template },
  status: { replicas: 0 },
});

const nginx = deploymentOf('nginx');
const newRS = replicaSetOf(nginx, 'new', 2, 1);
const newRSDup = replicaSetOf(nginx, 'new-dup', 1);
const oldRS = replicaSetOf(deploymentOf('nginx-old-1'), 'old', 0);

describe('pkg/controller/deployment/util/deployment_util_test.go#TestFindNewReplicaSet', () => {
  test.each<{ name: string; sets: ReplicaSet[]; found?: string }>([
    {
      name: 'Get new ReplicaSet with the same template as Deployment spec but different pod-template-hash value',
      sets: [newRS, oldRS],
      found: 'new',
    },
    {
      name: 'Get the oldest new ReplicaSet when there are more than one ReplicaSet with the same template',
      sets: [newRS, oldRS, newRSDup],
      found: 'new-dup',
    },
    { name: 'Get nil new ReplicaSet', sets: [oldRS] },
  ])('$name', ({ sets, found }) => {
    expect(findNewReplicaSet(nginx, sets)?.metadata.name).toBe(found);
  });
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestFindOldReplicaSets', () => {
  test.each<{ name: string; sets: ReplicaSet[]; all: string[]; required: string[] }>([
    { name: 'Get old ReplicaSets', sets: [newRS, oldRS], all: ['old'], required: [] },
    {
      name: 'Get old ReplicaSets with no new ReplicaSet',
      sets: [oldRS],
      all: ['old'],
      required: [],
    },
    {
      name: 'Get old ReplicaSets with two new ReplicaSets, only the oldest new ReplicaSet is seen as new ReplicaSet',
      sets: [oldRS, newRS, newRSDup],
      all: ['old', 'new'],
      required: ['new'],
    },
    { name: 'Get empty old ReplicaSets', sets: [newRS], all: [], required: [] },
  ])('$name', ({ sets, all, required }) => {
    const [requiredRSs, allRSs] = findOldReplicaSets(nginx, sets);
    expect([namesOf(allRSs), namesOf(requiredRSs)]).toEqual([all, required]);
  });
});
