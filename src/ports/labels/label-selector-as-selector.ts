import type { LabelSelector } from '../api/meta.ts';
import { everything, newSelector } from './everything.ts';
import { goQuote } from '../runtime/go-quote.ts';
import { nothing } from './nothing.ts';
import { selection, type Operator } from './operator.ts';
import { newRequirement } from './requirement.ts';
import type { Selector } from './selector.ts';

/**
 * Makes a selector of that in an object's spec. None at all picks nothing, an empty one everything.
 * With an error, for which Go has no selector, it comes with one that picks nothing.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/helpers.go#LabelSelectorAsSelector
 */
export function labelSelectorAsSelector(
  ps: LabelSelector | undefined,
): readonly [selector: Selector, error: Error | undefined] {
  // go: if ps == nil {
  if (ps === undefined) {
    return [nothing(), undefined]; // go: return labels.Nothing(), nil
  }
  const matchLabels = Object.entries(ps.matchLabels ?? {});
  const matchExpressions = ps.matchExpressions ?? [];
  // go: if len(ps.MatchLabels)+len(ps.MatchExpressions) == 0 {
  if (matchLabels.length + matchExpressions.length === 0) {
    return [everything(), undefined]; // go: return labels.Everything(), nil
  }
  let selector = newSelector(); // go: selector := labels.NewSelector()
  // go: for k, v := range ps.MatchLabels {
  for (const [k, v] of matchLabels) {
    const [r, err] = newRequirement(k, selection.Equals, [v]); // go: r, err := labels.NewRequirement(k,
    // go: if err != nil { @1
    if (err) {
      return [nothing(), err]; // go: return nil, err @1
    }
    selector = selector.add(r); // go: selector = selector.Add(*r) @1
  }
  // go: for _, expr := range ps.MatchExpressions {
  for (const { key, operator, values = [] } of matchExpressions) {
    let op: Operator; // go: var op selection.Operator
    // go: switch expr.Operator {
    switch (operator) {
      case 'In':
        op = selection.In; // go: op = selection.In
        break;
      case 'NotIn':
        op = selection.NotIn; // go: op = selection.NotIn
        break;
      case 'Exists':
        op = selection.Exists; // go: op = selection.Exists
        break;
      case 'DoesNotExist':
        op = selection.DoesNotExist; // go: op = selection.DoesNotExist
        break;
      default: {
        const message = `${goQuote(operator)} is not a valid pod selector operator`;
        return [nothing(), new Error(message)]; // go: return nil, fmt.Errorf(
      }
    }
    const [r, err] = newRequirement(key, op, [...values]); // go: r, err := labels.NewRequirement(expr.Key,
    // go: if err != nil { @2
    if (err) {
      return [nothing(), err]; // go: return nil, err @2
    }
    selector = selector.add(r); // go: selector = selector.Add(*r) @2
  }
  return [selector, undefined]; // go: return selector, nil
}
