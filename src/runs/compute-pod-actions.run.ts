import { computePodActions, type PodActions } from '../ports/kubelet/compute-pod-actions.ts';
import type { PodStatus } from '../ports/kubelet/pod-status.ts';
import type { Tone } from './picture.ts';
import {
  podWith,
  readContainers,
  stateInWords,
  statusesOf,
  writeContainers,
} from './read-containers.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const lines = (...all: readonly string[]): string => all.join('\n');

export const run = defineRun({
  id: 'compute-pod-actions',
  title: 'The plan of a sync',
  about:
    'What the Pod asks for, and what the container runtime tells of it: see which containers the kubelet will start and stop. No action is taken here, only the plan is made.',
  watches: [
    'src/ports/kubelet/should-container-be-restarted.ts',
    'src/ports/kubelet/compute-pod-actions.ts',
    'src/ports/kubelet/find-next-init-container-to-run.ts',
  ],
  fields: {
    containers: {
      kind: 'text',
      label: 'Containers and their state',
      value: 'c none',
      rows: 4,
      hint: writeContainers,
    },
    sandbox: {
      kind: 'choice',
      label: 'The sandbox',
      value: 'ready',
      options: ['none', 'ready', 'dead'],
    },
    restartPolicy: {
      kind: 'choice',
      label: 'Restart policy',
      value: 'Always',
      options: ['Always', 'OnFailure', 'Never'],
    },
    isDeleting: { kind: 'boolean', label: 'The Pod is being deleted', value: false },
  },
  scenarios: [
    { id: 'new', title: 'A new Pod: there is nothing yet', inputs: { sandbox: 'none' } },
    { id: 'crashed', title: 'The container has crashed', inputs: { containers: 'c exited 1' } },
    {
      id: 'deleting',
      title: 'It has ended while the Pod is being deleted',
      inputs: { containers: 'c exited 0', isDeleting: true },
    },
    {
      id: 'init',
      title: 'Two init containers, the first is done',
      inputs: { containers: lines('init fetch exited 0', 'init migrate none', 'c none') },
    },
    {
      id: 'sandbox-died',
      title: 'The sandbox is dead, the init container had finished',
      inputs: { containers: lines('init fetch exited 0', 'c running'), sandbox: 'dead' },
    },
    {
      id: 'new-image',
      title: 'Three that run: one changed, one unhealthy, one well',
      inputs: { containers: lines('a running changed', 'b running unhealthy', 'c running') },
    },
    {
      id: 'never',
      title: 'Policy Never: one failed, one unhealthy',
      inputs: { containers: lines('a exited 1', 'b running unhealthy'), restartPolicy: 'Never' },
    },
  ],
  breaks: [
    {
      id: 'restart-the-deleted',
      title: 'Without looking at the deletion mark',
      edits: [
        {
          file: 'src/ports/kubelet/should-container-be-restarted.ts',
          find: 'if (pod.metadata.deletionTimestamp !== undefined) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
    {
      id: 'no-hash',
      title: 'Without comparing the spec that a container was started from',
      edits: [
        {
          file: 'src/ports/kubelet/compute-pod-actions.ts',
          find: 'if (changed) {',
          replace: 'if (changed && (false as boolean)) {',
        },
      ],
    },
  ],
  play({ containers: text, sandbox, restartPolicy, isDeleting }, stage) {
    const containers = readContainers(text);
    const pod = podWith(containers, restartPolicy);
    if (isDeleting) pod.metadata.deletionTimestamp = '2021-01-13T13:25:18Z';
    const podStatus: PodStatus = {
      id: 'web-1',
      name: 'web-1',
      namespace: 'default',
      ips: [],
      containerStatuses: statusesOf(containers),
      sandboxStatuses:
        sandbox === 'none'
          ? []
          : [{ id: 'sandbox-0', attempt: 0, ready: sandbox === 'ready', ip: '192.168.192.168' }],
    };
    let plan: PodActions | undefined;
    const verdictOf = (name: string): readonly [text: string, tone: Tone] => {
      if (!plan) return ['', 'plain'];
      const one = containers.find((other) => other.name === name);
      const stops = [...plan.containersToKill.values()].find((other) => other.name === name);
      const isStarted =
        plan.nextInitContainerToStart?.name === name ||
        plan.containersToStart.some((at) => pod.spec.containers?.[at]?.name === name);
      const isStopped = stops !== undefined || (plan.killPod && one?.state === 'running');
      if (isStarted) return [isStopped ? 'stop, then start' : 'start', 'chosen'];
      if (isStopped) return ['stop', 'bad'];
      return [one?.state === 'running' ? 'leave it running' : 'nothing', 'plain'];
    };
    stage.show(() => [
      {
        kind: 'grid',
        columns: ['', 'now', 'plan'],
        rows: [
          {
            cells: [
              'sandbox',
              sandbox,
              plan === undefined
                ? ''
                : plan.createSandbox
                  ? `create, attempt ${plan.attempt}`
                  : plan.killPod
                    ? 'stop'
                    : 'keep',
            ],
          },
          ...containers.map((one) => {
            const [verdict, tone] = verdictOf(one.name);
            return {
              cells: [one.isInit ? `${one.name} (init)` : one.name, stateInWords(one), verdict],
              tone,
            };
          }),
        ],
      },
    ]);
    const isUnhealthy = (id: string): boolean =>
      containers.some((one) => one.isUnhealthy && id === `id-of-${one.name}`);
    const actions = runAs(stage.scheduler, 'kubelet', function* () {
      stage.say('compares the spec of the Pod with what the runtime tells');
      yield;
      const made = computePodActions(
        {
          hashContainer: () => 1,
          liveness: (id) => (isUnhealthy(id) ? 'failure' : 'success'),
          startup: () => undefined,
        },
        pod,
        podStatus,
      );
      plan = made;
      for (const { message } of made.containersToKill.values()) stage.say(message);
      return made;
    });
    const named = (wanted: string): string =>
      containers
        .filter(({ name }) => verdictOf(name)[0].includes(wanted))
        .map(({ name }) => name)
        .join(', ');
    const [starts, stops] = [named('start'), named('stop')];
    return {
      text: [
        actions.createSandbox ? `A sandbox is made, attempt ${actions.attempt}.` : '',
        starts === '' ? 'No container is started.' : `To be started: ${starts}.`,
        stops === '' ? 'None is stopped.' : `To be stopped: ${stops}.`,
        actions.killPod && !actions.createSandbox
          ? 'The whole Pod is stopped, with its sandbox.'
          : '',
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      facts: {
        start: starts || 'none',
        stop: stops || 'none',
        createSandbox: actions.createSandbox,
        killPod: actions.killPod,
        attempt: actions.attempt,
      },
    };
  },
});
