import { formatTime } from '../ports/api/format-time.ts';
import type { Pod, PodPhase } from '../ports/api/pod.ts';

export interface PodOptions {
  readonly name: string;
  /** Name and uid of the ReplicaSet that controls it. */
  readonly owner?: { readonly name: string; readonly uid: string };
  /** The value of the label `app`. */
  readonly app?: string;
  readonly phase?: PodPhase;
  readonly node?: string;
  /** Milliseconds at which it became ready; without it is not. */
  readonly readySince?: number;
  readonly createdAt?: number;
  readonly restarts?: number;
  readonly resourceVersion?: string;
  readonly isDeleted?: boolean;
}

/** A Pod of the namespace default. */
export function makePod({
  name,
  owner,
  app = 'web',
  phase = 'Running',
  node = 'node-1',
  readySince,
  createdAt = 0,
  restarts = 0,
  resourceVersion = '1',
  isDeleted = false,
}: PodOptions): Pod {
  return {
    metadata: {
      name,
      namespace: 'default',
      uid: `uid of ${name}`,
      resourceVersion,
      creationTimestamp: formatTime(createdAt),
      labels: { app },
      ...(isDeleted && { deletionTimestamp: formatTime(createdAt) }),
      ...(owner && {
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', ...owner, controller: true },
        ],
      }),
    },
    spec: node === '' ? {} : { nodeName: node },
    status: {
      phase,
      conditions: [
        readySince === undefined
          ? { type: 'Ready', status: 'False' }
          : { type: 'Ready', status: 'True', lastTransitionTime: formatTime(readySince) },
      ],
      containerStatuses: [{ name: 'web', restartCount: restarts }],
    },
  };
}
