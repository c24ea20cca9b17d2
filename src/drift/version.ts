import type { Declaration, GoFile, Piece } from '../go/go-file.ts';
import type { GoRelease } from '../go/go-release.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A piece with the tokens in it, `first` to before `last`, and the pieces around it. */
export interface TokenPiece extends Piece {
  readonly at: number;
  readonly first: number;
  readonly last: number;
  /** Index of the smallest piece around it; -1 for none. */
  readonly parent: number;
}

/** A declaration of one release, its doc comment included, as tokens and as pieces. */
export interface Version {
  readonly file: GoFile;
  readonly declaration: Declaration;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly tokens: readonly Token[];
  /** In order; a piece stands before those inside it. */
  readonly pieces: readonly TokenPiece[];
  /** The names that it calls. */
  readonly calls: readonly string[];
}

const versions = new WeakMap<Declaration, Version>();

export function versionOf(go: GoRelease, file: GoFile, declaration: Declaration): Version {
  const known = versions.get(declaration);
  if (known) return known;
  const start = declaration.doc?.start ?? declaration.span.start;
  const { end } = declaration.span;
  const tokens = tokensOf(file.text, start, end);
  // Many are compared by their tokens, and few need to be parsed.
  let pieces: readonly TokenPiece[] | undefined;
  let calls: readonly string[] | undefined;
  const version: Version = {
    file,
    declaration,
    start,
    end,
    text: file.text.slice(start, end),
    tokens,
    get pieces() {
      return (pieces ??= nest(go.inside(file, declaration).pieces, tokens));
    },
    get calls() {
      return (calls ??= go.inside(file, declaration).calls.map(({ name }) => name));
    },
  };
  versions.set(declaration, version);
  return version;
}

function nest(pieces: readonly Piece[], tokens: readonly Token[]): TokenPiece[] {
  const tokenAt = (offset: number): number => {
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const open: TokenPiece[] = [];
  return [...pieces]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map(({ type, start, end }, at) => {
      while (open.length > 0 && (open.at(-1)?.end ?? 0) < end) open.pop();
      while (open.length > 0 && (open.at(-1)?.end ?? 0) <= start) open.pop();
      const parent = open.at(-1)?.at ?? -1;
      const piece = { type, start, end, at, first: tokenAt(start), last: tokenAt(end), parent };
      open.push(piece);
      return piece;
    });
}
