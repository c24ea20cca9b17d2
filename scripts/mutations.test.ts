import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutations } from '../conformance/mutations.ts';

test.each(mutations)(
  'the fault "$what" still fits its file',
  ({ file, find, replace, tests, replays }) => {
    const text = readFileSync(file, 'utf8');
    expect(text.split(find).length - 1).toBe(1);
    expect(text.replace(find, () => replace)).not.toBe(text);
    const test = readFileSync(tests, 'utf8');
    expect(test).toContain('readVectors<');
    // A title may have its values put in: `... in turn` of `... %s`.
    expect(test.replaceAll(/%[si]/g, '')).toContain(replays.replace(/in turn|(?<=clock )0/, ''));
  },
);

test('the faults are spread over the ports', () => {
  const topics = new Set(mutations.map(({ file }) => file.split('/')[2]));
  expect([...topics].sort()).toEqual([
    'apiserver',
    'cache',
    'controller',
    'deployment',
    'kubelet',
    'replicaset',
    'scheduler',
    'strategicpatch',
    'workqueue',
  ]);
  expect(new Set(mutations.map(({ what }) => what)).size).toBe(mutations.length);
});
