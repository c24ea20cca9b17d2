/** A question to Go and what it answered; undefined where there was nothing of the kind. */
export interface Turn {
  readonly asked: unknown;
  readonly answered: unknown;
}

type Path = readonly string[];

/**
 * Takes a recorded case apart into turns, in the order in which Go had them. What no path names
 * was asked. A case is one turn; one whose paths go through a list was a sequence of operations:
 * first what all of it began with, then a turn for each element of the list, and at the end what
 * is said of the whole.
 *
 * @param paths Each names an answer by keys with dots between them. `1` is the second element of a
 *   list, `*` each of them, and `;` at the end what a text has behind its first ` ; `.
 * @example
 * turnsOfCase({ count: 2, calls: 2 }, ['calls']);
 * // [{ asked: { count: 2 }, answered: { calls: 2 } }]
 * turnsOfCase(['get a ; none', 'add a ; ok'], ['*.;']).slice(1, 3);
 * // [{ asked: 'get a', answered: 'none' }, { asked: 'add a', answered: 'ok' }]
 */
export function turnsOfCase(recorded: unknown, paths: readonly string[]): Turn[] {
  const all = paths.map((path) => path.split('.'));
  const ofSteps = all.filter((path) => path.includes('*'));
  const ofWhole = all.filter((path) => !path.includes('*'));
  const [first] = ofSteps;
  if (!first) return [split(recorded, ofWhole)];
  const depth = first.indexOf('*');
  const { list, rest } = depth === 0 ? { list: recorded, rest: {} } : take(recorded, first[0]);
  const whole = split(rest, ofWhole);
  return [
    { asked: whole.asked, answered: undefined },
    ...(list as unknown[]).map((step) =>
      split(
        step,
        ofSteps.map((path) => path.slice(depth + 1)),
      ),
    ),
    { asked: undefined, answered: whole.answered },
  ];
}

function take(recorded: unknown, key = ''): { list: unknown; rest: Record<string, unknown> } {
  const { [key]: list = [], ...rest } = recorded as Record<string, unknown>;
  return { list, rest };
}

/** Parts a value into what was asked and what was answered, each shaped as the value is. */
function split(value: unknown, paths: readonly Path[]): Turn {
  if (paths.length === 0) return { asked: value, answered: undefined };
  if (paths.some((path) => path.length === 0)) return { asked: undefined, answered: value };
  if (typeof value === 'string' && paths.some(([head]) => head === ';')) {
    const [asked, ...answered] = value.split(' ; ');
    return { asked, answered: answered.join(' ; ') };
  }
  if (typeof value !== 'object' || value === null) return { asked: value, answered: undefined };
  const parts = Object.entries(value).map(([key, part]) => {
    const inside = paths.filter(([head]) => head === key).map((path) => path.slice(1));
    return { key, ...split(part, inside) };
  });
  const only = (side: keyof Turn): unknown =>
    Object.fromEntries(
      parts.flatMap(({ key, [side]: part }) => (part === undefined ? [] : [[key, part] as const])),
    );
  return { asked: only('asked'), answered: only('answered') };
}
