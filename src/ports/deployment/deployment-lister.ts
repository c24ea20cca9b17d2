import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { everything } from '../labels/everything.ts';
import { mapText } from '../labels/map-text.ts';
import type { ToSelector } from '../labels/to-selector.ts';
import type { NamespaceLister } from '../listers/lister.ts';

/** Go's DeploymentLister, as far as the ports use it. */
export interface DeploymentLister {
  deployments(namespace: string): NamespaceLister<Deployment>;
}

/**
 * The Deployments of a ReplicaSet's namespace whose selectors match it.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#GetDeploymentsForReplicaSet
 * @returns An error if there is none, and if a selector in the namespace is broken.
 */
export function getDeploymentsForReplicaSet(
  deploymentLister: DeploymentLister,
  labelSelectorAsSelector: ToSelector,
  rs: ReplicaSet,
): readonly [deployments: readonly Deployment[], error: Error | undefined] {
  const { namespace = '', name, labels = {} } = rs.metadata;
  // go: if len(rs.Labels) == 0 {
  if (Object.keys(labels).length === 0) {
    // go: return nil, fmt.Errorf("no deployments found
    return [[], new Error(`no deployments found for ReplicaSet ${name} because it has no labels`)];
  }

  const [dList, err] = deploymentLister.deployments(namespace).list(everything()); // go: dList, err :=
  // go: if err != nil { @1
  if (err) {
    return [[], err]; // go: return nil, err
  }

  const deployments: Deployment[] = []; // go: var deployments
  // go: for _, d := range dList {
  for (const d of dList) {
    const [selector, err] = labelSelectorAsSelector(d.spec.selector); // go: selector, err :=
    // go: if err != nil { @2
    if (err) {
      return [[], new Error(`invalid label selector: ${err.message}`)]; // go: return nil, fmt.Errorf("invalid label
    }
    // go: if selector.Empty() ||
    if (selector.empty() || !selector.matches(labels)) {
      continue; // go: continue
    }
    deployments.push(d); // go: deployments = append(
  }

  // go: if len(deployments) == 0 {
  if (deployments.length === 0) {
    // go: return nil, fmt.Errorf("could not find
    return [
      [],
      new Error(
        `could not find deployments set for ReplicaSet ${name} in namespace ${namespace} with labels: ${mapText(labels)}`,
      ),
    ];
  }

  return [deployments, undefined]; // go: return deployments, nil
}
