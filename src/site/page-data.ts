import { permalink } from '../release/permalink.ts';
import type { Release } from '../release/release.ts';
import type { Block, Chapter, EdgeKind, Excerpt, Stop } from '../tour/tour.ts';
import type { Lane } from '../tour/lane.ts';
import { excerptHtml } from './excerpt-html.ts';
import { pathMap, type PathMap } from './path-map.ts';
import { proseHtml, proseText } from './prose-html.ts';
import { stopsInOrder, type AbsentRelease, type PublishedRelease, type Site } from './site.ts';
import { citationsOf, sourceHtml, type SourceListing } from './source-html.ts';
import type { Urls } from './urls.ts';

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
}

export interface Link {
  readonly title: string;
  readonly href: string;
}

/** An edge of the path, seen from one of its ends. */
export interface EdgeLink extends Link {
  readonly lane: Lane;
  readonly kind: EdgeKind;
  readonly label: string;
}

export type BlockHtml =
  | { readonly kind: 'prose'; readonly html: string }
  | { readonly kind: 'trace'; readonly label: string; readonly html: string }
  | {
      readonly kind: 'excerpt';
      readonly html: string;
      readonly path: string;
      readonly symbol: string;
      readonly from: number;
      readonly to: number;
      readonly sourceHref: string;
      readonly permalink: string;
    };

export interface QuestionHtml {
  readonly question: string;
  readonly answer: string;
}

export interface StopPage extends Frame {
  readonly stop: Pick<Stop, 'slug' | 'title' | 'lane' | 'summary'>;
  readonly chapter: Link & { readonly number: number };
  /** Counts from 1 over the whole tour. */
  readonly position: number;
  readonly total: number;
  readonly minutes: number;
  readonly needs: readonly Link[];
  readonly blocks: readonly BlockHtml[];
  readonly comesFrom: readonly EdgeLink[];
  readonly leadsTo: readonly EdgeLink[];
  /** The chapter's questions, on its last stop. */
  readonly questions: readonly QuestionHtml[];
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
  readonly map: PathMap;
}

export interface ChapterSummary extends Link {
  readonly slug: string;
  readonly number: number;
  readonly summary: string;
  readonly stops: readonly (Link & Pick<Stop, 'slug' | 'lane' | 'summary'> & { symbol: string })[];
}

export interface ContentsPage extends Frame {
  readonly chapters: readonly ChapterSummary[];
  readonly start: Link;
  readonly map: PathMap;
  /** `40 minutes` or `5 hours`. */
  readonly readingTime: string;
}

export interface ChapterPage extends Frame {
  readonly chapter: ChapterSummary;
  readonly html: string;
  readonly questions: readonly QuestionHtml[];
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
}

export interface SourcePage extends Frame, SourceListing {
  readonly path: string;
  readonly permalink: string;
}

/** Which page is wanted, in words of the address. */
export type PageRequest =
  | { readonly kind: 'contents'; readonly release: string }
  | { readonly kind: 'chapter'; readonly release: string; readonly slug: string }
  | { readonly kind: 'stop'; readonly release: string; readonly slug: string }
  | { readonly kind: 'source'; readonly release: string; readonly path: string };

interface Pages {
  readonly contents: ContentsPage;
  readonly chapter: ChapterPage;
  readonly stop: StopPage;
  readonly source: SourcePage;
}

/** Every page that the site has: what Astro asks for the paths. */
export function allPages(site: Site): PageRequest[] {
  return site.published.flatMap(({ release, tour }): PageRequest[] => [
    { kind: 'contents', release: release.id },
    ...tour.chapters.map(({ slug }) => ({ kind: 'chapter' as const, release: release.id, slug })),
    ...stopsInOrder(tour).map(({ stop }) => ({
      kind: 'stop' as const,
      release: release.id,
      slug: stop.slug,
    })),
    ...[...citationsOf(tour).keys()].sort().map((path) => ({
      kind: 'source' as const,
      release: release.id,
      path,
    })),
  ]);
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
    case 'chapter':
      return chapterPage(site, published, request.slug);
    case 'stop':
      return stopPage(site, published, request.slug);
    case 'source':
      return sourcePage(site, published, request.path);
  }
}

/** Words that an engineer reads in a minute when half of them are about code. */
const wordsPerMinute = 160;
const minutesFor = (words: number): number => Math.max(1, Math.round(words / wordsPerMinute));

function readingTime(words: number): string {
  const minutes = minutesFor(words);
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}

function frame({ published, absent, urls }: Site, { release }: PublishedRelease): Frame {
  return {
    release,
    releases: published.map((other) => ({
      label: other.release.label,
      href: urls.release(other.release.id),
      isThis: other.release === release,
    })),
    absent,
    urls,
  };
}

function contentsPage(site: Site, published: PublishedRelease): ContentsPage {
  const { tour, release } = published;
  const [first] = stopsInOrder(tour);
  return {
    ...frame(site, published),
    chapters: tour.chapters.map((chapter) => chapterSummary(site, release, chapter, tour.chapters)),
    start: {
      title: first?.stop.title ?? '',
      href: first ? site.urls.stop(release.id, first.stop.slug) : site.urls.release(release.id),
    },
    map: pathMap(tour),
    readingTime: readingTime(stopsInOrder(tour).reduce((sum, { stop }) => sum + stop.words, 0)),
  };
}

