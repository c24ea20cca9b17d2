import type { Task } from '../ports/runtime/task.ts';
import { plural } from './plural.ts';
import {
  readCount,
  readDuration,
  readName,
  readOperations,
  type Operation,
} from './read-operations.ts';
import { defineRun } from './run.ts';
import { SchedulingCluster } from './scheduling-cluster.ts';

const file = 'src/ports/scheduler/pod-scheduler.ts';
const write =
  'node a 4 (CPUs), pod web-1 2, pod web-1 2 deleting, refuse web-1, remove web-1, or wait 2s';
const lines = (...operations: readonly string[]): string => operations.join('\n');

export const run = defineRun({
  id: 'schedule-one',
  title: 'One Pod after the other',
  about:
    'The loop of the scheduler in a small cluster: it decides for one Pod at a time, and binds beside the loop. Write what happens around it.',
  watches: [file],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('node a 4', 'node b 4', 'pod web-1 1', 'pod web-2 1', 'pod web-3 1'),
      rows: 10,
      hint: write,
    },
    bindTime: { kind: 'number', label: 'A binding takes (ms)', value: 20, min: 0, max: 1000 },
  },
  scenarios: [
    { id: 'three-pods', title: 'Our three Pods, two Nodes', inputs: {} },
    {
      id: 'no-room',
      title: 'No room, until a Node joins',
      inputs: { program: lines('node a 1', 'pod web-1 2', 'wait 5s', 'node b 4', 'wait 1s') },
    },
    {
      id: 'small-one-passes',
      title: 'A large Pod does not hold up a small one',
      inputs: { program: lines('node a 1', 'pod large 2', 'pod small 1', 'wait 1s') },
    },
    {
      id: 'refused',
      title: 'A binding is refused, then a Node joins',
      inputs: {
        program: lines('node a 1', 'refuse web-1', 'pod web-1 1', 'wait 2s', 'node b 1', 'wait 1s'),
      },
    },
    {
      id: 'deleting',
      title: 'A Pod that is being deleted',
      inputs: { program: lines('node a 1', 'pod web-1 1 deleting', 'pod web-2 1', 'wait 1s') },
    },
    { id: 'no-nodes', title: 'A cluster without Nodes', inputs: { program: lines('pod web-1 1') } },
  ],
  breaks: [
    {
      id: 'bind-in-the-loop',
      title: 'The loop waits for every binding',
      edits: [
        { file, find: 'this.#runtime.go(function* () {', replace: 'yield* (function* () {' },
        { file, find: '}, `bind ${assumedPod.metadata.name}`);', replace: '})();' },
      ],
    },
    {
      id: 'schedule-the-deleted',
      title: 'A Pod that is being deleted gets a Node, too',
      edits: [
        {
          file,
          find: 'if (this.skipPodSchedule(pod)) return true;',
          replace: '',
        },
      ],
    },
  ],
  play({ program, bindTime }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const toRefuse = new Set<string>();
    const cluster = new SchedulingCluster(stage, {
      bindTime,
      newsTime: 0,
      isRefused: (name) => toRefuse.delete(name),
    });
    stage.show(() => cluster.picture());
    const play = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const [verb, word, count, more] = words;
      if (verb === 'wait') {
        yield* scheduler.sleep(readDuration(word, operation));
        return;
      }
      if (verb !== 'node' && verb !== 'pod' && verb !== 'refuse' && verb !== 'remove') {
        throw wrong(`"${verb ?? ''}" is not understood`);
      }
      const name = readName(word, operation);
      if (verb === 'node') {
        if (cluster.nodes.has(name)) throw wrong(`there is a Node ${name} already`);
        cluster.addNode(name, readCount(count, operation, 64));
      } else if (verb === 'pod') {
        if (cluster.pods.has(name)) throw wrong(`there is a Pod ${name} already`);
        if (more !== undefined && more !== 'deleting') throw wrong(`"${more}" is not understood`);
        cluster.addPod(name, readCount(count, operation, 64), more === 'deleting');
      } else if (verb === 'refuse') {
        toRefuse.add(name);
      } else {
        if (!cluster.pods.has(name)) throw wrong(`there is no Pod ${name}`);
        cluster.removePod(name);
      }
      stage.say(words.join(' '));
      // Nothing in a cluster happens at the very same moment.
      yield* scheduler.sleep(1);
    };
    let isDone = false as boolean;
    scheduler.go(function* () {
      cluster.start();
      for (const operation of operations) yield* play(operation);
      isDone = true;
    }, 'cluster');
    scheduler.run(function* () {
      yield () => isDone;
      yield* scheduler.sleep(1000);
    });
    cluster.queue.close();
    const bound = [...cluster.boundAt].map(
      ([name, at]) => `${name} on ${cluster.pods.get(name)?.spec.nodeName ?? ''} after ${at} ms`,
    );
    const waiting = [...cluster.pods.values()].filter(({ spec }) => spec.nodeName === undefined);
    return {
      text: [
        bound.length === 0 ? 'No Pod got a Node.' : `${bound.join(', ')}.`,
        ...(waiting.length === 0
          ? []
          : [`Without a Node: ${waiting.map(({ metadata }) => metadata.name).join(', ')}.`]),
        ...(cluster.failures.length === 0
          ? []
          : [`${plural(cluster.failures.length, 'event')} FailedScheduling.`]),
      ].join(' '),
      facts: {
        bound: [...cluster.boundAt.keys()].join(', '),
        waiting: waiting.map(({ metadata }) => metadata.name).join(', '),
        failures: cluster.failures.length,
        lastBoundAt: Math.max(0, ...cluster.boundAt.values()),
        refusals: cluster.refusals,
      },
    };
  },
});
