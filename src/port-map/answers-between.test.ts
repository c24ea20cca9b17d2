import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { answersBetween } from './answers-between.ts';
import { portsRelease } from './ports-release.ts';
import { readAnswerPaths } from './read-answer-paths.ts';
import { readVectorFiles } from './read-vector-files.ts';
import { turnsOfCase } from './turns-of-case.ts';

const root = mkdtempSync(join(tmpdir(), 'answers-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, value: unknown): void {
  const file = join(root, 'conformance/vectors', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(value));
}

const filed = (...cases: unknown[]) => ({ symbol: 'pkg/a.go#double', cases });

test('the answers of two releases are counted by symbol', () => {
  write('answers.json', { double: ['is'] });
  write('v1.20/double.json', filed({ of: 1, is: 2 }, { of: 2, is: 4 }, { of: 3, is: 6 }));
  write('v1.20/more.json', { symbol: 'pkg/a.go#more', cases: [{ is: 1 }] });
  write('v1.33/double.json', filed({ of: 1, is: 2 }, { of: 2, is: 8 }, { of: 4, is: 16 }));
  expect(answersBetween(root, 'v1.20', 'v1.33')).toEqual(
    new Map([['pkg/a.go#double', { cases: 3, same: 1, different: 1 }]]),
  );
  expect(answersBetween(root, 'v1.20', 'v1.34')).toBeUndefined();
  expect(answersBetween(root, 'v1.19', 'v1.20')).toBeUndefined();
});

test('what is no list of answers is refused with its place', () => {
  write('answers.json', { double: [], more: 'is' });
  expect(() => readAnswerPaths(root)).toThrowErrorMatchingInlineSnapshot(`
    [ProblemError: conformance/vectors/answers.json:1:11: \`double\`: must name an answer.
    conformance/vectors/answers.json:1:21: \`more\`: Invalid input: expected array, received string.]
  `);
});

describe('the vectors of this project', () => {
  const project = process.cwd();
  const files = readVectorFiles(project, portsRelease) ?? new Map<string, never>();
  const answers = readAnswerPaths(project);

  test('are those whose answers are named', () => {
    expect([...files.keys()].sort()).toEqual([...answers.keys()].sort());
    expect(files.size).toBeGreaterThan(100);
  });

  test.each([...files.keys()])('%s: each case was asked something, and answered', (name) => {
    const { cases } = files.get(name) ?? { cases: [] };
    const turns = cases.map((recorded) => turnsOfCase(recorded, answers.get(name) ?? []));
    const has = (part: unknown): boolean =>
      part !== undefined && part !== '' && JSON.stringify(part) !== '{}';
    const whole = turns.filter(
      (all) => all.some(({ asked }) => has(asked)) && all.some(({ answered }) => has(answered)),
    );
    // A sequence may by chance do nothing, or nothing that is answered.
    expect(whole.length).toBeGreaterThan(cases.length * 0.9);
  });

  test('are all the same between a release and itself', () => {
    const between = answersBetween(project, portsRelease, portsRelease);
    for (const { cases, same } of between?.values() ?? []) expect(same).toBe(cases);
    expect(between?.get('pkg/controller/replicaset/replica_set.go#slowStartBatch')).toEqual({
      cases: 240,
      same: 240,
      different: 0,
    });
  });
});
