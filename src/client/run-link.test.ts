import { expect, test } from 'vitest';
import { compileEdits } from './compile-edits.ts';
import { formatLink, parseLink, type RunState } from './run-link.ts';

test('a link carries scenario, inputs, order, guards, edits and step', () => {
  const state: RunState = {
    scenario: 'quota',
    typed: { count: '20', program: 'add a\nget & done = 1' },
    order: 7,
    breaks: ['no-slow-start', 'no-forget'],
    edits: { 'src/ports/a.ts': 'let x = "#?&=";\n' },
  };
  expect(parseLink(formatLink('slow-start-batch', state, 3))).toEqual({ state, step: 3 });
});

test('a link that says little, or nonsense, changes nothing', () => {
  expect(parseLink('#run:x?order=many&step=last')).toEqual({
    state: { scenario: '', typed: {}, order: 0, breaks: [], edits: {} },
    step: undefined,
  });
});

const file = 'src/ports/a.ts';
const code = {
  scripts: [],
  sources: [[file, 'export function main() {\n  let a = 1;\n  return a;\n}\n']] as const,
  breaks: [{ id: 'no-one', edits: [{ file, find: 'a = 1', replace: 'a = 2' }] }],
};

test('edits and missing guards are compiled, and lines know where they were', () => {
  const edited =
    'export function main() {\n  const more = added();\n  let a = 1;\n  return a + 1;\n}\n';
  const compiled = compileEdits(code, { [file]: edited }, ['no-one']);
  if ('error' in compiled) throw new Error(compiled.error);
  expect(compiled.scripts.get(file)).toContain('let a = 2');
  expect([1, 2, 3, 4, 5].map((line) => compiled.lines(file, line))).toEqual([
    1,
    undefined,
    2,
    3,
    4,
  ]);
  expect(compiled.lines('src/ports/other.ts', 9)).toBe(9);
});

test('a guard that an edit took away cannot be taken out, and wrong code is said', () => {
  expect(compileEdits(code, { [file]: 'export const main = 1;' }, ['no-one'])).toEqual({
    error: `The guard cannot be taken out of ${file}, for the edit has changed it.`,
  });
  const wrong = compileEdits(code, { [file]: 'export function main( {' }, []);
  expect('error' in wrong && wrong.error).toMatch(/\(1:\d+\)/);
});
