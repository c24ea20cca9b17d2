import type { Container, Pod } from '../ports/api/pod.ts';
import type { PlegRuntime } from '../ports/kubelet/generic-pleg.ts';
import type { RuntimeService } from '../ports/kubelet/kube-generic-runtime-manager.ts';
import type { PodStatus, SandboxStatus, Status } from '../ports/kubelet/pod-status.ts';
import type { RunningPod } from '../ports/kubelet/running-pod.ts';
import type { Runtime, Task } from '../ports/runtime/task.ts';
import { latencyOf, spans } from './latency.ts';

interface RuntimePod {
  readonly pod: Pod;
  readonly ip: string;
  /** The newest first. */
  sandboxes: SandboxStatus[];
  containers: Status[];
}

export interface PretendedRuntimeOptions {
  readonly runtime: Runtime;
  /** The third number of its Pods' addresses. */
  readonly subnet: number;
  /** Told what it is asked to do, and what it has done. */
  onAction(pod: Pod, action: string): void;
  onDone(pod: Pod, what: string): void;
}

type Found<T> = readonly [T | undefined, Error | undefined];

/**
 * A container runtime that only pretends, as that of the recorded cluster: sandboxes and containers
 * are entries of a table, which take a while to start and to stop.
 */
export class PretendedRuntime implements PlegRuntime, RuntimeService {
  readonly #options: PretendedRuntimeOptions;
  readonly #pods = new Map<string, RuntimePod>();
  #ips = 1;

  constructor(options: PretendedRuntimeOptions) {
    this.#options = options;
  }

  /** What a container is known by: a change means that it must be made anew. */
  static hashContainer(container: Container): number {
    let hash = 7;
    for (const letter of JSON.stringify(container)) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
    return hash;
  }

  *getPods(): Task<readonly [RunningPod[], undefined]> {
    const pods = [...this.#pods].map(([id, { pod, containers, sandboxes }]) => ({
      id,
      name: pod.metadata.name,
      namespace: pod.metadata.namespace ?? '',
      containers: containers.map((container) => ({
        id: container.id,
        name: container.name,
        state: container.state,
      })),
      sandboxes: sandboxes.map((sandbox) => ({
        id: sandbox.id,
        name: '',
        state: sandbox.ready ? ('running' as const) : ('exited' as const),
      })),
    }));
    return [pods, undefined];
  }

  *getPodStatus(uid: string, name: string, namespace: string): Task<Found<PodStatus>> {
    const entry = this.#pods.get(uid);
    const isReady = entry?.sandboxes.some(({ ready }) => ready) ?? false;
    return [
      {
        id: uid,
        name,
        namespace,
        ips: entry && isReady ? [entry.ip] : [],
        containerStatuses: structuredClone(entry?.containers ?? []),
        sandboxStatuses: structuredClone(entry?.sandboxes ?? []),
      },
      undefined,
    ];
  }

  /** Makes the Pod's own network, with an address. */
  *runPodSandbox(pod: Pod, attempt: number): Task<Found<string>> {
    this.#options.onAction(pod, 'create the sandbox');
    yield* this.#wait('startSandbox');
    const { uid = '', name } = pod.metadata;
    const ip = `10.64.${this.#options.subnet}.${++this.#ips}`;
    const entry = this.#pods.get(uid) ?? { pod, ip, sandboxes: [], containers: [] };
    const id = `sandbox-${name}-${attempt}`;
    entry.sandboxes.unshift({ id, attempt, ready: true, ip: entry.ip });
    this.#pods.set(uid, entry);
    return [id, undefined];
  }

  *stopPodSandbox(id: string): Task<Error | undefined> {
    const sandbox = this.#entryOf(id)?.sandboxes.find((one) => one.id === id);
    if (sandbox) Object.assign(sandbox, { ready: false });
    return undefined;
  }

  *podSandboxStatus(id: string): Task<Found<SandboxStatus>> {
    const sandbox = this.#entryOf(id)?.sandboxes.find((one) => one.id === id);
    return sandbox ? [sandbox, undefined] : [undefined, new Error(`there is no sandbox ${id}`)];
  }

  *createContainer(
    sandboxID: string,
    pod: Pod,
    container: Container,
    { restartCount }: { readonly restartCount: number },
  ): Task<Found<string>> {
    const entry = this.#entryOf(sandboxID);
    if (!entry) return [undefined, new Error(`there is no sandbox ${sandboxID}`)];
    const { image = '', name } = container;
    const id = `pretended://${pod.metadata.name}-${name}-${restartCount}`;
    entry.containers.unshift({
      id,
      name,
      state: 'created',
      createdAt: this.#options.runtime.now(),
      image,
      imageID: image,
      hash: PretendedRuntime.hashContainer(container),
      restartCount,
    });
    return [id, undefined];
  }

  *startContainer(id: string): Task<Error | undefined> {
    const [entry, container] = this.#containerOf(id);
    if (!entry || !container) return new Error(`there is no container ${id}`);
    this.#options.onAction(entry.pod, `start container ${container.name}`);
    yield* this.#wait('startContainer');
    Object.assign(container, { state: 'running', startedAt: this.#options.runtime.now() });
    this.#options.onDone(
      entry.pod,
      `container ${container.name} of ${entry.pod.metadata.name} runs`,
    );
    return undefined;
  }

  *stopContainer(id: string): Task<Error | undefined> {
    const [entry, container] = this.#containerOf(id);
    if (!entry || container?.state !== 'running') return undefined;
    this.#options.onAction(entry.pod, `stop container ${container.name}`);
    yield* this.#wait('stopContainer');
    const finishedAt = this.#options.runtime.now();
    Object.assign(container, { state: 'exited', exitCode: 0, finishedAt });
    const { name } = entry.pod.metadata;
    this.#options.onDone(entry.pod, `container ${container.name} of ${name} has stopped`);
    return undefined;
  }

  *removeContainer(id: string): Task<Error | undefined> {
    yield* this.#wait('remove');
    const [entry] = this.#containerOf(id);
    if (entry) entry.containers = entry.containers.filter((one) => one.id !== id);
    return undefined;
  }

  *removePodSandbox(id: string): Task<void> {
    yield* this.#wait('remove');
    const entry = this.#entryOf(id);
    if (!entry) return;
    entry.sandboxes = entry.sandboxes.filter((one) => one.id !== id);
    if (entry.sandboxes.length + entry.containers.length > 0) return;
    this.#pods.delete(entry.pod.metadata.uid ?? '');
  }

  #entryOf(sandboxID: string): RuntimePod | undefined {
    return [...this.#pods.values()].find(({ sandboxes }) =>
      sandboxes.some(({ id }) => id === sandboxID),
    );
  }

  #containerOf(id: string): readonly [RuntimePod | undefined, Status | undefined] {
    for (const entry of this.#pods.values()) {
      const container = entry.containers.find((one) => one.id === id);
      if (container) return [entry, container];
    }
    return [undefined, undefined];
  }

  #wait(span: 'startSandbox' | 'startContainer' | 'stopContainer' | 'remove'): Task<void> {
    const { runtime } = this.#options;
    return runtime.sleep(latencyOf(runtime, spans[span]));
  }
}
