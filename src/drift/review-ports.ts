import { formatAnchor, parseAnchor, type Anchor } from '../anchor/anchor.ts';
import { resolveAnchor } from '../anchor/resolve-anchor.ts';
import { isResolved } from '../anchor/resolved.ts';
import { hasSource } from '../release/release.ts';
import type { PortRow, Seen } from '../release/review.ts';
import { compareReleaseIds } from '../release/span-of-releases.ts';
import type { AnchorToCarry } from './carried-anchor.ts';
import type { CarriedFar } from './carry-through.ts';
import type { PortedSymbol, ReviewedRelease } from './reviewed-release.ts';
import { placeOf, seenOf } from './seen-of.ts';
import { statusSince } from './since-read.ts';

/** The releases between which ports are carried over. */
export interface PortHops {
  /** The release whose Go the ports were written from. */
  readonly home: ReviewedRelease;
  readonly from: ReviewedRelease;
  readonly to: ReviewedRelease;
}

/** A Go symbol that has ports, and where the search for it starts. */
export interface StartedPort {
  /** As the ports name it. */
  readonly symbol: string;
  /** `src/ports/a/b.ts#name` */
  readonly ports: readonly string[];
  /** What its Go was when the ports were written. */
  readonly was: Seen | undefined;
  /** Where it is in the release before, or in the ports' own. */
  readonly anchor: Anchor;
  /** What became of it before; undefined when the search starts from the ports' own release. */
  readonly earlier: PortRow | undefined;
}

/**
 * Ports of a release later than their own. A symbol that was carried over before goes on from there;
 * any other starts from the Go that its ports were written from.
 */
export function startPorts(ported: readonly PortedSymbol[], hops: PortHops): StartedPort[] {
  const { home, from, to } = hops;
  if (compareReleaseIds(to.release.id, home.release.id) <= 0) return [];
  const bySymbol = Map.groupBy(ported, ({ anchor }) => formatAnchor(anchor));
  return [...bySymbol].flatMap(([symbol, list]): StartedPort[] => {
    const [first] = list;
    if (!first || !isResolved(resolveAnchor(home.go, first.anchor))) return [];
    const earlier = earlierRow(symbol, from, home);
    const ports = list.map(({ port }) => port);
    const was = seenOf(placeOf(home.go, first.anchor), home);
    const anchor = earlier?.anchor === undefined ? undefined : parseAnchor(earlier.anchor);
    return [
      {
        symbol,
        ports,
        was,
        anchor: anchor && 'path' in anchor ? anchor : first.anchor,
        earlier,
      },
    ];
  });
}

/** What the release before knows of a symbol, if it tells it since the ports' own release. */
function earlierRow(
  symbol: string,
  { release, review }: ReviewedRelease,
  home: ReviewedRelease,
): PortRow | undefined {
  const row = release.id === home.release.id ? undefined : review?.ports[symbol];
  const isSinceHome = (row?.wasIn ?? review?.from) === home.release.id;
  return isSinceHome && (row?.status !== 'absent' || row.lostIn) ? row : undefined;
}

/** The ports to look for, each as one anchor: those to carry on, and those to carry from home. */
export function portsToCarry(
  started: readonly StartedPort[],
  { to }: PortHops,
): { readonly onward: AnchorToCarry[]; readonly fromHome: AnchorToCarry[] } {
  const sought = started.filter(
    ({ anchor, earlier }) => hasSource(to.release, anchor.path) && !isLost(earlier),
  );
  const carry = ({ symbol, ports: [port = ''], anchor }: StartedPort): AnchorToCarry => ({
    key: keyOf(symbol),
    kind: 'port',
    owner: port.replace(/#.*$/, ''),
    anchor,
  });
  return {
    onward: sought.filter(({ earlier }) => earlier).map(carry),
    fromHome: sought.filter(({ earlier }) => !earlier).map(carry),
  };
}

const keyOf = (symbol: string): string => `port ${symbol}`;

const isLost = (row: PortRow | undefined): boolean =>
  row !== undefined && (row.status === 'orphan' || row.lostIn !== undefined);

/**
 * What became of the Go of every port since it was written.
 *
 * @param carried Key -> where what `portsToCarry` names has gone.
 */
export function portRows(
  started: readonly StartedPort[],
  carried: ReadonlyMap<string, CarriedFar>,
  hops: PortHops,
): Record<string, PortRow> {
  return Object.fromEntries(
    started.map((port) => [port.symbol, portRow(port, carried.get(keyOf(port.symbol)), hops)]),
  );
}

function portRow(
  { symbol, ports, was, anchor, earlier }: StartedPort,
  outcome: CarriedFar | undefined,
  { home, from, to }: PortHops,
): PortRow {
  const base = {
    ports: [...ports],
    ...(was ? { was } : {}),
    ...(from.release.id === home.release.id ? {} : { wasIn: home.release.id }),
  };
  if (!hasSource(to.release, anchor.path)) {
    // The next release that has source starts from the ports' own; only what was lost is kept.
    return isLost(earlier)
      ? { status: 'absent', ...base, lostIn: earlier?.lostIn ?? from.release.id }
      : { status: 'absent', ports: base.ports };
  }
  const is = outcome && seenOf(outcome.to, to);
  if (!outcome || !is) return { status: 'orphan', ...base };
  const now = outcome.newAnchor ?? formatAnchor(anchor);
  const statuses = [...(earlier ? [earlier.status] : []), outcome.status];
  return {
    status: statusSince(statuses, was, is),
    ...base,
    ...(now === symbol ? {} : { anchor: now }),
    is,
  };
}
