import type { PodStatus } from '../ports/api/pod.ts';
import { Cluster } from './cluster.ts';
import type { ClusterRecording } from './cluster-recording.ts';
import { lanes } from './lanes.ts';
import { Stage, type Scenario } from './scenario.ts';

export interface SimulateOptions {
  /** Decides latencies and interleavings; the same seed gives the same bytes. */
  readonly seed: number;
  /** For tests: a fault of the kubelets. */
  readonly spoil?: (status: PodStatus) => void;
}

/** Plays a scenario in a new cluster and says what happened. */
export function simulate(scenario: Scenario, { seed, spoil }: SimulateOptions): ClusterRecording {
  const { id, title, about, kubeletEvents = true } = scenario;
  const cluster = new Cluster({ seed, kubeletEvents, spoil });
  cluster.run(() => scenario.play(new Stage(cluster)));
  const { recorder } = cluster;
  const used = new Set(recorder.messages.flatMap(({ from, to }) => [from, to]));
  return {
    scenario: { id, title, about },
    lanes: lanes.filter((lane) => used.has(lane.id) || lane.lane === 'kubelet'),
    messages: recorder.messages,
    objects: recorder.objects,
    queues: recorder.queues,
    caches: recorder.caches,
    account: recorder.account,
    end: recorder.at(),
  };
}
