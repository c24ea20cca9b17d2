import type { Node } from '../api/node.ts';
import type { Pod } from '../api/pod.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { getPodKey } from './get-pod-key.ts';
import { NodeInfo } from './node-info.ts';
import { NodeTree } from './node-tree.ts';
import type { Snapshot } from './snapshot.ts';

/** Milliseconds after which it is looked again for assumed pods that nobody confirmed. */
const cleanAssumedPeriod = 1_000;

/** A pod in the cache. */
interface PodState {
  pod: Pod;
  /** Milliseconds of the clock, after which an assumed pod is forgotten. */
  deadline: number | undefined;
  /** An assumed pod is not forgotten while it is being bound. */
  bindingFinished: boolean;
}

const emptyState = (pod: Pod): PodState => ({ pod, deadline: undefined, bindingFinished: false });

/**
 * What the scheduler knows about nodes and the pods on them. It counts in a pod as soon as it has
 * decided for a node (assumed), and forgets it again if it cannot be bound, or if a while after it
 * was bound the API server has still not told of it (expired).
 *
 * Go panics when a pod changes its node. Left out are images, and metrics.
 */
export class SchedulerCache {
  /** UIDs. */
  readonly assumedPods = new Set<string>();
  /** By their UIDs. */
  readonly podStates = new Map<string, PodState>();
  /** By their names. Go has a list beside, the last changed first; here it is the map's order, the last changed last. */
  readonly nodes = new Map<string, NodeInfo>();
  readonly nodeTree = new NodeTree();
  readonly #runtime: Pick<Runtime, 'go' | 'now' | 'sleep'>;
  readonly #ttl: number;

  /** @param ttl Milliseconds for which a pod that was bound stays assumed at most. */
  constructor(runtime: Pick<Runtime, 'go' | 'now' | 'sleep'>, ttl = 30_000) {
    this.#runtime = runtime;
    this.#ttl = ttl;
  }

  /** Looks every second for assumed pods that expired, for ever. */
  run(): void {
    this.#runtime.go(() => this.#cleanForEver(), 'cleanupExpiredAssumedPods');
  }

  /**
   * The node changed last.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.moveNodeInfoToHead
   */
  moveNodeInfoToHead(name: string): void {
    const ni = this.nodes.get(name); // go: ni, ok := cache.nodes[name]
    if (!ni) return; // go+: if !ok {
    // left out (it stays last then): if ni == cache.headNode {
    this.nodes.delete(name); // go+: if ni.prev != nil {
    // left out (the map has the order): if ni.next != nil {
    // left out (the map has the order): if cache.headNode != nil {
    this.nodes.set(name, ni); // go: cache.headNode = ni
    // left out (the map has the order): ni.next = cache.headNode
    // left out (the map has the order): ni.prev = nil
  }

