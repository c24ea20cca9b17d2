import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAnchor } from '../../src/anchor/anchor.ts';
import { openBlobStore, type BlobStore } from '../../src/blob/blob-store.ts';
import { keepPlaces } from '../../src/drift/place-by-hand.ts';
import { reviewOf } from '../../src/drift/review-of.ts';
import type { PortedSymbol } from '../../src/drift/reviewed-release.ts';
import { loadGoParser } from '../../src/go/go-parser.ts';
import { parsePort } from '../../src/port-map/parse-port.ts';
import { portsRelease } from '../../src/port-map/ports-release.ts';
import { readPorts, type PortFiles } from '../../src/port-map/read-ports.ts';
import { ProblemError } from '../../src/problem.ts';
import { formatLock, type Lock } from '../../src/release/lock.ts';
import { formatRelease, isPartial, type Release } from '../../src/release/release.ts';
import { formatReview, type Review } from '../../src/release/review.ts';
import { compareReleaseIds } from '../../src/release/span-of-releases.ts';
import {
  lockPath,
  readLock,
  readReleases,
  readReview,
  releasePath,
  reviewPath,
  type Workspace,
} from '../../src/release/workspace.ts';
import { suggest } from '../../src/suggest.ts';
import { parseTour } from '../../src/tour/parse-tour.ts';
import { readContent } from '../../src/tour/read-content.ts';
import type { AddOptions } from './add-options.ts';
import { fetchPins } from './fetch-pins.ts';
import { memoryOver } from './memory-store.ts';
import { missingFolders } from './missing-folders.ts';
import { openRelease, openReviewed } from './open-release.ts';
import { pinRelease } from './pin-release.ts';
import { pinsOfRelease } from './pins-of-release.ts';
import { putInPlace } from './put-in-place.ts';
import type { Reach } from './reach.ts';
import { releasesBetween } from './releases-between.ts';

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
  const from = await openReviewed(workspace, parser, store, earlier);
  const wanted = pinsOfRelease(options, earlier);
  const apt = options.dryRun ? mkdtempSync(join(tmpdir(), 'release-apt-')) : workspace.apt;
  try {
    const reach: Reach = { workspace, store, options, apt };
    const label = options.label ?? labelOf(id, earlier);
    const wished = await pinRelease(reach, { id, label, like: earlier, wanted, known });
    const { release, lock } = await fetchPins(reach, wished, known);
    const to = openRelease(parser, store, release, lock);
    const via = options.via ? await releasesBetween(reach, parser, earlier, release, wanted) : [];
    const content = await readContent(workspace.root);
    const ports = portedSymbols(await readPorts(workspace.project));
    const homeRelease = portsHome(workspace, releases, earlier);
    const home =
      homeRelease === earlier ? from : await openReviewed(workspace, parser, store, homeRelease);
    const made = reviewOf({ draft: parseTour(content, id), ports, home, from, via, to });
    const before = known && readReview(workspace, known);
    const review = withDecisions(keepPlaces(made, before, to), before);
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

/** `v1.21.3` and `release-1.21` -> `v1.21` */
function idOf(ref: string): string {
  const [, minor] = /^(?:v|release-)(\d+\.\d+)(?:\.\d+)?(?:[-+].*)?$/.exec(ref) ?? [];
  if (minor) return `v${minor}`;
  throw new ProblemError({
    message: `\`${ref}\` does not say which release it is.`,
    hint: `Say it: \`npm run release -- add ${ref} --id v1.21\`.`,
  });
}

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
