import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { ownersOf } from '../../../conformance/short-owned.ts';
import { newControllerRef } from './new-controller-ref.ts';
import { getControllerOf, getControllerOfNoCopy } from './get-controller-of.ts';

interface OwnerCase {
  readonly owners: string;
  /** Index of the controller, -1 for none. */
  readonly at: number;
  readonly copied: boolean;
}

describe('getControllerOf', () => {
  const { symbol, cases } = readVectors<OwnerCase>('get-controller-of');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go#GetControllerOf',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('finds what Go did', () => {
    for (const one of cases) {
      const ownerReferences = ownersOf(one.owners);
      const object = {
        metadata: { name: 'pod', ...(ownerReferences.length > 0 && { ownerReferences }) },
      };
      const noCopy = getControllerOfNoCopy(object);
      const copy = getControllerOf(object);
      const at = noCopy ? ownerReferences.indexOf(noCopy) : -1;
      expect({ ...one, at, copied: copy !== undefined && copy !== noCopy }).toEqual(one);
      expect(copy).toEqual(noCopy);
    }
  });
});

test('staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref_test.go#TestGetControllerOf', () => {
  const owner = { metadata: { name: 'name1', uid: 'uid1' } };
  const controllerRef = newControllerRef(owner, { group: 'group', version: 'v1', kind: 'Kind' });
  const other = { apiVersion: '', kind: '', uid: '', controller: false };
  const owned = {
    metadata: {
      name: 'name1',
      uid: 'uid2',
      ownerReferences: [{ ...other, name: 'owner1' }, controllerRef, { ...other, name: 'owner2' }],
    },
  };
  expect(getControllerOf(owner)).toBeUndefined();
  expect(getControllerOf(owned)).toMatchObject({ name: 'name1', uid: 'uid1' });
});
