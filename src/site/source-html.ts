import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { HighlightedLines } from '../highlight/token.ts';
import type { LineRange } from '../release/permalink.ts';
import { proseText } from './prose-html.ts';
import { stopsInOrder } from './site.ts';
import type { Lane } from '../tour/lane.ts';
import type { Tour } from '../tour/tour.ts';
import { codeLine } from './code-line.ts';
import type { Urls } from './urls.ts';

/** A place of a file that a stop shows or speaks of. */
export interface Citation {
  readonly stop: string;
  readonly title: string;
  readonly lane: Lane;
  readonly symbol: string;
  readonly lines: LineRange;
  readonly notes: readonly {
    readonly number: number;
    readonly label: string;
    readonly lines: LineRange;
  }[];
}

export interface SourceListing {
  readonly html: string;
  readonly lineCount: number;
  /** The stops that cite the file, in the order of its lines. */
  readonly citations: readonly (Pick<Citation, 'title' | 'lane' | 'symbol' | 'lines'> & {
    readonly href: string;
  })[];
}

/** Which stops cite which file. */
export function citationsOf(tour: Tour): Map<string, Citation[]> {
  const citations = new Map<string, Citation[]>();
  for (const { stop } of stopsInOrder(tour)) {
    for (const block of stop.blocks) {
      if (block.kind !== 'excerpt') continue;
      const { path, symbol, lines, notes } = block.excerpt;
      const list = citations.get(path) ?? [];
      citations.set(path, list);
      list.push({
        stop: stop.slug,
        title: stop.title,
        lane: stop.lane,
        symbol,
        lines,
        notes: notes.map((note) => ({
          number: note.number,
          label: proseText(note.label),
          lines: note.lines,
        })),
      });
    }
  }
  return citations;
}

/** So many lines make a block that the browser may skip while it is out of sight. */
const chunk = 100;

/** A whole file, its annotated lines marked and linked to the notes that speak of them. */
export function sourceHtml(
  code: HighlightedLines,
  citations: readonly Citation[],
  release: string,
  urls: Urls,
): SourceListing {
  const lines = code.map((tokens, at): Element => {
    const number = at + 1;
    const shown = citations.filter(({ lines: { from, to } }) => number >= from && number <= to);
    const isNoted = shown.some(({ notes }) =>
      notes.some(({ lines: { from, to } }) => number >= from && number <= to),
    );
    return codeLine({
      number,
      tokens,
      id: `L${number}`,
      classNames: [...(shown.length > 0 ? ['x'] : []), ...(isNoted ? ['a'] : [])],
      marks: shown.flatMap((citation) => marksAt(citation, number, release, urls)),
    });
  });
  const chunks: Element[] = [];
  for (let from = 0; from < lines.length; from += chunk) {
    chunks.push(h('pre', [h('code', lines.slice(from, from + chunk))]));
  }
  return {
    html: toHtml(chunks),
    lineCount: code.length,
    citations: [...citations]
      .sort((a, b) => a.lines.from - b.lines.from)
      .map(({ stop, title, lane, symbol, lines: range }) => ({
        title,
        lane,
        symbol,
        lines: range,
        href: urls.stop(release, stop),
      })),
  };
}

function marksAt(
  { stop, title, notes }: Citation,
  line: number,
  release: string,
  urls: Urls,
): Element[] {
  return notes
    .filter(({ lines }) => lines.from === line)
    .map(({ number, label }) =>
      h(
        'a',
        {
          class: 'm',
          href: `${urls.stop(release, stop)}#note-${number}`,
          title: `${title}: ${label}`,
          ariaLabel: `Note ${number} of ${title}: ${label}`,
        },
        String(number),
      ),
    );
}
