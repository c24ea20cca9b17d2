import type { Pod } from '../ports/api/pod.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import {
  ReplicaSetController,
  type ReplicaSetControllerOptions,
} from '../ports/replicaset/replica-set-controller.ts';
import { listFrom } from './list-from.ts';
import type { Stage } from './stage.ts';
import { toExactSelector } from './to-exact-selector.ts';

/** What a run gives to a controller; the rest of the world is empty and takes no calls. */
export interface ControllerParts extends Partial<ReplicaSetControllerOptions> {
  readonly sets?: () => readonly ReplicaSet[];
  readonly pods?: () => readonly Pod[];
}

/** A controller of ReplicaSets for runs that look at its handlers or its workers, not at a sync. */
export function makeController(
  stage: Stage,
  { sets = () => [], pods = () => [], ...options }: ControllerParts,
): ReplicaSetController {
  const never = (): never => {
    throw new Error('This run sends no request');
  };
  const setLister = listFrom('replicasets.apps', sets);
  const podLister = listFrom('pods', pods);
  return new ReplicaSetController({
    runtime: stage.scheduler,
    kubeClient: { replicaSets: never },
    podControl: { createPodsWithControllerRef: never, deletePod: never, patchPod: never },
    rsLister: { replicaSets: () => setLister },
    rsListerSynced: () => true,
    podLister: { pods: () => podLister },
    podListerSynced: () => true,
    labelSelectorAsSelector: toExactSelector,
    handleError: (error) => {
      stage.say(`logs: ${error.message}`);
    },
    ...options,
  });
}
