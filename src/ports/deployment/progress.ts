import type { Deployment, DeploymentCondition, DeploymentStatus } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import type { Task } from '../runtime/task.ts';
import {
  deploymentProgressing as progressing,
  deploymentReplicaFailure,
  getDeploymentCondition,
  newDeploymentCondition,
  newRSAvailableReason,
  removeDeploymentCondition,
  replicaSetToDeploymentCondition,
  replicaSetUpdatedReason,
  setDeploymentCondition,
  timedOutReason,
} from './deployment-condition.ts';
import {
  deploymentComplete,
  deploymentProgressing,
  deploymentTimedOut,
  hasProgressDeadline,
} from './deployment-progress.ts';
import type { DeploymentSyncer } from './deployment-syncer.ts';
import { goQuote } from '../runtime/go-quote.ts';
import type { ReplicaSets } from './replica-counts.ts';
import { calculateStatus, equalStatus } from './sync-deployment-status.ts';

type ProgressSyncer = Pick<
  DeploymentSyncer,
  'client' | 'runtime' | 'enqueueRateLimited' | 'enqueueAfter'
>;

/**
 * Writes a Deployment's status in a rollout, with what became of it: complete, progressing, or
 * nothing for too long. If nothing changed the Deployment is queued for when its time is up.
 *
 * @ports pkg/controller/deployment/progress.go#DeploymentController.syncRolloutStatus
 * @param d Gets the new status.
 */
export function* syncRolloutStatus(
  dc: ProgressSyncer,
  allRSs: ReplicaSets,
  newRS: ReplicaSet | undefined,
  d: Deployment,
): Task<Error | undefined> {
  const now = dc.runtime.now();
  const newStatus = calculateStatus(allRSs, newRS, d, now); // go: newStatus :=

  // go: if !util.HasProgressDeadline(d) {
  if (!hasProgressDeadline(d)) {
    removeDeploymentCondition(newStatus, progressing); // go: util.RemoveDeploymentCondition( @1
  }

  const currentCond = getDeploymentCondition(d.status, progressing); // go: currentCond :=
  // go: isCompleteDeployment :=
  const isCompleteDeployment =
    newStatus.replicas === newStatus.updatedReplicas &&
    currentCond !== undefined &&
    currentCond.reason === newRSAvailableReason;
  // go: if util.HasProgressDeadline(d) && !isCompleteDeployment {
  if (hasProgressDeadline(d) && !isCompleteDeployment) {
    const { name } = d.metadata;
    const rsName = newRS?.metadata.name ?? '';
    // go: switch {
    if (deploymentComplete(d, newStatus)) {
      let msg = `Deployment ${goQuote(name)} has successfully progressed.`; // go: msg := fmt.Sprintf( @1
      // go: if newRS != nil { @1
      if (newRS !== undefined) {
        msg = `ReplicaSet ${goQuote(rsName)} has successfully progressed.`; // go: msg = fmt.Sprintf( @1
      }
      const condition = newDeploymentCondition(progressing, 'True', newRSAvailableReason, msg, now); // go: condition := util.NewDeploymentCondition( @1
      setDeploymentCondition(newStatus, condition); // go: util.SetDeploymentCondition(&newStatus, *condition) @1
    } else if (deploymentProgressing(d, newStatus)) {
      let msg = `Deployment ${goQuote(name)} is progressing.`; // go: msg := fmt.Sprintf( @2
      // go: if newRS != nil { @2
      if (newRS !== undefined) {
        msg = `ReplicaSet ${goQuote(rsName)} is progressing.`; // go: msg = fmt.Sprintf( @2
      }
      // go: condition := util.NewDeploymentCondition( @2
      const condition = newDeploymentCondition(
        progressing,
        'True',
        replicaSetUpdatedReason,
        msg,
        now,
      );
      // Even with the same reason the time of the update is to change.
      // go: if currentCond != nil {
      if (currentCond !== undefined) {
        // go: if currentCond.Status == v1.ConditionTrue {
        if (currentCond.status === 'True') {
          // go: condition.LastTransitionTime =
          if (currentCond.lastTransitionTime === undefined) delete condition.lastTransitionTime;
          else condition.lastTransitionTime = currentCond.lastTransitionTime;
        }
        removeDeploymentCondition(newStatus, progressing); // go: util.RemoveDeploymentCondition( @2
      }
      setDeploymentCondition(newStatus, condition); // go: util.SetDeploymentCondition(&newStatus, *condition) @2
    } else if (deploymentTimedOut(d, newStatus, now)) {
      let msg = `Deployment ${goQuote(name)} has timed out progressing.`; // go: msg := fmt.Sprintf( @3
      // go: if newRS != nil { @3
      if (newRS !== undefined) {
        msg = `ReplicaSet ${goQuote(rsName)} has timed out progressing.`; // go: msg = fmt.Sprintf( @3
      }
      const condition = newDeploymentCondition(progressing, 'False', timedOutReason, msg, now); // go: condition := util.NewDeploymentCondition( @3
      setDeploymentCondition(newStatus, condition); // go: util.SetDeploymentCondition(&newStatus, *condition) @3
    }
  }

  const [replicaFailureCond] = getReplicaFailures(allRSs, newRS); // go: if replicaFailureCond :=
  if (replicaFailureCond !== undefined) {
    setDeploymentCondition(newStatus, replicaFailureCond); // go: util.SetDeploymentCondition(&newStatus, replicaFailureCond[0])
  } else {
    removeDeploymentCondition(newStatus, deploymentReplicaFailure); // go: util.RemoveDeploymentCondition( @3
  }

  // go: if reflect.DeepEqual(
  if (equalStatus(d.status, newStatus)) {
    requeueStuckDeployment(dc, d, newStatus); // go: dc.requeueStuckDeployment(
    return undefined; // go: return nil
  }

  const newDeployment = d; // go: newDeployment := d
  newDeployment.status = newStatus; // go: newDeployment.Status = newStatus
  const [, err] = yield* dc.client.updateDeploymentStatus(newDeployment); // go: _, err := dc.client.
  return err; // go: return err
}

