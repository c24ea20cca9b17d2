import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { reasonForError } from '../api/status-error.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { JSONMap } from '../strategicpatch/json-value.ts';
import { isConflict } from '../strategicpatch/merge-patch-error.ts';
import { patchMetaOf } from '../strategicpatch/schema.ts';
import { getModifiedConfiguration } from './apply-annotation.ts';
import { FakeServer } from './fake-server.ts';
import { Patcher } from './patcher.ts';

interface PatchCase {
  readonly object: JSONMap;
  readonly live: JSONMap;
  readonly gets: readonly string[];
  readonly writes: readonly string[];
  readonly overwrite: boolean;
  readonly retries: number;
  readonly calls: readonly string[];
  readonly patch: string;
  /** Milliseconds. */
  readonly slept: number;
  readonly error: string;
}

type Input = Pick<PatchCase, 'object' | 'live' | 'gets' | 'writes' | 'overwrite' | 'retries'>;

function run({ object, live, gets, writes, overwrite, retries }: Input) {
  const schema = patchMetaOf('ReplicaSet');
  if (!schema) throw new Error('no schema');
  const runtime = new Scheduler();
  const helper = new FakeServer(live, gets, writes);
  const patcher = new Patcher({ runtime, helper, schema, overwrite, retries });
  const modified = getModifiedConfiguration(structuredClone(object), true);
  const [patch = '', , err] = runtime.run(() =>
    patcher.patch(structuredClone(live), modified, '', 'default', 'rs'),
  );
  return { calls: helper.calls, patch, slept: runtime.now(), error: textOf(err) };
}

function textOf(err: Error | undefined): string {
  if (!err) return '';
  if (isConflict(err)) return 'conflict of changes';
  const reason = reasonForError(err);
  const [line = ''] = err.message.split('\n');
  return reason === '' ? line : `${reason}: ${line}`;
}

describe('Patcher.patch', () => {
  const { symbol, cases } = readVectors<PatchCase>('patcher-patch');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go#Patcher.Patch');
    expect(cases.length).toBeGreaterThanOrEqual(100);
    expect(cases.some(({ slept }) => slept === 4000)).toBe(true);
    expect(cases.some(({ error }) => error === 'conflict of changes')).toBe(true);
  });

  test('asks the server for what Go asks it for, and waits as long', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, ...run(one) }).toEqual({ at, ...one });
    }
  });

  // What TestApplyRetry in staging/src/k8s.io/kubectl/pkg/cmd/apply/apply_test.go says of the
  // patcher, without the command around it: after a conflict the object is read and patched again.
  test('tries again after a conflict', () => {
    const one = cases.find(({ patch }) => patch !== '' && patch !== '{}');
    expect(one).toBeDefined();
    if (!one) return;
    const { calls, error } = run({
      ...one,
      gets: [],
      writes: ['Conflict'],
      overwrite: true,
      retries: 0,
    });
    expect(calls.map((call) => call.split(' ', 1)[0])).toEqual(['PATCH', 'GET', 'PATCH']);
    expect(error).toBe('');
  });
});
