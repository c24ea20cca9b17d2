import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { SmallRepo } from './small-repo.ts';

/** What is asked for. A tarball is asked for twice: `tarball` sends one on to `codeload`. */
export type GithubEndpoint = 'ref' | 'tags' | 'commit' | 'blob' | 'tarball' | 'codeload';

/** What goes wrong, as GitHub's documentation and bad networks have it. */
export type GithubFault = {
  /** Where it goes wrong; everywhere when absent. */
  readonly at?: GithubEndpoint;
  /** How often, before all is well again; always when absent. */
  readonly times?: number;
} & (
  | { readonly kind: 'bad-token' }
  | {
      readonly kind: 'rate-limit';
      readonly status?: 403 | 429;
      /** Seconds since 1970. */
      readonly reset: number;
    }
  | {
      readonly kind: 'secondary-limit';
      readonly status?: 403 | 429;
      /** Seconds. */
      readonly retryAfter: number;
    }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'server-error'; readonly status?: 500 | 502 | 503 }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Closes the connection after so many bytes of the body. */
  | {
      readonly kind: 'cut';
      readonly after: number;
      /** Waits for this between the last byte and the end. */
      readonly until?: Promise<void>;
    }
);

export interface GithubRequest {
  readonly method: string;
  readonly path: string;
  readonly endpoint: GithubEndpoint | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface GithubServer {
  /** For `baseUrl` or GITHUB_API_URL. */
  readonly url: string;
  readonly host: string;
  /** Every request since the start, or since the list was emptied. */
  readonly requests: GithubRequest[];
  /** How many requests were made of one endpoint. */
  count(endpoint: GithubEndpoint): number;
  /** Lets this go wrong from now on, in place of what went wrong before. */
  fail(...faults: readonly GithubFault[]): void;
  close(): Promise<void>;
}

export interface GithubServerOptions {
  readonly faults?: readonly GithubFault[];
  /** The bytes to send for the tarball, in place of the repository's archive. */
  readonly tarball?: Uint8Array;
  /** Tags and branches that can be looked up. */
  readonly refs?: readonly string[];
  /** Tags that are listed. */
  readonly tags?: readonly string[];
  /** Whether the tarball comes with its length; GitHub's own has none. */
  readonly tellsLength?: boolean;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** GitHub's REST API for one repository at one commit, on this machine's loopback. */
export async function startGithubServer(
  repo: SmallRepo,
  {
    faults = [],
    tarball = readFileSync(repo.archive),
    tellsLength = false,
    refs = [],
    tags = [],
  }: GithubServerOptions = {},
): Promise<GithubServer> {
  const requests: GithubRequest[] = [];
  let active: { fault: GithubFault; left: number }[] = [];
  const fail = (...next: readonly GithubFault[]) => {
    active = next.map((fault) => ({ fault, left: fault.times ?? Infinity }));
  };
  fail(...faults);
  const blobs = new Map(
    [...repo.blobs].map(([path, id]) => [id, readFileSync(join(repo.tree, path))]),
  );

  const answer = ({ path, endpoint, headers }: GithubRequest): Answer => {
    const last = path.replace(/\?.*$/, '').split('/').at(-1) ?? '';
    if (headers['user-agent'] === undefined) {
      return apiAnswer(403, { message: 'Request forbidden by administrative rules.' });
    }
    if (endpoint === 'commit' && last === repo.pin.commit) {
      return apiAnswer(200, commitOf(url, repo.pin.repository, last));
    }
    if (endpoint === 'ref' && refs.includes(decodeURIComponent(last))) {
      const { sha, ...commit } = commitOf(url, repo.pin.repository, repo.pin.commit);
      return apiAnswer(200, { sha, commit, parents: [], files: [] });
    }
    if (endpoint === 'tags') {
      const all = tags.map((tag) => ({ ref: `refs/tags/${tag}`, node_id: 'R_test' }));
      const prefix = `refs/${decodeURIComponent(last)}`;
      return apiAnswer(
        200,
        all.filter(({ ref }) => ref.startsWith(prefix)),
      );
    }
    const bytes = blobs.get(last);
    if (endpoint === 'blob' && bytes) {
      return apiAnswer(200, {
        sha: last,
        node_id: 'B_test',
        size: bytes.length,
        url: `${url}${path}`,
        // In lines of 60, as GitHub sends it.
        content: bytes.toString('base64').replace(/.{1,60}/g, '$&\n'),
        encoding: 'base64',
      });
    }
    if (endpoint === 'tarball' && last === repo.pin.commit) {
      const location = `${url}/codeload/${repo.pin.repository}/legacy.tar.gz/${last}`;
      return { status: 302, headers: { location }, body: new Uint8Array() };
    }
    if (endpoint === 'codeload' && last === repo.pin.commit) {
      const length: Record<string, string> = tellsLength
        ? { 'content-length': `${tarball.byteLength}` }
        : {};
      return {
        status: 200,
        headers: {
          'content-type': 'application/x-gzip',
          'content-disposition': `attachment; filename=small-${last.slice(0, 7)}.tar.gz`,
          ...length,
        },
        body: tarball,
      };
    }
    return apiAnswer(404, { message: 'Not Found', documentation_url: documentation });
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = incoming.url ?? '/';
    const request: GithubRequest = {
      method: incoming.method ?? '',
      path,
      endpoint: incoming.method === 'GET' ? endpointOf(path, repo.pin.repository) : undefined,
      headers: incoming.headers,
    };
    requests.push(request);
    const found = active.find(
      ({ fault: { at = request.endpoint }, left }) => at === request.endpoint && left > 0,
    );
    if (found) found.left--;
    const fault = found?.fault;
    if (fault?.kind === 'hang') return;
    const { status, headers, body } = faultAnswer(fault) ?? answer(request);
    const limit = incoming.headers.authorization ? 5000 : 60;
    const quota = {
      'x-ratelimit-limit': `${limit}`,
      'x-ratelimit-remaining': `${Math.max(0, limit - requests.length)}`,
      'x-ratelimit-used': `${requests.length}`,
      'x-ratelimit-reset': `${Math.ceil(Date.now() / 1000) + 3600}`,
      'x-ratelimit-resource': 'core',
    };
    response.writeHead(status, { ...(request.endpoint === 'codeload' ? {} : quota), ...headers });
    if (fault?.kind !== 'cut') {
      response.end(body);
      return;
    }
    await new Promise((done) => response.write(body.subarray(0, fault.after), done));
    await fault.until;
    response.destroy();
  };

  const server = createServer((incoming, response) => void handle(incoming, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  return {
    url,
    host,
    requests,
    count: (endpoint) => requests.filter((request) => request.endpoint === endpoint).length,
    fail,
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

const documentation = 'https://docs.github.com/rest';

/** Owners and repositories are found in whatever case they are written. */
function endpointOf(path: string, repository: string): GithubEndpoint | undefined {
  const [, api, codeload] =
    /^\/(?:repos\/[^/]+\/[^/]+\/(commits|git\/matching-refs|git\/commits|git\/blobs|tarball)|(codeload)\/[^/]+\/[^/]+\/legacy\.tar\.gz)\/[^/]+$/.exec(
      path.replace(/\?.*$/, ''),
    ) ?? [];
  if (!path.toLowerCase().includes(`/${repository.toLowerCase()}/`)) return undefined;
  if (codeload) return 'codeload';
  if (api === 'commits') return 'ref';
  if (api === 'git/matching-refs') return 'tags';
  if (api === 'git/commits') return 'commit';
  if (api === 'git/blobs') return 'blob';
  return api === 'tarball' ? 'tarball' : undefined;
}

function apiAnswer(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: Buffer.from(JSON.stringify(status < 400 ? body : { ...body, status: `${status}` })),
  };
}

function faultAnswer(fault: GithubFault | undefined): Answer | undefined {
  switch (fault?.kind) {
    case 'bad-token':
      return apiAnswer(401, { message: 'Bad credentials', documentation_url: documentation });
    case 'rate-limit':
      return apiAnswer(
        fault.status ?? 403,
        {
          message: `API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)`,
          documentation_url: `${documentation}/overview/resources-in-the-rest-api#rate-limiting`,
        },
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${fault.reset}` },
      );
    case 'secondary-limit':
      return apiAnswer(
        fault.status ?? 403,
        {
          message:
            'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
          documentation_url: `${documentation}/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits`,
        },
        { 'retry-after': `${fault.retryAfter}` },
      );
    case 'not-found':
      return apiAnswer(404, { message: 'Not Found', documentation_url: documentation });
    case 'server-error':
      return apiAnswer(fault.status ?? 500, { message: 'Server Error' });
    case 'hang':
    case 'cut':
    case undefined:
      return undefined;
  }
}

function commitOf(url: string, repository: string, commit: string): Record<string, unknown> {
  const person = { name: 'Test', email: 'test@example.com', date: '2026-01-01T00:00:00Z' };
  const tree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
  return {
    sha: commit,
    node_id: 'C_test',
    url: `${url}/repos/${repository}/git/commits/${commit}`,
    html_url: `https://github.com/${repository}/commit/${commit}`,
    author: person,
    committer: person,
    message: 'A small repository',
    tree: { sha: tree, url: `${url}/repos/${repository}/git/trees/${tree}` },
    parents: [],
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null },
  };
}
