import type { ReflectorStore } from '../cache/reflector.ts';
import type { Store } from '../cache/store.ts';
import type { DeletedFinalStateUnknown } from '../cache/deleted-final-state-unknown.ts';

/** Stores objects, and tells all that it holds whenever it changes. */
export class UndeltaStore<T> implements ReflectorStore<T> {
  readonly #store: Store<T>;
  readonly #pushFunc: (list: readonly T[]) => void;

  constructor(store: Store<T>, pushFunc: (list: readonly T[]) => void) {
    this.#store = store;
    this.#pushFunc = pushFunc;
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/undelta_store.go#UndeltaStore.Add */
  add(obj: T): Error | undefined {
    const err = this.#store.add(obj); // go: if err := u.Store.Add(obj)
    if (err !== undefined) {
      return err; // go: return err
    }
    this.#push(); // go: u.PushFunc(
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/undelta_store.go#UndeltaStore.Update */
  update(obj: T): Error | undefined {
    const err = this.#store.update(obj); // go: if err := u.Store.Update(obj)
    if (err !== undefined) {
      return err; // go: return err
    }
    this.#push(); // go: u.PushFunc(
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/undelta_store.go#UndeltaStore.Delete */
  delete(obj: T | DeletedFinalStateUnknown): Error | undefined {
    const err = this.#store.delete(obj); // go: if err := u.Store.Delete(obj)
    if (err !== undefined) {
      return err; // go: return err
    }
    this.#push(); // go: u.PushFunc(
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/undelta_store.go#UndeltaStore.Replace */
  replace(list: readonly T[], resourceVersion: string): Error | undefined {
    const err = this.#store.replace(list, resourceVersion); // go: if err := u.Store.Replace(
    if (err !== undefined) {
      return err; // go: return err
    }
    this.#push(); // go: u.PushFunc(
    return undefined; // go: return nil
  }

  resync(): Error | undefined {
    return this.#store.resync();
  }

  #push(): void {
    this.#pushFunc(this.#store.list() as T[]);
  }
}
