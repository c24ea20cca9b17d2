import { lanes, type Lane } from '../tour/lane.ts';
import type { EdgeKind, Tour } from '../tour/tour.ts';

/** A stop on the map: its place in the order of reading, and its lane. */
export interface MapNode {
  readonly slug: string;
  readonly title: string;
  readonly lane: Lane;
  /** Counts from 0 over the whole tour. */
  readonly order: number;
  /** Index of the lane among those that the tour uses. */
  readonly column: number;
}

export interface MapEdge {
  readonly from: MapNode;
  readonly to: MapNode;
  readonly kind: EdgeKind;
}

/** The picture of the whole path, drawn from the content itself. */
export interface PathMap {
  /** The lanes that have stops, in the order of the design. */
  readonly lanes: readonly Lane[];
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

export function pathMap(tour: Tour): PathMap {
  const stops = tour.chapters.flatMap((chapter) => chapter.stops);
  const used = lanes.filter((lane) => stops.some((stop) => stop.lane === lane));
  const nodes = stops.map(({ slug, title, lane }, order) => ({
    slug,
    title,
    lane,
    order,
    column: used.indexOf(lane),
  }));
  const bySlug = new Map(nodes.map((node) => [node.slug, node]));
  const edges = stops.flatMap((stop) =>
    stop.leadsTo.flatMap(({ to, kind }) => {
      const [start, end] = [bySlug.get(stop.slug), bySlug.get(to)];
      return start && end ? [{ from: start, to: end, kind }] : [];
    }),
  );
  return { lanes: used, nodes, edges };
}
