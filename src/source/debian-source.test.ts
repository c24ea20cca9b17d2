import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeSmallRepo } from '../../test/small-repo.ts';
import type { Pin } from '../release/pin.ts';
import { inScope } from '../release/scope.ts';
import { debianSource, type DebianOptions } from './debian-source.ts';
import type { ReportProgress, SourceRequest } from './source.ts';
import { collect, failureOf, testSource } from './test-source.ts';

const repo = makeSmallRepo();
const { blobs } = repo;
const pin: Pin = { ...repo.pin, debian: { package: 'x', version: '1.0' } };
const request: SourceRequest = { pin, blobs, wants: inScope };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debian-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => rmSync(dirname(repo.tree), { recursive: true }));

/** What a fake apt does at each of its tasks, as lines of shell. */
interface FakeApt {
  readonly update?: string;
  readonly showsrc?: string;
  readonly uris?: string;
  readonly source?: string;
}

const size = statSync(repo.archive).size;

/** Does all as it should: two versions of a package `x`, the first of them with our archive. */
const good: Required<FakeApt> = {
  update: `
    echo 'dlstatus:1:0:Retrieving file 1 of 2' >&3
    echo 'dlstatus:1:50.5:Retrieving file 1 of 2 (1s remaining)' >&3
    echo 'dlstatus:2:100:Retrieving file 2 of 2' >&3`,
  showsrc: `
    printf 'Package: x\\nBinary: x-tools\\nVersion: 2:1.1-3\\n\\n'
    printf 'Package: x\\nBinary: x-tools\\nVersion: 2:1.0-1.1+deb12u1\\nFormat: 3.0 (quilt)\\n\\n'`,
  uris: `
    echo 'Reading package lists...'
    test -e x_1.0.orig.tar.gz || echo "'http://deb.test/x_1.0.orig.tar.gz' x_1.0.orig.tar.gz ${size} SHA256:00"`,
  source: `
    test -e x_1.0.orig.tar.gz && exit
    echo 'dlstatus:1:25:Retrieving file 1 of 1' >&3
    cp '${repo.archive}' x_1.0.orig.tar.gz
    echo 'dlstatus:1:100:Retrieving file 1 of 1' >&3`,
};

/** Writes the two programs. They note how they are called, in order. */
function fakeApt(changes: FakeApt = {}): Required<DebianOptions> {
  const { update, showsrc, uris, source } = { ...good, ...changes };
  const program = (name: string, cases: Readonly<Record<string, string>>): string => {
    const file = join(folder, name);
    const branches = Object.entries(cases).map(([pattern, lines]) => `${pattern}) ${lines}\n  ;;`);
    const note = `echo "${name} $LC_ALL $PWD $*" >> '${join(folder, 'calls')}'`;
    writeFileSync(
      file,
      `#!/bin/sh\n${note}\ncase "$*" in\n${branches.join('\n')}\n*) exit 64 ;;\nesac\n`,
      { mode: 0o755 },
    );
    return file;
  };
  const etc = join(folder, 'etc');
  if (!existsSync(etc)) writeEtc({ 'sources.list': 'deb http://deb.test/debian stable main\n' });
  return {
    state: join(folder, 'state'),
    etc,
    aptGet: program('apt-get', {
      '*" update"': update,
      '*" --print-uris"': uris,
      '*" source --download-only --tar-only "*': source,
    }),
    aptCache: program('apt-cache', { '*" showsrc --only-source x"': showsrc }),
  };
}

function writeEtc(files: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, 'etc/sources.list.d'), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, 'etc', path), text);
}

function filesOf(path: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(path.length + 1), readFileSync(file, 'utf8')]),
  );
}

/** How the fake programs were called, with the folder's name replaced. */
function calls(): string[] {
  const file = join(folder, 'calls');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').trim().replaceAll(folder, 'TEMP').split('\n');
}

async function debianFailure(changes: FakeApt, options: Partial<DebianOptions> = {}) {
  const source = debianSource({ ...fakeApt(changes), ...options });
  return (await failureOf(source, request)).replaceAll(folder, 'TEMP');
}

