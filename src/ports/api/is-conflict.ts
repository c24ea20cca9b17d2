import { reasonForError } from './status-error.ts';

/**
 * Whether an error says that the object has changed since it was read.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#IsConflict
 */
export function isConflict(err: Error | undefined): boolean {
  return reasonForError(err) === 'Conflict'; // go: return ReasonForError(err)
}
