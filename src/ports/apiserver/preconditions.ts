import type { ApiObject } from './api-object.ts';
import { newInvalidObjError } from './storage-error.ts';

/** What an object must still have when a request for it is carried out. */
export interface Preconditions {
  uid?: string;
  resourceVersion?: string;
}

/**
 * An error if the object does not meet the preconditions.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/interfaces.go#Preconditions.Check
 */
export function checkPreconditions(
  p: Preconditions | undefined,
  key: string,
  obj: ApiObject,
): Error | undefined {
  if (!p) return undefined; // go+: if p == nil {
  const objMeta = obj.metadata; // go: objMeta, err := meta.Accessor(obj)
  // left out (every object has metadata): if err != nil {
  // go: if p.UID != nil && *p.UID
  if (p.uid !== undefined && p.uid !== (objMeta.uid ?? '')) {
    const err = `Precondition failed: UID in precondition: ${p.uid}, UID in object meta: ${objMeta.uid ?? ''}`; // go: err := fmt.Sprintf( @1
    return newInvalidObjError(key, err); // go: return NewInvalidObjError(key, err) @1
  }
  // go: if p.ResourceVersion != nil && *p.ResourceVersion
  if (p.resourceVersion !== undefined && p.resourceVersion !== (objMeta.resourceVersion ?? '')) {
    const err = `Precondition failed: ResourceVersion in precondition: ${p.resourceVersion}, ResourceVersion in object meta: ${objMeta.resourceVersion ?? ''}`; // go: err := fmt.Sprintf( @2
    return newInvalidObjError(key, err); // go: return NewInvalidObjError(key, err) @2
  }
  return undefined; // go: return nil @2
}