/**
 * What keeps ReplicaSets from having their pods, as conditions of the Deployment; if the new one is
 * kept, its alone.
 *
 * @ports pkg/controller/deployment/progress.go#DeploymentController.getReplicaFailures
 */
export function getReplicaFailures(
  allRSs: ReplicaSets,
  newRS: ReplicaSet | undefined,
): DeploymentCondition[] {
  const conditions: DeploymentCondition[] = []; // go: var conditions
  // go: if newRS != nil {
  if (newRS !== undefined) {
    // go: for _, c := range newRS.Status.Conditions {
    for (const c of newRS.status.conditions ?? []) {
      // go: if c.Type != apps.ReplicaSetReplicaFailure { @1
      if (c.type !== 'ReplicaFailure') {
        continue; // go: continue @1
      }
      conditions.push(replicaSetToDeploymentCondition(c)); // go: conditions = append( @1
    }
  }

  // go: if len(conditions) > 0 {
  if (conditions.length > 0) {
    return conditions; // go: return conditions @1
  }

  // go: for i := range allRSs {
  for (const rs of allRSs) {
    // left out (the loop gives it): rs := allRSs[i]
    // go: if rs == nil {
    if (rs === undefined) {
      continue; // go: continue @2
    }

    // go: for _, c := range rs.Status.Conditions {
    for (const c of rs.status.conditions ?? []) {
      // go: if c.Type != apps.ReplicaSetReplicaFailure { @2
      if (c.type !== 'ReplicaFailure') {
        continue; // go: continue @3
      }
      conditions.push(replicaSetToDeploymentCondition(c)); // go: conditions = append( @2
    }
  }
  return conditions; // go: return conditions @2
}

/**
 * Queues a Deployment for the moment at which its rollout will have taken too long.
 *
 * @ports pkg/controller/deployment/progress.go#DeploymentController.requeueStuckDeployment
 * @returns Milliseconds from now; 0 for at once; -1 if there is nothing to wait for.
 */
export function requeueStuckDeployment(
  dc: ProgressSyncer,
  d: Deployment,
  newStatus: DeploymentStatus,
): number {
  const currentCond = getDeploymentCondition(d.status, progressing); // go: currentCond :=
  // go: if !util.HasProgressDeadline(d) || currentCond == nil {
  if (!hasProgressDeadline(d) || currentCond === undefined) {
    return -1; // go: return time.Duration(-1) @1
  }
  // go: if util.DeploymentComplete(
  if (deploymentComplete(d, newStatus) || currentCond.reason === timedOutReason) {
    return -1; // go: return time.Duration(-1) @2
  }
  const lastUpdate = Date.parse(currentCond.lastUpdateTime ?? '0001-01-01T00:00:00Z');
  // go: after := currentCond.LastUpdateTime.Time.Add(
  const after = lastUpdate + (d.spec.progressDeadlineSeconds ?? 0) * 1000 - dc.runtime.now();
  // go: if after < time.Second {
  if (after < 1000) {
    // left out (logging): klog.V(4).Infof("Queueing up deployment %q for a progress check now
    dc.enqueueRateLimited(d); // go: dc.enqueueRateLimited(d)
    return 0; // go: return time.Duration(0)
  }
  // left out (logging): klog.V(4).Infof("Queueing up deployment %q for a progress check after
  dc.enqueueAfter(d, after + 1000); // go: dc.enqueueAfter(d, after+time.Second)
  return after; // go: return after
}
