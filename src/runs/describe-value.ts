const longest = 48;

/**
 * What a variable holds, in a few words; nothing for what says nothing, such as a function.
 */
export function describeValue(value: unknown): string | undefined {
  switch (typeof value) {
    case 'undefined':
      return 'none';
    case 'string':
      return short(JSON.stringify(value));
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      return describeObject(value);
    default:
      return undefined;
  }
}

function describeObject(value: object | null): string | undefined {
  if (value === null) return 'none';
  if (value instanceof Error) return short(`error: ${value.message}`);
  if (Array.isArray(value)) return describeList(value);
  if (value instanceof Set) return `{${describeItems([...(value as Set<unknown>)])}}`;
  if (value instanceof Map) return `${value.size} ${value.size === 1 ? 'key' : 'keys'}`;
  const { metadata } = value as { metadata?: { name?: unknown } };
  if (typeof metadata?.name === 'string') return short(metadata.name);
  // An object of a class is a part of the machine, and is drawn in the picture.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const entries = Object.entries(value);
  if (entries.some(([, field]) => typeof field === 'function')) return undefined;
  const fields = entries.map(([name, field]) => `${name}: ${describeValue(field) ?? '…'}`);
  return short(`{${fields.join(', ')}}`);
}

const describeList = (list: readonly unknown[]): string => `[${describeItems(list)}]`;

function describeItems(list: readonly unknown[]): string {
  const items = list.map((item) => describeValue(item) ?? '…').join(', ');
  return items.length <= longest ? items : `${list.length} items`;
}

const short = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
