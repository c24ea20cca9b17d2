import type { Pod, PodStatus } from '../ports/api/pod.ts';
import { Kubelet } from '../ports/kubelet/kubelet.ts';
import type { PodStatus as RuntimeStatus } from '../ports/kubelet/pod-status.ts';
import { networkNotReadyErrorMsg } from '../ports/kubelet/pod-workers.ts';
import {
  errCrashLoopBackOff,
  errRunContainer,
  PodSyncResult,
  SyncResult,
} from '../ports/kubelet/sync-result.ts';
import { kubeletParts } from './kubelet-parts.ts';
import type { Item } from './picture.ts';
import { runAs } from './run-as.ts';
import { defineRun } from './run.ts';

const kubelet = 'src/ports/kubelet/kubelet.ts';
const runtimeAnswers = [
  'it succeeds',
  'the container is in back-off',
  'the container cannot start',
];

export const run = defineRun({
  id: 'sync-pod',
  title: 'One sync, in its order',
  about:
    'One call of syncPod for the Pod web, whose container is as the last relist saw it: look at what is done, in which order, and at what the status says that is sent before.',
  watches: [kubelet],
  fields: {
    container: {
      kind: 'choice',
      label: 'The container',
      value: 'not started',
      options: ['not started', 'running', 'exited'],
    },
    isMarked: { kind: 'boolean', label: 'The Pod is marked for deletion', value: false },
    isEvicted: { kind: 'boolean', label: 'The eviction manager calls', value: false },
    isAdmitted: { kind: 'boolean', label: 'It may run on this node', value: true },
    hasNetwork: { kind: 'boolean', label: 'The network is ready', value: true },
    isHostNetwork: { kind: 'boolean', label: 'It uses the node’s network', value: false },
    answer: {
      kind: 'choice',
      label: 'When the runtime is called',
      value: 'it succeeds',
      options: runtimeAnswers,
    },
  },
  scenarios: [
    { id: 'first', title: 'The first sync of a Pod', inputs: {} },
    {
      id: 'marked',
      title: 'It runs, and is marked',
      inputs: { container: 'running', isMarked: true },
    },
    { id: 'no-network', title: 'The network is not ready', inputs: { hasNetwork: false } },
    {
      id: 'evicted',
      title: 'The node is short of memory: an eviction',
      inputs: { container: 'running', isEvicted: true, hasNetwork: false },
    },
    {
      id: 'back-off',
      title: 'The only failure is a back-off',
      inputs: { container: 'exited', answer: 'the container is in back-off' },
    },
    { id: 'refused', title: 'It may not run here', inputs: { isAdmitted: false } },
  ],
  breaks: [
    {
      id: 'mark-is-nothing',
      title: 'A mark does not stop the Pod',
      edits: [
        {
          file: kubelet,
          find: "pod.metadata.deletionTimestamp !== undefined ||\n      apiPodStatus.phase === 'Failed'",
          replace: "apiPodStatus.phase === 'Failed'",
        },
      ],
    },
    {
      id: 'no-report',
      title: 'Nothing is reported before acting',
      edits: [
        { file: kubelet, find: 'kl.statusManager.setPodStatus(pod, apiPodStatus);', replace: '' },
      ],
    },
    {
      id: 'no-network-check',
      title: 'Without asking for the network',
      edits: [
        {
          file: kubelet,
          find: 'if (networkErr !== undefined && !isHostNetworkPod(pod)) {',
          replace: 'if (false as boolean) {',
        },
      ],
    },
  ],
  play({ container, isMarked, isEvicted, isAdmitted, hasNetwork, isHostNetwork, answer }, stage) {
    const { scheduler } = stage;
    const done: Item[] = [];
    const doing = (text: string, tone: Item['tone'] = 'good'): void => {
      done.push({ text, tone });
      stage.say(text);
    };
    let sent: PodStatus | undefined;
    const kl = new Kubelet(
      kubeletParts(scheduler, {
        recorder: {
          event: (_pod, type, reason) => {
            doing(`event: ${type} ${reason}`, 'bad');
          },
        },
        statusManager: {
          getPodStatus: () => undefined,
          setPodStatus: (_pod, status) => {
            sent = status;
            doing(`reports ${status.phase ?? ''}${reasonOf(status)}`);
          },
          terminatePod: () => undefined,
          removeOrphanedStatuses: () => undefined,
        },
        containerRuntime: {
          *syncPod() {
            doing('calls the runtime: SyncPod');
            yield* scheduler.sleep(300);
            return resultOf(answer);
          },
          *killPod(_pod, { containers }, grace) {
            const names = containers.map(({ name }) => name).join(', ') || 'none runs';
            doing(
              `stops the containers (${names})${grace === undefined ? '' : `, grace ${grace} s`}`,
            );
            yield* scheduler.sleep(300);
            return undefined;
          },
        },
        softAdmitHandlers: [
          {
            admit: () =>
              isAdmitted
                ? { admit: true }
                : { admit: false, reason: 'AppArmor', message: 'it is not enforced on this node' },
          },
        ],
        runtimeState: {
          runtimeErrors: () => undefined,
          networkErrors: () => (hasNetwork ? undefined : new Error('cni config uninitialized')),
        },
      }),
    );
    const pod: Pod = {
      metadata: {
        name: 'web',
        namespace: 'default',
        uid: 'web',
        ...(isMarked && { deletionTimestamp: '2021-01-13T19:43:30Z' }),
      },
      spec: {
        restartPolicy: 'Always',
        containers: [{ name: 'c' }],
        ...(isHostNetwork && { hostNetwork: true }),
      },
      status: { phase: 'Pending' },
    };
    let returned: string | undefined;
    stage.show(() => [
      {
        kind: 'groups',
        groups: [
          { name: 'done, in this order', empty: 'nothing yet', items: done },
          {
            name: 'returned',
            empty: 'not yet',
            items:
              returned === undefined
                ? []
                : [{ text: returned, tone: returned === 'no error' ? 'good' : 'bad' }],
          },
        ],
      },
      {
        kind: 'documents',
        documents: [
          {
            name: 'the status that is reported',
            lines: sent
              ? JSON.stringify(brief(sent), null, 2)
                  .split('\n')
                  .map((text) => ({ text }))
              : [{ text: 'none yet' }],
          },
        ],
      },
    ]);
    const err = runAs(scheduler, 'worker of web', function* () {
      const err = yield* kl.syncPod({
        pod,
        podStatus: seen(container),
        updateType: isEvicted ? 'kill' : 'sync',
        ...(isEvicted && {
          killPodOptions: {
            podStatusFunc: () => ({ phase: 'Failed', reason: 'Evicted' }),
            podTerminationGracePeriodSecondsOverride: 2,
          },
        }),
      });
      returned = err?.message ?? 'no error';
      stage.say(err ? `returns an error: ${returned}` : 'returns no error');
      return err;
    });
    const order = done.map(({ text }) => text);
    return {
      text: `${order.length === 0 ? 'Nothing was done.' : `In this order: ${order.join('; ')}.`} ${endOf(err)}`,
      facts: {
        order: order.join('; ') || 'nothing',
        callsRuntime: order.some((text) => text.startsWith('calls the runtime')),
        stops: order.some((text) => text.startsWith('stops')),
        reported: sent?.phase ?? 'nothing',
        returned: err ? 'an error' : 'no error',
      },
    };
  },
});

