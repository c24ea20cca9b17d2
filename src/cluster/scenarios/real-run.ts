import { webReplicaSet } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const realRun: Scenario = {
  id: 'real-run',
  title: 'What the recorded cluster did',
  about:
    'The commands that were given to a real control plane of v1.20.2, in their order: apply three, scale to five, scale to two, delete a Pod, delete the ReplicaSet. A test compares what happens here with what happened there.',
  kubeletEvents: false,
  *play(stage) {
    const { kubectl } = stage;
    yield* kubectl.apply(webReplicaSet, 'rs.yaml');
    yield* stage.untilSettled('web', 3);
    yield* kubectl.scale('rs', 'web', 5);
    yield* stage.untilSettled('web', 5);
    yield* kubectl.scale('rs', 'web', 2);
    yield* stage.untilSettled('web', 2);
    yield* kubectl.delete('pod', stage.somePod().metadata.name);
    yield* stage.untilSettled('web', 2);
    yield* kubectl.delete('rs', 'web');
    yield* stage.until('no Pods', () => stage.pods().length === 0);
    yield* stage.sleep(1500);
  },
};
