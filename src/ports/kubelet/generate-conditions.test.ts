import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { ContainerStatus, PodCondition, PodPhase, PodSpec } from '../api/pod.ts';
import {
  generateContainersReadyCondition,
  generatePodInitializedCondition,
  generatePodReadyCondition,
} from './generate-conditions.ts';

interface ConditionsCase {
  readonly phase: PodPhase | '';
  readonly specs: string;
  readonly inits: string;
  readonly gates: string;
  readonly statuses: string | null;
  readonly conditions: string;
  readonly answers: string;
}

const words = (text: string): string[] => text.split(',').filter((word) => word !== '');

describe('generateContainersReadyCondition, generatePodReadyCondition, generatePodInitializedCondition', () => {
  const { symbol, cases } = readVectors<ConditionsCase>('generate-conditions');

  test('the vectors are of the symbol that they port, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/status/generate.go#GeneratePodReadyCondition');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answer as Go did', () => {
    for (const one of cases) {
      const spec: PodSpec = {
        containers: words(one.specs).map((name) => ({ name })),
        initContainers: words(one.inits).map((name) => ({ name })),
        readinessGates: words(one.gates).map((conditionType) => ({ conditionType })),
      };
      const pairs = (text: string) => words(text).map((word) => word.split('='));
      const statuses =
        one.statuses === null
          ? undefined
          : pairs(one.statuses).map(([name = '', ready]): ContainerStatus => ({
              name,
              ready: ready === 'true',
            }));
      const conditions = pairs(one.conditions).map(([type = '', status]): PodCondition => ({
        type,
        status: status as PodCondition['status'],
      }));
      const phase = one.phase === '' ? undefined : one.phase;
      const answers = [
        generateContainersReadyCondition(spec, statuses, phase),
        generatePodReadyCondition(spec, conditions, statuses, phase),
        generatePodInitializedCondition(spec, statuses, phase),
      ];
      expect({ ...one, answers }).toEqual({
        ...one,
        // A quote inside a message is a ' too.
        answers: JSON.parse(one.answers.replaceAll(`\\'`, '\\"').replaceAll("'", '"')) as unknown[],
      });
    }
  });
});

// The cases of generate_test.go have no names: each is known by its phase, and here by its words. A
// spec that is nil there is empty here. Statuses: `+` after a name is ready, `-` is not.
interface UpstreamCase {
  readonly containers?: string;
  readonly inits?: string;
  readonly gates?: string;
  readonly conditions?: string;
  readonly statuses: string | undefined;
  readonly phase: PodPhase;
  readonly expected: readonly [status: 'True' | 'False', reason?: string, message?: string];
}

function specOf({ containers = '', inits = '', gates = '' }: UpstreamCase): PodSpec {
  return {
    containers: words(containers).map((name) => ({ name })),
    initContainers: words(inits).map((name) => ({ name })),
    readinessGates: words(gates).map((conditionType) => ({ conditionType })),
  };
}

const statusesOf = (text: string | undefined): ContainerStatus[] | undefined =>
  text === undefined
    ? undefined
    : words(text).map((word) => ({ name: word.slice(0, -1), ready: word.endsWith('+') }));

const titled = (cases: readonly UpstreamCase[]): { title: string; one: UpstreamCase }[] =>
  cases.map((one, at) => {
    const { statuses = 'none', phase, expected } = one;
    const [status, reason = ''] = expected;
    const title = `${phase}, statuses ${statuses}: ${status} ${reason} > "podPhase:" @${at + 1}`;
    return { title, one };
  });

const both = '1234,5678';

const containersReady: readonly UpstreamCase[] = [
  { statuses: undefined, phase: 'Running', expected: ['False', 'UnknownContainerStatuses'] },
  { statuses: '', phase: 'Running', expected: ['True'] },
  {
    containers: '1234',
    statuses: '',
    phase: 'Running',
    expected: ['False', 'ContainersNotReady', 'containers with unknown status: [1234]'],
  },
  { containers: both, statuses: '1234+,5678+', phase: 'Running', expected: ['True'] },
  {
    containers: both,
    statuses: '1234+',
    phase: 'Running',
    expected: ['False', 'ContainersNotReady', 'containers with unknown status: [5678]'],
  },
  {
    containers: both,
    statuses: '1234+,5678-',
    phase: 'Running',
    expected: ['False', 'ContainersNotReady', 'containers with unready status: [5678]'],
  },
  {
    containers: '1234',
    statuses: '1234-',
    phase: 'Succeeded',
    expected: ['False', 'PodCompleted'],
  },
];

