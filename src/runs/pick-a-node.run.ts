import type { Node } from '../ports/api/node.ts';
import type { Pod } from '../ports/api/pod.ts';
import { isWellFormedQuantity } from './is-well-formed-quantity.ts';
import { defaultFramework } from '../ports/scheduler/default-framework.ts';
import { FitError } from '../ports/scheduler/fit-error.ts';
import { Framework } from '../ports/scheduler/framework.ts';
import { GenericScheduler } from '../ports/scheduler/generic-scheduler.ts';
import { SchedulerCache } from '../ports/scheduler/scheduler-cache.ts';
import { Snapshot } from '../ports/scheduler/snapshot.ts';
import type { Part } from './picture.ts';
import { plural } from './plural.ts';
import { readCount, readName, readOperations } from './read-operations.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const file = 'src/ports/scheduler/generic-scheduler.ts';
const write = 'name, CPUs, memory, then if you like: used 2 4Gi, cordoned, tainted, times 150';

/** What is known of a Node in the decision that is under way. */
interface Verdict {
  fits?: boolean;
  reason?: string;
  readonly scores: Map<string, number>;
}

export const run = defineRun({
  id: 'pick-a-node',
  title: 'From all Nodes to one',
  about:
    'The Nodes of a cluster, and Pods that come one after the other: see which Nodes are looked at, why some do not fit, what points the others get and which one is drawn.',
  watches: [file],
  fields: {
    nodes: {
      kind: 'text',
      label: 'Nodes, one a line',
      value: 'node-1 4 8Gi\nnode-2 4 8Gi',
      rows: 5,
      hint: write,
    },
    cpu: { kind: 'text', label: 'CPU of a Pod', value: '500m', rows: 1 },
    memory: { kind: 'text', label: 'Memory of a Pod', value: '256Mi', rows: 1 },
    pods: { kind: 'number', label: 'Pods, one after the other', value: 1, min: 1, max: 10 },
  },
  scenarios: [
    {
      id: 'reasons',
      title: 'Four Nodes, and why three do not fit',
      inputs: {
        nodes: [
          'node-1 4 8Gi used 3800m 1Gi',
          'node-2 4 8Gi cordoned',
          'node-3 4 8Gi tainted',
          'node-4 2 4Gi',
        ].join('\n'),
      },
    },
    { id: 'tie', title: 'Four Nodes that are alike', inputs: { nodes: 'node 4 8Gi times 4' } },
    {
      id: 'spread',
      title: 'Four Pods, one Node is half full',
      inputs: { nodes: 'node-1 4 8Gi used 2 4Gi\nnode-2 4 8Gi', pods: 4 },
    },
    {
      id: 'no-room',
      title: 'It fits nowhere',
      inputs: { nodes: 'node-1 1 8Gi\nnode-2 4 128Mi\nnode-3 4 8Gi cordoned', cpu: '2' },
    },
    {
      id: 'large',
      title: 'So many Nodes that not all are looked at',
      inputs: { nodes: 'node 4 8Gi times 110' },
    },
  ],
  breaks: [
    {
      id: 'no-draw',
      title: 'Without the draw: of equal Nodes the first',
      edits: [
        {
          file,
          find: 'if (Math.floor(this.#runtime.random() * cntOfMaxScore) === 0) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'look-at-all',
      title: 'It looks at every Node, however many there are',
      edits: [
        {
          file,
          find: 'if (numAllNodes < minFeasibleNodesToFind ||',
          replace: 'if (numAllNodes > 0 ||',
        },
      ],
    },
  ],
  play({ nodes: text, cpu, memory, pods }, stage) {
    const { scheduler } = stage;
    for (const [name, value] of Object.entries({ CPU: cpu, memory })) {
      if (!isWellFormedQuantity(value))
        throw new Error(`"${value.slice(0, 40)}" is no ${name}; write 2, 500m or 4Gi`);
    }
    const cache = new SchedulerCache(scheduler);
    const nodes = readNodes(text);
    for (const { node, used } of nodes) {
      cache.addNode(node);
      const { name } = node.metadata;
      if (used) cache.addPod(podOf(`other-${name}`, used[0], used[1], name));
    }
    const snapshot = new Snapshot();
    let verdicts = new Map<string, Verdict>();
    const verdictOf = (name: string): Verdict => {
      const known = verdicts.get(name) ?? { scores: new Map<string, number>() };
      verdicts.set(name, known);
      return known;
    };
    const base = defaultFramework({ bind: () => scheduler.sleep(0) as never }, snapshot);
    class WatchedFramework extends Framework {
      override runFilterPlugins(...args: Parameters<Framework['runFilterPlugins']>) {
        const status = super.runFilterPlugins(...args);
        const verdict = verdictOf(args[2].node?.metadata.name ?? '');
        verdict.fits = status === undefined;
        if (status) verdict.reason = status.reasons.join(', ');
        return status;
      }
      override runScorePlugins(...args: Parameters<Framework['runScorePlugins']>) {
        const answer = super.runScorePlugins(...args);
        for (const [plugin, scores] of answer[0]) {
          for (const { name, score } of scores) verdictOf(name).scores.set(plugin, score);
        }
        return answer;
      }
    }
    const fwk = new WatchedFramework(base.filterPlugins, base.scorePlugins, base.bindPlugins);
    const algorithm = new GenericScheduler(scheduler, cache, snapshot);
    let chosen = '';
    let [looked, fitting, begins] = [0, 0, 1];
    stage.show((): Part[] => {
      const all = [...cache.nodes.values()].flatMap(({ node }) =>
        node ? [node.metadata.name] : [],
      );
      const seen = [...verdicts].filter(([, { fits }]) => fits !== undefined);
      if (all.length > 20) {
        const fitting = seen.filter(([, { fits }]) => fits === true);
        return [
          {
            kind: 'groups',
            groups: [
              { name: 'Nodes', items: [{ text: String(all.length) }] },
              {
                name: 'looked at',
                items: seen.length === 0 ? [] : [{ text: spanOf(seen.map(([name]) => name)) }],
              },
              {
                name: 'fit',
                items: fitting.length === 0 ? [] : [{ text: String(fitting.length) }],
              },
              { name: 'chosen', items: chosen === '' ? [] : [{ text: chosen, tone: 'chosen' }] },
              { name: 'the search began at number', items: [{ text: String(begins) }] },
            ],
          },
        ];
      }
      return [
        {
          kind: 'grid',
          columns: ['Node', 'CPU asked for', 'fits', 'balanced', 'least allocated', 'sum'],
          rows: nodes.map(({ node }) => {
            const { name } = node.metadata;
            const info = cache.nodes.get(name);
            const verdict = verdicts.get(name);
            const balanced = verdict?.scores.get('NodeResourcesBalancedAllocation');
            const least = verdict?.scores.get('NodeResourcesLeastAllocated');
            return {
              cells: [
                name,
                `${(info?.requested.milliCPU ?? 0) / 1000} of ${node.status.allocatable?.['cpu'] ?? ''}`,
                verdict?.fits === undefined ? '' : verdict.fits ? 'yes' : (verdict.reason ?? 'no'),
                String(balanced ?? ''),
                String(least ?? ''),
                balanced === undefined ? '' : String(balanced + (least ?? 0)),
              ],
              ...(verdict?.fits === false && { tone: 'gone' as const }),
              ...(chosen === name && { tone: 'chosen' as const }),
            };
          }),
        },
      ];
    });
    const hosts: string[] = [];
    let problem = '';
    for (let number = 1; number <= pods; number++) {
      const pod = podOf(`web-${number}`, cpu, memory);
      runAs(scheduler, pod.metadata.name, function* () {
        verdicts = new Map();
        chosen = '';
        begins = algorithm.nextStartNodeIndex + 1;
        yield;
        const [result, err] = algorithm.schedule(fwk, new Map(), pod);
        if (err) {
          problem = err instanceof FitError ? err.message : `${err.message}.`;
          looked = verdicts.size;
          fitting = 0;
          stage.say(problem);
          return;
        }
        ({ evaluatedNodes: looked, feasibleNodes: fitting } = result);
        chosen = result.suggestedHost;
        hosts.push(chosen);
        stage.say(
          `${plural(looked, 'Node')} looked at, ${fitting} fit${fitting === 1 ? 's' : ''}: ${chosen}${scoreOf(verdicts.get(chosen))}`,
        );
        cache.addPod(podOf(pod.metadata.name, cpu, memory, chosen));
      });
    }
    const counts = new Map<string, number>();
    for (const host of hosts) counts.set(host, (counts.get(host) ?? 0) + 1);
    return {
      text: [
        hosts.length === 0 ? '' : `${plural(hosts.length, 'Pod')}: ${hosts.join(', ')}.`,
        `${pods > 1 ? 'In the last search ' : ''}${plural(looked, 'Node was', 'Nodes were')} looked at, from number ${begins} on, and ${fitting} fit${fitting === 1 ? 's' : ''}.`,
        problem,
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      facts: {
        hosts: hosts.join(', '),
        nodesUsed: counts.size,
        looked,
        fitting,
        beganAt: begins,
        problem,
      },
    };
  },
});

const scoreOf = (verdict: Verdict | undefined): string => {
  const scores = [...(verdict?.scores.values() ?? [])];
  return scores.length === 0
    ? ', without a contest'
    : `, with ${scores.reduce((a, b) => a + b, 0)} points`;
};

const spanOf = (names: readonly string[]): string =>
  names.length === 1
    ? (names[0] ?? '')
    : `${names[0] ?? ''} to ${names.at(-1) ?? ''} (${names.length})`;

interface TypedNode {
  readonly node: Node;
  readonly used: readonly [cpu: string, memory: string] | undefined;
}

function readNodes(text: string): TypedNode[] {
  const nodes: TypedNode[] = [];
  for (const operation of readOperations(text, write)) {
    const { words, wrong } = operation;
    const name = readName(words[0], operation);
    const quantity = (word: string | undefined): string => {
      if (isWellFormedQuantity(word ?? '')) return word ?? '';
      throw wrong(`"${word ?? ''}" is no amount such as 4, 500m or 8Gi`);
    };
    const [cpu, memory] = [quantity(words[1]), quantity(words[2])];
    const rest = words.slice(3);
    let used: TypedNode['used'];
    let times = 1;
    const spec: Node['spec'] = {};
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      if (word === 'used') used = [quantity(rest.shift()), quantity(rest.shift())];
      else if (word === 'cordoned') spec.unschedulable = true;
      else if (word === 'tainted')
        spec.taints = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }];
      else if (word === 'times') times = readCount(rest.shift(), operation, 500);
      else throw wrong(`"${word}" is not understood`);
    }
    for (let at = 1; at <= times; at++) {
      const own = times === 1 ? name : `${name}-${at}`;
      if (nodes.some(({ node }) => node.metadata.name === own))
        throw wrong(`there is a Node ${own} already`);
      if (nodes.length >= 500) throw wrong('500 Nodes are enough');
      const status = { allocatable: { cpu, memory, pods: '110' } };
      nodes.push({ node: { metadata: { name: own }, spec, status }, used });
    }
  }
  return nodes;
}

const podOf = (name: string, cpu: string, memory: string, nodeName?: string): Pod => ({
  metadata: { name, namespace: 'default', uid: name },
  spec: {
    containers: [{ name: 'c', resources: { requests: { cpu, memory } } }],
    ...(nodeName !== undefined && { nodeName }),
  },
  status: {},
});