/** What the worker makes of what `syncPod` returned. */
function endOf(err: Error | undefined): string {
  if (!err) return 'syncPod returns no error, and the worker looks again after about a minute.';
  const isNetwork = err.message.startsWith(networkNotReadyErrorMsg);
  return `syncPod returns an error, and the worker looks again after about ${isNetwork ? 'a second' : 'ten seconds'}: ${err.message}.`;
}

/** What the last relist saw. */
function seen(container: string): RuntimeStatus {
  const exited = { finishedAt: 1000, exitCode: 1, reason: 'Error' };
  return {
    id: 'web',
    name: 'web',
    namespace: 'default',
    ips: container === 'not started' ? [] : ['10.64.2.2'],
    containerStatuses:
      container === 'not started'
        ? []
        : [
            {
              id: 'id-of-c',
              name: 'c',
              state: container === 'running' ? 'running' : 'exited',
              createdAt: 0,
              startedAt: 0,
              ...(container === 'exited' && exited),
            },
          ],
    sandboxStatuses: [],
  };
}

/** A sandbox that is all right, and a container as the reader chose. */
function resultOf(answer: string): PodSyncResult {
  const result = new PodSyncResult();
  const start = new SyncResult('StartContainer', 'c');
  if (answer !== runtimeAnswers[0]) {
    start.fail(
      answer === runtimeAnswers[1] ? errCrashLoopBackOff : errRunContainer,
      answer === runtimeAnswers[1] ? 'back-off 10s restarting failed container' : 'no such command',
    );
  }
  result.addSyncResult(new SyncResult('ConfigPodSandbox', 'web'), start);
  return result;
}

const reasonOf = ({ reason, containerStatuses }: PodStatus): string => {
  const [first] = containerStatuses ?? [];
  const state = first?.state;
  const words = state?.running
    ? 'c is running'
    : state?.terminated
      ? 'c is terminated'
      : state?.waiting
        ? `c waits: ${state.waiting.reason ?? ''}`
        : '';
  const both = [reason ?? '', words].filter((text) => text !== '').join(', ');
  return both === '' ? '' : ` (${both})`;
};

/** As much of a status as is of interest here. */
const brief = ({ phase, reason, conditions, containerStatuses }: PodStatus): unknown => ({
  phase,
  ...(reason !== undefined && { reason }),
  ...(conditions && {
    conditions: Object.fromEntries(conditions.map(({ type, status }) => [type, status])),
  }),
  ...(containerStatuses && {
    containers: Object.fromEntries(containerStatuses.map(({ name, state }) => [name, state])),
  }),
});
