import { webReplicaSet } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const scaleDown: Scenario = {
  id: 'scale-down',
  title: 'Scale from five Pods to two',
  about:
    'Five Pods run, two are wanted. The controller ranks them and deletes three at once; it counts them as gone as soon as they are marked. The marks are no end: each kubelet stops containers, reports it, and removes the Pod for good when nothing of it is left, up to ten seconds later.',
  *play(stage) {
    yield* stage.kubectl.apply(
      { ...webReplicaSet, spec: { ...webReplicaSet.spec, replicas: 5 } },
      'rs.yaml',
    );
    yield* stage.untilSettled('web', 5);
    yield* stage.kubectl.scale('rs', 'web', 2);
    yield* stage.untilSettled('web', 2);
  },
};
