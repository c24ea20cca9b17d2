import { describe, expect, test } from 'vitest';
import { reportOf } from '../../test/small-release.ts';
import type { Pin } from './pin.ts';
import { parseRelease, pathInPin, pinOf, type Release } from './release.ts';

const commit = 'af46c47ce925f4c4ad5cc8d1fca46c7b77d13b38';
const file = 'content/releases/v1.20.json';

/** A release as a file has it, one pin, with lines changed or added. */
function releaseText(pin: Record<string, unknown> = {}, top: Record<string, unknown> = {}): string {
  const pins = [{ repository: 'kubernetes/kubernetes', commit, ref: 'v1.20.2', ...pin }];
  return JSON.stringify({ id: 'v1.20', label: 'Kubernetes 1.20', pins, ...top }, undefined, 2);
}

const problems = (text: string, name = file): string => reportOf(() => parseRelease(text, name));

describe('a good release file', () => {
  test('the mount is the root unless the pin says another', () => {
    expect(parseRelease(releaseText({}, { date: '2021-01-13' }), file)).toEqual({
      id: 'v1.20',
      label: 'Kubernetes 1.20',
      date: '2021-01-13',
      pins: [{ mount: '', repository: 'kubernetes/kubernetes', commit, ref: 'v1.20.2' }],
    });
  });

  test('a pin may name a mount and a Debian package', () => {
    const debian = { package: 'kubernetes', version: '1.20.2' };
    const [pin] = parseRelease(releaseText({ mount: 'staging/src/k8s.io', debian }), file).pins;
    expect(pin).toEqual({
      mount: 'staging/src/k8s.io',
      repository: 'kubernetes/kubernetes',
      commit,
      ref: 'v1.20.2',
      debian,
    });
  });
});

