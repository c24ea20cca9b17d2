import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../src/release/workspace.ts';
import { fingerprint } from './fingerprint.ts';

/** Whether dist/ is what the present inputs were built into, and the means to say so afterwards. */
export interface UpToDate {
  readonly isUpToDate: boolean;
  /** Remembers that the inputs were built into dist/ as it is now. */
  readonly record: () => void;
}

/**
 * Compares all that a build reads (content, locks, our code and its dependencies, why releases were
 * left out, what the environment says) and the whole of dist/ with the last build. The blobs need
 * no look: the lock names their bytes, and they are checked when they are read.
 */
export function upToDate(
  workspace: Workspace,
  dist: string,
  releases: readonly string[] = [],
): UpToDate {
  const ours = [
    'src',
    'scripts',
    'public',
    'conformance/vectors',
    'astro.config.mjs',
    'package-lock.json',
  ];
  const { SITE_BASE = '', SITE_URL = '' } = process.env;
  const inputs = fingerprint(
    [
      join(workspace.root, 'content'),
      workspace.leftOut,
      ...ours.map((path) => join(workspace.project, path)),
    ],
    [process.version, SITE_BASE, SITE_URL, ...releases],
  );
  const file = join(workspace.root, '.cache/built');
  const state = (): string => `${inputs} ${fingerprint([dist])}\n`;
  return {
    isUpToDate: existsSync(file) && readFileSync(file, 'utf8') === state(),
    record: () => {
      writeFileSync(file, state());
    },
  };
}
