import type { ClusterRecording } from './cluster-recording.ts';

/** What can be seen of a run from outside: the same of a real one and of a simulated one. */
export interface ObservableRun {
  readonly states: readonly ObservableState[];
  readonly events: readonly ObservableEvent[];
  readonly requests: readonly ObservableRequest[];
}

/** A stored version of a ReplicaSet or a Pod, without what differs from run to run. */
export interface ObservableState {
  readonly kind: 'ReplicaSet' | 'Pod';
  readonly name: string;
  readonly resourceVersion: number;
  readonly facts: Facts;
}

export type Facts = Readonly<Record<string, unknown>>;

export interface ObservableEvent {
  readonly kind: string;
  readonly name: string;
  /** Reason, component, kind and message, in which names are replaced by what they are names of. */
  readonly text: string;
}

export interface ObservableRequest {
  readonly component: string;
  readonly verb: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  readonly code: number;
  /** Whether something was stored because of it. */
  readonly stored: boolean;
  readonly body: unknown;
}

/** A line of `watch.jsonl`. */
export interface WatchLine {
  readonly type: string;
  readonly kind: string;
  readonly metadata: Meta;
  readonly spec?: Spec;
  readonly status?: Status;
  readonly involvedObject?: { readonly kind: string; readonly name: string };
  readonly reason?: string;
  readonly message?: string;
  readonly eventType?: string;
  readonly component?: string;
}

interface Meta {
  readonly name: string;
  readonly resourceVersion: string;
  readonly generateName?: string;
  readonly generation?: number;
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: unknown;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: unknown;
  readonly ownerReferences?: readonly {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly controller?: boolean;
    readonly blockOwnerDeletion?: boolean;
  }[];
}

interface Spec {
  readonly replicas?: number;
  readonly nodeName?: string;
  readonly restartPolicy?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly selector?: unknown;
}

interface Status {
  readonly phase?: string;
  readonly replicas?: number;
  readonly fullyLabeledReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly observedGeneration?: number;
  readonly startTime?: string;
  readonly qosClass?: string;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
  }[];
  readonly containerStatuses?: readonly {
    readonly name: string;
    readonly ready?: boolean;
    readonly started?: boolean;
    readonly restartCount?: number;
    readonly state?: unknown;
  }[];
}

/** A line of `requests.jsonl`. */
export interface RequestLine {
  readonly at: string;
  readonly component: string;
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly code: number;
  readonly resourceVersion?: string;
  readonly body?: unknown;
}

/** A real run from its files. */
export function realRunOf(
  watch: readonly WatchLine[],
  requests: readonly RequestLine[],
): ObservableRun {
  const seen = new Set<string>();
  return {
    ...statesAndEvents(watch),
    requests: requests
      .map((line) => {
        // A write that stores nothing is answered with the version that was there.
        const { resourceVersion = '' } = line;
        const stored = resourceVersion === '' || !seen.has(resourceVersion);
        if (line.verb !== 'get') seen.add(resourceVersion);
        return { at: line.at, request: requestOf(line, stored) };
      })
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ request }) => request),
  };
}

/** A simulated run from its recording. */
export function simulatedRunOf(recording: ClusterRecording): ObservableRun {
  const watch = recording.objects.flatMap(({ type, resourceVersion, object }): WatchLine[] => {
    const stored = object as StoredObject;
    if (!['ReplicaSet', 'Pod', 'Event'].includes(stored.kind)) return [];
    return [
      {
        ...stored,
        type,
        // Of an Event, the field of that name says whether it is a warning.
        ...(stored.type !== undefined && { eventType: stored.type }),
        ...(stored.source && { component: stored.source.component }),
        metadata: { ...stored.metadata, resourceVersion },
      },
    ];
  });
  const written = new Map(
    recording.objects.map(({ at, resourceVersion }) => [resourceVersion, at]),
  );
  const requests = recording.messages
    .filter(({ request, answer }) => request && answer)
    .sort((a, b) => a.received - b.received)
    .flatMap(({ request, answer, resourceVersion = '', received }) => {
      if (!request || !answer) return [];
      const at = written.get(resourceVersion);
      const stored = resourceVersion === '' || (at !== undefined && at >= received);
      return [requestOf({ ...request, at: '', code: answer.code }, stored)];
    });
  return { ...statesAndEvents(watch), requests };
}

