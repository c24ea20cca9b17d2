import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAnchor } from '../src/anchor/anchor.ts';
import { blobReader } from '../src/blob/blob-reader.ts';
import { openBlobStore, type BlobStore } from '../src/blob/blob-store.ts';
import { fetchRelease, type SourceFailure } from '../src/blob/fetch-release.ts';
import { reviewOf } from '../src/drift/review-of.ts';
import type { PortedSymbol, ReviewedRelease } from '../src/drift/reviewed-release.ts';
import { loadGoParser, type GoParser } from '../src/go/go-parser.ts';
import { goRelease } from '../src/go/go-release.ts';
import { parsePort } from '../src/port-map/parse-port.ts';
import { portsRelease } from '../src/port-map/ports-release.ts';
import { readPorts, type PortFiles } from '../src/port-map/read-ports.ts';
import { ProblemError, reasonOf } from '../src/problem.ts';
import { blobIdOf } from '../src/release/blob-id.ts';
import { formatLock, type Lock, type LockedFile } from '../src/release/lock.ts';
import { unknownCommit, type Pin } from '../src/release/pin.ts';
import { isPartial, parseRelease, type Release } from '../src/release/release.ts';
import { formatReview, type Review } from '../src/release/review.ts';
import { compareReleaseIds } from '../src/release/span-of-releases.ts';
import {
  lockPath,
  readLock,
  readReleases,
  readReview,
  releasePath,
  reviewPath,
  type Workspace,
} from '../src/release/workspace.ts';
import { debianSource } from '../src/source/debian-source.ts';
import { declaredSource } from '../src/source/declared-source.ts';
import { githubSource } from '../src/source/github-source.ts';
import { pathSource } from '../src/source/path-source.ts';
import { SourceError, type ResolvedRef, type Source } from '../src/source/source.ts';
import { suggest } from '../src/suggest.ts';
import { parseTour } from '../src/tour/parse-tour.ts';
import { readContent } from '../src/tour/read-content.ts';
import { missingFolders } from './missing-folders.ts';
import { pinsOfRelease, type WantedPin } from './pins-of-release.ts';
import { progressOn } from './progress.ts';
import { putInPlace } from './put-in-place.ts';

export interface AddOptions {
  /** A tag, a branch or a commit. */
  readonly ref: string;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  /** The release to carry from; the newest earlier one that is whole when absent. */
  readonly after?: string | undefined;
  /** `owner/name@ref:mount` */
  readonly repository?: readonly string[] | undefined;
  /** `PATH`, or `MOUNT=PATH` for one of several repositories. */
  readonly from?: readonly string[] | undefined;
  /** Folders of the repository at the root that its source holds. */
  readonly only?: readonly string[] | undefined;
  /** `package=version` */
  readonly debian?: string | undefined;
  /** Source that names no commit is taken on the caller's word. */
  readonly declared: boolean;
  readonly via: boolean;
  readonly replace: boolean;
  readonly dryRun: boolean;
  readonly offline: boolean;
}

/** A release that was added, or would be. */
export interface AddedRelease {
  readonly release: Release;
  readonly lock: Lock;
  readonly review: Review;
  readonly store: BlobStore;
  /** What a person should know who added it so. */
  readonly warnings: readonly string[];
}

/** Pins, fetches and carries over a new release; its files appear at the end, all or none. */
export async function addRelease(workspace: Workspace, options: AddOptions): Promise<AddedRelease> {
  const releases = readReleases(workspace);
  const id = options.id ?? idOf(options.ref);
  const known = releases.find((release) => release.id === id);
  if (known && !options.replace) {
    throw new ProblemError({
      message: `There is a release ${id} already: ${known.pins.map(({ ref }) => ref).join(', ')}.`,
      hint: `To put another commit in its place: \`npm run release -- add ${options.ref} --replace\`. What was read and has not changed stays read.`,
    });
  }
  const store = options.dryRun
    ? memoryOver(openBlobStore(workspace.blobs))
    : openBlobStore(workspace.blobs);
  const parser = await loadGoParser();
  const earlier = earlierRelease(workspace, releases, id, options.after);
  const from = await reviewed(workspace, parser, store, earlier);
  const wanted = pinsOfRelease(options, earlier);
  const apt = options.dryRun ? mkdtempSync(join(tmpdir(), 'release-apt-')) : workspace.apt;
  try {
    const reach: Reach = { workspace, store, options, apt };
    const pinned = await pin(reach, id, earlier, wanted, known);
    const wished = withoutEmpty(pinned, options.label ?? labelOf(id, earlier));
    const { release, lock } = await fetchPins(reach, wished, known);
    const to = open(parser, store, release, lock);
    const via = options.via ? await between(reach, parser, earlier, release, wanted) : [];
    const content = await readContent(workspace.root);
    const ports = portedSymbols(await readPorts(workspace.project));
    const homeRelease = portsHome(workspace, releases, earlier);
    const home =
      homeRelease === earlier ? from : await reviewed(workspace, parser, store, homeRelease);
    const made = reviewOf({ draft: parseTour(content, id), ports, home, from, via, to });
    const review = withDecisions(made, known && readReview(workspace, known));
    if (!options.dryRun) {
      putInPlace(
        workspace.root,
        new Map([
          [lockPath(release), formatLock(lock)],
          [reviewPath(release), formatReview(review)],
          [releasePath(release), formatRelease(release)],
        ]),
        workspace.adding,
      );
    }
    return { release, lock, review, store, warnings: missingFolders(release, lock, review) };
  } finally {
    if (options.dryRun) rmSync(apt, { recursive: true, force: true });
  }
}

