import type { Deployment } from '../ports/api/deployment.ts';
import type { Pod } from '../ports/api/pod.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import type { SharedIndexInformer } from '../ports/cache/shared-index-informer.ts';
import type { KubeObject } from './kube-object.ts';

/** The informers that the controllers of the controller manager share. */
export interface SharedInformers {
  readonly pods: SharedIndexInformer<Pod & KubeObject>;
  readonly replicaSets: SharedIndexInformer<ReplicaSet & KubeObject>;
  readonly deployments: SharedIndexInformer<Deployment & KubeObject>;
}
