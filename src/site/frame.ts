import { portsRelease } from '../port-map/ports-release.ts';
import type { Release } from '../release/release.ts';
import { compareReleaseIds } from '../release/span-of-releases.ts';
import type { AbsentRelease, PublishedRelease, Site } from './site.ts';
import type { Urls } from './urls.ts';

export interface Link {
  readonly title: string;
  readonly href: string;
}

/** A release that the reader can choose. */
export interface ReleaseChoice {
  readonly id: string;
  readonly label: string;
  /** This page in that release; its contents when it has no such page. */
  readonly href: string;
  readonly isThis: boolean;
  /** Whether the link leads to the contents instead of this page. */
  readonly isElsewhere: boolean;
  /** What changed between it and this release; nothing for this release. */
  readonly comparison: string | undefined;
}

/** What every page knows: where it is and where else one can go. */
export interface Frame {
  readonly release: Release;
  readonly releases: readonly ReleaseChoice[];
  readonly absent: readonly AbsentRelease[];
  readonly urls: Urls;
  /** Whether there is a page of words to link to. */
  readonly hasWords: boolean;
  /** Where the cluster is played, beside the release whose behaviour the ports have. */
  readonly cluster: string | undefined;
  /** What became of every anchor of a release that was carried over from another. */
  readonly drift: string | undefined;
}

/** @param pageIn The address of this page in another release, if that has it. */
export function frame(
  { published, absent, urls, cluster }: Site,
  { release, tour, report }: PublishedRelease,
  pageIn: (other: PublishedRelease) => string | undefined,
): Frame {
  return {
    release,
    releases: published.map((other): ReleaseChoice => {
      const { id, label } = other.release;
      const [first = id, last = id] = [id, release.id].sort(compareReleaseIds);
      const href = pageIn(other);
      return {
        id,
        label,
        href: href ?? urls.release(id),
        isThis: other.release === release,
        isElsewhere: href === undefined,
        comparison: first === last ? undefined : urls.comparison(last, first),
      };
    }),
    absent,
    urls,
    hasWords: tour.glossary.length > 0,
    cluster:
      cluster.length > 0 && published.some((other) => other.release.id === portsRelease)
        ? urls.cluster(portsRelease)
        : undefined,
    drift: report && urls.drift(release.id),
  };
}
