import { permalink } from '../release/permalink.ts';
import { frame, type Frame } from './frame.ts';
import type { PublishedRelease, Site } from './site.ts';
import { citationsOf, sourceHtml, type SourceListing } from './source-html.ts';

export interface SourcePage extends Frame, SourceListing {
  readonly path: string;
  readonly permalink: string;
}

export async function sourcePage(
  site: Site,
  published: PublishedRelease,
  path: string,
): Promise<SourcePage> {
  const { release, tour, reader } = published;
  const code = await site.highlight(reader.read(path));
  return {
    ...frame(site, published, (other) =>
      citationsOf(other.tour).has(path) ? site.urls.source(other.release.id, path) : undefined,
    ),
    ...sourceHtml(code, citationsOf(tour).get(path) ?? [], release.id, site.urls),
    path,
    permalink: permalink(release, path),
  };
}
