import { plural } from './plural.ts';
import { defineRun } from './run.ts';
import { SchedulingCluster } from './scheduling-cluster.ts';

export const run = defineRun({
  id: 'assume',
  title: 'Count a Pod in before its binding is stored',
  about:
    'Pods arrive at once, each asking for one CPU, and a binding takes a while: see what the scheduler believes of its Nodes before the API server says so.',
  watches: ['src/ports/scheduler/pod-scheduler.ts', 'src/ports/scheduler/scheduler-cache.ts'],
  fields: {
    pods: { kind: 'number', label: 'Pods', value: 2, min: 1, max: 8 },
    nodes: { kind: 'number', label: 'Nodes', value: 1, min: 1, max: 4 },
    cpu: { kind: 'number', label: 'CPUs of each Node', value: 1, min: 1, max: 8 },
    bindTime: { kind: 'number', label: 'A binding takes (ms)', value: 10, min: 0, max: 1000 },
    newsTime: {
      kind: 'number',
      label: 'The news of it arrives after (ms)',
      value: 5,
      min: 0,
      max: 1000,
    },
    refused: { kind: 'number', label: 'First bindings that are refused', value: 0, min: 0, max: 8 },
    seconds: { kind: 'number', label: 'Look for so many seconds', value: 1, min: 1, max: 120 },
  },
  scenarios: [
    { id: 'one-slot', title: 'Two Pods, room for one', inputs: {} },
    { id: 'two-nodes', title: 'Two Pods, two Nodes', inputs: { nodes: 2 } },
    { id: 'late-news', title: 'The news of a binding is late', inputs: { newsTime: 500 } },
    {
      id: 'refused',
      title: 'The first binding is refused',
      inputs: { refused: 1, seconds: 5 },
    },
    {
      id: 'refused-then-timer',
      title: 'The same, and then the timer',
      inputs: { refused: 1, seconds: 100 },
    },
  ],
  breaks: [
    {
      id: 'no-assume',
      title: 'Without assuming: a Pod counts when the API server says so',
      edits: [
        {
          file: 'src/ports/scheduler/pod-scheduler.ts',
          find: 'const err = this.cache.assumePod(assumed);',
          replace: 'const err = undefined as Error | undefined;',
        },
      ],
    },
    {
      id: 'never-forget',
      title: 'What could not be bound is not forgotten',
      edits: [
        {
          file: 'src/ports/scheduler/pod-scheduler.ts',
          find: 'cache.forgetPod(assumedPod);',
          replace: '',
        },
      ],
    },
  ],
  play({ pods, nodes, cpu, bindTime, newsTime, refused, seconds }, stage) {
    const { scheduler } = stage;
    let refusals = 0;
    const cluster = new SchedulingCluster(stage, {
      bindTime,
      newsTime,
      isRefused: () => refusals < refused && ++refusals > 0,
    });
    stage.show(() => cluster.picture());
    for (let at = 1; at <= nodes; at++) cluster.addNode(`node-${at}`, cpu);
    for (let at = 1; at <= pods; at++) cluster.addPod(`web-${at}`, 1);
    cluster.start();
    scheduler.run(() => scheduler.sleep(seconds * 1000));
    cluster.queue.close();
    const where = [...cluster.nodes.keys()].map(
      (name) => `${name}: ${cluster.podsOn(name).join(', ') || 'none'}`,
    );
    const waiting = [...cluster.pods.values()].filter(({ spec }) => spec.nodeName === undefined);
    const overcommitted = cluster.overcommitted();
    const believed = [...cluster.cache.nodes.values()].reduce(
      (sum, info) => sum + info.pods.length,
      0,
    );
    return {
      text: [
        `After ${plural(seconds, 'second')}: ${where.join('; ')}.`,
        waiting.length === 0
          ? 'No Pod waits.'
          : `${waiting.map(({ metadata }) => metadata.name).join(' and ')} ${waiting.length === 1 ? 'waits' : 'wait'}.`,
        ...(overcommitted.length > 0
          ? [`${overcommitted.join(' and ')} was given more than it has.`]
          : []),
      ].join(' '),
      facts: {
        bound: cluster.boundAt.size,
        waiting: waiting.length,
        overcommitted: overcommitted.length,
        believedOnNodes: believed,
        refusals: cluster.refusals,
        failures: cluster.failures.length,
        nodes: where.join('; '),
        lastBoundAt: `${Math.round(Math.max(0, ...cluster.boundAt.values()) / 1000)} s`,
      },
    };
  },
});
