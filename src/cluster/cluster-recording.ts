/**
 * What a cluster did from its start to its end, as plain JSON. Times are milliseconds on the virtual
 * clock. Whatever changes is written down as changes, so that every instant can be shown: what held
 * at a time is the last change of each thing up to it.
 */
export interface ClusterRecording {
  readonly scenario: { readonly id: string; readonly title: string; readonly about: string };
  readonly lanes: readonly ClusterLane[];
  /** In the order in which they were sent. */
  readonly messages: readonly Message[];
  /** Every stored version of every object. */
  readonly objects: readonly ObjectChange[];
  readonly queues: readonly QueueChange[];
  readonly caches: readonly CacheChange[];
  /** What happened, in words, in order. */
  readonly account: readonly AccountLine[];
  readonly end: number;
}

/** A component with a line of its own, from top to bottom. */
export interface ClusterLane {
  /** `kubectl`, `kube-apiserver`, `replicaset-controller`, `kubelet-node-1` ... */
  readonly id: string;
  readonly title: string;
  /** The lane of the tour, whose hue it has. */
  readonly lane: string;
}

/** Something that one component told another, or itself. */
export interface Message {
  readonly kind: 'request' | 'watch' | 'queue' | 'timer' | 'runtime';
  readonly from: string;
  readonly to: string;
  readonly sent: number;
  readonly received: number;
  /** In a few words: `POST pods web-x7c2k`, `MODIFIED pods web-x7c2k`. */
  readonly text: string;
  /** Of a request: what was answered and when. */
  readonly answer?: { readonly at: number; readonly code: number; readonly text: string };
  readonly request?: RequestFacts;
  /** Key of the object that it is about: `pods/default/web-x7c2k`. */
  readonly object?: string;
  readonly resourceVersion?: string;
  /** The code that sends it and the code that receives it. */
  readonly sends: CodeRef;
  readonly receives: CodeRef;
  /** The message because of which it was sent: its place in the list. */
  readonly cause?: number;
}

/** A request as an audit log has it. */
export interface RequestFacts {
  readonly component: string;
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
  /** Of a binding, a deletion, and a patch of a scale or of a Pod's status: what was sent. */
  readonly body?: unknown;
}

/** A Go symbol and the stop that shows it. */
export interface CodeRef {
  /** `path#Symbol` */
  readonly anchor: string;
  readonly stop: string;
}

export interface ObjectChange {
  readonly at: number;
  readonly key: string;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resourceVersion: string;
  readonly object: unknown;
}

/** What a controller's queue holds from a time on. */
export interface QueueChange {
  readonly at: number;
  readonly queue: string;
  /** Which lane it belongs to. */
  readonly lane: string;
  readonly sets: Readonly<Record<string, readonly string[]>>;
}

/** An object of a cache from a time on; no resourceVersion when it left the cache. */
export interface CacheChange {
  readonly at: number;
  readonly cache: string;
  readonly lane: string;
  readonly key: string;
  readonly resourceVersion?: string;
}

export interface AccountLine {
  readonly at: number;
  readonly lane: string;
  readonly text: string;
}
