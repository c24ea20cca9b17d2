import { reasonForError } from './status-error.ts';

/**
 * Whether an error says that the object breaks rules of its kind.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#IsInvalid
 */
export function isInvalid(err: Error | undefined): boolean {
  return reasonForError(err) === 'Invalid'; // go: return ReasonForError(err)
}
