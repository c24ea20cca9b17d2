import { describe, expect, test } from 'vitest';
import { suggest } from './suggest.ts';

describe('suggest', () => {
  test.each([
    ['a letter left out', 'kublet', ['kubectl', 'kubelet'], 'kubelet'],
    ['two letters exchanged', 'lable', ['title', 'label'], 'label'],
    ['another case', 'SLOWSTART', ['slowStart', 'fastStart'], 'slowStart'],
    ['a method without its receiver', 'Run', ['run', 'Loop.Run'], 'run'],
    ['a name without its folder', 'loop.go', ['cmd/main.go', 'pkg/loop.go'], 'pkg/loop.go'],
  ])('%s', (_, typed, known, meant) => {
    expect(suggest(typed, known)).toBe(`Did you mean \`${meant}\`?`);
  });

  test('a right name without its receiver is nearer than a misspelling of another', () => {
    expect(suggest('step', ['stop', 'Loop.step'])).toBe('Did you mean `Loop.step`?');
  });

  test('of two equally near names the first is taken', () => {
    expect(suggest('stap', ['step', 'stop'])).toBe('Did you mean `step`?');
  });

  test('nothing is suggested when nothing is near', () => {
    expect(suggest('scheduler', ['kubectl', 'etcd'])).toBeUndefined();
    expect(suggest('anything', [])).toBeUndefined();
  });

  test('a short name tolerates two wrong letters, and not three', () => {
    expect(suggest('abc', ['axy'])).toBe('Did you mean `axy`?');
    expect(suggest('abc', ['xyz'])).toBeUndefined();
  });

  test('a longer name tolerates more: four of ten letters', () => {
    expect(suggest('abcdefghij', ['abcdefWXYZ'])).toBe('Did you mean `abcdefWXYZ`?');
    expect(suggest('abcdefghij', ['abcdeVWXYZ'])).toBeUndefined();
  });

  test('any iterable will do', () => {
    expect(suggest('fold', new Set(['folds']))).toBe('Did you mean `folds`?');
  });
});
