import { formatAnchor, parseAnchor } from '../anchor/anchor.ts';
import type { AnchorToCarry, CarriedAnchor, CarriedStatus } from './carried-anchor.ts';
import type { DriftRelease } from './drift-release.ts';
import { carryAnchors } from './carry-anchors.ts';

/** Where an anchor is after one hop or several. */
export type CarriedFar = Pick<
  CarriedAnchor,
  'key' | 'status' | 'confidence' | 'from' | 'to' | 'newAnchor' | 'proposals' | 'reasons'
>;

const gravest: readonly CarriedStatus[] = ['same', 'moved', 'edited', 'relocated', 'orphan'];

/**
 * Carries anchors through releases, hop by hop. Each hop starts from where the last one ended; the
 * outcome is the gravest of all and no more certain than the least certain. What a hop loses is
 * sought once more from the first release to the last, over all hops at once.
 */
export function carryThrough(
  anchors: readonly AnchorToCarry[],
  releases: readonly DriftRelease[],
): CarriedFar[] {
  const [first, second, ...rest] = releases;
  if (!first || !second) return [];
  const outcomes = carryAnchors(anchors, first, second);
  if (rest.length === 0) return outcomes;
  const starts = anchors.flatMap((anchor, at): AnchorToCarry[] => {
    const { to, newAnchor } = outcomes[at] ?? {};
    const parsed = parseAnchor(newAnchor ?? formatAnchor(anchor.anchor));
    return to && 'path' in parsed ? [{ ...anchor, anchor: parsed }] : [];
  });
  const onward = new Map(
    carryThrough(starts, [second, ...rest]).map((outcome) => [outcome.key, outcome]),
  );
  const last = rest.at(-1) ?? second;
  const lost = anchors.filter(({ key }) => (onward.get(key)?.to ?? undefined) === undefined);
  const direct = new Map(carryAnchors(lost, first, last).map((outcome) => [outcome.key, outcome]));
  return outcomes.map((outcome): CarriedFar => {
    const next = onward.get(outcome.key);
    if (!next?.to) return direct.get(outcome.key) ?? outcome;
    const known = next.newAnchor ?? outcome.newAnchor;
    const status = gravest[Math.max(gravest.indexOf(outcome.status), gravest.indexOf(next.status))];
    return {
      key: outcome.key,
      status: status ?? 'orphan',
      confidence: Math.min(outcome.confidence, next.confidence),
      from: outcome.from,
      to: next.to,
      newAnchor: known,
      proposals: [],
      reasons: [...new Set([...outcome.reasons, ...next.reasons])],
    };
  });
}
