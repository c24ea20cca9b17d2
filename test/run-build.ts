import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { join } from 'node:path';

export interface BuildOutcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a script as a person would, and gives what it said. */
export async function runScript(
  script: 'build' | 'fetch' | 'check' | 'release' | 'next-release' | 'pull-request-text',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<BuildOutcome> {
  const child = spawn(process.execPath, [join('scripts', `${script}.ts`), ...args], {
    cwd: join(import.meta.dirname, '..'),
    // Vitest's own variables would tell Vite that it runs inside a test.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, output, errors };
}
