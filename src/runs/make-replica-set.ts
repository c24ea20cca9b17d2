import { formatTime } from '../ports/api/format-time.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';

export interface ReplicaSetOptions {
  readonly name?: string;
  readonly uid?: string;
  readonly replicas?: number;
  readonly minReadySeconds?: number;
  /** The one label that is asked for: `app` with this value. */
  readonly app?: string;
  readonly isDeleted?: boolean;
}

/** A ReplicaSet of the namespace default that asks for Pods with the label `app`. */
export function makeReplicaSet({
  name = 'web',
  uid = `uid of ${name}`,
  replicas = 3,
  minReadySeconds = 0,
  app = name,
  isDeleted = false,
}: ReplicaSetOptions = {}): ReplicaSet {
  return {
    metadata: {
      name,
      namespace: 'default',
      uid,
      resourceVersion: '92',
      generation: 1,
      labels: { app },
      ...(isDeleted && { deletionTimestamp: formatTime(0) }),
    },
    spec: {
      replicas,
      ...(minReadySeconds > 0 && { minReadySeconds }),
      selector: { matchLabels: { app } },
      template: { metadata: { labels: { app } } },
    },
    status: { replicas: 0 },
  };
}
