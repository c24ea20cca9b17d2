import type { Pod, PodPhase } from '../ports/api/pod.ts';
import { getPodsToDelete } from '../ports/replicaset/get-pods-to-delete.ts';
import { formatDuration } from './format-duration.ts';
import { makePod } from './make-pod.ts';
import { plural } from './plural.ts';
import { readDuration } from './read-duration.ts';
import { isName } from './read-lines.ts';
import { readOperations } from './read-operations.ts';
import { defineRun } from './run.ts';

const [file, ranks] = [
  'src/ports/replicaset/get-pods-to-delete.ts',
  'src/ports/controller/active-pods-with-ranks.ts',
];

/** What the rules look at, in words of the input. */
interface Row {
  readonly pod: Pod;
  readonly node: string;
  readonly phase: string;
  /** Milliseconds since it became ready, if it is. */
  readonly ready: number | undefined;
  readonly restarts: number;
  readonly age: number;
  rank: number;
}

export const run = defineRun({
  id: 'pods-to-delete',
  title: 'Which Pods go first',
  about:
    'Change the Pods and how many must go. The table is the list that is sorted; each row says what put it before the next.',
  watches: [file, ranks],
  fields: {
    pods: {
      kind: 'text',
      label: 'Pods',
      value:
        'web-1 node-1 running 8m 0 9m\nweb-2 none pending no 0 1m\nweb-3 node-1 running 2m 0 9m\nweb-4 node-2 running no 9 9m\nweb-5 node-2 running 8m 3 9m',
      rows: 7,
      hint: 'One a line: name, node or none, running, pending or unknown, ready for 8m or no, restarts, age',
    },
    remove: { kind: 'number', label: 'Pods that must go', value: 3, min: 0, max: 30 },
    related: {
      kind: 'text',
      label: 'Pods of the same owner on each node',
      value: '',
      rows: 2,
      hint: 'One a line: node-1 3. Empty if the ReplicaSet has no owner, as web',
    },
  },
  scenarios: [
    { id: 'five-kinds', title: 'Five Pods, three must go', inputs: {} },
    {
      id: 'recorded',
      title: 'The five Pods of our run',
      inputs: {
        pods: 'web-xkgdt node-1 running 24s 0 26s\nweb-r9gmt node-1 running 24s 0 26s\nweb-6mmwj node-1 running 24s 0 26s\nweb-xwr8s node-1 running 16s 0 18s\nweb-b6p54 node-1 running 16s 0 18s',
      },
    },
    {
      id: 'not-ready',
      title: 'One of three is not ready, alone on its node',
      inputs: {
        pods: 'web-1 node-1 running 1m 0 9m\nweb-2 node-1 running 1m 0 9m\nweb-3 node-2 running no 0 9m',
        remove: 1,
        related: 'node-1 4\nnode-2 1',
      },
    },
    {
      id: 'crowded',
      title: 'A crowded node, under one owner',
      inputs: {
        pods: 'web-1 node-1 running 8m 0 9m\nweb-2 node-1 running 8m 0 9m\nweb-3 node-2 running 1m 0 9m\nweb-4 node-3 running 5m 0 9m',
        remove: 2,
        related: 'node-1 2\nnode-2 1\nnode-3 1',
      },
    },
    {
      id: 'ages',
      title: 'Old and young',
      inputs: {
        pods: 'old node-1 running 2h 0 3h\nyoung node-2 running 2m 0 3m\nmiddle node-3 running 1h 0 1h',
        remove: 1,
      },
    },
    {
      id: 'all',
      title: 'All of them',
      inputs: { remove: 5 },
    },
  ],
  breaks: [
    {
      id: 'oldest-first',
      title: 'The oldest first, not the youngest',
      edits: [
        {
          file: ranks,
          find: 'return afterOrZero(readyTime1, readyTime2);',
          replace: 'return afterOrZero(readyTime2, readyTime1);',
        },
        {
          file: ranks,
          find: 'return afterOrZero(created1, created2);',
          replace: 'return afterOrZero(created2, created1);',
        },
      ],
    },
    {
      id: 'no-readiness',
      title: 'Without asking whether a Pod is ready',
      edits: [
        {
          file: ranks,
          find: 'if (isPodReady(pod1) !== isPodReady(pod2)) {',
          replace: 'if (false) {',
        },
      ],
    },
    {
      id: 'no-ranks',
      title: 'Without the ranks of the nodes',
      edits: [{ file: ranks, find: 'if (rank1 !== rank2) {', replace: 'if (false) {' }],
    },
  ],
  play({ pods: text, remove, related: nodes }, stage) {
    const now = 86_400_000;
    const rows = readRows(text, now);
    const byPod = new Map(rows.map((row) => [row.pod, row]));
    const related: Pod[] = [];
    for (const { words, wrong } of readOperations(nodes, 'node-1 3')) {
      const [node = '', count = '', ...more] = words;
      if (!/^\d{1,2}$/.test(count) || more.length > 0) {
        throw wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
      }
      for (let at = 0; at < Number(count); at++) {
        related.push(makePod({ name: `related-${related.length}`, node }));
      }
    }
    for (const row of rows) {
      row.rank = related.filter(({ spec }) => spec.nodeName === row.pod.spec.nodeName).length;
    }
    const list = rows.map(({ pod }) => pod);
    if (remove > list.length) {
      throw new Error(`There are only ${list.length} Pods: no more of them can go`);
    }
    let chosen: readonly Pod[] = [];
    const drawn = (): Row[] => list.flatMap((pod) => byPod.get(pod) ?? []);
    stage.show(() => {
      const order = drawn();
      return [
        {
          kind: 'grid',
          title: chosen.length > 0 ? 'In the order of deletion' : 'The list, while it is sorted',
          columns: [
            'Pod',
            'node',
            'phase',
            'ready for',
            'rank',
            'restarts',
            'age',
            'before the next, for',
          ],
          rows: order.map((row, at) => ({
            cells: [
              row.pod.metadata.name,
              row.node,
              row.phase,
              row.ready === undefined ? 'not ready' : formatDuration(row.ready),
              String(row.rank),
              String(row.restarts),
              formatDuration(row.age),
              chosen.length > 0 ? reasonOf(row, order[at + 1]) : '',
            ],
            tone: chosen.includes(row.pod) ? 'chosen' : 'plain',
          })),
        },
      ];
    });
    stage.say(`${remove} of ${plural(list.length, 'Pod')} must go`);
    chosen = getPodsToDelete(list, related, remove);
    const order = drawn();
    for (const [at, row] of order.entries()) {
      const next = order[at + 1];
      if (next && remove < list.length) {
        stage.say(
          `${row.pod.metadata.name} before ${next.pod.metadata.name}: ${reasonOf(row, next)}`,
        );
      }
    }
    const gone = chosen.map(({ metadata }) => metadata.name).join(', ') || 'none';
    const rest = drawn()
      .slice(remove)
      .map(({ pod }) => pod.metadata.name)
      .join(', ');
    return {
      text: `These go: ${gone}. These stay: ${rest || 'none'}.${remove === list.length ? ' All go, so nothing was sorted.' : ''}`,
      facts: {
        gone,
        first: chosen[0]?.metadata.name ?? 'none',
        stay: rest || 'none',
        nodesLeft: new Set(
          drawn()
            .slice(remove)
            .map(({ node }) => node),
        ).size,
        readyStay: drawn()
          .slice(remove)
          .filter(({ ready }) => ready !== undefined).length,
      },
    };
  },
});

