import type { APIRoute } from 'astro';
import { portsRelease } from '../../../port-map/ports-release.ts';
import { runRequests } from '../../../site/page-data.ts';
import { runFile } from '../../../site/run-html.ts';
import { runListings } from '../../../site/run-listings.ts';
import { loadSite } from '../../../site-of-collections.ts';

export async function getStaticPaths() {
  return runRequests(await loadSite()).map((params) => ({ params }));
}

export const GET: APIRoute = async ({ params }) => {
  const site = await loadSite();
  const loaded = site.runs.get(params.run ?? '');
  const published = site.published.find(({ release }) => release.id === portsRelease);
  if (!loaded || !published) return new Response(null, { status: 404 });
  return Response.json(runFile(loaded, await runListings(loaded, site, published)));
};
