import type { APIRoute } from 'astro';
import { portsRelease } from '../../../port-map/ports-release.ts';
import { clusterFile } from '../../../site/cluster-page.ts';
import { allPages } from '../../../site/page-data.ts';
import { loadSite } from '../../../site-of-collections.ts';

export async function getStaticPaths() {
  const site = await loadSite();
  return allPages(site).flatMap((page) =>
    page.kind === 'cluster'
      ? site.cluster.map(({ id }) => ({ params: { release: page.release, scenario: id } }))
      : [],
  );
}

export const GET: APIRoute = async ({ params }) => {
  const site = await loadSite();
  const published = site.published.find(({ release }) => release.id === portsRelease);
  const scenario = site.cluster.find(({ id }) => id === params.scenario);
  if (!published || !scenario) return new Response(null, { status: 404 });
  return Response.json(clusterFile(site, published, scenario));
};
