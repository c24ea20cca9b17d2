import type { APIRoute } from 'astro';
import { workspace } from '../content.config.ts';
import { readModules, scriptsOf } from '../record/read-scripts.ts';
import { workerScript } from '../record/worker-script.ts';

/** The worker in which a page runs what a reader changed. */
export const GET: APIRoute = () =>
  new Response(workerScript(scriptsOf(readModules(workspace.project))), {
    headers: { 'content-type': 'text/javascript' },
  });
