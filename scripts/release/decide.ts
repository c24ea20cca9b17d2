import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { blobReader } from '../../src/blob/blob-reader.ts';
import { openBlobStore } from '../../src/blob/blob-store.ts';
import { placeByHand, type PlacedRow } from '../../src/drift/place-by-hand.ts';
import type { ReportedRelease } from '../../src/drift/report-release.ts';
import { noExcerpt } from '../../src/drift/review-of.ts';
import { loadGoParser } from '../../src/go/go-parser.ts';
import { goRelease } from '../../src/go/go-release.ts';
import { ProblemError } from '../../src/problem.ts';
import type { Release } from '../../src/release/release.ts';
import { formatReview, leftOf, type Review, type ReviewRow } from '../../src/release/review.ts';
import {
  readLock,
  readReleases,
  readReview,
  reviewPath,
  type Workspace,
} from '../../src/release/workspace.ts';
import { suggest } from '../../src/suggest.ts';

/** A release that was added by machine, with what became of its anchors, and its source. */
export type ReviewedHere = Omit<ReportedRelease, 'problems'>;

/**
 * The release that is meant: the one named, or the newest that was carried over.
 *
 * @throws ProblemError when there is none, or none by that name.
 */
export function chooseReviewed(workspace: Workspace, id: string | undefined): ReviewedHere {
  const releases = readReleases(workspace);
  const reviewed = releases.flatMap((release) => {
    const review = readReview(workspace, release);
    return review ? [{ release, review }] : [];
  });
  const chosen = id === undefined ? reviewed[0] : reviewed.find(({ release }) => release.id === id);
  if (chosen) return { ...chosen, ...sourceOf(workspace, chosen.release) };
  const ids = reviewed.map(({ release }) => release.id);
  if (id === undefined || reviewed.length === 0) {
    throw new ProblemError({
      message: 'No release here was carried over from another.',
      hint: 'Add one: `npm run release -- add v1.21.0`.',
    });
  }
  const isHere = releases.some((release) => release.id === id);
  throw new ProblemError({
    message: isHere
      ? `${id} was not carried over from another release: its content was written for it.`
      : `There is no release ${id}.`,
    hint: suggest(id, ids) ?? `Carried over: ${ids.join(', ')}.`,
  });
}

function sourceOf(workspace: Workspace, release: Release): Pick<ReviewedHere, 'lock' | 'store'> {
  const lock = readLock(workspace, release);
  if (lock) return { lock, store: openBlobStore(workspace.blobs) };
  throw new ProblemError({
    message: `${release.id} has no lock.`,
    hint: `Run \`npm run fetch -- --release ${release.id}\`.`,
  });
}

export interface Acceptance {
  readonly key: string;
  readonly note: string;
  /** Where a person has found it, when the carrying over did not. */
  readonly anchor?: string | undefined;
  readonly date: string;
}

/**
 * Records that a person re-read an anchor, or a stop with all its notes. It counts for the text as
 * it is now: when that changes, it is asked about again.
 *
 * @returns The keys that were accepted, and the orphans of the stop that still need a decision.
 */
export async function accept(
  workspace: Workspace,
  chosen: ReviewedHere,
  { key, note, anchor, date }: Acceptance,
): Promise<{ accepted: string[]; orphans: string[] }> {
  const { release, review } = chosen;
  const keys = keysOf(review, key);
  if (anchor !== undefined) {
    const placed = await place(chosen, rowOf(review, key), anchor);
    const decision = { state: 'accepted' as const, date, note, read: placed.is };
    const notes = await followingNotes(chosen, key, anchor);
    write(workspace, release, review, new Map([[key, { ...placed, decision }], ...notes]));
    return { accepted: [key], orphans: notes.flatMap(([name, row]) => (row.is ? [] : [name])) };
  }
  const orphans = keys.filter((name) => leftOf(rowOf(review, name)) === 'decide');
  const rows = new Map<string, ReviewRow>();
  for (const name of keys) {
    const row = rowOf(review, name);
    if (leftOf(row) !== 'read' || !row.is) continue;
    rows.set(name, { ...row, decision: { state: 'accepted', date, note, read: row.is } });
  }
  if (rows.size === 0) {
    const row = rowOf(review, keys[0] ?? key);
    throw new ProblemError(
      orphans.length > 0
        ? {
            message: `\`${orphans[0] ?? key}\` is an orphan: there is no text to accept.`,
            hint: `Give its place with --anchor 'path#Symbol > "quote"', or \`npm run release -- waive ${orphans[0] ?? key} --reason "..."\`.`,
          }
        : {
            message: `\`${key}\` is ${row.status} in ${release.id}: nothing there waits to be read.`,
            hint: `\`npm run release -- status ${release.id}\` says what does.`,
          },
    );
  }
  write(workspace, release, review, rows);
  return { accepted: [...rows.keys()], orphans };
}