  /**
   * Brings a snapshot up to date: only what changed since is copied.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.UpdateSnapshot
   */
  updateSnapshot(nodeSnapshot: Snapshot): Error | undefined {
    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    // left out (the feature gate for volumes is off by default): balancedVolumesEnabled := utilfeature

    const snapshotGeneration = nodeSnapshot.generation; // go: snapshotGeneration := nodeSnapshot.generation
    let updateAllLists = false; // go: updateAllLists := false
    // left out (affinity): updateNodesHavePodsWithAffinity := false
    // left out (affinity): updateNodesHavePodsWithRequiredAntiAffinity := false

    const newestFirst = [...this.nodes.values()].reverse();
    // go: for node := cache.headNode; node != nil; node = node.next {
    for (const node of newestFirst) {
      if (node.generation <= snapshotGeneration) break; // go+: if node.info.Generation <= snapshotGeneration {
      // left out (the feature gate for volumes is off by default): if balancedVolumesEnabled && node.info.TransientInfo
      const np = node.node;
      // go: if np := node.info.Node(); np != nil {
      if (np) {
        let existing = nodeSnapshot.nodeInfoMap.get(np.metadata.name); // go: existing, ok := nodeSnapshot.nodeInfoMap[np.Name]
        // go: if !ok {
        if (!existing) {
          updateAllLists = true; // go: updateAllLists = true @1
          existing = new NodeInfo(); // go: existing = &framework.NodeInfo{}
          nodeSnapshot.nodeInfoMap.set(np.metadata.name, existing); // go: nodeSnapshot.nodeInfoMap[np.Name] = existing
        }
        const clone = node.clone(); // go: clone := node.info.Clone()
        // left out (affinity): if (len(existing.PodsWithAffinity) > 0)
        // left out (affinity): if (len(existing.PodsWithRequiredAntiAffinity) > 0)
        // The list has the same object.
        Object.assign(existing, clone); // go: *existing = *clone
      }
    }
    const head = newestFirst[0];
    if (head) nodeSnapshot.generation = head.generation; // go+: if cache.headNode != nil {

    // go: if len(nodeSnapshot.nodeInfoMap) > cache.nodeTree.numNodes {
    if (nodeSnapshot.nodeInfoMap.size > this.nodeTree.numNodes) {
      this.removeDeletedNodesFromSnapshot(nodeSnapshot); // go: cache.removeDeletedNodesFromSnapshot(
      updateAllLists = true; // go: updateAllLists = true @2
    }

    // go: if updateAllLists || updateNodesHavePodsWithAffinity
    if (updateAllLists) {
      this.updateNodeInfoSnapshotList(nodeSnapshot); // go: cache.updateNodeInfoSnapshotList(nodeSnapshot, updateAllLists)
    }

    // go: if len(nodeSnapshot.nodeInfoList) != cache.nodeTree.numNodes {
    if (nodeSnapshot.nodeInfoList.length !== this.nodeTree.numNodes) {
      // go: errMsg := fmt.Sprintf(
      const errMsg =
        `snapshot state is not consistent, length of NodeInfoList=${nodeSnapshot.nodeInfoList.length} ` +
        `not equal to length of nodes in tree=${this.nodeTree.numNodes} ` +
        `, length of NodeInfoMap=${nodeSnapshot.nodeInfoMap.size}, ` +
        `length of nodes in cache=${this.nodes.size}, trying to recover`;
      // left out (logging): klog.Error(errMsg)
      this.updateNodeInfoSnapshotList(nodeSnapshot); // go: cache.updateNodeInfoSnapshotList(nodeSnapshot, true)
      return new Error(errMsg); // go: return fmt.Errorf(errMsg)
    }
    return undefined; // go: return nil
  }

  /**
   * Makes the list of a snapshot anew. Go's also makes the lists for affinity, and only those if it
   * is told so.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.updateNodeInfoSnapshotList
   */
  updateNodeInfoSnapshotList(snapshot: Snapshot): void {
    // left out (affinity): snapshot.havePodsWithAffinityNodeInfoList = make(
    // left out (affinity): snapshot.havePodsWithRequiredAntiAffinityNodeInfoList = make(
    // go: if updateAll {
    snapshot.nodeInfoList = []; // go: snapshot.nodeInfoList = make(
    const nodesList = this.nodeTree.list(); // go: nodesList, err := cache.nodeTree.list()
    // left out (the list cannot fail): if err != nil {
    // go: for _, nodeName := range nodesList {
    for (const nodeName of nodesList) {
      const nodeInfo = snapshot.nodeInfoMap.get(nodeName);
      // go: if nodeInfo := snapshot.nodeInfoMap[nodeName]; nodeInfo != nil {
      if (nodeInfo) {
        snapshot.nodeInfoList.push(nodeInfo); // go: snapshot.nodeInfoList = append(
        // left out (affinity): if len(nodeInfo.PodsWithAffinity) > 0 { @1
        // left out (affinity): if len(nodeInfo.PodsWithRequiredAntiAffinity) > 0 { @1
        // left out (logging): klog.Errorf("node %q exist in nodeTree
      }
    }
    // left out (affinity): for _, nodeInfo := range snapshot.nodeInfoList {
  }

