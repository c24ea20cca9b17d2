/** No key could be made for an object. */
export class KeyError extends Error {
  readonly obj: unknown;
  readonly err: Error;

  constructor(obj: unknown, err: Error) {
    super(errorOf(obj, err));
    this.name = 'KeyError';
    this.obj = obj;
    this.err = err;
  }
}

/**
 * The object is written as JSON, where Go writes all fields of its struct.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/store.go#KeyError.Error
 */
function errorOf(obj: unknown, err: Error): string {
  const text = JSON.stringify(obj) as string | undefined;
  return `couldn't create key for object ${text ?? '<nil>'}: ${err.message}`; // go: return fmt.Sprintf(
}
