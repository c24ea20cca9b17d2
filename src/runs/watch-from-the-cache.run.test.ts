import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('watch-from-the-cache');

describe('watch-from-the-cache', () => {
  test('tells history and what comes, without a gap and not twice', () => {
    expect(factsOf('no-gap')).toMatchObject({
      first: 'ADDED web-2 94, ADDED web-3 95',
      again: 0,
      wrong: 'nobody',
    });
    expect(broken('no-gap', 'no-history')).toMatchObject({ first: 'ADDED web-3 95', wrong: 'me' });
    expect(broken('no-gap', 'no-skip')).toMatchObject({ again: 2 });
  });

  test('tells each client in terms of its own selection', () => {
    expect(factsOf('gets-a-node')).toMatchObject({
      first: 'ADDED web-1 93, MODIFIED web-1 94',
      second: 'ADDED web-1 94',
    });
    expect(factsOf('leaves')).toMatchObject({
      first: 'ADDED web-1 93, DELETED web-1 94',
      second: 'ADDED web-1 94',
    });
  });

  test('refuses what it cannot tell by an event', () => {
    expect(factsOf('too-old')).toMatchObject({
      first: 'ERROR too old resource version: 80 (92)',
    });
  });

  test('cuts off who does not read', () => {
    expect(factsOf('slow')).toMatchObject({ second: '24 events', cutOff: 'slow', wrong: 'slow' });
    expect(broken('slow', 'wait-for-the-slow')).toMatchObject({ wrong: 'slow, quick' });
  });
});
