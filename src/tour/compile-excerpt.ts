import { toString } from 'mdast-util-to-string';
import { formatAnchor, type Anchor } from '../anchor/anchor.ts';
import { resolveAnchor, findDeclaration } from '../anchor/resolve-anchor.ts';
import { isResolved } from '../anchor/resolved.ts';
import type { GoRelease } from '../go/go-release.ts';
import type { LineRange } from '../release/permalink.ts';
import { leftOf, type ReviewRow } from '../release/review.ts';
import { foldLines } from './fold-lines.ts';
import { noteAnchor } from './anchor-keys.ts';
import { carriedAnchor, type CarriedStop } from './carried.ts';
import type { ExcerptDraft, NoteDraft } from './parse-stop.ts';
import { toInlineProse, toProse, type ProseContext } from './to-prose.ts';
import type { Excerpt, Gone, Note } from './tour.ts';

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
  { carried, gone }: Placing,
): Excerpt | undefined {
  if (carried.isAbsent(draft)) {
    const [anchor] = draft.anchors;
    gone.push({
      key: carried.keyOf(draft).key,
      why: 'absent',
      reason: `\`${anchor?.symbol ?? ''}\` (\`${anchor?.path ?? ''}\`) is not part of the source that this release was made from.`,
    });
    return undefined;
  }
  const row = carried.rowOf(draft);
  if (row?.status === 'orphan') {
    const symbol = draft.anchors[0]?.symbol ?? '';
    tellOrphan(row, `The code of \`${symbol}\` stood here in earlier releases`, draft, context, {
      carried,
      gone,
    });
    return undefined;
  }
  const known = carriedAnchor(row);
  const anchors = known ? [known] : draft.anchors;
  const chosen = chooseAnchor({ ...draft, anchors }, go, context);
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
  const notes = compileNotes(draft.notes, anchor, shown, firstNumber, go, context, {
    carried,
    gone,
  });
  const signature = lines.of(declaration.signature);
  return {
    ...carried.keyOf(draft),
    ...unreadOf(row),
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

const unreadOf = (row: ReviewRow | undefined): { unread?: true } =>
  row && leftOf(row) === 'read' ? { unread: true } : {};

/** How a release that was added by machine places a stop's anchors. */
export interface Placing {
  readonly carried: CarriedStop;
  /** Takes what has no place, for the reader. */
  readonly gone: Gone[];
}

/** An orphan stops the build until somebody decides, and then the reader is told. */
function tellOrphan(
  row: ReviewRow,
  what: string,
  draft: ExcerptDraft | NoteDraft,
  { problems }: ProseContext,
  { carried, gone }: Placing,
): void {
  const { key } = carried.keyOf(draft);
  if (row.decision?.state === 'waived') {
    gone.push({ key, why: 'waived', reason: `${what}: ${row.decision.reason}` });
    return;
  }
  problems.push({
    message: `\`${key}\` is an orphan: ${row.reasons[0] ?? 'its code was not found in this release.'}`,
    hint: `Give its place: \`npm run release -- accept ${key} --anchor 'path#Symbol' --note "..."\`, or tell readers why it is gone: \`npm run release -- waive ${key} --reason "..."\`.`,
    place: draft.place,
  });
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
  { carried, gone }: Placing,
): Note[] {
  return drafts
    .flatMap((draft) => {
      const row = carried.rowOf(draft);
      if (row?.status === 'orphan') {
        const label = toString({ type: 'root', children: [...draft.label] });
        const what = `The note “${label}” has no place in this release`;
        tellOrphan(row, what, draft, context, { carried, gone });
        return [];
      }
      const anchor = carriedAnchor(row) ?? noteAnchor(excerpt, draft);
      const resolved = resolveAnchor(go, anchor);
      if (!isResolved(resolved)) {
        context.problems.push({ ...resolved, place: draft.place });
        return [];
      }
      if (resolved.path !== excerpt.path) {
        context.problems.push({
          message: `The note was carried to ${resolved.path}, and its excerpt shows ${excerpt.path}.`,
          place: draft.place,
        });
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
      return [{ draft, row, anchor, lines: resolved.lines }];
    })
    .sort((a, b) => a.lines.from - b.lines.from || b.lines.to - a.lines.to)
    .map(({ draft, row, anchor, lines }, at) => ({
      number: firstNumber + at,
      ...carried.keyOf(draft),
      ...unreadOf(row),
      anchor: formatAnchor(anchor),
      label: toInlineProse(draft.label, context),
      lines,
      prose: toProse(draft.nodes, context),
    }));
}
