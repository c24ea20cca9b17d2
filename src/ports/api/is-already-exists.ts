import { reasonForError } from './status-error.ts';

/**
 * Whether an error says that there is an object of this name.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#IsAlreadyExists
 */
export function isAlreadyExists(err: Error | undefined): boolean {
  return reasonForError(err) === 'AlreadyExists'; // go: return ReasonForError(err)
}
