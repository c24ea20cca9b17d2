import { lanes, type Lane } from '../tour/lane.ts';
import type { EdgeKind, Tour } from '../tour/tour.ts';

/** A stop on the map: its place in the order of reading, and its lane. */
export interface MapNode {
  readonly slug: string;
  readonly title: string;
  readonly lane: Lane;
  /** Counts from 0 over the whole tour. */
  readonly order: number;
  /** Counts rows from 0; each chapter's heading takes one, too. */
  readonly row: number;
  /** Index of the lane among those that the tour uses. */
  readonly column: number;
  readonly side: boolean;
}

export interface MapEdge {
  readonly from: MapNode;
  readonly to: MapNode;
  readonly kind: EdgeKind;
}

/** The picture of the whole path, drawn from the content itself. */
export interface PathMap {
  /** The lanes that have stops, in the order in which a request meets them. */
  readonly lanes: readonly Lane[];
  readonly rows: number;
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

export function pathMap(tour: Tour): PathMap {
  const used = lanes.filter((lane) =>
    tour.chapters.some(({ stops }) => stops.some((stop) => stop.lane === lane)),
  );
  const nodes: MapNode[] = [];
  let row = 0;
  for (const { stops } of tour.chapters) {
    row++;
    for (const { slug, title, lane, side } of stops) {
      const column = used.indexOf(lane);
      nodes.push({ slug, title, lane, order: nodes.length, row, column, side });
      row++;
    }
  }
  const bySlug = new Map(nodes.map((node) => [node.slug, node]));
  const edges = tour.chapters
    .flatMap(({ stops }) => stops)
    .flatMap((stop) =>
      stop.leadsTo.flatMap(({ to, kind }) => {
        const [start, end] = [bySlug.get(stop.slug), bySlug.get(to)];
        return start && end ? [{ from: start, to: end, kind }] : [];
      }),
    );
  return { lanes: used, rows: row, nodes, edges };
}

/** Units of the map's drawing: a lane and a row are this wide and high, whatever the screen. */
export const mapUnit = 20;

const x = ({ column }: MapNode): number => (column + 0.5) * mapUnit;
const y = ({ row }: MapNode): number => (row + 0.5) * mapUnit;

/** The way from stop to stop in the order of reading, as the data of one SVG path. */
export function spineOf({ nodes }: PathMap): string {
  return nodes
    .map((node, at) => {
      const before = nodes[at - 1];
      if (!before) return `M${x(node)} ${y(node)}`;
      if (before.column === node.column) return `L${x(node)} ${y(node)}`;
      const middle = (y(before) + y(node)) / 2;
      return `C${x(before)} ${middle} ${x(node)} ${middle} ${x(node)} ${y(node)}`;
    })
    .join('');
}

/** An edge as SVG path data: it leaves its lane to the right, and the further it goes, the wider. */
export function edgePath({ from, to }: MapEdge): string {
  const distance = Math.abs(from.row - to.row);
  const bulge = Math.min(1.6, 0.45 + distance / 40) * mapUnit;
  const right = Math.max(x(from), x(to)) + bulge;
  return `M${x(from)} ${y(from)}C${right} ${y(from)} ${right} ${y(to)} ${x(to)} ${y(to)}`;
}

/** A node as SVG path data: a line of no length, whose round ends make the dot. */
export const nodePath = (node: MapNode): string => `M${x(node)} ${y(node)}h0`;
