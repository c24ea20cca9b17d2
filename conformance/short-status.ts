/** Without what says nothing, as the recorders of the kubelet write it. */
export function shortStatus(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((one) => shortStatus(one));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .map(([name, field]): [string, unknown] => [name, shortStatus(field, name)])
      .filter(([, field]) => field !== undefined);
    if (entries.length === 0 && (key === 'state' || key === 'lastState')) return undefined;
    return Object.fromEntries(entries);
  }
  if (value === '' || (value === 0 && key !== 'exitCode')) return undefined;
  return value === false && key !== 'started' ? undefined : value;
}
