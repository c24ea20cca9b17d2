import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { reasonOf } from '../problem.ts';
import type { Pin } from '../release/pin.ts';
import { archiveSource } from './archive-source.ts';
import { SourceError, type ReportProgress, type Source } from './source.ts';

type DebianPackage = NonNullable<Pin['debian']>;

export interface DebianOptions {
  /** A folder of our own for package lists and archives; kept between runs. */
  readonly state: string;
  /** The machine's apt configuration. */
  readonly etc?: string;
  /** The programs to run; tests replace them. */
  readonly aptGet?: string;
  readonly aptCache?: string;
}

/**
 * The upstream archive of a Debian source package, had with the machine's own apt. Root is not
 * needed and nothing of the machine changes: the list of `deb-src` entries, the package lists and
 * the archive live in a folder of ours. apt checks signatures and checksums.
 */
export function debianSource({
  state,
  etc = '/etc/apt',
  aptGet = 'apt-get',
  aptCache = 'apt-cache',
}: DebianOptions): Source {
  const archiveOf = async (debian: DebianPackage, progress?: ReportProgress) => {
    const options = await privateOptions(state, etc);
    await update(aptGet, options, progress);
    const version = await findVersion(aptCache, options, debian);
    const spec = `${debian.package}=${version}`;
    return archiveSource(await download(aptGet, options, state, spec, progress), 'Debian');
  };
  return {
    name: 'Debian',
    async *files(request) {
      const { debian } = request.pin;
      if (!debian) throw new SourceError('ships no source package of this commit');
      const archive = await archiveOf(debian, request.progress);
      yield* archive.files(request);
    },
    async resolve(repository, ref, debian) {
      if (!debian) throw new SourceError('ships no source package of this repository');
      refuseOtherTag(ref, debian);
      const archive = await archiveOf(debian);
      return archive.resolve(repository, ref);
    },
  };
}

/** An archive names its commit, and not the tag of it: the version's number must be the tag's. */
function refuseOtherTag(ref: string, { package: name, version }: DebianPackage): void {
  const [, number] = /^v(\d+(?:\.\d+)*)$/.exec(ref) ?? [];
  const [released] = /^\d+(?:\.\d+)*/.exec(version.replace(/^.*really/, '')) ?? [];
  if (number !== undefined && number === released) return;
  throw new SourceError(`cannot say that \`${name}\` ${version} is \`${ref}\``, {
    hint: `Name the commit itself in place of \`${ref}\`: the archive is checked against it.`,
  });
}

/** Folders and lists for an apt of our own; everything else is as the machine has it. */
async function privateOptions(state: string, etc: string): Promise<string[]> {
  const folders = {
    lists: join(state, 'lists'),
    cache: join(state, 'cache'),
    sources: join(state, 'sources.list.d'),
  };
  // A list that the machine has no more must not live on in ours.
  await rm(folders.sources, { recursive: true, force: true });
  for (const folder of [
    join(folders.lists, 'partial'),
    join(folders.cache, 'archives/partial'),
    folders.sources,
  ]) {
    await mkdir(folder, { recursive: true });
  }
  const lists = await sourceLists(etc);
  if (lists.size === 0) {
    throw new SourceError(`has no package lists: there is none in ${etc}`);
  }
  for (const [name, list] of lists) await writeFile(join(folders.sources, name), list);
  const asRoot = process.getuid?.() === 0 ? ['-o', 'APT::Sandbox::User=root'] : [];
  return [
    ...['-o', `Dir::Etc::SourceList=${join(state, 'none.list')}`],
    ...['-o', `Dir::Etc::SourceParts=${folders.sources}`],
    ...['-o', `Dir::State::Lists=${folders.lists}`],
    ...['-o', `Dir::Cache=${folders.cache}`],
    ...['-o', 'Acquire::Languages=none'],
    ...[
      '-o',
      'Acquire::Retries=1',
      '-o',
      'Acquire::http::Timeout=20',
      '-o',
      'Acquire::https::Timeout=20',
    ],
    ...asRoot,
  ];
}

/** The machine's lists with `deb` turned into `deb-src`, in both of apt's formats. */
async function sourceLists(etc: string): Promise<Map<string, string>> {
  const parts = await readdir(join(etc, 'sources.list.d')).catch(() => []);
  const files = [
    join(etc, 'sources.list'),
    ...parts.sort().map((name) => join(etc, 'sources.list.d', name)),
  ];
  const lists = new Map<string, string>();
  for (const file of files) {
    const content = await readFile(file, 'utf8').catch(() => '');
    const list = file.endsWith('.sources')
      ? content.replace(/^Types:.*$/gm, 'Types: deb-src')
      : file.endsWith('.list')
        ? content.replace(/^deb(?:-src)?\s/gm, 'deb-src ')
        : '';
    if (list.trim()) lists.set(basename(file), list);
  }
  return lists;
}

