import { parts, type Anchor, type Within } from '../anchor/anchor.ts';
import { findDeclaration, resolveAnchor } from '../anchor/resolve-anchor.ts';
import { isResolved } from '../anchor/resolved.ts';
import type { Span } from '../go/go-file.ts';
import type { GoRelease } from '../go/go-release.ts';

/** Longer quotes are shortened, as far as they stay unique. */
const comfortable = 60;

/**
 * Writes the anchor that resolves to exactly this stretch of a symbol.
 *
 * @param wish How it was written before; kept where it still means the same.
 * @returns Nothing where no quote names the place once.
 */
export function writeAnchor(
  go: GoRelease,
  path: string,
  symbol: string,
  span: Span,
  wish: Within | undefined,
): Anchor | undefined {
  const found = findDeclaration(go, { path, symbol });
  if (!('declaration' in found)) return undefined;
  const { file } = found;
  const spanFor = (within: Within | undefined): Span | undefined => {
    const resolved = resolveAnchor(go, { path, symbol, within });
    return isResolved(resolved) ? resolved.span : undefined;
  };
  const fits = (within: Within | undefined): boolean => {
    const at = spanFor(within);
    return at?.start === span.start && at.end === span.end;
  };
  if (fits(wish)) return { path, symbol, within: wish };
  if (fits(undefined)) return { path, symbol };
  for (const part of parts) {
    if (fits({ kind: 'part', part })) return { path, symbol, within: { kind: 'part', part } };
  }
  const quotesAt = (start: number, end: number): string[] => {
    const line = file.text.slice(start, end).split('\n', 1)[0]?.trimEnd() ?? '';
    const words = [...line.matchAll(/\S+/g)].map((word) =>
      line.slice(0, word.index + word[0].length),
    );
    // The longest comfortable one first, then longer ones, then shorter ones.
    const short = words.filter(({ length }) => length <= comfortable).reverse();
    const long = words.filter(({ length }) => length > comfortable);
    return [...short.slice(0, 1), ...long, ...short.slice(1)];
  };
  for (const quote of quotesAt(span.start, span.end)) {
    if (fits({ kind: 'quote', quote })) return { path, symbol, within: { kind: 'quote', quote } };
  }
  // From the beginning to a piece that ends with it.
  const { pieces } = go.inside(file, found.declaration);
  const froms = quotesAt(span.start, span.end).filter((quote) => {
    const at = spanFor({ kind: 'quote', quote });
    return at?.start === span.start && at.end <= span.end;
  });
  const ends = pieces
    .filter(({ start, end }) => start >= span.start && end === span.end)
    .flatMap(({ start, end }) => quotesAt(start, end));
  const inner = insideQuotes(file.text, span);
  for (const from of froms.slice(0, 3)) {
    for (const to of ends) {
      if (fits({ kind: 'from-to', from, to })) {
        return { path, symbol, within: { kind: 'from-to', from, to } };
      }
    }
  }
  // A quote inside its first line may stand for it, too.
  for (const quote of inner) {
    if (fits({ kind: 'quote', quote })) return { path, symbol, within: { kind: 'quote', quote } };
  }
  return undefined;
}

/** Pieces of the first line that begin after its first word. */
function insideQuotes(text: string, { start, end }: Span): string[] {
  const line = text.slice(start, end).split('\n', 1)[0]?.trimEnd() ?? '';
  return [...line.matchAll(/(?<=\s)\S/g)].map(({ index }) => line.slice(index));
}