  /**
   * Takes nodes out of a snapshot that are gone.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.removeDeletedNodesFromSnapshot
   */
  removeDeletedNodesFromSnapshot(snapshot: Snapshot): void {
    let toDelete = snapshot.nodeInfoMap.size - this.nodeTree.numNodes; // go: toDelete := len(
    // go: for name := range snapshot.nodeInfoMap {
    for (const name of [...snapshot.nodeInfoMap.keys()]) {
      if (toDelete <= 0) break; // go+: if toDelete <= 0 {
      // go: if n, ok := cache.nodes[name]; !ok
      if (!this.nodes.get(name)?.node) {
        snapshot.nodeInfoMap.delete(name); // go: delete(
        toDelete--; // go: toDelete--
      }
    }
  }

  /**
   * Counts a pod in on the node that was decided for it.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.AssumePod
   */
  assumePod(pod: Pod): Error | undefined {
    const [key, err] = getPodKey(pod); // go: key, err := framework.GetPodKey(pod)
    if (err) return err; // go+: if err != nil {

    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    // go+: if _, ok := cache.podStates[key]; ok {
    if (this.podStates.has(key)) {
      return new Error(`pod ${key} is in the cache, so can't be assumed`);
    }

    this.#addPod(pod); // go: cache.addPod(pod)
    const ps = emptyState(pod); // go: ps := &podState{
    this.podStates.set(key, ps); // go: cache.podStates[key] = ps
    this.assumedPods.add(key); // go: cache.assumedPods[key] = true
    return undefined; // go: return nil
  }

