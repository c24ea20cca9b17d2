import type { TokenPiece, Version } from './version.ts';

/** Shorter heads, such as `if err != nil`, say nothing. */
const tellingTokens = 5;

/**
 * What stands before the body of each piece that has one, with its type: `for range keys` of a
 * loop, `case Added:` of a case.
 *
 * @param renames Old name -> new name.
 * @returns By the index of the piece; undefined where it has no body, or says too little.
 */
export const headsOf = (
  version: Version,
  renames: ReadonlyMap<string, string>,
): (string | undefined)[] =>
  version.pieces.map((piece) => {
    if (piece.type === 'block' || piece.parent === -1) return undefined;
    const end = piece.type.endsWith('_case') ? colonOf(version, piece) : bodyOf(version, piece);
    if (end === undefined) return undefined;
    const head = version.tokens
      .slice(piece.first, end)
      .filter(({ kind }) => kind !== 'comment')
      .map(({ kind, text }) => (kind === 'word' ? (renames.get(text) ?? text) : text));
    return head.length < tellingTokens ? undefined : `${piece.type} ${head.join(' ')}`;
  });

/** The token where the first body in a piece begins: its own, or that of a function in it. */
const bodyOf = ({ pieces }: Version, { at, end }: TokenPiece): number | undefined => {
  const body = pieces
    .slice(at + 1)
    .find(({ type, start }) => start >= end || type === 'block' || type.endsWith('_case'));
  return body && body.start < end ? body.first : undefined;
};

/** The token after the colon of a case. */
function colonOf({ tokens }: Version, { first, last }: TokenPiece): number | undefined {
  let depth = 0;
  for (let at = first; at < last; at++) {
    const text = tokens[at]?.text ?? '';
    if ('([{'.includes(text)) depth++;
    if (')]}'.includes(text)) depth--;
    if (text === ':' && depth === 0) return at + 1;
  }
  return undefined;
}
