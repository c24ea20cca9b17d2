import type { Pod, PodStatus } from '../ports/api/pod.ts';
import { semanticDeepEqual } from '../ports/api/semantic-deep-equal.ts';
import { StatusError } from '../ports/api/status-error.ts';
import { BasicManager } from '../ports/kubelet/basic-manager.ts';
import { GenericPLEG } from '../ports/kubelet/generic-pleg.ts';
import { Kubelet } from '../ports/kubelet/kubelet.ts';
import { PodCache } from '../ports/kubelet/pod-cache.ts';
import { PodWorkers } from '../ports/kubelet/pod-workers.ts';
import { selectReady } from '../ports/kubelet/select-ready.ts';
import { StatusManager, type StatusClient } from '../ports/kubelet/status-manager.ts';
import { PodSyncResult } from '../ports/kubelet/sync-result.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Task } from '../ports/runtime/task.ts';
import { ContainerTable } from './container-table.ts';
import { kubeletParts } from './kubelet-parts.ts';
import type { Item } from './picture.ts';
import { plural } from './plural.ts';
import { readDuration, readOperations, type Operation } from './read-operations.ts';
import { seconds } from './seconds.ts';
import { defineRun } from './run.ts';

const write = 'delete, force (delete at once), down 15s (the API server), or wait 10s';
const kubelet = 'src/ports/kubelet/kubelet.ts';
const manager = 'src/ports/kubelet/status-manager.ts';
const name = 'web';
const lines = (...all: readonly string[]): string => all.join('\n');

/** Seconds that a container has at least, unless an eviction says otherwise. */
const minimumGracePeriodInSeconds = 2;
/** Milliseconds until the API server answers, and until a container is removed. */
const answerTime = 20;
const removalTime = 30;
/** What the runtime takes beside the process. */
const overhead = 40;

interface Change {
  readonly op: 'ADD' | 'DELETE' | 'RECONCILE' | 'REMOVE';
  readonly pod: Pod;
}

