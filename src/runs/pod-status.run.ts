import type { ContainerStatus, PodStatus as ApiPodStatus } from '../ports/api/pod.ts';
import { generateAPIPodStatus } from '../ports/kubelet/kubelet-pods.ts';
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
  id: 'pod-status',
  title: 'From containers to phase and conditions',
  about:
    'What the container runtime tells of each container, and the status of the Pod that the kubelet makes of it: one word for the phase, and the conditions.',
  watches: [
    'src/ports/kubelet/kubelet-pods.ts',
    'src/ports/kubelet/get-phase.ts',
    'src/ports/kubelet/generate-conditions.ts',
  ],
  fields: {
    containers: {
      kind: 'text',
      label: 'Containers and their state',
      value: 'c running ready',
      rows: 4,
      hint: writeContainers,
    },
    restartPolicy: {
      kind: 'choice',
      label: 'Restart policy',
      value: 'Always',
      options: ['Always', 'OnFailure', 'Never'],
    },
    phaseBefore: {
      kind: 'choice',
      label: 'Phase that the API server has',
      value: 'Pending',
      options: ['Pending', 'Running', 'Succeeded', 'Failed'],
    },
    gate: {
      kind: 'choice',
      label: 'A readiness gate',
      value: 'none',
      options: ['none', 'open', 'closed'],
    },
  },
  scenarios: [
    { id: 'running', title: 'It runs and is ready', inputs: {} },
    {
      id: 'ended',
      title: 'Its only container has ended without an error',
      inputs: { containers: 'c exited 0' },
    },
    {
      id: 'crash-loop',
      title: 'Two containers, both crashed, one waits for its next start',
      inputs: { containers: lines('a exited 1 crashloop', 'b exited 1') },
    },
    {
      id: 'half-started',
      title: 'One runs, the other was never started',
      inputs: { containers: lines('a running ready', 'b none') },
    },
    {
      id: 'init',
      title: 'An init container still works',
      inputs: { containers: lines('init fetch running', 'c none') },
    },
    {
      id: 'job',
      title: 'Policy Never: one succeeded, one failed',
      inputs: { containers: lines('a exited 0', 'b exited 3'), restartPolicy: 'Never' },
    },
    {
      id: 'no-way-back',
      title: 'It had failed before, and now it runs',
      inputs: { phaseBefore: 'Failed', restartPolicy: 'Never' },
    },
  ],
  breaks: [
    {
      id: 'way-back',
      title: 'A Pod that has failed may run again',
      edits: [
        {
          file: 'src/ports/kubelet/kubelet-pods.ts',
          find: 's.phase = pod.status.phase;',
          replace: '',
        },
      ],
    },
    {
      id: 'always-can-end',
      title: 'Policy Always does not count for the phase',
      edits: [
        {
          file: 'src/ports/kubelet/get-phase.ts',
          find: "if (spec.restartPolicy === 'Always') {",
          replace: 'if (false as boolean) {',
        },
      ],
    },
  ],
  play({ containers: text, restartPolicy, phaseBefore, gate }, stage) {
    const containers = readContainers(text);
    const pod = podWith(containers, restartPolicy);
    const gateType = 'example.com/gate';
    pod.status.phase = phaseBefore;
    if (gate !== 'none') {
      pod.spec.readinessGates = [{ conditionType: gateType }];
      pod.status.conditions = [{ type: gateType, status: gate === 'open' ? 'True' : 'False' }];
    }
    const podStatus: PodStatus = {
      id: 'web-1',
      name: 'web-1',
      namespace: 'default',
      ips: ['192.168.192.168'],
      containerStatuses: statusesOf(containers),
      sandboxStatuses: [],
    };
    let status: ApiPodStatus | undefined;
    const apiState = ({ state, ready }: ContainerStatus): string =>
      [
        state?.waiting
          ? `waiting: ${state.waiting.reason ?? ''}`
          : state?.terminated
            ? `terminated, exit code ${state.terminated.exitCode}`
            : state?.running
              ? 'running'
              : 'nothing',
        ready === true ? 'ready' : 'not ready',
      ].join(', ');
    const statusOf = (name: string): ContainerStatus | undefined =>
      [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].find(
        (one) => one.name === name,
      );
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          {
            name: 'phase',
            empty: 'not known yet',
            items: status?.phase === undefined ? [] : [{ text: status.phase, tone: 'chosen' }],
          },
        ],
      },
      {
        kind: 'grid',
        columns: ['container', 'the runtime says', 'the status says'],
        rows: containers.map((one) => {
          const made = statusOf(one.name);
          return {
            cells: [
              one.isInit ? `${one.name} (init)` : one.name,
              stateInWords(one),
              made ? apiState(made) : '',
            ],
          };
        }),
      },
      ...(status?.conditions?.length
        ? [
            {
              kind: 'grid' as const,
              columns: ['condition', 'status', 'reason'],
              rows: status.conditions.map(({ type, status: value, reason = '', message = '' }) => ({
                cells: [type, value, message === '' ? reason : `${reason}: ${message}`],
                tone: (value === 'True' ? 'good' : 'bad') satisfies Tone,
              })),
            },
          ]
        : []),
    ]);
    const made = runAs(stage.scheduler, 'kubelet', function* () {
      yield;
      const result = generateAPIPodStatus(
        {
          statusManager: { getPodStatus: () => undefined },
          probeManager: {
            updatePodStatus: (_uid, given) => {
              for (const one of given.containerStatuses ?? []) {
                one.ready =
                  one.state?.running !== undefined &&
                  containers.some(({ name, isReady }) => name === one.name && isReady);
              }
              for (const one of given.initContainerStatuses ?? []) {
                one.ready = one.state?.terminated?.exitCode === 0;
              }
              status = given;
              stage.say(`phase ${given.phase ?? ''}; the probes say which containers are ready`);
            },
          },
          reasonCache: {
            get: (_uid, name) =>
              containers.some((one) => one.name === name && one.isInCrashLoop)
                ? { reason: 'CrashLoopBackOff', message: `back-off restarting ${name}` }
                : undefined,
          },
          hostIP: '10.0.0.2',
          getPodQOS: () => 'BestEffort',
        },
        pod,
        podStatus,
      );
      status = result;
      return result;
    });
    const conditionOf = (type: string): string =>
      made.conditions?.find((one) => one.type === type)?.status ?? 'none';
    const ready = conditionOf('Ready');
    const reason = made.conditions?.find((one) => one.type === 'Ready')?.reason ?? '';
    return {
      text: `The phase is ${made.phase ?? ''}, and Ready is ${ready}${reason === '' ? '' : `, reason ${reason}`}.`,
      facts: {
        phase: made.phase ?? '',
        ready,
        readyReason: reason,
        initialized: conditionOf('Initialized'),
        containersReady: conditionOf('ContainersReady'),
      },
    };
  },
});
