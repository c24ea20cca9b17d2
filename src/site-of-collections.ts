import { getCollection } from 'astro:content';
import { blobReader } from './blob/blob-reader.ts';
import { openBlobStore } from './blob/blob-store.ts';
import { workspace } from './content.config.ts';
import { cachedHighlighter } from './highlight/cached-highlighter.ts';
import { answersBetween } from './port-map/answers-between.ts';
import { portsRelease } from './port-map/ports-release.ts';
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
  const published = entries.flatMap(({ release, tour, ports, report }) => {
    const lock = tour && readLock(workspace, release);
    return lock ? [{ release, tour, ports, report, reader: blobReader(lock, store) }] : [];
  });
  const decoder = new TextDecoder();
  return {
    published,
    absent: entries.filter(({ tour }) => !tour),
    highlight: cachedHighlighter(workspace.highlight),
    textOf: (blob) => {
      const bytes = store.read(blob);
      return bytes && decoder.decode(bytes);
    },
    urls: urlsAt(import.meta.env.BASE_URL),
    runs: loadRuns(workspace.project),
    answers: (release) => answersBetween(workspace.project, portsRelease, release),
    cluster: playableScenarios(),
  };
}
