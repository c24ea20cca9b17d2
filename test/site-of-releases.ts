import type { PublishedRelease, Site } from '../src/site/site.ts';
import { smallSite, smallSource } from './small-release.ts';

/** Path -> what was done to the text of a file; undefined for one that is gone. */
export type Edits = Readonly<Record<string, ((text: string) => string) | undefined>>;

/** The small source with some files edited. */
export const editedSource = (edits: Edits): Record<string, string> =>
  Object.fromEntries(
    Object.entries(smallSource).flatMap(([path, text]) =>
      path in edits && !edits[path] ? [] : [[path, edits[path]?.(text) ?? text]],
    ),
  );

/** A site of several releases, and each of them by its id. */
export interface SiteOfReleases extends Site {
  readonly byId: ReadonlyMap<string, PublishedRelease>;
}

/**
 * A site of releases of the small repository, in memory.
 *
 * @param sources Id of a release -> its source, the oldest first.
 */
export async function siteOfReleases(
  sources: Readonly<Record<string, Readonly<Record<string, string>>>>,
  content: Record<string, string | undefined> = {},
): Promise<SiteOfReleases> {
  const sites = await Promise.all(
    Object.entries(sources).map(([id, source]) => smallSite({ content, source, id })),
  );
  const [first] = sites;
  if (!first) throw new Error('A site has a release at least');
  const published = sites.flatMap((site) => site.published).reverse();
  return { ...first, published, byId: new Map(published.map((one) => [one.release.id, one])) };
}
