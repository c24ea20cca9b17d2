import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workspaceAt } from '../src/release/workspace.ts';
import { loadTours } from '../src/tour/load-tours.ts';
import { seriousProblems } from './serious-problems.ts';
import { openSite, type SiteInBrowser, type View } from './site-in-browser.ts';

let site: SiteInBrowser;
let stops: string[];
let release: string;

beforeAll(async () => {
  const { tours } = await loadTours(workspaceAt(process.cwd()));
  release = tours[0]?.release.id ?? '';
  stops = (tours[0]?.tour.chapters ?? [])
    .flatMap((chapter) => chapter.stops)
    .map(({ slug }) => slug);
  site = await openSite();
});

afterAll(() => site.close());

const open = (path: string, view?: View) => site.open(path, view);

const stopPath = (slug: string): string => `/${release}/${slug}/`;
const litNumbers = (page: Page): Promise<string[]> =>
  page
    .locator('.l.lit')
    .evaluateAll((lines) => lines.map((line) => (line as HTMLElement).dataset.n ?? ''));

describe('every stop', () => {
  test('opens without a complaint; notes light lines and lines notes; axe is content', async () => {
    const { page, complaints, close } = await open('/licence/');
    for (const [at, slug] of stops.entries()) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(`${site.origin}${stopPath(slug)}`);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      expect(await overlappingNotes(page), `${slug}: notes that cover others`).toEqual([]);
      expect(await unlitNotes(page), `${slug}: notes that do not light their lines`).toEqual([]);
      expect(await seriousProblems(page), `${slug} in light`).toEqual([]);
      // The pairs of colours have a test of their own: a sample finds what is on the wrong ground.
      if (at % 4 === 0) {
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await seriousProblems(page, ['color-contrast']), `${slug} in dark`).toEqual([]);
      }
      await page.setViewportSize({ width: 360, height: 740 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${slug}: width on a phone`).toBeLessThanOrEqual(360);
      expect(complaints, slug).toEqual([]);
    }
    await close();
  });

  test('can be read whole without JavaScript', async () => {
    const { page, close } = await open('/licence/', { javaScript: false });
    for (const slug of stops) {
      await page.goto(`${site.origin}${stopPath(slug)}`);
      const heights = await page
        .locator('.note > div')
        .evaluateAll((notes) => notes.map((note) => note.clientHeight));
      expect(heights.length, slug).toBeGreaterThanOrEqual(3);
      expect(Math.min(...heights), slug).toBeGreaterThan(0);
    }
    await close();
  });
});

/** Numbers of the notes that cover the next one, or lines of code. */
function overlappingNotes(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.listing')].flatMap((listing) => {
      const code = listing.getBoundingClientRect();
      const boxes = [...listing.querySelectorAll('.note')].map((note) =>
        note.getBoundingClientRect(),
      );
      return boxes.flatMap((box, at) => {
        const next = boxes[at + 1];
        const covers = next !== undefined && box.bottom > next.top;
        return covers || box.left < code.right ? [String(at + 1)] : [];
      });
    }),
  );
}

/** Focuses each note, then its number in the gutter, and compares what is lit with its lines. */
async function unlitNotes(page: Page): Promise<string[]> {
  const wrong = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.note')].flatMap((note) => {
      const ids = [...document.querySelectorAll('.l')].map(({ id }) => id);
      const from = ids.indexOf(note.dataset.from ?? '');
      const to = ids.indexOf(note.dataset.to ?? '');
      const lit = (): string => [...document.querySelectorAll('.l.lit')].map(({ id }) => id).join();
      note.querySelector('summary')?.focus();
      const byNote = lit();
      document.querySelector<HTMLElement>(`.m[href="#${note.id}"]`)?.focus();
      const byLine = document.querySelector('.note.lit')?.id;
      const expected = ids.slice(from, to + 1).join();
      const isRight = from >= 0 && to >= from && byNote === expected && byLine === note.id;
      return isRight ? [] : [`${note.id}: ${byNote || 'nothing'} lit, ${expected} expected`];
    }),
  );
  // While a note is lit the other lines step back; what follows looks at the page at rest.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  return wrong;
}

describe('a reader', () => {
  test('starts from the landing page and goes on with the arrow keys, n and p', async () => {
    const { page, complaints, close } = await open('/');
    await page.locator('.button').click();
    await page.waitForURL(`**${stopPath(stops[0] ?? '')}`);
    await page.keyboard.press('n');
    await page.waitForURL(`**${stopPath(stops[1] ?? '')}`);
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(`**${stopPath(stops[2] ?? '')}`);
    await page.keyboard.press('p');
    await page.waitForURL(`**${stopPath(stops[1] ?? '')}`);
    await page.goto(site.origin);
    await page.locator('resume-link a').click();
    await page.waitForURL(`**${stopPath(stops[1] ?? '')}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('hovers a line and sees its note lit, and the innermost of several', async () => {
    const { page, close } = await open(stopPath('slow-start'));
    const inner = page.locator('.l', { hasText: 'errCh := make(chan error, batchSize)' });
    await inner.hover();
    const lit = page.locator('.note.lit');
    expect(await lit.locator('summary').innerText()).toContain('Room for every error');
    expect(await litNumbers(page)).toHaveLength(1);
    await close();
  });

  test('follows a link to a note from a whole file', async () => {
    const { page, close } = await open(
      `/${release}/source/pkg/controller/replicaset/replica_set.go/`,
    );
    await page.locator('.m[href*="/slow-start/#note-"]').first().click();
    await page.waitForURL(/slow-start\/#note-\d+$/);
    const id = new URL(page.url()).hash.slice(1);
    expect(await page.locator('.note.lit').getAttribute('id')).toBe(id);
    await close();
  });

  test('follows a call in the code to its own stop', async () => {
    const { page, close } = await open(stopPath('manage-replicas'));
    await page.locator('.l a', { hasText: 'slowStartBatch' }).click();
    await page.waitForURL(`**${stopPath('slow-start')}`);
    await close();
  });

  test('looks up a word where it comes first, and finds the way to its symbol', async () => {
    const { page, complaints, close } = await open(stopPath('slow-start'));
    const term = page.locator('a.term').first();
    const word = await term.innerText();
    expect(await page.locator('a.term', { hasText: new RegExp(`^${word}$`) }).count()).toBe(1);
    await term.click();
    await page.waitForURL(/\/words\/#.+/);
    const id = new URL(page.url()).hash.slice(1);
    expect(await page.locator(`dt[id="${id}"] + dd`).innerText()).not.toBe('');
    await page.goBack();
    await page.locator('a.name', { hasText: 'manageReplicas' }).click();
    await page.waitForURL(`**${stopPath('manage-replicas')}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('sees on the map where a stop comes from and leads to', async () => {
    const { page, close } = await open('/');
    const edges = page.locator('.lines .edge');
    const drawn = await edges.count();
    expect(drawn).toBeGreaterThan(stops.length);
    await page.locator('li[data-stop="slow-start"] a').focus();
    const lit = await page
      .locator('.lines .edge.lit')
      .evaluateAll((paths) => paths.map(({ dataset }) => `${dataset.from} ${dataset.to}`));
    expect(lit).toContain('manage-replicas slow-start');
    expect(lit.every((edge) => edge.includes('slow-start'))).toBe(true);
    expect(lit.length).toBeLessThan(drawn);
    // The drawing and the list beside it have the same rows.
    const offset = await page.evaluate(() => {
      const row = document.querySelector('li[data-stop="slow-start"]')?.getBoundingClientRect();
      const node = document
        .querySelector('.lines a[href$="/slow-start/"]')
        ?.getBoundingClientRect();
      return row && node ? row.top + row.height / 2 - (node.top + node.height / 2) : Infinity;
    });
    expect(Math.abs(offset)).toBeLessThan(2);
    await close();
  });

  test('leaves a side path by the way back', async () => {
    const { page, close } = await open(stopPath('three-way-patch'));
    await page.locator('.way-back a').click();
    await page.waitForURL(`**${stopPath('create-or-patch')}`);
    await close();
  });

  test('opens a port and sees which Go its lines stand for, and the other way round', async () => {
    const { page, complaints, close } = await open(stopPath('slow-start'));
    await page.locator('.port > summary').click();
    const paired = (scope: string): Promise<string[]> =>
      page
        .locator(`${scope} .l.paired`)
        .evaluateAll((lines) => lines.map((line) => line.textContent.trim()));
    await page.locator('port-lines .l', { hasText: 'remaining -= batchSize' }).hover();
    expect(await paired('annotated-code')).toEqual(['remaining -= batchSize']);
    await page.locator('annotated-code .l', { hasText: 'curSuccesses := batchSize' }).hover();
    expect(await paired('port-lines')).toEqual(['const curSuccesses = batchSize - errCh.length;']);
    expect(complaints).toEqual([]);
    await close();
  });

  test('opens a fold, with or without JavaScript', async () => {
    for (const javaScript of [true, false]) {
      const { page, close } = await open(stopPath('controller-manager-run'), { javaScript });
      const fold = page.locator('.fold').first();
      expect(await fold.locator('.l').first().isVisible()).toBe(false);
      await fold.locator('summary').click();
      expect(await fold.locator('.l').first().isVisible()).toBe(true);
      await close();
    }
  });

  test('taps a number on a phone and reads the note below its lines', async () => {
    const { page, close } = await open(stopPath('slow-start'), { width: 390 });
    const note = page.locator('#note-1');
    expect(await note.locator('div').isVisible()).toBe(false);
    await page.locator('.m[href="#note-1"]').tap();
    expect(await note.locator('div').isVisible()).toBe(true);
    await note.locator('summary').tap();
    expect(await note.locator('div').isVisible()).toBe(false);
    await close();
  });

  test('exchanges dark and light, and finds the choice again', async () => {
    const { page, close } = await open('/', { scheme: 'light' });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.locator('theme-toggle button').click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await paper()).toBe(dark);
    await close();
  });
});

describe('the other pages', () => {
  test('have nothing serious for axe and no complaint', async () => {
    const paths = [
      '/',
      `/${release}/`,
      `/${release}/words/`,
      `/${release}/chapter/replicaset-controller/`,
      '/licence/',
    ];
    for (const path of [
      ...paths,
      `/${release}/source/pkg/controller/replicaset/replica_set_utils.go/`,
    ]) {
      for (const scheme of ['light', 'dark'] as const) {
        const { page, complaints, close } = await open(path, { scheme });
        expect(await seriousProblems(page), `${path} ${scheme}`).toEqual([]);
        expect(complaints, path).toEqual([]);
        await close();
      }
    }
  });

  test('say so when there is no such page', async () => {
    const { page, close } = await open('/v1.20/no-such-stop/');
    expect(await page.locator('h1').innerText()).toBe('There is no such page');
    await close();
  });
});
