import type { Runtime } from '../ports/runtime/task.ts';

/** Milliseconds that something takes, at least and at most. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** How long things take in the small cluster; all on one network, as in the recorded one. */
export const spans = {
  network: { least: 1, most: 6 },
  etcd: { least: 0.5, most: 4 },
  watch: { least: 0.5, most: 4 },
  event: { least: 4, most: 30 },
  startSandbox: { least: 40, most: 160 },
  startContainer: { least: 60, most: 260 },
  stopContainer: { least: 60, most: 320 },
  remove: { least: 5, most: 60 },
} as const satisfies Record<string, Span>;

/** A time within a span from the run's chance, in quarters of a millisecond. */
export function latencyOf(runtime: Pick<Runtime, 'random'>, { least, most }: Span): number {
  return Math.round((least + runtime.random() * (most - least)) * 4) / 4;
}
