import type { Pod, PodStatus } from '../ports/api/pod.ts';
import { BasicManager } from '../ports/kubelet/basic-manager.ts';
import { GenericPLEG } from '../ports/kubelet/generic-pleg.ts';
import { Kubelet, type LivenessUpdate } from '../ports/kubelet/kubelet.ts';
import type { PodUpdate } from '../ports/kubelet/pod-update.ts';
import { SourcesReady } from '../ports/kubelet/sources-ready.ts';
import type { SyncHandler } from '../ports/kubelet/sync-handler.ts';
import { ticker } from '../ports/kubelet/ticker.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Task } from '../ports/runtime/task.ts';
import { ContainerTable } from './container-table.ts';
import { kubeletParts } from './kubelet-parts.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import { readDuration, readName, readOperations, type Operation } from './read-operations.ts';
import { seconds } from './seconds.ts';
import { defineRun } from './run.ts';

const write =
  'ADD web, UPDATE web, DELETE web, RECONCILE web or REMOVE web (the API server), start web, exit web or clean web (its container, in the runtime), probe web (it fails), due web (its time has come), or wait 1s';
const kubelet = 'src/ports/kubelet/kubelet.ts';
const events = 'src/ports/kubelet/compute-events.ts';
const lines = (...all: readonly string[]): string => all.join('\n');
const ops = ['ADD', 'UPDATE', 'DELETE', 'RECONCILE', 'REMOVE'] as const;

