import { portsRelease } from '../port-map/ports-release.ts';
import type { Release } from '../release/release.ts';
import type { AbsentRelease, PublishedRelease, Site } from './site.ts';
import type { Urls } from './urls.ts';

export interface Link {
  readonly title: string;
  readonly href: string;
}

/** What every page knows: where it is and where else one can go. */
export interface Frame {
  readonly release: Release;
  readonly releases: readonly {
    readonly label: string;
    readonly href: string;
    readonly isThis: boolean;
  }[];
  readonly absent: readonly AbsentRelease[];
  readonly urls: Urls;
  /** Whether there is a page of words to link to. */
  readonly hasWords: boolean;
  /** Where the cluster is played, beside the release whose behaviour the ports have. */
  readonly cluster: string | undefined;
}

export function frame(
  { published, absent, urls, cluster }: Site,
  { release, tour }: PublishedRelease,
): Frame {
  return {
    release,
    releases: published.map((other) => ({
      label: other.release.label,
      href: urls.release(other.release.id),
      isThis: other.release === release,
    })),
    absent,
    urls,
    hasWords: tour.glossary.length > 0,
    cluster:
      cluster.length > 0 && published.some((other) => other.release.id === portsRelease)
        ? urls.cluster(portsRelease)
        : undefined,
  };
}
