import { expect, test } from 'vitest';
import { hasStatusCause, isNotFound, StatusError } from './status-error.ts';

const notFound = new StatusError('pods "a" not found', 'NotFound', ['NamespaceTerminating']);
const wrapped = new Error('cannot delete', { cause: notFound });

test('isNotFound looks through errors around, as errors.As does', () => {
  expect([notFound, wrapped, new Error('not found'), undefined].map(isNotFound)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(isNotFound(new StatusError('pods "a" is forbidden', 'Forbidden'))).toBe(false);
});

test('hasStatusCause does not', () => {
  expect(hasStatusCause(notFound, 'NamespaceTerminating')).toBe(true);
  expect(hasStatusCause(notFound, 'Other')).toBe(false);
  expect(hasStatusCause(wrapped, 'NamespaceTerminating')).toBe(false);
  expect(hasStatusCause(undefined, 'NamespaceTerminating')).toBe(false);
});
