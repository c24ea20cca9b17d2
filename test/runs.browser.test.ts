import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portsRelease } from '../src/port-map/ports-release.ts';
import { hasFailed, type Recording } from '../src/runs/recording.ts';
import type { RunFile } from '../src/runs/run-file.ts';
import { openSite, type SiteInBrowser } from './site-in-browser.ts';

const dist = join(process.cwd(), 'dist', portsRelease);
let site: SiteInBrowser;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Every stop with runs: its slug and the runs' names, as the built pages have them. */
const stopsWithRuns = (): { slug: string; runs: string[] }[] =>
  readdirSync(dist, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && !['source', 'chapter', 'runs', 'cluster'].includes(entry.name),
    )
    .map(({ name }) => {
      const html = readFileSync(join(dist, name, 'index.html'), 'utf8');
      return {
        slug: name,
        runs: [...html.matchAll(/<run-panel data-run="([\w-]+)"/g)].map(([, id = '']) => id),
      };
    })
    .filter(({ runs }) => runs.length > 0);

const runFile = (id: string): RunFile =>
  JSON.parse(readFileSync(join(dist, 'runs', `${id}.json`), 'utf8')) as RunFile;

const endText = ({ end }: Recording): string =>
  hasFailed(end)
    ? `It failed: ${end.error}.${end.file === undefined ? '' : ` At ${end.file}:${end.line ?? 0}.`}`
    : end.text;

const panelOf = (page: Page, id: string) => page.locator(`run-panel[data-run="${id}"]`);

const slowStart = `/${portsRelease}/slow-start/`;

/** Opens the panel of the slow start, ready to be changed. */
async function openSlowStart(hash = '') {
  const opened = await site.open(slowStart + hash);
  const panel = panelOf(opened.page, 'slow-start-batch');
  if (hash === '') await panel.getByRole('button', { name: 'Run it step by step' }).click();
  await panel.locator('.dock').waitFor();
  return { ...opened, panel };
}

type Panel = Awaited<ReturnType<typeof openSlowStart>>['panel'];

