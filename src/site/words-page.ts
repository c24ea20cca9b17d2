import { frame, type Frame } from './frame.ts';
import { pageProse } from './page-prose.ts';
import type { PublishedRelease, Site } from './site.ts';

export interface WordsPage extends Frame {
  readonly terms: readonly {
    readonly slug: string;
    readonly term: string;
    readonly html: string;
  }[];
}

/** The glossary. */
export function wordsPage(site: Site, published: PublishedRelease): WordsPage {
  const prose = pageProse(site, published);
  return {
    ...frame(site, published, (other) =>
      other.tour.glossary.length > 0 ? site.urls.words(other.release.id) : undefined,
    ),
    terms: published.tour.glossary.map(({ slug, term, prose: text }) => ({
      slug,
      term,
      html: prose.labelHtml(text),
    })),
  };
}
