import { formatTime } from '../ports/api/format-time.ts';
import type { ContainerState, Pod, PodPhase, PodStatus } from '../ports/api/pod.ts';
import { BasicManager } from '../ports/kubelet/basic-manager.ts';
import { Kubelet } from '../ports/kubelet/kubelet.ts';
import type { Task } from '../ports/runtime/task.ts';
import { kubeletParts } from './kubelet-parts.ts';
import type { Item, Tone } from './picture.ts';
import { plural } from './plural.ts';
import { readName, readOperations, type Operation } from './read-operations.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const write =
  'pod web Pending waiting (its phase and its containers: waiting, running or ended), add web db (in one call), status web Running running (what the last sync saw), mark web, update web, or sync web';
const kubelet = 'src/ports/kubelet/kubelet.ts';
const lines = (...all: readonly string[]): string => all.join('\n');
const phases: readonly PodPhase[] = ['Pending', 'Running', 'Succeeded', 'Failed'];
const states: Readonly<Record<string, ContainerState>> = {
  waiting: { waiting: { reason: 'ContainerCreating' } },
  running: { running: {} },
  ended: { terminated: { exitCode: 0 } },
};

type Way = 'wakes its worker' | 'announces the end' | 'does nothing' | 'refuses it';

const tones: Readonly<Record<Way, Tone>> = {
  'wakes its worker': 'busy',
  'announces the end': 'good',
  'does nothing': 'plain',
  'refuses it': 'bad',
};

