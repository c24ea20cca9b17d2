import type { Release } from '../release/release.ts';
import type { Chapter, Stop } from '../tour/tour.ts';
import { frame, type Frame, type Link } from './frame.ts';
import { excerptsOf } from './page-prose.ts';
import { pathMap, type PathMap } from './path-map.ts';
import { readingTime } from './reading-time.ts';
import { stopsInOrder, type PublishedRelease, type Site } from './site.ts';

/** A chapter in a list. */
export interface ChapterSummary extends Link {
  readonly slug: string;
  readonly number: number;
  readonly summary: string;
  readonly stops: readonly StopSummary[];
}

/** A stop in a list. */
export interface StopSummary extends Link, Pick<Stop, 'slug' | 'lane' | 'summary' | 'side'> {
  /** The symbol that the stop is about. */
  readonly symbol: string;
  /** Whether the release, being partial, has no source of it. */
  readonly isAbsent: boolean;
}

export interface ContentsPage extends Frame {
  readonly chapters: readonly ChapterSummary[];
  readonly start: Link;
  readonly map: PathMap;
  readonly readingTime: string;
}

export function contentsPage(site: Site, published: PublishedRelease): ContentsPage {
  const { tour, release } = published;
  const stops = stopsInOrder(tour);
  const [first] = stops;
  return {
    ...frame(site, published, (other) => site.urls.release(other.release.id)),
    chapters: tour.chapters.map((chapter) => chapterSummary(site, release, chapter, tour.chapters)),
    start: {
      title: first?.stop.title ?? '',
      href: first ? site.urls.stop(release.id, first.stop.slug) : site.urls.release(release.id),
    },
    map: pathMap(tour),
    readingTime: readingTime(stops.reduce((sum, { stop }) => sum + stop.words, 0)),
  };
}

export function chapterSummary(
  { urls }: Site,
  release: Release,
  chapter: Chapter,
  all: readonly Chapter[],
): ChapterSummary {
  return {
    slug: chapter.slug,
    number: all.indexOf(chapter) + 1,
    title: chapter.title,
    summary: chapter.summary,
    href: urls.chapter(release.id, chapter.slug),
    stops: chapter.stops.map((stop) => ({
      slug: stop.slug,
      title: stop.title,
      lane: stop.lane,
      summary: stop.summary,
      side: stop.side,
      href: urls.stop(release.id, stop.slug),
      symbol: excerptsOf(stop)[0]?.symbol ?? '',
      isAbsent: stop.status === 'absent',
    })),
  };
}
