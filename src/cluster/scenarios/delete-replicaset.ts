import { webReplicaSet } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const deleteReplicaset: Scenario = {
  id: 'delete-replicaset',
  title: 'Delete the ReplicaSet',
  about:
    'A person deletes the ReplicaSet, and it is gone at once. Its controller has nothing left to count and does nothing. The garbage collector sees Pods whose owner is gone, asks the API server for each once more, and deletes them; the kubelets end them.',
  *play(stage) {
    yield* stage.kubectl.apply(webReplicaSet, 'rs.yaml');
    yield* stage.untilSettled('web', 3);
    yield* stage.kubectl.delete('rs', 'web');
    yield* stage.until('no Pods', () => stage.pods().length === 0);
    yield* stage.sleep(1500);
  },
};
