import { describe, expect, test } from 'vitest';
import {
  compareProblems,
  formatProblem,
  isProblemError,
  ProblemError,
  reasonOf,
  type Problem,
} from './problem.ts';

const place = { file: 'content/tour/a/b.md', line: 3, column: 7 };

describe('formatProblem', () => {
  test('a problem without place or hint is its message', () => {
    expect(formatProblem({ message: 'The disk is full.' })).toBe('The disk is full.');
  });

  test('the place stands before the message, in the form that editors make links of', () => {
    expect(formatProblem({ message: 'Unknown lane.', place })).toBe(
      'content/tour/a/b.md:3:7: Unknown lane.',
    );
  });

  test('every line of the hint is indented', () => {
    expect(formatProblem({ message: 'Twice.', hint: 'Quote more:\none\ntwo' })).toBe(
      'Twice.\n  Quote more:\n  one\n  two',
    );
  });
});

describe('ProblemError', () => {
  test('it carries one problem as a list of one', () => {
    const problem = { message: 'Unknown lane.', place };
    const error = new ProblemError(problem);
    expect(error.problems).toEqual([problem]);
    expect(error.name).toBe('ProblemError');
  });

  test('its message has all problems, one below the other', () => {
    const error = new ProblemError([{ message: 'First.', place }, { message: 'Second.' }]);
    expect(error.message).toBe('content/tour/a/b.md:3:7: First.\nSecond.');
  });

  test('it keeps the cause', () => {
    const cause = new Error('EACCES');
    expect(new ProblemError({ message: 'No.' }, { cause }).cause).toBe(cause);
  });
});

describe('isProblemError', () => {
  test('it knows one of another copy of the module', () => {
    const foreign = Object.assign(new Error('x'), { name: 'ProblemError', problems: [] });
    expect(isProblemError(new ProblemError({ message: 'x' }))).toBe(true);
    expect(isProblemError(foreign)).toBe(true);
  });

  test('any other error is none', () => {
    expect(isProblemError(new Error('x'))).toBe(false);
    expect(isProblemError({ name: 'ProblemError', problems: [] })).toBe(false);
    expect(isProblemError(undefined)).toBe(false);
  });
});

describe('compareProblems', () => {
  const at = (file: string, line: number, column: number): Problem => ({
    message: `${file}:${line}:${column}`,
    place: { file, line, column },
  });

  test('problems are in the order of file, line and column; those without a place come first', () => {
    const sorted = [
      at('b.md', 1, 1),
      { message: 'nowhere' },
      at('a.md', 10, 2),
      at('a.md', 10, 1),
      at('a.md', 9, 30),
    ].sort(compareProblems);
    expect(sorted.map(({ message }) => message)).toEqual([
      'nowhere',
      'a.md:9:30',
      'a.md:10:1',
      'a.md:10:2',
      'b.md:1:1',
    ]);
  });

  test('two problems without a place keep their order', () => {
    expect(compareProblems({ message: 'a' }, { message: 'b' })).toBe(0);
  });
});

describe('reasonOf', () => {
  test('an error gives its message, anything else is made text', () => {
    expect(reasonOf(new Error('no route'))).toBe('no route');
    expect(reasonOf('a string')).toBe('a string');
    expect(reasonOf(undefined)).toBe('undefined');
  });

  test('causes follow the message, however deep', () => {
    const error = new Error('fetch failed', {
      cause: new Error('connect', { cause: new Error('ECONNREFUSED') }),
    });
    expect(reasonOf(error)).toBe('fetch failed: connect: ECONNREFUSED');
  });

  test('a cause that the message already tells is not told twice', () => {
    expect(reasonOf(new Error('failed: ENOENT', { cause: new Error('ENOENT') }))).toBe(
      'failed: ENOENT',
    );
  });
});
