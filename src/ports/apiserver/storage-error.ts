const messages = {
  1: 'key not found',
  2: 'key exists',
  3: 'resource version conflicts',
  4: 'invalid object',
  5: 'server unreachable',
} as const;

/** What the storage answers if it cannot do what it is asked. */
export class StorageError extends Error {
  readonly code: keyof typeof messages;

  constructor(code: keyof typeof messages, key: string, additionalMessage = '', rv = 0) {
    super(
      `StorageError: ${messages[code]}, Code: ${code}, Key: ${key}, ResourceVersion: ${rv}, AdditionalErrorMsg: ${additionalMessage}`,
    );
    this.name = 'StorageError';
    this.code = code;
  }
}

/** An error of the storage's own making, not of the database. */
export class StorageInternalError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'StorageInternalError';
  }
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#NewKeyNotFoundError */
export function newKeyNotFoundError(key: string, rv: number): StorageError {
  return new StorageError(1, key, '', rv); // go: return &StorageError{
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#NewKeyExistsError */
export function newKeyExistsError(key: string, rv: number): StorageError {
  return new StorageError(2, key, '', rv); // go: return &StorageError{
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#NewInvalidObjError */
export function newInvalidObjError(key: string, msg: string): StorageError {
  return new StorageError(4, key, msg); // go: return &StorageError{
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#IsNotFound */
export function isKeyNotFound(err: Error | undefined): boolean {
  return isErrCode(err, 1); // go: return isErrCode(
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#IsNodeExist */
export function isNodeExist(err: Error | undefined): boolean {
  return isErrCode(err, 2); // go: return isErrCode(
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#IsConflict */
export function isStorageConflict(err: Error | undefined): boolean {
  return isErrCode(err, 3); // go: return isErrCode(
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#IsInvalidObj */
export function isInvalidObj(err: Error | undefined): boolean {
  return isErrCode(err, 4); // go: return isErrCode(
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#IsUnreachable */
export function isUnreachable(err: Error | undefined): boolean {
  return isErrCode(err, 5); // go: return isErrCode(
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#isErrCode */
function isErrCode(err: Error | undefined, code: number): boolean {
  // left out (instanceof has it): if err == nil {
  // go: if e, ok := err.(*StorageError); ok {
  if (err instanceof StorageError) {
    return err.code === code; // go: return e.Code == code
  }
  return false; // go: return false @2
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#IsInternalError */
export function isStorageInternalError(err: Error | undefined): err is StorageInternalError {
  const ok = err instanceof StorageInternalError; // go: _, ok := err.(InternalError)
  return ok; // go: return ok
}