interface Reach {
  readonly workspace: Workspace;
  readonly store: BlobStore;
  readonly options: AddOptions;
  readonly apt: string;
}

/** `v1.21.3` and `release-1.21` -> `v1.21` */
function idOf(ref: string): string {
  const [, minor] = /^(?:v|release-)(\d+\.\d+)(?:\.\d+)?(?:[-+].*)?$/.exec(ref) ?? [];
  if (minor) return `v${minor}`;
  throw new ProblemError({
    message: `\`${ref}\` does not say which release it is.`,
    hint: `Say it: \`npm run release -- add ${ref} --id v1.21\`.`,
  });
}

const minorOf = (id: string): number => Number(/^v\d+\.(\d+)$/.exec(id)?.[1]);

const labelOf = (id: string, earlier: Release): string =>
  earlier.label.includes(earlier.id.slice(1))
    ? earlier.label.replace(earlier.id.slice(1), id.slice(1))
    : id;

function earlierRelease(
  workspace: Workspace,
  releases: readonly Release[],
  id: string,
  after: string | undefined,
): Release {
  if (after !== undefined) {
    const found = releases.find((release) => release.id === after);
    if (found) return found;
    const ids = releases.map((release) => release.id);
    throw new ProblemError({
      message: `--after ${after}: there is no such release.`,
      hint: suggest(after, ids) ?? `Releases: ${ids.join(', ')}.`,
    });
  }
  const isEarlier = (release: Release): boolean => compareReleaseIds(release.id, id) < 0;
  const found = releases.find(
    (release) => isEarlier(release) && !isPartial(release) && readLock(workspace, release),
  );
  if (found) return found;
  throw new ProblemError({
    message: `No whole release before ${id} has a lock, so there is nothing to carry over.`,
    hint: 'Run `npm run fetch` for an earlier one, or name one: --after v1.20.',
  });
}

/** The release that the ports are of; where it is none of ours, the one that all others came from. */
function portsHome(workspace: Workspace, releases: readonly Release[], earlier: Release): Release {
  const own = releases.find(({ id }) => id === portsRelease);
  if (own) return own;
  const from = readReview(workspace, earlier)?.from;
  const before = releases.find(({ id }) => id === from);
  return before ? portsHome(workspace, releases, before) : earlier;
}

/** A release that is here already, every file of it: what moved may have come from anywhere. */
async function reviewed(
  workspace: Workspace,
  parser: GoParser,
  store: BlobStore,
  release: Release,
): Promise<ReviewedRelease> {
  const lock = readLock(workspace, release);
  const here = lock && (await fetchRelease({ release, lock, store, sources: [] }));
  if (!lock || !here?.complete) {
    throw new ProblemError({
      message: `The source of ${release.id}, to carry over from, is not here or not whole.`,
      hint: `Run \`npm run fetch -- --release ${release.id}\` first.`,
    });
  }
  return { ...open(parser, store, release, lock), review: readReview(workspace, release) };
}

function open(parser: GoParser, store: BlobStore, release: Release, lock: Lock): ReviewedRelease {
  const reader = blobReader(lock, store);
  return {
    release,
    go: goRelease(parser, reader),
    files: lock.files,
    read: (path) => reader.read(path),
  };
}

/** The order of the design: local copies that were named, GitHub, Debian. */
const sourcesFor = (reach: Reach, mount: string, mounts: readonly string[]): Source[] => [
  ...localSources(reach, mount, mounts),
  ...farSources(reach),
];

