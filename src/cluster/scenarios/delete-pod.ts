import { webReplicaSet } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const deletePod: Scenario = {
  id: 'delete-pod',
  title: 'Delete a Pod',
  about:
    'A person deletes one of three Pods. The controller creates another as soon as the deletion is marked, while the old one still runs: for a while there are four. The old one goes when its kubelet has stopped it.',
  *play(stage) {
    yield* stage.kubectl.apply(webReplicaSet, 'rs.yaml');
    yield* stage.untilSettled('web', 3);
    yield* stage.kubectl.delete('pod', stage.somePod().metadata.name);
    yield* stage.untilSettled('web', 3);
  },
};
