import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blobReader, type BlobReader } from '../src/blob/blob-reader.ts';
import { loadGoParser } from '../src/go/go-parser.ts';
import { goRelease, type GoRelease } from '../src/go/go-release.ts';
import { formatProblem, ProblemError, type Problem } from '../src/problem.ts';
import { blobIdOf } from '../src/release/blob-id.ts';
import type { LockedFile } from '../src/release/lock.ts';
import { highlightCode } from '../src/highlight/highlight-code.ts';
import type { Release } from '../src/release/release.ts';
import type { Site } from '../src/site/site.ts';
import { urlsAt } from '../src/site/urls.ts';
import { compileTour } from '../src/tour/compile-tour.ts';
import type { ContentFiles } from '../src/tour/read-content.ts';

/** The release that the small fixture's content is written for, at a commit that is nowhere. */
export const smallRelease: Release = {
  id: 'v0.1',
  label: 'Small 0.1',
  date: '2026-01-01',
  pins: [{ mount: '', repository: 'example/small', commit: '0123456789'.repeat(4), ref: 'v0.1.0' }],
};

const fixture = join(import.meta.dirname, 'fixtures/small');
const read = (path: string): string => readFileSync(join(fixture, path), 'utf8');

/** Path -> text of the small repository's Go files. */
export const smallSource: Readonly<Record<string, string>> = Object.fromEntries(
  ['pkg/loop/loop.go', 'pkg/loop/queue.go'].map((path) => [path, read(`source/${path}`)]),
);

/** The small tour, with some files put in, replaced, or taken away (undefined). */
export function smallContent(changes: Record<string, string | undefined> = {}): ContentFiles {
  const files = new Map(
    ['10-the-loop/chapter.md', '10-the-loop/10-run.md', '10-the-loop/20-the-queue.md'].map(
      (name) => [`content/tour/${name}`, read(`content/tour/${name}`)],
    ),
  );
  for (const [file, text] of Object.entries(changes)) {
    if (text === undefined) files.delete(file);
    else files.set(file, text);
  }
  return files;
}

/** The reader that the site uses, over bytes in memory. */
export function memoryReader(files: Readonly<Record<string, string | Uint8Array>>): BlobReader {
  const store = new Map<string, Uint8Array>();
  const locked = new Map<string, LockedFile>();
  for (const [path, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const blob = blobIdOf(bytes);
    store.set(blob, bytes);
    locked.set(path, { blob, size: bytes.byteLength });
  }
  return blobReader(
    { release: 'v0.1', commits: [], files: locked },
    { read: (id) => store.get(id) },
  );
}

export async function memoryRelease(
  files: Readonly<Record<string, string | Uint8Array>> = smallSource,
): Promise<GoRelease> {
  return goRelease(await loadGoParser(), memoryReader(files));
}

/** The site that is made of the small tour, with some of its files changed. */
export async function smallSite({
  content = {},
  source = smallSource,
  id = smallRelease.id,
}: {
  content?: Record<string, string | undefined>;
  source?: Readonly<Record<string, string>>;
  id?: string;
} = {}): Promise<Site> {
  const reader = memoryReader(source);
  const go = goRelease(await loadGoParser(), reader);
  const { tour, problems } = compileTour(smallContent(content), id, go);
  if (problems.length > 0) throw new ProblemError(problems);
  return {
    published: [
      {
        release: { ...smallRelease, id, label: id.replace('v', 'Small ') },
        tour,
        reader,
        ports: [],
      },
    ],
    absent: [],
    highlight: ({ text }, language) => highlightCode(text, language),
    textOf: () => undefined,
    urls: urlsAt('/'),
    runs: new Map(),
    answers: () => undefined,
    cluster: [],
  };
}

/** Problems as a person reads them, for snapshots. */
export function report(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n');
}

/** What a function that must fail says. */
export function reportOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return report(error.problems);
    throw error;
  }
  throw new Error('No problem was thrown');
}
