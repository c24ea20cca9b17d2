import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Token } from '../highlight/token.ts';

/** A link over some columns of a line. */
export interface LineLink {
  readonly from: number;
  readonly to: number;
  readonly href: string;
  readonly title: string;
}

export interface CodeLine {
  readonly number: number;
  readonly tokens: readonly Token[];
  readonly links?: readonly LineLink[];
  readonly id: string;
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
  id,
  classNames = [],
  marks = [],
}: CodeLine): Element {
  const first = tokens[0]?.text ?? '';
  const depth = Math.min(deepest, /^\t*/.exec(first)?.[0].length ?? 0);
  return h('span', { id, class: ['l', `i${depth}`, ...classNames], dataN: String(number) }, [
    ...marks,
    ...tokens.flatMap(cutAtLinks(links)),
    { type: 'text', value: '\n' },
  ]);
}

/** Turns tokens into elements one after another, keeping count of the column. */
function cutAtLinks(links: readonly LineLink[]): (token: Token) => ElementContent[] {
  let column = 0;
  return ({ kind, text }) => {
    const start = column;
    column += text.length;
    const inside = links.filter(({ from, to }) => from >= start && to <= column);
    const parts: ElementContent[] = [];
    let done = start;
    for (const { from, to, href, title } of inside) {
      if (from > done) parts.push({ type: 'text', value: text.slice(done - start, from - start) });
      parts.push(h('a', { href, title }, text.slice(from - start, to - start)));
      done = to;
    }
    if (done < column) parts.push({ type: 'text', value: text.slice(done - start) });
    return kind === '' ? parts : [h('span', { class: kind }, parts)];
  };
}
