import type { PortItem, Report, ReportItem, Urgency } from '../drift/report.ts';
import { permalink } from '../release/permalink.ts';
import type { Seen } from '../release/review.ts';
import { compareHtml, type CodeSide } from './compare-html.ts';
import { frame, type Frame } from './frame.ts';
import type { PublishedRelease, Site } from './site.ts';

/** Lines that an anchor stands for. */
export interface SeenPlace {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

export interface DriftItem extends Omit<ReportItem, 'was' | 'is'> {
  readonly href: string;
  readonly was: SeenPlace | undefined;
  readonly is: (SeenPlace & { readonly permalink: string }) | undefined;
  /** Code side by side; empty when the text is the same, or the store has it no more. */
  readonly html: string;
}

export interface DriftPort extends Omit<PortItem, 'was' | 'is'> {
  readonly html: string;
}

/** What became of every anchor of a release that was carried over, for those who keep the tour. */
export interface DriftPage extends Frame {
  readonly from: string;
  readonly via: readonly string[];
  readonly summary: readonly { readonly status: string; readonly anchors: number }[];
  readonly left: Report['left'];
  /** The most urgent first. */
  readonly groups: readonly { readonly urgency: Urgency; readonly items: readonly DriftItem[] }[];
  readonly ports: readonly DriftPort[];
  /** Notes that are as they were, in code that was edited. */
  readonly unchanged: readonly { readonly key: string; readonly href: string }[];
  /** Stops, or excerpts of them, outside of what a partial release was made from. */
  readonly withoutSource: readonly { readonly key: string; readonly href: string }[];
}

export async function driftPage(site: Site, published: PublishedRelease): Promise<DriftPage> {
  const { release, report } = published;
  if (!report) throw new Error(`${release.id} was not carried over from another release`);
  const stopHref = (key: string): string => site.urls.stop(release.id, key.replace(/\/.*$/, ''));
  const items = await Promise.all(
    report.items.map(async ({ was, is, ...item }) => ({
      ...item,
      href: stopHref(item.key),
      was,
      is: is && { ...is, permalink: permalink(release, is.path, is) },
      html: await diffHtml(site, report, item.wasIn, was, is),
    })),
  );
  return {
    ...frame(site, published, ({ report: other, release: { id } }) =>
      other ? site.urls.drift(id) : undefined,
    ),
    from: report.from,
    via: report.via,
    summary: Object.entries(report.summary).map(([status, anchors]) => ({ status, anchors })),
    left: report.left,
    groups: [...Map.groupBy(items, ({ urgency }) => urgency)].map(([urgency, list]) => ({
      urgency,
      items: list,
    })),
    ports: await Promise.all(
      report.ports.map(async ({ was, is, ...port }) => ({
        ...port,
        html: await diffHtml(site, report, port.wasIn, was, is),
      })),
    ),
    unchanged: report.unchanged.map((key) => ({ key, href: stopHref(key) })),
    withoutSource: report.absent.map((key) => ({ key, href: stopHref(key) })),
  };
}

async function diffHtml(
  site: Site,
  { release }: Report,
  wasIn: string,
  was: Seen | undefined,
  is: Seen | undefined,
): Promise<string> {
  if (!was || was.text === is?.text) return '';
  const [before, after] = [await sideOf(site, was, wasIn), await sideOf(site, is, release)];
  return before && after ? compareHtml(before, after, false) : '';
}

/** The lines that were seen; none where there is nothing to see. */
async function sideOf(
  { highlight, textOf }: Site,
  seen: Seen | undefined,
  label: string,
): Promise<CodeSide | undefined> {
  if (!seen) return { code: [], lines: { from: 1, to: 0 }, label };
  const { path, blob, from, to } = seen;
  const text = textOf(blob);
  return text === undefined
    ? undefined
    : { code: await highlight({ path, blob, text }), lines: { from, to }, label };
}
