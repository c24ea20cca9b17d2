import { formatTime } from '../ports/api/format-time.ts';
import type { Task } from '../ports/runtime/task.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { ApiClient } from './api-client.ts';
import { codeRefs } from './code-refs.ts';
import type { KubeEvent, KubeObject } from './kube-object.ts';
import { latencyOf, spans } from './latency.ts';
import { objectKey, resourceOfKind } from './resource.ts';

interface Pending {
  readonly event: KubeEvent;
  readonly cause: number | undefined;
}

/**
 * Writes Events for people, one after the other and beside the work. One that was written before is
 * counted up by a patch. Not a port: client-go's recorder also groups similar ones and limits them.
 */
export class EventRecorder {
  readonly #client: ApiClient;
  readonly #source: KubeEvent['source'];
  readonly #pending = new Channel<Pending>(Infinity);
  readonly #written = new Map<string, { name: string; count: number }>();

  /** @param component As in the event's source: `replicaset-controller`. */
  constructor(client: ApiClient, component: string, host?: string) {
    this.#client = client;
    this.#source = { component, ...(host !== undefined && { host }) };
    client.world.runtime.go(() => this.#run(), `${client.lane} events`);
  }

  event(
    object: KubeObject,
    kind: string,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void {
    const { runtime, recorder } = this.#client.world;
    const { namespace = 'default', name, uid = '' } = object.metadata;
    const now = runtime.now();
    // The real name ends with the time in nanoseconds, too.
    const ending = Math.round(now * 1e3 + runtime.random() * 999).toString(16);
    const resource = resourceOfKind(kind)?.resource ?? kind;
    const cause =
      this.#client.lastRequest ??
      recorder.lastHeard(this.#client.lane, objectKey(resource, { namespace, name }));
    this.#pending.trySend({
      cause,
      event: {
        metadata: { name: `${name}.${ending}`, namespace },
        involvedObject: { kind, namespace, name, uid },
        reason,
        message,
        type,
        source: this.#source,
        count: 1,
        firstTimestamp: formatTime(now),
        lastTimestamp: formatTime(now),
      },
    });
  }

  *#run(): Task<void> {
    const { runtime } = this.#client.world;
    for (;;) {
      const [pending] = yield* this.#pending.receive();
      if (!pending) return;
      yield* runtime.sleep(latencyOf(runtime, spans.event));
      yield* this.#write(pending);
    }
  }

  *#write({ event, cause }: Pending): Task<void> {
    const { involvedObject, reason, message, type } = event;
    const key = JSON.stringify([involvedObject, reason, message, type]);
    const { namespace = 'default', name } = event.metadata;
    const told = { sends: codeRefs.finishBinding, cause } as const;
    const sends = eventSenders[this.#source.component] ?? told.sends;
    const earlier = this.#written.get(key);
    if (earlier) {
      const count = earlier.count + 1;
      const body = JSON.stringify({ count, lastTimestamp: event.lastTimestamp, message });
      yield* this.#client.send(
        { verb: 'patch', resource: 'events', namespace, name: earlier.name, body },
        { ...told, sends },
      );
      this.#written.set(key, { name: earlier.name, count });
      return;
    }
    const { error } = yield* this.#client.send(
      { verb: 'create', resource: 'events', namespace, body: event },
      { ...told, sends },
    );
    if (!error) this.#written.set(key, { name, count: 1 });
  }
}

const eventSenders = {
  'replicaset-controller': codeRefs.createPods,
  'deployment-controller': codeRefs.rollingUpdate,
  'default-scheduler': codeRefs.finishBinding,
  kubelet: codeRefs.syncPod,
} as Readonly<Record<string, (typeof codeRefs)[keyof typeof codeRefs]>>;
