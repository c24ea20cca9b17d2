import type { Node } from '../ports/api/node.ts';
import type { Pod } from '../ports/api/pod.ts';
import { StatusError } from '../ports/api/status-error.ts';
import type { Task } from '../ports/runtime/task.ts';
import { defaultFramework } from '../ports/scheduler/default-framework.ts';
import { EventHandlers } from '../ports/scheduler/event-handlers.ts';
import { GenericScheduler } from '../ports/scheduler/generic-scheduler.ts';
import { less } from '../ports/scheduler/less.ts';
import { PodScheduler } from '../ports/scheduler/pod-scheduler.ts';
import { PriorityQueue } from '../ports/scheduler/priority-queue.ts';
import { SchedulerCache } from '../ports/scheduler/scheduler-cache.ts';
import type { SchedulingClient } from '../ports/scheduler/scheduling-client.ts';
import { Snapshot } from '../ports/scheduler/snapshot.ts';
import type { Picture, Tone } from './picture.ts';
import type { Stage } from './stage.ts';

export interface SchedulingClusterOptions {
  /** Milliseconds until a binding is answered, and after it until the scheduler hears of it. */
  readonly bindTime: number;
  readonly newsTime: number;
  /** Whether the next binding of a Pod is refused. */
  isRefused(name: string): boolean;
}

/** A scheduler with the API server around it, which stores bindings and tells of them. */
export class SchedulingCluster {
  readonly queue: PriorityQueue;
  readonly cache: SchedulerCache;
  /** As the API server has them. */
  readonly pods = new Map<string, Pod>();
  readonly nodes = new Map<string, Node>();
  readonly podScheduler: PodScheduler;
  /** Pods whose binding is under way. */
  readonly binding = new Set<string>();
  /** When a Pod got its Node, in milliseconds. */
  readonly boundAt = new Map<string, number>();
  readonly failures: string[] = [];
  refusals = 0;
  readonly #stage: Stage;
  readonly #handlers: EventHandlers;
  readonly #options: SchedulingClusterOptions;
  #version = 1;

