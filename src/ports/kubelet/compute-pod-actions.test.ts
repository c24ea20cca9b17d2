import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Container, Pod } from '../api/pod.ts';
import {
  computePodActions,
  containerSucceeded,
  type PodActions,
  type PodActionsSource,
  type ProbeResult,
} from './compute-pod-actions.ts';
import { findNextInitContainerToRun } from './find-next-init-container-to-run.ts';
import { podSandboxChanged } from './pod-sandbox-changed.ts';
import type { PodStatus, State, Status } from './pod-status.ts';
import { shouldContainerBeRestarted } from './should-container-be-restarted.ts';

interface ActionsCase {
  readonly pod: string;
  readonly sandboxes: readonly string[];
  readonly containers: readonly string[];
  readonly probes: readonly string[];
  readonly changed: string;
  readonly next: string;
  readonly actions: string;
  readonly start: readonly number[];
  readonly kill: readonly string[];
  readonly restart: readonly boolean[];
  readonly success: readonly boolean[];
}

const containersOf = (text: string): Container[] =>
  text
    .split(',')
    .filter((name) => name !== '')
    .map((name) => ({ name }));

/** Reads `policy;gone;host;inits;containers`. */
function podOf(text: string): Pod {
  const [policy, gone, host, inits = '', containers = ''] = text.split(';');
  return {
    metadata: {
      name: 'p',
      namespace: 'default',
      uid: 'u',
      ...(gone === 'gone' && { deletionTimestamp: '2020-09-13T12:26:40Z' }),
    },
    spec: {
      restartPolicy: policy as NonNullable<Pod['spec']['restartPolicy']>,
      ...(host === 'host' && { hostNetwork: true }),
      initContainers: containersOf(inits),
      containers: containersOf(containers),
    },
    status: {},
  };
}

/** Reads sandboxes `id;attempt;ready;host;ip` and containers `name;id;state;exit;hash`. */
function statusOf(sandboxes: readonly string[], containers: readonly string[]): PodStatus {
  return {
    id: 'u',
    name: 'p',
    namespace: 'default',
    ips: [],
    sandboxStatuses: sandboxes.map((text) => {
      const [id = '', attempt, ready, host, ip = ''] = text.split(';');
      return {
        id,
        attempt: Number(attempt),
        ready: ready === 'ready',
        hostNetwork: host === 'host',
        ip,
      };
    }),
    containerStatuses: containers.map((text): Status => {
      const [name = '', id = '', state, exit, hash] = text.split(';');
      return {
        id,
        name,
        state: state as State,
        exitCode: Number(exit),
        hash: hash === '=' ? 1 : 2,
      };
    }),
  };
}

/** Every spec has the hash 1; probes are `id;liveness;startup`. */
function sourceOf(probes: readonly string[]): PodActionsSource {
  const at = (column: number, id: string): ProbeResult | undefined => {
    const result = probes.map((text) => text.split(';')).find(([first]) => first === id)?.[column];
    return result === '' ? undefined : (result as ProbeResult | undefined);
  };
  return {
    hashContainer: () => 1,
    liveness: (id) => at(1, id),
    startup: (id) => at(2, id),
  };
}

describe('computePodActions', () => {
  const { symbol, cases } = readVectors<ActionsCase>('compute-pod-actions');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/kubelet/kuberuntime/kuberuntime_manager.go#kubeGenericRuntimeManager.computePodActions',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  // Which containers are killed is a map in Go; the recorder sorted it.
  test('answers as Go did, and so do the functions that it asks', () => {
    for (const one of cases) {
      const pod = podOf(one.pod);
      const status = statusOf(one.sandboxes, one.containers);
      const actions = computePodActions(sourceOf(one.probes), pod, status);
      const [last, next, done] = findNextInitContainerToRun(pod, status);
      const containers = pod.spec.containers ?? [];
      expect({
        ...one,
        changed: podSandboxChanged(pod, status).join(';'),
        next: [last?.id ?? '', next?.name ?? '', done].join(';'),
        actions: [
          actions.killPod,
          actions.createSandbox,
          actions.sandboxID,
          actions.attempt,
          actions.nextInitContainerToStart?.name ?? '',
        ].join(';'),
        start: actions.containersToStart,
        kill: [...actions.containersToKill]
          .map(([id, info]) => [id, info.name, info.container.name, info.message].join(';'))
          .sort(),
        restart: containers.map((container) => shouldContainerBeRestarted(container, pod, status)),
        success: containers.map((container) => containerSucceeded(container, status)),
      }).toEqual(one);
    }
  });
});