/** An object of the recording: as a line, but its type is its own. */
type StoredObject = Omit<WatchLine, 'type'> & {
  readonly type?: string;
  readonly source?: { readonly component: string };
};

function requestOf(
  { component, verb, resource, subresource = '', name = '', code, body }: Omit<RequestLine, 'uri'>,
  stored: boolean,
): ObservableRequest {
  return { component, verb, resource, subresource, name, code, stored, body };
}

function statesAndEvents(watch: readonly WatchLine[]): Pick<ObservableRun, 'states' | 'events'> {
  const pods = new Set(
    watch.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => metadata.name),
  );
  const states = watch.flatMap((line): ObservableState[] => {
    const { kind, metadata } = line;
    if (kind !== 'ReplicaSet' && kind !== 'Pod') return [];
    const facts = kind === 'Pod' ? factsOfPod(line) : factsOfReplicaSet(line);
    return [
      { kind, name: metadata.name, resourceVersion: Number(metadata.resourceVersion), facts },
    ];
  });
  const events = watch.flatMap((line): ObservableEvent[] => {
    const {
      kind,
      involvedObject,
      reason = '',
      message = '',
      eventType = '',
      component = '',
    } = line;
    if (kind !== 'Event' || !involvedObject) return [];
    const text = `${eventType} ${reason} (${component}): ${anonymous(message, pods)}`;
    return [{ kind: involvedObject.kind, name: involvedObject.name, text }];
  });
  return { states, events };
}

function anonymous(text: string, pods: ReadonlySet<string>): string {
  let result = text.replaceAll(/\bnode-\d+\b/g, '<node>');
  for (const pod of pods) result = result.replaceAll(pod, '<pod>');
  return result;
}

function factsOfReplicaSet({ type, metadata, spec, status }: WatchLine): Facts {
  return {
    type,
    generation: metadata.generation,
    deletionTimestamp: metadata.deletionTimestamp !== undefined,
    finalizers: metadata.finalizers ?? [],
    labels: metadata.labels,
    annotations: metadata.annotations ?? {},
    'spec.replicas': spec?.replicas,
    'spec.selector': spec?.selector,
    observedGeneration: status?.observedGeneration ?? 0,
    replicas: status?.replicas ?? 0,
    fullyLabeledReplicas: status?.fullyLabeledReplicas ?? 0,
    readyReplicas: status?.readyReplicas ?? 0,
    availableReplicas: status?.availableReplicas ?? 0,
    conditions: conditionsOf(status),
  };
}

function factsOfPod({ type, metadata, spec, status }: WatchLine): Facts {
  return {
    type,
    generation: metadata.generation,
    generateName: metadata.generateName,
    labels: metadata.labels,
    owners: (metadata.ownerReferences ?? []).map((ref) => [
      ref.apiVersion,
      ref.kind,
      ref.name,
      ref.controller,
      ref.blockOwnerDeletion,
    ]),
    deletionTimestamp: metadata.deletionTimestamp !== undefined,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
    'spec.nodeName set': (spec?.nodeName ?? '') !== '',
    restartPolicy: spec?.restartPolicy,
    terminationGracePeriodSeconds: spec?.terminationGracePeriodSeconds,
    phase: status?.phase,
    qosClass: status?.qosClass,
    'startTime set': status?.startTime !== undefined,
    conditions: conditionsOf(status),
    containers: (status?.containerStatuses ?? []).map((container) => [
      container.name,
      stateText(container.state),
      container.ready ?? false,
      container.started ?? false,
      container.restartCount ?? 0,
    ]),
  };
}

const conditionsOf = (status: Status | undefined): unknown =>
  (status?.conditions ?? []).map(({ type, status: is, reason = '', message = '' }) =>
    [type, is, reason, message].join(' ').trim(),
  );

/** `running` of the text or of the object with that key. */
const stateText = (state: unknown): string =>
  typeof state === 'object' && state !== null ? (Object.keys(state)[0] ?? '') : String(state);
