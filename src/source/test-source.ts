import { describe, expect, test } from 'vitest';
import { blobIdOf, type BlobId } from '../release/blob-id.ts';
import type { Pin } from '../release/pin.ts';
import { inScope } from '../release/scope.ts';
import { SourceError, type ReportProgress, type Source, type SourceRequest } from './source.ts';

/** A source under test, and the tree that it must read: the small repository's. */
export interface TestedSource {
  readonly source: Source;
  readonly pin: Pin;
  /** Path -> blob id of every file in scope, as the tree has them. */
  readonly blobs: ReadonlyMap<string, BlobId>;
  /** The blobs that a request with a lock asks for; those of the tree when absent. */
  readonly asked?: ReadonlyMap<string, BlobId> | undefined;
}

export interface SourceTraits {
  /** Whether the source itself can show that it reads the pinned commit. */
  readonly provesCommit: boolean;
}

/** The suite that every implementation of `Source` passes. */
export function testSource(
  name: string,
  makeSource: () => TestedSource | Promise<TestedSource>,
  { provesCommit }: SourceTraits,
): void {
  describe(`${name}, as every source`, () => {
    test('yields exactly the wanted files, each once, with the right bytes', async () => {
      const { source, pin, blobs, asked = blobs } = await makeSource();
      const files = await collect(source, { pin, wants: inScope, blobs: asked });
      expect(files.map(({ path }) => path).sort()).toEqual([
        'pkg/loop/loop.go',
        'pkg/loop/queue.go',
      ]);
      expect(blobIdsOf(files)).toEqual(Object.fromEntries(blobs));
    });

    test('leaves symbolic links out, though they are asked for', async () => {
      const { source, pin, blobs, asked = blobs } = await makeSource();
      const wants = (path: string) => path.startsWith('pkg/');
      const files = await collect(source, { pin, wants, blobs: asked });
      expect(files.map(({ path }) => path).sort()).toEqual([
        'pkg/loop/loop.go',
        'pkg/loop/queue.go',
      ]);
    });

    test('yields nothing that is not wanted', async () => {
      const { source, pin, blobs, asked = blobs } = await makeSource();
      const wants = (path: string) => path === 'pkg/loop/queue.go';
      const one = await collect(source, { pin, wants, blobs: asked });
      expect(one.map(({ path }) => path)).toEqual(['pkg/loop/queue.go']);
      const none = await collect(source, { pin, wants: () => false, blobs: asked });
      expect(none).toEqual([]);
    });

    test.each([
      { what: 'all files', wants: inScope },
      { what: 'one file', wants: (path: string) => path === 'pkg/loop/queue.go' },
    ])('reports progress for $what that only grows and ends at its total', async ({ wants }) => {
      const { source, pin, blobs, asked = blobs } = await makeSource();
      const reports: Report[] = [];
      const progress = (report: Report) => void reports.push(report);
      const files = await collect(source, { pin, wants, blobs: asked, progress });
      for (const steps of Map.groupBy(reports, ({ what }) => what).values()) {
        const done = steps.map((step) => step.done);
        expect(done).toEqual(done.toSorted((a, b) => a - b));
        const totals = new Set(steps.flatMap(({ total }) => total ?? []));
        expect(totals.size).toBeLessThanOrEqual(1);
      }
      const last = reports.at(-1);
      expect(last?.done).toBeGreaterThan(0);
      expect(last?.done).toBe(last?.total ?? last?.done);
      if (last?.unit === 'files') expect(last.done).toBe(files.length);
    });

    test('refuses another commit, which no lock can check', async () => {
      const { source, pin } = await makeSource();
      const other = { ...pin, commit: 'f'.repeat(40) };
      const failure = await failureOf(source, { pin: other, wants: inScope });
      expect(failure).toContain(provesCommit ? other.commit : 'does not say which commit it is');
    });

    if (provesCommit) {
      test('gives the same files when there is no lock yet', async () => {
        const { source, pin, blobs } = await makeSource();
        const files = await collect(source, { pin, wants: inScope });
        expect(files).toHaveLength(2);
        expect(blobIdsOf(files)).toEqual(Object.fromEntries(blobs));
      });
    } else {
      test('refuses to give files when there is no lock to check them by', async () => {
        const { source, pin } = await makeSource();
        expect(await failureOf(source, { pin, wants: inScope })).toContain(
          'does not say which commit it is, and the release has no lock to check it by',
        );
      });
    }
  });
}

type Report = Parameters<ReportProgress>[0];

interface Collected {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Everything that a source yields, in its order. */
export async function collect(
  source: Source,
  request: SourceRequest,
  into: Collected[] = [],
): Promise<Collected[]> {
  for await (const file of source.files(request)) into.push(file);
  return into;
}

/** How a source fails, as a person reads it: its name, the message and the hint. */
export async function failureOf(source: Source, request: SourceRequest): Promise<string> {
  try {
    await collect(source, request);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return `${source.name} ${error.message}.${error.hint ? `\n${error.hint}` : ''}`;
  }
  throw new Error(`${source.name} did not fail.`);
}

function blobIdsOf(files: readonly Collected[]): Record<string, BlobId> {
  return Object.fromEntries(files.map(({ path, bytes }) => [path, blobIdOf(bytes)]));
}
