import { getCollection } from 'astro:content';
import { blobReader } from './blob/blob-reader.ts';
import { openBlobStore } from './blob/blob-store.ts';
import { workspace } from './content.config.ts';
import { cachedHighlighter } from './highlight/cached-highlighter.ts';
import { loadRuns } from './record/load-runs.ts';
import { readLock } from './release/workspace.ts';
import { playableScenarios } from './site/playable-scenarios.ts';
import type { Site } from './site/site.ts';
import { urlsAt } from './site/urls.ts';

let loading: Promise<Site> | undefined;

/** The site that the pages are made from, put together once a build. */
export function loadSite(): Promise<Site> {
  if (import.meta.env.DEV) return load();
  loading ??= load();
  return loading;
}

async function load(): Promise<Site> {
  const entries = (await getCollection('releases')).map(({ data }) => data);
  entries.sort((a, b) => a.order - b.order);
  const store = openBlobStore(workspace.blobs);
  const published = entries.flatMap(({ release, tour, ports }) => {
    const lock = tour && readLock(workspace, release);
    return lock ? [{ release, tour, ports, reader: blobReader(lock, store) }] : [];
  });
  return {
    published,
    absent: entries.filter(({ tour }) => !tour),
    highlight: cachedHighlighter(workspace.highlight),
    urls: urlsAt(import.meta.env.BASE_URL),
    runs: loadRuns(workspace.project),
    cluster: playableScenarios(),
  };
}
