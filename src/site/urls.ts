/** Addresses of the site's pages, which end in a slash, and of its data. All begin with the base. */
export interface Urls {
  readonly home: string;
  readonly licence: string;
  readonly release: (release: string) => string;
  readonly words: (release: string) => string;
  readonly chapter: (release: string, slug: string) => string;
  readonly stop: (release: string, slug: string) => string;
  /** A whole source file; the line, if any, becomes the fragment. */
  readonly source: (release: string, path: string, line?: number) => string;
  /** What changed between two releases, over all stops and in one of them. */
  readonly comparison: (release: string, since: string) => string;
  readonly stopComparison: (release: string, since: string, slug: string) => string;
  /** What became of every anchor of a release that was carried over from another. */
  readonly drift: (release: string) => string;
  /** Recordings of a run, as JSON. */
  readonly run: (release: string, run: string) => string;
  /** The code of a run, as JSON. */
  readonly runCode: (release: string, run: string) => string;
  /** The page that plays the cluster, and the recording of a scenario. */
  readonly cluster: (release: string) => string;
  readonly clusterScenario: (release: string, scenario: string) => string;
  /** The script that runs what a reader changed, and the closed page that it runs in. */
  readonly worker: string;
  readonly sandbox: string;
}

/** @param base Where the site is served: '/' or '/apply-to-reconcile/'. */
export function urlsAt(base: string): Urls {
  const root = base.endsWith('/') ? base : `${base}/`;
  return {
    home: root,
    licence: `${root}licence/`,
    release: (release) => `${root}${release}/`,
    words: (release) => `${root}${release}/words/`,
    chapter: (release, slug) => `${root}${release}/chapter/${slug}/`,
    stop: (release, slug) => `${root}${release}/${slug}/`,
    source: (release, path, line) =>
      `${root}${release}/source/${path}/${line === undefined ? '' : `#L${line}`}`,
    comparison: (release, since) => `${root}${release}/compare/${since}/`,
    stopComparison: (release, since, slug) => `${root}${release}/compare/${since}/${slug}/`,
    drift: (release) => `${root}${release}/drift/`,
    run: (release, run) => `${root}${release}/runs/${run}.json`,
    runCode: (release, run) => `${root}${release}/runs/${run}.code.json`,
    cluster: (release) => `${root}${release}/cluster/`,
    clusterScenario: (release, scenario) => `${root}${release}/cluster/${scenario}.json`,
    worker: `${root}run-worker.js`,
    sandbox: `${root}sandbox/`,
  };
}
