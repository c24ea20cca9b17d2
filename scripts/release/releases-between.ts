import type { ReviewedRelease } from '../../src/drift/reviewed-release.ts';
import type { GoParser } from '../../src/go/go-parser.ts';
import { ProblemError, reasonOf } from '../../src/problem.ts';
import type { Release } from '../../src/release/release.ts';
import { fetchPins } from './fetch-pins.ts';
import { openRelease } from './open-release.ts';
import { pinRelease } from './pin-release.ts';
import type { WantedPin } from './pins-of-release.ts';
import type { Reach } from './reach.ts';

const minorOf = (id: string): number => Number(/^v\d+\.(\d+)$/.exec(id)?.[1]);

/** The minor releases between two, as far as their sources can be had. */
export async function releasesBetween(
  reach: Reach,
  parser: GoParser,
  earlier: Release,
  release: Release,
  wanted: readonly WantedPin[],
): Promise<ReviewedRelease[]> {
  const [first, last] = [minorOf(earlier.id), minorOf(release.id)];
  const hops: ReviewedRelease[] = [];
  for (let minor = first + 1; minor < last; minor++) {
    const id = release.id.replace(/\d+$/, `${minor}`);
    const refs = wanted.map((pin) => ({ ...pin, ref: refOfMinor(pin.ref, last, minor) }));
    try {
      const pinned = await pinRelease(reach, { id, label: id, like: release, wanted: refs });
      const hop = await fetchPins(reach, pinned);
      hops.push(openRelease(parser, reach.store, hop.release, hop.lock));
      console.error(`${id}: on the way, ${refs.map(({ ref }) => ref).join(', ')}.`);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const [problem] = error.problems;
      console.error(`${id} is hopped over: ${problem?.message ?? reasonOf(error)}`);
    }
  }
  return hops;
}

/** `v1.24.3`, 24 -> 21 gives `v1.21.0`; `release-1.24` gives `release-1.21`. */
function refOfMinor(ref: string, from: number, to: number): string {
  return ref
    .replace(new RegExp(`^v(\\d+)\\.${from}\\.\\d+.*$`), `v$1.${to}.0`)
    .replace(new RegExp(`^release-(\\d+)\\.${from}$`), `release-$1.${to}`);
}