/** The copies that were named for a mount, or those that were named for none. */
function localSources({ options }: Reach, mount: string, mounts: readonly string[]): Source[] {
  const copies = (options.from ?? []).map((text) => {
    const at = text.indexOf('=');
    const named = at === -1 ? undefined : text.slice(0, at);
    return named !== undefined && mounts.includes(named)
      ? { mount: named, path: text.slice(at + 1) }
      : { mount: undefined, path: text };
  });
  const own = copies.filter((copy) => copy.mount === mount);
  const chosen = own.length > 0 ? own : copies.filter((copy) => copy.mount === undefined);
  return chosen.map(({ path }) => pathSource(path));
}

function farSources({ options, apt }: Reach): Source[] {
  if (options.offline) return [];
  const baseUrl = process.env.GITHUB_API_URL;
  const github = githubSource({ token: process.env.GITHUB_TOKEN, ...(baseUrl ? { baseUrl } : {}) });
  return [github, ...(options.debian ? [debianSource({ state: apt })] : [])];
}

interface PinnedRelease {
  readonly id: string;
  readonly date: string | undefined;
  readonly pins: readonly Pin[];
}

async function pin(
  reach: Reach,
  id: string,
  earlier: Release,
  wanted: readonly WantedPin[],
  known: Release | undefined,
): Promise<PinnedRelease> {
  const mounts = wanted.map(({ mount }) => mount);
  const pins: Pin[] = [];
  let date: string | undefined;
  for (const { repository, ref, mount, only, debian } of wanted) {
    const found = await resolve(reach, { repository, ref, mount, debian }, mounts, known);
    date ??= found.date;
    pins.push({
      mount,
      repository,
      commit: found.commit,
      ref: ref === unknownCommit ? reach.options.ref : ref,
      ...(debian ? { debian } : {}),
      ...(only ? { only: [...only] } : {}),
      ...(reach.options.declared && found.commit === unknownCommit
        ? { declared: true as const }
        : {}),
    });
  }
  return { id, date: date ?? (earlier.id === id ? earlier.date : undefined), pins };
}

async function resolve(
  reach: Reach,
  { repository, ref, mount, debian }: Omit<WantedPin, 'only'>,
  mounts: readonly string[],
  known: Release | undefined,
): Promise<ResolvedRef> {
  if (/^[0-9a-f]{40}$/.test(ref)) return { commit: ref };
  // A tag does not move: what was looked up once needs no second look.
  const same = known?.pins.find((pin) => pin.repository === repository && pin.ref === ref);
  if (same && /^v\d/.test(ref) && reach.options.from === undefined) {
    return { commit: same.commit, date: known?.date };
  }
  const failures: SourceFailure[] = [];
  // Nobody on a network knows `unknown`; an archive names its commit whatever it is asked for.
  const ask = ref === unknownCommit ? localSources : sourcesFor;
  for (const source of ask(reach, mount, mounts)) {
    if (!source.resolve) continue;
    try {
      return await source.resolve(repository, ref, debian);
    } catch (error) {
      const hint = error instanceof SourceError ? error.hint : undefined;
      failures.push({ source: source.name, reason: reasonOf(error), hint });
    }
  }
  if (reach.options.declared || ref === unknownCommit) return { commit: unknownCommit };
  throw couldNot(reach, `\`${ref}\` of ${repository} was not found`, failures);
}

interface FetchedPins {
  /** As it was wished, and which of its pins were taken on somebody's word. */
  readonly release: Release;
  readonly lock: Lock;
}

/** Fetches each pin from the first source that has it. */
async function fetchPins(reach: Reach, release: Release, known?: Release): Promise<FetchedPins> {
  const { workspace, store } = reach;
  const commits = release.pins.map(({ commit }) => commit);
  const locked = known && readLock(workspace, known);
  if (locked && locked.commits.join() === commits.join() && !commits.includes(unknownCommit)) {
    const here = await fetchRelease({ release, lock: locked, store, sources: [] });
    const pins = release.pins.map((pin, at) =>
      known.pins[at]?.declared ? { ...pin, declared: true as const } : pin,
    );
    if (here.complete) return { release: { ...release, pins }, lock: locked };
  }
  const files = new Map<string, LockedFile>();
  const pins: Pin[] = [];
  for (const pin of release.pins) {
    const fetched = await fetchPin(reach, release, pin);
    pins.push(fetched.pin);
    for (const [path, file] of fetched.files) files.set(path, file);
  }
  return { release: { ...release, pins }, lock: { release: release.id, commits, files } };
}

