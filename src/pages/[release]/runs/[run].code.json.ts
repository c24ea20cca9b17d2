import type { APIRoute } from 'astro';
import { runRequests } from '../../../site/page-data.ts';
import { codeFile } from '../../../site/run-html.ts';
import { loadSite } from '../../../site-of-collections.ts';

export async function getStaticPaths() {
  return runRequests(await loadSite()).map((params) => ({ params }));
}

export const GET: APIRoute = async ({ params }) => {
  const loaded = (await loadSite()).runs.get(params.run ?? '');
  return loaded ? Response.json(codeFile(loaded)) : new Response(null, { status: 404 });
};
