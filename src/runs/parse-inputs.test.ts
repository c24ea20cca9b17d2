import { expect, test } from 'vitest';
import { parseInputs } from './parse-inputs.ts';
import type { Fields } from './run.ts';

const fields = {
  count: { kind: 'number', label: 'Count', value: 3, min: 0, max: 9 },
  ready: { kind: 'boolean', label: 'Ready', value: false },
  how: { kind: 'choice', label: 'How', value: 'slow', options: ['slow', 'fast'] },
  steps: { kind: 'text', label: 'Steps', value: 'add a' },
} satisfies Fields;
const defaults = { count: 3, ready: false, how: 'slow', steps: 'add a' };

test('what was typed is read; what was not is as the scenario has it', () => {
  expect(parseInputs(fields, { count: '7', ready: 'true', how: 'fast' }, defaults)).toEqual({
    inputs: { count: 7, ready: true, how: 'fast', steps: 'add a' },
    problems: [],
  });
});

test('each input that cannot be read is said, and loses nothing of the others', () => {
  const { inputs, problems } = parseInputs(
    fields,
    { count: '12', ready: 'maybe', how: 'later', steps: 'x'.repeat(20_001) },
    defaults,
  );
  expect(inputs).toEqual(defaults);
  expect(problems).toEqual([
    { field: 'count', message: '12 is not between 0 and 9.' },
    { field: 'ready', message: '"maybe" is neither true nor false.' },
    { field: 'how', message: '"later" is none of slow, fast.' },
    { field: 'steps', message: 'It is longer than 20,000 characters.' },
  ]);
  expect(parseInputs(fields, { count: '1.5' }, defaults).problems[0]?.message).toBe(
    '"1.5" is not a whole number.',
  );
});
