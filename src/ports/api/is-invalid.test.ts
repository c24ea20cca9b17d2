import { expect, test } from 'vitest';
import { isInvalid } from './is-invalid.ts';
import { StatusError } from './status-error.ts';

test('isInvalid looks through errors around, as errors.As does', () => {
  const invalid = new StatusError('Pod "a" is invalid', 'Invalid');
  const wrapped = new Error('cannot patch', { cause: invalid });
  const others = [
    new StatusError('pods "a" not found', 'NotFound'),
    new Error('Invalid'),
    undefined,
  ];
  expect([invalid, wrapped, ...others].map(isInvalid)).toEqual([true, true, false, false, false]);
});