  /**
   * From now on an assumed pod may expire.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.FinishBinding
   */
  finishBinding(pod: Pod): Error | undefined {
    return this.finishBindingAt(pod, this.#runtime.now()); // go: return cache.finishBinding(pod, time.Now())
  }

  /**
   * The same at a time that is given.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.finishBinding
   */
  finishBindingAt(pod: Pod, now: number): Error | undefined {
    const [key, err] = getPodKey(pod); // go: key, err := framework.GetPodKey(pod)
    if (err) return err; // go+: if err != nil {

    // left out (locking): cache.mu.RLock()
    // left out (locking): defer cache.mu.RUnlock()
    // left out (logging): klog.V(5).Infof(
    const currState = this.podStates.get(key); // go: currState, ok := cache.podStates[key]
    // go: if ok && cache.assumedPods[key] {
    if (currState && this.assumedPods.has(key)) {
      const dl = now + this.#ttl; // go: dl := now.Add(cache.ttl)
      currState.bindingFinished = true; // go: currState.bindingFinished = true
      currState.deadline = dl; // go: currState.deadline = &dl
    }
    return undefined; // go: return nil
  }

  /**
   * Takes an assumed pod out again: it could not be bound.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.ForgetPod
   */
  forgetPod(pod: Pod): Error | undefined {
    const [key, err] = getPodKey(pod); // go: key, err := framework.GetPodKey(pod)
    if (err) return err; // go+: if err != nil { @1

    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    const currState = this.podStates.get(key); // go: currState, ok := cache.podStates[key]
    const nodeName = pod.spec.nodeName ?? '';
    // go: if ok && currState.pod.Spec.NodeName != pod.Spec.NodeName {
    if (currState && (currState.pod.spec.nodeName ?? '') !== nodeName) {
      // go: return fmt.Errorf("pod %v was assumed on %v but assigned to
      return new Error(
        `pod ${key} was assumed on ${nodeName} but assigned to ${currState.pod.spec.nodeName ?? ''}`,
      );
    }

    // go: switch {
    if (currState && this.assumedPods.has(key)) {
      const err = this.#removePod(pod); // go: err := cache.removePod(pod)
      if (err) return err; // go+: if err != nil { @2
      this.assumedPods.delete(key); // go: delete(cache.assumedPods, key)
      this.podStates.delete(key); // go: delete(cache.podStates, key)
    } else {
      return new Error(`pod ${key} wasn't assumed so cannot be forgotten`); // go: return fmt.Errorf("pod %v wasn't assumed
    }
    return undefined; // go: return nil
  }

  /**
   * The API server told of a pod on a node: if it was assumed, it is certain now.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.AddPod
   */
  addPod(pod: Pod): Error | undefined {
    const [key, err] = getPodKey(pod); // go: key, err := framework.GetPodKey(pod)
    if (err) return err; // go+: if err != nil {

    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    const currState = this.podStates.get(key); // go: currState, ok := cache.podStates[key]
    // go: switch {
    if (currState && this.assumedPods.has(key)) {
      // go: if currState.pod.Spec.NodeName != pod.Spec.NodeName {
      if (currState.pod.spec.nodeName !== pod.spec.nodeName) {
        // left out (logging): klog.Warningf("Pod %v was assumed to be on
        this.#removePod(currState.pod); // go+: if err = cache.removePod(currState.pod); err != nil {
        this.#addPod(pod); // go: cache.addPod(pod) @1
      }
      this.assumedPods.delete(key); // go: delete(cache.assumedPods, key)
      currState.deadline = undefined; // go: cache.podStates[key].deadline = nil
      currState.pod = pod; // go: cache.podStates[key].pod = pod
    } else if (!currState) {
      this.#addPod(pod); // go: cache.addPod(pod) @2
      const ps = emptyState(pod); // go: ps := &podState{
      this.podStates.set(key, ps); // go: cache.podStates[key] = ps
    } else {
      return new Error(`pod ${key} was already in added state`); // go: return fmt.Errorf("pod %v was already
    }
    return undefined; // go: return nil
  }

  /**
   * A pod on a node changed.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.UpdatePod
   * @throws when it changed its node: Go ends the process.
   */
  updatePod(oldPod: Pod, newPod: Pod): Error | undefined {
    const [key, err] = getPodKey(oldPod); // go: key, err := framework.GetPodKey(oldPod)
    if (err) return err; // go+: if err != nil {

    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    const currState = this.podStates.get(key); // go: currState, ok := cache.podStates[key]
    // go: switch {
    if (currState && !this.assumedPods.has(key)) {
      // go: if currState.pod.Spec.NodeName != newPod.Spec.NodeName {
      if (currState.pod.spec.nodeName !== newPod.spec.nodeName) {
        // left out (logging): klog.Errorf("Pod %v updated on
        throw corrupted(); // go: klog.Fatalf(
      }
      const err = this.#updatePod(oldPod, newPod);
      if (err) return err; // go+: if err := cache.updatePod(oldPod, newPod); err != nil {
      currState.pod = newPod; // go: currState.pod = newPod
    } else {
      return new Error(`pod ${key} is not added to scheduler cache, so cannot be updated`); // go: return fmt.Errorf("pod %v is not added
    }
    return undefined; // go: return nil
  }

  /**
   * A pod on a node is gone.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.RemovePod
   * @throws when it changed its node: Go ends the process.
   */
  removePod(pod: Pod): Error | undefined {
    const [key, err] = getPodKey(pod); // go: key, err := framework.GetPodKey(pod)
    if (err) return err; // go+: if err != nil { @1

    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    const currState = this.podStates.get(key); // go: currState, ok := cache.podStates[key]
    // go: switch {
    if (currState && !this.assumedPods.has(key)) {
      // go: if currState.pod.Spec.NodeName != pod.Spec.NodeName {
      if (currState.pod.spec.nodeName !== pod.spec.nodeName) {
        // left out (logging): klog.Errorf("Pod %v was assumed
        throw corrupted(); // go: klog.Fatalf(
      }
      const err = this.#removePod(currState.pod); // go: err := cache.removePod(currState.pod)
      if (err) return err; // go+: if err != nil { @2
      this.podStates.delete(key); // go: delete(cache.podStates, key)
    } else {
      return new Error(`pod ${key} is not found in scheduler cache, so cannot be removed from it`); // go: return fmt.Errorf("pod %v is not found
    }
    return undefined; // go: return nil
  }

  /**
   * Whether a pod is counted in, but not yet told of.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.IsAssumedPod
   */
  isAssumedPod(
    pod: Pod,
  ): readonly [isAssumed: boolean, error: undefined] | readonly [isAssumed: false, error: Error] {
    const [key, err] = getPodKey(pod); // go: key, err := framework.GetPodKey(pod)
    if (err) return [false, err]; // go+: if err != nil {

    // left out (locking): cache.mu.RLock()
    // left out (locking): defer cache.mu.RUnlock()
    const b = this.assumedPods.has(key); // go: b, found := cache.assumedPods[key]
    // left out (not found is false): if !found {
    return [b, undefined]; // go: return b, nil
  }

  /**
   * The pod as the cache has it.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.GetPod
   */
  getPod(
    pod: Pod,
  ): readonly [pod: Pod, error: undefined] | readonly [pod: undefined, error: Error] {
    const [key, err] = getPodKey(pod); // go: key, err := framework.GetPodKey(pod)
    if (err) return [undefined, err]; // go+: if err != nil {

    // left out (locking): cache.mu.RLock()
    // left out (locking): defer cache.mu.RUnlock()
    const podState = this.podStates.get(key); // go: podState, ok := cache.podStates[key]
    if (!podState) return [undefined, new Error(`pod ${key} does not exist in scheduler cache`)]; // go+: if !ok {

    return [podState.pod, undefined]; // go: return podState.pod, nil
  }

  /**
   * There is a node.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.AddNode
   */
  addNode(node: Node): void {
    const { name } = node.metadata;
    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    let n = this.nodes.get(name); // go: n, ok := cache.nodes[node.Name]
    // go: if !ok {
    if (!n) {
      n = new NodeInfo(); // go: n = newNodeInfoListItem(framework.NewNodeInfo())
      this.nodes.set(name, n); // go: cache.nodes[node.Name] = n
      // left out (images): cache.removeNodeImageStates(n.info.Node())
    }
    this.moveNodeInfoToHead(name); // go: cache.moveNodeInfoToHead(node.Name)

    this.nodeTree.addNode(node); // go: cache.nodeTree.addNode(node)
    // left out (images): cache.addNodeImageStates(
    n.setNode(node); // go: return n.info.SetNode(node)
  }

  /**
   * A node changed.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.UpdateNode
   */
  updateNode(oldNode: Node | undefined, newNode: Node): void {
    const { name } = newNode.metadata;
    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    let n = this.nodes.get(name); // go: n, ok := cache.nodes[newNode.Name]
    // go: if !ok {
    if (!n) {
      n = new NodeInfo(); // go: n = newNodeInfoListItem(framework.NewNodeInfo())
      this.nodes.set(name, n); // go: cache.nodes[newNode.Name] = n
      this.nodeTree.addNode(newNode); // go: cache.nodeTree.addNode(newNode)
      // left out (images): cache.removeNodeImageStates(n.info.Node())
    }
    this.moveNodeInfoToHead(name); // go: cache.moveNodeInfoToHead(newNode.Name)

    this.nodeTree.updateNode(oldNode, newNode); // go: cache.nodeTree.updateNode(
    // left out (images): cache.addNodeImageStates(
    n.setNode(newNode); // go: return n.info.SetNode(newNode)
  }

  /**
   * A node is gone. It stays without its node as long as it has pods.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.RemoveNode
   */
  removeNode(node: Node): Error | undefined {
    const { name } = node.metadata;
    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    const n = this.nodes.get(name); // go: n, ok := cache.nodes[node.Name]
    if (!n) return new Error(`node ${name} is not found`); // go+: if !ok {
    n.removeNode(); // go: n.info.RemoveNode()
    // go: if len(n.info.Pods) == 0 {
    if (n.pods.length === 0) {
      this.nodes.delete(name); // go: cache.removeNodeInfoFromList(node.Name)
    } else {
      this.moveNodeInfoToHead(name); // go: cache.moveNodeInfoToHead(node.Name)
    }
    const err = this.nodeTree.removeNode(node);
    if (err) return err; // go+: if err := cache.nodeTree.removeNode(node); err != nil {
    // left out (images): cache.removeNodeImageStates(node)
    return undefined; // go: return nil
  }

  /**
   * Forgets the assumed pods that were bound and not told of in time. Go takes them in any order.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.cleanupAssumedPods
   */
  cleanupAssumedPods(now: number): void {
    // left out (locking): cache.mu.Lock()
    // left out (locking): defer cache.mu.Unlock()
    // left out (metrics): defer cache.updateMetrics()

    // go: for key := range cache.assumedPods {
    for (const key of [...this.assumedPods]) {
      const ps = this.podStates.get(key); // go: ps, ok := cache.podStates[key]
      if (!ps) throw new Error('Key found in assumed set but not in podStates.'); // go+: if !ok {
      // left out (logging): klog.V(5).Infof(
      if (!ps.bindingFinished) continue; // go: if !ps.bindingFinished {
      // left out (said above): continue
      // go: if now.After(*ps.deadline) {
      if (ps.deadline !== undefined && now > ps.deadline) {
        // left out (logging): klog.Warningf(
        this.#expirePod(key, ps); // go+: if err := cache.expirePod(key, ps); err != nil {
      }
    }
  }

  *#cleanForEver(): Task<void> {
    for (;;) {
      this.cleanupAssumedPods(this.#runtime.now());
      yield* this.#runtime.sleep(cleanAssumedPeriod);
    }
  }

  /**
   * Counts a pod in on its node.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.addPod
   */
  #addPod(pod: Pod): void {
    const nodeName = pod.spec.nodeName ?? '';
    let n = this.nodes.get(nodeName); // go: n, ok := cache.nodes[pod.Spec.NodeName]
    // go: if !ok {
    if (!n) {
      n = new NodeInfo(); // go: n = newNodeInfoListItem(
      this.nodes.set(nodeName, n); // go: cache.nodes[pod.Spec.NodeName] = n
    }
    n.addPod(pod); // go: n.info.AddPod(pod)
    this.moveNodeInfoToHead(nodeName); // go: cache.moveNodeInfoToHead(
  }

