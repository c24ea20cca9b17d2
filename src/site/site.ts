import type { BlobReader } from '../blob/blob-reader.ts';
import type { SourceFailure } from '../blob/fetch-release.ts';
import type { Report } from '../drift/report.ts';
import type { Highlight } from '../highlight/cached-highlighter.ts';
import type { AnswersBetween } from '../port-map/answers-between.ts';
import type { LoadedPort } from '../port-map/load-ports.ts';
import type { LoadedRun } from '../record/load-runs.ts';
import type { BlobId } from '../release/blob-id.ts';
import type { Release } from '../release/release.ts';
import type { Chapter, Stop, Tour } from '../tour/tour.ts';
import type { PlayableScenario } from './playable-scenario.ts';
import type { Urls } from './urls.ts';

/** A release as the site shows it. */
export interface PublishedRelease {
  readonly release: Release;
  readonly tour: Tour;
  readonly reader: BlobReader;
  /** Ports whose Go this release is; none for other releases. */
  readonly ports: readonly LoadedPort[];
  /** What became of the anchors, of a release that was carried over from another. */
  readonly report?: Report | undefined;
}

/** A release that readers can't have here, and why. */
export interface AbsentRelease {
  readonly release: Release;
  readonly failures: readonly SourceFailure[];
}

/** All that the pages are made from. */
export interface Site {
  /** Newest first; at least one. */
  readonly published: readonly PublishedRelease[];
  readonly absent: readonly AbsentRelease[];
  readonly highlight: Highlight;
  /** The text of any blob of any release; undefined when the store has it no more. */
  readonly textOf: (blob: BlobId) => string | undefined;
  readonly urls: Urls;
  /** What can be run beside the release whose behaviour the ports have. */
  readonly runs: ReadonlyMap<string, LoadedRun>;
  /**
   * How many recorded cases the Go of the ports' release and of another answer alike, by
   * `path#Symbol`; undefined when nothing was recorded from the other.
   */
  readonly answers: (release: string) => ReadonlyMap<string, AnswersBetween> | undefined;
  /** What the cluster of ports can play; the first is shown first. */
  readonly cluster: readonly PlayableScenario[];
}

/** A stop and where it stands. */
export interface PlacedStop {
  readonly chapter: Chapter;
  readonly stop: Stop;
}

/** All stops of a tour in the order of reading. */
export function stopsInOrder(tour: Tour): PlacedStop[] {
  return tour.chapters.flatMap((chapter) => chapter.stops.map((stop) => ({ chapter, stop })));
}
