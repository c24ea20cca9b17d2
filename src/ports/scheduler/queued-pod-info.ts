import type { Pod } from '../api/pod.ts';

/** A pod that waits to be scheduled, with what the queue knows about it. Times are milliseconds. */
export interface QueuedPodInfo {
  pod: Pod;
  /** When it came into the queue, the last time. */
  timestamp: number;
  /** How often it was taken out to be scheduled. */
  attempts: number;
  /** When it came into the queue, the first time. */
  readonly initialAttemptTimestamp: number;
}

/**
 * A copy that shares nothing.
 *
 * @ports pkg/scheduler/framework/types.go#QueuedPodInfo.DeepCopy
 */
export function deepCopy(pqi: QueuedPodInfo): QueuedPodInfo {
  // go: return &QueuedPodInfo{
  return {
    pod: structuredClone(pqi.pod),
    timestamp: pqi.timestamp,
    attempts: pqi.attempts,
    initialAttemptTimestamp: pqi.initialAttemptTimestamp,
  };
}
