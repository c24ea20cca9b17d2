import { parseInt64 } from '../runtime/parse-int.ts';
import type { LabelSet } from './label-set.ts';
import { selection, type Operator } from './operator.ts';
import { safeSort } from './safe-sort.ts';
import { validateLabelKey, validateLabelValue } from './validate-label.ts';

/** A key, values, and how they must relate. `newRequirement` makes one that is valid. */
export class Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly strValues: readonly string[];

  constructor(key = '', operator: Operator = '', strValues: readonly string[] = []) {
    this.key = key;
    this.operator = operator;
    this.strValues = strValues;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Requirement.hasValue */
  hasValue(value: string): boolean {
    // go: for i := range r.strValues {
    for (const strValue of this.strValues) {
      // go: if r.strValues[i] == value {
      if (strValue === value) {
        return true; // go: return true
      }
    }
    return false; // go: return false
  }

  /**
   * Whether labels are as required. To want other values than some is met by a missing label, too.
   *
   * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Requirement.Matches
   */
  matches(ls: LabelSet): boolean {
    const has = Object.hasOwn(ls, this.key);
    const label = ls[this.key] ?? '';
    // go: switch r.operator {
    switch (this.operator) {
      case selection.In:
      case selection.Equals:
      case selection.DoubleEquals:
        // go: if !ls.Has(r.key) { @1
        if (!has) {
          return false; // go: return false @1
        }
        return this.hasValue(label); // go: return r.hasValue(
      case selection.NotIn:
      case selection.NotEquals:
        // go: if !ls.Has(r.key) { @2
        if (!has) {
          return true; // go: return true
        }
        return !this.hasValue(label); // go: return !r.hasValue(
      case selection.Exists:
        return has; // go: return ls.Has(
      case selection.DoesNotExist:
        return !has; // go: return !ls.Has(
      case selection.GreaterThan:
      case selection.LessThan: {
        // go: if !ls.Has(r.key) { @3
        if (!has) {
          return false; // go: return false @2
        }
        const [lsValue, lsErr] = parseInt64(label); // go: lsValue, err := strconv.ParseInt(
        // go: if err != nil { @1
        if (lsErr !== undefined) {
          // left out (logging): klog.V(10).Infof("ParseInt failed for value %+v in label
          return false; // go: return false @3
        }

        // go: if len(r.strValues) != 1 {
        if (this.strValues.length !== 1) {
          // left out (logging): klog.V(10).Infof("Invalid values count
          return false; // go: return false @4
        }

        let rValue = 0n; // go: var rValue int64
        // go: for i := range r.strValues {
        for (const strValue of this.strValues) {
          const [parsed, err] = parseInt64(strValue); // go: rValue, err = strconv.ParseInt(
          // go: if err != nil { @2
          if (err !== undefined) {
            // left out (logging): klog.V(10).Infof("ParseInt failed for value %+v in requirement
            return false; // go: return false @5
          }
          rValue = parsed;
        }
        // go: return (r.operator == selection.GreaterThan
        return (
          (this.operator === selection.GreaterThan && lsValue > rValue) ||
          (this.operator === selection.LessThan && lsValue < rValue)
        );
      }
      default:
        return false; // go: return false @6
    }
  }

  /**
   * As a selector is written.
   *
   * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Requirement.String
   */
  toString(): string {
    let buffer = ''; // go: var buffer bytes.Buffer
    // go: if r.operator == selection.DoesNotExist {
    if (this.operator === selection.DoesNotExist) {
      buffer += '!'; // go: buffer.WriteString("!")
    }
    buffer += this.key; // go: buffer.WriteString(r.key)

    // go: switch r.operator { @1
    switch (this.operator) {
      case selection.Equals:
        buffer += '='; // go: buffer.WriteString("=")
        break;
      case selection.DoubleEquals:
        buffer += '=='; // go: buffer.WriteString("==")
        break;
      case selection.NotEquals:
        buffer += '!='; // go: buffer.WriteString("!=")
        break;
      case selection.In:
        buffer += ' in '; // go: buffer.WriteString(" in ")
        break;
      case selection.NotIn:
        buffer += ' notin '; // go: buffer.WriteString(" notin ")
        break;
      case selection.GreaterThan:
        buffer += '>'; // go: buffer.WriteString(">")
        break;
      case selection.LessThan:
        buffer += '<'; // go: buffer.WriteString("<")
        break;
      case selection.Exists:
      case selection.DoesNotExist:
        return buffer; // go: return buffer.String() @1
    }

    const isSet = this.operator === selection.In || this.operator === selection.NotIn;
    // go: switch r.operator { @2
    if (isSet) {
      buffer += '('; // go: buffer.WriteString("(")
    }
    // go: if len(r.strValues) == 1 {
    if (this.strValues.length === 1) {
      buffer += this.strValues[0] ?? ''; // go: buffer.WriteString(r.strValues[0])
    } else {
      buffer += safeSort(this.strValues).join(','); // go: buffer.WriteString(strings.Join(
    }

    // go: switch r.operator { @3
    if (isSet) {
      buffer += ')'; // go: buffer.WriteString(")")
    }
    return buffer; // go: return buffer.String() @2
  }
}

/**
 * A requirement, or why there can't be one with such key, operator and values.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#NewRequirement
 */
export function newRequirement(
  key: string,
  op: string,
  vals: readonly string[],
):
  | readonly [requirement: Requirement, error: undefined]
  | readonly [requirement: undefined, error: Error] {
  const keyErr = validateLabelKey(key);
  // go: if err := validateLabelKey(
  if (keyErr) {
    return [undefined, keyErr]; // go: return nil, err @1
  }
  // go: switch op {
  switch (op) {
    case selection.In:
    case selection.NotIn:
      // go: if len(vals) == 0 {
      if (vals.length === 0) {
        return failed("for 'in', 'notin' operators, values set can't be empty"); // go: return nil, fmt.Errorf("for 'in', 'notin'
      }
      break;
    case selection.Equals:
    case selection.DoubleEquals:
    case selection.NotEquals:
      // go: if len(vals) != 1 { @1
      if (vals.length !== 1) {
        return failed('exact-match compatibility requires one single value'); // go: return nil, fmt.Errorf("exact-match
      }
      break;
    case selection.Exists:
    case selection.DoesNotExist:
      // go: if len(vals) != 0 {
      if (vals.length !== 0) {
        return failed('values set must be empty for exists and does not exist'); // go: return nil, fmt.Errorf("values set
      }
      break;
    case selection.GreaterThan:
    case selection.LessThan:
      // go: if len(vals) != 1 { @2
      if (vals.length !== 1) {
        return failed("for 'Gt', 'Lt' operators, exactly one value is required"); // go: return nil, fmt.Errorf("for 'Gt', 'Lt' operators, exactly
      }
      // go: for i := range vals { @1
      for (const val of vals) {
        const [, err] = parseInt64(val); // go: if _, err := strconv.ParseInt(
        if (err !== undefined) {
          return failed("for 'Gt', 'Lt' operators, the value must be an integer"); // go: return nil, fmt.Errorf("for 'Gt', 'Lt' operators, the value
        }
      }
      break;
    default:
      return failed(`operator '${op}' is not recognized`); // go: return nil, fmt.Errorf("operator
  }

  // go: for i := range vals { @2
  for (const val of vals) {
    const err = validateLabelValue(key, val);
    // go: if err := validateLabelValue(
    if (err) {
      return [undefined, err]; // go: return nil, err @2
    }
  }
  return [new Requirement(key, op, vals), undefined]; // go: return &Requirement{
}

const failed = (message: string): readonly [undefined, Error] => [undefined, new Error(message)];
