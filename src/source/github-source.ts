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

/** Up to so many blobs are asked for one by one; more come as one archive, in one request. */
const fewBlobs = 10;

/** A public repository on GitHub, read by commit id through octokit. */
export function githubSource({
  token,
  baseUrl = 'https://api.github.com',
  timeouts = { connect: 2500, idle: 30_000 },
  fetch = patientFetch(timeouts),
  retryPause = 1000,
}: GithubOptions = {}): Source {
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const octokit = new Octokit({
    ...(token ? { auth: token } : {}),
    baseUrl,
    log: silent,
    userAgent: 'apply-to-reconcile',
    request: { fetch },
    retry: { retryAfterBaseValue: retryPause },
    // Waiting out a limit can take an hour. We say so instead, and another source may do.
    throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false },
  });

  return {
    name: 'GitHub',
    async *files(request) {
      try {
        await findCommit(octokit, request.pin);
        const { blobs } = request;
        if (blobs && blobs.size <= fewBlobs) yield* readBlobs(octokit, request, blobs);
        else yield* readTarball(octokit, request);
      } catch (error) {
        throw explain(error, request.pin, new URL(baseUrl).host, token !== undefined);
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
  let done = 0;
  for (const [path, blob] of blobs) {
    if (!wants(path)) continue;
    const { data } = await octokit.rest.git.getBlob({ ...repositoryOf(pin), file_sha: blob });
    yield { path, bytes: Buffer.from(data.content, 'base64') };
    progress?.({ what: 'downloading', done: ++done, total: blobs.size, unit: 'files' });
  }
}

function explain(error: unknown, pin: Pin, host: string, hasToken: boolean): SourceError {
  if (error instanceof SourceError) return error;
  const offline = {
    hint: 'Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).',
  };
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
      hint: 'Set GITHUB_TOKEN to a valid token, or unset it: public source needs none.',
    });
  }
  if ((status === 403 || status === 429) && limited) {
    const reset = Number(headers['x-ratelimit-reset']);
    const until = reset ? ` until ${new Date(reset * 1000).toISOString().slice(0, 16)}Z` : '';
    return new SourceError(`has no requests left for this machine${until} (${status})`, {
      cause: error,
      hint: hasToken
        ? offline.hint
        : 'Set GITHUB_TOKEN for 5,000 requests an hour, or use --from PATH.',
    });
  }
  if (status === 404 || status === 422) {
    return new SourceError(`has no commit ${pin.commit} in ${pin.repository} (${status})`, {
      cause: error,
      hint: 'Check "repository" and "commit" in the release file.',
    });
  }
  if (status >= 500) {
    return new SourceError(`fails with ${status} again and again`, { cause: error, ...offline });
  }
  return new SourceError(`answers ${status}: ${error.message}`, { cause: error });
}

/** The innermost reason of a failed fetch, which undici nests three errors deep. */
function networkReason(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (inner instanceof AggregateError && inner.errors.length > 0) inner = inner.errors[0];
  const code = (inner as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name does not resolve';
  if (code === 'ECONNREFUSED') return 'the connection is refused';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'no connection in time';
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return 'it stopped answering';
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') return 'the connection was cut';
  return reasonOf(inner);
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
