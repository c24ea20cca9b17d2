import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { lineHunks, type Hunk, type Stretch } from '../drift/line-hunks.ts';
import { wordMarks, type Mark } from '../drift/word-marks.ts';
import type { HighlightedLines } from '../highlight/token.ts';
import type { LineRange } from '../release/permalink.ts';
import { codeLine, type Columns } from './code-line.ts';

/** Lines of a highlighted file, and what stands beside some of them. */
export interface CodeSide {
  readonly code: HighlightedLines;
  readonly lines: LineRange;
  /** For readers who hear the page: `v1.20`. */
  readonly label: string;
  /** The notes that begin at a line of the file. */
  readonly marksAt?: (line: number) => Element[];
}

/** So many lines that are the same stand around a change; the others are folded. */
const context = 3;

/**
 * Code of two releases, side by side or one below the other as the stylesheet decides: blocks of
 * lines that are the same, each side with its own numbers, and of lines that changed, with the
 * words that differ marked.
 *
 * @param folds Whether long stretches that are the same can be opened, or are left out.
 */
export function compareHtml(before: CodeSide, after: CodeSide, folds = true): string {
  const rows = [textsOf(before), textsOf(after)] as const;
  const hunks = lineHunks(...rows);
  return toHtml(
    hunks.flatMap((hunk, at): Element[] => {
      if (!hunk.isSame) return [changed(hunk, before, after, rows)];
      const [head, middle, tail] = foldable(hunk, at === 0, at === hunks.length - 1);
      const count = middle.before.to - middle.before.from;
      return [
        ...equal(head, before, after),
        ...(count > 0
          ? folds
            ? [
                h('details', { class: 'fold' }, [
                  h('summary', `${count} lines that are the same`),
                  ...equal(middle, before, after),
                ]),
              ]
            : [h('p', { class: 'skipped' }, `${count} lines that are the same`)]
          : []),
        ...equal(tail, before, after),
      ];
    }),
  );
}

const textsOf = ({ code, lines }: CodeSide): string[] =>
  code.slice(lines.from - 1, lines.to).map((tokens) => tokens.map(({ text }) => text).join(''));

/** A stretch of equal lines as those after the last change, those to fold, those before the next. */
function foldable(hunk: Hunk, isFirst: boolean, isLast: boolean): [Hunk, Hunk, Hunk] {
  const length = hunk.before.to - hunk.before.from;
  const head = isFirst ? 0 : context;
  const tail = isLast ? 0 : context;
  // A fold that hides two lines is no gain.
  const cut = length - head - tail < context ? [length, length] : [head, length - tail];
  const part = (from: number, to: number): Hunk => ({
    isSame: true,
    before: { from: hunk.before.from + from, to: hunk.before.from + to },
    after: { from: hunk.after.from + from, to: hunk.after.from + to },
  });
  const [start = 0, end = length] = cut;
  return [part(0, start), part(start, end), part(end, length)];
}

function equal({ before: old, after: now }: Hunk, before: CodeSide, after: CodeSide): Element[] {
  if (old.from === old.to) return [];
  return [
    h('div', { class: 'hunk same' }, [
      block('old', old, before, []),
      block('new', now, after, [], before.lines.from + old.from),
    ]),
  ];
}

function changed(
  { before: old, after: now }: Hunk,
  before: CodeSide,
  after: CodeSide,
  [oldRows, nowRows]: readonly [string[], string[]],
): Element {
  const join = (rows: readonly string[], { from, to }: Stretch): string =>
    rows.slice(from, to).join('\n');
  const marks = wordMarks(join(oldRows, old), join(nowRows, now));
  return h('div', { class: 'hunk' }, [
    block('old', old, before, marks.before),
    block('new', now, after, marks.after),
  ]);
}

/** @param other The number of the first line in the other release, for lines that are the same. */
function block(
  side: 'old' | 'new',
  { from, to }: Stretch,
  { code, lines, label, marksAt }: CodeSide,
  marks: readonly Mark[],
  other?: number,
): Element {
  const shown: Element[] = [];
  let offset = 0;
  for (let at = from; at < to; at++) {
    const number = lines.from + at;
    const tokens = code[number - 1] ?? [];
    const length = tokens.reduce((sum, { text }) => sum + text.length, 0);
    const line = codeLine({
      number,
      tokens,
      words: columnsIn(marks, offset, length),
      ...(marksAt ? { marks: marksAt(number) } : {}),
    });
    if (other !== undefined) line.properties.dataO = String(other + at - from);
    shown.push(line);
    offset += length + 1;
  }
  const name = from === to ? `nothing in ${label}` : `lines in ${label}`;
  return h('pre', { class: side, role: 'group', ariaLabel: name }, [h('code', shown)]);
}

/** The parts of marks that lie on a line, as its columns. */
const columnsIn = (marks: readonly Mark[], offset: number, length: number): Columns[] =>
  marks
    .filter(({ start, end }) => start < offset + length && end > offset)
    .map(({ start, end }) => ({
      from: Math.max(0, start - offset),
      to: Math.min(length, end - offset),
    }));
