import type { Pod } from '../api/pod.ts';
import type { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { checkAndUpdatePod } from './check-and-update-pod.ts';
import { formatPod } from './format-pod.ts';
import { getPodFullName } from './get-pod-full-name.ts';
import {
  allSource,
  configFirstSeenAnnotationKey,
  configSourceAnnotationKey,
  type PodOperation,
  type PodUpdate,
} from './pod-update.ts';

/**
 * What is sent on: each kind of change by itself (the kubelet's way), all pods whenever something
 * changes, or all pods when some are added or removed and else the change.
 */
export type PodConfigNotificationMode = 'incremental' | 'snapshot' | 'snapshotAndUpdates';

export interface EventRecorder {
  event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void;
}

export interface MergedUpdates {
  readonly adds: PodUpdate;
  readonly updates: PodUpdate;
  readonly deletes: PodUpdate;
  readonly removes: PodUpdate;
  readonly reconciles: PodUpdate;
}

/** The pods that all sources together want on the node. */
export class PodStorage {
  /** Source -> UID -> pod. */
  readonly pods = new Map<string, Map<string, Pod>>();
  /** Sources that have said at least once what all their pods are. */
  readonly sourcesSeen = new Set<string>();
  readonly updates: Channel<PodUpdate>;
  readonly #mode: PodConfigNotificationMode;
  readonly #recorder: EventRecorder;
  readonly #runtime: Pick<Runtime, 'now'>;
  #locked = false;

  constructor(options: {
    readonly updates: Channel<PodUpdate>;
    readonly mode?: PodConfigNotificationMode;
    readonly recorder: EventRecorder;
    readonly runtime: Pick<Runtime, 'now'>;
  }) {
    this.updates = options.updates;
    this.#mode = options.mode ?? 'incremental';
    this.#recorder = options.recorder;
    this.#runtime = options.runtime;
  }

  /**
   * Takes what a source says, and sends on what it changes. Removals come first, so that a pod can
   * take the name of one that goes. One call is served after the other.
   *
   * @ports pkg/kubelet/config/config.go#podStorage.Merge
   */
  *merge(source: string, change: PodUpdate): Task<void> {
    while (this.#locked) yield () => !this.#locked;
    this.#locked = true; // go: s.updateLock.Lock()
    try {
      const seenBefore = this.sourcesSeen.has(source); // go: seenBefore := s.
      const { adds, updates, deletes, removes, reconciles } = this.mergeInternal(source, change); // go: adds, updates, deletes, removes, reconciles := s.merge(
      const firstSet = !seenBefore && this.sourcesSeen.has(source); // go: firstSet := !seenBefore
      const some = ({ pods }: PodUpdate): boolean => pods.length > 0;
      const send = (update: PodUpdate): Task<void> => this.updates.send(update);
      // go: switch s.mode {
      if (this.#mode === 'incremental') {
        // go: if len(removes.Pods) > 0 { @1
        if (some(removes)) {
          yield* send(removes); // go: s.updates <- *removes
        }
        // go: if len(adds.Pods) > 0 {
        if (some(adds)) {
          yield* send(adds); // go: s.updates <- *adds @1
        }
        // go: if len(updates.Pods) > 0 { @1
        if (some(updates)) {
          yield* send(updates); // go: s.updates <- *updates @1
        }
        // go: if len(deletes.Pods) > 0 { @1
        if (some(deletes)) {
          yield* send(deletes); // go: s.updates <- *deletes @1
        }
        // go: if firstSet && len(adds.Pods) == 0 &&
        if (firstSet && !some(adds) && !some(updates) && !some(deletes)) {
          yield* send(adds); // go: s.updates <- *adds @2
        }
        // go: if len(reconciles.Pods) > 0 {
        if (some(reconciles)) {
          yield* send(reconciles); // go: s.updates <- *reconciles
        }
      } else if (this.#mode === 'snapshotAndUpdates') {
        // go: if len(removes.Pods) > 0 || len(adds.Pods) > 0 ||
        if (some(removes) || some(adds) || firstSet) {
          yield* send({ pods: this.mergedState(), op: 'SET', source }); // go: s.updates <- kubetypes.PodUpdate{ @1
        }
        // go: if len(updates.Pods) > 0 { @2
        if (some(updates)) {
          yield* send(updates); // go: s.updates <- *updates @2
        }
        // go: if len(deletes.Pods) > 0 { @2
        if (some(deletes)) {
          yield* send(deletes); // go: s.updates <- *deletes @2
        }
      } else {
        // go: if len(updates.Pods) > 0 || len(deletes.Pods) > 0 ||
        if (some(updates) || some(deletes) || some(adds) || some(removes) || firstSet) {
          yield* send({ pods: this.mergedState(), op: 'SET', source }); // go: s.updates <- kubetypes.PodUpdate{ @2
        }
      }
      // left out (there are no other modes): fallthrough
      // left out (there are no other modes): panic(
      // left out (it is never an error): return nil
    } finally {
      this.#locked = false; // go: defer s.updateLock.Unlock()
    }
  }

  /**
   * Takes what a source says into the store.
   *
   * @ports pkg/kubelet/config/config.go#podStorage.merge
   * @returns Copies of the pods, by what is to be done with them.
   */
  mergeInternal(source: string, change: PodUpdate): MergedUpdates {
    // left out (locking): s.podLock.Lock()
    // left out (locking): defer s.podLock.Unlock()
    const addPods: Pod[] = []; // go: addPods := []*v1.Pod{}
    const updatePods: Pod[] = []; // go: updatePods := []*v1.Pod{}
    const deletePods: Pod[] = []; // go: deletePods := []*v1.Pod{}
    const removePods: Pod[] = []; // go: removePods := []*v1.Pod{}
    const reconcilePods: Pod[] = []; // go: reconcilePods := []*v1.Pod{}
    // go: pods := s.pods[source]
    let pods = this.pods.get(source) ?? new Map<string, Pod>(); // go+: if pods == nil {
    // go: updatePodsFunc := func(
    const updatePodsFunc = (
      newPods: readonly Pod[],
      oldPods: Map<string, Pod>,
      target: Map<string, Pod>,
    ): void => {
      const filtered = filterInvalidPods(newPods, source, this.#recorder); // go: filtered := filterInvalidPods(
      // go: for _, ref := range filtered {
      for (const given of filtered) {
        // The source keeps its own: Go writes into the object that the source holds.
        const ref = structuredClone(given);
        const uid = ref.metadata.uid ?? '';
        ref.metadata.annotations ??= {}; // go+: if ref.Annotations == nil {
        ref.metadata.annotations[configSourceAnnotationKey] = source; // go: ref.Annotations[kubetypes.ConfigSourceAnnotationKey] = source
        const existing = oldPods.get(uid); // go: if existing, found := oldPods[ref.UID]; found {
        if (existing !== undefined) {
          target.set(uid, existing); // go: pods[ref.UID] = existing
          const { needUpdate, needReconcile, needGracefulDelete } = checkAndUpdatePod(
            existing,
            ref,
          ); // go: needUpdate, needReconcile, needGracefulDelete := checkAndUpdatePod(
          // go: if needUpdate {
          if (needUpdate) {
            updatePods.push(existing); // go: updatePods = append(
            // go: else if needReconcile {
          } else if (needReconcile) {
            reconcilePods.push(existing); // go: reconcilePods = append(
            // go: else if needGracefulDelete {
          } else if (needGracefulDelete) {
            deletePods.push(existing); // go: deletePods = append(
          }
          continue; // go: continue @1
        }
        recordFirstSeenTime(ref, this.#runtime.now()); // go: recordFirstSeenTime(ref)
        target.set(uid, ref); // go: pods[ref.UID] = ref
        addPods.push(ref); // go: addPods = append(
      }
    };
    // left out (it has its type): update := change.(kubetypes.PodUpdate)
    // go: switch update.Op {
    switch (change.op) {
      case 'ADD':
      case 'UPDATE':
      case 'DELETE':
        // left out (logging): if update.Op == kubetypes.ADD {
        updatePodsFunc(change.pods, pods, pods); // go: updatePodsFunc(update.Pods, pods, pods)
        break;
      case 'REMOVE':
        // left out (logging): klog.V(4).Infof("Removing pods
        // go: for _, value := range update.Pods {
        for (const value of change.pods) {
          const uid = value.metadata.uid ?? '';
          const existing = pods.get(uid); // go: if existing, found := pods[value.UID]; found {
          if (existing !== undefined) {
            pods.delete(uid); // go: delete(pods, value.UID)
            removePods.push(existing); // go: removePods = append(removePods, existing) @1
            continue; // go: continue @2
          }
        }
        break;
      case 'SET': {
        // left out (logging): klog.V(4).Infof("Setting pods
        this.markSourceSet(source); // go: s.markSourceSet(source)
        const oldPods = pods; // go: oldPods := pods
        pods = new Map<string, Pod>(); // go: pods = make(map[types.UID]*v1.Pod) @2
        updatePodsFunc(change.pods, oldPods, pods); // go: updatePodsFunc(update.Pods, oldPods, pods)
        // go: for uid, existing := range oldPods {
        for (const [uid, existing] of oldPods) {
          // go: if _, found := pods[uid]; !found {
          if (!pods.has(uid)) {
            removePods.push(existing); // go: removePods = append(removePods, existing) @2
          }
        }
        break;
      }
      default:
      // left out (logging): klog.Warningf("Received invalid
    }
    this.pods.set(source, pods); // go: s.pods[source] = pods
    const update = (op: PodOperation, list: readonly Pod[]): PodUpdate => ({
      op,
      pods: copyPods(list),
      source,
    });
    const adds = update('ADD', addPods); // go: adds = &kubetypes.
    const updates = update('UPDATE', updatePods); // go: updates = &kubetypes.
    const deletes = update('DELETE', deletePods); // go: deletes = &kubetypes.
    const removes = update('REMOVE', removePods); // go: removes = &kubetypes.
    const reconciles = update('RECONCILE', reconcilePods); // go: reconciles = &kubetypes.
    return { adds, updates, deletes, removes, reconciles }; // go: return adds, updates, deletes, removes, reconciles
  }

  /** @ports pkg/kubelet/config/config.go#podStorage.markSourceSet */
  markSourceSet(source: string): void {
    // left out (locking): s.sourcesSeenLock.Lock()
    // left out (locking): defer s.sourcesSeenLock.Unlock()
    this.sourcesSeen.add(source); // go: s.sourcesSeen.Insert(source)
  }

  /**
   * Whether each of these sources has said what all its pods are.
   *
   * @ports pkg/kubelet/config/config.go#podStorage.seenSources
   */
  seenSources(sources: Iterable<string>): boolean {
    // left out (locking): s.sourcesSeenLock.RLock()
    // left out (locking): defer s.sourcesSeenLock.RUnlock()
    return [...sources].every((source) => this.sourcesSeen.has(source)); // go: return s.sourcesSeen.HasAll(
  }

  /**
   * Sends all pods.
   *
   * @ports pkg/kubelet/config/config.go#podStorage.Sync
   */
  *sync(): Task<void> {
    while (this.#locked) yield () => !this.#locked;
    this.#locked = true; // go: s.updateLock.Lock()
    try {
      yield* this.updates.send({ pods: this.mergedState(), op: 'SET', source: allSource }); // go: s.updates <- kubetypes.
    } finally {
      this.#locked = false; // go: defer s.updateLock.Unlock()
    }
  }

  /**
   * Copies of all pods.
   *
   * @ports pkg/kubelet/config/config.go#podStorage.MergedState
   */
  mergedState(): Pod[] {
    // left out (locking): s.podLock.RLock()
    // left out (locking): defer s.podLock.RUnlock()
    const pods: Pod[] = []; // go: pods := make(
    // go: for _, sourcePods := range s.pods {
    for (const sourcePods of this.pods.values()) {
      // go: for _, podRef := range sourcePods {
      for (const podRef of sourcePods.values()) {
        pods.push(structuredClone(podRef)); // go: pods = append(
      }
    }
    return pods; // go: return pods
  }
}

/**
 * Pods without those that have the name of an earlier one.
 *
 * @ports pkg/kubelet/config/config.go#filterInvalidPods
 */
export function filterInvalidPods(
  pods: readonly Pod[],
  source: string,
  recorder: EventRecorder,
): Pod[] {
  const filtered: Pod[] = [];
  const names = new Set<string>(); // go: names := sets.String{}
  // go: for i, pod := range pods {
  for (const pod of pods) {
    const name = getPodFullName(pod); // go: name := kubecontainer.GetPodFullName(pod)
    // go: if names.Has(name) {
    if (names.has(name)) {
      // left out (logging): klog.Warningf("Pod[%d]
      // go: recorder.Eventf(
      recorder.event(
        pod,
        'Warning',
        'FailedValidation',
        `Error validating pod ${formatPod(pod)} from ${source} due to duplicate pod name "${pod.metadata.name}", ignoring`,
      );
      continue; // go: continue
    } else {
      names.add(name); // go: names.Insert(name)
    }
    filtered.push(pod); // go: filtered = append(
  }
  return filtered; // go: return
}

/**
 * Notes on a pod when the kubelet first heard of it.
 *
 * @ports pkg/kubelet/config/config.go#recordFirstSeenTime
 */
export function recordFirstSeenTime(pod: Pod, now: number): void {
  // left out (logging): klog.V(4).Infof("Receiving a new
  const time = new Date(now).toISOString().replace(/\.?0+Z$/, 'Z');
  (pod.metadata.annotations ??= {})[configFirstSeenAnnotationKey] = time; // go: pod.Annotations[kubetypes.
}

/** @ports pkg/kubelet/config/config.go#copyPods */
export function copyPods(sourcePods: readonly Pod[]): Pod[] {
  const pods: Pod[] = []; // go: pods := []*v1.Pod{}
  // go: for _, source := range sourcePods {
  for (const source of sourcePods) {
    pods.push(structuredClone(source)); // go: pods = append(
  }
  return pods; // go: return pods
}