testSource('Debian', () => ({ source: debianSource(fakeApt()), pin, blobs }), {
  provesCommit: true,
});

describe('apt', () => {
  test('is called for lists, version, archive name and archive, all in a folder of ours', async () => {
    await collect(debianSource(fakeApt()), request);
    const options =
      '-o Dir::Etc::SourceList=TEMP/state/none.list ' +
      '-o Dir::Etc::SourceParts=TEMP/state/sources.list.d ' +
      '-o Dir::State::Lists=TEMP/state/lists ' +
      '-o Dir::Cache=TEMP/state/cache ' +
      '-o Acquire::Languages=none ' +
      '-o Acquire::Retries=1 ' +
      '-o Acquire::http::Timeout=20 ' +
      '-o Acquire::https::Timeout=20';
    const status = '-o APT::Status-Fd=3';
    const source = 'source --download-only --tar-only x=2:1.0-1.1+deb12u1';
    const here = process.cwd();
    expect(calls().map((call) => call.replace(' -o APT::Sandbox::User=root', ''))).toEqual([
      `apt-get C ${here} ${status} ${options} update`,
      `apt-cache C ${here} ${options} showsrc --only-source x`,
      `apt-get C TEMP/state ${options} ${source} --print-uris`,
      `apt-get C TEMP/state/archives ${status} ${options} ${source}`,
    ]);
  });

  test('is asked again and reads the archive that it already has', async () => {
    const source = debianSource(fakeApt());
    const first = await collect(source, request);
    expect(await collect(source, request)).toEqual(first);
    expect(first).toHaveLength(repo.blobs.size);
  });

  test('tells how far it is by its status lines', async () => {
    const reports: Parameters<ReportProgress>[0][] = [];
    const progress: ReportProgress = (report) => void reports.push(report);
    await collect(debianSource(fakeApt()), { ...request, progress });
    const shown = reports.map(({ what, done, total }) => [what, done, total]);
    expect(shown).toEqual([
      ['updating Debian package lists', 0, undefined],
      ['updating Debian package lists', 0, 100],
      ['updating Debian package lists', 50.5, 100],
      ['updating Debian package lists', 100, 100],
      ['downloading from Debian', 0, size],
      ['downloading from Debian', Math.round(size / 4), size],
      ['downloading from Debian', size, size],
      ['reading the archive', size, size],
    ]);
  });
});

describe('the machine’s package lists', () => {
  const lists = {
    'sources.list':
      '# the main list\n' +
      'deb http://deb.test/debian stable main\n' +
      '# deb http://deb.test/debian testing main\n',
    'sources.list.d/extra.list':
      'deb [arch=amd64 signed-by=/k.gpg] https://extra.test/apt any main\n' +
      'deb-src\thttps://extra.test/apt other main\n',
    'sources.list.d/debian.sources':
      'Types: deb\nURIs: http://deb.test/debian\nSuites: stable\nComponents: main\n\n' +
      'Types: deb deb-src\nURIs: http://deb.test/security\nSuites: stable-security\nComponents: main\n',
    'sources.list.d/old.list.save': 'deb http://old.test/debian old main\n',
    'sources.list.d/empty.list': '\n',
  };

  test('are copied with `deb` turned into `deb-src`, in both formats', async () => {
    writeEtc(lists);
    await collect(debianSource(fakeApt()), request);
    expect(filesOf(join(folder, 'state/sources.list.d'))).toEqual({
      'sources.list':
        '# the main list\n' +
        'deb-src http://deb.test/debian stable main\n' +
        '# deb http://deb.test/debian testing main\n',
      'extra.list':
        'deb-src [arch=amd64 signed-by=/k.gpg] https://extra.test/apt any main\n' +
        'deb-src https://extra.test/apt other main\n',
      'debian.sources':
        'Types: deb-src\nURIs: http://deb.test/debian\nSuites: stable\nComponents: main\n\n' +
        'Types: deb-src\nURIs: http://deb.test/security\nSuites: stable-security\nComponents: main\n',
    });
  });

  test('stay as they are', async () => {
    writeEtc(lists);
    await collect(debianSource(fakeApt()), request);
    expect(filesOf(join(folder, 'etc'))).toEqual(lists);
  });

  test('are forgotten when the machine has them no more', async () => {
    writeEtc(lists);
    await collect(debianSource(fakeApt()), request);
    rmSync(join(folder, 'etc'), { recursive: true });
    await collect(debianSource(fakeApt()), request);
    expect(filesOf(join(folder, 'state/sources.list.d'))).toEqual({
      'sources.list': 'deb-src http://deb.test/debian stable main\n',
    });
  });

  test('are missed where there are none', async () => {
    writeEtc({ 'sources.list.d/old.list.save': 'deb http://old.test/debian old main\n' });
    expect(await debianFailure({})).toMatchInlineSnapshot(
      `"Debian has no package lists: there is none in TEMP/etc."`,
    );
    expect(calls()).toEqual([]);
  });
});

