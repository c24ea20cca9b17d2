import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('expectations');

describe('expectations', () => {
  test('says when a sync may act', () => {
    expect(factsOf('three-created')).toMatchObject({ answers: 'no, no, yes' });
    expect(factsOf('seen-twice')).toMatchObject({ answers: 'no, yes' });
    expect(factsOf('expires')).toMatchObject({ answers: 'no, no, yes', add: 1 });
    expect(factsOf('too-early')).toMatchObject({ answers: 'no', add: 1 });
    expect(factsOf('below-zero')).toMatchObject({ answers: 'yes, no' });
  });

  test('is wrong without the list, and stuck without the expiry', () => {
    expect(broken('seen-twice', 'no-list')).toMatchObject({ answers: 'yes, yes', del: -1 });
    expect(broken('expires', 'no-expiry')).toMatchObject({ answers: 'no, no, no' });
  });
});
