import { defineCollection } from 'astro:content';
import type { Loader } from 'astro/loaders';
import { z } from 'astro/zod';
import type { SourceFailure } from './blob/fetch-release.ts';
import { openBlobStore } from './blob/blob-store.ts';
import { reportRelease } from './drift/report-release.ts';
import type { Report } from './drift/report.ts';
import type { LoadedPort } from './port-map/load-ports.ts';
import { ProblemError } from './problem.ts';
import type { Lock } from './release/lock.ts';
import type { Release } from './release/release.ts';
import { readReview, workspaceAt } from './release/workspace.ts';
import { loadTours } from './tour/load-tours.ts';
import type { Tour } from './tour/tour.ts';

/** The folder with content/ and .cache/; the build script sets it for trees other than this one. */
export const workspace = workspaceAt(process.env.TOUR_ROOT ?? process.cwd());

/** The releases to show; all when none is chosen. */
const chosenReleases = process.env.TOUR_RELEASES?.split(' ');

/** What became of the anchors; nothing for a release that was not carried over. */
async function reportOf(release: Release, lock: Lock): Promise<Report | undefined> {
  const review = readReview(workspace, release);
  const store = openBlobStore(workspace.blobs);
  // The tour has been compiled, and had no problems.
  return review && reportRelease(workspace, { release, review, lock, store, problems: [] });
}

/** Compiles the tour for every release: the seam between the pipeline and Astro. */
const tourLoader: Loader = {
  name: 'tour',
  async load({ store, watcher, logger }) {
    const load = async (): Promise<void> => {
      const { tours, leftOut } = await loadTours(workspace, chosenReleases);
      const problems = tours.flatMap((tour) => tour.problems);
      if (problems.length > 0) throw new ProblemError(problems);
      store.clear();
      for (const [order, { release, tour, ports, lock }] of tours.entries()) {
        store.set({
          id: release.id,
          data: {
            order,
            release,
            tour,
            ports,
            report: await reportOf(release, lock),
            failures: [],
          },
        });
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
  /** Of a release that was carried over from another. */
  report: z.custom<Report>().optional(),
  failures: z.custom<readonly SourceFailure[]>(),
});

export const collections = {
  releases: defineCollection({ loader: tourLoader, schema: releaseSchema }),
};
