import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('manage-replicas');

describe('manage-replicas', () => {
  test('creates or deletes, and awaits nothing in the end', () => {
    expect(factsOf('create-three')).toMatchObject({ created: 3, add: 0, nextSyncMayAct: 'yes' });
    expect(factsOf('quota')).toMatchObject({
      created: 1,
      failed: 2,
      add: 0,
      error: 'exceeded quota',
    });
    expect(factsOf('delete-three')).toMatchObject({ deleted: 3, del: 0, nextSyncMayAct: 'yes' });
    expect(factsOf('already-gone')).toMatchObject({ deleted: 2, del: 0, error: 'none' });
    expect(factsOf('burst')).toMatchObject({ created: 5 });
  });

  test('keeps the expectation in a namespace that goes away', () => {
    expect(factsOf('terminating')).toMatchObject({ created: 0, add: 3, nextSyncMayAct: 'no' });
  });

  test('blocks the next sync without taking back, or when it expects too late', () => {
    expect(broken('quota', 'no-take-back')).toMatchObject({ add: 2, nextSyncMayAct: 'no' });
    expect(broken('create-three', 'expect-afterwards')).toMatchObject({
      add: 3,
      nextSyncMayAct: 'no',
    });
  });
});