export const run = defineRun({
  id: 'pod-ends',
  title: 'A Pod ends on its node',
  about:
    'The Pod web runs, and somebody deletes it: see the same Pod as the API server, the status manager, the last relist and the runtime have it, and which request takes the object away.',
  watches: [kubelet, manager],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('wait 1500ms', 'delete', 'wait 12s'),
      rows: 5,
      hint: write,
    },
    grace: { kind: 'number', label: 'Grace that the Pod asks for (s)', value: 1, min: 0, max: 600 },
    stopTime: {
      kind: 'number',
      label: 'The process ends after the signal (ms)',
      value: 100,
      min: 0,
      max: 600_000,
    },
  },
  scenarios: [
    { id: 'ends', title: 'The process ends at once', inputs: {} },
    {
      id: 'ignores',
      title: 'The process ignores the signal',
      inputs: { stopTime: 600_000 },
    },
    {
      id: 'takes-its-time',
      title: 'It asks for 30 seconds and takes 8',
      inputs: { grace: 30, stopTime: 8000, program: lines('wait 1500ms', 'delete', 'wait 20s') },
    },
    {
      id: 'down',
      title: 'The API server is down when all is done',
      inputs: { program: lines('wait 1500ms', 'delete', 'wait 3s', 'down 8s', 'wait 17s') },
    },
    {
      id: 'force',
      title: 'The user forces it',
      inputs: {
        grace: 30,
        stopTime: 5000,
        program: lines('wait 1500ms', 'force', 'wait 8s'),
      },
    },
  ],
  breaks: [
    {
      id: 'no-wait',
      title: 'A marked Pod is deleted without waiting for what is left of it',
      edits: [
        {
          file: manager,
          find: 'return this.#source.podResourcesAreReclaimed(pod, status);',
          replace: 'return true;',
        },
      ],
    },
    {
      id: 'only-the-status',
      title: 'Only the status is asked, not what the runtime still has',
      edits: [
        {
          file: kubelet,
          find: 'if (runtimeStatus.containerStatuses.length > 0) {',
          replace: 'if (false as boolean) {',
        },
        {
          file: kubelet,
          find: 'if (runtimeStatus.sandboxStatuses.length > 0) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'no-second-look',
      title: 'The batch does not ask whether a Pod can go by now',
      edits: [
        {
          file: manager,
          find: 'return this.canBeDeleted(pod, status.status);',
          replace: 'return false;',
        },
      ],
    },
  ],
  play({ program, grace, stopTime }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const table = new ContainerTable();
    const podCache = new PodCache();
    const podManager = new BasicManager();
    const pleg = new GenericPLEG({ runtime: scheduler, containerRuntime: table, cache: podCache });
    const changes = new Channel<Change>(Infinity);
    const requests: Item[] = [];
    let stored: Pod | undefined;
    let downUntil = -1;
    let stoppedAt: number | undefined;
    let exitCode: number | undefined;
    let isRemoving = false;
    let gone: { readonly at: number; readonly left: string } | undefined;

    const tell = (op: Change['op'], pod: Pod): void => {
      changes.trySend({ op, pod });
    };
    const remove = (): void => {
      if (!stored) return;
      const pod = stored;
      stored = undefined;
      gone = { at: scheduler.now(), left: table.left(name).join(', ') || 'nothing' };
      stage.say(`the object is gone; on the node there is: ${gone.left}`);
      tell('REMOVE', pod);
    };
    const ask = function* (text: string): Task<Error | undefined> {
      yield* scheduler.sleep(answerTime);
      const isDown = scheduler.now() < downUntil;
      requests.push({ text, tone: isDown ? 'bad' : 'good', note: seconds(scheduler.now()) });
      stage.say(isDown ? `${text}: no answer` : text);
      if (isDown) return new StatusError('the API server is down', 'ServiceUnavailable');
      return stored ? undefined : new StatusError(`pods "${name}" not found`, 'NotFound');
    };
    const kubeClient: StatusClient = {
      *get() {
        const err = yield* ask('GET');
        return err ? [undefined, err] : [structuredClone(stored), undefined];
      },
      *patchPodStatus(_namespace, _name, _uid, oldStatus, newStatus) {
        if (stored && semanticDeepEqual(oldStatus, newStatus)) return [stored, true, undefined];
        const err = yield* ask(`PATCH: ${containersOf(newStatus)}`);
        if (err ?? !stored) return [undefined, false, err ?? new Error('it is gone')];
        stored = { ...stored, status: newStatus };
        tell('RECONCILE', stored);
        return [stored, false, undefined];
      },
      *delete() {
        const err = yield* ask('DELETE with grace 0');
        if (err) return err;
        remove();
        return undefined;
      },
    };
    const statusManager = new StatusManager({
      runtime: scheduler,
      kubeClient,
      getPodByUID: (uid) => podManager.getPodByUID(uid),
      podResourcesAreReclaimed: (pod, status) => kl.podResourcesAreReclaimed(pod, status),
    });
    const later = (task: string, act: () => void): void => {
      scheduler.go(function* () {
        yield* scheduler.sleep(removalTime);
        act();
      }, task);
    };
    const workers: PodWorkers = new PodWorkers({
      runtime: scheduler,
      syncPodFn: (options) => kl.syncPod(options),
      recorder: { event: () => undefined },
      workQueue: { enqueue: () => undefined },
      podCache,
      resyncInterval: 60_000,
      backOffPeriod: 10_000,
    });
    const killPod = function* (pod: Pod | undefined): Task<Error | undefined> {
      if (table.isRunning(name)) {
        const asked = pod?.metadata.deletionGracePeriodSeconds ?? grace;
        const period = 1000 * Math.max(asked, minimumGracePeriodInSeconds);
        const isKilled = stopTime > period;
        stage.say(`sends the signal; ${plural(period / 1000, 'second')} of grace`);
        yield* scheduler.sleep(Math.min(stopTime, period) + overhead);
        exitCode = isKilled ? 137 : 0;
        table.exit(name, scheduler.now(), exitCode);
        stoppedAt = scheduler.now();
        stage.say(isKilled ? 'the process is killed' : 'the process has ended');
      }
      table.stopSandbox(name);
      return undefined;
    };
    const kl: Kubelet = new Kubelet(
      kubeletParts(scheduler, {
        podManager,
        podCache,
        pleg,
        statusManager,
        podWorkers: workers,
        podKiller: {
          *killPod({ apiPod }) {
            yield;
            scheduler.go(function* () {
              yield* killPod(apiPod);
              table.clean(name);
              table.removeSandbox(name);
            }, 'Pod killer');
          },
        },
        runtimeCache: {
          *getPods() {
            return yield* table.getPods();
          },
          *forceUpdateIfOlder() {
            yield;
            return undefined;
          },
        },
        containerRuntime: {
          *syncPod() {
            yield;
            return new PodSyncResult();
          },
          killPod,
        },
        containerDeletor: {
          deleteContainersInPod: (_filter, _status, removeAll) => {
            if (!removeAll || isRemoving) return;
            isRemoving = true;
            later('container deletor', () => {
              table.clean(name);
              stage.say('the dead container is removed');
            });
          },
        },
        sandboxDeleter: {
          deleteSandboxesInPod: (_status, toKeep) => {
            if (toKeep > 0 || !table.left(name).some((text) => text.startsWith('sandbox'))) return;
            later('sandbox deleter', () => {
              table.removeSandbox(name);
              stage.say('the sandbox is removed');
            });
          },
        },
      }),
    );
    const cached = (): Item[] => {
      const [status] = podCache.get(name);
      return [
        ...(status?.containerStatuses ?? []).map(({ name: of, state }) => ({
          text: `${of} ${state}`,
        })),
        ...(status?.sandboxStatuses ?? []).map(({ ready }) => ({
          text: ready ? 'sandbox ready' : 'sandbox stopped',
        })),
      ];
    };
    const inStatus = (status: PodStatus | undefined): Item[] =>
      status ? [{ text: containersOf(status) }] : [];
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'API server',
            empty: 'gone',
            items: [
              ...inStatus(stored?.status),
              ...(stored?.metadata.deletionTimestamp === undefined
                ? []
                : [{ text: 'marked', tone: 'chosen' as const }]),
            ],
          },
          {
            name: 'status manager',
            empty: 'nothing',
            items: inStatus(statusManager.podStatuses.get(name)?.status),
          },
          { name: 'last relist', empty: 'nothing', items: cached() },
          {
            name: 'runtime',
            empty: 'nothing',
            items: table.left(name).map((text) => ({
              text,
              tone: text.endsWith('running') || text.endsWith('ready') ? 'busy' : 'gone',
            })),
          },
          { name: 'requests', empty: 'none yet', items: requests.slice(-10) },
        ],
      },
    ]);

    // What the loop does with what it reads, without its clocks.
    const plegCh = pleg.watch();
    scheduler.go(function* () {
      for (;;) {
        const ready = yield* selectReady(scheduler, [changes, plegCh]);
        if (ready === 0) {
          const [change] = yield* changes.receive();
          if (!change) return;
          const { op, pod } = change;
          stage.say(`hears ${op}`);
          if (op === 'ADD') yield* kl.handlePodAdditions([pod]);
          else if (op === 'DELETE') yield* kl.handlePodUpdates([pod]);
          else if (op === 'RECONCILE') yield* kl.handlePodReconcile([pod]);
          else yield* kl.handlePodRemoves([pod]);
          continue;
        }
        const [event] = yield* plegCh.receive();
        if (!event) return;
        const what = event.data?.endsWith('sandbox') === true ? 'the sandbox' : 'c';
        stage.say(`hears ${event.type} of ${what}`);
        const pod = podManager.getPodByUID(event.id);
        if (event.type === 'ContainerRemoved') kl.deletePodSandbox(event.id);
        else if (pod) yield* kl.handlePodSyncs([pod]);
        if (event.type === 'ContainerDied') kl.cleanUpContainersInPod(event.id, event.data ?? '');
      }
    }, 'sync loop');

    const mark = (): void => {
      if (!stored) return;
      const metadata = {
        ...stored.metadata,
        deletionTimestamp: '2021-01-13T19:43:30Z',
        deletionGracePeriodSeconds: grace,
      };
      stored = { ...stored, metadata };
      stage.say(`DELETE: the Pod is marked, with ${grace} s of grace`);
      tell('DELETE', stored);
    };
    const play = function* ({ words, wrong }: Operation, operation: Operation): Task<void> {
      const [verb, word] = words;
      if (verb === 'wait') {
        yield* scheduler.sleep(readDuration(word, operation));
      } else if (verb === 'down') {
        downUntil = scheduler.now() + readDuration(word, operation);
        stage.say(`gives no answer until ${seconds(downUntil)}`);
      } else if (verb === 'delete' && word === undefined) {
        mark();
      } else if (verb === 'force' && word === undefined) {
        stage.say('DELETE with grace 0, from the user');
        remove();
      } else {
        throw wrong(`"${words.join(' ')}" is not understood`);
      }
    };
    let isDone = false as boolean;
    scheduler.go(function* () {
      table.start(name, 0, true);
      stored = podOf();
      tell('ADD', stored);
      pleg.start();
      statusManager.start();
      yield* scheduler.sleep(1);
      for (const operation of operations) yield* play(operation, operation);
      isDone = true;
    }, 'API server');
    scheduler.run(function* () {
      yield () => isDone;
    });
    const left = table.left(name).join(', ') || 'nothing';
    const count = (verb: string): number =>
      requests.filter(({ text }) => text.startsWith(verb)).length;
    return {
      text: [
        stoppedAt === undefined
          ? 'The process runs.'
          : `The process ended at ${seconds(stoppedAt)} with exit code ${exitCode ?? 0}.`,
        gone
          ? `The object was removed at ${seconds(gone.at)}; of the Pod was left on the node then: ${gone.left}.`
          : `The object is still there; of the Pod is left on the node: ${left}.`,
      ].join(' '),
      facts: {
        stoppedAt: stoppedAt === undefined ? 'never' : seconds(stoppedAt),
        goneAt: gone ? seconds(gone.at) : 'never',
        leftThen: gone?.left ?? 'it is not gone',
        left,
        exitCode: exitCode ?? 'none',
        patches: count('PATCH'),
        deletes: count('DELETE'),
      },
    };
  },
});

const containersOf = ({ containerStatuses }: PodStatus): string =>
  (containerStatuses ?? [])
    .map(({ name: of, state }) => {
      if (state?.terminated) return `${of} terminated, ${state.terminated.exitCode}`;
      return `${of} ${state?.running ? 'running' : 'waiting'}`;
    })
    .join(', ') || 'no container';

const podOf = (): Pod => ({
  metadata: { name, namespace: 'default', uid: name },
  spec: { restartPolicy: 'Always', nodeName: 'node-2', containers: [{ name: 'c' }] },
  status: {
    phase: 'Running',
    startTime: '2021-01-13T19:42:28Z',
    containerStatuses: [{ name: 'c', state: { running: {} } }],
  },
});
