import type { LineRange } from '../release/permalink.ts';
import type { Span } from './go-file.ts';

/** Turns offsets of one text into lines and back. Lines count from 1. */
export interface Lines {
  readonly count: number;
  /** The line that an offset lies on. */
  at(offset: number): number;
  /** The lines that a span touches; a span that ends in a newline does not touch the next line. */
  of(span: Span): LineRange;
  /** The text of a line, without its newline. */
  text(line: number): string;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop();
  const at = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  return {
    count: starts.length,
    at,
    of: ({ start, end }) => ({ from: at(start), to: at(Math.max(start, end - 1)) }),
    text: (line) =>
      text.slice(starts[line - 1], starts[line] ?? text.length + 1).replace(/\r?\n$/, ''),
  };
}
