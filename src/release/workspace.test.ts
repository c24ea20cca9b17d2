import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { reportOf } from '../../test/small-release.ts';
import { formatLock } from './lock.ts';
import { lockPath, readLock, readReleases, workspaceAt, type Workspace } from './workspace.ts';

const commit = 'a'.repeat(40);

function workspaceWith(files: Record<string, string>): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'content/releases'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(root, 'content/releases', name), text);
  }
  return workspaceAt(root);
}

const releaseText = (id: string, pin: object = {}): string =>
  JSON.stringify({ id, label: id, pins: [{ repository: 'k/k', commit, ref: id, ...pin }] });

test('the newest release comes first, by number and not by letter', () => {
  const workspace = workspaceWith({
    'v1.9.json': releaseText('v1.9'),
    'v1.20.json': releaseText('v1.20'),
    'v1.16.json': releaseText('v1.16'),
    'v1.20.lock.json': 'not looked at here',
    'README.md': 'nor is this',
  });
  expect(readReleases(workspace).map(({ id }) => id)).toEqual(['v1.20', 'v1.16', 'v1.9']);
});

test('the problems of all release files come together', () => {
  const workspace = workspaceWith({
    'v1.16.json': releaseText('v1.16', { commit: 'main' }),
    'v1.19.json': releaseText('v1.19'),
    'v1.20.json': releaseText('v1.21'),
  });
  expect(reportOf(() => readReleases(workspace))).toMatchInlineSnapshot(`
    "content/releases/v1.16.json:1:68: \`pins.0.commit\`: must be a full commit id: 40 lower-case hexadecimal digits.
    content/releases/v1.20.json:1:7: The release calls itself \`v1.21\` in a file named \`v1.20.json\`.
      Rename the file to \`v1.21.json\`, or set "id" to "v1.20"."
  `);
});

test('a folder without releases says what to add', () => {
  const message = reportOf(() => readReleases(workspaceWith({})));
  expect(message).toMatchInlineSnapshot(`
    "There is no release in content/releases/.
      Add one, such as content/releases/v1.20.json, with "id", "label" and "pins"."
  `);
  expect(reportOf(() => readReleases(workspaceAt('/nowhere')))).toBe(message);
});

test('a release has no lock before its first fetch, and then the one beside it', () => {
  const workspace = workspaceWith({ 'v1.20.json': releaseText('v1.20') });
  const [release] = readReleases(workspace);
  if (!release) throw new Error('There is one release');
  expect(readLock(workspace, release)).toBeUndefined();
  expect(lockPath(release)).toBe('content/releases/v1.20.lock.json');
  const files = new Map([['a.go', { blob: 'b'.repeat(40), size: 3 }]]);
  writeFileSync(
    join(workspace.root, lockPath(release)),
    formatLock({ release: 'v1.20', commits: [commit], files }),
  );
  expect(readLock(workspace, release)?.files).toEqual(files);
});

test('what can be made again is all below .cache', () => {
  const { root, project, ...folders } = workspaceAt('/somewhere');
  expect(project).toBe(process.cwd());
  expect(root).toBe('/somewhere');
  expect(Object.values(folders)).toEqual([
    '/somewhere/.cache/blobs',
    '/somewhere/.cache/left-out',
    '/somewhere/.cache/highlight',
    '/somewhere/.cache/adding',
    '/somewhere/.cache/apt',
  ]);
});
