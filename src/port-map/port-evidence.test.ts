import { describe, expect, test } from 'vitest';
import { memoryRelease, report, smallSource } from '../../test/small-release.ts';
import { portEvidence, type EvidenceInput, type TestRun } from './port-evidence.ts';
import { compilePorts } from './read-ports.ts';

const step = `/** @ports pkg/loop/loop.go#Loop.step */
export function step() {
  // left out (made for tests): key, ok :=
  // left out (made for tests): if !ok {
  // left out (made for tests): if err := l.sync(key); err != nil {
  // left out (made for tests): return nil
}
`;

const init = `import { step } from './step.ts';

/** @ports pkg/loop/loop.go#helper */
export function helper() {
  return step(); // go: return fmt.Sprintf(
}
`;

const goTest = `package loop

func TestStep(t *testing.T) {
	names := []string{
		"one",
		"two",
	}
}
`;

const modules = {
  'src/ports/step.ts': step,
  'src/ports/helper.ts': init,
  'src/ports/step.test.ts': `import { step } from './step.ts';\nreadVectors<{ a: 'x'; b: 2 }>('step')`,
  'src/ports/helper.test.ts': `import { helper } from './helper.ts';\nreadVectors<readonly (readonly Case[])[]>(\n  'helper',\n)`,
};

const go = await memoryRelease({ ...smallSource, 'pkg/loop/loop_test.go': goTest });

const run = (file: string, titles: readonly string[], passed = true): TestRun => ({
  file: `src/ports/${file}.test.ts`,
  titles,
  passed,
});

const upstream = 'pkg/loop/loop_test.go#TestStep';

const all = [
  run('step', ['answers as Go did']),
  run('step', [upstream, 'one']),
  run('helper', ['answers as Go did']),
];

function evidenceOf(changes: Partial<Record<keyof typeof modules, string>>, runs = all) {
  const texts = new Map(Object.entries({ ...modules, ...changes }));
  const files = new Map([...texts].filter(([file]) => !file.endsWith('.test.ts')));
  const input: EvidenceInput = {
    ports: compilePorts(files, go).ports,
    go,
    runs,
    modules: texts,
    vectors: new Map([
      ['step', { symbol: 'pkg/loop/loop.go#Loop.step', cases: 3 }],
      ['helper', { symbol: 'pkg/loop/loop.go#helper', cases: 5 }],
    ]),
  };
  const { ports, problems, ...counts } = portEvidence(input);
  return {
    ...counts,
    ports: Object.fromEntries(
      ports.map(({ port, vectors, vectorsOfCallers, upstreamCases, passed }) => [
        port.symbol,
        [vectors, vectorsOfCallers, upstreamCases, passed],
      ]),
    ),
    said: report(problems),
  };
}

test('a port has its own vectors, those of its callers, and the cases of its test', () => {
  expect(evidenceOf({})).toEqual({
    ports: { helper: [5, 0, 0, true], 'Loop.step': [3, 5, 1, true] },
    vectors: 8,
    upstream: ['pkg/loop/loop_test.go:5'],
    said: '',
  });
});

test('vectors of a type are of all its methods', () => {
  const texts = new Map(Object.entries(modules));
  const { ports } = portEvidence({
    ports: compilePorts(new Map([['src/ports/step.ts', step]]), go).ports,
    go,
    runs: all,
    modules: texts,
    vectors: new Map([['step', { symbol: 'pkg/loop/loop.go#Loop', cases: 7 }]]),
  });
  expect(ports.map(({ vectors }) => vectors)).toEqual([7]);
});

test('a case that two tests carry is one', () => {
  const { ports, upstream: lines } = evidenceOf({}, [
    ...all,
    run('step', [upstream, 'the first > "one"']),
    run('helper', [upstream, 'one']),
    run('helper', [upstream, 'two']),
  ]);
  expect(lines).toEqual(['pkg/loop/loop_test.go:5', 'pkg/loop/loop_test.go:6']);
  expect(ports).toMatchObject({ helper: [5, 0, 2, true], 'Loop.step': [3, 5, 1, true] });
});

test('a port without a test of its own name has those beside it that import it', () => {
  const { ports } = evidenceOf({}, [run('helper', ['answers as Go did'])]);
  expect(ports).toMatchObject({ 'Loop.step': [0, 5, 0, true] });
  const other = "import { step } from './step.ts';";
  expect(
    evidenceOf({ 'src/ports/helper.test.ts': other }, [run('helper', [upstream, 'two'])]).ports,
  ).toMatchObject({ 'Loop.step': [0, 0, 1, true] });
});

describe('nothing is proved', () => {
  test('by tests that fail', () => {
    const runs = [...all, run('step', ['another'], false), run('step', [upstream, 'two'], false)];
    expect(evidenceOf({}, runs)).toEqual({
      ports: { helper: [5, 0, 0, true], 'Loop.step': [0, 5, 1, false] },
      vectors: 5,
      upstream: ['pkg/loop/loop_test.go:5'],
      said: 'No test that passes replays the vectors step.',
    });
  });

  test('where no test is', () => {
    const { ports } = evidenceOf({ 'src/ports/helper.ts': step }, []);
    expect(ports).toMatchObject({ 'Loop.step': [0, 0, 0, false] });
  });

  test('by an import of types alone', () => {
    const types = init.replace('import { step }', 'import type { step }');
    expect(evidenceOf({ 'src/ports/helper.ts': types }).ports).toMatchObject({
      'Loop.step': [3, 0, 1, true],
    });
  });

  test('by vectors that no test reads', () => {
    const { said } = evidenceOf({ 'src/ports/helper.test.ts': "readVectors<Case>('step')" });
    expect(said).toBe('No test that passes replays the vectors helper.');
  });
});

test('a title that fits no case is a problem at its test file', () => {
  const { said } = evidenceOf({}, [...all, run('step', [upstream, 'three'])]);
  expect(said).toContain(
    `src/ports/step.test.ts:1:1: ${upstream} > three: "three" does not occur in \`TestStep\`.`,
  );
});
