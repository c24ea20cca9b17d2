import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import {
  getDesiredReplicasAnnotation,
  getMaxReplicasAnnotation,
  replicasAnnotationsNeedUpdate,
  setNewReplicaSetAnnotations,
  setReplicasAnnotations,
} from './replica-set-annotations.ts';
import {
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  revisionAnnotation,
  revisionHistoryAnnotation,
} from './annotations.ts';
import { setDeploymentRevision } from './revision.ts';

type Annotations = Readonly<Record<string, string>> | null;

interface AnnotationsCase {
  readonly d: Deployment;
  readonly rs: ReplicaSet;
  readonly revision: string;
  readonly exists: boolean;
  readonly limit: number;
  readonly ints: readonly [desired: number, ok: boolean, max: number, maxOk: boolean];
  readonly needUpdate: boolean;
  readonly set: readonly [updated: boolean, annotations: Annotations];
  readonly changed: boolean;
  readonly annotations: Annotations;
  readonly dChanged: boolean;
  readonly dAnnotations: Annotations;
}

test('every ReplicaSet gets the annotations that Go gives it', () => {
  const { symbol, cases } = readVectors<AnnotationsCase>('replica-set-annotations');
  expect(symbol).toContain('#SetNewReplicaSetAnnotations');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    const [d, rs, second] = [one.d, one.rs, one.rs].map((object) => structuredClone(object)) as [
      Deployment,
      ReplicaSet,
      ReplicaSet,
    ];
    const { revision, exists, limit } = one;
    expect({
      d: one.d,
      rs: one.rs,
      revision,
      exists,
      limit,
      ints: [...getDesiredReplicasAnnotation(rs), ...getMaxReplicasAnnotation(rs)],
      needUpdate: replicasAnnotationsNeedUpdate(rs, 5, 13),
      set: [setReplicasAnnotations(second, 5, 13), second.metadata.annotations],
      changed: setNewReplicaSetAnnotations(d, rs, revision, exists, limit),
      annotations: rs.metadata.annotations,
      dChanged: setDeploymentRevision(d, revision),
      dAnnotations: d.metadata.annotations,
    }).toEqual(one);
  }
});

const replicaSetWith = (annotations?: Record<string, string>): ReplicaSet => ({
  metadata: { name: 'hello', namespace: 'test', ...(annotations && { annotations }) },
  spec: { template: {} },
  status: { replicas: 0 },
});

// Its third part is in is-saturated.test.ts.
describe('pkg/controller/deployment/util/deployment_util_test.go#TestAnnotationUtils', () => {
  test('SetNewReplicaSetAnnotations', () => {
    const rs = replicaSetWith();
    const d: Deployment = {
      metadata: { name: 'nginx', annotations: { [revisionAnnotation]: '1' } },
      spec: { template: {} },
      status: {},
    };
    for (let i = 10; i < 20; i++) {
      setNewReplicaSetAnnotations(d, rs, String(i + 1), true, 5);
      expect(rs.metadata.annotations?.[revisionAnnotation]).toBe(String(i + 1));
      if (i >= 12) {
        expect(rs.metadata.annotations?.[revisionHistoryAnnotation]).toBe(`${i - 1},${i}`);
      }
    }
  });

  test('SetReplicasAnnotations', () => {
    const rs = replicaSetWith();
    expect(setReplicasAnnotations(rs, 10, 11)).toBe(true);
    expect(rs.metadata.annotations).toEqual({
      [desiredReplicasAnnotation]: '10',
      [maxReplicasAnnotation]: '11',
    });
  });
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestReplicasAnnotationsNeedUpdate', () => {
  const both = (desired: string, max: string) => ({
    [desiredReplicasAnnotation]: desired,
    [maxReplicasAnnotation]: max,
  });
  test.each([
    { name: 'test Annotations nil', annotations: undefined, needed: true },
    { name: 'test desiredReplicas update', annotations: both('8', '20'), needed: true },
    { name: 'test maxReplicas update', annotations: both('10', '16'), needed: true },
    { name: "test needn't update", annotations: both('10', '20'), needed: false },
  ])('$name', ({ annotations, needed }) => {
    expect(replicasAnnotationsNeedUpdate(replicaSetWith(annotations), 10, 20)).toBe(needed);
  });
});
