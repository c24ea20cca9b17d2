import type { ClusterRecording } from './cluster-recording.ts';

/** What a page loads to play a scenario. */
export interface ClusterFile {
  readonly recording: ClusterRecording;
  /** `path#Symbol` -> where the site shows it. */
  readonly code: Readonly<Record<string, CodePlace>>;
}

export interface CodePlace {
  readonly href: string;
  /** Of the stop. */
  readonly title: string;
  /** The line of the symbol, where the stop shows it. */
  readonly line?: number;
}
