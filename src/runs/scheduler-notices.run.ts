import type { Pod } from '../ports/api/pod.ts';
import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import { FilteringResourceEventHandler } from '../ports/cache/filtering-resource-event-handler.ts';
import { ResourceEventHandlerFuncs } from '../ports/cache/resource-event-handler-funcs.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Task } from '../ports/runtime/task.ts';
import { EventHandlers } from '../ports/scheduler/event-handlers.ts';
import { less } from '../ports/scheduler/less.ts';
import { PriorityQueue } from '../ports/scheduler/priority-queue.ts';
import { SchedulerCache } from '../ports/scheduler/scheduler-cache.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import { readName, readOperations, type Operation } from './read-operations.ts';
import { defineRun } from './run.ts';

const write =
  'create web, create web on node-1, create web for batch (another scheduler), take node-2 (the scheduler assumes its first Pod there), bind web node-2, label web, finish web (phase Succeeded), delete web, or lose web (deleted while the watch was broken)';
const lines = (...all: readonly string[]): string => all.join('\n');
const filter = 'src/ports/cache/filtering-resource-event-handler.ts';
const handlers = 'src/ports/scheduler/event-handlers.ts';
const maxPods = 20;

type Notice =
  | { readonly kind: 'add'; readonly pod: Pod }
  | { readonly kind: 'update'; readonly old: Pod; readonly pod: Pod }
  | { readonly kind: 'delete'; readonly pod: Pod | DeletedFinalStateUnknown };

