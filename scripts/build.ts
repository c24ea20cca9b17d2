import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lock } from 'proper-lockfile';
import { ProblemError } from '../src/problem.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { readArguments, sourceOptions } from './arguments.ts';
import { checkBudgets } from './budgets.ts';
import { main } from './main.ts';
import { prepareReleases } from './prepare-releases.ts';
import { upToDate } from './up-to-date.ts';

/**
 * `npm run build`: fetches what is missing, compiles the tour and renders the site into dist/.
 * `npm run dev` serves it instead, and follows edits.
 */
await main(async () => {
  const { root, dev, force, port, ...options } = readArguments({
    ...sourceOptions,
    dev: { type: 'boolean', default: false },
    force: { type: 'boolean', default: false },
    port: { type: 'string', default: '4321' },
  });
  const server = { port: portNumber(port) };
  const workspace = workspaceAt(resolve(root));
  const release = await holdLock(join(workspace.root, '.cache'));
  try {
    await prepareReleases(workspace, { ...options, extent: 'cited' });
    const dist = join(workspace.root, 'dist');
    const { isUpToDate, record } = upToDate(workspace, dist, options.release);
    if (isUpToDate && !dev && !force) {
      console.log('dist/ is up to date (--force builds it all the same).');
      checkBudgets(dist);
      return;
    }
    process.env.TOUR_ROOT = workspace.root;
    if (options.release) process.env.TOUR_RELEASES = options.release.join(' ');
    process.env.ASTRO_TELEMETRY_DISABLED = '1';
    process.env.ASTRO_DISABLE_UPDATE_CHECK = 'true';
    // Whatever the shell says, what is built is meant to be published: its policy is the strict one.
    process.env.NODE_ENV = dev ? 'development' : 'production';
    const astro = await import('astro');
    const config = {
      root: resolve(import.meta.dirname, '..'),
      outDir: dist,
      cacheDir: join(workspace.root, '.cache/astro'),
      logLevel: 'warn',
    } as const;
    if (dev) await astro.dev({ ...config, server, logLevel: 'info' });
    else {
      await astro.build(config);
      checkBudgets(dist);
      record();
    }
  } finally {
    await release();
  }
});

/** A port to listen at; 0 takes any that is free. */
function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  throw new ProblemError({
    message: `--port \`${text}\` is no port.`,
    hint: 'Type a number up to 65535, or 0 for any that is free: --port 4321.',
  });
}

/** Two builds into one dist/ would mix their pages. */
async function holdLock(folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  try {
    return await lock(folder, { lockfilePath: join(folder, 'build.lock') });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    throw new ProblemError(
      {
        message: 'Another build is running in this folder.',
        hint: 'Wait until it ends. Two builds would mix their pages in dist/.',
      },
      { cause: error },
    );
  }
}
