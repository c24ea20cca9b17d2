import type { Span } from '../../go/go-file.ts';

/** A stretch of a new file: what it says, and where in the old file that came from. */
export interface Strand {
  readonly text: string;
  /** Offsets in the old file; undefined for text that is new. */
  readonly origin?: Span | undefined;
}

/** Replaces a stretch of the old file; of equal ones the first comes first. */
export interface Edit extends Span {
  readonly by: readonly Strand[];
}

export const fresh = (text: string): Strand => ({ text });

/** Text in the place of other text, which it still stands for: a renamed name, a new literal. */
export const instead = ({ start, end }: Span, text: string): Edit => ({
  start,
  end,
  by: [{ text, origin: { start, end } }],
});

export const insert = (at: number, text: string): Edit => ({
  start: at,
  end: at,
  by: [fresh(text)],
});

export const cut = ({ start, end }: Span): Edit => ({ start, end, by: [] });

/** A stretch of the old file with edits; edits that overlap an earlier one are dropped. */
export function strands(text: string, span: Span, edits: readonly Edit[] = []): Strand[] {
  const found: Strand[] = [];
  let at = span.start;
  const keep = (end: number): void => {
    if (end > at) found.push({ text: text.slice(at, end), origin: { start: at, end } });
  };
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at || edit.end > span.end) continue;
    keep(edit.start);
    found.push(...edit.by);
    at = edit.end;
  }
  keep(span.end);
  return found;
}

export const textOf = (rope: readonly Strand[]): string => rope.map(({ text }) => text).join('');

/** Where the text of an old stretch is in a new file, and how much of it: white space left out. */
export function trace(
  rope: readonly Strand[],
  { start, end }: Span,
): { span: Span; size: number } | undefined {
  let offset = 0;
  let from = Infinity;
  let to = -1;
  let size = 0;
  for (const { text, origin } of rope) {
    if (origin && origin.start < end && origin.end > start) {
      const isSlice = origin.end - origin.start === text.length;
      const first = isSlice ? Math.max(0, start - origin.start) : 0;
      const last = isSlice ? Math.min(text.length, end - origin.start) : text.length;
      const part = text.slice(first, last);
      const lead = part.length - part.trimStart().length;
      if (part.trim() !== '') {
        from = Math.min(from, offset + first + lead);
        to = Math.max(to, offset + first + part.trimEnd().length);
        size += part.replace(/\s+/g, '').length;
      }
    }
    offset += text.length;
  }
  return to === -1 ? undefined : { span: { start: from, end: to }, size };
}
