import { formatTime } from '../ports/api/format-time.ts';
import type { Pod, PodStatus as ApiPodStatus } from '../ports/api/pod.ts';
import { getPodQOS } from '../ports/apiserver/get-pod-qos.ts';
import { Backoff } from '../ports/kubelet/backoff.ts';
import { BasicManager } from '../ports/kubelet/basic-manager.ts';
import { BasicWorkQueue } from '../ports/kubelet/basic-work-queue.ts';
import { GenericPLEG } from '../ports/kubelet/generic-pleg.ts';
import { KubeGenericRuntimeManager } from '../ports/kubelet/kube-generic-runtime-manager.ts';
import { Kubelet } from '../ports/kubelet/kubelet.ts';
import { newSourceApiserverFromLW } from '../ports/kubelet/new-source-apiserver.ts';
import { PodCache } from '../ports/kubelet/pod-cache.ts';
import { PodConfig } from '../ports/kubelet/pod-config.ts';
import { PodKillerWithChannel } from '../ports/kubelet/pod-killer.ts';
import type { PodLifecycleEvent } from '../ports/kubelet/pod-lifecycle-event.ts';
import type { PodStatus } from '../ports/kubelet/pod-status.ts';
import { apiserverSource, type PodUpdate } from '../ports/kubelet/pod-update.ts';
import { PodWorkers } from '../ports/kubelet/pod-workers.ts';
import { ReasonCache } from '../ports/kubelet/reason-cache.ts';
import { SourcesReady } from '../ports/kubelet/sources-ready.ts';
import { StatusManager } from '../ports/kubelet/status-manager.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Task } from '../ports/runtime/task.ts';
import { ApiClient, type World } from './api-client.ts';
import type { CodeRef } from './cluster-recording.ts';
import { codeRefs } from './code-refs.ts';
import { EventRecorder } from './event-recorder.ts';
import { PretendedRuntime } from './pretended-runtime.ts';
import { objectKey } from './resource.ts';
import { statusClient } from './status-client.ts';

export interface NodeAgentOptions {
  readonly nodeName: string;
  /** The number of the node: of its addresses. */
  readonly number: number;
  /** Whether it writes Events; those of the recorded cluster do not. */
  readonly events: boolean;
  /** For tests: what it makes of a status before it writes it. */
  readonly spoil?: ((status: ApiPodStatus) => void) | undefined;
}

/**
 * The kubelet of a node, joined to the API and to a pretended container runtime. Probes always
 * succeed, images are always there, nothing is ever full.
 */
export class NodeAgent {
  readonly client: ApiClient;
  readonly #world: World;
  readonly #options: NodeAgentOptions;
  readonly #containers: PretendedRuntime;
  readonly #events: EventRecorder;
  readonly #config: PodConfig;
  readonly #pleg: GenericPLEG;
  readonly #plegEvents = new Channel<PodLifecycleEvent>(Infinity);
  readonly #podManager = new BasicManager();
  readonly #statusManager: StatusManager;
  readonly #podKiller: PodKillerWithChannel;
  readonly #kubelet: Kubelet;
  readonly #removing = new Set<string>();
  #isDead = false;

