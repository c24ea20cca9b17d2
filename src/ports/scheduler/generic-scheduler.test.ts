import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Node } from '../api/node.ts';
import type { Pod } from '../api/pod.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { defaultFramework } from './default-framework.ts';
import { FitError } from './fit-error.ts';
import { Framework } from './framework.ts';
import { GenericScheduler } from './generic-scheduler.ts';
import { SchedulerCache } from './scheduler-cache.ts';
import { Snapshot } from './snapshot.ts';
import { Status } from './status.ts';

function newScheduler(percentageOfNodesToScore = 0) {
  const runtime = new Scheduler();
  const cache = new SchedulerCache(runtime);
  const snapshot = new Snapshot();
  const g = new GenericScheduler(runtime, cache, snapshot, percentageOfNodesToScore);
  return { cache, snapshot, g };
}

describe('numFeasibleNodesToFind', () => {
  const { symbol, cases } = readVectors<{ percentage: number; all: number; find: number }>(
    'num-feasible-nodes-to-find',
  );

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/scheduler/core/generic_scheduler.go#genericScheduler.numFeasibleNodesToFind',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    const ours = cases.map(({ percentage, all }) => ({
      percentage,
      all,
      find: newScheduler(percentage).g.numFeasibleNodesToFind(all),
    }));
    expect(ours).toEqual(cases);
  });
});

const file = 'pkg/scheduler/core/generic_scheduler_test.go';

describe(`${file}#TestNumFeasibleNodesToFind`, () => {
  test.each([
    ['not set percentageOfNodesToScore and nodes number not more than 50', 0, 10, 10],
    [
      'set percentageOfNodesToScore and nodes number not more than 50 > "nodes number not more than 50" @2',
      40,
      10,
      10,
    ],
    [
      'not set percentageOfNodesToScore and nodes number more than 50 > "nodes number more than 50" @1',
      0,
      1000,
      420,
    ],
    [
      'set percentageOfNodesToScore and nodes number more than 50 > "nodes number more than 50" @2',
      40,
      1000,
      400,
    ],
    ['not set percentageOfNodesToScore and nodes number more than 50*125', 0, 6000, 300],
    [
      'set percentageOfNodesToScore and nodes number more than 50*125 > "nodes number more than 50*125" @2',
      40,
      6000,
      2400,
    ],
  ])('%s', (_name, percentage, all, find) => {
    expect(newScheduler(percentage).g.numFeasibleNodesToFind(all)).toBe(find);
  });
});

