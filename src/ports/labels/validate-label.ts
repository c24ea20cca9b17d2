import { goQuote } from '../runtime/go-quote.ts';
import { isQualifiedName, isValidLabelValue } from './label-validation.ts';

/** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#validateLabelKey */
export function validateLabelKey(k: string): Error | undefined {
  const errs = isQualifiedName(k);
  // go: if errs := validation.IsQualifiedName(
  if (errs.length !== 0) {
    return new Error(`invalid label key ${goQuote(k)}: ${errs.join('; ')}`); // go: return fmt.Errorf(
  }
  return undefined; // go: return nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#validateLabelValue */
export function validateLabelValue(k: string, v: string): Error | undefined {
  const errs = isValidLabelValue(v);
  // go: if errs := validation.IsValidLabelValue(
  if (errs.length !== 0) {
    // go: return fmt.Errorf(
    return new Error(
      `invalid label value: ${goQuote(v)}: at key: ${goQuote(k)}: ${errs.join('; ')}`,
    );
  }
  return undefined; // go: return nil
}
