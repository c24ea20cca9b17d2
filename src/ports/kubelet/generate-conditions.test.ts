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
