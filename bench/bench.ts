import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobReader } from '../src/blob/blob-reader.ts';
import { openBlobStore } from '../src/blob/blob-store.ts';
import { loadGoParser } from '../src/go/go-parser.ts';
import { indexGoFile } from '../src/go/index-go-file.ts';
import { readLock, readReleases, workspaceAt } from '../src/release/workspace.ts';
import { throughput } from './throughput.ts';

/** `npm run bench`: speed as ratios within one run, for machines differ and are noisy. */
const workspace = workspaceAt(process.cwd());
await indexing();
builds();
await throughput();

/** What the index of all hand-written Go files costs, against the bare parse of the same files. */
async function indexing(): Promise<void> {
  const release = readReleases(workspace).find((other) => readLock(workspace, other));
  const lock = release && readLock(workspace, release);
  if (!lock) throw new Error('No release was fetched: run `npm run fetch`');
  const reader = blobReader(lock, openBlobStore(workspace.blobs));
  const isGenerated = /(_test\.go|(^|\/)(zz_generated[^/]*|generated\.pb)\.go)$/;
  const files = [...lock.files.keys()]
    .filter((path) => !isGenerated.test(path))
    .map((path) => reader.read(path));
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const parser = await loadGoParser();

  const bare: number[] = [];
  const indexed: number[] = [];
  let declarations = 0;
  for (let round = 0; round < 3; round++) {
    bare.push(
      time(() => {
        for (const { text } of files) parser.parse(text).delete();
      }),
    );
    declarations = 0;
    indexed.push(
      time(() => {
        for (const file of files) declarations += indexGoFile(parser, file).declarations.length;
      }),
    );
  }
  const [parse, index] = [Math.min(...bare), Math.min(...indexed)];
  console.log(
    `index: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${declarations} declarations`,
  );
  console.log(
    `  bare parse ${seconds(parse)}, index ${seconds(index)}: ratio ${(index / parse).toFixed(2)} (limit 1.50)`,
  );
}

/** Whole builds in a copy: with blobs and nothing else, and again with nothing changed. */
function builds(): void {
  const root = mkdtempSync(join(tmpdir(), 'bench-'));
  cpSync('content', join(root, 'content'), { recursive: true });
  cpSync('.cache/left-out', join(root, '.cache/left-out'), { recursive: true, force: true });
  symlinkSync(workspace.blobs, join(root, '.cache/blobs'));
  const build = (what: string, limit: string): void => {
    const run = () =>
      spawnSync(
        process.execPath,
        ['--import', './bench/report-memory.ts', 'scripts/build.ts', '--root', root],
        { encoding: 'utf8' },
      );
    let memory = '';
    const took = time(() => {
      const { stderr, status } = run();
      if (status !== 0) throw new Error(stderr);
      memory = `${Math.round(Number(stderr.trim().split('\n').at(-1)) / 1024)} MB`;
    });
    console.log(
      `build, ${what}: ${seconds(took)} (limit ${limit}), ${memory} at most (limit 1024 MB)`,
    );
  };
  build('blobs and no other cache', '15 s');
  build('nothing changed', '5 s');
  rmSync(root, { recursive: true });
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
