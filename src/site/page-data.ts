import { portsRelease } from '../port-map/ports-release.ts';
import { chapterPage, type ChapterPage } from './chapter-page.ts';
import { clusterPage, type ClusterPage } from './cluster-page.ts';
import { contentsPage, type ContentsPage } from './contents-page.ts';
import { stopsInOrder, type Site } from './site.ts';
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
  | { readonly kind: 'source'; readonly release: string; readonly path: string };

interface Pages {
  readonly contents: ContentsPage;
  readonly words: WordsPage;
  readonly cluster: ClusterPage;
  readonly chapter: ChapterPage;
  readonly stop: StopPage;
  readonly source: SourcePage;
}

/** Every page that the site has: what Astro asks for the paths. */
export function allPages(site: Site): PageRequest[] {
  return site.published.flatMap(({ release: { id: release }, tour }): PageRequest[] => [
    { kind: 'contents', release },
    ...(tour.glossary.length > 0 ? [{ kind: 'words' as const, release }] : []),
    ...(site.cluster.length > 0 && release === portsRelease
      ? [{ kind: 'cluster' as const, release }]
      : []),
    ...tour.chapters.map(({ slug }) => ({ kind: 'chapter' as const, release, slug })),
    ...stopsInOrder(tour).map(({ stop: { slug } }) => ({ kind: 'stop' as const, release, slug })),
    ...[...citationsOf(tour).keys()]
      .sort()
      .map((path) => ({ kind: 'source' as const, release, path })),
  ]);
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
  const published = site.published.find(({ release }) => release.id === request.release);
  if (!published) throw new Error(`${request.release} is not published`);
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
    case 'source':
      return sourcePage(site, published, request.path);
  }
}
