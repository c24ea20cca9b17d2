import type { Deployment, DeploymentCondition, DeploymentStatus } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import type { Task } from '../runtime/task.ts';
import {
  deploymentAvailable,
  minimumReplicasAvailable,
  minimumReplicasUnavailable,
  newDeploymentCondition,
  setDeploymentCondition,
} from './deployment-condition.ts';
import type { DeploymentSyncer } from './deployment-syncer.ts';
import {
  getActualReplicaCountForReplicaSets,
  getAvailableReplicaCountForReplicaSets,
  getReadyReplicaCountForReplicaSets,
  getReplicaCountForReplicaSets,
  type ReplicaSets,
} from './replica-counts.ts';
import { replicasOf } from './replicas-of.ts';
import { maxUnavailable } from './resolve-fenceposts.ts';

/**
 * Writes a Deployment's status if it is another than before.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.syncDeploymentStatus
 * @param d Gets the new status.
 */
export function* syncDeploymentStatus(
  dc: Pick<DeploymentSyncer, 'client' | 'runtime'>,
  allRSs: ReplicaSets,
  newRS: ReplicaSet | undefined,
  d: Deployment,
): Task<Error | undefined> {
  const newStatus = calculateStatus(allRSs, newRS, d, dc.runtime.now()); // go: newStatus :=

  // go: if reflect.DeepEqual(
  if (equalStatus(d.status, newStatus)) {
    return undefined; // go: return nil
  }

  const newDeployment = d; // go: newDeployment := d
  newDeployment.status = newStatus; // go: newDeployment.Status = newStatus
  const [, err] = yield* dc.client.updateDeploymentStatus(newDeployment); // go: _, err := dc.client.
  return err; // go: return err
}

/**
 * A Deployment's status as its ReplicaSets have it, with the condition Available.
 *
 * @ports pkg/controller/deployment/sync.go#calculateStatus
 * @param now Milliseconds; Go reads the clock itself.
 */
export function calculateStatus(
  allRSs: ReplicaSets,
  newRS: ReplicaSet | undefined,
  deployment: Deployment,
  now: number,
): DeploymentStatus {
  const availableReplicas = getAvailableReplicaCountForReplicaSets(allRSs); // go: availableReplicas := deploymentutil
  const totalReplicas = getReplicaCountForReplicaSets(allRSs); // go: totalReplicas :=
  let unavailableReplicas = totalReplicas - availableReplicas; // go: unavailableReplicas :=
  // go: if unavailableReplicas < 0 {
  if (unavailableReplicas < 0) {
    unavailableReplicas = 0; // go: unavailableReplicas = 0
  }

  const { collisionCount } = deployment.status;
  // go: status := apps.DeploymentStatus{
  const status: DeploymentStatus = {
    observedGeneration: deployment.metadata.generation ?? 0,
    replicas: getActualReplicaCountForReplicaSets(allRSs),
    updatedReplicas: getActualReplicaCountForReplicaSets([newRS]),
    readyReplicas: getReadyReplicaCountForReplicaSets(allRSs),
    availableReplicas,
    unavailableReplicas,
    ...(collisionCount !== undefined && { collisionCount }),
  };

  const conditions = deployment.status.conditions ?? []; // go: conditions := deployment.Status.Conditions
  // go: for i := range conditions {
  for (const condition of conditions) {
    status.conditions = [...(status.conditions ?? []), condition]; // go: status.Conditions = append(
  }

  // go: if availableReplicas >= *(
  if (availableReplicas >= replicasOf(deployment) - maxUnavailable(deployment)) {
    // go: minAvailability :=
    const minAvailability = newDeploymentCondition(
      deploymentAvailable,
      'True',
      minimumReplicasAvailable,
      'Deployment has minimum availability.',
      now,
    );
    setDeploymentCondition(status, minAvailability); // go: deploymentutil.SetDeploymentCondition(&status, *minAvailability)
  } else {
    // go: noMinAvailability :=
    const noMinAvailability = newDeploymentCondition(
      deploymentAvailable,
      'False',
      minimumReplicasUnavailable,
      'Deployment does not have minimum availability.',
      now,
    );
    setDeploymentCondition(status, noMinAvailability); // go: deploymentutil.SetDeploymentCondition(&status, *noMinAvailability)
  }

  return status; // go: return status
}

/**
 * Whether two statuses are the same, as Go's reflect.DeepEqual says. Times are equal here if they
 * are the same second; in Go a new time never equals one that was read.
 */
export function equalStatus(a: DeploymentStatus, b: DeploymentStatus): boolean {
  const numbers = (status: DeploymentStatus): unknown[] => [
    status.observedGeneration ?? 0,
    status.replicas ?? 0,
    status.updatedReplicas ?? 0,
    status.readyReplicas ?? 0,
    status.availableReplicas ?? 0,
    status.unavailableReplicas ?? 0,
    status.collisionCount ?? null,
    (status.conditions ?? []).map(textOf),
  ];
  return JSON.stringify(numbers(a)) === JSON.stringify(numbers(b));
}

function textOf(condition: DeploymentCondition): unknown[] {
  const { type, status, lastUpdateTime, lastTransitionTime, reason = '', message = '' } = condition;
  return [type, status, lastUpdateTime ?? null, lastTransitionTime ?? null, reason, message];
}
