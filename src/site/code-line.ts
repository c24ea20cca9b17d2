import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { Token } from '../highlight/token.ts';

/** Columns of a line, counted from 0, the end not included. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

/** A link over some columns of a line, inside one token. */
export interface LineLink extends Columns {
  readonly href: string;
  readonly title: string;
}

export interface CodeLine {
  readonly number: number;
  readonly tokens: readonly Token[];
  readonly links?: readonly LineLink[];
  /** Columns of words to mark, over any number of tokens. */
  readonly words?: readonly Columns[];
  readonly id?: string;
  readonly classNames?: readonly string[];
  /** Elements that stand before the code, such as the number of a note. */
  readonly marks?: readonly ElementContent[];
}

/** Deepest indentation that has a class of its own; deeper lines hang from there. */
const deepest = 8;

/**
 * A line of code: `<span class="l i2" id="L7" data-n="7">...`. The class `i<depth>` lets a line
 * that is too long for its column continue below its own beginning. The newline is inside, so that
 * copied code keeps its lines.
 */
export function codeLine({
  number,
  tokens,
  links = [],
  words = [],
  id,
  classNames = [],
  marks = [],
}: CodeLine): Element {
  const first = tokens[0]?.text ?? '';
  const depth = Math.min(deepest, /^\t*/.exec(first)?.[0].length ?? 0);
  return h('span', { id, class: ['l', `i${depth}`, ...classNames], dataN: String(number) }, [
    ...marks,
    ...tokens.flatMap(
      cutTokens((from, to) => [
        ...links
          .filter((link) => link.from >= from && link.to <= to)
          .map((link) => ({
            ...link,
            tag: 'a',
            properties: { href: link.href, title: link.title },
          })),
        ...words
          .filter((word) => word.from < to && word.to > from)
          .map((word) => ({
            from: Math.max(from, word.from),
            to: Math.min(to, word.to),
            tag: 'mark',
            properties: {},
          })),
      ]),
    ),
    { type: 'text', value: '\n' },
  ]);
}

/** An element around some columns of a token. */
interface Around extends Columns {
  readonly tag: string;
  readonly properties: Properties;
}

/** Turns tokens into elements one after another, keeping count of the column. */
function cutTokens(
  around: (from: number, to: number) => readonly Around[],
): (token: Token) => ElementContent[] {
  let column = 0;
  return ({ kind, text }) => {
    const start = column;
    column += text.length;
    const parts: ElementContent[] = [];
    let done = start;
    for (const { from, to, tag, properties } of around(start, column)) {
      if (from > done) parts.push({ type: 'text', value: text.slice(done - start, from - start) });
      parts.push(h(tag, properties, text.slice(from - start, to - start)));
      done = to;
    }
    if (done < column) parts.push({ type: 'text', value: text.slice(done - start) });
    return kind === '' ? parts : [h('span', { class: kind }, parts)];
  };
}
