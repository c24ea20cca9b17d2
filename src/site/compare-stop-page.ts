import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Change, ComparedExcerpt } from '../drift/compare-tours.ts';
import type { Excerpt } from '../tour/tour.ts';
import { compareHtml, type CodeSide } from './compare-html.ts';
import { comparisonOf, hasPage } from './comparison.ts';
import { stopIn } from './elsewhere-page.ts';
import { frame, type Frame, type Link } from './frame.ts';
import { proseText } from './prose-html.ts';
import { stopsInOrder, type PublishedRelease, type Site } from './site.ts';
import { placeOf, type ExcerptPlace, type StopPage } from './stop-page.ts';

/** A note whose code is not as it was. */
export interface ComparedNoteHtml {
  readonly label: string;
  readonly change: Change;
  /** The note in the later release, or in the earlier one when it is gone. */
  readonly href: string;
}

export interface ComparedExcerptHtml {
  readonly change: Change;
  readonly added: number;
  readonly removed: number;
  readonly before: ExcerptPlace | undefined;
  readonly after: ExcerptPlace | undefined;
  /** Nothing when the text is the same. */
  readonly html: string | undefined;
  readonly notes: readonly ComparedNoteHtml[];
  /** How many other notes speak of the same text as before. */
  readonly notesUnchanged: number;
}

/** One stop in two releases, its code side by side. */
export interface CompareStopPage extends Frame {
  readonly stop: StopPage['stop'];
  /** The earlier release. */
  readonly since: { readonly id: string; readonly label: string; readonly href: string };
  /** The stop itself. */
  readonly href: string;
  readonly all: string;
  readonly excerpts: readonly ComparedExcerptHtml[];
  /** The stops before and after that changed, too. */
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
}

export async function compareStopPage(
  site: Site,
  before: PublishedRelease,
  after: PublishedRelease,
  slug: string,
): Promise<CompareStopPage> {
  const { urls } = site;
  const { release, tour } = after;
  const comparison = comparisonOf(before, after);
  const compared = comparison.get(slug);
  const stop = stopsInOrder(tour).find((placed) => placed.stop.slug === slug)?.stop;
  if (!compared || !stop)
    throw new Error(`${release.id} and ${before.release.id}: no stop ${slug}`);
  const changed = stopsInOrder(tour).filter((placed) => {
    const other = comparison.get(placed.stop.slug);
    return other && hasPage(other);
  });
  const at = changed.findIndex((placed) => placed.stop === stop);
  const linkTo = (index: number): Link | undefined => {
    const other = changed[index]?.stop;
    return (
      other && {
        title: other.title,
        href: urls.stopComparison(release.id, before.release.id, other.slug),
      }
    );
  };
  return {
    ...frame(site, after, stopIn(site, slug)),
    stop,
    since: {
      id: before.release.id,
      label: before.release.label,
      href: urls.stop(before.release.id, slug),
    },
    href: urls.stop(release.id, slug),
    all: urls.comparison(release.id, before.release.id),
    excerpts: await Promise.all(
      compared.excerpts.map((excerpt) => excerptHtml(site, before, after, slug, excerpt)),
    ),
    previous: linkTo(at - 1),
    next: linkTo(at + 1),
  };
}

async function excerptHtml(
  site: Site,
  before: PublishedRelease,
  after: PublishedRelease,
  slug: string,
  { before: old, after: now, change, added, removed, notes }: ComparedExcerpt,
): Promise<ComparedExcerptHtml> {
  const [left, right] = [
    await sideOf(site, before, slug, old),
    await sideOf(site, after, slug, now),
  ];
  const isSame = added === 0 && removed === 0;
  const noteHref = (published: PublishedRelease, number: number): string =>
    `${site.urls.stop(published.release.id, slug)}#note-${number}`;
  const changedNotes = notes.filter((note) => note.change !== 'same' && note.change !== 'moved');
  return {
    change,
    added,
    removed,
    before: old && placeOf(old, before.release, site.urls),
    after: now && placeOf(now, after.release, site.urls),
    html: isSame ? undefined : compareHtml(left, right),
    notes: changedNotes.flatMap((note) => {
      const [shown, published] = note.after ? [note.after, after] : [note.before, before];
      if (!shown) return [];
      return [
        {
          label: proseText(shown.label),
          change: note.change,
          href: noteHref(published, shown.number),
        },
      ];
    }),
    notesUnchanged: notes.length - changedNotes.length,
  };
}

/** The code of an excerpt; of one that a release has not, nothing. */
async function sideOf(
  { highlight, urls }: Site,
  { release, reader }: PublishedRelease,
  slug: string,
  excerpt: Excerpt | undefined,
): Promise<CodeSide> {
  if (!excerpt) return { code: [], lines: { from: 1, to: 0 }, label: release.id };
  return {
    code: await highlight(reader.read(excerpt.path)),
    lines: excerpt.lines,
    label: release.id,
    marksAt: (line) =>
      excerpt.notes
        .filter(({ lines }) => lines.from === line)
        .map(({ number, label }): Element =>
          h(
            'a',
            {
              class: 'm',
              href: `${urls.stop(release.id, slug)}#note-${number}`,
              title: proseText(label),
              ariaLabel: `Note ${number} in ${release.id}: ${proseText(label)}`,
            },
            String(number),
          ),
        ),
  };
}
