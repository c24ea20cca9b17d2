import {
  DeploymentStatusStrategy,
  DeploymentStrategy,
} from '../ports/apiserver/deployment-strategy.ts';
import { PlainStrategy } from '../ports/apiserver/plain-strategy.ts';
import { PodStatusStrategy, PodStrategy } from '../ports/apiserver/pod-strategy.ts';
import {
  ReplicaSetStatusStrategy,
  ReplicaSetStrategy,
} from '../ports/apiserver/replica-set-strategy.ts';
import type { StoreOptions } from '../ports/apiserver/store.ts';
import type { KubeObject } from './kube-object.ts';
import type { Resource } from './resource.ts';
import { validateDeployment, validateReplicaSet } from './validate.ts';

type Strategy = StoreOptions<KubeObject>['strategy'];

const strategies: Readonly<Record<string, readonly [main: unknown, status: unknown]>> = {
  replicasets: [
    new ReplicaSetStrategy(validateReplicaSet),
    new ReplicaSetStatusStrategy(validateReplicaSet),
  ],
  deployments: [
    new DeploymentStrategy(validateDeployment),
    new DeploymentStatusStrategy(validateDeployment),
  ],
  pods: [new PodStrategy(), new PodStatusStrategy()],
};

/** What the API server does with the objects of a resource, and with their status alone. */
export function strategyOf(
  { resource, group, kind, namespaced }: Resource,
  part: 'main' | 'status' = 'main',
): Strategy {
  const pair = strategies[resource];
  if (!pair) return new PlainStrategy<KubeObject>({ group, kind }, namespaced);
  return (part === 'main' ? pair[0] : pair[1]) as Strategy;
}