/** Replaces the text in the editor, as a reader would who pastes. */
async function edit(page: Page, panel: Panel, change: (text: string) => string): Promise<void> {
  await openForm(panel);
  await panel.getByRole('button', { name: 'Edit slow-start-batch.ts' }).click();
  const text = await page.evaluate(async () => {
    const href = document.querySelector<HTMLElement>('run-panel')?.dataset.code ?? '';
    const code = (await (await fetch(href)).json()) as { sources: [string, string][] };
    return code.sources[0]?.[1] ?? '';
  });
  await panel.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await panel.locator('.cm-content').evaluate((content, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    content.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, change(text));
}

async function openForm(panel: Panel): Promise<void> {
  const details = panel.locator('details.change');
  if (!(await details.evaluate((element: HTMLDetailsElement) => element.open))) {
    await details.locator('summary').click();
  }
}

const run = (panel: Panel) => panel.getByRole('button', { name: 'Run', exact: true }).click();

describe('shipped scenarios', () => {
  test('each plays to its end, which is the one recorded, and no page complains', async () => {
    const stops = stopsWithRuns();
    expect(stops.length).toBeGreaterThan(0);
    for (const { slug, runs } of stops) {
      const { page, complaints, close } = await site.open(`/${portsRelease}/${slug}/`);
      for (const id of runs) {
        const panel = panelOf(page, id);
        const { scenarios } = runFile(id);
        // Without a click the page shows how the first scenario ended.
        const shown = await panel.getAttribute('data-scenario');
        const first = scenarios.find((scenario) => scenario.id === shown)?.recording;
        expect((await panel.locator('.outcome').textContent())?.replace(/\.$/, '')).toContain(
          first && (hasFailed(first.end) ? first.end.error : first.end.text.replace(/\.$/, '')),
        );
        await panel.getByRole('button', { name: 'Run it step by step' }).click();
        await panel.locator('.dock').waitFor();
        // Hundreds of scenarios: the page does the clicking, in one go.
        const seen = await panel.evaluate(
          (element, ids) => {
            const select = element.querySelector<HTMLSelectElement>('select.scenarios');
            const toTheEnd = [...element.querySelectorAll('button')].find(
              ({ textContent }) => textContent === 'To the end',
            );
            const text = (selector: string): string =>
              element.querySelector(selector)?.textContent ?? '';
            return ids.map((scenario) => {
              if (select) select.value = scenario;
              select?.dispatchEvent(new Event('change'));
              const start = text('.count');
              toTheEnd?.click();
              return { scenario, start, outcome: text('.outcome') };
            });
          },
          scenarios.map((scenario) => scenario.id),
        );
        expect(seen, id).toEqual(
          scenarios.map(({ id: scenario, recording }) => ({
            scenario,
            start:
              recording.steps.length === 0
                ? 'the end, after 0 steps'
                : `step 1 of ${recording.steps.length}`,
            outcome: endText(recording),
          })),
        );
      }
      expect(complaints, slug).toEqual([]);
      await close();
    }
  });

  test('a step lights the Go and the TypeScript that it stands for', async () => {
    const { page, panel, close } = await openSlowStart();
    const recording = runFile('slow-start-batch').scenarios[0]?.recording;
    for (let at = 0; at < 6; at++) {
      const line = recording?.steps[at]?.line;
      expect(await page.locator(`port-lines .l.running[data-n="${line}"]`).count()).toBe(1);
      expect(await page.locator('annotated-code .l.running').count()).toBeGreaterThan(0);
      await panel.getByRole('button', { name: 'Step', exact: true }).click();
    }
    await panel.getByRole('button', { name: 'Back' }).click();
    expect(await panel.locator('.count').textContent()).toBe(
      `step 6 of ${recording?.steps.length}`,
    );
    await close();
  });
});

describe('what a reader changes', () => {
  test('inputs run live; a wrong one is said and nothing else is lost', async () => {
    const { panel, complaints, close } = await openSlowStart();
    await openForm(panel);
    await panel.getByLabel('First call that fails').fill('6');
    await run(panel);
    await expect
      .poll(() => panel.locator('.outcome').textContent())
      .toContain('6 of 10 Pods created, by 7 calls in 3 batches (1 + 2 + 4)');
    await panel.getByLabel('Pods wanted').fill('61');
    await panel.locator('form').evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await run(panel);
    expect(await panel.locator('.problems').textContent()).toBe(
      'Pods wanted: 61 is not between 0 and 60.',
    );
    expect(complaints).toEqual([]);
    await close();
  });

  test('a guard can be taken out, and put back', async () => {
    const { panel, close } = await openSlowStart();
    await panel.locator('select.scenarios').selectOption('quota');
    await openForm(panel);
    await panel.getByLabel('Break it: Without the slow start').check();
    await run(panel);
    await expect
      .poll(() => panel.locator('.outcome').textContent())
      .toContain('by 20 calls in 1 batch');
    await panel.getByRole('button', { name: 'Reset' }).click();
    await panel.getByRole('button', { name: 'To the end' }).click();
    expect(await panel.locator('.outcome').textContent()).toContain('by 7 calls in 3 batches');
    await close();
  });

  test('an edit runs, survives a reload, goes into a link, and is reset', async () => {
    const { page, panel, complaints, close } = await openSlowStart();
    await edit(page, panel, (text) => text.replace('2 * batchSize', '3 * batchSize'));
    await run(panel);
    const changed = 'by 10 calls in 3 batches (1 + 3 + 6)';
    await expect.poll(() => panel.locator('.outcome').textContent()).toContain(changed);
    const link = await panel.getByRole('link', { name: 'Link to this run' }).getAttribute('href');

    await page.reload();
    await panel.getByRole('button', { name: 'Run it step by step' }).click();
    await openForm(panel);
    await run(panel);
    await expect.poll(() => panel.locator('.outcome').textContent()).toContain(changed);
    expect(complaints).toEqual([]);

    // Somebody else opens the link: nothing of it runs before they say so.
    const other = await openSlowStart(link ?? '');
    expect(await other.panel.locator('.message').textContent()).toContain('brings an edit');
    await run(other.panel);
    await expect.poll(() => other.panel.locator('.outcome').textContent()).toContain(changed);
    await other.close();

    await panel.getByRole('button', { name: 'Reset' }).click();
    await page.reload();
    await panel.getByRole('button', { name: 'Run it step by step' }).click();
    await openForm(panel);
    await run(panel);
    await expect
      .poll(() => panel.locator('.outcome').textContent())
      .toContain('in 4 batches (1 + 2 + 4 + 3)');
    await close();
  });

  test.each([
    ['no TypeScript', (text: string) => text.replace('let remaining', 'let let'), /\(17:\d+\)/],
    [
      'an error while it runs',
      (text: string) => text.replace('remaining -= batchSize;', "throw new Error('mine');"),
      /It failed: mine\. At src\/ports\/replicaset\/slow-start-batch\.ts:47/,
    ],
    [
      'an endless loop of statements',
      (text: string) => text.replace('remaining -= batchSize;', 'for (;;) remaining -= 0;'),
      /did not end after/,
    ],
    [
      'an endless loop without a statement',
      (text: string) => text.replace('remaining -= batchSize;', 'for (;;);'),
      /did not end after|stopped after 5 seconds/,
    ],
    [
      'a huge value',
      (text: string) =>
        text.replace('remaining -= batchSize;', "throw new Error('x'.repeat(20_000_000));"),
      /too large/,
    ],
    [
      'storage',
      (text: string) => withAttempt(text, 'indexedDB.open("x")'),
      /denied|SecurityError|access/i,
    ],
    ['the page', (text: string) => withAttempt(text, 'document.title'), /document is not defined/],
    [
      'another script',
      (text: string) => withAttempt(text, 'importScripts("https://example.com/x.js")'),
      /importScripts|violates|Failed|blocked/i,
    ],
    ['the answer', (text: string) => withAttempt(text, 'self.postMessage("{}")'), /not a function/],
  ])('%s ends in a clear message', async (_what, change, message) => {
    const { page, panel, close } = await openSlowStart();
    await edit(page, panel, change);
    await run(panel);
    await expect
      .poll(
        async () =>
          `${await panel.locator('.message').textContent()} ${await panel.locator('.outcome').textContent()}`,
        { timeout: 15_000 },
      )
      .toMatch(message);
    await close();
  });
});

/** Tries something before the first statement. */
const withAttempt = (text: string, attempt: string): string =>
  text.replace('let remaining = count;', `${attempt}; let remaining = count;`);

test('edited code reaches no network, not even the site itself', async () => {
  const { page, panel, complaints, close } = await openSlowStart();
  const heard: string[] = [];
  const listener = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  // The listener hears what the browser asks for: else its silence would prove nothing.
  await fetch(`http://127.0.0.1:${port}/heard`);
  const attempts = [`http://127.0.0.1:${port}/leak`, `ws://127.0.0.1:${port}/leak`];
  await edit(page, panel, (text) =>
    withAttempt(
      text,
      attempts
        .map((url) =>
          url.startsWith('ws')
            ? `try { new WebSocket('${url}') } catch {}`
            : `fetch('${url}').catch(() => undefined)`,
        )
        .join('; '),
    ),
  );
  await run(panel);
  await expect.poll(() => panel.locator('.outcome').textContent()).toContain('10 of 10 Pods');
  // The worker may be gone before the browser says so, but nothing was ever sent.
  expect(heard).toEqual(['/heard']);
  listener.close();
  expect(complaints.filter((text) => !text.includes('Content Security Policy'))).toEqual([]);
  await close();
});

test('with the keyboard alone', async () => {
  const { page, close } = await site.open(slowStart);
  const panel = panelOf(page, 'slow-start-batch');
  await panel.getByRole('button', { name: 'Run it step by step' }).focus();
  await page.keyboard.press('Enter');
  await panel.locator('.dock').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Play');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await panel.locator('.count').textContent()).toContain('step 2 of');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  expect(await panel.locator('.count').textContent()).toContain('the end');
  await close();
});

test('without JavaScript a stop shows how its run ended', async () => {
  const { page, close } = await site.open(slowStart, { javaScript: false });
  const panel = panelOf(page, 'slow-start-batch');
  expect(await panel.locator('.outcome').textContent()).toContain('10 of 10 Pods created');
  expect(await panel.locator('.stage .item').count()).toBe(10);
  expect(await panel.locator('.controls').isVisible()).toBe(false);
  await close();
});

test('a prediction is answered, and can be watched', async () => {
  const { page, close } = await site.open(slowStart);
  const question = page.locator('predict-question').first();
  await question.getByRole('button', { name: '3', exact: true }).click();
  expect(await question.locator('.wrong').count()).toBe(1);
  await question.getByRole('button', { name: '2', exact: true }).click();
  expect(await question.locator('.right').count()).toBe(1);
  await question.getByRole('button', { name: 'Watch it run' }).click();
  await expect
    .poll(() => page.locator('run-panel select.scenarios').inputValue())
    .toBe('third-fails');
  await close();
});