describe('a tag', () => {
  const debian = { package: 'x', version: '1.0' };
  const commitOf = async (ref: string, changes: FakeApt = {}, wanted?: Pin['debian']) =>
    debianSource(fakeApt(changes)).resolve?.(pin.repository, ref, wanted);

  test('of the version’s number is the commit that the archive names', async () => {
    expect(await commitOf('v1.0', {}, debian)).toEqual({ commit: pin.commit });
    const showsrc = `printf 'Version: 2:1.1+really1.0-3\\n\\n'`;
    const really = { package: 'x', version: '1.1+really1.0' };
    expect(await commitOf('v1.0', { showsrc }, really)).toEqual({ commit: pin.commit });
  });

  test.each(['v1.1', 'main', 'v1.0-rc.1'])('that is another (%s) is refused', async (ref) => {
    await expect(commitOf(ref, {}, debian)).rejects.toThrow(
      `cannot say that \`x\` 1.0 is \`${ref}\``,
    );
    expect(calls()).toEqual([]);
  });

  test('is nowhere without a package, and where the archive names no commit', async () => {
    await expect(commitOf('v1.0')).rejects.toThrow('ships no source package of this repository');
    const source = `tar -czf x_1.0.orig.tar.gz -C '${repo.tree}' .`;
    await expect(commitOf('v1.0', { source }, debian)).rejects.toThrow(
      'does not say which commit it is',
    );
  });
});

