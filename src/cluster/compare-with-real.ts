import type { Facts, ObservableRequest, ObservableRun, ObservableState } from './observable-run.ts';

/** What came of comparing one object, or one component. */
export interface ComparedRow {
  /** What is compared: `ReplicaSet web`, `Pod web-xkgdt / web-x7c2k`. */
  readonly object: string;
  readonly what: 'states' | 'events' | 'requests' | 'Pods';
  readonly real: number;
  readonly simulated: number;
  /** Differences that the real cluster leaves open, in words. */
  readonly allowed: readonly string[];
  /** Differences that it does not leave open. */
  readonly problems: readonly string[];
}

/**
 * Compares a simulated run with a real one, object by object. What may differ, and nothing else:
 *
 * - generated names, UIDs, addresses, times, and on which node a Pod is;
 * - which Pods of several are deleted: Pods are paired by who deleted them, in order of creation;
 * - the order of changes and events of different objects;
 * - how many changes of a ReplicaSet's status are folded into one: a state that only one run has must
 *   lie between its neighbours that both have, in every count;
 * - an update of a status that is refused with 409, with the read and the second try after it;
 * - reads of a kubelet's status manager that find nothing to write, once the Pod is being deleted;
 * - that the person who recorded listed Pods to choose one.
 */
export function compareWithReal(real: ObservableRun, simulated: ObservableRun): ComparedRow[] {
  const rows: ComparedRow[] = [];
  const names = namesOf(real, 'ReplicaSet');
  rows.push(sameList('ReplicaSets', 'states', names, namesOf(simulated, 'ReplicaSet')));
  for (const name of names) {
    const object = `ReplicaSet ${name}`;
    rows.push(compareFolded(object, factsOf(real, name), factsOf(simulated, name)));
    rows.push(sameList(object, 'events', eventsOf(real, name), eventsOf(simulated, name)));
    rows.push(
      compareOwnerRequests(
        object,
        requestsOf(real, 'replicasets', name),
        requestsOf(simulated, 'replicasets', name),
      ),
    );
  }
  rows.push(...comparePods(real, simulated));
  rows.push(...compareCommands(real, simulated));
  return rows;
}

