import type { Pod } from '../ports/api/pod.ts';
import { less } from '../ports/scheduler/less.ts';
import { PriorityQueue } from '../ports/scheduler/priority-queue.ts';
import type { QueuedPodInfo } from '../ports/scheduler/queued-pod-info.ts';
import type { World } from './api-client.ts';

/** The queue of the scheduler, which writes down which Pods wait in which of its three parts. */
export class ObservedPriorityQueue extends PriorityQueue {
  readonly #world: World;
  readonly #lane: string;

  constructor(world: World, lane: string) {
    super(world.runtime, less);
    this.#world = world;
    this.#lane = lane;
  }

  override add(pod: Pod): void {
    super.add(pod);
    this.#record();
  }

  override update(oldPod: Pod | undefined, newPod: Pod): void {
    super.update(oldPod, newPod);
    this.#record();
  }

  override delete(pod: Pod): void {
    super.delete(pod);
    this.#record();
  }

  override *pop(): ReturnType<PriorityQueue['pop']> {
    const popped = yield* super.pop();
    this.#record();
    return popped;
  }

  override addUnschedulableIfNotPresent(
    pInfo: QueuedPodInfo,
    podSchedulingCycle: number,
  ): Error | undefined {
    const err = super.addUnschedulableIfNotPresent(pInfo, podSchedulingCycle);
    this.#record();
    return err;
  }

  #record(): void {
    const names = (list: readonly { readonly pod: Pod }[]): string[] =>
      list.map(({ pod }) => `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`);
    this.#world.recorder.queue(`${this.#lane}/pods`, this.#lane, {
      active: names(this.activeQ.list()),
      backoff: names(this.podBackoffQ.list()),
      unschedulable: names([...this.unschedulableQ.podInfoMap.values()]),
    });
  }
}