describe('selectHost', () => {
  const { symbol, cases } = readVectors<{ scores: number[]; hosts: string[]; error?: string }>(
    'select-host',
  );

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/scheduler/core/generic_scheduler.go#genericScheduler.selectHost');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  // Go chooses at random; recorded is whom it chose in 400 tries.
  test('chooses among the nodes that Go chose from, and all of them', () => {
    const ours = cases.map(({ scores }) => {
      const { g } = newScheduler();
      const list = scores.map((score, at) => ({ name: String(at), score }));
      const hosts = new Set<string>();
      for (let i = 0; i < 400; i++) {
        const [host, err] = g.selectHost(list);
        if (err) return { scores, hosts: [], error: err.message };
        hosts.add(host);
      }
      return { scores, hosts: [...hosts].sort() };
    });
    expect(ours).toEqual(cases);
  });

  test('each is as likely', () => {
    const { g } = newScheduler();
    const list = ['a', 'b', 'c', 'd'].map((name) => ({ name, score: 7 }));
    const counts = new Map<string, number>();
    for (let i = 0; i < 8000; i++) {
      const [host] = g.selectHost(list);
      counts.set(host, (counts.get(host) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});

describe(`${file}#TestSelectHost`, () => {
  test.each([
    {
      name: 'unique properly ordered scores',
      list: { 'machine1.1': 1, 'machine2.1': 2 },
      possible: ['machine2.1'],
    },
    {
      name: 'equal scores',
      list: { 'machine1.1': 1, 'machine1.2': 2, 'machine1.3': 2, 'machine2.1': 2 },
      possible: ['machine1.2', 'machine1.3', 'machine2.1'],
    },
    {
      name: 'out of order scores',
      list: {
        'machine1.1': 3,
        'machine1.2': 3,
        'machine2.1': 2,
        'machine3.1': 1,
        'machine1.3': 3,
      },
      possible: ['machine1.1', 'machine1.2', 'machine1.3'],
    },
    { name: 'empty priority list', list: {}, possible: [''] },
  ])('$name', ({ name, list, possible }) => {
    const { g } = newScheduler();
    const scores = Object.entries(list).map(([host, score]) => ({ name: host, score }));
    for (let i = 0; i < 10; i++) {
      const [got, err] = g.selectHost(scores);
      expect(possible).toContain(got);
      expect(err !== undefined).toBe(name === 'empty priority list');
    }
  });
});

const nodeOf = (name: string, cpu = '4', memory = '8Gi'): Node => ({
  metadata: { name },
  spec: {},
  status: { allocatable: { cpu, memory, pods: '110' } },
});

const podOf = (name: string, cpu?: string, nodeName?: string): Pod => ({
  metadata: { name, namespace: 'default', uid: name },
  spec: {
    containers: [{ name: 'c', ...(cpu !== undefined && { resources: { requests: { cpu } } }) }],
    ...(nodeName !== undefined && { nodeName }),
  },
  status: {},
});

describe('schedule', () => {
  const client = {
    *bind() {
      return undefined;
    },
  };

  test('without nodes it fails, and when none fits it counts the reasons', () => {
    const { cache, snapshot, g } = newScheduler();
    const fwk = defaultFramework(client, snapshot);
    const [, none] = g.schedule(fwk, new Map(), podOf('p'));
    expect(none?.message).toBe('no nodes available to schedule pods');
    cache.addNode(nodeOf('a', '1'));
    cache.addNode(nodeOf('b', '1'));
    cache.addNode({ ...nodeOf('c'), spec: { unschedulable: true } });
    cache.addNode({
      ...nodeOf('d'),
      spec: { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }] },
    });
    const [result, err] = g.schedule(fwk, new Map(), podOf('p', '2'));
    expect(result).toBeUndefined();
    expect(err).toBeInstanceOf(FitError);
    expect(err?.message).toBe(
      '0/4 nodes are available: ' +
        "1 node(s) had taint {node.kubernetes.io/not-ready: }, that the pod didn't tolerate, " +
        '1 node(s) were unschedulable, 2 Insufficient cpu.',
    );
  });

  test('the node where most stays free, with CPU and memory used alike, is chosen', () => {
    const { cache, snapshot, g } = newScheduler();
    const fwk = defaultFramework(client, snapshot);
    for (const name of ['a', 'b', 'c']) cache.addNode(nodeOf(name));
    cache.addPod(podOf('on-a', '2', 'a'));
    cache.addPod(podOf('on-c', '1', 'c'));
    const [result] = g.schedule(fwk, new Map(), podOf('p', '500m'));
    expect(result).toEqual({ suggestedHost: 'b', evaluatedNodes: 3, feasibleNodes: 3 });
  });

  test('of many nodes it looks at some, and goes on there with the next pod', () => {
    const { cache, snapshot, g } = newScheduler(50);
    const fwk = defaultFramework(client, snapshot);
    for (let i = 0; i < 300; i++) cache.addNode(nodeOf(`n${i}`, i % 3 === 0 ? '1' : '4'));
    const [first] = g.schedule(fwk, new Map(), podOf('p', '2'));
    // Two of three fit: to find 150 it looks at 225, and one more shows that it is enough.
    expect(first).toMatchObject({ feasibleNodes: 150, evaluatedNodes: 226 });
    expect(g.nextStartNodeIndex).toBe(226);
    g.schedule(fwk, new Map(), podOf('q', '2'));
    expect(g.nextStartNodeIndex).toBe((226 + 225) % 300);
  });

  test('without plugins every node is as good; an error of a filter ends it', () => {
    const { cache, g } = newScheduler();
    for (const name of ['a', 'b']) cache.addNode(nodeOf(name));
    const seen = new Set<string>();
    for (let i = 0; i < 50; i++) {
      const [result] = g.schedule(new Framework([], [], []), new Map(), podOf('p'));
      seen.add(result?.suggestedHost ?? '');
    }
    expect([...seen].sort()).toEqual(['a', 'b']);
    const broken = { name: 'broken', filter: () => new Status('Error', ['bad']) };
    const [, err] = g.schedule(new Framework([broken], [], []), new Map(), podOf('p'));
    expect(err?.message).toBe('running "broken" filter plugin for pod "p": bad');
  });
});