/** Records why an orphan is gone; readers are told so at its place. */
export function waive(
  workspace: Workspace,
  { release, review }: ReviewedHere,
  { key, reason, date }: { key: string; reason: string; date: string },
): string[] {
  keysOf(review, key);
  const row = rowOf(review, key);
  if (row.status !== 'orphan') {
    throw new ProblemError({
      message: `\`${key}\` is ${row.status} in ${release.id}, and only orphans are waived.`,
      hint: `When you have read it: \`npm run release -- accept ${key} --note "..."\`.`,
    });
  }
  // Without its excerpt a note has nothing to stand beside.
  const isStop = !key.includes('/') || /\/excerpt-\d+$/.test(key);
  const beside = isStop
    ? Object.entries(review.anchors).flatMap(([name, { status, written }]) =>
        status === 'orphan' && written.startsWith(`${row.written} > `) ? [name] : [],
      )
    : [];
  const decision = { state: 'waived' as const, date, reason };
  const keys = [key, ...beside.filter((name) => name.startsWith(`${key.replace(/\/.*$/, '')}/`))];
  write(
    workspace,
    release,
    review,
    new Map(keys.map((name) => [name, { ...rowOf(review, name), decision }])),
  );
  return keys;
}

/** The rows that a name means: a stop with its notes, or one of them. */
function keysOf(review: Review, key: string): string[] {
  const known = Object.keys(review.anchors);
  if (known.includes(key)) {
    if (key.includes('/')) return [key];
    return known.filter((name) => name === key || name.startsWith(`${key}/`));
  }
  if (/^(\*|all)$/i.test(key) || key.includes('*')) {
    throw new ProblemError({
      message: `\`${key}\` would accept what nobody has read.`,
      hint: 'Name one stop, or one note of it: slow-start, slow-start/have-minus-want.',
    });
  }
  const [stop = ''] = key.split('/');
  const notes = known.filter((name) => name.startsWith(`${stop}/`));
  const isStop = notes.length > 0 || known.includes(stop);
  const inStop = isStop ? suggest(key, notes) : undefined;
  throw new ProblemError({
    message: isStop
      ? `The stop \`${stop}\` has no note \`${key.slice(stop.length + 1)}\` in ${review.release}.`
      : `There is no stop \`${stop}\` in the review of ${review.release}.`,
    hint: isStop
      ? (inStop ?? `Its notes: ${notes.join(', ') || 'none'}.`)
      : suggest(
          stop,
          known.filter((name) => !name.includes('/')),
        ),
  });
}

function rowOf(review: Review, key: string): ReviewRow {
  const row = review.anchors[key];
  if (row) return row;
  throw new ProblemError({
    message: `\`${key}\` has no excerpt of its own in ${review.release}.`,
    hint: 'Name one of its notes.',
  });
}

/** Where a person has found an anchor. */
async function place(
  { lock, store }: ReviewedHere,
  row: ReviewRow,
  text: string,
): Promise<PlacedRow> {
  const reader = blobReader(lock, store);
  const go = goRelease(await loadGoParser(), reader);
  const placed = placeByHand(row, text, { go, read: (path) => reader.read(path) });
  return { ...placed, reasons: [...row.reasons, 'A person has placed it.'] };
}

/** The notes of an excerpt that a person has placed: those whose quotes are there wait to be read. */
async function followingNotes(
  chosen: ReviewedHere,
  key: string,
  anchor: string,
): Promise<[string, ReviewRow][]> {
  const { review } = chosen;
  const own = `${rowOf(review, key).written} > `;
  const notes = Object.entries(review.anchors).filter(
    ([name, { status, reasons, written }]) =>
      name.startsWith(`${key.replace(/\/.*$/, '')}/`) &&
      written.startsWith(own) &&
      status === 'orphan' &&
      reasons[0] === noExcerpt,
  );
  const rows: [string, ReviewRow][] = [];
  for (const [name, row] of notes) {
    const text = `${anchor.replace(/\s>.*$/, '')} > ${row.written.slice(own.length)}`;
    try {
      const placed = await place(chosen, row, text);
      const reasons = ['Its quote is in the code that a person chose for the excerpt.'];
      rows.push([name, { ...placed, decision: undefined, confidence: 0.6, reasons }]);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      // What its own code was found by is still the best hint.
      const [problem] = error.problems;
      const reasons = [problem?.message ?? error.message, ...row.reasons.slice(1)];
      rows.push([name, { ...row, reasons }]);
    }
  }
  return rows;
}

function write(
  workspace: Workspace,
  release: Release,
  review: Review,
  rows: ReadonlyMap<string, ReviewRow>,
): void {
  const anchors = { ...review.anchors, ...Object.fromEntries(rows) };
  writeFileAtomic.sync(
    join(workspace.root, reviewPath(release)),
    formatReview({ ...review, anchors }),
  );
}