describe('a malformed release file', () => {
  test('a short commit', () => {
    expect(problems(releaseText({ commit: 'af46c47' }))).toMatchInlineSnapshot(
      `"content/releases/v1.20.json:7:17: \`pins.0.commit\`: must be a full commit id: 40 lower-case hexadecimal digits."`,
    );
  });

  test('a commit in capitals', () => {
    expect(problems(releaseText({ commit: commit.toUpperCase() }))).toMatchInlineSnapshot(
      `"content/releases/v1.20.json:7:17: \`pins.0.commit\`: must be a full commit id: 40 lower-case hexadecimal digits."`,
    );
  });

  test('a repository with its address', () => {
    expect(
      problems(releaseText({ repository: 'https://github.com/kubernetes/kubernetes' })),
    ).toMatchInlineSnapshot(
      `"content/releases/v1.20.json:6:21: \`pins.0.repository\`: must be \`owner/name\`, such as \`kubernetes/kubernetes\`."`,
    );
  });

  test('a repository without its owner', () => {
    expect(problems(releaseText({ repository: 'kubernetes' }))).toMatchInlineSnapshot(
      `"content/releases/v1.20.json:6:21: \`pins.0.repository\`: must be \`owner/name\`, such as \`kubernetes/kubernetes\`."`,
    );
  });

  test('an unknown key of a pin', () => {
    expect(problems(releaseText({ comit: commit }))).toMatchInlineSnapshot(`
      "content/releases/v1.20.json:9:16: Unknown key \`comit\` in \`pins.0\`.
        Did you mean \`commit\`?"
    `);
  });

  test('an unknown key of the release', () => {
    expect(problems(releaseText({}, { lable: 'x' }))).toMatchInlineSnapshot(`
      "content/releases/v1.20.json:11:12: Unknown key \`lable\`.
        Did you mean \`label\`?"
    `);
  });

  test('an unknown key of the Debian package', () => {
    expect(problems(releaseText({ debian: { package: 'kubernetes', version: '1', arch: 'all' } })))
      .toMatchInlineSnapshot(`
      "content/releases/v1.20.json:12:17: Unknown key \`arch\` in \`pins.0.debian\`.
        Known keys: package, version."
    `);
  });

  test('a mount with a slash too many', () => {
    expect(problems(releaseText({ mount: 'staging/' }))).toMatchInlineSnapshot(
      `"content/releases/v1.20.json:9:16: \`pins.0.mount\`: must be a folder without leading or trailing slash."`,
    );
  });

  test('no pins', () => {
    expect(problems(releaseText({}, { pins: [] }))).toMatchInlineSnapshot(
      `"content/releases/v1.20.json:4:11: \`pins\`: must name at least one repository."`,
    );
    expect(problems('{\n  "id": "v1.20",\n  "label": "x"\n}')).toMatchInlineSnapshot(
      `"content/releases/v1.20.json:1:1: \`pins\` is missing."`,
    );
  });

  test('a patch release', () => {
    expect(
      problems(releaseText({}, { id: 'v1.20.2' }), 'content/releases/v1.20.2.json'),
    ).toMatchInlineSnapshot(
      `"content/releases/v1.20.2.json:2:9: \`id\`: must be a minor release such as \`v1.20\`."`,
    );
  });

  test('a date that is no date', () => {
    expect(problems(releaseText({}, { date: '13 January 2021' }))).toMatchInlineSnapshot(
      `"content/releases/v1.20.json:11:11: \`date\`: must be a date such as \`2021-01-13\`."`,
    );
  });

  test('a file that is named otherwise', () => {
    expect(problems(releaseText(), 'content/releases/v1.21.json')).toMatchInlineSnapshot(`
      "content/releases/v1.21.json:2:9: The release calls itself \`v1.20\` in a file named \`v1.21.json\`.
        Rename the file to \`v1.20.json\`, or set "id" to "v1.21"."
    `);
  });

  test('several problems at once', () => {
    expect(problems(releaseText({ commit: 'main', ref: '' }, { label: '' })))
      .toMatchInlineSnapshot(`
      "content/releases/v1.20.json:3:12: \`label\`: Too small: expected string to have >=1 characters.
      content/releases/v1.20.json:7:17: \`pins.0.commit\`: must be a full commit id: 40 lower-case hexadecimal digits.
      content/releases/v1.20.json:8:14: \`pins.0.ref\`: Too small: expected string to have >=1 characters."
    `);
  });

  test('text that is not JSON', () => {
    expect(problems('{\n  "id": "v1.20",\n  "label": \n')).toMatchInlineSnapshot(
      `"content/releases/v1.20.json:3:12: Flow map must end with a }"`,
    );
  });
});

describe('pinOf', () => {
  const pin = (mount: string): Pin => ({
    mount,
    repository: `k/${mount || 'root'}`,
    commit,
    ref: 'v1',
  });
  const release = (...mounts: string[]): Release => ({
    id: 'v1.20',
    label: 'x',
    pins: mounts.map(pin),
  });
  const nested = release('', 'staging', 'staging/src/api');

  test.each([
    ['pkg/a.go', ''],
    ['staging/a.go', 'staging'],
    ['staging/src/a.go', 'staging'],
    ['staging/src/api/a.go', 'staging/src/api'],
    ['staging/src/apimachinery/a.go', 'staging'],
    ['stagings/a.go', ''],
  ])('%s comes from the pin at "%s"', (path, mount) => {
    expect(pinOf(nested, path)?.mount).toBe(mount);
  });

  test('the order of the pins does not matter', () => {
    const turned = release('staging/src/api', 'staging', '');
    expect(pinOf(turned, 'staging/src/api/a.go')?.mount).toBe('staging/src/api');
    expect(pinOf(turned, 'pkg/a.go')?.mount).toBe('');
  });

  test('without a pin at the root some paths have none', () => {
    expect(pinOf(release('staging'), 'pkg/a.go')).toBeUndefined();
  });

  test('a path in a pin is the path without the mount', () => {
    expect(pathInPin(pin('staging/src'), 'staging/src/api/a.go')).toBe('api/a.go');
    expect(pathInPin(pin(''), 'pkg/a.go')).toBe('pkg/a.go');
  });
});
