import { expect, test } from 'vitest';
import { editedSource, siteOfReleases } from '../../test/site-of-releases.ts';
import { smallSource } from '../../test/small-release.ts';
import { stopHistory, type StopHistory } from './stop-history.ts';
import { stopsInOrder, type Site } from './site.ts';

const queue = 'pkg/loop/queue.go';
const moved = editedSource({ [queue]: (text) => text.replace('package', '\npackage') });
const edited = editedSource({
  [queue]: (text) => text.replace('return "", false', 'return "-", false'),
});

async function historyOf(
  sources: Record<string, Record<string, string>>,
  release: string,
  change: (site: Site) => Site = (site) => site,
): Promise<StopHistory> {
  const { byId, ...site } = await siteOfReleases(sources);
  const published = byId.get(release);
  const stop =
    published && stopsInOrder(published.tour).find(({ stop: { slug } }) => slug === 'the-queue');
  if (!published || !stop) throw new Error(`${release} has the stop`);
  return stopHistory(change(site), published, stop.stop);
}

test('of the only release nothing is known but that it is right', async () => {
  expect(await historyOf({ 'v0.1': { ...smallSource } }, 'v0.1')).toEqual({
    unread: 0,
    since: undefined,
    later: undefined,
  });
});

test('edited since the nearest release that shows other code, and edited later', async () => {
  const sources = { 'v0.1': { ...smallSource }, 'v0.2': moved, 'v0.10': edited };
  expect(await historyOf(sources, 'v0.10')).toMatchObject({
    since: { release: 'v0.2', change: 'edited', href: '/v0.10/compare/v0.2/the-queue/' },
    later: undefined,
  });
  expect(await historyOf(sources, 'v0.2')).toMatchObject({
    since: { release: 'v0.1', change: 'moved', href: '/v0.2/compare/v0.1/the-queue/' },
    later: { release: 'v0.10', change: 'edited', href: '/v0.10/compare/v0.2/the-queue/' },
  });
});

test('the same code since the first release that shows it, however many lie between', async () => {
  const same = { ...smallSource };
  expect(
    await historyOf({ 'v0.1': edited, 'v0.2': same, 'v0.3': moved, 'v0.4': same }, 'v0.4'),
  ).toMatchObject({ since: { release: 'v0.1', change: 'edited' } });
  expect(await historyOf({ 'v0.2': same, 'v0.3': moved, 'v0.4': same }, 'v0.4')).toEqual({
    unread: 0,
    since: { release: 'v0.2', change: 'same', href: undefined },
    later: undefined,
  });
});

test('a stop that other releases have not is new', async () => {
  const stop =
    '---\ntitle: New\nlane: etcd\nsummary: S\nsince: v0.2\n---\n\n::excerpt{of="pkg/loop/queue.go#Queue"}\n';
  const { byId, ...site } = await siteOfReleases(
    { 'v0.1': { ...smallSource }, 'v0.2': { ...smallSource } },
    { 'content/tour/10-the-loop/30-new.md': stop },
  );
  const published = byId.get('v0.2');
  const placed =
    published && stopsInOrder(published.tour).find(({ stop: { slug } }) => slug === 'new');
  if (!published || !placed) throw new Error('v0.2 has the stop');
  expect(stopHistory(site, published, placed.stop).since).toEqual({
    release: 'v0.1',
    change: 'new',
    href: undefined,
  });
});
