import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { reasonOf } from '../problem.ts';
import { SourceError, type Source } from './source.ts';

/** A local clone or bare repository that has the pinned commit, read through git itself. */
export function gitSource(repository: string): Source {
  return {
    name: repository,
    async *files({ pin, wants, progress }) {
      const found = await git(repository, ['cat-file', '-t', `${pin.commit}^{commit}`]);
      if (found.code !== 0) {
        throw new SourceError(`has no commit ${pin.commit}`, {
          hint: `Fetch it: git -C ${repository} fetch https://github.com/${pin.repository} ${pin.commit}`,
        });
      }
      const listing = await git(repository, ['ls-tree', '-r', '-z', '--full-tree', pin.commit]);
      if (listing.code !== 0) throw new SourceError(`cannot be listed: ${listing.errors.trim()}`);
      const wanted = parseListing(listing.output.toString('utf8')).filter(({ path }) =>
        wants(path),
      );
      let done = 0;
      for await (const bytes of readBlobs(
        repository,
        wanted.map(({ blob }) => blob),
      )) {
        yield { path: wanted[done]?.path ?? '', bytes };
        done++;
        progress?.({ what: 'reading the repository', done, total: wanted.length, unit: 'files' });
      }
    },
    async resolve(wanted, ref) {
      for (const name of [`refs/tags/${ref}`, ref, `refs/remotes/origin/${ref}`]) {
        const found = await git(repository, [
          ...['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
        ]);
        const commit = found.output.toString('utf8').trim();
        if (found.code !== 0 || !/^[0-9a-f]{40}$/.test(commit)) continue;
        const day = await git(repository, ['show', '-s', '--format=%cI', commit]);
        return { commit, date: utcDay(day.output.toString('utf8')) };
      }
      throw new SourceError(`has no tag, branch or commit \`${ref}\``, {
        hint: `Fetch it: git -C ${repository} fetch https://github.com/${wanted} ${ref}`,
      });
    },
  };
}

/** `2021-01-13T13:21:15+02:00` -> `2021-01-13`, in UTC. */
function utcDay(moment: string): string | undefined {
  const time = Date.parse(moment.trim());
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}

/** Regular files of `git ls-tree -r -z`: links (mode 120000) and submodules are left out. */
function parseListing(listing: string): { path: string; blob: string }[] {
  return listing.split('\0').flatMap((row) => {
    const match = /^100\d{3} blob ([0-9a-f]{40})\t(.+)$/s.exec(row);
    return match?.[1] && match[2] ? [{ blob: match[1], path: match[2] }] : [];
  });
}

/** Streams blobs out of one `git cat-file --batch`, in the order asked for. */
async function* readBlobs(
  repository: string,
  blobs: readonly string[],
): AsyncGenerator<Uint8Array> {
  const child = spawn('git', ['-C', repository, 'cat-file', '--batch'], { env: environment() });
  const errors = text(child.stderr);
  child.stdin.on('error', () => undefined);
  child.stdin.end(blobs.map((blob) => `${blob}\n`).join(''));
  let pending: Buffer = Buffer.alloc(0);
  let delivered = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      const newline = pending.indexOf(0x0a);
      if (newline === -1) break;
      const header = pending.toString('latin1', 0, newline);
      const size = /^[0-9a-f]{40} blob (\d+)$/.exec(header)?.[1];
      if (size === undefined) throw new SourceError(`has a damaged object: ${header}`);
      const end = newline + 1 + Number(size);
      if (pending.length < end + 1) break;
      yield new Uint8Array(pending.subarray(newline + 1, end));
      delivered++;
      pending = pending.subarray(end + 1);
    }
  }
  if (delivered < blobs.length) {
    throw new SourceError(
      `ended after ${delivered} of ${blobs.length} files: ${(await errors).trim()}`,
    );
  }
}

interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
  readonly errors: string;
}

async function git(repository: string, args: readonly string[]): Promise<GitAnswer> {
  const child = spawn('git', ['-C', repository, ...args], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const [output, errors, [code]] = await Promise.all([
      buffer(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    return { code, output, errors };
  } catch (error) {
    throw new SourceError(`cannot be read without git: ${reasonOf(error)}`, { cause: error });
  }
}

/** Git must never go to the network for us: a partial clone would, for a blob that it lacks. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };
}
