import { isChanged, type Change } from '../drift/compare-tours.ts';
import type { Stop } from '../tour/tour.ts';
import { comparisonOf, earlierThan, hasPage, laterThan } from './comparison.ts';
import type { PublishedRelease, Site } from './site.ts';

/** What became of a stop between its release and another. */
export interface StopStep {
  readonly release: string;
  readonly change: Change;
  /** Both side by side; nothing when one release has no such stop. */
  readonly href: string | undefined;
}

/** What a reader can rely on: for which release a stop is right, and how it differs from others. */
export interface StopHistory {
  /** Excerpts and notes whose code was edited, and whose prose nobody has read again since. */
  readonly unread: number;
  /** The nearest earlier release that shows other code; or else the first that shows the same. */
  readonly since: StopStep | undefined;
  /** The nearest later release that shows other code. */
  readonly later: StopStep | undefined;
}

export function stopHistory(site: Site, published: PublishedRelease, stop: Stop): StopHistory {
  const { urls } = site;
  const steps = (others: readonly PublishedRelease[], isEarlier: boolean): StopStep[] =>
    others.flatMap((other): StopStep[] => {
      const [before, after] = isEarlier ? [other, published] : [published, other];
      const compared = comparisonOf(before, after).get(stop.slug);
      if (!compared || compared.change === 'absent') return [];
      const { change } = compared;
      const href = hasPage(compared)
        ? urls.stopComparison(after.release.id, before.release.id, stop.slug)
        : undefined;
      return [{ release: other.release.id, change, href }];
    });
  const earlier = steps(earlierThan(site, published), true);
  return {
    unread: stop.blocks
      .flatMap((block) => (block.kind === 'excerpt' ? [block.excerpt] : []))
      .flatMap((excerpt) => [excerpt, ...excerpt.notes])
      .filter(({ unread }) => unread).length,
    since: earlier.find(({ change }) => isChanged(change)) ?? earlier.at(-1),
    later: steps(laterThan(site, published), false).find(({ change }) => isChanged(change)),
  };
}
