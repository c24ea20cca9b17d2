import type { Container, Pod } from '../ports/api/pod.ts';
import type { PlegRuntime } from '../ports/kubelet/generic-pleg.ts';
import type { PodStatus, SandboxStatus, Status } from '../ports/kubelet/pod-status.ts';
import type { RunningPod } from '../ports/kubelet/running-pod.ts';
import type { Runtime, Task } from '../ports/runtime/task.ts';
import { latencyOf, spans } from './latency.ts';

interface RuntimePod {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly ip: string;
  readonly sandboxes: (SandboxStatus & { createdAt: number })[];
  readonly containers: Status[];
}

/**
 * A container runtime that only pretends, as that of the recorded cluster: sandboxes and containers
 * are entries of a table, which take a while to start and to stop.
 */
export class PretendedRuntime implements PlegRuntime {
  readonly #runtime: Runtime;
  readonly #pods = new Map<string, RuntimePod>();
  readonly #subnet: number;
  #ips = 1;

  /** @param subnet The third number of its Pods' addresses. */
  constructor(runtime: Runtime, subnet: number) {
    this.#runtime = runtime;
    this.#subnet = subnet;
  }

  /** What a container is known by, without its name: a change means that it must be made anew. */
  static hashContainer(container: Container): number {
    let hash = 7;
    for (const letter of JSON.stringify(container)) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
    return hash;
  }

  *getPods(): Task<readonly [RunningPod[] | undefined, Error | undefined]> {
    const pods = [...this.#pods.values()].map(({ id, name, namespace, containers, sandboxes }) => ({
      id,
      name,
      namespace,
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

  *getPodStatus(
    uid: string,
    name: string,
    namespace: string,
  ): Task<readonly [PodStatus | undefined, Error | undefined]> {
    const pod = this.#pods.get(uid);
    const lists = structuredClone({
      containerStatuses: pod?.containers ?? [],
      sandboxStatuses: (pod?.sandboxes ?? []).map(({ id, attempt, ready, ip }) => ({
        id,
        attempt,
        ready,
        ...(ip !== undefined && { ip }),
      })),
    });
    return [{ id: uid, name, namespace, ips: pod ? [pod.ip] : [], ...lists }, undefined];
  }

  /** Makes a sandbox: the Pod's own network with an address. */
  *createSandbox(pod: Pod, attempt: number): Task<void> {
    yield* this.#runtime.sleep(latencyOf(this.#runtime, spans.startSandbox));
    const { uid: id = '', name, namespace = '' } = pod.metadata;
    const there = this.#pods.get(id);
    const entry: RuntimePod = there ?? {
      id,
      name,
      namespace,
      ip: `10.64.${this.#subnet}.${++this.#ips}`,
      sandboxes: [],
      containers: [],
    };
    const createdAt = this.#runtime.now();
    entry.sandboxes.unshift({
      id: `sandbox-${name}-${attempt}`,
      attempt,
      ready: true,
      ip: entry.ip,
      createdAt,
    });
    this.#pods.set(id, entry);
  }

  *startContainer(pod: Pod, container: Container): Task<void> {
    yield* this.#runtime.sleep(latencyOf(this.#runtime, spans.startContainer));
    const entry = this.#pods.get(pod.metadata.uid ?? '');
    if (!entry) return;
    const earlier = entry.containers.filter(({ name }) => name === container.name).length;
    const now = this.#runtime.now();
    entry.containers.unshift({
      id: `pretended://${pod.metadata.name}-${container.name}-${earlier}`,
      name: container.name,
      state: 'running',
      createdAt: now,
      startedAt: now,
      image: container.image ?? '',
      imageID: `pretended://${container.image ?? ''}`,
      hash: PretendedRuntime.hashContainer(container),
      restartCount: earlier,
    });
  }

  /** Stops all containers, then the sandbox. */
  *killPod(uid: string): Task<void> {
    const entry = this.#pods.get(uid);
    const running = entry?.containers.filter(({ state }) => state === 'running') ?? [];
    if (!entry || (running.length === 0 && !entry.sandboxes.some(({ ready }) => ready))) return;
    if (running.length > 0)
      yield* this.#runtime.sleep(latencyOf(this.#runtime, spans.stopContainer));
    const finishedAt = this.#runtime.now();
    for (const container of running) {
      Object.assign(container, { state: 'exited', exitCode: 0, finishedAt });
    }
    for (const sandbox of entry.sandboxes) Object.assign(sandbox, { ready: false });
  }

  /** Removes the stopped containers of a Pod, after a while. Its sandbox stays, stopped. */
  *removeContainers(uid: string): Task<void> {
    yield* this.#runtime.sleep(latencyOf(this.#runtime, spans.removeContainer));
    const containers = this.#pods.get(uid)?.containers;
    if (containers?.every(({ state }) => state === 'exited')) containers.length = 0;
  }

  /** Removes all that is left of a Pod which nobody wants any more. */
  *remove(uid: string): Task<void> {
    yield* this.killPod(uid);
    this.#pods.delete(uid);
  }

  /** The Pods of which something is there. */
  uids(): string[] {
    return [...this.#pods.keys()];
  }
}
