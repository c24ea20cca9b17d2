import type { Deployment } from '../api/deployment.ts';
import { getControllerOf } from '../api/get-controller-of.ts';
import { newControllerRef } from '../api/new-controller-ref.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { hasStatusCause } from '../api/status-error.ts';
import type { Task } from '../runtime/task.ts';
import { defaultDeploymentUniqueLabelKey, revisionAnnotation } from './annotations.ts';
import { cloneAndAddLabel, cloneSelectorAndAddLabel } from './clone-and-add-label.ts';
import { computeHash } from './compute-hash.ts';
import {
  deploymentProgressing,
  failedRSCreateReason,
  foundNewRSReason,
  getDeploymentCondition,
  newDeploymentCondition,
  newReplicaSetReason,
  setDeploymentCondition,
} from './deployment-condition.ts';
import { hasProgressDeadline } from './deployment-progress.ts';
import { controllerKind, type DeploymentSyncer } from './deployment-syncer.ts';
import { equalIgnoreHash, findNewReplicaSet, findOldReplicaSets } from './find-replica-sets.ts';
import { isAlreadyExists } from '../api/is-already-exists.ts';
import { newRSNewReplicas } from './new-rs-new-replicas.ts';
import { goQuote } from '../runtime/go-quote.ts';
import { setNewReplicaSetAnnotations } from './replica-set-annotations.ts';
import { maxRevision, setDeploymentRevision } from './revision.ts';

/** So long, in characters, the history of a ReplicaSet's revisions may be. */
const maxRevHistoryLengthInChars = 2000;

/** The cause that the API server gives when an object is created in a namespace that goes away. */
const namespaceTerminatingCause = 'NamespaceTerminating';

type RevisionSyncer = Pick<DeploymentSyncer, 'client' | 'recorder' | 'rsLister' | 'runtime'>;

/**
 * The new ReplicaSet, with its revision up to date, and the old ones.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.getAllReplicaSetsAndSyncRevision
 * @param d May get another revision and status.
 * @param rsList Those that the Deployment controls; is sorted by age.
 */
export function* getAllReplicaSetsAndSyncRevision(
  dc: RevisionSyncer,
  d: Deployment,
  rsList: ReplicaSet[],
  createIfNotExisted: boolean,
): Task<readonly [newRS: ReplicaSet | undefined, oldRSs: ReplicaSet[], error: Error | undefined]> {
  const [, allOldRSs] = findOldReplicaSets(d, rsList); // go: _, allOldRSs :=

  const [newRS, err] = yield* getNewReplicaSet(dc, d, rsList, allOldRSs, createIfNotExisted); // go: newRS, err :=
  // go: if err != nil {
  if (err) {
    return [undefined, [], err]; // go: return nil, nil, err
  }

  return [newRS, allOldRSs, undefined]; // go: return newRS, allOldRSs, nil
}

/**
 * The ReplicaSet with the Deployment's template; it is brought up to date, or created if wanted.
 * Its name is the template's hash: if another one has the name, the Deployment counts a collision
 * and the next sync tries another hash.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.getNewReplicaSet
 * @param d May get another revision and status.
 */
