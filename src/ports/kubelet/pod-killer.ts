import type { Pod } from '../api/pod.ts';
import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import type { PodPair, RunningPod } from './running-pod.ts';

const podKillingChannelCapacity = 50;

/** Kills pods, each in its own task, and none that is being killed already. */
export class PodKillerWithChannel {
  readonly #podKillingCh = new Channel<PodPair>(podKillingChannelCapacity);
  readonly #runtime: Pick<Runtime, 'go'>;
  readonly #killPod: (pod: Pod | undefined, runningPod: RunningPod) => Task<Error | undefined>;

  constructor(options: {
    readonly runtime: Pick<Runtime, 'go'>;
    killPod(pod: Pod | undefined, runningPod: RunningPod): Task<Error | undefined>;
  }) {
    this.#runtime = options.runtime;
    this.#killPod = (pod, runningPod) => options.killPod(pod, runningPod);
  }

  /**
   * No pod is taken any more.
   *
   * @ports pkg/kubelet/kubelet_pods.go#podKillerWithChannel.Close
   */
  close(): void {
    this.#podKillingCh.close(); // go: close(pk.podKillingCh)
  }

  /**
   * Has a pod killed; it waits only when fifty others do.
   *
   * @ports pkg/kubelet/kubelet_pods.go#podKillerWithChannel.KillPod
   */
  *killPod(pair: PodPair): Task<void> {
    yield* this.#podKillingCh.send(pair); // go: pk.podKillingCh <- pair
  }

  /**
   * Kills what it is given, until it is closed.
   *
   * @ports pkg/kubelet/kubelet_pods.go#podKillerWithChannel.PerformPodKillingWork
   */
  *performPodKillingWork(): Task<void> {
    const killing = new Set<string>(); // go: killing := sets.NewString()
    const kill = this.#killPod;
    // left out (locking): lock := sync.Mutex{}
    // go: for podPair := range pk.podKillingCh {
    for (;;) {
      const [podPair] = yield* this.#podKillingCh.receive();
      if (podPair === undefined) return;
      const { runningPod } = podPair; // go: runningPod := podPair.RunningPod
      const { apiPod } = podPair; // go: apiPod := podPair.APIPod
      // left out (locking): lock.Lock() @1
      const exists = killing.has(runningPod.id); // go: exists := killing.Has(
      // go: if !exists { @1
      if (!exists) {
        killing.add(runningPod.id); // go: killing.Insert(
      }
      // left out (locking): lock.Unlock() @1
      // go: if !exists { @2
      if (!exists) {
        // go: go func(
        this.#runtime.go(function* (): Task<void> {
          // left out (logging): klog.V(2).Infof("Killing unwanted pod
          yield* kill(apiPod, runningPod); // go: err := pk.killPod(
          // left out (logging): if err != nil {
          // left out (locking): lock.Lock() @2
          killing.delete(runningPod.id); // go: killing.Delete(
          // left out (locking): lock.Unlock() @2
          // left out (no mirror pods): pk.markMirrorPodTerminated(
        }, `kill ${runningPod.name}`);
      }
    }
  }
}
