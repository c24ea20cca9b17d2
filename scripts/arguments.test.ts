import { afterEach, describe, expect, test } from 'vitest';
import { reportOf } from '../test/small-release.ts';
import { readArguments, sourceOptions } from './arguments.ts';

const { argv } = process;

afterEach(() => {
  process.argv = argv;
});

function read(...typed: string[]) {
  process.argv = ['node', 'scripts/build.ts', ...typed];
  return readArguments(sourceOptions);
}

const refusal = (...typed: string[]): string => reportOf(() => read(...typed));

describe('readArguments', () => {
  test('without arguments the defaults', () => {
    expect(read()).toEqual({ strict: false, offline: false, root: process.cwd() });
  });

  test('all arguments, a release as often as it is wanted', () => {
    expect(
      read(
        '--release',
        'v1.20',
        '--release=v1.16',
        '--from',
        'a/b',
        '--strict',
        '--offline',
        '--root',
        'x',
      ),
    ).toEqual({
      release: ['v1.20', 'v1.16'],
      from: 'a/b',
      strict: true,
      offline: true,
      root: 'x',
    });
  });

  test('an unknown option, with the one that was meant', () => {
    expect(refusal('--form', 'a/b')).toMatchInlineSnapshot(`
      "Unknown option '--form'
        Did you mean \`--from\`?"
    `);
    expect(refusal('--releases=v1.20')).toMatchInlineSnapshot(`
      "Unknown option '--releases'
        Did you mean \`--release\`?"
    `);
  });

  test('an unknown option like no other lists the options', () => {
    expect(refusal('--verbose')).toMatchInlineSnapshot(`
      "Unknown option '--verbose'
        Options: --release, --from, --strict, --offline, --root."
    `);
    expect(refusal('-x')).toMatchInlineSnapshot(`
      "Unknown option '-x'
        Options: --release, --from, --strict, --offline, --root."
    `);
  });

  test('an argument without an option', () => {
    expect(refusal('v1.20')).toMatchInlineSnapshot(`
      "Unexpected argument 'v1.20'. This command does not take positional arguments
        Options: --release, --from, --strict, --offline, --root."
    `);
  });

  test('an option without its value', () => {
    expect(refusal('--from')).toMatchInlineSnapshot(`"Option '--from <value>' argument missing"`);
    expect(refusal('--from', '--strict')).toMatchInlineSnapshot(`
      "Option '--from' argument is ambiguous.
      Did you forget to specify the option argument for '--from'?
      To specify an option argument starting with a dash use '--from=-XYZ'."
    `);
  });

  test('a value that an option does not take', () => {
    expect(refusal('--strict=yes')).toMatchInlineSnapshot(
      `"Option '--strict' does not take an argument"`,
    );
  });
});
