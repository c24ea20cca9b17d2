import { defineCollection } from 'astro:content';
import type { Loader } from 'astro/loaders';
import { z } from 'astro/zod';
import type { SourceFailure } from './blob/fetch-release.ts';
import type { LoadedPort } from './port-map/load-ports.ts';
import { ProblemError } from './problem.ts';
import type { Release } from './release/release.ts';
import { workspaceAt } from './release/workspace.ts';
import { loadTours } from './tour/load-tours.ts';
import type { Tour } from './tour/tour.ts';

/** The folder with content/ and .cache/; the build script sets it for trees other than this one. */
export const workspace = workspaceAt(process.env.TOUR_ROOT ?? process.cwd());

/** The releases to show; all when none is chosen. */
const chosenReleases = process.env.TOUR_RELEASES?.split(' ');

/** Compiles the tour for every release: the seam between the pipeline and Astro. */
const tourLoader: Loader = {
  name: 'tour',
  async load({ store, watcher, logger }) {
    const load = async (): Promise<void> => {
      const { tours, leftOut } = await loadTours(workspace, chosenReleases);
      const problems = tours.flatMap((tour) => tour.problems);
      if (problems.length > 0) throw new ProblemError(problems);
      store.clear();
      for (const [order, { release, tour, ports }] of tours.entries()) {
        store.set({ id: release.id, data: { order, release, tour, ports, failures: [] } });
      }
      for (const [order, { release, failures }] of leftOut.entries()) {
        store.set({ id: release.id, data: { order, release, ports: [], failures } });
      }
    };
    await load();
    watcher?.add(`${workspace.root}/content/tour`);
    watcher?.on('change', (file) => {
      if (!file.includes('/content/tour/')) return;
      load().then(
        () => logger.info(`${file.slice(workspace.root.length + 1)} has changed: compiled`),
        (error: unknown) => logger.error(error instanceof Error ? error.message : String(error)),
      );
    });
  },
};

const releaseSchema = z.object({
  order: z.number(),
  release: z.custom<Release>(),
  /** Absent when the release's source could not be had. */
  tour: z.custom<Tour>().optional(),
  ports: z.custom<readonly LoadedPort[]>(),
  failures: z.custom<readonly SourceFailure[]>(),
});

export const collections = {
  releases: defineCollection({ loader: tourLoader, schema: releaseSchema }),
};
