import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { HighlightedLines } from '../highlight/token.ts';
import type { LineRange } from '../release/permalink.ts';
import type { Excerpt, Note } from '../tour/tour.ts';
import { codeLine } from './code-line.ts';
import type { ProseRenderer } from './prose-html.ts';

export interface ExcerptContext {
  readonly prose: ProseRenderer;
  readonly stopHref: (slug: string) => string;
  /** Titles of the stops that calls lead to. */
  readonly titleOf: (slug: string) => string;
  /** Set before line ids when a page shows several excerpts: `L12`, then `b-L12`. */
  readonly idPrefix: string;
}

/** A note of a range up to so many lines stands below the range; below the first line otherwise. */
const shortRange = 8;

/**
 * The code of an excerpt with its notes between the lines: valid and readable as it stands. The
 * stylesheet and `<annotated-code>` move the notes into the margin where there is room.
 */
export function excerptHtml(
  excerpt: Excerpt,
  code: HighlightedLines,
  context: ExcerptContext,
): string {
  const blocks: Element[] = [];
  let run: Element[] = [];
  const endRun = (): void => {
    if (run.length > 0) blocks.push(pre(run));
    run = [];
  };
  let line = excerpt.lines.from;
  while (line <= excerpt.lines.to) {
    const fold = excerpt.folds.find(({ from }) => from === line);
    if (fold) {
      endRun();
      blocks.push(foldElement(fold, linesOf(excerpt, code, fold, context)));
      line = fold.to + 1;
      continue;
    }
    run.push(...linesOf(excerpt, code, { from: line, to: line }, context));
    const notes = excerpt.notes.filter((note) => noteLine(note) === line);
    if (notes.length > 0) {
      endRun();
      blocks.push(...notes.map((note) => noteElement(note, context)));
    }
    line++;
  }
  endRun();
  return toHtml(blocks);
}

const noteLine = ({ lines }: Note): number =>
  lines.to - lines.from < shortRange ? lines.to : lines.from;

const pre = (lines: readonly Element[]): Element => h('pre', [h('code', [...lines])]);

function foldElement({ from, to }: LineRange, lines: readonly Element[]): Element {
  const count = to - from + 1;
  return h('details', { class: 'fold' }, [
    h('summary', `${count} lines, ${from} to ${to}`),
    pre(lines),
  ]);
}

function linesOf(
  { notes, calls }: Excerpt,
  code: HighlightedLines,
  { from, to }: LineRange,
  { stopHref, titleOf, idPrefix }: ExcerptContext,
): Element[] {
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const number = from + at;
    const around = notes.filter(({ lines }) => number >= lines.from && number <= lines.to);
    const beginning = around.filter(({ lines }) => lines.from === number);
    return codeLine({
      number,
      tokens: code[number - 1] ?? [],
      id: `${idPrefix}L${number}`,
      classNames: around.length > 0 ? ['a'] : [],
      marks: beginning.map(noteMark),
      links: calls
        .filter((call) => call.line === number)
        .map((call) => ({
          ...call,
          href: stopHref(call.stop),
          title: titleOf(call.stop),
        })),
    });
  });
}

const noteMark = ({ number }: Note): ElementContent =>
  h('a', { class: 'm', href: `#note-${number}`, ariaLabel: `Note ${number}` }, String(number));

/** What a reader is told of prose that nobody has read again since its code was edited. */
export const unreadText =
  'Its code was edited since these words were written, and nobody has read them again yet.';

function noteElement(note: Note, { prose: renderer, idPrefix }: ExcerptContext): Element {
  const { number, label, prose, lines, unread } = note;
  return h(
    'details',
    {
      class: 'note',
      id: `note-${number}`,
      open: true,
      dataFrom: `${idPrefix}L${lines.from}`,
      dataTo: `${idPrefix}L${lines.to}`,
    },
    [
      h('summary', [h('b', String(number)), ' ', ...renderer.label(label)]),
      h('div', [
        ...renderer.nodes(prose),
        ...(unread ? [h('p', { class: 'unread' }, unreadText)] : []),
      ]),
    ],
  );
}