const gateMissing = (gate: string): string =>
  `corresponding condition of pod readiness gate "${gate}" does not exist.`;
const gateFalse = (gate: string): string =>
  `the status of pod readiness gate "${gate}" is not "True", but False`;

const gated = (
  gates: string,
  conditions: string,
  expected: UpstreamCase['expected'],
): UpstreamCase => ({ gates, conditions, statuses: '', phase: 'Running', expected });

const podReady: readonly UpstreamCase[] = [
  // The first seven are those above.
  ...containersReady,
  gated('gate1', '', ['False', 'ReadinessGatesNotReady', gateMissing('gate1')]),
  gated('gate1', 'gate1-', ['False', 'ReadinessGatesNotReady', gateFalse('gate1')]),
  gated('gate1', 'gate1+', ['True']),
  gated('gate1,gate2', 'gate1+', ['False', 'ReadinessGatesNotReady', gateMissing('gate2')]),
  gated('gate1,gate2', 'gate1+,gate2-', ['False', 'ReadinessGatesNotReady', gateFalse('gate2')]),
  gated('gate1,gate2', 'gate1+,gate2+', ['True']),
  {
    containers: '1234',
    gates: 'gate1',
    conditions: 'gate1+',
    statuses: '1234-',
    phase: 'Running',
    expected: ['False', 'ContainersNotReady', 'containers with unready status: [1234]'],
  },
];

const initialized: readonly UpstreamCase[] = [
  {
    inits: both,
    statuses: undefined,
    phase: 'Running',
    expected: ['False', 'UnknownContainerStatuses'],
  },
  { statuses: '', phase: 'Running', expected: ['True'] },
  {
    inits: '1234',
    statuses: '',
    phase: 'Running',
    expected: ['False', 'ContainersNotInitialized'],
  },
  { inits: both, statuses: '1234+,5678+', phase: 'Running', expected: ['True'] },
  {
    inits: both,
    statuses: '1234+',
    phase: 'Running',
    expected: ['False', 'ContainersNotInitialized'],
  },
  {
    inits: both,
    statuses: '1234+,5678-',
    phase: 'Running',
    expected: ['False', 'ContainersNotInitialized'],
  },
  { inits: '1234', statuses: '1234+', phase: 'Succeeded', expected: ['True', 'PodCompleted'] },
];

function conditionOf(type: string, [status, reason, message]: UpstreamCase['expected']) {
  return { type, status, ...(reason && { reason }), ...(message && { message }) };
}

describe('pkg/kubelet/status/generate_test.go#TestGenerateContainersReadyCondition', () => {
  test.each(titled(containersReady))('$title', ({ one }) => {
    const { statuses, phase, expected } = one;
    const ready = generateContainersReadyCondition(specOf(one), statusesOf(statuses), phase);
    expect(ready).toEqual(conditionOf('ContainersReady', expected));
  });
});

describe('pkg/kubelet/status/generate_test.go#TestGeneratePodReadyCondition', () => {
  test.each(titled(podReady))('$title', ({ one }) => {
    const { statuses, phase, expected } = one;
    const conditions = words(one.conditions ?? '').map((word): PodCondition => ({
      type: word.slice(0, -1),
      status: word.endsWith('+') ? 'True' : 'False',
    }));
    const ready = generatePodReadyCondition(specOf(one), conditions, statusesOf(statuses), phase);
    expect(ready).toEqual(conditionOf('Ready', expected));
  });
});

// Upstream does not look at the message.
describe('pkg/kubelet/status/generate_test.go#TestGeneratePodInitializedCondition', () => {
  test.each(titled(initialized))('$title', ({ one }) => {
    const { statuses, phase, expected } = one;
    const { type, status, reason } = generatePodInitializedCondition(
      specOf(one),
      statusesOf(statuses),
      phase,
    );
    expect([type, status, reason]).toEqual(['Initialized', expected[0], expected[1]]);
  });
});
