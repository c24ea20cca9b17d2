import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { everything } from '../labels/everything.ts';
import { mapText } from '../labels/map-text.ts';
import type { ToSelector } from '../labels/to-selector.ts';
import type { ReplicaSetLister } from './lister.ts';

/**
 * The ReplicaSets of a pod's namespace whose selectors match it. Which of them controls the pod,
 * only the pod says.
 *
 * @ports staging/src/k8s.io/client-go/listers/apps/v1/replicaset_expansion.go#replicaSetLister.GetPodReplicaSets
 * @returns An error if there is none, and if a selector in the namespace is broken.
 */
export function getPodReplicaSets(
  s: ReplicaSetLister,
  toSelector: ToSelector,
  pod: Pod,
): readonly [rss: readonly ReplicaSet[], error: Error | undefined] {
  const { namespace = '', name, labels = {} } = pod.metadata;
  // go: if len(pod.Labels) == 0 {
  if (Object.keys(labels).length === 0) {
    return [[], new Error(`no ReplicaSets found for pod ${name} because it has no labels`)]; // go: return nil, fmt.Errorf("no ReplicaSets found
  }

  const [list, err] = s.replicaSets(namespace).list(everything()); // go: list, err := s.ReplicaSets(
  // go: if err != nil { @1
  if (err) {
    return [[], err]; // go: return nil, err
  }

  const rss: ReplicaSet[] = []; // go: var rss []*apps.ReplicaSet
  // go: for _, rs := range list {
  for (const rs of list) {
    // go: if rs.Namespace != pod.Namespace {
    if ((rs.metadata.namespace ?? '') !== namespace) {
      continue; // go: continue @1
    }
    const [selector, err] = toSelector(rs.spec.selector); // go: selector, err := metav1.LabelSelectorAsSelector(
    // go: if err != nil { @2
    if (err) {
      return [[], new Error(`invalid selector: ${err.message}`)]; // go: return nil, fmt.Errorf("invalid selector
    }

    // An empty selector matches everything elsewhere; of a ReplicaSet it is a mistake.
    // go: if selector.Empty() ||
    if (selector.empty() || !selector.matches(labels)) {
      continue; // go: continue @2
    }
    rss.push(rs); // go: rss = append(rss, rs)
  }

  // go: if len(rss) == 0 {
  if (rss.length === 0) {
    // go: return nil, fmt.Errorf("could not find
    return [
      [],
      new Error(
        `could not find ReplicaSet for pod ${name} in namespace ${namespace} with labels: ${mapText(labels)}`,
      ),
    ];
  }

  return [rss, undefined]; // go: return rss, nil
}
