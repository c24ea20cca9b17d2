import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterFile } from '../src/cluster/cluster-file.ts';
import { scenarios } from '../src/cluster/scenarios.ts';
import { portsRelease } from '../src/port-map/ports-release.ts';
import { openSite, type SiteInBrowser } from './site-in-browser.ts';

const path = `/${portsRelease}/cluster/`;
let site: SiteInBrowser;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const fileOf = (id: string): ClusterFile =>
  JSON.parse(
    readFileSync(join(process.cwd(), 'dist', portsRelease, 'cluster', `${id}.json`), 'utf8'),
  ) as ClusterFile;

test('every scenario opens, and steps to its end', async () => {
  const { page, complaints, close } = await site.open(path);
  for (const { id } of scenarios) {
    const { messages, end } = fileOf(id).recording;
    await page.getByLabel('Scenario').selectOption(id);
    await expect.poll(() => page.locator('.messages li').count()).toBe(messages.length);
    await page.getByLabel('Messages sent so far').fill(String(messages.length));
    expect(await page.locator('.count').textContent()).toBe(
      `${messages.length} of ${messages.length}, ${(end / 1000).toFixed(3)} s`,
    );
    // What is stored at the end is what the recording stored last.
    const stored = new Set<string>();
    for (const { key, type } of fileOf(id).recording.objects) {
      if (type === 'DELETED') stored.delete(key);
      else stored.add(key);
    }
    expect(await page.locator('.objects tbody th').allTextContents()).toEqual([...stored].sort());
  }
  expect(complaints).toEqual([]);
  await close();
});

test('a message leads to the code of both its ends, and every such link exists', async () => {
  const { page, close } = await site.open(path);
  await page.locator('.messages li').first().waitFor();
  await page.getByRole('button', { name: 'Step' }).click();
  const links = await page
    .locator('.detail a')
    .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  expect(links).toHaveLength(2);
  for (const { id } of scenarios) {
    for (const { href } of Object.values(fileOf(id).code)) {
      const [address = '', fragment] = href.split('#');
      const html = readFileSync(join(process.cwd(), 'dist', address, 'index.html'), 'utf8');
      if (fragment !== undefined) expect(html, href).toContain(`id="${fragment}"`);
    }
  }
  await page.locator('.detail a').first().click();
  expect(new URL(page.url()).pathname).not.toBe(path);
  await close();
});

test('a link reopens the instant, with the object that was open', async () => {
  const { recording } = fileOf('apply-three');
  const pod = recording.objects.find(({ key }) => key.startsWith('pods/'));
  const first = await site.open(path);
  await first.page.getByLabel('Messages sent so far').fill('60');
  await first.page.locator('.objects tr', { hasText: pod?.key ?? '' }).click();
  const shown = await first.page.locator('.document').textContent();
  const { hash } = new URL(first.page.url());
  await first.close();
  const again = await site.open(path + hash);
  await again.page.locator('.document:not([hidden])').waitFor();
  expect(await again.page.locator('.count').textContent()).toContain('60 of');
  expect(await again.page.locator('.document').textContent()).toBe(shown);
  expect(shown).toContain(`"name": "${pod?.key.split('/').at(-1)}"`);
  await again.close();
});

test('it plays by itself, and pauses', async () => {
  const { page, close } = await site.open(path);
  await page.locator('.messages li').first().waitFor();
  await page.getByLabel('Speed').selectOption('16');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => page.locator('.messages .sent').count()).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Pause' }).click();
  const at = await page.locator('.count').textContent();
  expect(await page.locator('.count').textContent()).toBe(at);
  await close();
});

test('without JavaScript the first scenario is told in words; on a phone nothing overflows', async () => {
  const plain = await site.open(path, { javaScript: false });
  expect(await plain.page.locator('.cluster-account li').count()).toBeGreaterThan(10);
  await plain.close();
  const phone = await site.open(path, { width: 360 });
  await phone.page.locator('.messages li').first().waitFor();
  const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await phone.close();
});
