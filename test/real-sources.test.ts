import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { beforeAll, expect, test } from 'vitest';
import { openBlobStore } from '../src/blob/blob-store.ts';
import type { Release } from '../src/release/release.ts';
import { readPorts } from '../src/port-map/read-ports.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { loadTours, neededOfRelease, type LoadedTour } from '../src/tour/load-tours.ts';
import { readContent } from '../src/tour/read-content.ts';
import { differences, filesBelow } from './files.ts';
import { startGithubServer } from './github-server.ts';
import { runScript } from './run-build.ts';

const workspace = workspaceAt(process.cwd());
let tour: LoadedTour;
let release: Release;
let archive: string;
let expected: ReadonlyMap<string, Buffer>;

/** A copy of the content with this one release, and an empty cache. */
function freshRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'real-sources-'));
  cpSync('content', join(root, 'content'), { recursive: true });
  rmSync(join(root, 'content/releases/v1.16.json'));
  mkdirSync(join(root, '.cache'));
  return root;
}

beforeAll(async () => {
  const { tours } = await loadTours(workspace);
  const found = tours.find((loaded) => loaded.release.id === 'v1.20');
  if (!found) throw new Error('v1.20 was not built');
  tour = found;
  release = found.release;
  archive = join(mkdtempSync(join(tmpdir(), 'real-archive-')), 'kubernetes.tar.gz');
  writeFileSync(archive, await archiveOf(tour));
  const root = freshRoot();
  symlinkSync(workspace.blobs, join(root, '.cache/blobs'));
  const { code, errors } = await runScript('build', ['--root', root, '--offline']);
  expect(code, errors).toBe(0);
  expected = filesBelow(join(root, 'dist'));
});

/** The files that the tour cites, as GitHub would pack them. */
async function archiveOf({ lock }: LoadedTour): Promise<Uint8Array> {
  const store = openBlobStore(workspace.blobs);
  const tar = pack();
  const content = await readContent(workspace.root);
  const cited = neededOfRelease(release, lock, content, await readPorts(workspace.project));
  for (const [path, { blob }] of lock.files) {
    if (cited.has(path)) tar.entry({ name: `kubernetes-1/${path}` }, store.read(blob) ?? '');
  }
  tar.finalize();
  return gzipSync(await buffer(tar));
}

test('the site comes out of a .tar.gz of the same tree to the byte', async () => {
  const root = freshRoot();
  const outcome = await runScript('build', ['--root', root, '--from', archive, '--offline']);
  expect(outcome.code, outcome.errors).toBe(0);
  expect(outcome.output).toContain(`files from ${archive}`);
  expect(differences(expected, filesBelow(join(root, 'dist')))).toEqual([]);
});

test('the site comes out of GitHub to the byte, with two API requests', async () => {
  const root = freshRoot();
  const [pin] = release.pins;
  if (!pin) throw new Error('v1.20 has no pin');
  const github = await startGithubServer({
    pin,
    archive,
    blobs: new Map(),
    tree: '',
    clone: '',
    bare: '',
  });
  const outcome = await runScript('build', ['--root', root], { GITHUB_API_URL: github.url });
  await github.close();
  expect(outcome.code, outcome.errors).toBe(0);
  expect(outcome.output).toContain('files from GitHub');
  expect(github.requests.map(({ endpoint }) => endpoint)).toEqual([
    'commit',
    'tarball',
    'codeload',
  ]);
  expect(differences(expected, filesBelow(join(root, 'dist')))).toEqual([]);
});
