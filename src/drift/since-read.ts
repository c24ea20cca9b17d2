import { leftOf, sameText, type ReviewRow, type Seen, type Status } from '../release/review.ts';

const gravest: readonly Status[] = ['same', 'moved', 'edited', 'relocated', 'orphan', 'absent'];

/**
 * What is true of an anchor after several hops: the gravest of them, or the same or only moved when
 * its text is again what it was.
 *
 * @param was What it was before the first hop; no hop is an orphan.
 */
export function statusSince(
  hops: readonly Status[],
  was: Seen | undefined,
  is: Seen | undefined,
): Status {
  // Two hops can lead back to the symbol that one has left.
  const isElsewhere = hops.filter((status) => status === 'relocated').length === 1;
  if (was && is && !isElsewhere && sameText(was, is)) {
    return was.from === is.from && was.to === is.to ? 'same' : 'moved';
  }
  return gravest[Math.max(...hops.map((status) => gravest.indexOf(status)))] ?? 'orphan';
}

/**
 * What nobody has read in the release before is not forgotten: it is told since the text that a
 * person last stood by, and goes on waiting until it is that text again.
 *
 * @param earlier Its row in the release before.
 * @param from The release that the row before was carried over from.
 */
export function sinceRead(row: ReviewRow, earlier: ReviewRow | undefined, from: string): ReviewRow {
  if (!earlier?.was || leftOf(earlier) !== 'read') return row;
  const since: ReviewRow = { ...row, was: earlier.was, wasIn: earlier.wasIn ?? from };
  if (row.status === 'orphan' || row.status === 'absent') return since;
  const status = statusSince([earlier.status, row.status], earlier.was, row.is);
  if (status === 'same' || status === 'moved') return { ...since, status };
  return {
    ...since,
    status,
    confidence: Math.min(earlier.confidence, row.confidence),
    reasons: [...new Set([...earlier.reasons, ...row.reasons])],
    // It was read as another text: should it be that again, it is read.
    ...(earlier.decision ? { decision: earlier.decision } : {}),
  };
}