  /**
   * Counts the old pod out and the new one in.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.updatePod
   */
  #updatePod(oldPod: Pod, newPod: Pod): Error | undefined {
    const err = this.#removePod(oldPod);
    if (err) return err; // go+: if err := cache.removePod(oldPod); err != nil {
    this.#addPod(newPod); // go: cache.addPod(newPod)
    return undefined; // go: return nil
  }

  /**
   * Counts a pod out. A node goes with its last pod, if it was deleted before.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.removePod
   */
  #removePod(pod: Pod): Error | undefined {
    const nodeName = pod.spec.nodeName ?? '';
    const n = this.nodes.get(nodeName); // go: n, ok := cache.nodes[pod.Spec.NodeName]
    if (!n) return undefined; // go+: if !ok {
    const err = n.removePod(pod);
    if (err) return err; // go+: if err := n.info.RemovePod(pod); err != nil {
    // go: if len(n.info.Pods) == 0 && n.info.Node() == nil {
    if (n.pods.length === 0 && !n.node) {
      this.nodes.delete(nodeName); // go: cache.removeNodeInfoFromList(
    } else {
      this.moveNodeInfoToHead(nodeName); // go: cache.moveNodeInfoToHead(
    }
    return undefined; // go: return nil @2
  }

  /**
   * Counts out an assumed pod that nobody told of.
   *
   * @ports pkg/scheduler/internal/cache/cache.go#schedulerCache.expirePod
   */
  #expirePod(key: string, ps: PodState): Error | undefined {
    const err = this.#removePod(ps.pod);
    if (err) return err; // go+: if err := cache.removePod(ps.pod); err != nil {
    this.assumedPods.delete(key); // go: delete(cache.assumedPods, key)
    this.podStates.delete(key); // go: delete(cache.podStates, key)
    return undefined; // go: return nil
  }
}

const corrupted = (): Error =>
  new Error('Schedulercache is corrupted and can badly affect scheduling decisions');