describe('a failure', () => {
  test('to know the package of a commit is told without a call', async () => {
    const source = debianSource(fakeApt());
    expect(await failureOf(source, { ...request, pin: repo.pin })).toMatchInlineSnapshot(
      `"Debian ships no source package of this commit."`,
    );
    expect(calls()).toEqual([]);
  });

  test('to find apt-get is told', async () => {
    expect(await debianFailure({}, { aptGet: 'no-such-apt-get' })).toMatchInlineSnapshot(`
      "Debian needs \`no-such-apt-get\`, which this machine has not.
      Debian and its derivatives have apt; elsewhere use --from PATH."
    `);
  });

  test('to find apt-cache is told', async () => {
    expect(await debianFailure({}, { aptCache: 'no-such-apt-cache' })).toMatchInlineSnapshot(`
      "Debian needs \`no-such-apt-cache\`, which this machine has not.
      Debian and its derivatives have apt; elsewhere use --from PATH."
    `);
  });

  test('to run apt-get is told', async () => {
    writeFileSync(join(folder, 'not-a-program'), '', { mode: 0o644 });
    const aptGet = join(folder, 'not-a-program');
    expect(await debianFailure({}, { aptGet })).toMatchInlineSnapshot(`
      "Debian cannot run TEMP/not-a-program: spawn TEMP/not-a-program EACCES.
      Debian and its derivatives have apt; elsewhere use --from PATH."
    `);
  });

  test('to update the lists is told with apt’s first reason', async () => {
    const update = `
      echo 'Err:1 http://deb.test/debian stable InRelease' >&2
      echo "E: Failed to fetch http://deb.test/InRelease  Could not resolve 'deb.test'" >&2
      echo 'E: Some index files failed to download.' >&2
      exit 100`;
    expect(await debianFailure({ update })).toMatchInlineSnapshot(
      `"Debian cannot update its package lists: Failed to fetch http://deb.test/InRelease  Could not resolve 'deb.test'."`,
    );
    expect(calls()).toHaveLength(1);
  });

  test('to update the lists without a word is told too', async () => {
    expect(await debianFailure({ update: 'kill -9 $$' })).toMatchInlineSnapshot(
      `"Debian cannot update its package lists: apt gives no reason."`,
    );
  });

  test('to update the lists that apt takes lightly shows in what it then knows', async () => {
    const update = `echo "W: Failed to fetch http://deb.test/InRelease" >&2`;
    const showsrc = `echo 'W: Unable to locate package x' >&2`;
    expect(await debianFailure({ update, showsrc })).toMatchInlineSnapshot(`
      "Debian has no source package \`x\` in this machine's package lists.
      The machine may have no network, or a distribution that does not ship it."
    `);
  });

  test('to find the package is told', async () => {
    const showsrc = `echo 'E: No packages found' >&2; exit 100`;
    expect(await debianFailure({ showsrc })).toMatchInlineSnapshot(`
      "Debian has no source package \`x\` in this machine's package lists.
      The machine may have no network, or a distribution that does not ship it."
    `);
  });

  test('to find the version names those that there are', async () => {
    const showsrc = `printf 'Version: 2:1.1-3\\n\\nVersion: 1.0.1-1\\n\\nVersion: 1.0+really0.9-1\\n'`;
    expect(await debianFailure({ showsrc })).toMatchInlineSnapshot(`
      "Debian has \`x\` only as 2:1.1-3, 1.0.1-1, 1.0+really0.9-1, not as 1.0.
      Name the upstream part of one that it has: x=1.1, x=1.0.1, x=1.0+really0.9."
    `);
  });

  test('to find Debian’s own revision names the upstream part of it', async () => {
    const full = { ...pin, debian: { package: 'x', version: '1.0-1.1+deb12u1' } };
    const failure = await failureOf(debianSource(fakeApt()), { ...request, pin: full });
    expect(failure).toMatchInlineSnapshot(`
      "Debian has 1.0-1.1+deb12u1, which is its own revision, and no version of upstream.
      Name the upstream part of it: x=1.0."
    `);
    const epoch = { ...pin, debian: { package: 'x', version: '2:1.1-3' } };
    expect(await failureOf(debianSource(fakeApt()), { ...request, pin: epoch })).toContain(
      'x=1.1.',
    );
  });

  test('to find an upstream .tar.gz is told', async () => {
    const uris = `
      echo "'http://deb.test/x_1.0.orig.tar.xz' x_1.0.orig.tar.xz 9 SHA256:00"
      echo 'W: Nothing to say' >&2`;
    expect(await debianFailure({ uris })).toMatchInlineSnapshot(
      `"Debian has no upstream .tar.gz of x=2:1.0-1.1+deb12u1: Nothing to say."`,
    );
  });

  test('to download is told with apt’s reason', async () => {
    const source = `
      echo 'E: Failed to fetch http://deb.test/x_1.0.orig.tar.gz  404  Not Found' >&2
      exit 100`;
    expect(await debianFailure({ source })).toMatchInlineSnapshot(
      `"Debian cannot download x_1.0.orig.tar.gz: Failed to fetch http://deb.test/x_1.0.orig.tar.gz  404  Not Found."`,
    );
  });

  test('of the archive itself is told', async () => {
    const source = `head -c 100 '${repo.archive}' > x_1.0.orig.tar.gz`;
    expect(await debianFailure({ source })).toMatchInlineSnapshot(
      `"Debian is not a whole .tar.gz: unexpected end of file."`,
    );
  });
});
