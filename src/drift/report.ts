import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit, SKIP } from 'unist-util-visit';
import { formatProblem, type Problem } from '../problem.ts';
import {
  leftOf,
  statuses,
  type Left,
  type Review,
  type ReviewRow,
  type Seen,
  type Status,
} from '../release/review.ts';
import { keyedAnchors, type KeyedAnchor } from '../tour/anchor-keys.ts';
import type { TourDraft } from '../tour/parse-tour.ts';
import { linesOfText } from './seen-of.ts';

/** What a new release did to the tour. Plain JSON. */
export interface Report {
  readonly release: string;
  readonly from: string;
  readonly via: readonly string[];
  readonly summary: Readonly<Record<Status, number>>;
  /** How many anchors a person must still read, and how many orphans still stop the build. */
  readonly left: { readonly read: number; readonly decide: number };
  /** Most urgent first. Those that are the same, or elsewhere with the same text, are only counted. */
  readonly items: readonly ReportItem[];
  readonly absent: readonly string[];
  readonly ports: readonly PortItem[];
  /**
   * Notes whose own lines are as they were, in an excerpt that was edited and waits to be read: what
   * they say may hold no more. Nothing is left to decide of them.
   */
  readonly unchanged: readonly string[];
  /** What `npm run check` says of the release. */
  readonly problems: readonly string[];
}

/** Why a person should look, the most urgent first. */
export const urgencies = [
  'orphan',
  'uncertain',
  'says-what-is-gone',
  'relocated',
  'edited',
  'done',
] as const;
export type Urgency = (typeof urgencies)[number];

export interface ReportItem {
  readonly key: string;
  readonly stop: string;
  readonly title: string;
  /** The label of a note. */
  readonly label: string | undefined;
  readonly file: string;
  readonly urgency: Urgency;
  readonly left: Left;
  readonly status: Status;
  readonly confidence: number;
  readonly reasons: readonly string[];
  readonly was: Seen | undefined;
  /** The release that `was` is of: an earlier one than `from` for what was not read since. */
  readonly wasIn: string;
  readonly is: Seen | undefined;
  readonly anchor: string | undefined;
  /** Unified; empty when only the place changed. */
  readonly diff: string;
  /** Sentences that name or quote what the code no longer says, and those words. */
  readonly sentences: readonly { readonly text: string; readonly words: readonly string[] }[];
  /** Go symbols whose ports the change may invalidate. */
  readonly ports: readonly string[];
  readonly decision: ReviewRow['decision'];
}

/** A port whose Go is no more what it was written from. */
export interface PortItem {
  readonly symbol: string;
  readonly ports: readonly string[];
  readonly status: Status;
  /** What its badge says. */
  readonly badge: string;
  readonly was: Seen | undefined;
  /** The release that `was` is of: the ports' own. */
  readonly wasIn: string;
  readonly is: Seen | undefined;
  readonly diff: string;
}

/** Below this a placement is read before all others that were found. */
const uncertain = 0.8;

export interface ReportRequest {
  readonly review: Review;
  readonly draft: TourDraft;
  /** The text of a blob; undefined when the store has it no more. */
  readonly textOf: (blob: string) => string | undefined;
  readonly problems: readonly Problem[];
}

export function makeReport({ review, draft, textOf, problems }: ReportRequest): Report {
  const summary = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<
    Status,
    number
  >;
  for (const { status } of Object.values(review.anchors)) summary[status]++;
  const keyed = draft.chapters.flatMap(({ stops }) => stops.flatMap(keyedAnchors));
  const behind = portsBehind(review, textOf);
  const items = keyed.flatMap((row): ReportItem[] => {
    const outcome = review.anchors[row.key];
    if (!outcome || isUnchanged(outcome) || outcome.status === 'absent') return [];
    return [itemOf(row, outcome, review.from, behind, textOf)];
  });
  const rank = ({ urgency }: ReportItem): number => urgencies.indexOf(urgency);
  const open = Object.values(review.anchors).map(leftOf);
  return {
    release: review.release,
    from: review.from,
    via: review.via,
    summary,
    left: {
      read: open.filter((left) => left === 'read').length,
      decide: open.filter((left) => left === 'decide').length,
    },
    items: items.toSorted(
      (a, b) => rank(a) - rank(b) || (a.urgency === 'uncertain' ? a.confidence - b.confidence : 0),
    ),
    absent: keyed.flatMap(({ key, note }) =>
      !note && review.anchors[key]?.status === 'absent' ? [key] : [],
    ),
    ports: behind,
    unchanged: unchangedNotes(keyed, review),
    problems: problems.map(formatProblem),
  };
}

const isUnchanged = ({ status }: Pick<ReviewRow, 'status'>): boolean =>
  status === 'same' || status === 'moved';

function portsBehind(review: Review, textOf: ReportRequest['textOf']): PortItem[] {
  return Object.entries(review.ports).flatMap(([symbol, row]): PortItem[] => {
    const { status, ports, was, wasIn = review.from, is } = row;
    if (isUnchanged(row) || status === 'absent') return [];
    const diff = diffOf(was, is, textOf);
    if (status !== 'orphan' && diff === '') return [];
    return [{ symbol, ports, status, badge: `behind ${review.release}`, was, wasIn, is, diff }];
  });
}

