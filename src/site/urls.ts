/** Addresses of the site's pages. Every one ends in a slash, and begins with the base. */
export interface Urls {
  readonly home: string;
  readonly licence: string;
  readonly release: (release: string) => string;
  readonly words: (release: string) => string;
  readonly chapter: (release: string, slug: string) => string;
  readonly stop: (release: string, slug: string) => string;
  /** A whole source file; the line, if any, becomes the fragment. */
  readonly source: (release: string, path: string, line?: number) => string;
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
  };
}
