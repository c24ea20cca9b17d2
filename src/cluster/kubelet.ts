import { formatTime } from '../ports/api/format-time.ts';
import type { Pod, PodStatus as ApiPodStatus } from '../ports/api/pod.ts';
import { getPodQOS } from '../ports/apiserver/get-pod-qos.ts';
import { BasicManager } from '../ports/kubelet/basic-manager.ts';
import { BasicWorkQueue } from '../ports/kubelet/basic-work-queue.ts';
import { computePodActions } from '../ports/kubelet/compute-pod-actions.ts';
import { GenericPLEG } from '../ports/kubelet/generic-pleg.ts';
import {
  filterOutTerminatedPods,
  generateAPIPodStatus,
  notRunning,
  podAndContainersAreTerminal,
  type PodStatusSource,
} from '../ports/kubelet/kubelet-pods.ts';
import { PodCache } from '../ports/kubelet/pod-cache.ts';
import { PodConfig } from '../ports/kubelet/pod-config.ts';
import type { PodLifecycleEvent } from '../ports/kubelet/pod-lifecycle-event.ts';
import { apiserverSource, type PodUpdate } from '../ports/kubelet/pod-update.ts';
import { PodWorkers, type SyncPodOptions, type SyncPodType } from '../ports/kubelet/pod-workers.ts';
import { ReasonCache } from '../ports/kubelet/reason-cache.ts';
import { selectReady } from '../ports/kubelet/select-ready.ts';
import { StatusManager } from '../ports/kubelet/status-manager.ts';
import { ticker } from '../ports/kubelet/ticker.ts';
import type { Task } from '../ports/runtime/task.ts';
import { ApiClient, type World } from './api-client.ts';
import { codeRefs } from './code-refs.ts';
import type { CodeRef } from './cluster-recording.ts';
import { EventRecorder } from './event-recorder.ts';
import type { KubeObject } from './kube-object.ts';
import { startPodSource } from './kubelet-source.ts';
import { PretendedRuntime } from './pretended-runtime.ts';
import { objectKey } from './resource.ts';
import { statusClient } from './status-client.ts';

export interface KubeletOptions {
  readonly nodeName: string;
  /** The number of the node: of its addresses. */
  readonly number: number;
  /** Whether it writes Events; those of the recorded cluster do not. */
  readonly events: boolean;
  /** For tests: what it makes of a status before it writes it. */
  readonly spoil?: ((status: ApiPodStatus) => void) | undefined;
}

/**
 * The agent of a node. Its parts are ports: the configuration, the workers, the status manager, the
 * lifecycle events, what a Pod's status is and what is to be done about it. What joins them, the
 * choice of the sync loop and the order in `syncPod`, is written anew after the Go.
 */
export class Kubelet {
  readonly client: ApiClient;
  readonly #world: World;
  readonly #options: KubeletOptions;
  readonly #containers: PretendedRuntime;
  readonly #podManager = new BasicManager();
  readonly #podCache = new PodCache();
  readonly #statusManager: StatusManager;
  readonly #workers: PodWorkers;
  readonly #workQueue: BasicWorkQueue;
  readonly #pleg: GenericPLEG;
  readonly #config: PodConfig;
  readonly #events: EventRecorder;
  readonly #source: PodStatusSource;
  readonly #removing = new Set<string>();
  #stopped = false;