export const run = defineRun({
  id: 'dispatch-work',
  title: 'Every Pod at the gate',
  about:
    'The handlers of the loop are called for Pods, with the status that the last sync saw: see which of three ways dispatchWork takes each time, and which Pod a full node refuses.',
  watches: [kubelet, 'src/ports/kubelet/kubelet-pods.ts'],
  fields: {
    program: {
      kind: 'text',
      label: 'What happens, one operation a line',
      value: lines('pod web Pending waiting', 'add web'),
      rows: 9,
      hint: `${write}; the Pod of the first line is the oldest`,
    },
    room: { kind: 'number', label: 'Pods that the node takes', value: 10, min: 0, max: 50 },
  },
  scenarios: [
    {
      id: 'life',
      title: 'A Pod from its first sync to its end',
      inputs: {
        program: lines(
          ...['pod web Pending waiting', 'add web', 'status web Running running', 'sync web'],
          ...['mark web', 'status web Running ended', 'sync web'],
        ),
      },
    },
    {
      id: 'finished',
      title: 'A Job’s Pod that succeeded yesterday',
      inputs: { program: lines('pod job Succeeded ended', 'add job', 'sync job', 'update job') },
    },
    {
      id: 'failed',
      title: 'Failed, marked, and a container still runs',
      inputs: { program: lines('pod web Failed running', 'add web', 'mark web', 'sync web') },
    },
    {
      id: 'init',
      title: 'Marked while its first init container runs',
      inputs: { program: lines('pod web Pending init waiting', 'add web', 'mark web') },
    },
    {
      id: 'full',
      title: 'After a restart three Pods come, and two fit',
      inputs: {
        program: lines(
          ...['old', 'middle', 'young'].map((name) => `pod ${name} Running running`),
          'add young old middle',
        ),
        room: 2,
      },
    },
  ],
  breaks: [
    {
      id: 'no-finished',
      title: 'A Pod that has finished is handed on like any other',
      edits: [
        { file: kubelet, find: 'if (podWorkerTerminal) {', replace: 'if (false as boolean) {' },
      ],
    },
    {
      id: 'no-announcement',
      title: 'Without the first way: nobody announces the end',
      edits: [
        {
          file: kubelet,
          find: 'if (pod.metadata.deletionTimestamp !== undefined && containersTerminal) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'as-they-come',
      title: 'New Pods are taken as they come, not the oldest first',
      edits: [
        {
          file: kubelet,
          find: 'const pods = sortByCreationTime(given);',
          replace: 'const pods = given;',
        },
      ],
    },
  ],
  play({ program, room }, stage) {
    const { scheduler } = stage;
    const operations = readOperations(program, write);
    const pods = new Map<string, Pod>();
    const statuses = new Map<string, PodStatus>();
    const taken: { readonly pod: string; readonly call: string; readonly way: Way }[] = [];
    let call = '';
    const take = (pod: Pod, way: Way): void => {
      taken.push({ pod: pod.metadata.name, call, way });
      stage.say(`${call}: ${pod.metadata.name}: ${way}`);
    };
    const podManager = new BasicManager();
    const kl = new Kubelet(
      kubeletParts(scheduler, {
        podManager,
        statusManager: {
          getPodStatus: (uid) => statuses.get(uid),
          setPodStatus: (pod, status) => {
            statuses.set(pod.metadata.uid ?? '', { ...pod.status, ...status });
            take(pod, 'refuses it');
          },
          terminatePod: (pod) => {
            take(pod, 'announces the end');
          },
          removeOrphanedStatuses: () => undefined,
        },
        podWorkers: {
          updatePod: ({ pod }) => {
            take(pod, 'wakes its worker');
          },
          forgetWorker: () => undefined,
          forgetNonExistingPodWorkers: () => undefined,
        },
        admitHandlers: [
          {
            admit: ({ otherPods }) =>
              otherPods.length < room
                ? { admit: true }
                : { admit: false, reason: 'OutOfpods', message: 'Node didn’t have enough room' },
          },
        ],
      }),
    );
    const statusOf = (name: string): PodStatus =>
      statuses.get(name) ?? pods.get(name)?.status ?? {};
    stage.show(() => [
      {
        kind: 'grid',
        columns: ['Pod', 'marked', 'phase', 'containers', 'in the Pod manager'],
        rows: [...pods.values()].map(({ metadata: { name, deletionTimestamp } }) => ({
          cells: [
            name,
            deletionTimestamp === undefined ? '' : 'yes',
            statusOf(name).phase ?? '',
            containersInWords(statusOf(name)),
            podManager.getPodByUID(name) ? 'yes' : '–',
          ],
        })),
      },
      {
        kind: 'groups',
        title: 'The way taken',
        groups: [...pods.keys()].map((name) => ({
          name,
          empty: 'none yet',
          items: taken
            .filter(({ pod }) => pod === name)
            .map((one): Item => ({ text: one.way, tone: tones[one.way], note: one.call })),
        })),
      },
    ]);
    const find = (name: string, operation: Operation): Pod => {
      const pod = pods.get(name);
      if (!pod)
        throw operation.wrong(`there is no Pod ${name}; begin with pod ${name} Running running`);
      return pod;
    };
    const handle = function* (
      name: string,
      given: readonly Pod[],
      handler: (pods: readonly Pod[]) => Task<void>,
    ): Task<void> {
      call = name;
      const before = taken.length;
      yield* handler(given);
      for (const pod of given) {
        const { name } = pod.metadata;
        if (!taken.slice(before).some((one) => one.pod === name)) take(pod, 'does nothing');
      }
    };
    const play = function* (operation: Operation): Task<void> {
      const { words, wrong } = operation;
      const [verb, ...rest] = words;
      const name = readName(rest[0], operation);
      if (verb === 'pod') {
        if (pods.has(name)) throw wrong(`there is a Pod ${name} already`);
        if (pods.size === 20) throw wrong('20 Pods are enough');
        pods.set(name, {
          metadata: {
            name,
            namespace: 'default',
            uid: name,
            creationTimestamp: formatTime(pods.size * 60_000),
          },
          spec: { containers: [{ name: 'c' }] },
          status: readStatus(rest.slice(1), operation),
        });
        return;
      }
      if (verb === 'add') {
        const given = rest.map((word) => find(readName(word, operation), operation));
        yield* handle('HandlePodAdditions', given, (all) => kl.handlePodAdditions(all));
        return;
      }
      const pod = find(name, operation);
      if (verb === 'status') {
        statuses.set(name, readStatus(rest.slice(1), operation));
        stage.say(`the last sync saw ${name}: ${rest.slice(1).join(' ')}`);
      } else if (verb === 'mark') {
        const metadata = { ...pod.metadata, deletionTimestamp: '2021-01-13T19:43:30Z' };
        const marked = { ...pod, metadata };
        pods.set(name, marked);
        stage.say(`${name} is marked for deletion`);
        yield* handle('HandlePodUpdates', [marked], (all) => kl.handlePodUpdates(all));
      } else if (verb === 'update') {
        yield* handle('HandlePodUpdates', [pod], (all) => kl.handlePodUpdates(all));
      } else if (verb === 'sync') {
        yield* handle('HandlePodSyncs', [pod], (all) => kl.handlePodSyncs(all));
      } else {
        throw wrong(`"${verb ?? ''}" is not understood`);
      }
    };
    runAs(scheduler, 'sync loop', function* () {
      for (const operation of operations) {
        yield* play(operation);
        yield;
      }
    });
    const count = (way: Way): number => taken.filter((one) => one.way === way).length;
    const refused = taken.flatMap(({ pod, way }) => (way === 'refuses it' ? [pod] : []));
    return {
      text: [
        `A worker was woken ${plural(count('wakes its worker'), 'time')}, the end announced ${plural(count('announces the end'), 'time')}, and nothing done ${plural(count('does nothing'), 'time')}.`,
        ...(refused.length > 0 ? [`Refused: ${refused.join(', ')}, with the phase Failed.`] : []),
      ].join(' '),
      facts: {
        woken: count('wakes its worker'),
        announced: count('announces the end'),
        nothing: count('does nothing'),
        refused: refused.join(', ') || 'none',
        last: taken.at(-1)?.way ?? 'none',
        ways: taken.map(({ way }) => way).join(', '),
      },
    };
  },
});

/** Reads `Running running ended`, or with an init container that runs `Pending init waiting`. */
function readStatus([phaseWord, ...more]: readonly string[], { wrong }: Operation): PodStatus {
  const phase = phases.find((one) => one === phaseWord);
  if (!phase) throw wrong(`"${phaseWord ?? ''}" is none of ${phases.join(', ')}`);
  const hasInit = more[0] === 'init';
  const words = hasInit ? more.slice(1) : more;
  if (words.length > 10) throw wrong('10 containers are enough');
  return {
    phase,
    ...(hasInit && { initContainerStatuses: [{ name: 'init', state: { running: {} } }] }),
    containerStatuses: words.map((word, at) => {
      const state = Object.hasOwn(states, word) ? states[word] : undefined;
      if (!state) throw wrong(`"${word}" is none of ${Object.keys(states).join(', ')}`);
      return { name: `c${at + 1}`, state };
    }),
  };
}

const containersInWords = ({ initContainerStatuses, containerStatuses }: PodStatus): string =>
  [
    ...(initContainerStatuses ?? []).map(() => 'init running'),
    ...(containerStatuses ?? []).map(({ state }) =>
      state?.running ? 'running' : state?.waiting ? 'waiting' : 'ended',
    ),
  ].join(', ') || '–';
