import type { SourceFailure } from '../../src/blob/fetch-release.ts';
import { reasonOf } from '../../src/problem.ts';
import { unknownCommit, type Pin } from '../../src/release/pin.ts';
import { formatRelease, parseRelease, type Release } from '../../src/release/release.ts';
import { releasePath } from '../../src/release/workspace.ts';
import { SourceError, type ResolvedRef } from '../../src/source/source.ts';
import type { WantedPin } from './pins-of-release.ts';
import { couldNot, localSources, sourcesFor, type Reach } from './reach.ts';

/** A release before its source is fetched. */
export interface PinRequest {
  readonly id: string;
  readonly label: string;
  /** A release that has the date, when no source knows one. */
  readonly like: Release;
  readonly wanted: readonly WantedPin[];
  /** The release that stands in its place already. */
  readonly known?: Release | undefined;
}

/** Looks up the commit of every repository. */
export async function pinRelease(
  reach: Reach,
  { id, label, like, wanted, known }: PinRequest,
): Promise<Release> {
  const mounts = wanted.map(({ mount }) => mount);
  const pins: Pin[] = [];
  let date: string | undefined;
  for (const { repository, ref, mount, only, debian } of wanted) {
    const found = await resolve(reach, { repository, ref, mount, debian }, mounts, known);
    date ??= found.date;
    pins.push({
      mount,
      repository,
      commit: found.commit,
      ref: ref === unknownCommit ? reach.options.ref : ref,
      ...(debian ? { debian } : {}),
      ...(only ? { only: [...only] } : {}),
      ...(reach.options.declared && found.commit === unknownCommit
        ? { declared: true as const }
        : {}),
    });
  }
  date ??= like.id === id ? like.date : undefined;
  const release = { id, label, ...(date ? { date } : {}), pins };
  // Checked as if it had been read from a file: its parts came from arguments.
  return parseRelease(formatRelease(release), releasePath({ id }));
}

async function resolve(
  reach: Reach,
  { repository, ref, mount, debian }: Omit<WantedPin, 'only'>,
  mounts: readonly string[],
  known: Release | undefined,
): Promise<ResolvedRef> {
  if (/^[0-9a-f]{40}$/.test(ref)) return { commit: ref };
  // A tag does not move: what was looked up once needs no second look.
  const same = known?.pins.find((pin) => pin.repository === repository && pin.ref === ref);
  if (same && /^v\d/.test(ref) && reach.options.from === undefined) {
    return { commit: same.commit, date: known?.date };
  }
  const failures: SourceFailure[] = [];
  // Nobody on a network knows `unknown`; an archive names its commit whatever it is asked for.
  const ask = ref === unknownCommit ? localSources : sourcesFor;
  for (const source of ask(reach, mount, mounts)) {
    if (!source.resolve) continue;
    try {
      return await source.resolve(repository, ref, debian);
    } catch (error) {
      const hint = error instanceof SourceError ? error.hint : undefined;
      failures.push({ source: source.name, reason: reasonOf(error), hint });
    }
  }
  if (reach.options.declared || ref === unknownCommit) return { commit: unknownCommit };
  throw couldNot(reach, `\`${ref}\` of ${repository} was not found`, failures);
}