/** The rows as a table for a terminal. */
export function comparisonTable(rows: readonly ComparedRow[]): string {
  const head = ['object (real / simulated)', 'what', 'real', 'simulated', 'result'];
  const cells = rows.map(({ object, what, real, simulated, problems, allowed }) => [
    object,
    what,
    String(real),
    String(simulated),
    problems.length > 0
      ? 'DIFFERS'
      : allowed.length > 0
        ? `same, but for: ${allowed.join('; ')}`
        : 'same',
  ]);
  const widths = head.map((title, at) =>
    Math.max(title.length, ...cells.map((row) => (at === 4 ? 0 : (row[at] ?? '').length))),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at === 4 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const details = rows.flatMap(({ object, what, problems }) =>
    problems.map((problem) => `${object}, ${what}: ${problem}`),
  );
  return [line(head), ...cells.map(line), ...(details.length > 0 ? ['', ...details] : [])].join(
    '\n',
  );
}

const namesOf = ({ states }: ObservableRun, kind: ObservableState['kind']): string[] => [
  ...new Set(states.filter((state) => state.kind === kind).map(({ name }) => name)),
];

const factsOf = ({ states }: ObservableRun, name: string): Facts[] =>
  states.filter((state) => state.name === name).map(({ facts }) => facts);

const eventsOf = ({ events }: ObservableRun, name: string): string[] =>
  events.filter((event) => event.name === name).map(({ text }) => text);

const requestsOf = (
  { requests }: ObservableRun,
  resource: string,
  name: string,
): ObservableRequest[] =>
  requests.filter((request) => request.resource === resource && request.name === name);

/** Two lists that must be the same, in order. */
function sameList(
  object: string,
  what: ComparedRow['what'],
  real: readonly string[],
  simulated: readonly string[],
  allowed: readonly string[] = [],
): ComparedRow {
  const problems: string[] = [];
  for (let at = 0; at < Math.max(real.length, simulated.length); at++) {
    if (real[at] === simulated[at]) continue;
    problems.push(
      `number ${at + 1}: real ${real[at] ?? 'has no more'}; simulated ${simulated[at] ?? 'has no more'}`,
    );
    break;
  }
  return { object, what, real: real.length, simulated: simulated.length, allowed, problems };
}

const counts = [
  'observedGeneration',
  'replicas',
  'fullyLabeledReplicas',
  'readyReplicas',
  'availableReplicas',
] as const;

/** Sequences of states that may be folded differently. */
function compareFolded(
  object: string,
  real: readonly Facts[],
  simulated: readonly Facts[],
): ComparedRow {
  const pairs = commonStates(real.map(textOf), simulated.map(textOf));
  const problems: string[] = [];
  let folded = 0;
  const look = (side: string, states: readonly Facts[], from: number, to: number): void => {
    for (let at = from + 1; at < to; at++) {
      const [before, state, after] = [states[from], states[at], states[to]];
      folded++;
      if (!state) continue;
      const isBetween = before && after && liesBetween(before, state, after);
      if (!isBetween)
        problems.push(`only the ${side} one has, as number ${at + 1}: ${shortText(state)}`);
    }
  };
  let [lastReal, lastSimulated] = [-1, -1];
  for (const [r, s] of [...pairs, [real.length, simulated.length] as const]) {
    look('real', real, lastReal, r);
    look('simulated', simulated, lastSimulated, s);
    [lastReal, lastSimulated] = [r, s];
  }
  const allowed = folded > 0 ? [`${folded} of the states folded in one of the two`] : [];
  return {
    object,
    what: 'states',
    real: real.length,
    simulated: simulated.length,
    allowed,
    problems,
  };
}

/** Whether each count lies between those of its neighbours, and all else is as in one of them. */
function liesBetween(before: Facts, state: Facts, after: Facts): boolean {
  return Object.keys(state).every((key) => {
    if ((counts as readonly string[]).includes(key)) {
      const [low, value, high] = [before[key], state[key], after[key]].map(Number) as [
        number,
        number,
        number,
      ];
      return Math.min(low, high) <= value && value <= Math.max(low, high);
    }
    const value = JSON.stringify(state[key]);
    return value === JSON.stringify(before[key]) || value === JSON.stringify(after[key]);
  });
}

/** The longest common subsequence of two lists, as pairs of indexes. */
function commonStates(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (!row) continue;
      row[j] =
        a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (length(i + 1, j) >= length(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** All requests about a ReplicaSet, without retries after a conflict. */
function compareOwnerRequests(
  object: string,
  real: readonly ObservableRequest[],
  simulated: readonly ObservableRequest[],
): ComparedRow {
  const [realOnes, realRetries, realProblems] = withoutRetries(real);
  const [ones, retries, problems] = withoutRetries(simulated);
  const isStatus = ({ subresource }: ObservableRequest): boolean => subresource === 'status';
  const others = (list: readonly ObservableRequest[]): string[] =>
    list.filter((request) => !isStatus(request)).map(requestText);
  const row = sameList(object, 'requests', others(realOnes), others(ones));
  const kinds = (list: readonly ObservableRequest[]): string =>
    [...new Set(list.filter(isStatus).map(requestText))].join(', ');
  const moreProblems =
    kinds(realOnes) === kinds(ones) ? [] : [`real: ${kinds(realOnes)}; simulated: ${kinds(ones)}`];
  const allowed = [];
  const statuses = [realOnes, ones].map((list) => list.filter(isStatus).length);
  if (statuses[0] !== statuses[1]) allowed.push(`updates of the status ${statuses.join(' and ')}`);
  if (realRetries + retries > 0) allowed.push(`retries after 409 ${realRetries} and ${retries}`);
  return {
    ...row,
    real: real.length,
    simulated: simulated.length,
    allowed,
    problems: [...row.problems, ...moreProblems, ...realProblems, ...problems],
  };
}

/** Takes out each refused update of a status with its read; a retry that stores nothing goes, too. */
function withoutRetries(
  requests: readonly ObservableRequest[],
): readonly [kept: ObservableRequest[], retries: number, problems: string[]] {
  const kept: ObservableRequest[] = [];
  const problems: string[] = [];
  let retries = 0;
  for (let at = 0; at < requests.length; at++) {
    const request = requests[at];
    if (!request) continue;
    if (request.code !== 409) {
      kept.push(request);
      continue;
    }
    retries++;
    // Of the same component; another may ask in between.
    const next = requests.slice(at + 1).filter(({ component }) => component === request.component);
    const [read, again] = next;
    if (read?.verb !== 'get' || again?.verb !== 'update') {
      problems.push(
        `after a 409 there must be a get and an update, there is ${next.slice(0, 2).map(requestText).join(', ')}`,
      );
      continue;
    }
    const rest = requests
      .slice(at + 1)
      .filter((one) => one !== read && !(one === again && !again.stored));
    const [more, moreRetries, moreProblems] = withoutRetries(rest);
    return [[...kept, ...more], retries + moreRetries, [...problems, ...moreProblems]];
  }
  return [kept, retries, problems];
}

function comparePods(real: ObservableRun, simulated: ObservableRun): ComparedRow[] {
  const [realGroups, groups] = [podsByDeleter(real), podsByDeleter(simulated)];
  const rows: ComparedRow[] = [];
  for (const deleter of new Set([...realGroups.keys(), ...groups.keys()])) {
    const [realPods, pods] = [realGroups.get(deleter) ?? [], groups.get(deleter) ?? []];
    const problems =
      realPods.length === pods.length
        ? []
        : [`${realPods.length} real Pods and ${pods.length} simulated ones`];
    rows.push({
      object: `Pods deleted by ${deleter}`,
      what: 'Pods',
      real: realPods.length,
      simulated: pods.length,
      allowed: [],
      problems,
    });
    for (const [at, name] of realPods.entries()) {
      const other = pods[at];
      if (other === undefined) continue;
      const object = `Pod ${name} / ${other}`;
      const texts = (run: ObservableRun, of: string): string[] => factsOf(run, of).map(textOf);
      rows.push(sameList(object, 'states', texts(real, name), texts(simulated, other)));
      rows.push(sameList(object, 'events', eventsOf(real, name), eventsOf(simulated, other)));
      rows.push(
        comparePodRequests(
          object,
          requestsOf(real, 'pods', name),
          requestsOf(simulated, 'pods', other),
        ),
      );
    }
  }
  return rows;
}

/** Who deleted a Pod first -> its Pods in order of creation. */
function podsByDeleter(run: ObservableRun): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of namesOf(run, 'Pod')) {
    const first = requestsOf(run, 'pods', name).find(({ verb }) => verb === 'delete');
    const deleter = first ? `${first.component} with ${bodyText(first.body)}` : 'nobody';
    groups.set(deleter, [...(groups.get(deleter) ?? []), name]);
  }
  return groups;
}

/** All requests about a Pod, without reads of the kubelet that lead to nothing. */
function comparePodRequests(
  object: string,
  real: readonly ObservableRequest[],
  simulated: readonly ObservableRequest[],
): ComparedRow {
  const [realOnes, realReads] = withoutIdleReads(real);
  const [ones, reads] = withoutIdleReads(simulated);
  const allowed =
    realReads === reads
      ? []
      : [`reads of the kubelet that lead to nothing ${realReads} and ${reads}`];
  const row = sameList(
    object,
    'requests',
    realOnes.map(requestText),
    ones.map(requestText),
    allowed,
  );
  return { ...row, real: real.length, simulated: simulated.length };
}

function withoutIdleReads(
  requests: readonly ObservableRequest[],
): readonly [kept: ObservableRequest[], reads: number] {
  let isDeleting = false;
  let reads = 0;
  const kept = requests.filter((request, at) => {
    if (request.verb === 'delete') isDeleting = true;
    if (request.component !== 'kubelet' || request.verb !== 'get' || !isDeleting) return true;
    const next = requests.slice(at + 1).find(({ component }) => component === 'kubelet');
    const leads = next !== undefined && next.verb !== 'get';
    if (!leads) reads++;
    return leads;
  });
  return [kept, reads];
}

/**
 * What is written because of each command of kubectl, until the next one: how many requests of each
 * kind. Updates of a ReplicaSet's status may be folded, and are the matter of its own row.
 */
function compareCommands(real: ObservableRun, simulated: ObservableRun): ComparedRow[] {
  const [realParts, parts] = [writesByCommand(real), writesByCommand(simulated)];
  const commands = sameList(
    'kubectl',
    'requests',
    realParts.map(({ command }) => command),
    parts.map(({ command }) => command),
  );
  const rows = realParts.map(({ command, writes }, at) =>
    sameList(`because of: ${command}`, 'requests', writes, parts[at]?.writes ?? []),
  );
  return [commands, ...rows];
}

function writesByCommand({ requests }: ObservableRun): { command: string; writes: string[] }[] {
  const parts: { command: string; writes: string[] }[] = [];
  for (const request of requests) {
    const { component, verb, resource, subresource } = request;
    if (verb === 'get' || verb === 'list') continue;
    const path = subresource === '' ? resource : `${resource}/${subresource}`;
    const text = `${component} ${verb} ${path} ${request.code}`;
    if (component === 'kubectl') parts.push({ command: text, writes: [] });
    else if (path !== 'replicasets/status') parts.at(-1)?.writes.push(text);
  }
  return parts.map(({ command, writes }) => ({ command, writes: writes.sort() }));
}

function requestText(request: ObservableRequest): string {
  const { component, verb, resource, subresource, code, body } = request;
  const path = subresource === '' ? resource : `${resource}/${subresource}`;
  return `${component} ${verb} ${path} ${code} ${bodyText(body)}`.trim();
}

/** A body without what differs: UIDs, names, times and addresses; of lists of objects their names. */
function bodyText(body: unknown): string {
  if (body === undefined || body === null) return '';
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, inner]) => !hidden.has(key) && inner !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, variable.test(key) ? '...' : bare(inner)]),
    );
  };
  return JSON.stringify(bare(body));
}

/** A time of transition is in a patch only if it is another second than before. */
const hidden: ReadonlySet<string> = new Set([
  'apiVersion',
  'creationTimestamp',
  'kind',
  'lastProbeTime',
  'lastTransitionTime',
  'name',
  'namespace',
]);

const variable =
  /^(uid|hostIP|podIPs?|ip|startTime|startedAt|finishedAt|containerID|imageID|image)$/;

const textOf = (facts: Facts): string => JSON.stringify(facts);

/** Facts without those that are long and seldom the point. */
function shortText(facts: Facts): string {
  const short = Object.entries(facts).filter(([key]) => !['labels', 'annotations'].includes(key));
  return JSON.stringify(Object.fromEntries(short));
}
