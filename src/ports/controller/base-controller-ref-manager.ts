import { getControllerOfNoCopy } from '../api/get-controller-of.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { isNotFound } from '../api/status-error.ts';
import type { Selector } from '../labels/selector.ts';
import type { Task } from '../runtime/task.ts';

/** Any object of the API. */
export interface MetaObject {
  readonly metadata: ObjectMeta;
}

/** Decides which objects a controller may call its own. */
export class BaseControllerRefManager {
  readonly controller: MetaObject;
  readonly selector: Selector;
  readonly #canAdoptFunc: (() => Task<Error | undefined>) | undefined;
  #canAdoptErr: Error | undefined;
  #canAdoptOnce = false;

  /** @param canAdopt Called before the first adoption; with an error nothing is adopted. */
  constructor(
    controller: MetaObject,
    selector: Selector,
    canAdopt?: () => Task<Error | undefined>,
  ) {
    this.controller = controller;
    this.selector = selector;
    this.#canAdoptFunc = canAdopt;
  }

  /**
   * Why the controller may not adopt. It is found out once; objects are claimed one after the other,
   * so that nobody else asks meanwhile.
   *
   * @ports pkg/controller/controller_ref_manager.go#BaseControllerRefManager.CanAdopt
   */
  *canAdopt(): Task<Error | undefined> {
    // go: m.canAdoptOnce.Do(func() {
    if (!this.#canAdoptOnce) {
      this.#canAdoptOnce = true;
      // go: if m.CanAdoptFunc != nil {
      if (this.#canAdoptFunc) {
        this.#canAdoptErr = yield* this.#canAdoptFunc(); // go: m.canAdoptErr = m.CanAdoptFunc()
      }
    }
    return this.#canAdoptErr; // go: return m.canAdoptErr
  }

  /**
   * Adopts an object without a controller that matches, and releases one of ours that does not; but
   * a controller that is being deleted changes nothing.
   *
   * @ports pkg/controller/controller_ref_manager.go#BaseControllerRefManager.ClaimObject
   * @returns Whether the object is ours now; or why adopting or releasing it failed, after which it
   *   should be tried again.
   */
  *claimObject<T extends MetaObject>(
    obj: T,
    match: (obj: T) => boolean,
    adopt: (obj: T) => Task<Error | undefined>,
    release: (obj: T) => Task<Error | undefined>,
  ): Task<readonly [isOurs: boolean, error: Error | undefined]> {
    const controllerRef = getControllerOfNoCopy(obj); // go: controllerRef := metav1.GetControllerOfNoCopy(obj)
    // go: if controllerRef != nil {
    if (controllerRef !== undefined) {
      // go: if controllerRef.UID != m.Controller.GetUID() {
      if (controllerRef.uid !== (this.controller.metadata.uid ?? '')) {
        return [false, undefined]; // go: return false, nil @1
      }
      // What is ours and matches needs no action, so that it doesn't matter who is being deleted.
      // go: if match(obj) {
      if (match(obj)) {
        return [true, undefined]; // go: return true, nil @1
      }
      // go: if m.Controller.GetDeletionTimestamp() != nil { @1
      if (this.controller.metadata.deletionTimestamp !== undefined) {
        return [false, undefined]; // go: return false, nil @2
      }
      const err = yield* release(obj); // go: if err := release(obj); err != nil {
      if (err) {
        // go: if errors.IsNotFound(err) { @1
        if (isNotFound(err)) {
          return [false, undefined]; // go: return false, nil @3
        }
        return [false, err]; // go: return false, err @1
      }
      return [false, undefined]; // go: return false, nil @4
    }

    // go: if m.Controller.GetDeletionTimestamp() != nil || !match(obj) {
    if (this.controller.metadata.deletionTimestamp !== undefined || !match(obj)) {
      return [false, undefined]; // go: return false, nil @5
    }
    // go: if obj.GetDeletionTimestamp() != nil {
    if (obj.metadata.deletionTimestamp !== undefined) {
      return [false, undefined]; // go: return false, nil @6
    }
    const err = yield* adopt(obj); // go: if err := adopt(obj); err != nil {
    if (err) {
      // go: if errors.IsNotFound(err) { @2
      if (isNotFound(err)) {
        return [false, undefined]; // go: return false, nil @7
      }
      return [false, err]; // go: return false, err @2
    }
    return [true, undefined]; // go: return true, nil @2
  }
}
