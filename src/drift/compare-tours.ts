import type { Excerpt, Note, Stop, Tour } from '../tour/tour.ts';
import { lineHunks } from './line-hunks.ts';
import { linesOfText } from './seen-of.ts';
import { tokensOf } from './tokens.ts';

/**
 * What is different about code that two releases show, the gravest last. moved: the same text on
 * other lines. relocated: in another file or under another name. absent: one release's source does
 * not have it at all.
 */
export const changes = ['same', 'moved', 'comments', 'edited', 'relocated', 'gone', 'new'] as const;
export type Change = (typeof changes)[number] | 'absent';

/** The code of a note in the earlier and the later release. */
export interface ComparedNote {
  readonly before: Note | undefined;
  readonly after: Note | undefined;
  readonly change: Change;
}

/** An excerpt in the earlier and the later release; one is missing when the other's is gone or new. */
export interface ComparedExcerpt {
  readonly before: Excerpt | undefined;
  readonly after: Excerpt | undefined;
  readonly change: Change;
  /** Whether the code says something else, wherever it is: not its comments, not its spacing. */
  readonly isEdited: boolean;
  /** Lines that only one of them has. */
  readonly removed: number;
  readonly added: number;
  readonly notes: readonly ComparedNote[];
}

/** A stop in two releases. */
export interface ComparedStop {
  readonly slug: string;
  /** The gravest of its excerpts; gone or new when one release has no such stop. */
  readonly change: Change;
  readonly excerpts: readonly ComparedExcerpt[];
}

/** A release's tour and the text of its files. */
export interface ComparedTour {
  readonly tour: Tour;
  readonly reader: { readonly read: (path: string) => { readonly text: string } };
}

/** Whether the code itself says something else, or is elsewhere; comments alone do not count. */
export const isChanged = (change: Change): boolean =>
  change === 'edited' || change === 'relocated' || change === 'gone' || change === 'new';

/** Compares every stop that either release has, in the later one's order, then what is gone. */
export function compareTours(before: ComparedTour, after: ComparedTour): Map<string, ComparedStop> {
  const olds = stopsOf(before.tour);
  const news = stopsOf(after.tour);
  const slugs = new Set([...news.keys(), ...olds.keys()]);
  return new Map(
    [...slugs].map((slug) => {
      const [old, now] = [olds.get(slug), news.get(slug)];
      return [slug, { slug, ...compareStops(old, now, before, after) }];
    }),
  );
}

const stopsOf = ({ chapters }: Tour): Map<string, Stop> =>
  new Map(chapters.flatMap(({ stops }) => stops.map((stop) => [stop.slug, stop] as const)));

function compareStops(
  old: Stop | undefined,
  now: Stop | undefined,
  before: ComparedTour,
  after: ComparedTour,
): Omit<ComparedStop, 'slug'> {
  if (!old || !now) return { change: old ? 'gone' : 'new', excerpts: [] };
  if (old.status === 'absent' || now.status === 'absent') return { change: 'absent', excerpts: [] };
  const excerpts = pairs(excerptsOf(old), excerptsOf(now)).map(([one, other]) =>
    compareExcerpts(one, other, before, after, { old, now }),
  );
  return { change: gravest(excerpts.map(({ change }) => change)), excerpts };
}

const excerptsOf = ({ blocks }: Stop): Excerpt[] =>
  blocks.flatMap((block) => (block.kind === 'excerpt' ? [block.excerpt] : []));

const gravest = (all: readonly Change[]): Change =>
  all.reduce<Change>((a, b) => (rank(b) > rank(a) ? b : a), 'same');

const rank = (change: Change): number => (change === 'absent' ? -1 : changes.indexOf(change));

/**
 * Pairs what content writes alike; then, in their order, what it writes for one release only: an
 * excerpt for earlier releases stands for the one that took its place.
 */
function pairs<Item extends { readonly written: string }>(
  before: readonly Item[],
  after: readonly Item[],
): [Item | undefined, Item | undefined][] {
  const rest = [...before];
  const own = new Map<Item, Item>();
  for (const item of after) {
    const at = rest.findIndex(({ written }) => written === item.written);
    if (at >= 0) own.set(item, ...(rest.splice(at, 1) as [Item]));
  }
  const paired = after.map((item): [Item | undefined, Item | undefined] => [
    own.get(item) ?? rest.shift(),
    item,
  ]);
  return [...paired, ...rest.map((item): [Item, undefined] => [item, undefined])];
}

function compareExcerpts(
  old: Excerpt | undefined,
  now: Excerpt | undefined,
  before: ComparedTour,
  after: ComparedTour,
  stops: { readonly old: Stop; readonly now: Stop },
): ComparedExcerpt {
  const [oldText, nowText] = [textOf(old, old, before), textOf(now, now, after)];
  const notes = pairs(old?.notes ?? [], now?.notes ?? []).map(([one, other]): ComparedNote => ({
    before: one,
    after: other,
    change: changeOf(
      one && { ...one, text: textOf(old, one, before) },
      other && { ...other, text: textOf(now, other, after) },
    ),
  }));
  const only = old ?? now;
  const isAbsent =
    (!old || !now) &&
    only !== undefined &&
    [...(stops.old.gone ?? []), ...(stops.now.gone ?? [])].some(
      ({ key, why }) => key === only.key && why === 'absent',
    );
  const hunks = lineHunks(rows(oldText), rows(nowText)).filter(({ isSame }) => !isSame);
  return {
    before: old,
    after: now,
    change: isAbsent
      ? 'absent'
      : changeOf(old && { ...old, text: oldText }, now && { ...now, text: nowText }),
    isEdited: codeOf(oldText) !== codeOf(nowText),
    removed: hunks.reduce((sum, hunk) => sum + hunk.before.to - hunk.before.from, 0),
    added: hunks.reduce((sum, hunk) => sum + hunk.after.to - hunk.after.from, 0),
    notes,
  };
}

type Shown = Pick<Note, 'lines'> & Partial<Pick<Excerpt, 'path' | 'symbol'>> & { text: string };

function changeOf(old: Shown | undefined, now: Shown | undefined): Change {
  if (!old || !now) return old ? 'gone' : 'new';
  if (old.path !== now.path || old.symbol !== now.symbol) return 'relocated';
  if (old.text === now.text) return old.lines.from === now.lines.from ? 'same' : 'moved';
  return codeOf(old.text) === codeOf(now.text) ? 'comments' : 'edited';
}

/** A text without its comments and white space: what the compiler reads. */
const codeOf = (text: string): string =>
  tokensOf(text)
    .filter(({ kind }) => kind !== 'comment')
    .map((token) => token.text)
    .join(' ');

function textOf(
  excerpt: Excerpt | undefined,
  shown: Pick<Note, 'lines'> | undefined,
  { reader }: ComparedTour,
): string {
  if (!excerpt || !shown) return '';
  return linesOfText(reader.read(excerpt.path).text, shown.lines.from, shown.lines.to);
}

const rows = (text: string): string[] => text.split('\n').slice(0, -1);
