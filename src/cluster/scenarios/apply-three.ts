import { webReplicaSet } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const applyThree: Scenario = {
  id: 'apply-three',
  title: 'Apply a ReplicaSet with three Pods',
  about:
    'A person applies a ReplicaSet. Nobody is told to make Pods: the controller hears of the new object and creates one Pod, then two; the scheduler hears of Pods without a node and binds each; the kubelets hear of Pods on their nodes, start containers and report them. The status of the ReplicaSet follows.',
  *play(stage) {
    yield* stage.kubectl.apply(webReplicaSet, 'rs.yaml');
    yield* stage.untilSettled('web', 3);
  },
};
