import { spawnSync } from 'node:child_process';

/** Installs a Debian package for the machine, as root or through sudo, and says so. */
export function aptInstall(name: string, what: string): void {
  console.log(`${what} is missing; installing the Debian package \`${name}\`.`);
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
  for (const step of [['update'], ['install', '--yes', '--no-install-recommends', name]]) {
    const [program = '', ...args] = [...asRoot, 'apt-get', ...step];
    spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
