import { portsRelease } from '../port-map/ports-release.ts';
import { chapterPage, type ChapterPage } from './chapter-page.ts';
import { clusterPage, type ClusterPage } from './cluster-page.ts';
import { compareStopPage, type CompareStopPage } from './compare-stop-page.ts';
import { comparisonOf, earlierThan, hasPage } from './comparison.ts';
import { comparisonPage, type ComparisonPage } from './comparison-page.ts';
import { contentsPage, type ContentsPage } from './contents-page.ts';
import { driftPage, type DriftPage } from './drift-page.ts';
import { elsewherePage, type ElsewherePage } from './elsewhere-page.ts';
import { stopsInOrder, type PublishedRelease, type Site } from './site.ts';
import { citationsOf } from './source-html.ts';
import { sourcePage, type SourcePage } from './source-page.ts';
import { stopPage, type StopPage } from './stop-page.ts';
import { wordsPage, type WordsPage } from './words-page.ts';

/** Which page is wanted, in words of the address. */
export type PageRequest =
  | { readonly kind: 'contents'; readonly release: string }
  | { readonly kind: 'words'; readonly release: string }
  | { readonly kind: 'cluster'; readonly release: string }
  | { readonly kind: 'chapter'; readonly release: string; readonly slug: string }
  | { readonly kind: 'stop'; readonly release: string; readonly slug: string }
  /** A stop that is on the path of other releases only. */
  | { readonly kind: 'elsewhere'; readonly release: string; readonly slug: string }
  | { readonly kind: 'source'; readonly release: string; readonly path: string }
  | { readonly kind: 'comparison'; readonly release: string; readonly since: string }
  | {
      readonly kind: 'stop-comparison';
      readonly release: string;
      readonly since: string;
      readonly slug: string;
    }
  | { readonly kind: 'drift'; readonly release: string };

interface Pages {
  readonly contents: ContentsPage;
  readonly words: WordsPage;
  readonly cluster: ClusterPage;
  readonly chapter: ChapterPage;
  readonly stop: StopPage;
  readonly elsewhere: ElsewherePage;
  readonly source: SourcePage;
  readonly comparison: ComparisonPage;
  readonly 'stop-comparison': CompareStopPage;
  readonly drift: DriftPage;
}

/** Every page that the site has: what Astro asks for the paths. */
export function allPages(site: Site): PageRequest[] {
  return site.published.flatMap((published): PageRequest[] => {
    const { tour, report } = published;
    const release = published.release.id;
    return [
      { kind: 'contents', release },
      ...(tour.glossary.length > 0 ? [{ kind: 'words' as const, release }] : []),
      ...(site.cluster.length > 0 && release === portsRelease
        ? [{ kind: 'cluster' as const, release }]
        : []),
      ...tour.chapters.map(({ slug }) => ({ kind: 'chapter' as const, release, slug })),
      ...stopsInOrder(tour).map(({ stop: { slug } }) => ({ kind: 'stop' as const, release, slug })),
      ...tour.elsewhere.map(({ slug }) => ({ kind: 'elsewhere' as const, release, slug })),
      ...[...citationsOf(tour).keys()]
        .sort()
        .map((path) => ({ kind: 'source' as const, release, path })),
      ...earlierThan(site, published).flatMap((before) => comparisons(before, published)),
      ...(report ? [{ kind: 'drift' as const, release }] : []),
    ];
  });
}

function comparisons(before: PublishedRelease, after: PublishedRelease): PageRequest[] {
  const release = after.release.id;
  const since = before.release.id;
  return [
    { kind: 'comparison', release, since },
    ...[...comparisonOf(before, after).values()]
      .filter(hasPage)
      .map(({ slug }) => ({ kind: 'stop-comparison' as const, release, since, slug })),
  ];
}

/** The runs whose data the site serves, each under the release whose behaviour it has. */
export function runRequests(site: Site): { release: string; run: string }[] {
  const isHere = site.published.some(({ release }) => release.id === portsRelease);
  return isHere ? [...site.runs.keys()].map((run) => ({ release: portsRelease, run })) : [];
}

/** All that a page shows. Components only render what this returns. */
export async function pageData<Kind extends PageRequest['kind']>(
  site: Site,
  request: Extract<PageRequest, { kind: Kind }>,
): Promise<Pages[Kind]>;
export async function pageData(
  site: Site,
  request: PageRequest,
): Promise<Pages[PageRequest['kind']]> {
  const published = releaseOf(site, request.release);
  switch (request.kind) {
    case 'contents':
      return contentsPage(site, published);
    case 'words':
      return wordsPage(site, published);
    case 'cluster':
      return clusterPage(site, published);
    case 'chapter':
      return chapterPage(site, published, request.slug);
    case 'stop':
      return stopPage(site, published, request.slug);
    case 'elsewhere':
      return elsewherePage(site, published, request.slug);
    case 'source':
      return sourcePage(site, published, request.path);
    case 'comparison':
      return comparisonPage(site, releaseOf(site, request.since), published);
    case 'stop-comparison':
      return compareStopPage(site, releaseOf(site, request.since), published, request.slug);
    case 'drift':
      return driftPage(site, published);
  }
}

function releaseOf({ published }: Site, id: string): PublishedRelease {
  const found = published.find(({ release }) => release.id === id);
  if (!found) throw new Error(`${id} is not published`);
  return found;
}
