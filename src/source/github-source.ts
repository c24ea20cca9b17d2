import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Octokit, RequestError } from 'octokit';
import { EnvHttpProxyAgent } from 'undici';
import { reasonOf } from '../problem.ts';
import type { Pin } from '../release/pin.ts';
import { readArchive } from './read-archive.ts';
import { SourceError, type Source, type SourceFile, type SourceRequest } from './source.ts';

export interface GithubOptions {
  /** Raises the limit from 60 to 5,000 requests an hour. Never printed. */
  readonly token?: string | undefined;
  readonly baseUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds: to connect, and between two answers of a server that went silent. */
  readonly timeouts?: { readonly connect: number; readonly idle: number };
  /** Milliseconds of octokit's first pause before it repeats a failed request. */
  readonly retryPause?: number;
}

const tokenHint = 'Set GITHUB_TOKEN to a valid token, or unset it: public source needs none.';
const offline = {
  hint: 'Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).',
};

/** Up to so many blobs are asked for one by one; more come as one archive, in one request. */
const fewBlobs = 10;

/** Octokit as we ask with it, and what a failure of it says. */
export interface GithubClient {
  readonly octokit: Octokit;
  /** @throws SourceError when the token cannot be sent. */
  readonly refuseOddToken: () => void;
  readonly explain: (error: unknown, pin: Pin) => SourceError;
}

/** What speaks to GitHub for every reader of it. */
export function githubClient({
  token,
  baseUrl = 'https://api.github.com',
  timeouts = { connect: 2500, idle: 15_000 },
  fetch = patientFetch(timeouts),
  retryPause = 1000,
}: GithubOptions = {}): GithubClient {
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const octokit = new Octokit({
    ...(token ? { auth: token } : {}),
    baseUrl,
    log: silent,
    userAgent: 'apply-to-reconcile',
    request: { fetch },
    // Octokit's own list, and 429: a limit is not overcome by asking again.
    retry: {
      retryAfterBaseValue: retryPause,
      doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451],
    },
    // Waiting out a limit can take an hour. We say so instead, and another source may do.
    throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false },
  });

  const refuseOddToken = (): void => {
    // fetch would quote such a token in its error.
    if (!token || !/[^\x20-\x7e]/.test(token.trim())) return;
    throw new SourceError('cannot be sent the token in GITHUB_TOKEN: it is not plain text', {
      hint: tokenHint,
    });
  };

  return {
    octokit,
    refuseOddToken,
    explain: (error, pin) => explainFailure(error, pin, new URL(baseUrl).host, Boolean(token)),
  };
}

/** A public repository on GitHub, read by commit id through octokit. */
export function githubSource(options: GithubOptions = {}): Source {
  const { octokit, refuseOddToken, explain } = githubClient(options);
  return {
    name: 'GitHub',
    async resolve(repository, ref) {
      refuseOddToken();
      const pin = { mount: '', repository, commit: ref, ref };
      try {
        const { data } = await octokit.rest.repos.getCommit({
          ...repositoryOf(pin),
          ref,
          // Of what the commit changed nothing is wanted.
          per_page: 1,
          request: { retries: 0 },
        });
        const day = data.commit.committer?.date?.slice(0, 10);
        return { commit: data.sha, date: day };
      } catch (error) {
        throw explain(error, pin);
      }
    },
    async *files(request) {
      refuseOddToken();
      try {
        await findCommit(octokit, request.pin);
        const { blobs } = request;
        if (blobs && blobs.size <= fewBlobs) yield* readBlobs(octokit, request, blobs);
        else yield* readTarball(octokit, request);
      } catch (error) {
        throw explain(error, request.pin);
      }
    },
  };
}

type Repository = { owner: string; repo: string };

function repositoryOf(pin: Pin): Repository {
  const [owner = '', repo = ''] = pin.repository.split('/');
  return { owner, repo };
}

/**
 * Asks for the commit. The first request is not repeated on its own: octokit would repeat one to
 * an unknown host for 14 seconds, and a person should know after three.
 */
async function findCommit(octokit: Octokit, pin: Pin): Promise<void> {
  const find = (retries: number) =>
    octokit.rest.git.getCommit({
      ...repositoryOf(pin),
      commit_sha: pin.commit,
      request: { retries },
    });
  try {
    await find(0);
  } catch (error) {
    const answered = error instanceof RequestError && error.response !== undefined;
    if (!answered || error.status < 500) throw error;
    await find(3);
  }
}

