import { isChanged, type Change, type ComparedStop } from '../drift/compare-tours.ts';
import type { Lane } from '../tour/lane.ts';
import { comparisonOf, earlierThan, hasPage, type Comparison } from './comparison.ts';
import { frame, type Frame, type Link } from './frame.ts';
import { stopsInOrder, type PublishedRelease, type Site } from './site.ts';

/** A stop in the list of what changed. */
export interface ComparedStopRow {
  readonly title: string;
  readonly lane: Lane;
  readonly change: Change;
  readonly added: number;
  readonly removed: number;
  /** Both releases side by side; the stop itself when one of them only has it. */
  readonly href: string;
  /** Whether only one of the releases has it. */
  readonly isLone: boolean;
}

/** What is different between two releases, over all stops. */
export interface ComparisonPage extends Frame {
  readonly since: { readonly id: string; readonly label: string };
  /** The other releases to compare with. */
  readonly others: readonly Link[];
  /** Of the stops that both releases have. */
  readonly counts: readonly { readonly change: Change; readonly stops: number }[];
  readonly chapters: readonly {
    readonly title: string;
    readonly number: number;
    readonly changed: readonly ComparedStopRow[];
    readonly unchanged: readonly ComparedStopRow[];
  }[];
  /** Stops that the earlier release has and the later one has not. */
  readonly gone: readonly ComparedStopRow[];
}

export function comparisonPage(
  site: Site,
  before: PublishedRelease,
  after: PublishedRelease,
): ComparisonPage {
  const { urls } = site;
  const comparison = comparisonOf(before, after);
  const inBoth = [...comparison.values()].filter((compared) => !isLone(compared));
  const counts = Map.groupBy(inBoth, ({ change }) => change);
  const inOld = stopsInOrder(before.tour);
  const inNew = new Set(stopsInOrder(after.tour).map(({ stop }) => stop.slug));
  return {
    ...frame(site, after, (other) =>
      other === after ? urls.comparison(after.release.id, before.release.id) : undefined,
    ),
    since: before.release,
    others: earlierThan(site, after)
      .filter((other) => other !== before)
      .map(({ release }) => ({
        title: release.label,
        href: urls.comparison(after.release.id, release.id),
      })),
    counts: [...counts]
      .map(([change, stops]) => ({ change, stops: stops.length }))
      .sort((a, b) => b.stops - a.stops),
    chapters: after.tour.chapters.map(({ title, stops }, at) => {
      const rows = stops.map((stop) => rowOf(site, after, stop, comparison, before));
      const differs = ({ change }: ComparedStopRow): boolean =>
        isChanged(change) || change === 'comments';
      return {
        title,
        number: at + 1,
        changed: rows.filter(differs),
        unchanged: rows.filter((row) => !differs(row)),
      };
    }),
    gone: inOld
      .filter(({ stop }) => !inNew.has(stop.slug))
      .map(({ stop }) => rowOf(site, before, stop, comparison, before)),
  };
}

function rowOf(
  { urls }: Site,
  shown: PublishedRelease,
  { slug, title, lane }: { slug: string; title: string; lane: Lane },
  comparison: Comparison,
  before: PublishedRelease,
): ComparedStopRow {
  const compared = comparison.get(slug);
  const excerpts = compared?.excerpts ?? [];
  const sum = (of: 'added' | 'removed'): number =>
    excerpts.reduce((total, excerpt) => total + excerpt[of], 0);
  return {
    title,
    lane,
    change: compared?.change ?? 'same',
    added: sum('added'),
    removed: sum('removed'),
    href: hrefOf(compared, shown, slug, before, urls),
    isLone: compared !== undefined && isLone(compared),
  };
}

const isLone = ({ change, excerpts }: ComparedStop): boolean =>
  excerpts.length === 0 && (change === 'new' || change === 'gone');

const hrefOf = (
  compared: ComparedStop | undefined,
  { release }: PublishedRelease,
  slug: string,
  before: PublishedRelease,
  urls: Site['urls'],
): string =>
  compared && hasPage(compared)
    ? urls.stopComparison(release.id, before.release.id, slug)
    : urls.stop(release.id, slug);