  constructor(world: World, options: KubeletOptions) {
    const { runtime } = world;
    this.#world = world;
    this.#options = options;
    this.client = new ApiClient(world, `kubelet-${options.nodeName}`, 'kubelet');
    this.#containers = new PretendedRuntime(runtime, options.number);
    this.#events = new EventRecorder(this.client, 'kubelet', options.nodeName);
    const recorder = {
      event: (pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string) =>
        this.#event(pod, type, reason, message),
    };
    this.#config = new PodConfig({ runtime, recorder });
    this.#workQueue = new BasicWorkQueue(runtime);
    this.#pleg = new GenericPLEG({
      runtime,
      containerRuntime: this.#containers,
      cache: this.#podCache,
    });
    this.#statusManager = new StatusManager({
      runtime,
      kubeClient: statusClient(this.client),
      getPodByUID: (uid) => this.#podManager.getPodByUID(uid),
      podResourcesAreReclaimed: (pod, status) => this.#areResourcesReclaimed(pod, status),
    });
    this.#workers = new PodWorkers({
      runtime,
      syncPodFn: (sync) => this.#syncPod(sync),
      recorder,
      workQueue: this.#workQueue,
      podCache: this.#podCache,
      resyncInterval: 60_000,
      backOffPeriod: 10_000,
    });
    this.#source = {
      statusManager: this.#statusManager,
      probeManager: { updatePodStatus: (_uid, status) => setReady(status) },
      reasonCache: new ReasonCache(),
      hostIP: `172.18.0.${options.number + 1}`,
      getPodQOS,
    };
  }

  *start(): Task<void> {
    const { runtime } = this.#world;
    yield* this.#register();
    runtime.go(() => this.#heartbeat(), `${this.client.lane} heartbeat`);
    startPodSource(this.client, this.#options.nodeName, this.#config.channel(apiserverSource));
    this.#statusManager.start();
    this.#pleg.start();
    runtime.go(() => this.#syncLoop(), `${this.client.lane} sync loop`);
  }

  /** The machine loses its power: nothing of it acts or answers any more. */
  stop(): void {
    this.#stopped = true;
    this.client.die();
  }

  *#register(): Task<void> {
    const { runtime } = this.#world;
    const now = formatTime(runtime.now());
    const amounts = { cpu: '4', memory: '8Gi', pods: '110' };
    const name = this.#options.nodeName;
    const body = {
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
      spec: {},
      status: {
        capacity: amounts,
        allocatable: amounts,
        conditions: [
          { type: 'Ready', status: 'True', reason: 'KubeletReady', lastTransitionTime: now },
        ],
      },
    };
    yield* this.client.send(
      { verb: 'create', resource: 'nodes', body },
      { sends: codeRefs.syncLoop },
    );
  }

  *#heartbeat(): Task<void> {
    const { runtime } = this.#world;
    const { nodeName: name } = this.#options;
    const quiet = { sends: codeRefs.syncLoop, quiet: true };
    const namespace = 'kube-node-lease';
    for (let verb: 'create' | 'update' = 'create'; !this.#stopped; verb = 'update') {
      const spec = {
        holderIdentity: name,
        leaseDurationSeconds: 40,
        renewTime: formatTime(runtime.now()),
      };
      const body = { metadata: { name, namespace }, spec };
      yield* this.client.send({ verb, resource: 'leases', namespace, name, body }, quiet);
      yield* runtime.sleep(10_000);
    }
  }

  *#syncLoop(): Task<void> {
    const { runtime } = this.#world;
    const syncTicker = ticker(runtime, 1000);
    const housekeepingTicker = ticker(runtime, 2000);
    const configCh = this.#config.updates();
    const plegCh = this.#pleg.watch();
    for (;;) {
      const chosen = yield* selectReady(runtime, [
        configCh,
        plegCh,
        syncTicker,
        housekeepingTicker,
      ]);
      if (this.#stopped) return;
      if (chosen === 0) {
        const [update] = yield* configCh.receive();
        if (update) this.#handleUpdate(update);
      } else if (chosen === 1) {
        const [event] = yield* plegCh.receive();
        if (event) this.#handleEvent(event);
      } else if (chosen === 2) {
        yield* syncTicker.receive();
        for (const uid of this.#workQueue.getWork()) {
          const pod = this.#podManager.getPodByUID(uid);
          if (pod) this.#dispatchWork(pod, 'sync');
        }
      } else {
        yield* housekeepingTicker.receive();
        this.#cleanUp();
      }
    }
  }

  #handleUpdate({ op, pods }: PodUpdate): void {
    for (const pod of pods) {
      switch (op) {
        case 'ADD':
          this.#podManager.addPod(pod);
          this.#dispatchWork(pod, 'create');
          break;
        case 'UPDATE':
        case 'DELETE':
          this.#podManager.updatePod(pod);
          this.#dispatchWork(pod, 'update');
          break;
        case 'REMOVE':
          this.#podManager.deletePod(pod);
          this.#workers.forgetWorker(pod.metadata.uid ?? '');
          break;
        case 'RECONCILE':
          this.#podManager.updatePod(pod);
          break;
        case 'SET':
          break;
      }
    }
  }

  /** What the runtime has done: a look at the Pod, unless something is only tidied away. */
  #handleEvent({ id, type, data }: PodLifecycleEvent): void {
    if (type === 'ContainerRemoved') return;
    const pod = this.#podManager.getPodByUID(id);
    if (!pod) return;
    this.#runtimeMessage(
      pod,
      `${type} ${data ?? ''}`.trim(),
      codeRefs.syncLoop,
      codeRefs.dispatchWork,
    );
    this.#dispatchWork(pod, 'sync');
    if (type === 'ContainerDied' && pod.metadata.deletionTimestamp !== undefined) {
      if (this.#removing.has(id)) return;
      this.#removing.add(id);
      this.#world.runtime.go(
        () => this.#containers.removeContainers(id),
        `remove ${pod.metadata.name}`,
      );
    }
  }

  #dispatchWork(pod: Pod, updateType: SyncPodType): void {
    const [containersTerminal, podWorkerTerminal] = podAndContainersAreTerminal(this.#source, pod);
    if (pod.metadata.deletionTimestamp !== undefined && containersTerminal) {
      this.#statusManager.terminatePod(pod);
    }
    if (podWorkerTerminal) return;
    this.#workers.updatePod({ pod, updateType });
  }

  *#syncPod({ pod, podStatus }: SyncPodOptions): Task<Error | undefined> {
    if (this.#stopped) return undefined;
    const apiPodStatus = generateAPIPodStatus(this.#source, pod, podStatus);
    this.#options.spoil?.(apiPodStatus);
    this.#statusManager.setPodStatus(pod, apiPodStatus);
    const { phase } = apiPodStatus;
    const uid = pod.metadata.uid ?? '';
    if (
      pod.metadata.deletionTimestamp !== undefined ||
      phase === 'Failed' ||
      phase === 'Succeeded'
    ) {
      yield* this.#killPod(
        pod,
        podStatus.containerStatuses.some(({ state }) => state === 'running'),
      );
      return undefined;
    }
    const actions = computePodActions(
      {
        hashContainer: (container) => PretendedRuntime.hashContainer(container),
        liveness: () => undefined,
        startup: () => undefined,
      },
      pod,
      podStatus,
    );
    if (actions.killPod && podStatus.sandboxStatuses.length > 0)
      yield* this.#containers.killPod(uid);
    if (actions.createSandbox) {
      this.#runtimeMessage(
        pod,
        'create sandbox',
        codeRefs.startContainers,
        codeRefs.startContainers,
      );
      yield* this.#containers.createSandbox(pod, actions.attempt);
    }
    for (const at of actions.containersToStart) {
      const container = pod.spec.containers?.[at];
      if (!container || this.#isStopped()) continue;
      const { name, image = '' } = container;
      this.#event(pod, 'Normal', 'Pulled', `Container image "${image}" already present on machine`);
      this.#event(pod, 'Normal', 'Created', `Created container ${name}`);
      this.#runtimeMessage(
        pod,
        `start container ${name}`,
        codeRefs.startContainers,
        codeRefs.startContainers,
      );
      yield* this.#containers.startContainer(pod, container);
      this.#say(`container ${name} of ${pod.metadata.name} runs`);
      this.#event(pod, 'Normal', 'Started', `Started container ${name}`);
    }
    return undefined;
  }

  *#killPod(pod: Pod, isRunning: boolean): Task<void> {
    const uid = pod.metadata.uid ?? '';
    if (isRunning) {
      const names = (pod.spec.containers ?? []).map(({ name }) => name);
      this.#runtimeMessage(
        pod,
        `stop containers ${names.join(', ')}`,
        codeRefs.syncPod,
        codeRefs.lastContainersStop,
      );
      for (const name of names) this.#event(pod, 'Normal', 'Killing', `Stopping container ${name}`);
    }
    yield* this.#containers.killPod(uid);
    if (isRunning) this.#say(`the containers of ${pod.metadata.name} have stopped`);
  }

  /** Every two seconds: workers and statuses of Pods that are no more are forgotten. */
  #cleanUp(): void {
    const pods = this.#podManager.getPods();
    const desired = new Set(
      filterOutTerminatedPods(this.#source, pods).map(({ metadata }) => metadata.uid ?? ''),
    );
    this.#workers.forgetNonExistingPodWorkers(desired);
    const all = new Set(pods.map(({ metadata }) => metadata.uid ?? ''));
    this.#statusManager.removeOrphanedStatuses(all);
    for (const uid of this.#containers.uids()) {
      if (all.has(uid)) continue;
      this.#world.runtime.go(() => this.#containers.remove(uid), `orphan ${uid}`);
    }
  }

  #areResourcesReclaimed(pod: Pod, status: ApiPodStatus): boolean {
    if (!notRunning(status.containerStatuses)) return false;
    const [runtimeStatus] = this.#podCache.get(pod.metadata.uid ?? '');
    return (runtimeStatus?.containerStatuses ?? []).length === 0;
  }

  #event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void {
    if (this.#options.events && !this.#stopped) {
      this.#events.event(pod, 'Pod', type, reason, message);
    }
  }

  /** A method, for it changes while a task waits. */
  #isStopped(): boolean {
    return this.#stopped;
  }

  #runtimeMessage(pod: Pod, text: string, sends: CodeRef, receives: CodeRef): void {
    const { recorder } = this.#world;
    const { lane } = this.client;
    const object = objectKey('pods', pod.metadata);
    const cause = recorder.lastHeard(lane, object);
    const message = recorder.message({
      kind: 'runtime',
      from: lane,
      to: lane,
      text: `${text} (${pod.metadata.name})`,
      object,
      sends,
      receives,
      ...(cause !== undefined && { cause }),
    });
    recorder.heard(lane, object, message);
  }

  #say(text: string): void {
    if (!this.#stopped) this.#world.recorder.say(this.client.lane, text);
  }
}

/** Without probes a container is ready while it runs. */
function setReady(status: ApiPodStatus): void {
  for (const container of status.containerStatuses ?? []) {
    const isRunning = container.state?.running !== undefined;
    container.ready = isRunning;
    container.started = isRunning;
  }
}