async function* readTarball(
  octokit: Octokit,
  { pin, wants, blobs, progress }: SourceRequest,
): AsyncGenerator<SourceFile> {
  const response = await octokit.request('GET /repos/{owner}/{repo}/tarball/{ref}', {
    ...repositoryOf(pin),
    ref: pin.commit,
    request: { parseSuccessResponseBody: false },
  });
  const body = Readable.fromWeb(response.data as ReadableStream<Uint8Array>);
  const total = Number(response.headers['content-length']) || undefined;
  let done = 0;
  body.on('data', (chunk: Uint8Array) => {
    done += chunk.byteLength;
    progress?.({ what: 'downloading', done, total, unit: 'bytes' });
  });
  body.pause();
  yield* readArchive(body, { pin, wants, blobs });
}

async function* readBlobs(
  octokit: Octokit,
  { pin, wants, progress }: SourceRequest,
  blobs: ReadonlyMap<string, string>,
): AsyncGenerator<SourceFile> {
  const wanted = [...blobs].filter(([path]) => wants(path));
  let done = 0;
  for (const [path, blob] of wanted) {
    const { data } = await octokit.rest.git.getBlob({ ...repositoryOf(pin), file_sha: blob });
    // Octokit makes an empty text of an answer that was cut off.
    const { content } = data as { content?: string };
    if (content === undefined) {
      throw new SourceError(`stopped in the middle of blob ${blob}`, offline);
    }
    yield { path, bytes: Buffer.from(content, 'base64') };
    progress?.({ what: 'downloading', done: ++done, total: wanted.length, unit: 'files' });
  }
}

function explainFailure(error: unknown, pin: Pin, host: string, hasToken: boolean): SourceError {
  if (error instanceof SourceError) {
    const reason = knownNetworkReason(error);
    if (!reason) return error;
    return new SourceError(`stopped in the middle of the archive: ${reason}`, {
      cause: error,
      ...offline,
    });
  }
  if (!(error instanceof RequestError) || !error.response) {
    return new SourceError(`cannot be reached at ${host}: ${networkReason(error)}`, {
      cause: error,
      ...offline,
    });
  }
  const { status } = error;
  const headers = error.response.headers;
  const limited = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  if (status === 401) {
    return new SourceError('refuses the token in GITHUB_TOKEN (401)', {
      cause: error,
      hint: tokenHint,
    });
  }
  if ((status === 403 || status === 429) && limited) {
    const pause = headers['retry-after'];
    const reset = Number(headers['x-ratelimit-reset']);
    const until = pause
      ? ` for the next ${pause} s`
      : reset
        ? ` until ${new Date(reset * 1000).toISOString().slice(0, 16)}Z`
        : '';
    return new SourceError(`has no requests left for this machine${until} (${status})`, {
      cause: error,
      hint: hasToken
        ? offline.hint
        : 'Set GITHUB_TOKEN for 5,000 requests an hour, or use --from PATH.',
    });
  }
  if (status === 404 || status === 422) {
    const blob = /\/git\/blobs\/(\w+)$/.exec(error.request.url)?.[1];
    const isCommit = /^[0-9a-f]{40}$/.test(pin.commit);
    const what = blob
      ? `blob ${blob}`
      : isCommit
        ? `commit ${pin.commit}`
        : `tag, branch or commit \`${pin.ref}\``;
    return new SourceError(`has no ${what} in ${pin.repository} (${status})`, {
      cause: error,
      hint: isCommit
        ? 'Check "repository" and "commit" in the release file.'
        : `See https://github.com/${pin.repository}/tags for the names that there are.`,
    });
  }
  if (status >= 500) {
    return new SourceError(`fails with ${status} again and again`, { cause: error, ...offline });
  }
  return new SourceError(`answers ${status}: ${error.message}`, { cause: error });
}

function networkReason(error: unknown): string {
  return knownNetworkReason(error) ?? reasonOf(innermost(error));
}

/** The innermost reason of a failed fetch, which undici nests three errors deep. */
function innermost(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  return inner instanceof AggregateError && inner.errors.length > 0 ? inner.errors[0] : inner;
}

function knownNetworkReason(error: unknown): string | undefined {
  const inner = innermost(error);
  const code = (inner as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name does not resolve';
  if (code === 'ECONNREFUSED') return 'the connection is refused';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'no connection in time';
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return 'it stopped answering';
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') return 'the connection was cut';
  return undefined;
}

function patientFetch({
  connect,
  idle,
}: {
  connect: number;
  idle: number;
}): typeof globalThis.fetch {
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: connect },
    headersTimeout: idle,
    bodyTimeout: idle,
  });
  return (input, init) => globalThis.fetch(input, { ...init, dispatcher } as RequestInit);
}
