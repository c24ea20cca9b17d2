import type { Pod, PodCondition, PodPhase } from '../src/ports/api/pod.ts';

/** A time of the API; '' is the zero time. */
export type ShortTime = string;

/** Type, status and lastTransitionTime. */
export type ShortCondition = readonly [
  type: string,
  status: PodCondition['status'],
  time: ShortTime,
];

/** A pod as the vectors of pkg/controller have it. */
export interface ShortPod {
  /** Node. */
  readonly n?: string;
  /** Phase. */
  readonly p?: PodPhase | '';
  readonly c?: readonly ShortCondition[];
  /** Restarts of each container. */
  readonly r?: readonly number[];
  /** Created. */
  readonly t?: ShortTime;
  /** Deleted. */
  readonly d?: ShortTime;
}

/** The pod in full; what is empty in it is absent, as in the JSON of the API. */
export function longPod({ n, p, c = [], r = [], t, d }: ShortPod, name = 'pod'): Pod {
  return {
    metadata: {
      name,
      ...(t && { creationTimestamp: t }),
      ...(d && { deletionTimestamp: d }),
    },
    spec: { ...(n && { nodeName: n }) },
    status: {
      ...(p && { phase: p }),
      ...(c.length > 0 && {
        conditions: c.map(([type, status, time]) => ({
          type,
          status,
          ...(time && { lastTransitionTime: time }),
        })),
      }),
      ...(r.length > 0 && {
        containerStatuses: r.map((restartCount, at) => ({ name: `c${at}`, restartCount })),
      }),
    },
  };
}
