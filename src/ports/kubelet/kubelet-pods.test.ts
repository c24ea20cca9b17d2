import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { namedContainers, statusesOf } from '../../../conformance/short-containers.ts';
import { shortStatus } from '../../../conformance/short-status.ts';
import type { ContainerStatus, Pod, PodPhase, PodStatus as ApiPodStatus } from '../api/pod.ts';
import {
  generateAPIPodStatus,
  podAndContainersAreTerminal,
  podIsTerminated,
  type PodStatusSource,
} from './kubelet-pods.ts';
import type { PodStatus, State, Status } from './pod-status.ts';

interface StatusCase {
  readonly pod: string;
  readonly cached: string | null;
  readonly runtime: readonly string[];
  readonly ips: string;
  readonly reasons: string;
  readonly status: string;
  readonly order: string;
  readonly ended: string;
}

const words = (text: string): string[] => text.split(',').filter((word) => word !== '');

/** The statuses of containers, told apart from those of init containers by the name. */
function apiStatusOf(phase: string | undefined, text: string): ApiPodStatus {
  const statuses = statusesOf(text);
  const isInit = ({ name }: ContainerStatus): boolean => name.startsWith('i');
  return {
    ...(phase && { phase: phase as PodPhase }),
    containerStatuses: statuses.filter((one) => !isInit(one)),
    initContainerStatuses: statuses.filter(isInit),
  };
}

/** Reads `policy;gone;phase;inits;containers;statuses`. */
function podOf(text: string): Pod {
  const [policy, gone, phase, inits = '', specs = '', statuses = ''] = text.split(';');
  return {
    metadata: {
      name: 'p',
      uid: 'u',
      ...(gone === 'gone' && { deletionTimestamp: '2020-09-13T12:26:40Z' }),
    },
    spec: {
      restartPolicy: policy as NonNullable<Pod['spec']['restartPolicy']>,
      initContainers: namedContainers(inits, 'i'),
      containers: namedContainers(specs, 'i'),
    },
    status: {
      ...apiStatusOf(phase, statuses),
      conditions: [
        { type: 'Other', status: 'True' },
        { type: 'Ready', status: 'True' },
      ],
    },
  };
}

/** Reads `name;id;state;exit;created;restarts;message`. */
function containerOf(text: string): Status {
  const [name = '', id = '', state, exit, created, restarts, message = ''] = text.split(';');
  const createdAt = (1_600_000_000 + Number(created)) * 1000;
  return {
    id,
    name,
    state: state as State,
    exitCode: Number(exit),
    createdAt,
    ...(state !== 'created' && { startedAt: createdAt + 1000 }),
    ...(state === 'exited' && { finishedAt: createdAt + 60_000, reason: 'Ended', message }),
    image: 'i',
    restartCount: Number(restarts),
  };
}

/** As upstream's fake of the prober: every container is ready. */
function source(cached: ApiPodStatus | undefined, failing: readonly string[]): PodStatusSource {
  return {
    statusManager: { getPodStatus: () => cached },
    probeManager: {
      updatePodStatus: (_uid, status) => {
        for (const one of status.containerStatuses ?? []) one.ready = true;
      },
    },
    reasonCache: {
      get: (_uid, name) =>
        failing.includes(name)
          ? { reason: 'CrashLoopBackOff', message: `again ${name}` }
          : undefined,
    },
    hostIP: '',
    getPodQOS: () => 'BestEffort',
  };
}

describe('generateAPIPodStatus', () => {
  const { symbol, cases } = readVectors<StatusCase>('kubelet-api-pod-status');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/kubelet_pods.go#Kubelet.generateAPIPodStatus');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did, and so does podAndContainersAreTerminal', () => {
    for (const one of cases) {
      const pod = podOf(one.pod);
      const [phase, statuses = ''] = one.cached?.split(';') ?? [];
      const cached = one.cached === null ? undefined : apiStatusOf(phase, statuses);
      const before = structuredClone({ pod, cached });
      const kl = source(cached, words(one.reasons));
      const podStatus: PodStatus = {
        id: 'u',
        name: '',
        namespace: '',
        ips: words(one.ips),
        containerStatuses: one.runtime.map(containerOf),
        sandboxStatuses: [],
      };
      const answer = generateAPIPodStatus(kl, pod, podStatus);
      expect({
        ...one,
        status: shortStatus(answer),
        order: podStatus.containerStatuses.map(({ id }) => id.replace('test://', '')).join(','),
        ended: podAndContainersAreTerminal(kl, pod).join(','),
      }).toEqual({
        ...one,
        status: JSON.parse(one.status.replaceAll("'", '"')) as unknown,
      });
      expect(podIsTerminated(kl, pod)).toBe(one.ended.endsWith(',true'));
      expect({ pod, cached }).toEqual(before);
    }
  });

  test('a pod in the network of its node has the address of the node', () => {
    const pod = podOf('Always;;;;c0;');
    pod.spec.hostNetwork = true;
    const kl = { ...source(undefined, []), hostIP: '192.168.0.7' };
    const podStatus: PodStatus = {
      id: 'u',
      name: 'p',
      namespace: '',
      ips: [],
      containerStatuses: [],
      sandboxStatuses: [],
    };
    expect(generateAPIPodStatus(kl, pod, podStatus)).toMatchObject({
      hostIP: '192.168.0.7',
      podIP: '192.168.0.7',
      podIPs: [{ ip: '192.168.0.7' }],
    });
  });
});
