import { portsRelease } from '../port-map/ports-release.ts';
import { permalink } from '../release/permalink.ts';
import type { Release } from '../release/release.ts';
import { hasFailed } from '../runs/recording.ts';
import type { Lane } from '../tour/lane.ts';
import type { Block, Edge, EdgeKind, Excerpt, PictureName, RunBlock, Stop } from '../tour/tour.ts';
import { questionsHtml, type QuestionHtml } from './chapter-page.ts';
import { releasesWith, stopIn } from './elsewhere-page.ts';
import { excerptHtml } from './excerpt-html.ts';
import { frame, type Frame, type Link } from './frame.ts';
import { pageProse } from './page-prose.ts';
import { pathMap, type PathMap } from './path-map.ts';
import type { PortHtml } from './port-html.ts';
import { portsBeside } from './ports-beside.ts';
import { proseText, type ProseRenderer } from './prose-html.ts';
import { minutesFor } from './reading-time.ts';
import { runHtml, type RunHtml } from './run-html.ts';
import { stopHistory, type StopHistory } from './stop-history.ts';
import { stopsInOrder, type PlacedStop, type PublishedRelease, type Site } from './site.ts';
import type { Urls } from './urls.ts';

/** An edge of the path, seen from one of its ends. */
export interface EdgeLink extends Link {
  readonly lane: Lane;
  readonly kind: EdgeKind;
  readonly label: string;
}

export type BlockHtml =
  | { readonly kind: 'prose'; readonly html: string }
  | { readonly kind: 'trace'; readonly label: string; readonly html: string }
  | { readonly kind: 'picture'; readonly name: PictureName }
  | { readonly kind: 'run'; readonly run: RunHtml }
  | RunElsewhere
  | PredictionHtml
  | ({
      readonly kind: 'excerpt';
      readonly html: string;
      readonly ports: readonly PortHtml[];
    } & ExcerptPlace);

/** A run of another release, whose behaviour the ports have. */
export interface RunElsewhere extends Link {
  readonly kind: 'run-elsewhere';
  readonly release: string;
}

/** A question that a run answers. */
export interface PredictionHtml {
  readonly kind: 'predict';
  readonly id: string;
  readonly run: string;
  readonly scenario: string;
  readonly question: string;
  readonly choices: readonly { readonly text: string; readonly isRight: boolean }[];
  readonly why: string;
}

/** Where an excerpt comes from. */
export interface ExcerptPlace {
  readonly path: string;
  readonly symbol: string;
  readonly from: number;
  readonly to: number;
  readonly sourceHref: string;
  readonly permalink: string;
}

export interface StopPage extends Frame {
  readonly stop: Pick<Stop, 'slug' | 'title' | 'lane' | 'summary' | 'side' | 'status'>;
  readonly history: StopHistory;
  /** The releases to read the stop in, when this one has not its source. */
  readonly readIn: readonly Link[];
  readonly chapter: Link & { readonly number: number };
  /** Counts from 1 over the whole tour. */
  readonly position: number;
  readonly total: number;
  readonly minutes: number;
  readonly needs: readonly Link[];
  readonly blocks: readonly BlockHtml[];
  readonly comesFrom: readonly EdgeLink[];
  readonly leadsTo: readonly EdgeLink[];
  /** Where the main path goes on, for a stop beside it. */
  readonly wayBack: Link | undefined;
  /** The chapter's questions, on its last stop. */
  readonly questions: readonly QuestionHtml[];
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
  readonly map: PathMap;
}

export async function stopPage(
  site: Site,
  published: PublishedRelease,
  slug: string,
): Promise<StopPage> {
  const { tour, release } = published;
  const stops = stopsInOrder(tour);
  const at = stops.findIndex(({ stop }) => stop.slug === slug);
  const placed = stops[at];
  if (!placed) throw new Error(`${release.id} has no stop ${slug}`);
  const { stop, chapter } = placed;
  const prose = pageProse(site, published, stop);
  const find = (other: string): Stop | undefined =>
    stops.find((candidate) => candidate.stop.slug === other)?.stop;
  const linkTo = (other: Stop | undefined): Link | undefined =>
    other && { title: other.title, href: site.urls.stop(release.id, other.slug) };
  const edge = (other: Stop, { kind, label }: Edge): EdgeLink => ({
    title: other.title,
    href: site.urls.stop(release.id, other.slug),
    lane: other.lane,
    kind,
    label: prose.labelHtml(label),
  });

  return {
    ...frame(site, published, stopIn(site, slug)),
    stop,
    history: stopHistory(site, published, stop),
    readIn: stop.status === 'absent' ? releasesWith(site, slug) : [],
    chapter: {
      number: tour.chapters.indexOf(chapter) + 1,
      title: chapter.title,
      href: site.urls.chapter(release.id, chapter.slug),
    },
    position: at + 1,
    total: stops.length,
    minutes: minutesFor(stop.words),
    needs: stop.needs.flatMap((other) => linkTo(find(other)) ?? []),
    blocks: await blocksHtml(site, published, stop, prose),
    comesFrom: stops.flatMap((other) =>
      other.stop.leadsTo.filter(({ to }) => to === slug).map((link) => edge(other.stop, link)),
    ),
    leadsTo: stop.leadsTo.flatMap((link) => {
      const other = find(link.to);
      return other ? [edge(other, link)] : [];
    }),
    wayBack: stop.side ? linkTo(entranceOf(stops, at)) : undefined,
    questions: chapter.stops.at(-1) === stop ? questionsHtml(prose, chapter) : [],
    previous: linkTo(stops[at - 1]?.stop),
    // After the last stop the path begins anew: that is what Reconcile says.
    next: linkTo((stops[at + 1] ?? stops[0])?.stop),
    map: pathMap(tour),
  };
}

