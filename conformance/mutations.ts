/** A deliberate fault in a port, of the kind that people make, which a replay of vectors must see. */
export interface Mutation {
  /** The fault in words. */
  readonly what: string;
  /** The file that gets it. */
  readonly file: string;
  /** A piece of the file that occurs once. */
  readonly find: string;
  readonly replace: string;
  /** The test file that replays vectors on it. */
  readonly tests: string;
  /** The title of the test there that does. */
  readonly replays: string;
}

export const mutations: readonly Mutation[] = [
  {
    what: 'batches grow to twice the last and one',
    file: 'src/ports/replicaset/slow-start-batch.ts',
    find: 'Math.min(2 * batchSize, remaining)',
    replace: 'Math.min(2 * batchSize + 1, remaining)',
    tests: 'src/ports/replicaset/slow-start-batch.test.ts',
    replays: 'answers as Go did, with tasks in turn',
  },
  {
    what: 'creations that were never tried are still expected',
    file: 'src/ports/replicaset/manage-replicas.ts',
    find: 'rsc.expectations.creationObserved(rsKey); //',
    replace: '//',
    tests: 'src/ports/replicaset/manage-replicas.test.ts',
    replays: 'does what Go did, with tasks in turn',
  },
  {
    what: 'the pod that runs longest is deleted, not the youngest',
    file: 'src/ports/controller/active-pods-with-ranks.ts',
    find: 'return afterOrZero(readyTime1, readyTime2);',
    replace: 'return afterOrZero(readyTime2, readyTime1);',
    tests: 'src/ports/replicaset/get-pods-to-delete.test.ts',
    replays: 'chooses the pods that Go did, and leaves its order behind',
  },
  {
    what: 'the condition of a failure stays when all is well again',
    file: 'src/ports/replicaset/calculate-status.ts',
    find: "removeCondition(newStatus, 'ReplicaFailure'); //",
    replace: '//',
    tests: 'src/ports/replicaset/calculate-status.test.ts',
    replays: 'answers as Go did, and leaves the status that it is given alone',
  },
  {
    what: 'pods are adopted without asking whether the ReplicaSet still exists',
    file: 'src/ports/controller/base-controller-ref-manager.ts',
    find: 'this.#canAdoptErr = yield* this.#canAdoptFunc(); //',
    replace: '//',
    tests: 'src/ports/replicaset/claim-pods.test.ts',
    replays: 'claims what Go did, with the same calls',
  },
  {
    what: 'a deletion that is seen twice counts twice',
    file: 'src/ports/controller/uid-tracking-controller-expectations.ts',
    find: 'uids.delete(deleteKey); //',
    replace: '//',
    tests: 'src/ports/controller/uid-tracking-controller-expectations.test.ts',
    replays: 'answers as Go did after every operation',
  },
  {
    what: 'what changed during the work is forgotten when it is done',
    file: 'src/ports/workqueue/type.ts',
    find: 'if (this.dirty.has(item)) {',
    replace: 'if (this.dirty.has(item) && this.processing.has(item)) {',
    tests: 'src/ports/workqueue/type.test.ts',
    replays: 'answers as Go did, and holds the same after every step',
  },
  {
    what: 'two workers get the same key',
    file: 'src/ports/workqueue/type.ts',
    find: 'if (this.processing.has(item)) return; //',
    replace: '//',
    tests: 'src/ports/workqueue/type.test.ts',
    replays: 'answers as Go did, and holds the same after every step',
  },
  {
    what: 'the later of two times counts',
    file: 'src/ports/workqueue/insert.ts',
    find: 'existing.readyAt > entry.readyAt',
    replace: 'existing.readyAt < entry.readyAt',
    tests: 'src/ports/workqueue/delaying-type.test.ts',
    replays: 'holds what Go did, from clock 0 on',
  },
  {
    what: 'the delay of failures never doubles',
    file: 'src/ports/workqueue/item-exponential-failure-rate-limiter.ts',
    find: 'toNanoseconds(this.baseDelay) * 2 ** exp',
    replace: 'toNanoseconds(this.baseDelay)',
    tests: 'src/ports/workqueue/item-exponential-failure-rate-limiter.test.ts',
    replays: 'answers as Go did',
  },
  {
    what: 'of two deletions both are kept',
    file: 'src/ports/cache/dedup-deltas.ts',
    find: 'if (out) return out; //',
    replace: '//',
    tests: 'src/ports/cache/delta-fifo.test.ts',
    replays: 'answers as Go did, and holds the same after every step',
  },
  {
    what: 'an object that changed is still found under its old value',
    file: 'src/ports/cache/thread-safe-map.ts',
    find: 'this.deleteFromIndices(oldObj, key); //',
    replace: '//',
    tests: 'src/ports/cache/thread-safe-map.test.ts',
    replays: 'answers as Go did, and holds the same after every step',
  },
  {
    what: 'a resync goes to handlers that did not ask for it',
    file: 'src/ports/cache/shared-index-informer.ts',
    find: 'isSync = true; //',
    replace: 'isSync = false; //',
    tests: 'src/ports/cache/shared-index-informer.test.ts',
    replays: 'tells every handler what Go did, in any order of tasks',
  },
  {
    what: 'an update does not compare, and undoes that of another',
    file: 'src/ports/apiserver/etcd.ts',
    find: '(previous?.modRevision ?? 0) !== modRevision',
    replace: '(previous?.modRevision ?? 0) < 0',
    tests: 'src/ports/apiserver/etcd-store.test.ts',
    replays: 'does what Go did with an etcd',
  },
  {
    what: 'whoever applies a Deployment writes its status',
    file: 'src/ports/apiserver/deployment-strategy.ts',
    find: 'newDeployment.status = oldDeployment.status; //',
    replace: '//',
    tests: 'src/ports/apiserver/deployment-strategy.test.ts',
    replays: 'does what Go did',
  },
  {
    what: 'a rollout with no surge and none unavailable stands still',
    file: 'src/ports/deployment/resolve-fenceposts.ts',
    find: 'if (surge === 0 && unavailable === 0) {',
    replace: 'if (surge < 0 && unavailable < 0) {',
    tests: 'src/ports/deployment/resolve-fenceposts.test.ts',
    replays: 'the bounds of every Deployment are as in Go',
  },
  {
    what: 'the new ReplicaSet takes all of the surge',
    file: 'src/ports/deployment/new-rs-new-replicas.ts',
    find: 'scaleUpCount = Math.min(scaleUpCount, replicasOf(deployment) - replicasOf(newRS));',
    replace: '',
    tests: 'src/ports/deployment/new-rs-new-replicas.test.ts',
    replays: 'every new ReplicaSet gets as many pods as in Go',
  },
  {
    what: 'what was taken out of the manifest stays in the object',
    file: 'src/ports/strategicpatch/create-three-way-merge-patch.ts',
    find: 'mergeMap(deletionsMap, deltaMap, schema, mergeOptions)',
    replace: 'mergeMap({}, deltaMap, schema, mergeOptions)',
    tests: 'src/ports/strategicpatch/create-three-way-merge-patch.test.ts',
    replays: 'makes the patch that Go makes, and it does to the object what it does there',
  },
  {
    what: 'the queue of pods does not look at their priority',
    file: 'src/ports/scheduler/less.ts',
    find: 'return p1 > p2 || (p1 === p2 && pInfo1.timestamp < pInfo2.timestamp);',
    replace: 'return pInfo1.timestamp < pInfo2.timestamp;',
    tests: 'src/ports/scheduler/priority-queue.test.ts',
    replays: 'answers as Go did, and its queues hold the same after every step',
  },
  {
    what: 'of the best nodes always the first is taken',
    file: 'src/ports/scheduler/generic-scheduler.ts',
    find: 'Math.floor(this.#runtime.random() * cntOfMaxScore) === 0',
    replace: 'Math.floor(this.#runtime.random() * cntOfMaxScore) < 0',
    tests: 'src/ports/scheduler/generic-scheduler.test.ts',
    replays: 'chooses among the nodes that Go chose from, and all of them',
  },
  {
    what: 'a pod runs as soon as one of its containers does',
    file: 'src/ports/kubelet/get-phase.ts',
    find: 'if (pendingInitialization > 0 || waiting > 0) {',
    replace: 'if (pendingInitialization > 0) {',
    tests: 'src/ports/kubelet/get-phase.test.ts',
    replays: 'answers as Go did, and so does notRunning',
  },
];
