import { webReplicaSet } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const scaleUp: Scenario = {
  id: 'scale-up',
  title: 'Scale from three Pods to five',
  about:
    'Three Pods run. A person writes 5 into the spec, which makes a new generation. The controller counts three, expects two more and creates one, then the other. Look at `observedGeneration` in the status: it says for which spec the counts are.',
  *play(stage) {
    yield* stage.kubectl.apply(webReplicaSet, 'rs.yaml');
    yield* stage.untilSettled('web', 3);
    yield* stage.kubectl.scale('rs', 'web', 5);
    yield* stage.untilSettled('web', 5);
  },
};
