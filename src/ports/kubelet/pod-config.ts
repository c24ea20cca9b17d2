import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { PodStorage, type EventRecorder, type PodConfigNotificationMode } from './pod-storage.ts';
import type { PodUpdate } from './pod-update.ts';

/** Merges what several sources say of the node's pods into one stream of changes. */
export class PodConfig {
  readonly pods: PodStorage;
  readonly #runtime: Pick<Runtime, 'go' | 'now'>;
  readonly #sources = new Map<string, Channel<PodUpdate>>();
  readonly #updates = new Channel<PodUpdate>(50);

  constructor(options: {
    readonly runtime: Pick<Runtime, 'go' | 'now'>;
    readonly recorder: EventRecorder;
    readonly mode?: PodConfigNotificationMode;
  }) {
    this.#runtime = options.runtime;
    this.pods = new PodStorage({ ...options, updates: this.#updates });
  }

  /**
   * The channel into which a source writes.
   *
   * @ports pkg/util/config/config.go#Mux.Channel
   */
  channel(source: string): Channel<PodUpdate> {
    // left out (nobody gives an empty name): if len(source) == 0 {
    // left out (locking): m.sourceLock.Lock()
    // left out (locking): defer m.sourceLock.Unlock()
    const channel = this.#sources.get(source); // go: channel, exists := m.sources[source]
    // go: if exists {
    if (channel !== undefined) {
      return channel; // go: return channel
    }
    const newChannel = new Channel<PodUpdate>(); // go: newChannel := make(
    this.#sources.set(source, newChannel); // go: m.sources[source] = newChannel
    this.#runtime.go(() => this.listen(source, newChannel), `pods of source ${source}`); // go+: go wait.Until(
    return newChannel; // go: return newChannel
  }

  /** @ports pkg/util/config/config.go#Mux.listen */
  *listen(source: string, listenChannel: Channel<PodUpdate>): Task<void> {
    // go: for update := range listenChannel {
    for (;;) {
      const [update] = yield* listenChannel.receive();
      if (update === undefined) return;
      yield* this.pods.merge(source, update); // go: m.merger.Merge(source, update)
    }
  }

  /**
   * Whether every source has said what its pods are, and the sync loop has seen it.
   *
   * @ports pkg/kubelet/config/config.go#PodConfig.SeenAllSources
   */
  seenAllSources(seenSources: ReadonlySet<string>): boolean {
    // left out (there is a store): if c.pods == nil {
    // left out (logging): klog.V(5).Infof("Looking for
    const sources = [...this.#sources.keys()];
    return sources.every((source) => seenSources.has(source)) && this.pods.seenSources(sources); // go: return seenSources.HasAll(
  }

  /**
   * What the sync loop reads.
   *
   * @ports pkg/kubelet/config/config.go#PodConfig.Updates
   */
  updates(): Channel<PodUpdate> {
    return this.#updates; // go: return c.updates
  }

  /**
   * Has all pods sent.
   *
   * @ports pkg/kubelet/config/config.go#PodConfig.Sync
   */
  *sync(): Task<void> {
    yield* this.pods.sync(); // go: c.pods.Sync()
  }
}
