import { formatAnchor, type Anchor } from '../anchor/anchor.ts';
import { resolveAnchor, findDeclaration } from '../anchor/resolve-anchor.ts';
import { isResolved } from '../anchor/resolved.ts';
import type { GoRelease } from '../go/go-release.ts';
import type { LineRange } from '../release/permalink.ts';
import { foldLines } from './fold-lines.ts';
import type { ExcerptDraft, NoteDraft } from './parse-stop.ts';
import { toInlineProse, toProse, type ProseContext } from './to-prose.ts';
import type { Excerpt, Note } from './tour.ts';

/**
 * Cuts an excerpt and ties its notes to it.
 *
 * @param firstNumber The number of its first note; notes are numbered over the whole stop.
 * @returns Nothing when no alternative of the anchor is in the release; the context has the reason.
 */
export function compileExcerpt(
  draft: ExcerptDraft,
  firstNumber: number,
  go: GoRelease,
  context: ProseContext,
): Excerpt | undefined {
  const chosen = chooseAnchor(draft, go, context);
  if (!chosen) return undefined;
  const { anchor, resolved } = chosen;
  const found = findDeclaration(go, anchor);
  if (!('declaration' in found)) return undefined;
  const { file, declaration } = found;
  const lines = go.lines(file);
  const shown = anchor.within
    ? resolved.lines
    : lines.of({
        start: declaration.doc?.start ?? declaration.span.start,
        end: declaration.span.end,
      });
  const notes = compileNotes(draft.notes, anchor, shown, firstNumber, go, context);
  const signature = lines.of(declaration.signature);
  return {
    anchor: formatAnchor(anchor),
    path: resolved.path,
    blob: resolved.blob,
    symbol: resolved.symbol,
    lines: shown,
    folds: draft.foldable
      ? foldLines(
          shown,
          notes.map((note) => note.lines),
          [signature, { from: shown.to, to: shown.to }],
        )
      : [],
    notes,
    calls: [],
  };
}

function chooseAnchor(draft: ExcerptDraft, go: GoRelease, { problems }: ProseContext) {
  const reasons = [];
  for (const anchor of draft.anchors) {
    const resolved = resolveAnchor(go, anchor);
    if (isResolved(resolved)) return { anchor, resolved };
    reasons.push(resolved);
  }
  const [first, ...others] = reasons;
  if (first) {
    const message = [first, ...others].map((reason) => reason.message).join(' ');
    problems.push({ message, hint: first.hint, place: draft.place });
  }
  return undefined;
}

function compileNotes(
  drafts: readonly NoteDraft[],
  excerpt: Anchor,
  shown: LineRange,
  firstNumber: number,
  go: GoRelease,
  context: ProseContext,
): Note[] {
  return drafts
    .flatMap((draft) => {
      const anchor = { path: excerpt.path, symbol: excerpt.symbol, within: draft.within };
      const resolved = resolveAnchor(go, anchor);
      if (!isResolved(resolved)) {
        context.problems.push({ ...resolved, place: draft.place });
        return [];
      }
      if (resolved.lines.from < shown.from || resolved.lines.to > shown.to) {
        context.problems.push({
          message: `The note speaks of lines ${resolved.lines.from} to ${resolved.lines.to}, and its excerpt shows ${shown.from} to ${shown.to}.`,
          hint: 'Quote a line of the excerpt, or let the excerpt show the whole symbol.',
          place: draft.place,
        });
        return [];
      }
      return [{ draft, anchor, lines: resolved.lines }];
    })
    .sort((a, b) => a.lines.from - b.lines.from || b.lines.to - a.lines.to)
    .map(({ draft, anchor, lines }, at) => ({
      number: firstNumber + at,
      anchor: formatAnchor(anchor),
      label: toInlineProse(draft.label, context),
      lines,
      prose: toProse(draft.nodes, context),
    }));
}
