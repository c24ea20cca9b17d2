import { mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { filesBelow } from '../test/files.ts';
import { git, makeSmallRepo, makeSmallWorkspace, type SmallRepo } from '../test/small-repo.ts';
import { goEnvironment, goTree } from './go-tree.ts';

let repo: SmallRepo;
let root: string;

beforeAll(() => {
  repo = makeSmallRepo();
});
afterAll(() => rmSync(dirname(repo.tree), { recursive: true }));
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  root = makeSmallWorkspace(repo);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const unpack = (from?: string) => goTree({ release: 'v0.1', from, root });
const gopath = (): string => join(root, '.cache/go/v0.1');

function repin(pin: Readonly<Record<string, string>>): void {
  const { repository, commit, ref } = repo.pin;
  const release = { id: 'v0.1', label: 'Small', pins: [{ repository, commit, ref, ...pin }] };
  writeFileSync(join(root, 'content/releases/v0.1.json'), JSON.stringify(release));
}

function writeLock(blobs: ReadonlyMap<string, string>): void {
  const files = Object.fromEntries([...blobs].map(([path, blob]) => [path, [blob, 1]]));
  const lock = { release: 'v0.1', commits: [repo.pin.commit], files };
  writeFileSync(join(root, 'content/releases/v0.1.lock.json'), JSON.stringify(lock));
}

test.each(['clone', 'bare', 'archive'] as const)(
  'a %s of the pinned commit is unpacked, each release into a path of its own',
  async (form) => {
    const folder = await unpack(repo[form]);
    expect(folder).toBe(join(gopath(), 'src/k8s.io/kubernetes'));
    const files = filesBelow(folder);
    expect(files.get('pkg/loop/loop.go')).toEqual(
      readFileSync(join(repo.tree, 'pkg/loop/loop.go')),
    );
    expect(files.size).toBe(filesBelow(repo.tree).size);
  },
);

test('Go looks for packages in the path of the release', () => {
  const { GOPATH, GO111MODULE } = goEnvironment('v0.1');
  expect({ GOPATH, GO111MODULE }).toEqual({
    GOPATH: join(process.cwd(), '.cache/go/v0.1'),
    GO111MODULE: 'off',
  });
});

test('what is there is taken as it is, until the pin is another', async () => {
  const folder = await unpack(repo.clone);
  const file = join(folder, 'pkg/loop/loop.go');
  writeFileSync(file, 'package ours\n');
  await unpack();
  expect(readFileSync(file, 'utf8')).toBe('package ours\n');
  writeFileSync(join(gopath(), 'commit'), 'f'.repeat(40));
  await unpack(repo.clone);
  expect(readFileSync(file, 'utf8')).not.toBe('package ours\n');
});

test('the staged repositories are linked into vendor/', async () => {
  const clone = join(dirname(repo.tree), 'staged');
  git(dirname(clone), 'clone', '--quiet', repo.bare, clone);
  mkdirSync(join(clone, 'staging/src/k8s.io/api'), { recursive: true });
  writeFileSync(join(clone, 'staging/src/k8s.io/api/doc.go'), 'package api\n');
  writeFileSync(join(clone, 'staging/src/k8s.io/OWNERS'), '');
  git(clone, 'add', '--all');
  git(clone, 'commit', '--quiet', '--message=Staged');
  const commit = git(clone, 'rev-parse', 'HEAD').trim();
  repin({ commit });
  const folder = await unpack(clone);
  expect(readlinkSync(join(folder, 'vendor/k8s.io/api'))).toBe('../../staging/src/k8s.io/api');
  expect(readFileSync(join(folder, 'vendor/k8s.io/api/doc.go'), 'utf8')).toBe('package api\n');
});

test('an unpacked tree is checked by the lock', async () => {
  await expect(unpack(repo.tree)).rejects.toThrow(
    'does not say which commit it is, and the release has no lock to check it by.',
  );
  writeLock(repo.blobs);
  await expect(unpack(repo.tree)).resolves.toContain(gopath());
  rmSync(gopath(), { recursive: true });
  writeLock(new Map([...repo.blobs, ['pkg/loop/loop.go', 'a'.repeat(40)]]));
  await expect(unpack(repo.tree)).rejects.toThrow(
    'is not the pinned commit: `pkg/loop/loop.go` differs from the lock.',
  );
  writeLock(new Map([...repo.blobs, ['pkg/loop/more.go', 'a'.repeat(40)]]));
  await expect(unpack(repo.tree)).rejects.toThrow('lacks `pkg/loop/more.go`.');
});

test('without a source, and with one that has another commit, it says what to give', async () => {
  await expect(unpack()).rejects.toThrow(
    'The Go of v0.1 is not here, and Debian does not ship it.\n  Give it: --from PATH, a clone of example/small that has v0.1.0',
  );
  repin({ commit: 'f'.repeat(40) });
  await expect(unpack(repo.clone)).rejects.toThrow(`has no commit ${'f'.repeat(40)}.`);
  repin({ mount: 'staging/src/k8s.io/api' });
  await expect(unpack(repo.clone)).rejects.toThrow(
    'v0.1 is pinned in parts only, which Go cannot compile.',
  );
  await expect(goTree({ release: 'v0.2', root })).rejects.toThrow(
    'There is no release v0.2.\n  Did you mean `v0.1`?',
  );
});
