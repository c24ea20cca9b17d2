import { expect, test } from 'vitest';
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
