import { permalink } from '../release/permalink.ts';
import type { Excerpt, Stop } from '../tour/tour.ts';
import { proseRenderer, type ProseRenderer } from './prose-html.ts';
import { stopsInOrder, type PublishedRelease, type Site } from './site.ts';
import { citationsOf } from './source-html.ts';

/** A stop's excerpts. */
export function excerptsOf({ blocks }: Stop): Excerpt[] {
  return blocks.flatMap((block) => (block.kind === 'excerpt' ? [block.excerpt] : []));
}

/**
 * The prose of one page with its links: a symbol with a stop of its own leads there, any other to
 * its line, here if the tour shows the file and on GitHub if not.
 *
 * @param current The stop that the page is, if it is one: what it shows itself is no link.
 */
export function pageProse(
  { urls }: Site,
  published: PublishedRelease,
  current?: Stop,
): ProseRenderer {
  const { release, tour } = published;
  const shown = current ? excerptsOf(current) : [];
  // Where several stops show one symbol, the first introduces it: the last entry of a key stays.
  const stopOf = new Map(
    stopsInOrder(tour)
      .reverse()
      .flatMap(({ stop }) => {
        const [main] = excerptsOf(stop);
        return main ? [[`${main.path}#${main.symbol}`, stop.slug] as const] : [];
      }),
  );
  const pages = citationsOf(tour);
  return proseRenderer({
    stopHref: (slug) => urls.stop(release.id, slug),
    symbolHref: ({ path, symbol, line }) => {
      if (shown.some((excerpt) => excerpt.path === path && excerpt.symbol === symbol)) {
        return undefined;
      }
      const stop = stopOf.get(`${path}#${symbol}`);
      if (stop !== undefined && stop !== current?.slug) return urls.stop(release.id, stop);
      return pages.has(path)
        ? urls.source(release.id, path, line)
        : permalink(release, path, { from: line, to: line });
    },
    terms: tour.glossary,
    termHref: ({ slug }) => `${urls.words(release.id)}#${slug}`,
  });
}
