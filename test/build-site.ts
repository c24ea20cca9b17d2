import { execFileSync } from 'node:child_process';

/** Builds the real site once before the tests that look at it. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' });
}