function unchangedNotes(keyed: readonly KeyedAnchor[], { anchors }: Review): string[] {
  const edited = new Set<KeyedAnchor['excerpt']>();
  for (const { key, excerpt, note } of keyed) {
    const row = anchors[key];
    const isEdited = row?.was !== undefined && row.was.text !== row.is?.text;
    if (!note && row && isEdited && leftOf(row) === 'read') edited.add(excerpt);
  }
  return keyed.flatMap(({ key, excerpt, note }) => {
    const row = anchors[key];
    return note && row && isUnchanged(row) && edited.has(excerpt) ? [key] : [];
  });
}

function itemOf(
  { key, stop, excerpt, note }: KeyedAnchor,
  row: ReviewRow,
  from: string,
  behind: readonly PortItem[],
  textOf: ReportRequest['textOf'],
): ReportItem {
  const gone = wordsGone(pieceOf(row.was, textOf), pieceOf(row.is, textOf));
  const prose = note
    ? [...note.label, ...note.nodes]
    : stop.blocks.flatMap((block) =>
        block.kind === 'prose' || block.kind === 'trace' ? block.nodes : [],
      );
  // Of an orphan every word is gone; which sentences are wrong, nobody can say yet.
  const said = row.status === 'orphan' ? [] : sentencesOf(prose);
  const sentences = said.flatMap((text) => {
    const words = wordsSaid(text).filter((word) => gone.has(word));
    return words.length > 0 ? [{ text, words }] : [];
  });
  const left = leftOf(row);
  const symbols = new Set(excerpt.anchors.map(({ path, symbol }) => `${path}#${symbol}`));
  return {
    key,
    stop: stop.slug,
    title: stop.title,
    label: note && toString({ type: 'root', children: [...note.label] }),
    file: stop.markdown.file,
    urgency: urgencyOf(row, left, sentences.length > 0),
    left,
    status: row.status,
    confidence: row.confidence,
    reasons: row.reasons.map(asSentence),
    was: row.was,
    wasIn: row.wasIn ?? from,
    is: row.is,
    anchor: row.anchor,
    diff: diffOf(row.was, row.is, textOf),
    sentences,
    ports: behind.filter(({ symbol }) => symbols.has(symbol)).map(({ symbol }) => symbol),
    decision: row.decision,
  };
}

/** What a layer of carrying over says is a part of a sentence at times. */
const asSentence = (reason: string): string =>
  `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`;

function urgencyOf(row: ReviewRow, left: Left, saysGone: boolean): Urgency {
  if (left === 'nothing') return 'done';
  if (row.status === 'orphan') return 'orphan';
  if (row.confidence < uncertain) return 'uncertain';
  if (saysGone) return 'says-what-is-gone';
  return row.status === 'relocated' ? 'relocated' : 'edited';
}

function pieceOf(seen: Seen | undefined, textOf: ReportRequest['textOf']): string {
  const text = seen && textOf(seen.blob);
  return text === undefined ? '' : linesOfText(text, seen?.from ?? 1, seen?.to ?? 1);
}

function diffOf(
  was: Seen | undefined,
  is: Seen | undefined,
  textOf: ReportRequest['textOf'],
): string {
  const [before, after] = [pieceOf(was, textOf), pieceOf(is, textOf)];
  if (!was || before === after) return '';
  const name = (seen: Seen | undefined): string =>
    seen ? `${seen.path}:${seen.from}-${seen.to}` : '/dev/null';
  return createTwoFilesPatch(name(was), name(is), before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

const wordsIn = (text: string): string[] => text.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?/g) ?? [];

/** Names and numbers that the code said and says no more. */
function wordsGone(before: string, after: string): Set<string> {
  const still = new Set(wordsIn(after));
  return new Set(wordsIn(before).filter((word) => !still.has(word)));
}

/** Names between backticks and numbers anywhere: what a sentence says of code. */
function wordsSaid(sentence: string): string[] {
  const code = [...sentence.matchAll(/`([^`]+)`/g)].flatMap(([, text = '']) => wordsIn(text));
  const numbers = sentence.replace(/`[^`]*`/g, ' ').match(/\b\d+(?:\.\d+)?\b/g) ?? [];
  return [...new Set([...code, ...numbers])];
}

/** The sentences of some Markdown, with inline code between backticks. */
function sentencesOf(nodes: readonly RootContent[]): string[] {
  const paragraphs: string[] = [];
  let loose = '';
  const root = { type: 'root' as const, children: structuredClone(nodes) as RootContent[] };
  visit(root, 'inlineCode', (node, index, parent) => {
    parent?.children.splice(index ?? 0, 1, { type: 'text', value: `\`${node.value}\`` });
    return SKIP;
  });
  for (const child of root.children) {
    if (child.type === 'text' || child.type === 'emphasis' || child.type === 'strong') {
      loose += toString(child);
    } else {
      visit(child, ['paragraph', 'tableCell', 'heading'], (node) => {
        paragraphs.push(toString(node));
        return SKIP;
      });
    }
  }
  return [...(loose ? [loose] : []), ...paragraphs].flatMap((text) =>
    text
      .replace(/\s+/g, ' ')
      .split(/(?<=[.!?])\s+(?=["“(`A-Z])/)
      .filter(Boolean),
  );
}
