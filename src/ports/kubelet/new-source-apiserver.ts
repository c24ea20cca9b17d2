import type { Pod } from '../api/pod.ts';
import { newStore } from '../cache/cache.ts';
import type { ListerWatcher } from '../cache/lister-watcher.ts';
import { metaNamespaceKeyFunc } from '../cache/meta-namespace-key-func.ts';
import { Reflector } from '../cache/reflector.ts';
import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { UndeltaStore } from './undelta-store.ts';
import { apiserverSource, type PodUpdate } from './pod-update.ts';

export interface SourceApiserverOptions {
  readonly runtime: Runtime;
  /** Of the pods whose `spec.nodeName` is the node. */
  readonly listerWatcher: ListerWatcher<Pod>;
  /** What `PodConfig.channel` gives. */
  readonly updates: Channel<PodUpdate>;
  handleError(error: Error): void;
}

/**
 * Begins to watch the node's pods, and sends all of them whenever one changes.
 *
 * @ports pkg/kubelet/config/apiserver.go#newSourceApiserverFromLW
 */
export function newSourceApiserverFromLW(options: SourceApiserverOptions): void {
  const { runtime, listerWatcher, updates } = options;
  // A store cannot wait as Go's does: what it sends stands in line here, in order.
  const line = new Channel<PodUpdate>(Infinity);
  // go: send := func(
  const send = (objs: readonly Pod[]): void => {
    const pods: Pod[] = []; // go: var pods []*v1.Pod
    // go: for _, o := range objs {
    for (const o of objs) {
      pods.push(o); // go: pods = append(
    }
    line.trySend({ pods, op: 'SET', source: apiserverSource }); // go: updates <- kubetypes.PodUpdate{
  };
  // go: r := cache.NewReflector(
  const r = new Reflector<Pod>({
    runtime,
    listerWatcher,
    store: new UndeltaStore(newStore<Pod>(metaNamespaceKeyFunc), send),
    name: 'kubelet pods',
    handleError: (error) => {
      options.handleError(error);
    },
  });
  runtime.go(() => r.run({ canReceive: () => false }), 'kubelet reflector'); // go: go r.Run(
  runtime.go(function* (): Task<void> {
    for (;;) {
      const [update] = yield* line.receive();
      if (update) yield* updates.send(update);
    }
  }, 'kubelet source');
}
