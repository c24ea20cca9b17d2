import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the ports can be installed as a package, with types and docs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ports-package-'));
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { encoding: 'utf8' }),
  ) as { filename: string; files: { path: string }[] }[];
  // Nothing but the ports goes out.
  const others = packed?.files.filter(({ path }) => !/^lib\/ports\/.+\.(js|d\.ts)$/.test(path));
  expect(others?.map(({ path }) => path).sort()).toEqual([
    'LICENSE',
    'NOTICE',
    'README.md',
    'package.json',
  ]);
  const installed = join(folder, 'node_modules/apply-to-reconcile');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', [
    '-xzf',
    join(folder, packed?.filename ?? ''),
    '--strip-components=1',
    '-C',
    installed,
  ]);
  writeFileSync(
    join(folder, 'use.mjs'),
    `import { slowStartBatch } from 'apply-to-reconcile/ports/replicaset/slow-start-batch';
     import { Scheduler } from 'apply-to-reconcile/ports/runtime/scheduler';
     const scheduler = new Scheduler();
     let calls = 0;
     const [successes] = scheduler.run(() => slowStartBatch(scheduler, 20, 1, function* () { calls++; }));
     console.log(successes, calls);`,
  );
  expect(execFileSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' })).toBe(
    '20 20\n',
  );
  const types = readFileSync(join(installed, 'lib/ports/replicaset/slow-start-batch.d.ts'), 'utf8');
  expect(types).toContain('@returns How many calls succeeded');
});
