import type { Lane } from '../tour/lane.ts';
import { frame, type Frame, type Link } from './frame.ts';
import { stopsInOrder, type PublishedRelease, type Site } from './site.ts';

/** A stop that is on the path of other releases only: says so, and leads on. */
export interface ElsewherePage extends Frame {
  readonly stop: { readonly slug: string; readonly title: string; readonly lane: Lane };
  readonly summary: string;
  /** The stop itself, in the releases that have it, the newest first. */
  readonly has: readonly Link[];
  /** The stops of this release between which it would stand. */
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
}

export function elsewherePage(
  site: Site,
  published: PublishedRelease,
  slug: string,
): ElsewherePage {
  const { tour, release } = published;
  const stop = tour.elsewhere.find((other) => other.slug === slug);
  if (!stop) throw new Error(`${release.id} knows no stop ${slug} of other releases`);
  const stops = stopsInOrder(tour);
  const at = stops.findIndex((other) => other.stop.slug === stop.after);
  const linkTo = (index: number): Link | undefined => {
    const other = stops[index]?.stop;
    return other && { title: other.title, href: site.urls.stop(release.id, other.slug) };
  };
  return {
    ...frame(site, published, stopIn(site, slug)),
    stop,
    summary: stop.summary,
    has: releasesWith(site, slug),
    previous: linkTo(at),
    // As after the last stop of the path itself.
    next: linkTo(at + 1) ?? linkTo(0),
  };
}

/** The address of a stop in a release; every release has a page for every stop of any. */
export const stopIn =
  ({ urls }: Site, slug: string) =>
  ({ release, tour }: PublishedRelease): string | undefined =>
    tour.elsewhere.some((stop) => stop.slug === slug) ||
    stopsInOrder(tour).some(({ stop }) => stop.slug === slug)
      ? urls.stop(release.id, slug)
      : undefined;

/** The releases that show a stop's code, the newest first. */
export const releasesWith = ({ published, urls }: Site, slug: string): Link[] =>
  published.flatMap(({ release, tour }) =>
    stopsInOrder(tour).some(({ stop }) => stop.slug === slug && stop.status !== 'absent')
      ? [{ title: release.label, href: urls.stop(release.id, slug) }]
      : [],
  );