/**
 * The stop of the main path from which a side path is entered: the nearest before it that calls it,
 * or else leads to it in another way, or else stands before it.
 */
function entranceOf(stops: readonly PlacedStop[], at: number): Stop | undefined {
  const here = stops[at]?.stop.slug;
  const main = stops
    .slice(0, at)
    .reverse()
    .map(({ stop }) => stop)
    .filter(({ side }) => !side);
  const leading = main.filter(({ leadsTo }) => leadsTo.some(({ to }) => to === here));
  const calling = leading.find(({ leadsTo }) =>
    leadsTo.some(({ to, kind }) => to === here && kind === 'call'),
  );
  return calling ?? leading[0] ?? main[0];
}

/** What the ids of a stop's excerpts begin with: nothing for the first, then `b-`, `c-` ... */
export const excerptPrefix = (at: number): string =>
  at === 0 ? '' : `${String.fromCharCode(97 + at)}-`;

/** One after the other: what links once does so where a reader meets it first. */
async function blocksHtml(
  site: Site,
  published: PublishedRelease,
  { slug, blocks }: Stop,
  prose: ProseRenderer,
): Promise<BlockHtml[]> {
  const { release, reader, tour } = published;
  const { urls, highlight } = site;
  const titles = new Map(stopsInOrder(tour).map(({ stop }) => [stop.slug, stop.title]));
  const made: BlockHtml[] = [];
  let excerpts = 0;
  for (const block of blocks) {
    if (block.kind === 'run' || block.kind === 'predict') {
      if (release.id === portsRelease) made.push(runBlockHtml(block, made.length, site, prose));
      else if (block.kind === 'run') made.push(...runElsewhere(block, slug, site));
      continue;
    }
    if (block.kind !== 'excerpt') {
      made.push(textHtml(block, prose));
      continue;
    }
    const { excerpt } = block;
    const code = await highlight(reader.read(excerpt.path));
    const idPrefix = excerptPrefix(excerpts);
    excerpts++;
    const html = excerptHtml(excerpt, code, {
      prose,
      stopHref: (slug) => urls.stop(release.id, slug),
      titleOf: (slug) => titles.get(slug) ?? slug,
      idPrefix,
    });
    made.push({
      kind: 'excerpt',
      html,
      ports: await portsBeside(site, published, slug, excerpt, idPrefix),
      ...placeOf(excerpt, release, urls),
    });
  }
  return made;
}

/** The ports were measured against one release; in others a reader is led to what they run there. */
function runElsewhere(
  { name }: RunBlock,
  slug: string,
  { published, runs, urls }: Site,
): RunElsewhere[] {
  const home = published.find(({ release }) => release.id === portsRelease);
  const loaded = runs.get(name);
  if (!home || !loaded) return [];
  return [
    {
      kind: 'run-elsewhere',
      title: loaded.run.title,
      href: `${urls.stop(portsRelease, slug)}#run-${name}`,
      release: home.release.label,
    },
  ];
}

function runBlockHtml(
  block: Extract<Block, { kind: 'run' | 'predict' }>,
  number: number,
  site: Site,
  prose: ProseRenderer,
): BlockHtml {
  const name = block.kind === 'run' ? block.name : block.run;
  const loaded = site.runs.get(name);
  if (!loaded) throw new Error(`There is no run ${name}`);
  if (block.kind === 'run') {
    return { kind: 'run', run: runHtml(loaded, block.scenario, site, portsRelease) };
  }
  const scenario = loaded.run.scenarios.find(({ id }) => id === block.scenario);
  const end = scenario && loaded.record(scenario).end;
  const answer = end && !hasFailed(end) ? end.facts[block.fact] : undefined;
  return {
    kind: 'predict',
    id: `predict-${number}`,
    run: block.run,
    scenario: block.scenario,
    question: prose.html(block.question),
    choices: block.choices.map((text) => ({ text, isRight: text === String(answer) })),
    why: prose.html(block.why),
  };
}

function textHtml(
  block: Exclude<Block, { kind: 'excerpt' | 'run' | 'predict' }>,
  prose: ProseRenderer,
): BlockHtml {
  switch (block.kind) {
    case 'picture':
      return block;
    case 'prose':
      return { kind: 'prose', html: prose.html(block.prose) };
    case 'trace':
      return { kind: 'trace', label: proseText(block.label), html: prose.html(block.prose) };
  }
}

export function placeOf(
  { path, symbol, lines }: Excerpt,
  release: Release,
  urls: Urls,
): ExcerptPlace {
  return {
    path,
    symbol,
    from: lines.from,
    to: lines.to,
    sourceHref: urls.source(release.id, path, lines.from),
    permalink: permalink(release, path, lines),
  };
}
