import type { Task } from '../runtime/task.ts';
import type { ApiObject } from './api-object.ts';
import type { Result } from './etcd-store.ts';
import type { Preconditions } from './preconditions.ts';
import type { RequestContext } from './request-context.ts';

/** How the new object comes about, for as many tries as there are. */
export interface UpdatedObjectInfo<T> {
  preconditions(): Preconditions | undefined;
  /** The new object, a fresh one every time, for the one there is (an empty one if there is none). */
  updatedObject(ctx: RequestContext, oldObj: T): Task<Result<T>>;
}

/** What a PUT asks for: the object that it brings, whatever was there. */
export class DefaultUpdatedObjectInfo<T extends ApiObject> implements UpdatedObjectInfo<T> {
  readonly #obj: T;

  constructor(obj: T) {
    this.#obj = obj;
  }

  /**
   * The object must still be the same one, not another of its name.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/rest/update.go#defaultUpdatedObjectInfo.Preconditions
   */
  preconditions(): Preconditions | undefined {
    const accessor = this.#obj.metadata; // go: accessor, err := meta.Accessor(
    // left out (every object has metadata): if err != nil {

    const uid = accessor.uid ?? ''; // go: uid := accessor.GetUID()
    if (uid.length === 0) return undefined; // go+: if len(uid) == 0 {

    return { uid }; // go: return &metav1.Preconditions{
  }

  /**
   * A copy of the object.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/registry/rest/update.go#defaultUpdatedObjectInfo.UpdatedObject
   */
  *updatedObject(): Task<Result<T>> {
    // left out (nothing fails without transformers): var err error
    let newObj = this.#obj; // go: newObj := i.obj

    newObj = structuredClone(newObj); // go+: if newObj != nil {

    // left out (a PUT has no transformers): for _, transformer := range

    return [newObj, undefined]; // go: return newObj, nil
  }
}
