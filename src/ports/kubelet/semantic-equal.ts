/** Fields that are pointers in Go: being there with nothing in it differs from being absent. */
const pointers: ReadonlySet<string> = new Set(['waiting', 'running', 'terminated', 'started']);

/** Without what is Go's zero value in a field that is no pointer. */
function withoutZeros(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutZeros);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, field]): [string, unknown] => [key, withoutZeros(field)])
    .filter(
      ([key, field]) =>
        field !== undefined && field !== null && (pointers.has(key) || !isZero(field)),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function isZero(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === '' || value === 0 || value === false;
}

/**
 * Whether two statuses of a pod are the same, as apiequality.Semantic.DeepEqual sees it: an absent
 * list is an empty one, and an absent field has its zero value.
 */
export function semanticEqual(a: object, b: object): boolean {
  return JSON.stringify(withoutZeros(a)) === JSON.stringify(withoutZeros(b));
}
