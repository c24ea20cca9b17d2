import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { namedContainers, statusesOf } from '../../../conformance/short-containers.ts';
import type { ContainerState, ContainerStatus, PodPhase, PodSpec } from '../api/pod.ts';
import { getPhase } from './get-phase.ts';
import { notRunning } from './kubelet-pods.ts';

interface PhaseCase {
  readonly policy: 'Always' | 'OnFailure' | 'Never';
  readonly inits: string;
  readonly specs: string;
  readonly statuses: string;
  readonly phase: PodPhase;
  readonly idle: boolean;
}

describe('getPhase', () => {
  const { symbol, cases } = readVectors<PhaseCase>('kubelet-get-phase');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/kubelet_pods.go#getPhase');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did, and so does notRunning', () => {
    for (const one of cases) {
      const spec: PodSpec = {
        restartPolicy: one.policy,
        initContainers: namedContainers(one.inits),
        containers: namedContainers(one.specs),
      };
      const statuses = statusesOf(one.statuses);
      expect({ ...one, phase: getPhase(spec, statuses), idle: notRunning(statuses) }).toEqual(one);
    }
  });
});

const ended = (exitCode: number): ContainerState => ({ terminated: { exitCode } });
const state = (name: string, value: ContainerState): ContainerStatus => ({ name, state: value });
const [a, b] = ['containerA', 'containerB'] as const;
const runs = (name: string): ContainerStatus => state(name, { running: {} });
const stopped = (name: string): ContainerStatus => state(name, ended(0));
const failed = (name: string): ContainerStatus => state(name, ended(-1));
const waits = (name: string): ContainerStatus => state(name, { waiting: {} });
const backsOff = (name: string): ContainerStatus => ({ ...waits(name), lastState: ended(-1) });

type Case = readonly [title: string, statuses: readonly ContainerStatus[], phase: PodPhase];

function phases(restartPolicy: PodSpec['restartPolicy'], cases: readonly Case[]): void {
  test.each(cases)('%s', (_title, statuses, phase) => {
    const spec: PodSpec = {
      nodeName: 'machine',
      containers: [{ name: a }, { name: b }],
      ...(restartPolicy && { restartPolicy }),
    };
    expect(getPhase(spec, statuses)).toBe(phase);
  });
}

describe('pkg/kubelet/kubelet_pods_test.go#TestPodPhaseWithRestartAlways', () => {
  phases('Always', [
    ['waiting > "Status: v1.PodStatus{}}"', [], 'Pending'],
    ['all running', [runs(a), runs(b)], 'Running'],
    ['all stopped with restart always', [stopped(a), stopped(b)], 'Running'],
    ['mixed state #1 with restart always', [runs(a), stopped(b)], 'Running'],
    ['mixed state #2 with restart always', [runs(a)], 'Pending'],
    ['mixed state #3 with restart always', [runs(a), waits(b)], 'Pending'],
    ['backoff crashloop container with restart always', [runs(a), backsOff(b)], 'Running'],
  ]);
});

describe('pkg/kubelet/kubelet_pods_test.go#TestPodPhaseWithRestartNever', () => {
  phases('Never', [
    ['waiting > "Status: v1.PodStatus{}}"', [], 'Pending'],
    ['all running with restart never', [runs(a), runs(b)], 'Running'],
    ['all succeeded with restart never', [stopped(a), stopped(b)], 'Succeeded'],
    ['all failed with restart never', [failed(a), failed(b)], 'Failed'],
    ['mixed state #1 with restart never', [runs(a), stopped(b)], 'Running'],
    ['mixed state #2 with restart never', [runs(a)], 'Pending'],
    ['mixed state #3 with restart never', [runs(a), waits(b)], 'Pending'],
  ]);
});

describe('pkg/kubelet/kubelet_pods_test.go#TestPodPhaseWithRestartOnFailure', () => {
  phases('OnFailure', [
    ['waiting > "Status: v1.PodStatus{}}"', [], 'Pending'],
    ['all running with restart onfailure', [runs(a), runs(b)], 'Running'],
    ['all succeeded with restart onfailure', [stopped(a), stopped(b)], 'Succeeded'],
    ['all failed with restart never', [failed(a), failed(b)], 'Running'],
    ['mixed state #1 with restart onfailure', [runs(a), stopped(b)], 'Running'],
    ['mixed state #2 with restart onfailure', [runs(a)], 'Pending'],
    ['mixed state #3 with restart onfailure', [runs(a), waits(b)], 'Pending'],
    ['backoff crashloop container with restart onfailure', [runs(a), backsOff(b)], 'Running'],
  ]);
});
