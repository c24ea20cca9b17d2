import { expect, test } from 'vitest';
import { smallSite } from '../../test/small-release.ts';
import { edgePath, nodePath, pathMap, spineOf } from './path-map.ts';

const [published] = (await smallSite()).published;
if (!published) throw new Error('The small site has a release');

/** A second chapter, with a stop that lies beside the path. */
const more = {
  'content/tour/20-more/chapter.md': '---\ntitle: More\nsummary: S\n---\n',
  'content/tour/20-more/10-beside.md':
    '---\ntitle: T\nlane: client-go\nsummary: S\nside: true\n---\n',
};

test('lanes are those that have stops, in the order in which a request meets them', () => {
  expect(pathMap(published.tour).lanes).toEqual(['client-go', 'kube-controller-manager']);
});

test('every stop has its place in the order of reading, its row and the column of its lane', () => {
  const { nodes, rows } = pathMap(published.tour);
  expect(nodes.map(({ slug, order, row, column }) => [slug, order, row, column])).toEqual([
    ['run', 0, 1, 1],
    ['the-queue', 1, 2, 0],
  ]);
  expect(rows).toBe(3);
});

test('the heading of a chapter takes a row', async () => {
  const [{ tour } = published] = (await smallSite({ content: more })).published;
  const { nodes, rows } = pathMap(tour);
  expect(nodes.map(({ slug, order, row, side }) => [slug, order, row, side])).toEqual([
    ['run', 0, 1, false],
    ['the-queue', 1, 2, false],
    ['beside', 2, 4, true],
  ]);
  expect(rows).toBe(5);
});

test('edges join the nodes themselves', () => {
  const { nodes, edges } = pathMap(published.tour);
  expect(edges).toEqual([{ from: nodes[0], to: nodes[1], kind: 'call' }]);
  expect(edges[0]?.from).toBe(nodes[0]);
});

test('a tour without stops is an empty map', () => {
  const empty = pathMap({ release: 'v0.1', chapters: [], elsewhere: [], glossary: [] });
  expect(empty).toEqual({ lanes: [], rows: 0, nodes: [], edges: [] });
  expect(spineOf(empty)).toBe('');
});

test('the way from stop to stop begins at the first and bends where the lane changes', async () => {
  const [{ tour } = published] = (await smallSite({ content: more })).published;
  expect(spineOf(pathMap(tour))).toBe('M30 30C30 40 10 40 10 50L10 90');
});

test('an edge leaves its lane to the right and ends in its target', () => {
  const [edge] = pathMap(published.tour).edges;
  expect(edge && edgePath(edge)).toBe('M30 30C39.5 30 39.5 50 10 50');
});

test('a node is a line of no length at its place', () => {
  expect(pathMap(published.tour).nodes.map(nodePath)).toEqual(['M30 30h0', 'M10 50h0']);
});
