import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ProblemError } from '../src/problem.ts';
import { requireChromium } from './chromium.ts';
import { main } from './main.ts';

type Step = readonly [what: string, ...command: string[]];

/**
 * What `npm test` proves: the cheap checks first. The tracks of a stage run at the same time, since
 * none of them has work for two cores all the time.
 */
const stages: readonly (readonly (readonly Step[])[])[] = [
  // Astro writes the types of its virtual modules; it needs no Kubernetes source for that.
  [[['generated types', 'astro', 'sync', '--silent']]],
  [
    [['lint', 'eslint', '.', '--concurrency=auto']],
    [
      ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
      ['types', 'tsc', '--noEmit'],
      ['types of pages', 'astro', 'check', '--noSync'],
    ],
  ],
  [[['ports against the real Go', process.execPath, 'scripts/ports.ts', '--totals']]],
  [[['unit', 'vitest', 'run', '--project', 'unit']]],
  [[['whole builds, real browser', 'vitest', 'run', '--project', 'whole']]],
];

/** `npm test`: lint, types, unit tests, whole builds and a real browser. */
await main(async () => {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  requireChromium();
  for (const tracks of stages) {
    const isAlone = tracks.length === 1;
    const outcomes = await Promise.allSettled(tracks.map((track) => runTrack(track, isAlone)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }
});

async function runTrack(steps: readonly Step[], isAlone: boolean): Promise<void> {
  for (const step of steps) await run(step, isAlone);
}

/** Shows what a step says as it says it; of one that runs beside others, when it has ended. */
async function run([what, program = '', ...args]: Step, isAlone: boolean): Promise<void> {
  const start = performance.now();
  if (isAlone) console.log(`\n> ${what}`);
  const child = spawn(program, args, {
    stdio: ['ignore', isAlone ? 'inherit' : 'pipe', 'inherit'],
  });
  const [said, [status]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    once(child, 'close') as Promise<[number]>,
  ]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(isAlone ? `  ${seconds} s` : `\n> ${what}\n${said}  ${seconds} s`);
  if (status !== 0) {
    throw new ProblemError({ message: `${what} failed: ${program} ${args.join(' ')}` });
  }
}
