import { webReplicaSet } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const nodeLost: Scenario = {
  id: 'node-lost',
  title: 'A node falls silent',
  about:
    'Three Pods run on two nodes. The machine of one loses its power. Nobody is told: after 40 seconds without a heartbeat the node counts as unreachable and its Pods as not ready, which the ReplicaSet reports and does not yet mend. The Pods tolerate it for five minutes. Then they are deleted, and at once there are new ones on the other node; the old ones stay marked for ever, as no kubelet is there to end them.',
  *play(stage) {
    yield* stage.kubectl.apply(webReplicaSet, 'rs.yaml');
    yield* stage.untilSettled('web', 3);
    const nodeName = stage.somePod().spec.nodeName;
    const kubelet = stage.cluster.kubelets.find(
      ({ client }) => client.lane === `kubelet-${nodeName ?? ''}`,
    );
    if (!kubelet) throw new Error('The Pod is on no node');
    stage.say(`The machine of ${nodeName ?? ''} loses its power.`);
    kubelet.die();
    yield* stage.until(
      'three ready Pods on the other node',
      () =>
        stage
          .pods()
          .filter(
            ({ spec, status }) =>
              spec.nodeName !== nodeName &&
              status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
          ).length === 3,
      420_000,
    );
    yield* stage.until('the status says so', () =>
      stage
        .replicaSets()
        .every(({ status }) => status.readyReplicas === 3 && status.replicas === 3),
    );
    yield* stage.sleep(1500);
  },
};
