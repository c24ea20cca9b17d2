import type { Pod } from '../src/ports/api/pod.ts';
import type { ReplicaSet } from '../src/ports/api/replica-set.ts';
import { ReplicaSetController } from '../src/ports/replicaset/replica-set-controller.ts';
import { getReplicaSetsWithSameController } from '../src/ports/replicaset/get-indirectly-related-pods.ts';
import { getPodReplicaSets } from '../src/ports/listers/get-pod-replica-sets.ts';
import { Scheduler } from '../src/ports/runtime/scheduler.ts';
import {
  FakeStore,
  fakePodControl,
  fakeQueue,
  fakeServer,
  frozen,
  messageOf,
  podLister,
  podOf,
  setLister,
  setOf,
  toSelector,
} from './replica-set-fakes.ts';

export interface LookupCase {
  readonly sets: readonly string[];
  readonly pods: readonly string[];
  /** Which lister fails. */
  readonly fail: '' | 'sets' | 'pods';
  /** For every set: those with the same controller; the related pods, or an error. */
  readonly same: readonly string[];
  readonly related: readonly string[];
  /** For every pod: the sets that the lister finds, or its error; those that the controller finds. */
  readonly listed: readonly string[];
  readonly found: readonly string[];
  readonly handled: readonly string[];
}

const namesOf = (objects: readonly (Pod | ReplicaSet)[]): string =>
  objects.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`).join(' ');

const answerOf = ([objects, error]: readonly [
  readonly (Pod | ReplicaSet)[],
  Error | undefined,
]): string => (error ? `error: ${error.message}` : namesOf(objects));

export function replayLookups(one: LookupCase): Omit<LookupCase, 'sets' | 'pods' | 'fail'> {
  const sets = frozen(one.sets.map(setOf));
  const pods = frozen(one.pods.map(podOf));
  const rsLister = setLister(new FakeStore('replicasets', sets), one.fail === 'sets');
  const handled: string[] = [];
  const rsc = new ReplicaSetController({
    runtime: new Scheduler(),
    kubeClient: fakeServer(setOf('ns;rs;u1;;a=1;1;0;'), 'ok', [], []),
    podControl: fakePodControl({}, []).podControl,
    rsLister,
    rsListerSynced: () => true,
    podLister: podLister(new FakeStore('pods', pods), one.fail === 'pods'),
    podListerSynced: () => true,
    labelSelectorAsSelector: toSelector,
    handleError: (error) => handled.push(messageOf(error)),
    queue: fakeQueue([]),
  });
  const same: string[] = [];
  const related: string[] = [];
  for (const rs of sets) {
    same.push(namesOf(getReplicaSetsWithSameController(rsc, rs)));
    related.push(answerOf(rsc.getIndirectlyRelatedPods(rs)));
  }
  const listed: string[] = [];
  const found: string[] = [];
  for (const pod of pods) {
    listed.push(answerOf(getPodReplicaSets(rsLister, toSelector, pod)));
    found.push(namesOf(rsc.getPodReplicaSets(pod)));
  }
  return { same, related, listed, found, handled };
}
