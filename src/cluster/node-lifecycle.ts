import { formatTime } from '../ports/api/format-time.ts';
import type { Node } from '../ports/api/node.ts';
import type { Pod } from '../ports/api/pod.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { ApiClient } from './api-client.ts';
import { codeRefs } from './code-refs.ts';
import type { SharedInformers } from './shared-informers.ts';
import { EventRecorder } from './event-recorder.ts';
import type { KubeObject, Lease } from './kube-object.ts';

/** Milliseconds, as the real controller has them by default. */
const monitorPeriod = 5_000;
const gracePeriod = 40_000;
/** So long a Pod tolerates that its node can't be reached, by default. */
const tolerationPeriod = 300_000;

const unreachable = 'node.kubernetes.io/unreachable';

/**
 * Finds out which nodes live, by the leases that their kubelets renew. Not a port: it marks a silent
 * node, taints it, says that its Pods are not ready, and deletes them when they have tolerated the
 * taint for five minutes, all in one loop.
 */
export class NodeLifecycle {
  readonly #client: ApiClient;
  readonly #informers: SharedInformers;
  readonly #events: EventRecorder;
  /** Since when a node can't be reached; milliseconds. */
  readonly #silent = new Map<string, number>();

  constructor(client: ApiClient, informers: SharedInformers) {
    this.#client = client;
    this.#informers = informers;
    this.#events = new EventRecorder(client, 'node-controller');
  }

  start(): void {
    const { runtime } = this.#client.world;
    const monitor = (): Task<void> => this.#monitor();
    runtime.go(function* () {
      for (;;) {
        yield* runtime.sleep(monitorPeriod);
        yield* monitor();
      }
    }, 'node lifecycle');
  }

  *#monitor(): Task<void> {
    const quiet = { sends: codeRefs.monitorNodes, quiet: true };
    const { items: leases = [] } = yield* this.#client.send(
      { verb: 'list', resource: 'leases' },
      quiet,
    );
    const now = this.#client.world.runtime.now();
    for (const lease of leases as Lease[]) {
      const { name } = lease.metadata;
      const age = now - Date.parse(lease.spec.renewTime);
      const since = this.#silent.get(name);
      if (age > gracePeriod && since === undefined) {
        this.#silent.set(name, now);
        yield* this.#markUnknown(name);
      } else if (since !== undefined && now - since >= tolerationPeriod) {
        yield* this.#evict(name);
      }
    }
  }

  *#markUnknown(name: string): Task<void> {
    const { runtime, recorder } = this.#client.world;
    const cause = this.#timer(`no heartbeat of ${name} for ${gracePeriod / 1000} s`, name);
    const told = { sends: codeRefs.monitorNodes, cause };
    recorder.say(this.#client.lane, `has not heard of ${name} for ${gracePeriod / 1000} s`);
    const { object } = yield* this.#client.send({ verb: 'get', resource: 'nodes', name }, told);
    if (!object) return;
    const node = object as unknown as Node & KubeObject;
    const now = formatTime(runtime.now());
    const conditions = [
      {
        type: 'Ready',
        status: 'Unknown',
        reason: 'NodeStatusUnknown',
        message: 'Kubelet stopped posting node status.',
        lastTransitionTime: now,
      },
    ];
    yield* this.#client.send(
      {
        verb: 'patch',
        resource: 'nodes',
        subresource: 'status',
        name,
        body: JSON.stringify({ status: { conditions } }),
      },
      told,
    );
    this.#events.event(
      node,
      'Node',
      'Normal',
      'NodeNotReady',
      `Node ${name} status is now: NodeNotReady`,
    );
    const taints = [
      { key: unreachable, effect: 'NoSchedule' },
      { key: unreachable, effect: 'NoExecute' },
    ];
    yield* this.#client.send(
      { verb: 'patch', resource: 'nodes', name, body: JSON.stringify({ spec: { taints } }) },
      told,
    );
    for (const pod of this.#podsOf(name)) yield* this.#markNotReady(pod, cause);
  }

  *#markNotReady(pod: Pod, cause: number): Task<void> {
    const { runtime } = this.#client.world;
    if (!pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'))
      return;
    const { namespace = '', name } = pod.metadata;
    const lastTransitionTime = formatTime(runtime.now());
    const conditions = [{ type: 'Ready', status: 'False', lastTransitionTime }];
    yield* this.#client.send(
      {
        verb: 'patch',
        resource: 'pods',
        subresource: 'status',
        namespace,
        name,
        body: JSON.stringify({ status: { conditions } }),
      },
      { sends: codeRefs.monitorNodes, cause },
    );
    this.#events.event(pod, 'Pod', 'Warning', 'NodeNotReady', 'Node is not ready');
  }

  *#evict(node: string): Task<void> {
    const pods = this.#podsOf(node).filter(
      ({ metadata }) => metadata.deletionTimestamp === undefined,
    );
    if (pods.length === 0) return;
    const text = `Pods of ${node} have tolerated its taint for ${tolerationPeriod / 1000} s`;
    const cause = this.#timer(text, node);
    for (const pod of pods) {
      const { namespace = '', name } = pod.metadata;
      const message = `Marking for deletion Pod ${namespace}/${name}`;
      this.#events.event(pod, 'Pod', 'Normal', 'TaintManagerEviction', message);
      yield* this.#client.send(
        { verb: 'delete', resource: 'pods', namespace, name, options: {} },
        { sends: codeRefs.monitorNodes, cause },
      );
    }
  }

  /** @returns The message's place. */
  #timer(text: string, node: string): number {
    const { lane, world } = this.#client;
    return world.recorder.message({
      kind: 'timer',
      from: lane,
      to: lane,
      text,
      object: `nodes/${node}`,
      sends: codeRefs.monitorNodes,
      receives: codeRefs.monitorNodes,
    });
  }

  #podsOf(node: string): Pod[] {
    return this.#informers.pods.indexer.list().filter(({ spec }) => spec.nodeName === node);
  }
}
