import { milliValue } from './quantity.ts';

/** Fields that are pointers in Go: absent is another thing there than empty or zero. */
const pointers = new Set([
  'activeDeadlineSeconds',
  'affinity',
  'automountServiceAccountToken',
  'blockOwnerDeletion',
  'controller',
  'emptyDir',
  'enableServiceLinks',
  'livenessProbe',
  'priority',
  'progressDeadlineSeconds',
  'readinessProbe',
  'revisionHistoryLimit',
  'rollingUpdate',
  'running',
  'securityContext',
  'selector',
  'started',
  'terminated',
  'terminationGracePeriodSeconds',
  'waiting',
]);

const quantities = new Set(['limits', 'requests', 'overhead']);

/**
 * Whether two parts of objects mean the same, as Go's apiequality.Semantic.DeepEqual says: absent
 * and empty are one, and amounts count, not how they are written.
 *
 * @param field The name of the field that has them.
 */
export function semanticDeepEqual(left: unknown, right: unknown, field = ''): boolean {
  const [a, b] = [left ?? undefined, right ?? undefined];
  if (quantities.has(field)) return sameFields(a, b, sameQuantity);
  if (!pointers.has(field) && isEmpty(a) && isEmpty(b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, at) => semanticDeepEqual(element, b[at]));
  }
  if (isObject(a) && isObject(b)) return sameFields(a, b, semanticDeepEqual);
  if (
    !pointers.has(field) &&
    ((isObject(a) && b === undefined) || (isObject(b) && a === undefined))
  ) {
    return sameFields(a, b, semanticDeepEqual);
  }
  return a === b;
}

function sameFields(
  a: unknown,
  b: unknown,
  same: (a: unknown, b: unknown, field: string) => boolean,
): boolean {
  const [left, right] = [isObject(a) ? a : {}, isObject(b) ? b : {}];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => same(left[name], right[name], name));
}

function sameQuantity(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b;
  return milliValue(a) === milliValue(b);
}

function isEmpty(value: unknown): boolean {
  if (isObject(value) || Array.isArray(value)) return Object.keys(value).length === 0;
  return value === undefined || value === '' || value === 0 || value === false;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
