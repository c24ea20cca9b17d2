import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { deleteOwnerRefStrategicMergePatch, ownerRefControllerPatch } from './owner-ref-patches.ts';

interface PatchCase {
  readonly owners: readonly string[];
  readonly of: string;
  readonly kind: readonly [group: string, version: string, kind: string];
  readonly name: string;
  readonly delete: string;
  readonly add: string;
}

describe('patches of owner references', () => {
  const { symbol, cases } = readVectors<PatchCase>('owner-ref-patches');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_ref_manager.go#ownerRefControllerPatch');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('are to the letter those of Go', () => {
    for (const one of cases) {
      const [group, version, kind] = one.kind;
      const { name } = one;
      const uid = one.owners[0] ?? '';
      const controller = { metadata: { name, ...(uid && { uid }) } };
      expect({
        ...one,
        delete: deleteOwnerRefStrategicMergePatch(one.of, ...one.owners),
        add: ownerRefControllerPatch(controller, { group, version, kind }, one.of),
      }).toEqual(one);
    }
  });
});
