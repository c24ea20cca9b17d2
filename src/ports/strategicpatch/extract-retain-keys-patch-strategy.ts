import { retainKeysStrategy } from './directive.ts';

/**
 * Divides the strategies of a field into whether retainKeys is among them and the other one.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#extractRetainKeysPatchStrategy
 */
export function extractRetainKeysPatchStrategy(
  strategies: readonly string[],
): readonly [retainKeys: boolean, patchStrategy: string, error: Error | undefined] {
  const [first = '', second = ''] = strategies;
  const unexpected = () => new Error(`unexpected patch strategy: [${strategies.join(' ')}]`);
  // go: switch len(strategies) {
  switch (strategies.length) {
    case 0:
      return [false, '', undefined]; // go: return false, "", nil
    case 1:
      // left out (destructured above): singleStrategy := strategies[0]
      // go: switch singleStrategy {
      switch (first) {
        case retainKeysStrategy:
          return [true, '', undefined]; // go: return true, "", nil
        default:
          return [false, first, undefined]; // go: return false, singleStrategy, nil
      }
    case 2:
      // go: switch { @1
      if (first === retainKeysStrategy) {
        return [true, second, undefined]; // go: return true, strategies[1], nil
      } else if (second === retainKeysStrategy) {
        return [true, first, undefined]; // go: return true, strategies[0], nil
      } else {
        return [false, '', unexpected()]; // go: return false, "", fmt.Errorf( @1
      }
    default:
      return [false, '', unexpected()]; // go: return false, "", fmt.Errorf( @2
  }
}
