import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('registry-create');

describe('registry-create', () => {
  test('stores a key once', () => {
    expect(factsOf('one')).toMatchObject({ codes: '201', revision: 2 });
    expect(factsOf('two-servers')).toMatchObject({ codes: '201, 409', stored: 1, lost: 0 });
    expect(broken('two-servers', 'no-compare')).toMatchObject({ codes: '201, 201', lost: 1 });
    expect(factsOf('namespaces')).toMatchObject({ codes: '201, 201', stored: 2 });
  });

  test('lets a client try again that did not choose the name', () => {
    expect(factsOf('generated')).toMatchObject({ codes: '201, 500' });
    expect(broken('generated', 'no-name-check')).toMatchObject({ codes: '201, 409' });
  });

  test('takes no new object with a version', () => {
    expect(factsOf('with-version')).toMatchObject({ codes: '500', stored: 0 });
    expect(broken('with-version', 'any-version')).toMatchObject({ codes: '201', stored: 1 });
  });

  test('gives a name again when the old object is gone', () => {
    expect(factsOf('being-deleted')).toMatchObject({ codes: '201, 200, 409' });
    expect(factsOf('name-again')).toMatchObject({ codes: '201, 200, 201', revision: 4 });
  });
});
