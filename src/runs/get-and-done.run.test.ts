import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('get-and-done');

describe('get-and-done', () => {
  test('sees every last change, by one worker at a time', () => {
    expect(factsOf('in-the-middle')).toMatchObject({ turns: 2, mostAtOnce: 1, unseen: '' });
    expect(factsOf('two-keys')).toMatchObject({ turns: 3, unseen: '' });
    expect(factsOf('busy-key')).toMatchObject({ order: 'web, db, api, web', unseen: '' });
    expect(factsOf('after-the-work')).toMatchObject({ turns: 2 });
    expect(factsOf('no-done')).toMatchObject({ turns: 2, unseen: 'web' });
  });

  test('loses changes or works twice at once without its guards', () => {
    expect(broken('in-the-middle', 'done-forgets')).toMatchObject({ turns: 1, unseen: 'web' });
    expect(broken('in-the-middle', 'no-processing-check')).toMatchObject({ mostAtOnce: 2 });
    expect(broken('in-the-middle', 'clean-at-the-end')).toMatchObject({ turns: 1, unseen: 'web' });
  });
});
