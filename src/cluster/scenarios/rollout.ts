import { webDeployment } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const rollout: Scenario = {
  id: 'rollout',
  title: 'A new image, and back again',
  about:
    'A Deployment keeps three Pods through a ReplicaSet. A new image in its template makes a second ReplicaSet: the Deployment controller adds to the new and takes from the old, never more than one too many and, of three, never fewer than three ready. Then the person goes back: the first ReplicaSet is still there, empty, and grows again.',
  *play(stage) {
    const settled = (image: string): boolean => {
      const [d] = stage.deployments();
      const pods = stage.pods();
      return (
        d?.status.observedGeneration === d?.metadata.generation &&
        d?.status.replicas === 3 &&
        d.status.updatedReplicas === 3 &&
        d.status.availableReplicas === 3 &&
        pods.length === 3 &&
        pods.every(({ spec }) => spec.containers?.[0]?.image === image)
      );
    };
    yield* stage.kubectl.apply(webDeployment, 'deployment.yaml');
    yield* stage.until('three Pods', () => settled('nginx:1.19'));
    yield* stage.sleep(1500);
    yield* stage.kubectl.setImage('web', 'c', 'nginx:1.20');
    yield* stage.until('three new Pods', () => settled('nginx:1.20'));
    yield* stage.sleep(1500);
    yield* stage.kubectl.rolloutUndo('web');
    yield* stage.until('three old Pods', () => settled('nginx:1.19'));
    yield* stage.sleep(1500);
  },
};
