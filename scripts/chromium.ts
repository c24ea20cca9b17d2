import { existsSync } from 'node:fs';
import { ProblemError } from '../src/problem.ts';
import { aptInstall } from './apt-install.ts';

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
  aptInstall('chromium', 'Chromium, for the browser tests,');
  const installed = findChromium();
  if (installed) return installed;
  throw new ProblemError({
    message: 'The browser tests need Chromium, and it could not be installed.',
    hint: 'Install it yourself (apt-get install chromium), or set CHROMIUM to the path of one.',
  });
}