export const run = defineRun({
  id: 'sync-loop',
  title: 'Five channels, one loop',
  about:
    'Pods change, containers start and end, clocks tick: see what waits in the five channels, which one the loop reads, and which handler it calls. PLEG lists the containers at 0, 1, 2 s and so on.',
  watches: [kubelet, events],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('ADD web', 'wait 500ms', 'start web', 'wait 800ms', 'exit web', 'wait 1s'),
      rows: 9,
      hint: write,
    },
    handlerTime: {
      kind: 'number',
      label: 'A handler takes (ms)',
      value: 10,
      min: 0,
      max: 10_000,
    },
  },
  scenarios: [
    { id: 'dies', title: 'A container starts, and exits at night', inputs: {} },
    {
      id: 'gone',
      title: 'It is seen to run, and then it is gone',
      inputs: {
        program: lines(
          ...['ADD web', 'start web', 'wait 1300ms', 'exit web', 'clean web', 'wait 900ms'],
        ),
      },
    },
    {
      id: 'unseen',
      title: 'It starts and is gone between two lists',
      inputs: {
        program: lines(
          ...['ADD web', 'wait 1200ms', 'start web', 'wait 300ms', 'exit web', 'clean web'],
          'wait 1500ms',
        ),
      },
    },
    {
      id: 'end',
      title: 'From DELETE to REMOVE',
      inputs: {
        program: lines(
          ...['ADD web', 'start web', 'wait 1200ms', 'DELETE web', 'wait 200ms', 'exit web'],
          ...['wait 1200ms', 'clean web', 'wait 1s', 'REMOVE web', 'wait 300ms'],
        ),
      },
    },
    {
      id: 'busy',
      title: 'Each handler takes one and a half seconds',
      inputs: {
        program: lines(
          ...['ADD web', 'start web', 'wait 1s', 'exit web', 'UPDATE web', 'probe web', 'due web'],
          'wait 3s',
        ),
        handlerTime: 1500,
      },
    },
    {
      id: 'restart',
      title: 'The kubelet restarts, and the API server is slow',
      inputs: { program: lines('start web', 'wait 4500ms', 'ADD web', 'wait 2s') },
    },
  ],
  breaks: [
    {
      id: 'clean-at-once',
      title: 'Housekeeping does not wait until every source was heard',
      edits: [
        {
          file: kubelet,
          find: 'if (!kl.sourcesReady.allReady()) {\n        // left out (logging)',
          replace: 'if (false as boolean) {\n        // left out (logging)',
        },
      ],
    },
    {
      id: 'only-removed',
      title: 'Of a container that is gone only the removal is told',
      edits: [
        {
          file: events,
          find: "if (oldState === 'exited') {",
          replace: 'if (true as boolean) {',
        },
      ],
    },
  ],
  play({ program, handlerTime }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const table = new ContainerTable();
    const podManager = new BasicManager();
    const pleg = new GenericPLEG({ runtime: scheduler, containerRuntime: table });
    const liveness = new Channel<LivenessUpdate>(20);
    const due = new Set<string>();
    const called: Item[] = [];
    const woken: string[] = [];
    const killed: string[] = [];
    let isHandling = false;
    const sources = new SourcesReady((seen) => seen.has('api'));
    const statusOf = (uid: string): PodStatus | undefined =>
      table.isRunning(uid)
        ? { phase: 'Running', containerStatuses: [{ name: 'c', state: { running: {} } }] }
        : undefined;
    const kl = new Kubelet(
      kubeletParts(scheduler, {
        podManager,
        statusManager: {
          getPodStatus: statusOf,
          setPodStatus: () => undefined,
          terminatePod: ({ metadata }) => {
            stage.say(`announces the end of ${metadata.name}`);
          },
          removeOrphanedStatuses: () => undefined,
        },
        podWorkers: {
          updatePod: ({ pod }) => {
            woken.push(pod.metadata.name);
            stage.say(`wakes the worker of ${pod.metadata.name}`);
          },
          forgetWorker: (uid) => {
            stage.say(`ends the worker of ${uid}`);
          },
          forgetNonExistingPodWorkers: () => undefined,
        },
        podKiller: {
          *killPod({ runningPod }) {
            yield;
            killed.push(runningPod.name);
            table.exit(runningPod.name, scheduler.now(), 137);
            stage.say(`has ${runningPod.name} killed`);
          },
        },
        runtimeCache: {
          *getPods() {
            const [pods] = yield* table.getPods();
            return [
              pods.filter(({ containers }) => containers.some(({ state }) => state === 'running')),
              undefined,
            ];
          },
          *forceUpdateIfOlder() {
            yield;
            return undefined;
          },
        },
        workQueue: {
          getWork: () => {
            const all = [...due];
            due.clear();
            return all;
          },
        },
        livenessManager: { updates: () => liveness },
        sourcesReady: {
          addSource: (source) => {
            sources.addSource(source);
          },
          allReady: () => {
            const isReady = sources.allReady();
            if (!isReady) stage.say('the API server was not heard yet: nothing is cleaned');
            return isReady;
          },
        },
        pleg,
      }),
    );
    const handle = function* <T>(name: string, pods: readonly Pod[], task: () => Task<T>): Task<T> {
      const names = pods.map(({ metadata }) => metadata.name).join(', ');
      const text = names === '' ? name : `${name}: ${names}`;
      stage.say(text);
      called.push({ text, tone: 'busy', note: seconds(scheduler.now()) });
      isHandling = true;
      const result = yield* task();
      if (handlerTime > 0) yield* scheduler.sleep(handlerTime);
      called[called.length - 1] = { ...called.at(-1), text, tone: 'good' };
      isHandling = false;
      return result;
    };
    const handler: SyncHandler = {
      handlePodAdditions: (pods) =>
        handle('HandlePodAdditions', pods, () => kl.handlePodAdditions(pods)),
      handlePodUpdates: (pods) => handle('HandlePodUpdates', pods, () => kl.handlePodUpdates(pods)),
      handlePodRemoves: (pods) => handle('HandlePodRemoves', pods, () => kl.handlePodRemoves(pods)),
      handlePodReconcile: (pods) =>
        handle('HandlePodReconcile', pods, () => kl.handlePodReconcile(pods)),
      handlePodSyncs: (pods) => handle('HandlePodSyncs', pods, () => kl.handlePodSyncs(pods)),
      handlePodCleanups: () => handle('HandlePodCleanups', [], () => kl.handlePodCleanups()),
    };
    const configCh = new Channel<PodUpdate>(50);
    const plegCh = pleg.watch();
    let syncCh: Channel<true> | undefined;
    let housekeepingCh: Channel<true> | undefined;
    const tick = (channel: Channel<true> | undefined): Item[] =>
      (channel?.length ?? 0) > 0 ? [{ text: 'tick', tone: 'waiting' }] : [];
    stage.show(() => [
      {
        kind: 'groups',
        title: 'Waits in the channels',
        groups: [
          {
            name: 'configCh',
            items: configCh.waiting.map(({ op, pods }): Item => ({
              text: `${op} ${pods.map(({ metadata }) => metadata.name).join(', ')}`,
              tone: 'waiting',
            })),
          },
          {
            name: 'plegCh',
            items: plegCh.waiting.map(({ id, type }): Item => ({
              text: `${type} ${id}`,
              tone: 'waiting',
            })),
          },
          { name: 'syncCh', items: tick(syncCh) },
          {
            name: 'liveness',
            items: liveness.waiting.map(({ podUID, result }): Item => ({
              text: `${podUID}: ${result}`,
              tone: 'waiting',
            })),
          },
          { name: 'housekeepingCh', items: tick(housekeepingCh) },
        ],
      },
      {
        kind: 'groups',
        groups: [
          { name: 'handlers called', empty: 'none yet', items: called.slice(-12) },
          {
            name: 'in the runtime',
            empty: 'no container',
            items: table
              .names()
              .flatMap((name) => table.left(name).map((text) => ({ text: `${name}: ${text}` }))),
          },
        ],
      },
    ]);
    const pods = new Map<string, Pod>();
    const play = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const [verb = '', word] = words;
      if (verb === 'wait') {
        yield* scheduler.sleep(readDuration(word, operation));
        return;
      }
      const op = ops.find((one) => one === verb.toUpperCase());
      if (!op && !['start', 'exit', 'clean', 'probe', 'due'].includes(verb)) {
        throw wrong(`"${verb}" is not understood`);
      }
      const name = readName(word, operation);
      if (op) {
        const metadata = { name, namespace: 'default', uid: name };
        const isMarked =
          op === 'DELETE' || pods.get(name)?.metadata.deletionTimestamp !== undefined;
        const pod: Pod = {
          metadata: { ...metadata, ...(isMarked && { deletionTimestamp: '2021-01-13T19:43:30Z' }) },
          spec: { containers: [{ name: 'c' }] },
          status: { phase: 'Pending', containerStatuses: [{ name: 'c', state: { waiting: {} } }] },
        };
        pods.set(name, pod);
        if (op === 'REMOVE') pods.delete(name);
        stage.say(`sends ${op} ${name}`);
        configCh.trySend({ op, pods: [pod], source: 'api' });
      } else if (verb === 'start') {
        table.start(name, scheduler.now());
        stage.say(`a container of ${name} starts`);
      } else if (verb === 'exit') {
        if (!table.exit(name, scheduler.now(), 1)) throw wrong(`no container of ${name} runs then`);
        stage.say(`the container of ${name} exits`);
      } else if (verb === 'clean') {
        table.clean(name);
        stage.say(`the dead containers of ${name} are removed`);
      } else if (verb === 'probe') {
        liveness.trySend({ podUID: name, result: 'failure' });
        stage.say(`the liveness probe of ${name} fails`);
      } else {
        due.add(name);
        stage.say(`the time of ${name} has come`);
      }
      // The loop has the time to see it.
      yield;
    };
    let told = 0;
    scheduler.go(function* () {
      for (;;) {
        const before = plegCh.waiting.at(-1);
        yield* pleg.relist();
        const at = before ? plegCh.waiting.indexOf(before) + 1 : 0;
        const news = plegCh.waiting.slice(at).map(({ id, type }) => `${type} ${id}`);
        told += news.length;
        if (news.length > 0) stage.say(`finds by comparing: ${news.join(', ')}`);
        yield* scheduler.sleep(1000);
      }
    }, 'PLEG');
    scheduler.go(function* () {
      [syncCh, housekeepingCh] = [ticker(scheduler, 1000), ticker(scheduler, 2000)];
      for (;;) {
        yield* kl.syncLoopIteration(configCh, handler, syncCh, housekeepingCh, plegCh);
      }
    }, 'sync loop');
    let isDone = false as boolean;
    scheduler.go(function* () {
      yield* scheduler.sleep(1);
      for (const operation of operations) yield* play(operation);
      isDone = true;
    }, 'world');
    scheduler.run(function* () {
      yield () => isDone;
      const end = scheduler.now() + 2 * handlerTime + 200;
      while ((isHandling || configCh.length > 0) && scheduler.now() < end) {
        yield* scheduler.sleep(Math.max(10, handlerTime));
      }
    });
    const names = called.map(({ text }) => text).filter((text) => text !== 'HandlePodCleanups');
    return {
      text: [
        `Called: ${names.join('; ') || 'no handler'}; and HandlePodCleanups ${plural(called.length - names.length, 'time')}.`,
        `PLEG told of ${plural(told, 'event')}.`,
        ...(killed.length > 0 ? [`Killed by housekeeping: ${killed.join(', ')}.`] : []),
      ].join(' '),
      facts: {
        handlers: names.join('; ') || 'none',
        cleanups: called.length - names.length,
        events: told,
        syncs: names.filter((text) => text.startsWith('HandlePodSyncs')).length,
        workers: woken.length,
        killed: killed.join(', ') || 'none',
      },
    };
  },
});