export const run = defineRun({
  id: 'scheduler-notices',
  title: 'One informer, two handlers',
  about:
    'Pods are created, bound and deleted, and the informer tells two handlers of each change, each in its own task: see what their filters make of it, and what then is in the queue and in the cache.',
  watches: [filter, handlers],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('create web', 'take node-2', 'bind web node-2'),
      rows: 6,
      hint: write,
    },
  },
  scenarios: [
    { id: 'ours', title: 'A new Pod is taken, and bound', inputs: {} },
    {
      id: 'others',
      title: 'Another program binds a Pod that waits',
      inputs: { program: lines('create web', 'create db', 'bind web node-1') },
    },
    {
      id: 'with-node',
      title: 'A Pod is created with its node, another for another scheduler',
      inputs: { program: lines('create web on node-1', 'create job for batch', 'create db') },
    },
    {
      id: 'ends',
      title: 'A Pod succeeds: for the scheduler it is gone',
      inputs: { program: lines('create web on node-1', 'label web', 'finish web') },
    },
    {
      id: 'lost',
      title: 'Bound and deleted while the watch was broken',
      inputs: { program: lines('create web', 'take node-2', 'lose web') },
    },
  ],
  breaks: [
    {
      id: 'no-filter',
      title: 'Without the comparison: no Pod counts as one with a node',
      edits: [
        {
          file: handlers,
          find: "return (pod.spec.nodeName ?? '').length !== 0;",
          replace: 'return false as boolean;',
        },
      ],
    },
    {
      id: 'only-updates',
      title: 'An update stays an update when a Pod begins to pass the filter',
      edits: [{ file: filter, find: 'if (newer && older) {', replace: 'if (newer) {' }],
    },
    {
      id: 'no-leaving',
      title: 'A Pod that passes no longer is not taken out',
      edits: [
        {
          file: filter,
          find: 'else if (!newer && older) {',
          replace: 'else if (false as boolean) {',
        },
      ],
    },
    {
      id: 'any-scheduler',
      title: 'Without asking for whom the Pod waits',
      edits: [
        {
          file: handlers,
          find: 'return !assignedPod(pod) && responsibleForPod(pod, this.#profiles);',
          replace: 'return !assignedPod(pod);',
        },
      ],
    },
  ],
  play({ program }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const cache = new SchedulerCache(scheduler);
    const queue = new PriorityQueue(scheduler, less);
    const on = new EventHandlers({
      cache,
      queue,
      profiles: new Set(['default-scheduler']),
      handleError: (error) => {
        stage.say(error.message);
      },
    });
    const calls: { readonly of: 'cache' | 'queue'; readonly text: string }[] = [];
    const called = (of: 'cache' | 'queue', text: string): void => {
      calls.push({ of, text });
      stage.say(text);
    };
    const last = (obj: Pod | DeletedFinalStateUnknown): Pod =>
      obj instanceof DeletedFinalStateUnknown ? (obj.obj as Pod) : obj;
    const toCache = new FilteringResourceEventHandler<Pod>(
      (obj) => on.isForCache(last(obj)),
      new ResourceEventHandlerFuncs<Pod>({
        addFunc: (pod) => {
          called('cache', `AddFunc: ${pod.metadata.name}`);
          on.addPodToCache(pod);
        },
        updateFunc: (old, pod) => {
          called('cache', `UpdateFunc: ${pod.metadata.name}`);
          on.updatePodInCache(old, pod);
        },
        deleteFunc: (pod) => {
          called('cache', `DeleteFunc: ${last(pod).metadata.name}`);
          on.deletePodFromCache(last(pod));
        },
      }),
    );
    const toQueue = new FilteringResourceEventHandler<Pod>(
      (obj) => on.isForQueue(last(obj)),
      new ResourceEventHandlerFuncs<Pod>({
        addFunc: (pod) => {
          called('queue', `AddFunc: ${pod.metadata.name}`);
          on.addPodToSchedulingQueue(pod);
        },
        updateFunc: (old, pod) => {
          called('queue', `UpdateFunc: ${pod.metadata.name}`);
          on.updatePodInSchedulingQueue(old, pod);
        },
        deleteFunc: (pod) => {
          called('queue', `DeleteFunc: ${last(pod).metadata.name}`);
          on.deletePodFromSchedulingQueue(last(pod));
        },
      }),
    );
    /** Pods as the API server has them, and as the informer last knew them. */
    const pods = new Map<string, Pod>();
    const waiting = new Map<string, Channel<Notice>>();
    let busy = 0;
    const listen = (
      name: string,
      of: 'cache' | 'queue',
      handler: FilteringResourceEventHandler<Pod>,
    ): void => {
      const notices = new Channel<Notice>(Infinity);
      waiting.set(name, notices);
      scheduler.go(function* () {
        for (;;) {
          const [notice] = yield* notices.receive();
          if (!notice) return;
          const before = calls.filter((call) => call.of === of).length;
          if (notice.kind === 'add') handler.onAdd(notice.pod);
          else if (notice.kind === 'update') handler.onUpdate(notice.old, notice.pod);
          else handler.onDelete(notice.pod);
          if (calls.filter((call) => call.of === of).length === before) {
            stage.say(`${last(notice.pod).metadata.name}: not for this handler`);
          }
          busy--;
        }
      }, name);
    };
    const tell = (notice: Notice): void => {
      for (const notices of waiting.values()) {
        busy++;
        notices.trySend(notice);
      }
    };
    listen('handler of the cache', 'cache', toCache);
    listen('handler of the queue', 'queue', toQueue);

    const onNode = (node: string): Item[] =>
      (cache.nodes.get(node)?.pods ?? []).map(({ metadata }) =>
        cache.assumedPods.has(metadata.uid ?? '')
          ? { text: metadata.name, tone: 'waiting', note: 'assumed' }
          : { text: metadata.name, tone: 'good' },
      );
    const queued = (): string[] => queue.activeQ.list().map(({ pod }) => pod.metadata.name);
    const cached = (): string[] =>
      [...cache.nodes].flatMap(([node, { pods: list }]) =>
        list.map(({ metadata }) => `${metadata.name} on ${node}`),
      );
    const real = (): string[] =>
      [...pods.values()].flatMap(({ metadata, spec }) =>
        spec.nodeName === undefined ? [] : [`${metadata.name} on ${spec.nodeName}`],
      );
    const nodes = new Set(['node-1', 'node-2']);
    stage.show(() => [
      {
        kind: 'groups',
        title: 'At the API server',
        groups: [
          {
            name: 'Pods',
            empty: 'none',
            items: [...pods.values()].map(({ metadata, spec }) => ({
              text: metadata.name,
              note: spec.nodeName ?? `waits for ${spec.schedulerName ?? ''}`,
            })),
          },
        ],
      },
      {
        kind: 'groups',
        title: 'In the scheduler',
        groups: [
          {
            name: 'queue',
            items: queued().map((text) => {
              const hasNode = pods.get(text)?.spec.nodeName !== undefined;
              return hasNode
                ? { text, tone: 'bad' as const, note: 'has a node' }
                : { text, tone: 'waiting' as const };
            }),
          },
          ...[...nodes].map((node) => ({ name: `cache, ${node}`, items: onNode(node) })),
        ],
      },
      {
        kind: 'groups',
        title: 'Functions called',
        groups: (['cache', 'queue'] as const).map((of) => ({
          name: `handler of the ${of}`,
          empty: 'none yet',
          items: calls.filter((call) => call.of === of).map(({ text }) => ({ text })),
        })),
      },
    ]);

    let version = 92;
    const created = new Set<string>();
    const change = (name: string, operation: Operation, edit: (pod: Pod) => void): Pod => {
      const old = pods.get(name);
      if (!old) throw operation.wrong(`there is no Pod ${name}; begin with create ${name}`);
      const pod = structuredClone(old);
      edit(pod);
      pod.metadata.resourceVersion = String(++version);
      pods.set(name, pod);
      return pod;
    };
    const update = (name: string, operation: Operation, edit: (pod: Pod) => void): void => {
      const old = pods.get(name);
      const pod = change(name, operation, edit);
      if (old) tell({ kind: 'update', old, pod });
    };
    const play = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const [verb, ...rest] = words;
      if (verb === 'take') {
        const node = readName(rest[0], operation);
        while (busy > 0) yield () => busy === 0;
        if (queue.activeQ.list().length === 0) throw wrong('the queue is empty at that time');
        const [info] = yield* queue.pop();
        if (!info) return;
        const pod = structuredClone(info.pod);
        pod.spec.nodeName = node;
        nodes.add(node);
        const err = cache.assumePod(pod);
        stage.say(`the scheduler takes ${pod.metadata.name} and assumes it on ${node}`);
        if (err) stage.say(err.message);
        return;
      }
      const name = readName(rest[0], operation);
      if (verb === 'create') {
        if (pods.has(name)) throw wrong(`there is a Pod ${name} already`);
        if (created.size === maxPods) throw wrong(`${maxPods} Pods are enough`);
        created.add(name);
        const [, how, what] = rest;
        if (how !== undefined && how !== 'on' && how !== 'for') {
          throw wrong(`"${how}" is not understood`);
        }
        const nodeName = how === 'on' ? readName(what, operation) : undefined;
        const schedulerName = how === 'for' ? readName(what, operation) : 'default-scheduler';
        if (nodeName !== undefined) nodes.add(nodeName);
        const pod = podOf(name, ++version, schedulerName, nodeName);
        pods.set(name, pod);
        stage.say(`stores ${name}${nodeName === undefined ? '' : ` with ${nodeName}`}`);
        tell({ kind: 'add', pod });
      } else if (verb === 'bind') {
        const node = readName(rest[1], operation);
        if (pods.get(name)?.spec.nodeName !== undefined) throw wrong(`${name} has a node already`);
        nodes.add(node);
        stage.say(`stores the binding of ${name} to ${node}`);
        update(name, operation, ({ spec }) => {
          spec.nodeName = node;
        });
      } else if (verb === 'label') {
        stage.say(`stores a label of ${name}`);
        update(name, operation, ({ metadata }) => {
          metadata.labels = { tier: 'web' };
        });
      } else if (verb === 'finish' || verb === 'delete' || verb === 'lose') {
        const pod = change(name, operation, ({ status }) => {
          if (verb === 'finish') status.phase = 'Succeeded';
        });
        pods.delete(name);
        stage.say(`${name} ${sentences[verb]}`);
        const lost = new DeletedFinalStateUnknown(`default/${name}`, pod);
        tell({ kind: 'delete', pod: verb === 'lose' ? lost : pod });
      } else {
        throw wrong(`"${verb ?? ''}" is not understood`);
      }
    };
    let isDone = false as boolean;
    scheduler.go(function* () {
      for (const operation of operations) {
        yield* play(operation);
        while (busy > 0) yield () => busy === 0;
      }
      isDone = true;
    }, 'API server');
    scheduler.run(function* () {
      yield () => isDone;
    });
    const uncounted = real().filter((text) => !cached().includes(text));
    const wrongly = queued().filter((name) => pods.get(name)?.spec.nodeName !== undefined);
    const assumed = cache.assumedPods.size;
    const callsOf = (of: 'cache' | 'queue'): string =>
      calls.flatMap((call) => (call.of === of ? [call.text] : [])).join(', ') || 'none';
    return {
      text: [
        `In the queue: ${queued().join(', ') || 'nothing'}. In the cache: ${cached().join(', ') || 'nothing'}${assumed > 0 ? ` (${plural(assumed, 'Pod')} only assumed)` : ''}.`,
        ...(uncounted.length > 0
          ? [`Not counted, so its room can be given away again: ${uncounted.join(', ')}.`]
          : []),
        ...(wrongly.length > 0 ? [`Waits though it has a node: ${wrongly.join(', ')}.`] : []),
      ].join(' '),
      facts: {
        queue: queued().join(', ') || 'nothing',
        cache: cached().join(', ') || 'nothing',
        assumed,
        uncounted: uncounted.length,
        wrongly: wrongly.length,
        cacheCalls: callsOf('cache'),
        queueCalls: callsOf('queue'),
      },
    };
  },
});

const sentences = {
  finish: 'has succeeded: the selector of the informer no longer matches',
  delete: 'is deleted',
  lose: 'was bound and deleted while the watch was broken: a tombstone, with the last known version',
} as const;

const podOf = (
  name: string,
  version: number,
  schedulerName: string,
  nodeName: string | undefined,
): Pod => ({
  metadata: { name, namespace: 'default', uid: name, resourceVersion: String(version) },
  spec: {
    schedulerName,
    containers: [{ name: 'c', resources: { requests: { cpu: '1' } } }],
    ...(nodeName !== undefined && { nodeName }),
  },
  status: { phase: 'Pending' },
});
