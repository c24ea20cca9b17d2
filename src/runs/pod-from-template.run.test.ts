import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('pod-from-template');

describe('pod-from-template', () => {
  test('copies all that it takes', () => {
    expect(factsOf('two-pods')).toMatchObject({ pods: 2, prefix: 'web-', spoiled: 0 });
    expect(factsOf('labels')).toMatchObject({ spoiled: 0 });
    expect(broken('labels', 'share-labels')).toMatchObject({ spoiled: 3 });
    expect(factsOf('image')).toMatchObject({ images: 'busybox:2, busybox, busybox', spoiled: 0 });
    expect(broken('image', 'share-spec')).toMatchObject({
      images: 'busybox:2, busybox:2, busybox:2',
      spoiled: 2,
    });
  });

  test('takes the template as it is at that moment, and little of its metadata', () => {
    expect(factsOf('new-template')).toMatchObject({ images: 'busybox, busybox, busybox:2' });
    expect(factsOf('ignored')).toMatchObject({ name: '', namespace: 'none' });
  });
});