interface UpstreamCase {
  readonly title: string;
  readonly policy?: 'Always' | 'OnFailure' | 'Never';
  readonly change?: (status: PodStatus) => void;
  readonly probes?: readonly string[];
  readonly actions?: Partial<Omit<PodActions, 'containersToKill'>>;
  /** IDs of the containers to kill. */
  readonly kill?: readonly string[];
}

/** What upstream's verifyActions compares: all but the messages. */
function verify(
  { policy, change, probes = [], actions, kill = [] }: UpstreamCase,
  inits: string,
  containers: readonly string[],
): void {
  const pod = podOf(`${policy ?? ''};;;${inits};foo1,foo2,foo3`);
  if (policy === undefined) delete pod.spec.restartPolicy;
  const status = statusOf(['sandboxID;0;ready;;10.0.0.1'], containers);
  change?.(status);
  const { containersToKill, ...others } = computePodActions(sourceOf(probes), pod, status);
  expect({ ...others, kill: [...containersToKill.keys()] }).toEqual({
    killPod: false,
    createSandbox: false,
    sandboxID: 'sandboxID',
    attempt: 0,
    nextInitContainerToStart: undefined,
    containersToStart: [],
    ...actions,
    kill,
  });
}

/** Changes one of the containers of a status. */
const container =
  (at: number, change: Partial<Status>) =>
  (status: PodStatus): void => {
    Object.assign(status.containerStatuses[at] ?? {}, change);
  };

/** Changes the sandbox of a status. */
const sandbox =
  (change: Partial<PodStatus['sandboxStatuses'][number]>) =>
  (status: PodStatus): void => {
    Object.assign(status.sandboxStatuses[0] ?? {}, change);
  };

const all =
  (...changes: readonly ((status: PodStatus) => void)[]) =>
  (status: PodStatus): void => {
    for (const change of changes) change(status);
  };

const noContainers = (status: PodStatus): void => {
  status.containerStatuses = [];
};
const succeeded = { state: 'exited', exitCode: 0 } as const;
const failed = { state: 'exited', exitCode: 111 } as const;
const allSucceeded = all(container(0, succeeded), container(1, succeeded), container(2, succeeded));

describe('pkg/kubelet/kuberuntime/kuberuntime_manager_test.go#TestComputePodActions', () => {
  const containers = ['foo1;id1;running;0;=', 'foo2;id2;running;0;=', 'foo3;id3;running;0;='];
  const cases: readonly UpstreamCase[] = [
    { title: 'everying is good; do nothing' },
    {
      title: 'start pod sandbox and all containers for a new pod',
      change: (status) => {
        status.sandboxStatuses = [];
        status.containerStatuses = [];
      },
      actions: {
        killPod: true,
        createSandbox: true,
        sandboxID: '',
        containersToStart: [0, 1, 2],
      },
    },
    {
      title: 'restart exited containers if RestartPolicy == Always',
      policy: 'Always',
      change: all(container(0, succeeded), container(1, failed)),
      actions: { containersToStart: [0, 1] },
    },
    {
      title: 'restart failed containers if RestartPolicy == OnFailure',
      policy: 'OnFailure',
      change: all(container(0, succeeded), container(1, failed)),
      actions: { containersToStart: [1] },
    },
    {
      title: "don't restart containers if RestartPolicy == Never",
      policy: 'Never',
      change: all(container(0, succeeded), container(1, failed)),
    },
    {
      title:
        'Kill pod and recreate everything if the pod sandbox is dead, and RestartPolicy == Always',
      policy: 'Always',
      change: sandbox({ ready: false }),
      actions: { killPod: true, createSandbox: true, attempt: 1, containersToStart: [0, 1, 2] },
    },
    {
      title:
        'Kill pod and recreate all containers (except for the succeeded one) if the pod sandbox is dead, and RestartPolicy == OnFailure',
      policy: 'OnFailure',
      change: all(sandbox({ ready: false }), container(1, succeeded)),
      actions: { killPod: true, createSandbox: true, attempt: 1, containersToStart: [0, 2] },
    },
    {
      title: 'Kill pod and recreate all containers if the PodSandbox does not have an IP',
      change: sandbox({ ip: '' }),
      actions: { killPod: true, createSandbox: true, attempt: 1, containersToStart: [0, 1, 2] },
    },
    {
      title: "Kill and recreate the container if the container's spec changed",
      policy: 'Always',
      change: container(1, { hash: 432423432 }),
      actions: { containersToStart: [1] },
      kill: ['id2'],
    },
    {
      title: 'Kill and recreate the container if the liveness check has failed',
      policy: 'Always',
      probes: ['id2;failure;'],
      actions: { containersToStart: [1] },
      kill: ['id2'],
    },
    {
      title: 'Kill and recreate the container if the startup check has failed',
      policy: 'Always',
      probes: ['id2;;failure'],
      actions: { containersToStart: [1] },
      kill: ['id2'],
    },
    {
      title:
        'Verify we do not create a pod sandbox if no ready sandbox for pod with RestartPolicy=Never and all containers exited',
      policy: 'Never',
      change: all(sandbox({ ready: false, attempt: 1 }), allSucceeded),
      actions: { killPod: true, attempt: 2 },
    },
    {
      title:
        'Verify we do not create a pod sandbox if no ready sandbox for pod with RestartPolicy=OnFailure and all containers succeeded',
      policy: 'OnFailure',
      change: all(sandbox({ ready: false, attempt: 1 }), allSucceeded),
      actions: { killPod: true, attempt: 2 },
    },
    {
      title:
        'Verify we create a pod sandbox if no ready sandbox for pod with RestartPolicy=Never and no containers have ever been created',
      policy: 'Never',
      change: all(sandbox({ ready: false, attempt: 2 }), noContainers),
      actions: { killPod: true, createSandbox: true, attempt: 3, containersToStart: [0, 1, 2] },
    },
    {
      title: 'Kill and recreate the container if the container is in unknown state',
      policy: 'Never',
      change: container(1, { state: 'unknown' }),
      actions: { containersToStart: [1] },
      kill: ['id2'],
    },
  ];
  test.each(cases)('$title', (one) => {
    verify(one, '', containers);
  });
});

