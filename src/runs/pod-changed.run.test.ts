import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('pod-changed');

describe('pod-changed', () => {
  test('wakes those whose Pod it is or was', () => {
    expect(factsOf('ready')).toMatchObject({ queued: 'default/web, default/web (after 11 s)' });
    expect(factsOf('released')).toMatchObject({ queued: 'default/web, default/shop' });
    expect(factsOf('other-owner')).toMatchObject({ queued: 'default/shop, default/web' });
    expect(factsOf('marked')).toMatchObject({ del: 0, mayAct: 'yes' });
    expect(factsOf('orphan')).toMatchObject({ queued: 'default/shop' });
  });

  test('misses some of it without its branches', () => {
    expect(broken('other-owner', 'no-old-owner')).toMatchObject({ queued: 'default/web' });
    expect(broken('marked', 'no-mark')).toMatchObject({ del: 1, mayAct: 'no' });
    expect(broken('ready', 'no-alarm')).toMatchObject({ queued: 'default/web' });
  });
});
