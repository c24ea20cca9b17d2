import type { Pod } from '../ports/api/pod.ts';
import type { Task } from '../ports/runtime/task.ts';
import { less } from '../ports/scheduler/less.ts';
import {
  defaultPodInitialBackoffDuration,
  defaultPodMaxBackoffDuration,
  PriorityQueue,
} from '../ports/scheduler/priority-queue.ts';
import type { QueuedPodInfo } from '../ports/scheduler/queued-pod-info.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import {
  readCount,
  readDuration,
  readName,
  readOperations,
  type Operation,
} from './read-operations.ts';
import { defineRun } from './run.ts';

const write =
  'add web-1, add web-1 priority 10, pop, fail web-1, bind web-1, move, update web-1, delete web-1, or wait 2s';
const file = 'src/ports/scheduler/priority-queue.ts';

const lines = (...operations: readonly string[]): string => operations.join('\n');

export const run = defineRun({
  id: 'scheduling-queue',
  title: 'The three parts of the scheduling queue',
  about:
    'You are the scheduler and the cluster: add Pods, take one out, let the attempt fail, report a change of the cluster, let time pass, and see in which part each Pod waits.',
  watches: [file],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('add web-1', 'add web-2', 'pop', 'bind web-1', 'pop', 'bind web-2'),
      rows: 10,
      hint: write,
    },
  },
  scenarios: [
    {
      id: 'priority',
      title: 'Three Pods, one of high priority',
      inputs: {
        program: lines('add web-1', 'add web-2', 'add db priority 100', 'pop', 'pop', 'pop'),
      },
    },
    {
      id: 'no-room',
      title: 'It fits nowhere, then a Node joins',
      inputs: {
        program: lines('add web-1', 'pop', 'fail web-1', 'wait 5s', 'move', 'pop', 'bind web-1'),
      },
    },
    {
      id: 'move-during-attempt',
      title: 'A Node joins while the Pod is being tried',
      inputs: {
        program: lines('add web-1', 'pop', 'move', 'fail web-1', 'wait 2s', 'pop', 'bind web-1'),
      },
    },
    {
      id: 'backoff',
      title: 'It fails again and again: one second, two, four',
      inputs: {
        program: lines(
          'add web-1',
          ...['2100ms', '3s', '5s'].flatMap((time) => [
            'pop',
            'fail web-1',
            'move',
            `wait ${time}`,
          ]),
          'pop',
          'fail web-1',
          'move',
        ),
      },
    },
    {
      id: 'storm',
      title: 'The cluster changes all the time',
      inputs: {
        program: lines(
          'add web-1',
          ...[1, 2, 3, 4, 5, 6].flatMap(() => ['pop', 'fail web-1', 'move', 'wait 300ms']),
        ),
      },
    },
    {
      id: 'forgotten',
      title: 'Nothing happens for a minute',
      inputs: { program: lines('add web-1', 'pop', 'fail web-1', 'wait 91s', 'pop', 'bind web-1') },
    },
  ],
  breaks: [
    {
      id: 'no-backoff',
      title: 'Without the back-off: what failed is tried again at once',
      edits: [
        {
          file,
          find: 'return boTime > this.#runtime.now();',
          replace: 'return false && boTime > 0;',
        },
      ],
    },
    {
      id: 'no-move-cycle',
      title: 'What changed during an attempt is not remembered',
      edits: [
        {
          file,
          find: 'if (this.#moveRequestCycle >= podSchedulingCycle) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
  ],
  play({ program }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const queue = new PriorityQueue(scheduler, less);
    const pods = new Map<string, Pod>();
    const taken = new Map<string, QueuedPodInfo>();
    const bound: string[] = [];
    const tried: string[] = [];
    let emptyPops = 0;
    let firstFailureTo = 'none';
    const item = (info: QueuedPodInfo, note = ''): Item => ({
      text: info.pod.metadata.name,
      ...(note !== '' && { note }),
    });
    const attempts = ({ attempts }: QueuedPodInfo): string =>
      attempts === 0 ? '' : plural(attempts, 'attempt');
    const inOrder = (infos: readonly QueuedPodInfo[]): QueuedPodInfo[] =>
      [...infos].sort((a, b) => (less(a, b) ? -1 : 1));
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'active',
            empty: 'no Pod to try',
            items: inOrder(queue.activeQ.list()).map((info) => ({
              ...item(info, attempts(info)),
              tone: 'waiting' as const,
            })),
          },
          {
            name: 'backoff',
            items: queue.podBackoffQ
              .list()
              .map((info) => item(info, `until ${clock(backoffEnd(info))}`)),
          },
          {
            name: 'unschedulable',
            items: [...queue.unschedulableQ.podInfoMap.values()].map((info) =>
              item(info, `since ${clock(info.timestamp)}`),
            ),
          },
          {
            name: 'being tried',
            empty: 'none',
            items: [...taken.values()].map((info) => ({
              ...item(info, attempts(info)),
              tone: 'busy' as const,
            })),
          },
          ...(bound.length > 0
            ? [{ name: 'bound', items: bound.map((text): Item => ({ text, tone: 'good' })) }]
            : []),
        ],
      },
    ]);
    const partOf = (name: string): string => {
      const has = ({ pod }: QueuedPodInfo): boolean => pod.metadata.name === name;
      if (queue.activeQ.list().some(has)) return 'active';
      if (queue.podBackoffQ.list().some(has)) return 'backoff';
      if ([...queue.unschedulableQ.podInfoMap.values()].some(has)) return 'unschedulable';
      if (taken.has(name)) return 'being tried';
      return bound.includes(name) ? 'bound' : 'gone';
    };
    const changes = (before: readonly string[]): string =>
      [...pods.keys()]
        .filter((name, at) => partOf(name) !== before[at])
        .map((name) => `${name} goes to ${partOf(name)}`)
        .join(', ');
    const moves = (act: () => void): string => {
      const before = [...pods.keys()].map(partOf);
      act();
      return changes(before);
    };
    const play = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const [verb, ...rest] = words;
      switch (verb) {
        case 'pop': {
          if (queue.activeQ.len() === 0) {
            emptyPops++;
            stage.say('the scheduler would wait here: there is no Pod to try');
            return;
          }
          const [info] = yield* queue.pop();
          if (!info) return;
          const { name } = info.pod.metadata;
          taken.set(name, info);
          tried.push(name);
          stage.say(`takes ${name}, attempt ${info.attempts}`);
          return;
        }
        case 'move': {
          const moved = moves(() => {
            queue.moveAllToActiveOrBackoffQueue();
          });
          stage.say(`the cluster changed: ${moved || 'no Pod is unschedulable'}`);
          return;
        }
        case 'wait': {
          const milliseconds = readDuration(rest[0], operation);
          const before = [...pods.keys()].map(partOf);
          yield* scheduler.sleep(milliseconds);
          stage.say(`${clock(milliseconds)} later: ${changes(before) || 'all as before'}`);
          return;
        }
        case 'add':
        case 'fail':
        case 'bind':
        case 'update':
        case 'delete':
          break;
        default:
          throw wrong(`"${verb ?? ''}" is not understood`);
      }
      const name = readName(rest[0], operation);
      if (verb === 'add') {
        if (pods.has(name)) throw wrong(`${name} is there already`);
        const priority = rest[1] === undefined ? 0 : readCount(rest[2], operation, 1_000_000);
        if (rest[1] !== undefined && rest[1] !== 'priority')
          throw wrong(`"${rest[1]}" is not understood`);
        const pod = podOf(name, priority);
        pods.set(name, pod);
        queue.add(pod);
        stage.say(`${name} is new and can be tried`);
        return;
      }
      const pod = pods.get(name);
      if (!pod) throw wrong(`there is no ${name}`);
      if (verb === 'update') {
        const changed = structuredClone(pod);
        changed.metadata.labels = { changed: String(scheduler.now()) };
        pods.set(name, changed);
        const info = taken.get(name);
        if (info) info.pod = changed;
        else queue.update(pod, changed);
        stage.say(`${name} was changed: ${partOf(name)}`);
        return;
      }
      if (verb === 'delete') {
        pods.delete(name);
        taken.delete(name);
        queue.delete(pod);
        stage.say(`${name} was deleted`);
        return;
      }
      const info = taken.get(name);
      if (!info) {
        stage.say(`${name} is not being tried: there is nothing to report`);
        return;
      }
      taken.delete(name);
      if (verb === 'bind') {
        bound.push(name);
        stage.say(`${name} has a Node`);
        return;
      }
      const err = queue.addUnschedulableIfNotPresent(info, queue.schedulingCycle());
      if (err) throw err;
      if (firstFailureTo === 'none') firstFailureTo = partOf(name);
      stage.say(
        `${name} fits nowhere: ${partOf(name)}, and not to be tried before ${clock(backoffEnd(info))}`,
      );
    };
    let isDone = false as boolean;
    scheduler.go(function* () {
      queue.run();
      yield;
      for (const operation of operations) yield* play(operation);
      isDone = true;
    }, 'queue');
    scheduler.run(function* () {
      yield () => isDone;
    });
    queue.close();
    const where = [...pods.keys()].map((name) => `${name}: ${partOf(name)}`);
    const attemptsMade = tried.length;
    return {
      text: [
        `${plural(attemptsMade, 'attempt')} in ${clock(scheduler.now())}${attemptsMade > 0 ? `, in the order ${tried.join(', ')}` : ''}.`,
        `At the end ${where.length === 0 ? 'no Pod is left' : where.join('; ')}.`,
        ...(emptyPops > 0 ? [`${plural(emptyPops, 'time')} there was no Pod to try.`] : []),
      ].join(' '),
      facts: {
        attempts: attemptsMade,
        order: tried.join(', '),
        end: where.join('; '),
        bound: bound.length,
        emptyPops,
        firstFailureTo,
        active: queue.activeQ.len(),
        backoff: queue.podBackoffQ.len(),
        unschedulable: queue.numUnschedulablePods(),
      },
    };
  },
});

const podOf = (name: string, priority: number): Pod => ({
  metadata: { name, namespace: 'default', uid: name },
  spec: { priority },
  status: {},
});

/** As the queue counts it; a picture must not run the statements that it shows. */
const backoffEnd = ({ timestamp, attempts }: QueuedPodInfo): number =>
  timestamp +
  Math.min(defaultPodInitialBackoffDuration * 2 ** (attempts - 1), defaultPodMaxBackoffDuration);

const clock = (milliseconds: number): string => `${milliseconds / 1000} s`;
