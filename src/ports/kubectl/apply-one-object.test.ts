import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { reasonForError } from '../api/status-error.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { JSONMap } from '../strategicpatch/json-value.ts';
import { patchMetaOf } from '../strategicpatch/schema.ts';
import { applyOneObject } from './apply-one-object.ts';
import { FakeServer } from './fake-server.ts';
import { metadataText } from './metadata-accessor.ts';

interface ApplyCase {
  readonly object: JSONMap;
  /** Null: it isn't there. */
  readonly live: JSONMap | null;
  readonly gets: readonly string[];
  readonly writes: readonly string[];
  readonly overwrite: boolean;
  readonly calls: readonly string[];
  readonly out: string;
  readonly errOut: string;
  readonly error: string;
}

function run({ object, live, gets, writes, overwrite }: ApplyCase) {
  const schema = patchMetaOf('ReplicaSet');
  if (!schema) throw new Error('no schema');
  const runtime = new Scheduler();
  const client = new FakeServer(live ?? undefined, gets, writes);
  let [out, errOut] = ['', ''];
  const info = {
    client,
    schema,
    resource: 'replicasets',
    source: 'rs.yaml',
    namespace: 'default',
    name: metadataText(object, 'name'),
    object: structuredClone(object),
  };
  const options = {
    runtime,
    overwrite,
    print(operation: string, printed: JSONMap) {
      out += `replicaset.apps/${metadataText(printed, 'name')} ${operation}\n`;
    },
    warn(text: string) {
      errOut += text;
    },
  };
  const err = runtime.run(() => applyOneObject(options, info));
  const reason = reasonForError(err);
  const [line = ''] = (err?.message ?? '').split('\n');
  return { calls: client.calls, out, errOut, error: reason === '' ? line : `${reason}: ${line}` };
}

describe('applyOneObject', () => {
  const { symbol, cases } = readVectors<ApplyCase>('apply-one-object');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go#ApplyOptions.applyOneObject',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
    for (const said of ['created', 'configured', 'unchanged']) {
      expect(cases.some(({ out }) => out.includes(said))).toBe(true);
    }
    for (const warning of ['is missing the', 'currently being deleted']) {
      expect(cases.some(({ errOut }) => errOut.includes(warning))).toBe(true);
    }
  });

  // Of an error the first line is compared: the others show documents in the form of Go's values.
  test('asks the server for what Go asks it for, and says the same', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, ...run(one) }).toEqual({ at, ...one });
    }
  });
});