export function* getNewReplicaSet(
  dc: RevisionSyncer,
  d: Deployment,
  rsList: ReplicaSet[],
  oldRSs: readonly ReplicaSet[],
  createIfNotExisted: boolean,
): Task<readonly [newRS: ReplicaSet | undefined, error: Error | undefined]> {
  const existingNewRS = findNewReplicaSet(d, rsList); // go: existingNewRS :=

  const maxOldRevision = maxRevision(oldRSs); // go: maxOldRevision :=
  const newRevision = String(maxOldRevision + 1); // go: newRevision :=

  // go: if existingNewRS != nil {
  if (existingNewRS !== undefined) {
    const rsCopy = structuredClone(existingNewRS); // go: rsCopy :=

    // go: annotationsUpdated :=
    const annotationsUpdated = setNewReplicaSetAnnotations(
      d,
      rsCopy,
      newRevision,
      true,
      maxRevHistoryLengthInChars,
    );
    const minReadySeconds = d.spec.minReadySeconds ?? 0;
    const minReadySecondsNeedsUpdate = (rsCopy.spec.minReadySeconds ?? 0) !== minReadySeconds; // go: minReadySecondsNeedsUpdate :=
    // go: if annotationsUpdated || minReadySecondsNeedsUpdate {
    if (annotationsUpdated || minReadySecondsNeedsUpdate) {
      rsCopy.spec.minReadySeconds = minReadySeconds; // go: rsCopy.Spec.MinReadySeconds =
      return yield* dc.client.updateReplicaSet(rsCopy); // go: return dc.client.
    }

    // go: needsUpdate := deploymentutil.SetDeploymentRevision(d, rsCopy
    let needsUpdate = setDeploymentRevision(
      d,
      rsCopy.metadata.annotations?.[revisionAnnotation] ?? '',
    );
    const cond = getDeploymentCondition(d.status, deploymentProgressing); // go: cond := deploymentutil.GetDeploymentCondition(
    // go: if deploymentutil.HasProgressDeadline(d) && cond == nil {
    if (hasProgressDeadline(d) && cond === undefined) {
      const msg = `Found new replica set ${goQuote(rsCopy.metadata.name)}`; // go: msg := fmt.Sprintf("Found
      // go: condition := deploymentutil.NewDeploymentCondition( @1
      const condition = newDeploymentCondition(
        deploymentProgressing,
        'True',
        foundNewRSReason,
        msg,
        dc.runtime.now(),
      );
      setDeploymentCondition(d.status, condition); // go: deploymentutil.SetDeploymentCondition(&d.Status, *condition) @1
      needsUpdate = true; // go: needsUpdate = true @1
    }

    // go: if needsUpdate { @1
    if (needsUpdate) {
      // left out (the next line declares it): var err error
      const [, err] = yield* dc.client.updateDeploymentStatus(d); // go: if _, err = dc.client.
      if (err) {
        return [undefined, err]; // go: return nil, err @1
      }
    }
    return [rsCopy, undefined]; // go: return rsCopy, nil
  }

  // go: if !createIfNotExisted {
  if (!createIfNotExisted) {
    return [undefined, undefined]; // go: return nil, nil
  }

  const newRSTemplate = structuredClone(d.spec.template); // go: newRSTemplate :=
  const podTemplateSpecHash = computeHash(newRSTemplate, d.status.collisionCount); // go: podTemplateSpecHash :=
  // go: newRSTemplate.Labels =
  newRSTemplate.metadata = {
    ...newRSTemplate.metadata,
    labels: cloneAndAddLabel(
      d.spec.template.metadata?.labels,
      defaultDeploymentUniqueLabelKey,
      podTemplateSpecHash,
    ),
  };
  // go: newRSSelector :=
  const newRSSelector = cloneSelectorAndAddLabel(
    d.spec.selector ?? {},
    defaultDeploymentUniqueLabelKey,
    podTemplateSpecHash,
  );

  const { namespace = '' } = d.metadata;
  // go: newRS := apps.ReplicaSet{
  const newRS: ReplicaSet = {
    metadata: {
      name: `${d.metadata.name}-${podTemplateSpecHash}`,
      ...(namespace !== '' && { namespace }),
      ownerReferences: [newControllerRef(d, controllerKind)],
      labels: { ...newRSTemplate.metadata.labels },
    },
    spec: {
      replicas: 0,
      minReadySeconds: d.spec.minReadySeconds ?? 0,
      selector: newRSSelector,
      template: newRSTemplate,
    },
    status: { replicas: 0 },
  };
  const allRSs = [...oldRSs, newRS]; // go: allRSs := append(
  const [newReplicasCount, countErr] = newRSNewReplicas(d, allRSs, newRS); // go: newReplicasCount, err :=
  // go: if err != nil {
  if (countErr) {
    return [undefined, countErr]; // go: return nil, err @2
  }

  newRS.spec.replicas = newReplicasCount; // go: *(newRS.Spec.Replicas) = newReplicasCount
  setNewReplicaSetAnnotations(d, newRS, newRevision, false, maxRevHistoryLengthInChars); // go: deploymentutil.SetNewReplicaSetAnnotations(d, &newRS
  let alreadyExists = false; // go: alreadyExists := false
  let [createdRS, err] = yield* dc.client.createReplicaSet(namespace, newRS); // go: createdRS, err :=
  // go: switch {
  if (isAlreadyExists(err)) {
    alreadyExists = true; // go: alreadyExists = true

    const [rs, rsErr] = dc.rsLister.replicaSets(namespace).get(newRS.metadata.name); // go: rs, rsErr :=
    // go: if rsErr != nil {
    if (rsErr || !rs) {
      return [undefined, rsErr]; // go: return nil, rsErr
    }

    const controllerRef = getControllerOf(rs); // go: controllerRef :=
    // go: if controllerRef != nil && controllerRef.UID == d.UID &&
    if (
      controllerRef !== undefined &&
      controllerRef.uid === (d.metadata.uid ?? '') &&
      equalIgnoreHash(d.spec.template, rs.spec.template)
    ) {
      // The cache was behind: it is the new one.
      createdRS = rs; // go: createdRS = rs
      err = undefined; // go: err = nil
      // left out (the rest is the else): break
    } else {
      // left out (below): if d.Status.CollisionCount == nil {
      // left out (logging): preCollisionCount :=
      d.status.collisionCount = (d.status.collisionCount ?? 0) + 1; // go: *d.Status.CollisionCount++
      yield* dc.client.updateDeploymentStatus(d); // go: _, dErr :=
      // left out (logging): if dErr == nil {
      return [undefined, err]; // go: return nil, err @3
    }
  } else if (hasStatusCause(err, namespaceTerminatingCause)) {
    return [undefined, err]; // go: return nil, err @4
  } else if (err) {
    const msg = `Failed to create new replica set ${goQuote(newRS.metadata.name)}: ${err.message}`; // go: msg := fmt.Sprintf("Failed
    // go: if deploymentutil.HasProgressDeadline(d) { @1
    if (hasProgressDeadline(d)) {
      // go: cond := deploymentutil.NewDeploymentCondition(
      const cond = newDeploymentCondition(
        deploymentProgressing,
        'False',
        failedRSCreateReason,
        msg,
        dc.runtime.now(),
      );
      setDeploymentCondition(d.status, cond); // go: deploymentutil.SetDeploymentCondition(&d.Status, *cond)
      yield* dc.client.updateDeploymentStatus(d); // go: _, _ = dc.client.
    }
    dc.recorder.event(d, 'Warning', failedRSCreateReason, msg); // go: dc.eventRecorder.Eventf(d, v1.EventTypeWarning
    return [undefined, err]; // go: return nil, err @5
  }
  const createdName = createdRS?.metadata.name ?? '';
  // go: if !alreadyExists && newReplicasCount > 0 {
  if (!alreadyExists && newReplicasCount > 0) {
    // go: dc.eventRecorder.Eventf(d, v1.EventTypeNormal
    dc.recorder.event(
      d,
      'Normal',
      'ScalingReplicaSet',
      `Scaled up replica set ${createdName} to ${newReplicasCount}`,
    );
  }

  let needsUpdate = setDeploymentRevision(d, newRevision); // go: needsUpdate := deploymentutil.SetDeploymentRevision(d, newRevision)
  // go: if !alreadyExists && deploymentutil.HasProgressDeadline(d) {
  if (!alreadyExists && hasProgressDeadline(d)) {
    const msg = `Created new replica set ${goQuote(createdName)}`; // go: msg := fmt.Sprintf("Created
    // go: condition := deploymentutil.NewDeploymentCondition( @2
    const condition = newDeploymentCondition(
      deploymentProgressing,
      'True',
      newReplicaSetReason,
      msg,
      dc.runtime.now(),
    );
    setDeploymentCondition(d.status, condition); // go: deploymentutil.SetDeploymentCondition(&d.Status, *condition) @2
    needsUpdate = true; // go: needsUpdate = true @2
  }
  // go: if needsUpdate { @2
  if (needsUpdate) {
    [, err] = yield* dc.client.updateDeploymentStatus(d); // go: _, err = dc.client. @1
  }
  return [createdRS, err]; // go: return createdRS, err
}
