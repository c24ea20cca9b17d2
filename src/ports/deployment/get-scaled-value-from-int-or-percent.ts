import { goQuote } from '../runtime/go-quote.ts';
import { parseInt64 } from '../runtime/parse-int.ts';

/** Go's intstr.IntOrString as JSON has it: a number, or a string such as `25%`. */
export type IntOrString = number | string;

/**
 * The value, or another if there is none.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go#ValueOrDefault
 */
export function valueOrDefault(
  intOrPercent: IntOrString | undefined,
  defaultValue: IntOrString,
): IntOrString {
  // go: if intOrPercent == nil {
  if (intOrPercent === undefined) {
    return defaultValue; // go: return &defaultValue
  }
  return intOrPercent; // go: return intOrPercent
}

/**
 * A number as it is, or so many per cent of a total, rounded up or down.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go#GetScaledValueFromIntOrPercent
 * @returns The value; or 0 and an error for a string that is no percentage.
 */
export function getScaledValueFromIntOrPercent(
  intOrPercent: IntOrString | undefined,
  total: number,
  roundUp: boolean,
): readonly [value: number, error: Error | undefined] {
  // go: if intOrPercent == nil {
  if (intOrPercent === undefined) {
    return [0, new Error('nil value for IntOrString')]; // go: return 0, errors.New(
  }
  const [safe, isPercent, err] = getIntOrPercentValueSafely(intOrPercent); // go: value, isPercent, err := getIntOrPercentValueSafely(
  // go: if err != nil {
  if (err) {
    return [0, new Error(`invalid value for IntOrString: ${err.message}`)]; // go: return 0, fmt.Errorf(
  }
  let value = safe;
  // go: if isPercent {
  if (isPercent) {
    // go: if roundUp {
    if (roundUp) {
      value = Math.ceil((value * total) / 100); // go: value = int(math.Ceil(
    } else {
      value = Math.floor((value * total) / 100); // go: value = int(math.Floor(
    }
  }
  return [value, undefined]; // go: return value, nil
}

/**
 * The number in a value, and whether it is a percentage.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go#getIntOrPercentValueSafely
 */
export function getIntOrPercentValueSafely(
  intOrStr: IntOrString,
): readonly [value: number, isPercent: boolean, error: Error | undefined] {
  // go: switch intOrStr.Type {
  switch (typeof intOrStr) {
    case 'number':
      return [intOrStr, false, undefined]; // go: return intOrStr.IntValue(), false, nil
    case 'string': {
      let isPercent = false; // go: isPercent := false
      let s = intOrStr; // go: s := intOrStr.StrVal
      // go: if strings.HasSuffix(
      if (s.endsWith('%')) {
        isPercent = true; // go: isPercent = true
        s = intOrStr.slice(0, -1); // go: s = strings.TrimSuffix(
      } else {
        return [0, false, new Error('invalid type: string is not a percentage')]; // go: return 0, false, fmt.Errorf("invalid type: string is not
      }
      const [v, err] = parseInt64(s, 'Atoi'); // go: v, err := strconv.Atoi(s)
      // go: if err != nil {
      if (err) {
        return [0, false, new Error(`invalid value ${goQuote(intOrStr)}: ${err.message}`)]; // go: return 0, false, fmt.Errorf("invalid value
      }
      return [Number(v), isPercent, undefined]; // go: return int(v), isPercent, nil
    }
  }
  // left out (JSON has nothing else): return 0, false, fmt.Errorf("invalid type: neither
}
