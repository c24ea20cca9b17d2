import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from '../release/release.ts';
import type { Workspace } from '../release/workspace.ts';
import type { SourceFailure } from './fetch-release.ts';

/**
 * Why a release was left out: each source's reason at the last try. It is remembered, so that a
 * build does not ask the network again for what was not to be had; `npm run fetch` does ask.
 */
export interface LeftOut {
  readonly release: string;
  readonly commits: readonly string[];
  readonly failures: readonly SourceFailure[];
}

const fileOf = ({ leftOut }: Workspace, release: Release): string =>
  join(leftOut, `${release.id}.json`);

/** What is remembered of a release, if it was at the commits that it pins now. */
export function recallLeftOut(workspace: Workspace, release: Release): LeftOut | undefined {
  const file = fileOf(workspace, release);
  if (!existsSync(file)) return undefined;
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as LeftOut;
    const pinned = release.pins.map(({ commit }) => commit).join();
    return record.commits.join() === pinned ? record : undefined;
  } catch {
    // A record torn by an interrupted run is no record: the sources will be asked again.
    return undefined;
  }
}

export function rememberLeftOut(
  workspace: Workspace,
  release: Release,
  failures: readonly SourceFailure[],
): LeftOut {
  const commits = release.pins.map(({ commit }) => commit);
  const record: LeftOut = { release: release.id, commits, failures };
  mkdirSync(workspace.leftOut, { recursive: true });
  writeFileSync(fileOf(workspace, release), `${JSON.stringify(record, null, 2)}\n`);
  return record;
}

export function forgetLeftOut(workspace: Workspace, release: Release): void {
  rmSync(fileOf(workspace, release), { force: true });
}