const ordinals: Readonly<Record<string, number>> = { pending: 0, unknown: 1, running: 2 };

/** The first rule by which a Pod goes before the next one; a rule that says otherwise is passed. */
function reasonOf(row: Row, next: Row | undefined): string {
  if (!next) return '';
  const [phase, nextPhase] = [ordinals[row.phase] ?? 0, ordinals[next.phase] ?? 0];
  const [ready, nextReady] = [row.ready ?? Infinity, next.ready ?? Infinity];
  const rules: readonly (readonly [difference: number, words: string])[] = [
    [Number(row.node === 'none') - Number(next.node === 'none'), 'it has no node'],
    [nextPhase - phase, `it is ${row.phase}, not ${next.phase}`],
    [Number(row.ready === undefined) - Number(next.ready === undefined), 'it is not ready'],
    [row.rank - next.rank, `its node has ${row.rank} Pods, not ${next.rank}`],
    [nextReady > ready ? 1 : nextReady < ready ? -1 : 0, 'it became ready later'],
    [row.restarts - next.restarts, `it has ${row.restarts} restarts, not ${next.restarts}`],
    [next.age - row.age, 'it is younger'],
  ];
  const different = rules.filter(([difference]) => difference !== 0);
  const rule = different.find(([difference]) => difference > 0);
  if (rule) return rule[1];
  return different.length === 0 ? 'nothing: they are alike' : 'no rule of the original';
}

const podLine = 'web-1 node-1 running 8m 0 9m, or web-2 none pending no 0 1m';

function readRows(text: string, now: number): Row[] {
  return readOperations(text, podLine).map(({ words, wrong }) => {
    const [name = '', node = '', phase = '', ready = '', restarts = '', created = ''] = words;
    const age = readDuration(created);
    const since = ready === 'no' ? undefined : readDuration(ready);
    const isKnown = ordinals[phase] !== undefined && (ready === 'no' || since !== undefined);
    if (
      words.length !== 6 ||
      !isName(name) ||
      !isKnown ||
      age === undefined ||
      !/^\d{1,4}$/.test(restarts)
    ) {
      throw wrong(`"${words.join(' ').slice(0, 60)}" can't be read`);
    }
    const pod = makePod({
      name,
      node: node === 'none' ? '' : node,
      phase: (phase.charAt(0).toUpperCase() + phase.slice(1)) as PodPhase,
      createdAt: now - age,
      restarts: Number(restarts),
      ...(since !== undefined && { readySince: now - since }),
    });
    return { pod, node, phase, ready: since, restarts: Number(restarts), age, rank: 0 };
  });
}
