import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  exactSelector,
  replayClaim,
  type ClaimCase,
} from '../../../conformance/replay-claim-pods.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { BaseControllerRefManager } from './base-controller-ref-manager.ts';

describe('BaseControllerRefManager', () => {
  // ClaimPods hands every pod to ClaimObject; these cases meet each of its ways out.
  const { cases } = readVectors<ClaimCase>('claim-pods');

  test('claims as Go did', () => {
    for (const [at, one] of cases.entries()) {
      const { claimed, errors, asked } = replayClaim(one);
      expect({ at, ...one, claimed, errors, asked }).toEqual({ at, ...one });
    }
  });

  test('asks once whether it may adopt, and keeps the answer', () => {
    const runtime = new Scheduler();
    const answers = [new Error('first'), undefined];
    const manager = new BaseControllerRefManager(
      { metadata: { name: 'rs' } },
      exactSelector(),
      function* (): Task<Error | undefined> {
        yield;
        return answers.shift();
      },
    );
    expect(runtime.run(() => manager.canAdopt())?.message).toBe('first');
    expect(runtime.run(() => manager.canAdopt())?.message).toBe('first');
    expect(answers).toEqual([undefined]);
  });
});
