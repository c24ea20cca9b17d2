import type { PlegRuntime } from '../ports/kubelet/generic-pleg.ts';
import type { PodStatus, Status } from '../ports/kubelet/pod-status.ts';
import type { RunningPod } from '../ports/kubelet/running-pod.ts';
import type { Task } from '../ports/runtime/task.ts';

interface Entry {
  /** Also UID of the Pod. */
  readonly name: string;
  readonly containers: Status[];
  /** There is a sandbox, and it is ready. */
  sandbox: 'none' | 'ready' | 'stopped';
}

/** A container runtime that is a table: a container is there because somebody wrote it down. */
export class ContainerTable implements PlegRuntime {
  readonly #pods = new Map<string, Entry>();

  /** Starts the container c of a Pod; an earlier one of that name stays there, dead. */
  start(name: string, now: number, hasSandbox = false): void {
    const entry = this.#entry(name);
    if (hasSandbox) entry.sandbox = 'ready';
    entry.containers.unshift({
      id: `${name}-c-${entry.containers.length}`,
      name: 'c',
      state: 'running',
      createdAt: now,
      startedAt: now,
    });
  }

  /** Ends the containers of a Pod that run. Whether there was one. */
  exit(name: string, now: number, exitCode = 0): boolean {
    const running = this.#entry(name).containers.filter(({ state }) => state === 'running');
    for (const container of running) {
      Object.assign(container, { state: 'exited', finishedAt: now, exitCode });
    }
    return running.length > 0;
  }

  stopSandbox(name: string): void {
    const entry = this.#entry(name);
    if (entry.sandbox === 'ready') entry.sandbox = 'stopped';
  }

  /** Removes the dead containers of a Pod. */
  clean(name: string): void {
    const { containers } = this.#entry(name);
    const running = containers.filter(({ state }) => state === 'running');
    containers.splice(0, containers.length, ...running);
  }

  removeSandbox(name: string): void {
    const entry = this.#entry(name);
    if (entry.sandbox === 'stopped') entry.sandbox = 'none';
  }

  isRunning(name: string): boolean {
    return (this.#pods.get(name)?.containers ?? []).some(({ state }) => state === 'running');
  }

  /** What there is of a Pod, in words. */
  left(name: string): string[] {
    const entry = this.#pods.get(name);
    const sandbox = entry?.sandbox ?? 'none';
    return [
      ...(entry?.containers ?? []).map(({ name: of, state }) => `${of} ${state}`),
      ...(sandbox === 'none' ? [] : [`sandbox ${sandbox}`]),
    ];
  }

  names(): string[] {
    return [...this.#pods.keys()];
  }

  *getPods(): Task<readonly [RunningPod[], undefined]> {
    const pods = [...this.#pods.values()].flatMap(({ name, containers, sandbox }): RunningPod[] =>
      containers.length === 0 && sandbox === 'none'
        ? []
        : [
            {
              id: name,
              name,
              namespace: 'default',
              containers: containers.map(({ id, name: of, state }) => ({ id, name: of, state })),
              sandboxes:
                sandbox === 'none'
                  ? []
                  : [
                      {
                        id: `${name}-sandbox`,
                        name: '',
                        state: sandbox === 'ready' ? 'running' : 'exited',
                      },
                    ],
            },
          ],
    );
    yield;
    return [pods, undefined];
  }

  *getPodStatus(uid: string): Task<readonly [PodStatus, undefined]> {
    const entry = this.#entry(uid);
    yield;
    return [
      {
        id: uid,
        name: uid,
        namespace: 'default',
        ips: entry.sandbox === 'ready' ? ['10.64.2.2'] : [],
        containerStatuses: structuredClone(entry.containers),
        sandboxStatuses:
          entry.sandbox === 'none'
            ? []
            : [{ id: `${uid}-sandbox`, attempt: 0, ready: entry.sandbox === 'ready' }],
      },
      undefined,
    ];
  }

  #entry(name: string): Entry {
    const known = this.#pods.get(name);
    if (known) return known;
    const entry: Entry = { name, containers: [], sandbox: 'none' };
    this.#pods.set(name, entry);
    return entry;
  }
}
