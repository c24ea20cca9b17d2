import { spawnSync } from 'node:child_process';
import { ProblemError } from '../src/problem.ts';
import { requireChromium } from './chromium.ts';
import { main } from './main.ts';

/** What `npm test` proves, in order: the cheap checks first. */
const steps: readonly (readonly [what: string, ...command: string[]])[] = [
  ['lint', 'eslint', '.', '--concurrency=auto'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['types', 'tsc', '--noEmit'],
  ['types of pages', 'astro', 'check', '--noSync'],
  ['ports against the real Go', process.execPath, 'scripts/ports.ts', '--totals'],
  ['unit', 'vitest', 'run', '--project', 'unit'],
  ['whole builds, real browser', 'vitest', 'run', '--project', 'whole'],
];

/** `npm test`: lint, types, unit tests, whole builds and a real browser. */
await main(() => {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  requireChromium();
  // Astro writes the types of its virtual modules; it needs no Kubernetes source for that.
  run('generated types', ['astro', 'sync', '--silent']);
  for (const [what, ...command] of steps) run(what, command);
});

function run(what: string, [program = '', ...args]: readonly string[]): void {
  const start = performance.now();
  console.log(`\n> ${what}`);
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0)
    throw new ProblemError({ message: `${what} failed: ${program} ${args.join(' ')}` });
  console.log(`  ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