  constructor(stage: Stage, options: SchedulingClusterOptions) {
    this.#stage = stage;
    this.#options = options;
    const { scheduler } = stage;
    this.queue = new PriorityQueue(scheduler, less);
    this.cache = new SchedulerCache(scheduler);
    const snapshot = new Snapshot();
    const client: SchedulingClient = {
      bind: (_namespace, name, _uid, nodeName) => this.#bind(name, nodeName),
      patchPodStatus: (pod, status) => this.#patch(pod, status),
    };
    const profiles = new Map([['default-scheduler', defaultFramework(client, snapshot)]]);
    const handleError = (error: Error): void => {
      stage.say(error.message);
    };
    this.#handlers = new EventHandlers({
      cache: this.cache,
      queue: this.queue,
      profiles,
      handleError,
    });
    this.podScheduler = new PodScheduler({
      runtime: scheduler,
      client,
      queue: this.queue,
      cache: this.cache,
      algorithm: new GenericScheduler(scheduler, this.cache, snapshot),
      profiles,
      getPod: (_namespace, name) => [this.pods.get(name), undefined],
      eventf: (pod, _type, reason, note) => {
        if (reason === 'FailedScheduling') this.failures.push(pod.metadata.name);
        const { name } = pod.metadata;
        stage.say(reason === 'FailedScheduling' ? `${name}: ${note}` : note);
      },
      handleError,
    });
  }

  start(): void {
    this.#stage.scheduler.go(() => this.podScheduler.run(), 'scheduler');
  }

  addNode(name: string, cpu: number): void {
    const node: Node = {
      metadata: { name },
      spec: {},
      status: { allocatable: { cpu: String(cpu), memory: '8Gi', pods: '110' } },
    };
    this.nodes.set(name, node);
    this.#handlers.addNodeToCache(node);
  }

  addPod(name: string, cpu: number, isDeleting = false): void {
    const pod: Pod = {
      metadata: {
        name,
        namespace: 'default',
        uid: name,
        resourceVersion: String(++this.#version),
        ...(isDeleting && { deletionTimestamp: '2021-01-13T13:25:18Z' }),
      },
      spec: {
        schedulerName: 'default-scheduler',
        containers: [{ name: 'c', resources: { requests: { cpu: String(cpu) } } }],
      },
      status: {},
    };
    this.pods.set(name, pod);
    this.#handlers.addPodToSchedulingQueue(pod);
  }

  removePod(name: string): void {
    const pod = this.pods.get(name);
    if (!pod) return;
    this.pods.delete(name);
    if (this.#handlers.isForCache(pod)) this.#handlers.deletePodFromCache(pod);
    else this.#handlers.deletePodFromSchedulingQueue(pod);
  }

  /** What the API server says is on a Node. */
  podsOn(node: string): string[] {
    return [...this.pods.values()]
      .filter(({ spec }) => spec.nodeName === node)
      .map(({ metadata }) => metadata.name);
  }

  /** Nodes whose Pods ask for more than there is. */
  overcommitted(): string[] {
    return [...this.nodes.values()]
      .filter(({ metadata, status }) => {
        const asked = this.podsOn(metadata.name).reduce((sum, name) => sum + this.#cpuOf(name), 0);
        return asked > Number(status.allocatable?.['cpu'] ?? 0);
      })
      .map(({ metadata }) => metadata.name);
  }

  picture(): Picture {
    const names = (pods: readonly { readonly pod: Pod }[], tone: Tone) =>
      pods.map(({ pod }) => ({ text: pod.metadata.name, tone }));
    return [
      {
        kind: 'groups',
        groups: [
          { name: 'active', empty: 'none', items: names(this.queue.activeQ.list(), 'waiting') },
          { name: 'backoff', empty: 'none', items: names(this.queue.podBackoffQ.list(), 'plain') },
          {
            name: 'unschedulable',
            empty: 'none',
            items: names([...this.queue.unschedulableQ.podInfoMap.values()], 'plain'),
          },
          {
            name: 'being bound',
            empty: 'none',
            items: [...this.binding].map((text) => ({ text, tone: 'busy' as const })),
          },
        ],
      },
      {
        kind: 'grid',
        columns: ['Node', 'CPU asked for', 'in the scheduler\u2019s cache', 'at the API server'],
        rows: [...this.nodes.keys()].map((name) => {
          const info = this.cache.nodes.get(name);
          const here = info?.pods.map(({ metadata }) =>
            this.cache.assumedPods.has(metadata.uid ?? '')
              ? `${metadata.name} (assumed)`
              : metadata.name,
          );
          const cpu = (info?.requested.milliCPU ?? 0) / 1000;
          return {
            cells: [
              name,
              `${cpu} of ${this.nodes.get(name)?.status.allocatable?.['cpu'] ?? 0}`,
              here?.join(', ') || '–',
              this.podsOn(name).join(', ') || '–',
            ],
            ...(this.overcommitted().includes(name) && { tone: 'bad' as const }),
          };
        }),
      },
    ];
  }

  #cpuOf(name: string): number {
    const containers = this.pods.get(name)?.spec.containers ?? [];
    return containers.reduce((sum, { resources }) => sum + Number(resources?.requests?.['cpu']), 0);
  }

  *#bind(name: string, nodeName: string): Task<Error | undefined> {
    this.#stage.say(`binds ${name} to ${nodeName}`);
    this.binding.add(name);
    yield* this.#stage.scheduler.sleep(this.#options.bindTime);
    this.binding.delete(name);
    const pod = this.pods.get(name);
    if (!pod) return new StatusError(`pods "${name}" not found`, 'NotFound');
    if (this.#options.isRefused(name)) {
      this.refusals++;
      this.#stage.say('the API server refuses the binding');
      return new StatusError('the server is currently unable to handle the request', 'Timeout');
    }
    const bound = this.#changed({ ...pod, spec: { ...pod.spec, nodeName } });
    this.boundAt.set(name, this.#stage.scheduler.now());
    this.#tell(() => {
      this.#handlers.deletePodFromSchedulingQueue(pod);
      this.#handlers.addPodToCache(bound);
    }, name);
    return undefined;
  }

  *#patch(
    pod: Pod,
    status: Parameters<SchedulingClient['patchPodStatus']>[1],
  ): Task<Error | undefined> {
    yield;
    const old = this.pods.get(pod.metadata.name);
    if (!old) return new StatusError(`pods "${pod.metadata.name}" not found`, 'NotFound');
    const conditions = [...status.conditions];
    const now = this.#changed({ ...old, status: { ...old.status, conditions } });
    if (this.#handlers.isForQueue(now)) this.#handlers.updatePodInSchedulingQueue(old, now);
    return undefined;
  }

  /** Tells the scheduler what the API server has stored, when the news has arrived. */
  #tell(act: () => void, name: string): void {
    const { scheduler } = this.#stage;
    const { newsTime } = this.#options;
    scheduler.go(function* (): Task<void> {
      if (newsTime > 0) yield* scheduler.sleep(newsTime);
      act();
    }, `news of ${name}`);
  }

  #changed(pod: Pod): Pod {
    const now = structuredClone(pod);
    now.metadata.resourceVersion = String(++this.#version);
    this.pods.set(now.metadata.name, now);
    return now;
  }
}
