import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('sync-deployment');

describe('sync-deployment', () => {
  test('takes the way that the Deployment asks for', () => {
    expect(factsOf('new-template')).toMatchObject({ sizes: 'old 3, new 1' });
    expect(factsOf('scaled')).toMatchObject({ sizes: 'old 0, new 5' });
    expect(factsOf('scaled-amid')).toMatchObject({ sizes: 'old 15, new 10' });
    expect(factsOf('paused')).toMatchObject({ sizes: 'old 3, new none', changes: 0 });
    expect(factsOf('paused-scaled')).toMatchObject({ sizes: 'old 5, new none' });
    expect(factsOf('deleted')).toMatchObject({ sizes: 'old 3, new none', changes: 0 });
  });

  test('rolls out all the same without its questions', () => {
    expect(broken('paused', 'no-pause')).toMatchObject({ sizes: 'old 3, new 1' });
    expect(broken('scaled-amid', 'no-scaling')).toMatchObject({ sizes: 'old 8, new 17' });
    expect(broken('deleted', 'no-deletion')).toMatchObject({ sizes: 'old 3, new 1' });
  });
});
