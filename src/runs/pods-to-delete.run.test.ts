import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('pods-to-delete');

describe('pods-to-delete', () => {
  test('takes those whose loss costs least', () => {
    expect(factsOf('five-kinds')).toMatchObject({ gone: 'web-2, web-4, web-3' });
    expect(factsOf('recorded')).toMatchObject({ first: 'web-xwr8s' });
    expect(factsOf('not-ready')).toMatchObject({ gone: 'web-3', readyStay: 2 });
    expect(factsOf('crowded')).toMatchObject({ gone: 'web-1, web-2', nodesLeft: 2 });
    expect(factsOf('ages')).toMatchObject({ gone: 'young' });
    expect(factsOf('all')).toMatchObject({ stay: 'none' });
  });

  test('takes others without its rules', () => {
    expect(broken('ages', 'oldest-first')).toMatchObject({ gone: 'old' });
    expect(broken('not-ready', 'no-readiness')).toMatchObject({ gone: 'web-1', readyStay: 1 });
    expect(broken('crowded', 'no-ranks')).toMatchObject({ gone: 'web-3, web-4', nodesLeft: 1 });
  });
});