  constructor(world: World, options: NodeAgentOptions) {
    const { runtime } = world;
    this.#world = world;
    this.#options = options;
    this.client = new ApiClient(world, `kubelet-${options.nodeName}`, 'kubelet');
    this.#events = new EventRecorder(this.client, 'kubelet', options.nodeName);
    const recorder = {
      event: (pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void =>
        this.#event(pod, type, reason, message),
    };
    this.#containers = new PretendedRuntime({
      runtime,
      subnet: options.number,
      onAction: (pod, action) => {
        const stops = action.startsWith('stop');
        this.#tell(pod, action, stops ? codeRefs.syncPod : codeRefs.startContainers);
      },
      onDone: (_pod, what) => this.#say(what),
    });
    const podCache = new PodCache();
    const containerRuntime = this.#newRuntimeManager(recorder);
    this.#config = new PodConfig({ runtime, recorder });
    this.#pleg = new GenericPLEG({ runtime, containerRuntime: this.#containers, cache: podCache });
    this.#statusManager = new StatusManager({
      runtime,
      kubeClient: statusClient(this.client),
      getPodByUID: (uid) => this.#podManager.getPodByUID(uid),
      podResourcesAreReclaimed: (pod, status) =>
        this.#kubelet.podResourcesAreReclaimed(pod, status),
    });
    const workQueue = new BasicWorkQueue(runtime);
    const podWorkers = new PodWorkers({
      runtime,
      syncPodFn: (sync) => this.#kubelet.syncPod(sync),
      recorder,
      workQueue,
      podCache,
      resyncInterval: 60_000,
      backOffPeriod: 10_000,
    });
    this.#podKiller = new PodKillerWithChannel({
      runtime,
      killPod: (pod, runningPod) => containerRuntime.killPod(pod, runningPod),
    });
    const liveness = new Channel<never>();
    this.#kubelet = new Kubelet({
      runtime,
      recorder,
      hostIP: `172.18.0.${options.number + 1}`,
      getPodQOS,
      podManager: this.#podManager,
      statusManager: this.#spoilt(options.spoil),
      podWorkers,
      probeManager: {
        updatePodStatus: (_uid, status) => setReady(status),
        addPod: () => undefined,
        removePod: () => undefined,
        cleanupPods: () => undefined,
      },
      reasonCache: new ReasonCache(),
      podKiller: this.#podKiller,
      podCache,
      runtimeCache: {
        getPods: () => this.#containers.getPods(),
        *forceUpdateIfOlder() {
          return undefined;
        },
      },
      containerRuntime,
      backOff: new Backoff(10_000, 300_000, runtime),
      workQueue,
      sourcesReady: new SourcesReady((seen) => this.#config.seenAllSources(seen)),
      pleg: { watch: () => this.#plegEvents },
      livenessManager: { updates: () => liveness },
      runtimeState: { runtimeErrors: () => undefined, networkErrors: () => undefined },
      containerDeletor: {
        deleteContainersInPod: (_filter, status, all) => this.#removeContainers(status, all),
      },
      sandboxDeleter: {
        deleteSandboxesInPod: (status, toKeep) => this.#removeSandboxes(status, toKeep),
      },
    });
  }

  *start(): Task<void> {
    const { runtime } = this.#world;
    const { lane } = this.client;
    yield* this.#register();
    runtime.go(() => this.#heartbeat(), `${lane} heartbeat`);
    const updates = new Channel<PodUpdate>();
    newSourceApiserverFromLW({
      runtime,
      listerWatcher: this.client.listerWatcher('pods', {
        receives: codeRefs.kubeletWatch,
        fieldSelector: `spec.nodeName=${this.#options.nodeName}`,
      }),
      updates,
      handleError: (error) => this.#world.handleError(lane, error),
    });
    runtime.go(() => this.#forwardUpdates(updates), `${lane} updates`);
    runtime.go(() => this.#forwardEvents(), `${lane} lifecycle events`);
    runtime.go(() => this.#podKiller.performPodKillingWork(), `${lane} pod killer`);
    this.#statusManager.start();
    this.#pleg.start();
    runtime.go(
      () => this.#kubelet.syncLoop(this.#config.updates(), this.#kubelet),
      `${lane} sync loop`,
    );
  }

  /** The machine loses its power: nothing of it is seen any more. */
  die(): void {
    this.#isDead = true;
    this.client.die();
  }

  /** The status manager, behind a fault if there is to be one. */
  #spoilt(
    spoil: NodeAgentOptions['spoil'],
  ): Pick<
    StatusManager,
    'getPodStatus' | 'setPodStatus' | 'terminatePod' | 'removeOrphanedStatuses'
  > {
    const manager = this.#statusManager;
    return {
      getPodStatus: (uid) => manager.getPodStatus(uid),
      setPodStatus: (pod, status) => {
        spoil?.(status);
        manager.setPodStatus(pod, status);
      },
      terminatePod: (pod) => manager.terminatePod(pod),
      removeOrphanedStatuses: (uids) => manager.removeOrphanedStatuses(uids),
    };
  }

  #newRuntimeManager(recorder: {
    event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void;
  }): KubeGenericRuntimeManager {
    return new KubeGenericRuntimeManager({
      runtime: this.#world.runtime,
      runtimeService: this.#containers,
      recorder,
      imagePuller: {
        *ensureImageExists(pod, { image = '' }) {
          const message = `Container image "${image}" already present on machine`;
          recorder.event(pod, 'Normal', 'Pulled', message);
          return [image, '', undefined];
        },
      },
      hashContainer: (container) => PretendedRuntime.hashContainer(container),
      liveness: () => undefined,
      startup: () => undefined,
    });
  }

  *#register(): Task<void> {
    const now = formatTime(this.#world.runtime.now());
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
    for (let verb: 'create' | 'update' = 'create'; !this.#isDead; verb = 'update') {
      const renewTime = formatTime(runtime.now());
      const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime };
      const body = { metadata: { name, namespace }, spec };
      yield* this.client.send({ verb, resource: 'leases', namespace, name, body }, quiet);
      yield* runtime.sleep(10_000);
    }
  }

  /** Writes down what the kubelet's own cache of Pods holds, and hands the Pods on. */
  *#forwardUpdates(updates: Channel<PodUpdate>): Task<void> {
    const { recorder } = this.#world;
    const { lane } = this.client;
    const held = new Map<string, string>();
    const target = this.#config.channel(apiserverSource);
    for (;;) {
      const [update] = yield* updates.receive();
      if (!update) return;
      const now = new Map(
        update.pods.map(({ metadata }) => [
          objectKey('pods', metadata),
          metadata.resourceVersion ?? '',
        ]),
      );
      for (const key of [...held.keys()]) {
        if (now.has(key)) continue;
        held.delete(key);
        recorder.cache(`${lane}/pods`, lane, key);
      }
      for (const [key, version] of now) {
        if (held.get(key) === version) continue;
        held.set(key, version);
        recorder.cache(`${lane}/pods`, lane, key, version);
      }
      yield* target.send(update);
    }
  }

  /** Writes down what the runtime did, as the kubelet finds out, and hands it on. */
  *#forwardEvents(): Task<void> {
    const events = this.#pleg.watch();
    for (;;) {
      const [event] = yield* events.receive();
      if (!event) return;
      const pod = this.#podManager.getPodByUID(event.id);
      if (pod && event.type !== 'ContainerRemoved') {
        this.#tell(pod, `${event.type} ${event.data ?? ''}`.trim(), codeRefs.syncLoop);
      }
      this.#plegEvents.trySend(event);
    }
  }

  /** The real one keeps the newest dead container of each name, unless the Pod is on its way out. */
  #removeContainers({ containerStatuses }: PodStatus, removeAll: boolean): void {
    const dead = containerStatuses.filter(({ state }) => state === 'exited');
    const seen = new Set<string>();
    for (const { id, name } of dead) {
      const isNewest = !seen.has(name);
      seen.add(name);
      if ((isNewest && !removeAll) || this.#removing.has(id)) continue;
      this.#removing.add(id);
      const { runtime } = this.#world;
      const containers = this.#containers;
      runtime.go(function* () {
        yield* containers.removeContainer(id);
      }, `remove ${id}`);
    }
  }

  #removeSandboxes({ sandboxStatuses }: PodStatus, toKeep: number): void {
    const dead = sandboxStatuses.filter(({ ready }) => !ready);
    for (const { id } of dead.slice(toKeep)) {
      if (this.#removing.has(id)) continue;
      this.#removing.add(id);
      this.#world.runtime.go(() => this.#containers.removePodSandbox(id), `remove ${id}`);
    }
  }

  #event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void {
    if (this.#options.events && !this.#isDead)
      this.#events.event(pod, 'Pod', type, reason, message);
  }

  #tell(pod: Pod, text: string, sends: CodeRef): void {
    if (this.#isDead) return;
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
      receives: sends === codeRefs.syncLoop ? codeRefs.dispatchWork : codeRefs.podStatus,
      ...(cause !== undefined && { cause }),
    });
    recorder.heard(lane, object, message);
  }

  #say(text: string): void {
    if (!this.#isDead) this.#world.recorder.say(this.client.lane, text);
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
