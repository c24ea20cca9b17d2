import type { Anchor } from '../anchor/anchor.ts';
import { findDeclaration, resolveAnchor } from '../anchor/resolve-anchor.ts';
import { isResolved } from '../anchor/resolved.ts';
import type { GoRelease } from '../go/go-release.ts';
import { blobIdOf } from '../release/blob-id.ts';
import type { Seen } from '../release/review.ts';
import type { AnchorPlace } from './carried-anchor.ts';
import type { DriftRelease } from './drift-release.ts';

/** Where an anchor is; a whole declaration with its doc comment, as an excerpt shows it. */
export function placeOf(go: GoRelease, anchor: Anchor): AnchorPlace | undefined {
  const resolved = resolveAnchor(go, anchor);
  const found = findDeclaration(go, anchor);
  if (!isResolved(resolved) || !('declaration' in found)) return undefined;
  const { path, symbol, blob } = resolved;
  const { file, declaration } = found;
  const start = declaration.doc?.start ?? declaration.span.start;
  const lines = anchor.within
    ? resolved.lines
    : go.lines(file).of({ start, end: declaration.span.end });
  return { path, symbol, lines, blob };
}

/** What stands at a place, so that it is known again. */
export function seenOf(
  place: AnchorPlace | undefined,
  { read }: Pick<DriftRelease, 'read'>,
): Seen | undefined {
  if (!place) return undefined;
  const { path, blob, lines } = place;
  const text = linesOfText(read(path).text, lines.from, lines.to);
  return { path, blob, from: lines.from, to: lines.to, text: blobIdOf(Buffer.from(text)) };
}

/** Lines of a text, counted from 1, with their newlines. */
export const linesOfText = (text: string, from: number, to: number): string =>
  text
    .split('\n')
    .slice(from - 1, to)
    .map((line) => `${line}\n`)
    .join('');
