import { z } from 'zod';
import { parseRecord } from '../parse-record.ts';
import { ProblemError } from '../problem.ts';
import type { BlobId } from './blob-id.ts';
import type { Release } from './release.ts';

/** What a lock knows of a file: its blob id and its size in bytes. */
export interface LockedFile {
  readonly blob: BlobId;
  readonly size: number;
}

/** A release's path -> blob id table. It says which bytes the release is made of. */
export interface Lock {
  readonly release: string;
  /** The commits that the table was read from, in the order of the release's pins. */
  readonly commits: readonly string[];
  readonly files: ReadonlyMap<string, LockedFile>;
}

const lockSchema = z.strictObject({
  release: z.string(),
  commits: z.array(z.string().regex(/^([0-9a-f]{40}|unknown)$/)),
  files: z.record(
    z.string(),
    z.tuple([z.string().regex(/^[0-9a-f]{40}$/, 'must be a git blob id'), z.int().nonnegative()]),
  ),
});

/**
 * Reads `content/releases/<id>.lock.json` and checks that it was made for this release's pins.
 *
 * @throws ProblemError that says to run fetch when it was made for others.
 */
export function parseLock(text: string, file: string, release: Release): Lock {
  const plain = tryJson(text);
  const quick = plain === undefined ? undefined : lockSchema.safeParse(plain);
  if (!quick?.success) {
    // Slow, and only when something is wrong: parse again, with positions.
    const record = parseRecord(text, lockSchema, { file });
    throw new ProblemError(
      record.value === undefined
        ? record.problems.map((problem) => ({ ...problem, hint: problem.hint ?? refetch(release) }))
        : { message: `${file} is not JSON.`, hint: refetch(release) },
    );
  }
  const pinned = release.pins.map((pin) => pin.commit);
  if (quick.data.release !== release.id || quick.data.commits.join() !== pinned.join()) {
    throw new ProblemError({
      message: `The lock was made for ${quick.data.release} at ${quick.data.commits.join(', ')}, but the release pins ${pinned.join(', ')}.`,
      hint: refetch(release),
      place: { file, line: 1, column: 1 },
    });
  }
  const files = new Map<string, LockedFile>();
  for (const [path, [blob, size]] of Object.entries(quick.data.files))
    files.set(path, { blob, size });
  return { release: release.id, commits: pinned, files };
}

/** Writes a lock, one file a line and in order, so that a change of release reads well as a diff. */
export function formatLock(lock: Lock): string {
  const rows = [...lock.files]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([path, { blob, size }]) => `    ${JSON.stringify(path)}: ["${blob}", ${size}]`);
  const head = `{\n  "release": ${JSON.stringify(lock.release)},\n  "commits": ${JSON.stringify(lock.commits)},\n`;
  return `${head}  "files": {\n${rows.join(',\n')}\n  }\n}\n`;
}

function refetch(release: Release): string {
  return `Delete the lock and run \`npm run fetch -- --release ${release.id}\` to make it again.`;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