async function fetchPin(
  reach: Reach,
  release: Release,
  pin: Pin,
): Promise<{ pin: Pin; files: Lock['files'] }> {
  const mounts = release.pins.map(({ mount }) => mount);
  const onWord = new Set<string>();
  const believed = (source: Source): Source =>
    reach.options.declared ? declaredSource(source, () => onWord.add(source.name)) : source;
  const local = localSources(reach, pin.mount, mounts);
  // A copy that proves its commit comes before one that is taken on somebody's word.
  const sources = [
    ...(reach.options.declared ? local : []),
    ...local.map(believed),
    ...farSources(reach).map(believed),
  ];
  const fetched = await fetchRelease({
    release,
    pins: [pin],
    store: reach.store,
    sources,
    progress: progressOn(process.stderr),
  });
  if (!fetched.complete) {
    throw couldNot(reach, `${pin.repository} at ${pin.ref} could not be had`, fetched.failures);
  }
  const isOnWord = fetched.source !== undefined && onWord.has(fetched.source);
  return { pin: isOnWord ? { ...pin, declared: true } : pin, files: fetched.lock.files };
}

/** The minor releases between two, as far as their sources can be had. */
async function between(
  reach: Reach,
  parser: GoParser,
  earlier: Release,
  release: Release,
  wanted: readonly WantedPin[],
): Promise<ReviewedRelease[]> {
  const [first, last] = [minorOf(earlier.id), minorOf(release.id)];
  const hops: ReviewedRelease[] = [];
  for (let minor = first + 1; minor < last; minor++) {
    const id = release.id.replace(/\d+$/, `${minor}`);
    const refs = wanted.map((pin) => ({ ...pin, ref: refOfMinor(pin.ref, last, minor) }));
    try {
      const pinned = await pin(reach, id, release, refs, undefined);
      const hop = await fetchPins(reach, withoutEmpty(pinned, id));
      hops.push(open(parser, reach.store, hop.release, hop.lock));
      console.error(`${id}: on the way, ${refs.map(({ ref }) => ref).join(', ')}.`);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const [problem] = error.problems;
      console.error(`${id} is hopped over: ${problem?.message ?? reasonOf(error)}`);
    }
  }
  return hops;
}

/** `v1.24.3`, 24 -> 21 gives `v1.21.0`; `release-1.24` gives `release-1.21`. */
function refOfMinor(ref: string, from: number, to: number): string {
  return ref
    .replace(new RegExp(`^v(\\d+)\\.${from}\\.\\d+.*$`), `v$1.${to}.0`)
    .replace(new RegExp(`^release-(\\d+)\\.${from}$`), `release-$1.${to}`);
}

function couldNot(
  { options }: Reach,
  what: string,
  failures: readonly SourceFailure[],
): ProblemError {
  const reasons = failures.map(
    ({ source, reason, hint }) => `${source} ${reason}.${hint ? ` ${hint}` : ''}`,
  );
  if (options.offline && options.debian) {
    reasons.push('--offline leaves Debian out: leave --offline out, or name a copy: --from PATH.');
  }
  return new ProblemError({
    message: `${what}; nothing was written.`,
    hint:
      [...new Set(reasons)].join('\n') ||
      'No source was named: --from PATH, or leave --offline out.',
  });
}

/** Checks what came from arguments as if it had been read from a file. */
function withoutEmpty({ id, date, pins }: PinnedRelease, label: string): Release {
  const release = { id, label, ...(date ? { date } : {}), pins: [...pins] };
  return parseRelease(formatRelease(release), releasePath({ id }));
}

/** The file of a release; what has its usual value is left out. */
function formatRelease({ pins, ...release }: Release): string {
  const plain = pins.map(({ mount, ...pin }) => (mount === '' ? pin : { mount, ...pin }));
  return `${JSON.stringify({ ...release, pins: plain }, null, 2)}\n`;
}

function portedSymbols(files: PortFiles): PortedSymbol[] {
  return [...files].flatMap(([file, text]) =>
    parsePort(text, file, []).flatMap(({ name, anchor }) => {
      const parsed = parseAnchor(anchor);
      return 'path' in parsed ? [{ port: `${file}#${name}`, anchor: parsed }] : [];
    }),
  );
}

/** What a person has decided stays decided; what they read counts for as long as it is the same. */
function withDecisions(review: Review, earlier: Review | undefined): Review {
  if (!earlier) return review;
  const anchors = Object.entries(review.anchors).map(([key, row]) => {
    const decision = earlier.anchors[key]?.decision ?? row.decision;
    const isOfThis = earlier.anchors[key]?.written === row.written;
    return [key, decision && isOfThis ? { ...row, decision } : row] as const;
  });
  return { ...review, anchors: Object.fromEntries(anchors) };
}

/** A store that keeps what it is given in memory: a dry run writes nothing. */
function memoryOver(store: BlobStore): BlobStore {
  const held = new Map<string, Uint8Array>();
  return {
    has: (id) => held.has(id) || store.has(id),
    read: (id) => held.get(id) ?? store.read(id),
    write(bytes) {
      const id = blobIdOf(bytes);
      if (!store.has(id)) held.set(id, bytes);
      return id;
    },
  };
}
