import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ProblemError } from '../src/problem.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium on this machine; CHROMIUM names another. */
export function findChromium(): string | undefined {
  const { CHROMIUM } = process.env;
  return CHROMIUM ?? places.find((path) => existsSync(path));
}

/**
 * Finds Chromium, or installs Debian's and says so.
 *
 * @throws ProblemError when it is missing and cannot be installed.
 */
export function requireChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log(
    'Chromium is missing; installing the Debian package `chromium` for the browser tests.',
  );
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
  for (const step of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const [program = '', ...args] = [...asRoot, 'apt-get', ...step];
    spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new ProblemError({
    message: 'The browser tests need Chromium, and it could not be installed.',
    hint: 'Install it yourself (apt-get install chromium), or set CHROMIUM to the path of one.',
  });
}