// TestComputePodActionsWithInitAndEphemeralContainers is left out: ephemeral containers are behind a
// feature gate that is off in v1.20.
describe('pkg/kubelet/kuberuntime/kuberuntime_manager_test.go#TestComputePodActionsWithInitContainers', () => {
  const containers = [1, 2, 3].map((number) => `init${number};initid${number};exited;0;=`);
  const init = (name: string) => ({ nextInitContainerToStart: { name } });
  const recreate = { killPod: true, createSandbox: true, attempt: 1, ...init('init1') };
  const cases: readonly UpstreamCase[] = [
    {
      title: 'initialization completed; start all containers',
      actions: { containersToStart: [0, 1, 2] },
    },
    {
      title: 'initialization in progress; do nothing',
      policy: 'Always',
      change: container(2, { state: 'running' }),
    },
    {
      title: 'Kill pod and restart the first init container if the pod sandbox is dead',
      policy: 'Always',
      change: sandbox({ ready: false }),
      actions: recreate,
    },
    {
      title: 'initialization failed; restart the last init container if RestartPolicy == Always',
      policy: 'Always',
      change: container(2, { exitCode: 137 }),
      actions: init('init3'),
    },
    {
      title: 'initialization failed; restart the last init container if RestartPolicy == OnFailure',
      policy: 'OnFailure',
      change: container(2, { exitCode: 137 }),
      actions: init('init3'),
    },
    {
      title: 'initialization failed; kill pod if RestartPolicy == Never',
      policy: 'Never',
      change: container(2, { exitCode: 137 }),
      actions: { killPod: true },
    },
    {
      title:
        'init container state unknown; kill and recreate the last init container if RestartPolicy == Always',
      policy: 'Always',
      change: container(2, { state: 'unknown' }),
      actions: init('init3'),
      kill: ['initid3'],
    },
    {
      title:
        'init container state unknown; kill and recreate the last init container if RestartPolicy == OnFailure',
      policy: 'OnFailure',
      change: container(2, { state: 'unknown' }),
      actions: init('init3'),
      kill: ['initid3'],
    },
    {
      title: 'init container state unknown; kill pod if RestartPolicy == Never',
      policy: 'Never',
      change: container(2, { state: 'unknown' }),
      actions: { killPod: true },
    },
    {
      title:
        'Pod sandbox not ready, init container failed, but RestartPolicy == Never; kill pod only',
      policy: 'Never',
      change: sandbox({ ready: false }),
      actions: { killPod: true, attempt: 1 },
    },
    {
      title:
        'Pod sandbox not ready, and RestartPolicy == Never, but no visible init containers;  create a new pod sandbox',
      policy: 'Never',
      change: all(sandbox({ ready: false }), noContainers),
      actions: recreate,
    },
    {
      title:
        'Pod sandbox not ready, init container failed, and RestartPolicy == OnFailure; create a new pod sandbox',
      policy: 'OnFailure',
      change: all(sandbox({ ready: false }), container(2, { exitCode: 137 })),
      actions: recreate,
    },
  ];
  test.each(cases)('$title', (one) => {
    verify(one, 'init1,init2,init3', containers);
  });
});
