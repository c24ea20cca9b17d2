import type { Declaration, GoFile, Piece, Span } from '../go/go-file.ts';
import type { GoRelease } from '../go/go-release.ts';
import { suggest } from '../suggest.ts';
import type { Unresolved } from './resolved.ts';

/**
 * Finds the piece of a declaration that a quote stands for: the outermost statement, case, field
 * or comment that begins inside the quote, or else the smallest that contains it.
 */
export function findQuote(
  release: GoRelease,
  file: GoFile,
  declaration: Declaration,
  quote: string,
): Span | Unresolved {
  if (quote.includes('\n')) {
    return {
      message: `The quote "${quote.replace(/\n.*/s, '...')}" runs over more than one line.`,
      hint: 'Quote a piece of one line, or use two quotes: from and to.',
    };
  }
  const start = declaration.doc?.start ?? declaration.span.start;
  const text = file.text.slice(start, declaration.span.end);
  const hits = occurrences(text, quote).map((at) => start + at);
  const [hit] = hits;
  if (hit === undefined) return missing(release, file, declaration, quote);
  if (hits.length > 1) {
    const lines = release.lines(file);
    return {
      message: `"${quote}" occurs ${hits.length} times in \`${declaration.name}\` (lines ${hits.map((at) => lines.at(at)).join(', ')}).`,
      hint: `Quote more of the line that you mean:\n${hits.map((at) => lines.text(lines.at(at)).trim()).join('\n')}`,
    };
  }
  const { pieces } = release.inside(file, declaration);
  return pieceFor(pieces, { start: hit, end: hit + quote.length }) ?? declaration.span;
}

function pieceFor(pieces: readonly Piece[], quote: Span): Piece | undefined {
  let begun: Piece | undefined;
  let around: Piece | undefined;
  for (const piece of pieces) {
    if (piece.start >= quote.start && piece.start < quote.end) {
      const isOuter = !begun || piece.start < begun.start;
      // Of pieces that begin together, the smallest that still holds the quote is meant.
      const isCloser =
        piece.start === begun?.start && piece.end < begun.end && piece.end >= quote.end;
      if (isOuter || isCloser) begun = piece;
    } else if (piece.start < quote.start && piece.end >= quote.end) {
      if (!around || piece.end - piece.start < around.end - around.start) around = piece;
    }
  }
  return begun ?? around;
}

function occurrences(text: string, quote: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) found.push(at);
  return found;
}

function missing(
  release: GoRelease,
  file: GoFile,
  declaration: Declaration,
  quote: string,
): Unresolved {
  const lines = release.lines(file);
  const { from, to } = lines.of({
    start: declaration.doc?.start ?? declaration.span.start,
    end: declaration.span.end,
  });
  const inside = Array.from({ length: to - from + 1 }, (_, at) => lines.text(from + at).trim());
  const elsewhere = file.declarations.find(
    ({ span }) =>
      span !== declaration.span && file.text.slice(span.start, span.end).includes(quote),
  );
  return {
    message: `"${quote}" does not occur in \`${declaration.name}\`.`,
    hint: elsewhere ? `It occurs in \`${elsewhere.name}\`.` : suggest(quote, inside),
  };
}
