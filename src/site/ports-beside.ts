import { lineHunks, lineMap } from '../drift/line-hunks.ts';
import type { AnswersBetween } from '../port-map/answers-between.ts';
import type { LoadedPort } from '../port-map/load-ports.ts';
import { portsRelease } from '../port-map/ports-release.ts';
import { compareReleaseIds } from '../release/span-of-releases.ts';
import type { HighlightedLines } from '../highlight/token.ts';
import type { Excerpt } from '../tour/tour.ts';
import { compareHtml } from './compare-html.ts';
import { comparisonOf } from './comparison.ts';
import { portHtml, type GoLineOf, type PortHtml } from './port-html.ts';
import type { PublishedRelease, Site } from './site.ts';

/**
 * The ports of an excerpt's symbol. In another release than the one that they were measured
 * against, they are those of the excerpt that stood there, with what changed in their Go since.
 */
export async function portsBeside(
  site: Site,
  published: PublishedRelease,
  slug: string,
  excerpt: Excerpt,
  idPrefix: string,
): Promise<PortHtml[]> {
  const { highlight } = site;
  if (published.release.id === portsRelease) {
    return Promise.all(
      portsOf(published, excerpt).map((port) => portHtml(port, idPrefix, highlight)),
    );
  }
  const home = site.published.find(({ release }) => release.id === portsRelease);
  if (!home) return [];
  const isLater = compareReleaseIds(published.release.id, portsRelease) > 0;
  const [before, after] = isLater ? [home, published] : [published, home];
  const pair = comparisonOf(before, after)
    .get(slug)
    ?.excerpts.find((one) => (isLater ? one.after : one.before)?.key === excerpt.key);
  const own = isLater ? pair?.before : pair?.after;
  if (!pair || !own) return [];
  const ports = portsOf(home, own);
  if (ports.length === 0) return [];
  const [code, ownCode] = [
    await highlight(published.reader.read(excerpt.path)),
    await highlight(home.reader.read(own.path)),
  ];
  const here = { code, lines: excerpt.lines, label: published.release.id };
  const there = { code: ownCode, lines: own.lines, label: home.release.id };
  const { id } = published.release;
  const standing = {
    release: home.release.id,
    isBehind: pair.isEdited,
    text: !pair.isEdited
      ? `the same Go as in ${home.release.id}`
      : isLater
        ? `behind ${id}`
        : `as ${home.release.id}`,
    diff: !pair.isEdited
      ? ''
      : isLater
        ? compareHtml(there, here, false)
        : compareHtml(here, there, false),
  };
  const answers = answersIn(site, id);
  const goLineOf = lineIn(own, ownCode, excerpt, code);
  return Promise.all(
    ports.map((port) =>
      portHtml(port, idPrefix, highlight, {
        standing: { ...standing, answers: answersOf(port, answers) },
        goLineOf,
      }),
    ),
  );
}

type Answers = ReturnType<Site['answers']>;

/** Every port of a release asks for the same files. */
const known = new WeakMap<Site, Map<string, Answers>>();

function answersIn(site: Site, release: string): Answers {
  const releases = known.get(site) ?? new Map<string, Answers>();
  known.set(site, releases);
  if (!releases.has(release)) releases.set(release, site.answers(release));
  return releases.get(release);
}

/** Of the symbol itself, or of its type: sequences of operations are recorded for a type. */
const answersOf = ({ path, symbol }: LoadedPort, answers: Answers): AnswersBetween | undefined =>
  answers?.get(`${path}#${symbol}`) ?? answers?.get(`${path}#${symbol.replace(/\..*$/, '')}`);

const portsOf = ({ ports }: PublishedRelease, { path, symbol }: Excerpt): LoadedPort[] =>
  ports.filter((port) => port.path === path && port.symbol === symbol);

/** Where a line of one excerpt is in another, if it is there as it was. */
function lineIn(
  from: Excerpt,
  fromCode: HighlightedLines,
  to: Excerpt,
  toCode: HighlightedLines,
): GoLineOf {
  const rows = (code: HighlightedLines, { lines }: Excerpt): string[] =>
    code.slice(lines.from - 1, lines.to).map((tokens) => tokens.map(({ text }) => text).join(''));
  const map = lineMap(lineHunks(rows(fromCode, from), rows(toCode, to)));
  return (line) => {
    const at = map.get(line - from.lines.from);
    return at === undefined ? undefined : at + to.lines.from;
  };
}
