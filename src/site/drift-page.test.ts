import { expect, test } from 'vitest';
import { editedSource, siteOfReleases } from '../../test/site-of-releases.ts';
import { smallSource } from '../../test/small-release.ts';
import type { Report, ReportItem } from '../drift/report.ts';
import { blobIdOf } from '../release/blob-id.ts';
import type { Seen } from '../release/review.ts';
import { driftPage } from './drift-page.ts';

const path = 'pkg/loop/queue.go';
const before = smallSource[path] ?? '';
const after =
  editedSource({ [path]: (text) => text.replace('"", false', '"-", false') })[path] ?? '';

const seen = (text: string): Seen => ({
  path,
  blob: blobIdOf(Buffer.from(text)),
  from: 18,
  to: 26,
  text: blobIdOf(Buffer.from(text.split('\n').slice(17, 26).join('\n'))),
});

const item = (key: string, changes: Partial<ReportItem>): ReportItem => ({
  key,
  stop: 'the-queue',
  title: 'The queue',
  label: undefined,
  file: 'content/tour/10-the-loop/20-the-queue.md',
  urgency: 'edited',
  left: 'read',
  status: 'edited',
  confidence: 0.9,
  reasons: ['one line was edited'],
  was: seen(before),
  wasIn: 'v0.1',
  is: seen(after),
  anchor: undefined,
  diff: 'a unified diff',
  sentences: [],
  ports: [],
  decision: undefined,
  ...changes,
});

const report: Report = {
  release: 'v0.2',
  from: 'v0.1',
  via: [],
  summary: { same: 3, moved: 0, edited: 1, relocated: 0, orphan: 1, absent: 1 },
  left: { read: 1, decide: 1 },
  items: [
    item('the-queue/empty', { urgency: 'orphan', status: 'orphan', is: undefined, confidence: 0 }),
    item('the-queue', {}),
  ],
  absent: ['run'],
  unchanged: ['the-queue/the-doc'],
  ports: [
    {
      symbol: `${path}#Queue.Get`,
      ports: ['src/ports/get.ts#get'],
      status: 'edited',
      badge: 'behind v0.2',
      was: seen(before),
      wasIn: 'v0.1',
      is: seen(after),
      diff: 'a unified diff',
    },
  ],
  problems: [],
};

const blobs = new Map([before, after].map((text) => [blobIdOf(Buffer.from(text)), text]));
const { byId, ...site } = await siteOfReleases({
  'v0.1': { ...smallSource },
  'v0.2': { ...smallSource, [path]: after },
});
const published = [...byId.values()].map((one) =>
  one.release.id === 'v0.2' ? { ...one, report } : one,
);
const [newest] = published;
if (!newest) throw new Error('v0.2 is published');
const page = await driftPage({ ...site, published, textOf: (blob) => blobs.get(blob) }, newest);

const text = (html: string | undefined): string => (html ?? '').replace(/<[^>]+>/g, '');

test('items stand under what makes them urgent, each with its place and its code', () => {
  expect(page.groups.map(({ urgency, items }) => [urgency, items.map(({ key }) => key)])).toEqual([
    ['orphan', ['the-queue/empty']],
    ['edited', ['the-queue']],
  ]);
  const [edited] = page.groups[1]?.items ?? [];
  expect(edited).toMatchObject({
    href: '/v0.2/the-queue/',
    was: { path, from: 18, to: 26 },
    is: { path, from: 18, to: 26, permalink: expect.stringContaining('#L18-L26') as string },
  });
  expect(text(edited?.html)).toContain('return "", false');
  expect(text(edited?.html)).toContain('return "-", false');
  expect(edited?.html).toContain('aria-label="lines in v0.1"');
});

test('of an orphan the code that it stood for is shown', () => {
  const [orphan] = page.groups[0]?.items ?? [];
  expect(orphan?.is).toBeUndefined();
  expect(orphan?.html).toContain('aria-label="nothing in v0.2"');
  expect(text(orphan?.html)).toContain('func (q *Queue) Get()');
});

test('what the store has no more is told without code', async () => {
  const without = await driftPage({ ...site, published, textOf: () => undefined }, newest);
  expect(without.groups.flatMap(({ items }) => items.map(({ html }) => html))).toEqual(['', '']);
});

test('ports, what is without source, and what to look at besides, with links', () => {
  expect(page.ports.map(({ symbol, badge }) => [symbol, badge])).toEqual([
    [`${path}#Queue.Get`, 'behind v0.2'],
  ]);
  expect(text(page.ports[0]?.html)).toContain('return "-", false');
  expect(page.withoutSource).toEqual([{ key: 'run', href: '/v0.2/run/' }]);
  expect(page.unchanged).toEqual([{ key: 'the-queue/the-doc', href: '/v0.2/the-queue/' }]);
});

test('a release that was carried over links to it from every page, others do not', () => {
  expect(page.drift).toBe('/v0.2/drift/');
  expect(page.releases.map(({ id, href }) => [id, href])).toEqual([
    ['v0.2', '/v0.2/drift/'],
    ['v0.1', '/v0.1/'],
  ]);
});
