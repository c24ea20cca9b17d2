import type { Field, Fields, ValuesOf } from './run.ts';

/** What is wrong with an input, and what may be written. */
export interface InputProblem {
  readonly field: string;
  readonly message: string;
}

/**
 * Reads inputs that were typed, in a form, a link or a terminal.
 *
 * @param given Field name -> text; a field that is not there has its own value.
 */
export function parseInputs(
  fields: Fields,
  given: Readonly<Record<string, string>>,
  defaults: ValuesOf<Fields>,
): { readonly inputs: ValuesOf<Fields>; readonly problems: readonly InputProblem[] } {
  const problems: InputProblem[] = [];
  const inputs = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const text = given[name];
      const before = defaults[name] ?? field.value;
      if (text === undefined) return [name, before];
      const value = parseField(field, text);
      if (typeof value === 'object') {
        problems.push({ field: name, message: value.problem });
        return [name, before];
      }
      return [name, value];
    }),
  );
  return { inputs, problems };
}

function parseField(
  field: Field,
  text: string,
): string | number | boolean | { readonly problem: string } {
  switch (field.kind) {
    case 'number': {
      const value = Number(text);
      if (text.trim() === '' || !Number.isInteger(value)) {
        return { problem: `"${text}" is not a whole number.` };
      }
      if (value < field.min || value > field.max) {
        return { problem: `${value} is not between ${field.min} and ${field.max}.` };
      }
      return value;
    }
    case 'boolean':
      if (text === 'true' || text === '') return true;
      return text === 'false' ? false : { problem: `"${text}" is neither true nor false.` };
    case 'choice':
      return field.options.includes(text)
        ? text
        : { problem: `"${text}" is none of ${field.options.join(', ')}.` };
    case 'text':
      return text.length <= 20_000 ? text : { problem: 'It is longer than 20,000 characters.' };
  }
}
