import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { sort } from '../runtime/sort.ts';
import type { Task } from '../runtime/task.ts';
import type { DeploymentSyncer } from './deployment-syncer.ts';
import { filterActiveReplicaSets } from './filter-replica-sets.ts';
import { findActiveOrLatest } from './find-replica-sets.ts';
import { getProportion } from './get-proportion.ts';
import { isSaturated } from './is-saturated.ts';
import {
  replicasAnnotationsNeedUpdate,
  setReplicasAnnotations,
} from './replica-set-annotations.ts';
import { getReplicaCountForReplicaSets } from './replica-counts.ts';
import { ReplicaSetsBySizeNewer, ReplicaSetsBySizeOlder } from './replica-sets-by.ts';
import { replicasOf } from './replicas-of.ts';
import { isRollingUpdate, maxSurge } from './resolve-fenceposts.ts';

/**
 * Brings a Deployment whose number of pods was changed, or that is paused, to its size. Amid a
 * rollout all ReplicaSets get their share, so that the rollout is where it was before.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.scale
 * @param oldRSs Is sorted, the newest first.
 */
export function* scale(
  dc: DeploymentSyncer,
  deployment: Deployment,
  newRS: ReplicaSet | undefined,
  oldRSs: ReplicaSet[],
): Task<Error | undefined> {
  const activeOrLatest = findActiveOrLatest(newRS, oldRSs); // go: if activeOrLatest :=
  if (activeOrLatest !== undefined) {
    // go: if *(activeOrLatest.Spec.Replicas) ==
    if (replicasOf(activeOrLatest) === replicasOf(deployment)) {
      return undefined; // go: return nil @1
    }
    // go: _, _, err := dc.scaleReplicaSetAndRecordEvent(activeOrLatest,
    const [, , err] = yield* scaleReplicaSetAndRecordEvent(
      dc,
      activeOrLatest,
      replicasOf(deployment),
      deployment,
    );
    return err; // go: return err @1
  }

  // go: if deploymentutil.IsSaturated(
  if (isSaturated(deployment, newRS)) {
    // go: for _, old := range
    for (const old of filterActiveReplicaSets(oldRSs)) {
      const [, , err] = yield* scaleReplicaSetAndRecordEvent(dc, old, 0, deployment); // go: if _, _, err := dc.scaleReplicaSetAndRecordEvent(old
      if (err) {
        return err; // go: return err @2
      }
    }
    return undefined; // go: return nil @2
  }

  // go: if deploymentutil.IsRollingUpdate(
  if (isRollingUpdate(deployment)) {
    const allRSs = filterActiveReplicaSets([...oldRSs, newRS]); // go: allRSs :=
    const allRSsReplicas = getReplicaCountForReplicaSets(allRSs); // go: allRSsReplicas :=

    let allowedSize = 0; // go: allowedSize := int32(0)
    // go: if *(deployment.Spec.Replicas) > 0 {
    if (replicasOf(deployment) > 0) {
      allowedSize = replicasOf(deployment) + maxSurge(deployment); // go: allowedSize = *(
    }

    const deploymentReplicasToAdd = allowedSize - allRSsReplicas; // go: deploymentReplicasToAdd :=

    let scalingOperation = ''; // go: var scalingOperation string
    // go: switch {
    if (deploymentReplicasToAdd > 0) {
      sort(new ReplicaSetsBySizeNewer(allRSs)); // go: sort.Sort(controller.ReplicaSetsBySizeNewer(
      scalingOperation = 'up'; // go: scalingOperation = "up"
    } else if (deploymentReplicasToAdd < 0) {
      sort(new ReplicaSetsBySizeOlder(allRSs)); // go: sort.Sort(controller.ReplicaSetsBySizeOlder(
      scalingOperation = 'down'; // go: scalingOperation = "down"
    }

    let deploymentReplicasAdded = 0; // go: deploymentReplicasAdded := int32(0)
    const nameToSize = new Map<string, number>(); // go: nameToSize := make(
    // go: for i := range allRSs { @1
    for (const rs of allRSs) {
      // left out (the loop gives it): rs := allRSs[i] @1

      // go: if deploymentReplicasToAdd != 0 {
      if (deploymentReplicasToAdd !== 0) {
        // go: proportion :=
        const proportion = getProportion(
          rs,
          deployment,
          deploymentReplicasToAdd,
          deploymentReplicasAdded,
        );

        nameToSize.set(rs.metadata.name, replicasOf(rs) + proportion); // go: nameToSize[rs.Name] = *(rs.Spec.Replicas) + proportion
        deploymentReplicasAdded += proportion; // go: deploymentReplicasAdded += proportion
      } else {
        nameToSize.set(rs.metadata.name, replicasOf(rs)); // go: nameToSize[rs.Name] = *(rs.Spec.Replicas) @2
      }
    }

    // go: for i := range allRSs { @2
    for (const [i, rs] of allRSs.entries()) {
      // left out (the loop gives it): rs := allRSs[i] @2

      // The biggest takes what rounding left over.
      // go: if i == 0 && deploymentReplicasToAdd != 0 {
      if (i === 0 && deploymentReplicasToAdd !== 0) {
        const leftover = deploymentReplicasToAdd - deploymentReplicasAdded; // go: leftover :=
        const size = (nameToSize.get(rs.metadata.name) ?? 0) + leftover; // go: nameToSize[rs.Name] = nameToSize[rs.Name] + leftover
        nameToSize.set(rs.metadata.name, Math.max(size, 0)); // go+: if nameToSize[rs.Name] < 0 {
      }

      // go: if _, _, err := dc.scaleReplicaSet(
      const [, , err] = yield* scaleReplicaSet(
        dc,
        rs,
        nameToSize.get(rs.metadata.name) ?? 0,
        deployment,
        scalingOperation,
      );
      if (err) {
        return err; // go: return err @3
      }
    }
  }
  return undefined; // go: return nil @3
}

