import type { RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { formatAnchor, type Anchor, type Within } from '../anchor/anchor.ts';
import type { ExcerptDraft, NoteDraft, StopDraft } from './parse-stop.ts';

/** An excerpt or a note of a stop, by the name that people type. */
export interface KeyedAnchor {
  /** `slow-start`, `slow-start/excerpt-2`, `slow-start/have-minus-want` */
  readonly key: string;
  readonly stop: StopDraft;
  readonly excerpt: ExcerptDraft;
  /** Absent for the excerpt itself. */
  readonly note?: NoteDraft | undefined;
  /** As content writes it: a record about another text is about another anchor. */
  readonly written: string;
}

/** Names the excerpts and notes of a stop: the first excerpt is the stop, a note is its label. */
export function keyedAnchors(stop: StopDraft): KeyedAnchor[] {
  const used = new Set<string>();
  const unique = (wish: string): string => {
    let key = wish;
    for (let number = 2; used.has(key); number++) key = `${wish}-${number}`;
    used.add(key);
    return key;
  };
  const excerpts = stop.blocks.filter((block) => block.kind === 'excerpt');
  return excerpts.flatMap((excerpt, at) => {
    const written = excerpt.anchors.map(formatAnchor).join(' | ');
    const key = unique(at === 0 ? stop.slug : `${stop.slug}/excerpt-${at + 1}`);
    const notes = excerpt.notes.map((note): KeyedAnchor => ({
      key: unique(`${stop.slug}/${slugOfLabel(note.label)}`),
      stop,
      excerpt,
      note,
      written: `${written} > ${formatWithin(note.within)}`,
    }));
    return [{ key, stop, excerpt, written }, ...notes];
  });
}

/** The anchor of a note in the symbol that its excerpt shows. */
export const noteAnchor = ({ path, symbol }: Anchor, { within }: NoteDraft): Anchor => ({
  path,
  symbol,
  within,
});

function slugOfLabel(label: readonly RootContent[]): string {
  const words = toString({ type: 'root', children: [...label] }).toLowerCase();
  return words.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'note';
}

const formatWithin = (within: Within): string =>
  formatAnchor({ path: '', symbol: '', within }).replace(/^# > /, '');