function chapterSummary(
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
      href: urls.stop(release.id, stop.slug),
      symbol: stop.blocks.find((block) => block.kind === 'excerpt')?.excerpt.symbol ?? '',
    })),
  };
}

function chapterPage(site: Site, published: PublishedRelease, slug: string): ChapterPage {
  const { tour, release } = published;
  const at = tour.chapters.findIndex((chapter) => chapter.slug === slug);
  const chapter = tour.chapters[at];
  if (!chapter) throw new Error(`${release.id} has no chapter ${slug}`);
  const linkTo = (other: Chapter | undefined): Link | undefined =>
    other && { title: other.title, href: site.urls.chapter(release.id, other.slug) };
  return {
    ...frame(site, published),
    chapter: chapterSummary(site, release, chapter, tour.chapters),
    html: proseHtml(chapter.prose, release.id, site.urls),
    questions: questionsHtml(site, release, chapter),
    previous: linkTo(tour.chapters[at - 1]),
    next: linkTo(tour.chapters[at + 1]),
  };
}

function questionsHtml({ urls }: Site, release: Release, { questions }: Chapter): QuestionHtml[] {
  return questions.map(({ question, answer }) => ({
    question: proseHtml(question, release.id, urls),
    answer: proseHtml(answer, release.id, urls),
  }));
}

async function stopPage(site: Site, published: PublishedRelease, slug: string): Promise<StopPage> {
  const { tour, release } = published;
  const { urls } = site;
  const stops = stopsInOrder(tour);
  const at = stops.findIndex(({ stop }) => stop.slug === slug);
  const placed = stops[at];
  if (!placed) throw new Error(`${release.id} has no stop ${slug}`);
  const { stop, chapter } = placed;
  const find = (other: string): Stop | undefined =>
    stops.find((candidate) => candidate.stop.slug === other)?.stop;
  const linkTo = (other: Stop | undefined): Link | undefined =>
    other && { title: other.title, href: urls.stop(release.id, other.slug) };
  const edge = (other: Stop, { kind, label }: Stop['leadsTo'][number]): EdgeLink => ({
    title: other.title,
    href: urls.stop(release.id, other.slug),
    lane: other.lane,
    kind,
    label: proseHtml(label, release.id, urls),
  });

  const blocks: BlockHtml[] = [];
  let excerpts = 0;
  for (const block of stop.blocks) {
    if (block.kind === 'excerpt') excerpts++;
    blocks.push(
      await blockHtml(site, published, block, excerpts, (other) => find(other)?.title ?? other),
    );
  }

  return {
    ...frame(site, published),
    stop,
    chapter: {
      number: tour.chapters.indexOf(chapter) + 1,
      title: chapter.title,
      href: urls.chapter(release.id, chapter.slug),
    },
    position: at + 1,
    total: stops.length,
    minutes: minutesFor(stop.words),
    needs: stop.needs.flatMap((other) => linkTo(find(other)) ?? []),
    blocks,
    comesFrom: stops.flatMap((other) =>
      other.stop.leadsTo.filter(({ to }) => to === slug).map((link) => edge(other.stop, link)),
    ),
    leadsTo: stop.leadsTo.flatMap((link) => {
      const other = find(link.to);
      return other ? [edge(other, link)] : [];
    }),
    questions: chapter.stops.at(-1) === stop ? questionsHtml(site, release, chapter) : [],
    previous: linkTo(stops[at - 1]?.stop),
    next: linkTo(stops[at + 1]?.stop),
    map: pathMap(tour),
  };
}

async function blockHtml(
  site: Site,
  { release, reader }: PublishedRelease,
  block: Block,
  excerptNumber: number,
  titleOf: (slug: string) => string,
): Promise<BlockHtml> {
  const { urls, highlight } = site;
  if (block.kind === 'prose') {
    return { kind: 'prose', html: proseHtml(block.prose, release.id, urls) };
  }
  if (block.kind === 'trace') {
    return {
      kind: 'trace',
      label: proseText(block.label),
      html: proseHtml(block.prose, release.id, urls),
    };
  }
  const { excerpt } = block;
  const code = await highlight(reader.read(excerpt.path));
  const idPrefix = excerptNumber === 1 ? '' : `${String.fromCharCode(96 + excerptNumber)}-`;
  return {
    kind: 'excerpt',
    html: excerptHtml(excerpt, code, { release: release.id, urls, titleOf, idPrefix }),
    ...locationOf(excerpt, release, urls),
  };
}

function locationOf({ path, symbol, lines }: Excerpt, release: Release, urls: Urls) {
  return {
    path,
    symbol,
    from: lines.from,
    to: lines.to,
    sourceHref: urls.source(release.id, path, lines.from),
    permalink: permalink(release, path, lines),
  };
}

async function sourcePage(
  site: Site,
  published: PublishedRelease,
  path: string,
): Promise<SourcePage> {
  const { release, tour, reader } = published;
  const code = await site.highlight(reader.read(path));
  return {
    ...frame(site, published),
    ...sourceHtml(code, citationsOf(tour).get(path) ?? [], release.id, site.urls),
    path,
    permalink: permalink(release, path),
  };
}
