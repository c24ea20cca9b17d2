import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { report } from '../test/small-release.ts';
import { recordPackage } from './record-package.ts';

const folder = 'pkg/loop';
let base: string;
let here: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'record-package-'));
  here = join(base, 'tree', folder);
  mkdirSync(here, { recursive: true });
  mkdirSync(join(base, 'recorders', folder), { recursive: true });
  for (const name of ['loop_record_test.go', 'queue_record_test.go', 'README.md']) {
    writeFileSync(join(base, 'recorders', folder, name), 'package loop\n');
  }
  writeFileSync(join(here, 'loop_test.go'), 'package loop\n');
});
afterEach(() => rmSync(base, { recursive: true }));

/** Records with a Go that finds fault with some files, as long as they are there. */
function record(
  faults: Readonly<Record<string, string>>,
  output = '',
): { said: string; runs: number } {
  let runs = 0;
  const go = () => {
    runs++;
    const found = Object.entries(faults).filter(([name]) => readdirSync(here).includes(name));
    const said = [`# k8s.io/kubernetes/${folder} [k8s.io/kubernetes/${folder}.test]`];
    for (const [name, fault] of found) said.push(`${folder}/${name}:${fault}`);
    said.push(output, `FAIL\tk8s.io/kubernetes/${folder} [build failed]`);
    return { passed: found.length === 0 && output === '', output: said.join('\n') };
  };
  const request = { recorders: join(base, 'recorders'), tree: join(base, 'tree') };
  const problems = recordPackage({ ...request, folder, release: 'v1.21', go });
  return { said: report(problems).replaceAll(base, 'BASE'), runs };
}

test('recorders are copied beside the code, and those of another time taken away', () => {
  writeFileSync(join(here, 'zz_old_record_test.go'), 'package loop\n');
  expect(record({})).toEqual({ said: '', runs: 1 });
  expect(readdirSync(here).sort()).toEqual([
    'loop_test.go',
    'zz_loop_record_test.go',
    'zz_queue_record_test.go',
  ]);
});

test('one that does not compile is told with its lines, and the others run', () => {
  const fault = '7:2: undefined: step\npkg/loop/zz_loop_record_test.go:9:14: undefined: stop';
  const { said, runs } = record({ 'zz_loop_record_test.go': fault });
  expect(runs).toBe(2);
  expect(said).toMatchInlineSnapshot(`
    "BASE/recorders/pkg/loop/loop_record_test.go:7:2: The recorder does not compile in v1.21: undefined: step
      line 9: undefined: stop"
  `);
  expect(readdirSync(here)).toContain('zz_queue_record_test.go');
});

test('when none compiles, all are told', () => {
  const { said, runs } = record({
    'zz_loop_record_test.go': '7:2: undefined: step',
    'zz_queue_record_test.go': '3:8: undefined: Queue',
  });
  expect(runs).toBe(1);
  expect(said.match(/The recorder does not compile in v1\.21/g)).toHaveLength(2);
});

test('what fails otherwise is told with all that Go says', () => {
  const failure = '--- FAIL: TestRecordLoop (0.00s)\n    zz_loop_record_test.go:7: it is shut';
  const { said, runs } = record({}, failure);
  expect(runs).toBe(1);
  expect(said).toContain('The recorders in pkg/loop failed in v1.21.\n');
  expect(said).toContain('zz_loop_record_test.go:7: it is shut');
  expect(readdirSync(here)).toContain('zz_loop_record_test.go');
});

test('a package that the release has not is told', () => {
  rmSync(here, { recursive: true });
  expect(record({})).toEqual({
    said: 'v1.21 has no folder `pkg/loop` for its recorders.',
    runs: 0,
  });
});
