import { BasicManager } from '../ports/kubelet/basic-manager.ts';
import { Backoff } from '../ports/kubelet/backoff.ts';
import type { KubeletSource, LivenessUpdate } from '../ports/kubelet/kubelet.ts';
import type { PodLifecycleEvent } from '../ports/kubelet/pod-lifecycle-event.ts';
import { ReasonCache } from '../ports/kubelet/reason-cache.ts';
import { SourcesReady } from '../ports/kubelet/sources-ready.ts';
import { PodSyncResult } from '../ports/kubelet/sync-result.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Runtime } from '../ports/runtime/task.ts';

/** The parts of a kubelet: those given, and for the others some that do nothing. */
export function kubeletParts(runtime: Runtime, parts: Partial<KubeletSource>): KubeletSource {
  const liveness = new Channel<LivenessUpdate>(20);
  const events = new Channel<PodLifecycleEvent>(1000);
  return {
    runtime,
    hostIP: '172.18.0.3',
    getPodQOS: () => 'BestEffort',
    podManager: new BasicManager(),
    recorder: { event: () => undefined },
    statusManager: {
      getPodStatus: () => undefined,
      setPodStatus: () => undefined,
      terminatePod: () => undefined,
      removeOrphanedStatuses: () => undefined,
    },
    probeManager: {
      updatePodStatus: () => undefined,
      addPod: () => undefined,
      removePod: () => undefined,
      cleanupPods: () => undefined,
    },
    podWorkers: {
      updatePod: () => undefined,
      forgetWorker: () => undefined,
      forgetNonExistingPodWorkers: () => undefined,
    },
    podKiller: {
      *killPod() {
        yield;
      },
    },
    runtimeCache: {
      *getPods() {
        yield;
        return [[], undefined];
      },
      *forceUpdateIfOlder() {
        yield;
        return undefined;
      },
    },
    containerRuntime: {
      *syncPod() {
        yield;
        return new PodSyncResult();
      },
      *killPod() {
        yield;
        return undefined;
      },
    },
    workQueue: { getWork: () => [] },
    podCache: { get: () => [undefined, new Error('the runtime was not asked')] },
    livenessManager: { updates: () => liveness },
    sourcesReady: new SourcesReady(() => true),
    reasonCache: new ReasonCache(),
    backOff: new Backoff(10_000, 300_000, runtime),
    pleg: { watch: () => events },
    runtimeState: { runtimeErrors: () => undefined, networkErrors: () => undefined },
    containerDeletor: { deleteContainersInPod: () => undefined },
    sandboxDeleter: { deleteSandboxesInPod: () => undefined },
    ...parts,
  };
}
