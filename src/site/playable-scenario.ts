import type { ClusterRecording } from '../cluster/cluster-recording.ts';

/** A scenario that the cluster can play. */
export interface PlayableScenario {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Plays it; the same recording every time. */
  readonly record: () => ClusterRecording;
}
