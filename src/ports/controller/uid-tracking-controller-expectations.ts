import type { ControlleeExpectations } from './controllee-expectations.ts';
import type { ControllerExpectations } from './controller-expectations.ts';

/**
 * Expectations that remember which pods are to be deleted, not only how many. The deletion of a pod
 * is seen more than once (first its deletionTimestamp, then its end), and counts once.
 *
 * Go embeds the expectations below and so has their other methods, too; here they are passed on by
 * hand. Nothing pauses inside a method, so that Go's lock has no counterpart.
 */
export class UIDTrackingControllerExpectations {
  readonly #expectations: ControllerExpectations;
  /** The pods whose deletion is awaited, by controller. To look at; the methods change it. */
  readonly uidStore = new Map<string, Set<string>>();

  constructor(expectations: ControllerExpectations) {
    this.#expectations = expectations;
  }

  /**
   * The pods whose deletion a controller has still to see; undefined if none were ever expected.
   *
   * @ports pkg/controller/controller_utils.go#UIDTrackingControllerExpectations.GetUIDs
   */
  getUIDs(controllerKey: string): Set<string> | undefined {
    const uid = this.uidStore.get(controllerKey); // go: if uid, exists, err := u.uidStore.GetByKey(controllerKey)
    if (uid) {
      return uid; // go: return uid.(*UIDSet).String
    }
    return undefined; // go: return nil
  }

  /**
   * Sets which deletions a controller expects; a pod named twice counts once.
   *
   * @ports pkg/controller/controller_utils.go#UIDTrackingControllerExpectations.ExpectDeletions
   */
  expectDeletions(rcKey: string, deletedKeys: readonly string[]): void {
    const expectedUIDs = new Set<string>(); // go: expectedUIDs := sets.NewString()
    // go: for _, k := range deletedKeys {
    for (const k of deletedKeys) {
      expectedUIDs.add(k); // go: expectedUIDs.Insert(k)
    }
    // left out (logging): klog.V(4).Infof("Controller %v waiting on deletions
    // left out (locking): u.uidStoreLock.Lock()
    // left out (locking): defer u.uidStoreLock.Unlock()
    // left out (logging): if existing := u.GetUIDs(rcKey)
    this.uidStore.set(rcKey, expectedUIDs); // go: if err := u.uidStore.Add(
    // left out (a Map cannot fail): return err
    this.#expectations.expectDeletions(rcKey, expectedUIDs.size); // go: return u.ControllerExpectationsInterface.ExpectDeletions(
  }

  /**
   * A controller saw that a pod is deleted. It counts if it was expected and not seen before.
   *
   * @ports pkg/controller/controller_utils.go#UIDTrackingControllerExpectations.DeletionObserved
   */
  deletionObserved(rcKey: string, deleteKey: string): void {
    // left out (locking): u.uidStoreLock.Lock()
    // left out (locking): defer u.uidStoreLock.Unlock()
    const uids = this.getUIDs(rcKey); // go: uids := u.GetUIDs(rcKey)
    // go: if uids != nil && uids.Has(deleteKey) {
    if (uids?.has(deleteKey)) {
      // left out (logging): klog.V(4).Infof("Controller %v received delete
      this.#expectations.deletionObserved(rcKey); // go: u.ControllerExpectationsInterface.DeletionObserved(rcKey)
      uids.delete(deleteKey); // go: uids.Delete(deleteKey)
    }
  }

  /**
   * Forgets what a controller expects, and which pods.
   *
   * @ports pkg/controller/controller_utils.go#UIDTrackingControllerExpectations.DeleteExpectations
   */
  deleteExpectations(rcKey: string): void {
    // left out (locking): u.uidStoreLock.Lock()
    // left out (locking): defer u.uidStoreLock.Unlock()
    this.#expectations.deleteExpectations(rcKey); // go: u.ControllerExpectationsInterface.DeleteExpectations(rcKey)
    const exists = this.uidStore.has(rcKey); // go: if uidExp, exists, err := u.uidStore.GetByKey(rcKey)
    if (exists) {
      this.uidStore.delete(rcKey); // go: if err := u.uidStore.Delete(uidExp); err != nil {
      // left out (a Map cannot fail): klog.V(2).Infof("Error deleting uid expectations
    }
  }

  getExpectations(controllerKey: string): ControlleeExpectations | undefined {
    return this.#expectations.getExpectations(controllerKey);
  }

  satisfiedExpectations(controllerKey: string): boolean {
    return this.#expectations.satisfiedExpectations(controllerKey);
  }

  setExpectations(controllerKey: string, add: number, del: number): void {
    this.#expectations.setExpectations(controllerKey, add, del);
  }

  expectCreations(controllerKey: string, adds: number): void {
    this.#expectations.expectCreations(controllerKey, adds);
  }

  creationObserved(controllerKey: string): void {
    this.#expectations.creationObserved(controllerKey);
  }

  raiseExpectations(controllerKey: string, add: number, del: number): void {
    this.#expectations.raiseExpectations(controllerKey, add, del);
  }

  lowerExpectations(controllerKey: string, add: number, del: number): void {
    this.#expectations.lowerExpectations(controllerKey, add, del);
  }
}
