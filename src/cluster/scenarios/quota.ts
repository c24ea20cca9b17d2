import { twoPodsQuota, webReplicaSet } from '../manifests.ts';
import type { Scenario } from '../scenario.ts';

export const quota: Scenario = {
  id: 'quota',
  title: 'A quota forbids the third Pod',
  about:
    'The namespace may have two Pods, the ReplicaSet wants three. The slow start creates one, then two at once: of those one is refused with 403. The controller writes an Event and a condition, and tries again later and later, one Pod at a time. Then a person asks for two, and the condition goes.',
  *play(stage) {
    yield* stage.kubectl.create(twoPodsQuota, 'quota.yaml');
    yield* stage.kubectl.apply(webReplicaSet, 'rs.yaml');
    yield* stage.until('a Pod is refused', () =>
      stage
        .replicaSets()
        .some(({ status }) => status.conditions?.some(({ type }) => type === 'ReplicaFailure')),
    );
    yield* stage.sleep(6000);
    yield* stage.kubectl.scale('rs', 'web', 2);
    yield* stage.until('the condition is gone', () =>
      stage
        .replicaSets()
        .every(({ status }) => !status.conditions?.some(({ type }) => type === 'ReplicaFailure')),
    );
    yield* stage.untilSettled('web', 2);
  },
};
