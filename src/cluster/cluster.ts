import type { PodStatus } from '../ports/api/pod.ts';
import { seededRandom } from '../ports/runtime/random.ts';
import { Scheduler, shuffled } from '../ports/runtime/scheduler.ts';
import type { Runtime, Task } from '../ports/runtime/task.ts';
import { ApiServer } from './api-server.ts';
import type { World } from './api-client.ts';
import { startControllerManager, type ControllerManager } from './controller-manager.ts';
import type { KubeObject } from './kube-object.ts';
import { Kubectl } from './kubectl.ts';
import { NodeAgent } from './node-agent.ts';
import { Recorder } from './recorder.ts';
import { startScheduler } from './scheduler-lane.ts';

export interface ClusterOptions {
  readonly seed: number;
  /** Whether kubelets write Events; those of the recorded cluster do not. */
  readonly kubeletEvents?: boolean;
  /** For tests: a fault of the kubelets. */
  readonly spoil?: ((status: PodStatus) => void) | undefined;
}

/** The clock of the small cluster begins in the month after v1.20.2 was released. */
const start = Date.UTC(2021, 1, 1, 9, 0, 0, 250);

/** Milliseconds in which the components start, before anything is recorded. */
const startUp = 12_000;

/** A small control plane: all components, joined, on one virtual clock. */
export class Cluster {
  readonly runtime: Runtime;
  readonly recorder: Recorder;
  readonly server: ApiServer;
  readonly kubectl: Kubectl;
  readonly kubelets: readonly NodeAgent[];
  readonly controllerManager: ControllerManager;
  /** Errors that no component acts on, as the components log them. */
  readonly errors: string[] = [];
  readonly #scheduler: Scheduler;

  constructor({ seed, kubeletEvents = true, spoil }: ClusterOptions) {
    this.#scheduler = new Scheduler({
      choose: shuffled(seed),
      random: seededRandom(seed * 7919 + 17),
      start,
      maxSteps: 5_000_000,
    });
    this.runtime = this.#scheduler;
    this.recorder = new Recorder(() => this.runtime.now());
    this.server = new ApiServer(this.runtime, this.recorder);
    const world: World = {
      runtime: this.runtime,
      recorder: this.recorder,
      server: this.server,
      handleError: (lane, error) => this.errors.push(`${lane}: ${error.message}`),
    };
    this.kubectl = new Kubectl(world);
    this.kubelets = [1, 2].map(
      (number) =>
        new NodeAgent(world, { nodeName: `node-${number}`, number, events: kubeletEvents, spoil }),
    );
    this.controllerManager = startControllerManager(world);
    startScheduler(world);
    for (const kubelet of this.kubelets) {
      // Their clocks are not in step.
      const offset = Math.round(this.runtime.random() * 4000) / 4;
      const { runtime } = this;
      runtime.go(function* () {
        yield* runtime.sleep(offset);
        yield* kubelet.start();
      }, `start ${kubelet.client.lane}`);
    }
  }

  /** Lets the components start, and then does something, from time 0 on. */
  run(story: () => Task<void>): void {
    this.#scheduler.run(() => this.runtime.sleep(startUp));
    this.recorder.begin();
    this.errors.length = 0;
    this.#scheduler.run(story);
  }

  /** What the database holds of a resource now; for stories and tests, not for components. */
  stored<T extends KubeObject>(resource: string): T[] {
    return [...this.server.etcd.keys.values()]
      .filter(({ key }) => key.startsWith(`/registry/${resource}/`))
      .map(({ value }) => JSON.parse(value) as T);
  }
}
