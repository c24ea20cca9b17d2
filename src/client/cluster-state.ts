import type {
  CacheChange,
  ClusterRecording,
  ObjectChange,
  QueueChange,
} from '../cluster/cluster-recording.ts';

/** What a cluster holds at one instant. */
export interface ClusterState {
  /** Key -> its stored version; what was deleted is gone. */
  readonly objects: ReadonlyMap<string, ObjectChange>;
  readonly queues: ReadonlyMap<string, QueueChange>;
  /** Cache -> key -> the version that it has. */
  readonly caches: ReadonlyMap<string, CacheState>;
}

export interface CacheState {
  readonly lane: string;
  readonly objects: ReadonlyMap<string, string>;
}

/** Plays all changes up to a time, that instant included. */
export function stateAt(
  { objects, queues, caches }: Pick<ClusterRecording, 'objects' | 'queues' | 'caches'>,
  time: number,
): ClusterState {
  const stored = new Map<string, ObjectChange>();
  for (const change of until(objects, time)) {
    if (change.type === 'DELETED') stored.delete(change.key);
    else stored.set(change.key, change);
  }
  const queued = new Map<string, QueueChange>();
  for (const change of until(queues, time)) queued.set(`${change.lane} ${change.queue}`, change);
  const cached = new Map<string, { lane: string; objects: Map<string, string> }>();
  for (const change of until(caches, time)) keep(cached, change);
  return { objects: stored, queues: queued, caches: cached };
}

function keep(
  caches: Map<string, { lane: string; objects: Map<string, string> }>,
  { cache, lane, key, resourceVersion }: CacheChange,
): void {
  const name = `${lane} ${cache}`;
  const { objects } = caches.get(name) ?? { objects: new Map<string, string>() };
  if (resourceVersion === undefined) objects.delete(key);
  else objects.set(key, resourceVersion);
  caches.set(name, { lane, objects });
}

const until = <Change extends { readonly at: number }>(
  changes: readonly Change[],
  time: number,
): Change[] => changes.filter(({ at }) => at <= time);

/** An object in a few words: what a person would look at first. */
export function summaryOf(object: unknown): string {
  const { spec, status, metadata, reason, message } = object as {
    spec?: { replicas?: number; nodeName?: string };
    status?: {
      phase?: string;
      replicas?: number;
      readyReplicas?: number;
      conditions?: Condition[];
    };
    metadata?: { deletionTimestamp?: string; generation?: number };
    reason?: string;
    message?: string;
  };
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const parts = [
    reason && `${reason}: ${message ?? ''}`,
    spec?.replicas !== undefined && `wants ${spec.replicas}`,
    status?.replicas !== undefined && `has ${status.replicas}, ready ${status.readyReplicas ?? 0}`,
    status?.phase,
    ready && (ready.status === 'True' ? 'ready' : 'not ready'),
    spec?.nodeName && `on ${spec.nodeName}`,
    metadata?.deletionTimestamp && 'being deleted',
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(', ');
}

interface Condition {
  readonly type: string;
  readonly status: string;
}
