import type { Runtime } from '../runtime/task.ts';
import { ControlleeExpectations } from './controllee-expectations.ts';

/**
 * What each controller expects to see before it is worth a sync, by the controller's key.
 *
 * Go keeps the entries in a cache.Store, whose errors can only come from a function that finds no
 * key. Here the key is at hand and a Map holds them, so that nothing can fail.
 */
export class ControllerExpectations {
  readonly #clock: Pick<Runtime, 'now'>;
  /** Go's embedded store. To look at; the methods change it. */
  readonly store = new Map<string, ControlleeExpectations>();

  constructor(clock: Pick<Runtime, 'now'>) {
    this.#clock = clock;
  }

  /**
   * The expectations of a controller, if it has any.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.GetExpectations
   */
  getExpectations(controllerKey: string): ControlleeExpectations | undefined {
    const exp = this.store.get(controllerKey); // go: exp, exists, err := r.GetByKey(controllerKey)
    // go: if err == nil && exists {
    if (exp) {
      return exp; // go: return exp.(*ControlleeExpectations), true, nil
    }
    return undefined; // go: return nil, false, err
  }

  /**
   * Forgets what a controller expects.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.DeleteExpectations
   */
  deleteExpectations(controllerKey: string): void {
    const exp = this.store.get(controllerKey); // go: if exp, exists, err := r.GetByKey(controllerKey)
    if (exp) {
      this.store.delete(exp.key); // go: if err := r.Delete(exp); err != nil {
      // left out (a Map cannot fail): klog.V(2).Infof("Error deleting expectations
    }
  }

  /**
   * Whether a controller may sync: it has seen what it expected, has waited too long, or expects
   * nothing.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.SatisfiedExpectations
   */
  satisfiedExpectations(controllerKey: string): boolean {
    const exp = this.getExpectations(controllerKey); // go: if exp, exists, err := r.GetExpectations(controllerKey); exists {
    if (exp) {
      // go: if exp.Fulfilled() {
      if (exp.fulfilled()) {
        // left out (logging): klog.V(4).Infof("Controller expectations fulfilled
        return true; // go: return true @1
        // go: } else if exp.isExpired() {
      } else if (exp.isExpired(this.#clock)) {
        // left out (logging): klog.V(4).Infof("Controller expectations expired
        return true; // go: return true @2
      } else {
        // left out (logging): klog.V(4).Infof("Controller still waiting
        return false; // go: return false
      }
    }
    // left out (a Map cannot fail): if err != nil {
    return true; // go: return true @3
  }

  /**
   * Sets what a controller expects, in place of what it expected before.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.SetExpectations
   */
  setExpectations(controllerKey: string, add: number, del: number): void {
    // go: exp := &ControlleeExpectations{
    const exp = new ControlleeExpectations({
      add,
      del,
      key: controllerKey,
      timestamp: this.#clock.now(),
    });
    // left out (logging): klog.V(4).Infof("Setting expectations
    this.store.set(exp.key, exp); // go: return r.Add(exp)
  }

  /**
   * Sets that a controller expects so many creations and no deletion.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.ExpectCreations
   */
  expectCreations(controllerKey: string, adds: number): void {
    this.setExpectations(controllerKey, adds, 0); // go: return r.SetExpectations(controllerKey, adds, 0)
  }

  /**
   * Sets that a controller expects so many deletions and no creation.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.ExpectDeletions
   */
  expectDeletions(controllerKey: string, dels: number): void {
    this.setExpectations(controllerKey, 0, dels); // go: return r.SetExpectations(controllerKey, 0, dels)
  }

  /**
   * Takes from what a controller expects.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.LowerExpectations
   */
  lowerExpectations(controllerKey: string, add: number, del: number): void {
    const exp = this.getExpectations(controllerKey); // go: if exp, exists, err := r.GetExpectations(controllerKey)
    if (exp) {
      exp.add(-add, -del); // go: exp.Add(int64(-add), int64(-del))
      // left out (logging): klog.V(4).Infof("Lowered expectations
    }
  }

  /**
   * Adds to what a controller expects.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.RaiseExpectations
   */
  raiseExpectations(controllerKey: string, add: number, del: number): void {
    const exp = this.getExpectations(controllerKey); // go: if exp, exists, err := r.GetExpectations(controllerKey)
    if (exp) {
      exp.add(add, del); // go: exp.Add(int64(add), int64(del))
      // left out (logging): klog.V(4).Infof("Raised expectations
    }
  }

  /**
   * A controller expects one creation less.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.CreationObserved
   */
  creationObserved(controllerKey: string): void {
    this.lowerExpectations(controllerKey, 1, 0); // go: r.LowerExpectations(controllerKey, 1, 0)
  }

  /**
   * A controller expects one deletion less.
   *
   * @ports pkg/controller/controller_utils.go#ControllerExpectations.DeletionObserved
   */
  deletionObserved(controllerKey: string): void {
    this.lowerExpectations(controllerKey, 0, 1); // go: r.LowerExpectations(controllerKey, 0, 1)
  }
}