async function update(
  aptGet: string,
  options: readonly string[],
  progress?: ReportProgress,
): Promise<void> {
  progress?.({ what: 'updating Debian package lists', done: 0, unit: 'bytes' });
  const { code, errors } = await run(aptGet, [...options, 'update'], (percent) => {
    progress?.({ what: 'updating Debian package lists', done: percent, total: 100, unit: 'bytes' });
  });
  // apt-get update answers 0 with warnings when lists could not be had; the next step will tell.
  if (code !== 0) throw new SourceError(`cannot update its package lists: ${firstError(errors)}`);
}

async function findVersion(
  aptCache: string,
  options: readonly string[],
  { package: name, version: upstream }: DebianPackage,
): Promise<string> {
  const { output } = await run(aptCache, [...options, 'showsrc', '--only-source', name]);
  const versions = [...output.matchAll(/^Version: (.+)$/gm)].map((match) => match[1] ?? '');
  const found = versions.find((version) => upstreamOf(version) === upstream);
  if (found) return found;
  if (versions.length === 0) {
    throw new SourceError(`has no source package \`${name}\` in this machine's package lists`, {
      hint: 'The machine may have no network, or a distribution that does not ship it.',
    });
  }
  const names = (list: readonly string[]): string =>
    [...new Set(list.map((version) => `${name}=${upstreamOf(version)}`))].join(', ');
  const full = versions.filter((version) => version.replace(/^\d+:/, '') === upstream);
  if (full.length > 0 || versions.includes(upstream)) {
    throw new SourceError(
      `has ${upstream}, which is its own revision, and no version of upstream`,
      {
        hint: `Name the upstream part of it: ${names(full.length > 0 ? full : [upstream])}.`,
      },
    );
  }
  throw new SourceError(`has \`${name}\` only as ${versions.join(', ')}, not as ${upstream}`, {
    hint: `Name the upstream part of one that it has: ${names(versions)}.`,
  });
}

/** `1:1.20.5+really1.20.2-1.1+deb12u1` -> `1.20.5+really1.20.2` */
function upstreamOf(version: string): string {
  return version.replace(/^\d+:/, '').replace(/-[^-]*$/, '');
}

async function download(
  aptGet: string,
  options: readonly string[],
  state: string,
  spec: string,
  progress?: ReportProgress,
): Promise<string> {
  const folder = join(state, 'archives');
  await mkdir(folder, { recursive: true });
  const args = [...options, 'source', '--download-only', '--tar-only', spec];
  // apt lists only what it does not find in the folder where it is run, so it is asked elsewhere.
  const listed = await run(aptGet, [...args, '--print-uris'], undefined, state);
  const [, file, bytes] = /'[^']+' (\S+\.orig\.tar\.gz) (\d+) /.exec(listed.output) ?? [];
  if (!file)
    throw new SourceError(`has no upstream .tar.gz of ${spec}: ${firstError(listed.errors)}`);
  const total = Number(bytes);
  const report = (percent: number) =>
    progress?.({
      what: 'downloading from Debian',
      done: Math.round((total * percent) / 100),
      total,
      unit: 'bytes',
    });
  report(0);
  const { code, errors } = await run(aptGet, args, report, folder);
  if (code !== 0) throw new SourceError(`cannot download ${file}: ${firstError(errors)}`);
  return join(folder, file);
}

interface Answer {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs apt in plain words and English, and reports the percentages of its status stream. */
async function run(
  program: string,
  args: readonly string[],
  percent?: (done: number) => void,
  cwd?: string,
): Promise<Answer> {
  const status = percent ? ['-o', 'APT::Status-Fd=3'] : [];
  const child = spawn(program, [...status, ...args], {
    cwd,
    env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, stdout, stderr, statusStream] = child.stdio as unknown as [
    null,
    Readable,
    Readable,
    Readable,
  ];
  createInterface(statusStream).on('line', (line) => {
    const done = /^dlstatus:\d+:([\d.]+):/.exec(line)?.[1];
    if (done !== undefined) percent?.(Number(done));
  });
  try {
    const [output, errors, [code]] = await Promise.all([
      text(stdout),
      text(stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    return { code, output, errors };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new SourceError(
      missing
        ? `needs \`${program}\`, which this machine has not`
        : `cannot run ${program}: ${reasonOf(error)}`,
      { cause: error, hint: 'Debian and its derivatives have apt; elsewhere use --from PATH.' },
    );
  }
}

function firstError(errors: string): string {
  const line = errors.split('\n').find((row) => /^[EW]: /.test(row)) ?? errors.split('\n')[0] ?? '';
  return line.replace(/^[EW]: /, '').trim() || 'apt gives no reason';
}
