import { describe, expect, test } from 'vitest';
import { instrument } from './instrument.ts';
import { linkModules } from './link-modules.ts';
import { toScript } from './to-script.ts';

type Told = readonly [line: number, values: Record<string, unknown>];

/** Runs a module's `main` instrumented: what it returned, and what the hook was told. */
function watch(text: string): { result: unknown; told: Told[] } {
  const told: Told[] = [];
  const scripts = new Map([['main.ts', instrument(toScript(text, 'main.ts'))]]);
  const { main } = linkModules(scripts, 'main.ts', (_file, line, values) => {
    told.push([line, Object.fromEntries(values())]);
  });
  return { result: (main as () => unknown)(), told };
}

const linesOf = (told: readonly Told[]): number[] => told.map(([line]) => line);

describe('instrument', () => {
  test('tells of every statement before it runs, with the variables that are spoken of', () => {
    const { result, told } = watch(`export function main(): number {
  let sum: number = 1;
  const unused = 5;
  sum += 2;
  return sum;
}`);
    expect(result).toBe(3);
    expect(told).toEqual([
      [2, {}],
      [3, { sum: 1 }],
      [4, { sum: 1, unused: 5 }],
      [5, { sum: 3, unused: 5 }],
    ]);
  });

  test('tells of a loop whenever it asks whether it goes on', () => {
    const { result, told } = watch(`export function main() {
  let sum = 0;
  for (let i = 0; i < 2; i++) sum += i;
  while (sum < 3) {
    sum++;
  }
  do sum--; while (sum > 2);
  for (const x of [1]) {
    sum += x;
  }
  return sum;
}`);
    expect(result).toBe(3);
    expect(linesOf(told)).toEqual([2, 3, 3, 3, 3, 3, 4, 5, 4, 5, 4, 7, 7, 8, 9, 11]);
  });

  test('branches without braces stay branches', () => {
    const { result, told } = watch(`export function main() {
  let text = '';
  for (const n of [1, 2, 3])
    if (n === 1) text += 'a';
    else if (n === 2) text += 'b';
    else text += 'c';
  return text;
}`);
    expect(result).toBe('abc');
    expect(linesOf(told)).toEqual([2, 3, 4, 4, 4, 5, 5, 4, 5, 6, 7]);
  });

  test('a branch that has its line for itself is told of when it is taken', () => {
    const { told } = watch(`export function main() {
  const errors: string[] = [];
  for (const error of ['', 'x']) {
    if (error) errors.push(error); // go: errCh <- err
    if (error) errors.push(error); // go+: if err != nil {
  }
}`);
    expect(linesOf(told)).toEqual([2, 3, 5, 4, 5, 5]);
  });

  test('with a tag, only what has it is watched, and all inside it', () => {
    const told: number[] = [];
    const text = `/** Helps. @other */
function help() {
  return 1;
}
class Box {
  /** Not this. */
  first() {
    return help();
  }
  /**
   * @ports a.go#Box.second
   */
  *second() {
    const inner = () => {
      return help();
    };
    return inner();
  }
}
/** @ports a.go#main */
export function main() {
  const box = new Box();
  return box.first() + (box.second().next().value as number);
}`;
    const script = instrument(toScript(text, 'main.ts'), '@ports ');
    const { main } = linkModules(new Map([['main.ts', script]]), 'main.ts', (_file, line) =>
      told.push(line),
    );
    expect((main as () => unknown)()).toBe(2);
    expect(told).toEqual([22, 23, 14, 17, 15]);
  });

  test('a function inside sees what is outside, as far as it speaks of it', () => {
    const { told } = watch(`export function main() {
  const a = 1;
  const b = 2;
  const inner = (c: number) => {
    return a + c;
  };
  return inner(3);
}`);
    expect(told.at(-1)).toEqual([5, { a: 1, c: 3 }]);
  });

  test('generators, methods, try, switch and labels run as they did', () => {
    const text = `class Box {
  #value = 1;
  get value() { return this.#value; }
  *steps(this: Box, [first, { second = 2 }, ...rest]: [number, { second?: number }, ...number[]]) {
    outer: for (;;) {
      switch (first) {
        case 1: {
          yield this.#value;
          break outer;
        }
        default:
          return;
      }
    }
    try { throw new Error('x'); } catch (error) { yield (error as Error).message; } finally { yield rest.length + second; }
  }
}
export function main() { return [...new Box().steps([1, {}, 3, 4])]; }`;
    expect(watch(text).result).toEqual([1, 'x', 4]);
  });

  test('a value that is not there yet is for the listener to expect', () => {
    const told: unknown[] = [];
    const text = `export function main() {
  switch (2 as number) {
    case 1:
      const late = 1;
      return late;
    case 2:
      return (() => { return 'fine'; })();
  }
}`;
    const scripts = new Map([['main.ts', instrument(toScript(text, 'main.ts'))]]);
    const { main } = linkModules(scripts, 'main.ts', (_file, line) => told.push(line));
    expect((main as () => unknown)()).toBe('fine');
    expect(told).toEqual([2, 7, 7]);
  });
});

test('a module finds those that it imports, and says which it does not', () => {
  const scripts = new Map(
    Object.entries({
      'a/main.ts': `import { two } from '../b/two.ts'; export const main = () => two;`,
      'b/two.ts': `import type { Never } from './never.ts'; export const two = 2;`,
      'a/lost.ts': `import { x } from './missing.ts'; export const main = () => x;`,
    }).map(([path, text]) => [path, toScript(text, path)] as const),
  );
  const { main } = linkModules(scripts, 'a/main.ts', () => undefined);
  expect((main as () => unknown)()).toBe(2);
  expect(() => linkModules(scripts, 'a/lost.ts', () => undefined)).toThrow(
    'There is no module a/missing.ts',
  );
});

test('what is no TypeScript is said with its line and column', () => {
  expect(() => toScript('export function main() {\n  let = ;\n}', 'x.ts')).toThrow(
    /x\.ts.*\(2:\d+\)/,
  );
});