/**
 * Scales a ReplicaSet if it has another size.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.scaleReplicaSetAndRecordEvent
 * @returns Whether it was scaled, and the ReplicaSet as it then is.
 */
export function* scaleReplicaSetAndRecordEvent(
  dc: DeploymentSyncer,
  rs: ReplicaSet,
  newScale: number,
  deployment: Deployment,
): Task<readonly [scaled: boolean, rs: ReplicaSet | undefined, error: Error | undefined]> {
  // go: if *(rs.Spec.Replicas) == newScale {
  if (replicasOf(rs) === newScale) {
    return [false, rs, undefined]; // go: return false, rs, nil
  }
  let scalingOperation: string; // go: var scalingOperation string
  // go: if *(rs.Spec.Replicas) < newScale {
  if (replicasOf(rs) < newScale) {
    scalingOperation = 'up'; // go: scalingOperation = "up"
  } else {
    scalingOperation = 'down'; // go: scalingOperation = "down"
  }
  // go: scaled, newRS, err :=
  const [scaled, newRS, err] = yield* scaleReplicaSet(
    dc,
    rs,
    newScale,
    deployment,
    scalingOperation,
  );
  return [scaled, newRS, err]; // go: return scaled, newRS, err
}

/**
 * Writes a ReplicaSet with another size, or with annotations that are not up to date.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.scaleReplicaSet
 * @returns Whether its size changed, and the ReplicaSet as it then is.
 */
export function* scaleReplicaSet(
  dc: DeploymentSyncer,
  rs: ReplicaSet,
  newScale: number,
  deployment: Deployment,
  scalingOperation: string,
): Task<readonly [scaled: boolean, rs: ReplicaSet | undefined, error: Error | undefined]> {
  const sizeNeedsUpdate = replicasOf(rs) !== newScale; // go: sizeNeedsUpdate :=

  // go: annotationsNeedUpdate :=
  const annotationsNeedUpdate = replicasAnnotationsNeedUpdate(
    rs,
    replicasOf(deployment),
    replicasOf(deployment) + maxSurge(deployment),
  );

  let scaled = false; // go: scaled := false
  let updated: ReplicaSet | undefined = rs;
  let err: Error | undefined; // go: var err error
  // go: if sizeNeedsUpdate || annotationsNeedUpdate {
  if (sizeNeedsUpdate || annotationsNeedUpdate) {
    const rsCopy = structuredClone(rs); // go: rsCopy := rs.DeepCopy()
    rsCopy.spec.replicas = newScale; // go: *(rsCopy.Spec.Replicas) = newScale
    // go: deploymentutil.SetReplicasAnnotations(
    setReplicasAnnotations(
      rsCopy,
      replicasOf(deployment),
      replicasOf(deployment) + maxSurge(deployment),
    );
    [updated, err] = yield* dc.client.updateReplicaSet(rsCopy); // go: rs, err = dc.client.
    // go: if err == nil && sizeNeedsUpdate {
    if (err === undefined && sizeNeedsUpdate) {
      scaled = true; // go: scaled = true
      const name = updated?.metadata.name ?? '';
      // go: dc.eventRecorder.Eventf(
      dc.recorder.event(
        deployment,
        'Normal',
        'ScalingReplicaSet',
        `Scaled ${scalingOperation} replica set ${name} to ${newScale}`,
      );
    }
  }
  return [scaled, updated, err]; // go: return scaled, rs, err
}
