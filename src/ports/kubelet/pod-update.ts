import type { Pod } from '../api/pod.ts';

/** What a source says of pods, or what is to be done with them. Its numbers in Go begin with SET. */
export type PodOperation = 'SET' | 'ADD' | 'DELETE' | 'REMOVE' | 'UPDATE' | 'RECONCILE';

/**
 * Pods from a source. SET has all of them, and no others are there; DELETE has pods that are to end
 * gracefully, REMOVE pods that are gone, and RECONCILE pods of which only the status changed.
 */
export interface PodUpdate {
  readonly pods: Pod[];
  readonly op: PodOperation;
  readonly source: string;
}

/** The source that is the API server. */
export const apiserverSource = 'api';

/** Stands for all sources together. */
export const allSource = '*';

/** Annotations that the kubelet itself adds to a pod. */
export const configSourceAnnotationKey = 'kubernetes.io/config.source';
export const configMirrorAnnotationKey = 'kubernetes.io/config.mirror';
export const configFirstSeenAnnotationKey = 'kubernetes.io/config.seen';
