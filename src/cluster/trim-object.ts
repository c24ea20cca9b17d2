/** Defaults that say nothing about the story and are the same in every Pod. */
const dull: ReadonlySet<string> = new Set([
  'managedFields',
  'dnsPolicy',
  'enableServiceLinks',
  'imagePullPolicy',
  'schedulerName',
  'securityContext',
  'terminationMessagePath',
  'terminationMessagePolicy',
]);

/** An object as the recording keeps it: without managed fields and without defaults of containers. */
export function trimObject(object: unknown): unknown {
  if (Array.isArray(object)) return object.map(trimObject);
  if (typeof object !== 'object' || object === null) return object;
  return Object.fromEntries(
    Object.entries(object)
      .filter(([field, value]) => !dull.has(field) && value !== undefined)
      .map(([field, value]) => [field, trimObject(value)]),
  );
}
