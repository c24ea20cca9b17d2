import { describe, expect, test } from 'vitest';
import { memoryRelease, smallSource } from '../../test/small-release.ts';
import { findUpstreamCase, upstreamTestIn } from './upstream-case.ts';

const path = 'pkg/loop/loop_test.go';

const source = `package loop

func TestRun(t *testing.T) {
	tests := []struct {
		name    string
		workers int
	}{
		{"no workers", 0},
		{"no workers, closed", 0},
		{
			name:    "one \\"busy\\" worker",
			workers: 1,
		},
		{name: \`raw\`, workers: 2},
		{name: \`raw and more\`, workers: 2},
		{workers: 7},
		{workers: 7},
	}
}

func TestStep(t *testing.T) {
	step("a key")
}
`;

const go = await memoryRelease({ ...smallSource, [path]: source });

/** The line that a case of TestRun stands for, or what is wrong. */
const find = (...titles: string[]): unknown => {
  const found = findUpstreamCase(go, titles);
  return found && 'line' in found ? found.line : found;
};

describe('a title names a Go test', () => {
  test('by its path and its name', () => {
    expect(upstreamTestIn(`${path}#TestRun`)).toEqual({ path, symbol: 'TestRun' });
    expect(upstreamTestIn('answers as Go did')).toBeUndefined();
    expect(upstreamTestIn('pkg/loop/loop.go#Loop')).toBeUndefined();
  });
});

describe('a case is found', () => {
  test('of a Go test without a table: its first line', () => {
    expect(findUpstreamCase(go, ['Loop', `${path}#TestStep`])).toEqual({
      path,
      symbol: 'TestStep',
      line: 21,
    });
  });

  test('by its name, also where it is a part of longer names', () => {
    expect(find(`${path}#TestRun`, 'no workers, closed')).toBe(9);
    expect(find(`${path}#TestRun`, 'no workers')).toBe(8);
    expect(find(`${path}#TestRun`, 'raw')).toBe(14);
  });

  test('by its name with the quotes escaped, and at its own line inside a longer row', () => {
    expect(find(`${path}#TestRun`, 'one "busy" worker')).toBe(11);
    expect(find(`${path}#TestRun`, 'one \\"busy\\" worker')).toBe(11);
  });

  test('by a quote', () => {
    expect(find(`${path}#TestRun`, 'nobody works > "workers, closed"')).toBe(9);
  });

  test('by a quote and a count', () => {
    expect(find(`${path}#TestRun`, 'a row > "{workers: 7}"')).toMatchObject({
      message: '2 lines of `TestRun` hold "{workers: 7}".',
    });
    expect(find(`${path}#TestRun`, 'a row > "{workers: 7}" @1')).toBe(16);
    expect(find(`${path}#TestRun`, 'a row > "{workers: 7}" @2')).toBe(17);
    expect(find(`${path}#TestRun`, 'a row > "{workers: 7}" @3')).toEqual({
      message: '2 lines of `TestRun` hold "{workers: 7}".',
    });
  });

  test('by the innermost title', () => {
    expect(find('Loop', `${path}#TestRun`, 'in many orders', 'raw and more')).toBe(15);
  });
});

describe('what is wrong is said', () => {
  test('but a test of our own is no case', () => {
    expect(find('Loop', 'answers as Go did')).toBeUndefined();
  });

  test('a case that the Go test has not', () => {
    expect(find(`${path}#TestRun`, 'no worker at all')).toMatchObject({
      message: '"no worker at all" does not occur in `TestRun`.',
    });
    expect(find(`${path}#TestRun`, 'a key')).toEqual({
      message: '"a key" does not occur in `TestRun`.',
      hint: 'It occurs in `TestStep`.',
    });
  });

  test('a case that may be two', () => {
    expect(find(`${path}#TestRun`, 'workers: 2')).toEqual({
      message: '2 lines of `TestRun` hold "workers: 2".',
      hint: 'End the title by ` > "quote"` or by ` > "quote" @2`:\n{name: `raw`, workers: 2},\n{name: `raw and more`, workers: 2},',
    });
  });

  test('a Go test that is not there', () => {
    expect(find(`${path}#TestRan`)).toMatchObject({
      message: `\`${path}\` declares no \`TestRan\`.`,
      hint: 'Did you mean `TestRun`?',
    });
    expect(find('pkg/loop/lop_test.go#TestRun')).toMatchObject({
      message: 'There is no file `pkg/loop/lop_test.go` in this release.',
    });
  });

  test('a title that names a Go test but for a slip', () => {
    expect(find(`${path}#TestRun, all cases`)).toMatchObject({
      message: `"${path}#TestRun, all cases" names no Go test.`,
    });
  });
});
