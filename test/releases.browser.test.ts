import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../src/drift/report.ts';
import { runScript } from './run-build.ts';
import { seriousProblems } from './serious-problems.ts';
import { openSite, type SiteInBrowser, type View } from './site-in-browser.ts';
import { acceptedNote, makeTwoReleases, waiverReason, type TwoReleases } from './two-releases.ts';

let two: TwoReleases;
let site: SiteInBrowser;
let report: Report;

beforeAll(async () => {
  two = await makeTwoReleases();
  site = await openSite(two.dist);
  const { output } = await runScript('release', ['report', 'v0.2', '--json', '--root', two.root]);
  report = JSON.parse(output) as Report;
});

afterAll(() => site.close());

const open = (path: string, view?: View) => site.open(path, view);

const compare = (slug: string): string => `/v0.2/compare/v0.1/${slug}/`;
/** The stops that both releases have, and whose code is not the same. */
const differing = ['run', 'the-queue', 'wait', 'close'];

/** The pages that two releases make, or change: one of each kind. */
const kindsOfPages = [
  '/v0.2/run/',
  '/v0.2/the-queue/',
  '/v0.1/pulse/',
  '/v0.2/compare/v0.1/',
  '/v0.2/drift/',
  compare('wait'),
];

/** What a reader reads, on one line. */
const wordsOf = async (locator: Locator): Promise<string> =>
  (await locator.innerText()).replace(/\s+/g, ' ').trim();
const allWordsOf = async (locator: Locator): Promise<string[]> =>
  (await locator.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
const hrefsOf = (links: Locator): Promise<string[]> =>
  links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));

async function choose(page: Page, release: string): Promise<void> {
  await page.locator('.release-menu > summary').click();
  await page.locator(`.release-menu a[data-release="${release}"]`).click();
}

/** What the menu says beside a release. */
const remarksOn = (page: Page, release: string): Promise<string[]> =>
  page
    .locator(`.release-menu li:has(a[data-release="${release}"]) .remark`)
    .evaluateAll((remarks) => remarks.map(({ textContent }) => textContent.trim()));

describe('the release menu', () => {
  test('leads from a page to the same one of the other release, and back', async () => {
    const { page, complaints, close } = await open('/licence/');
    for (const path of ['', 'wait/', 'chapter/the-loop/', 'source/pkg/loop/wait.go/']) {
      await page.goto(`${site.origin}/v0.2/${path}`);
      expect(await wordsOf(page.locator('.release-menu > summary'))).toBe('v0.2');
      expect(await remarksOn(page, 'v0.1'), path).toEqual(['what changed']);
      await choose(page, 'v0.1');
      await page.waitForURL(`${site.origin}/v0.1/${path}`);
      expect(await wordsOf(page.locator('.release-menu > summary'))).toBe('v0.1');
      await choose(page, 'v0.2');
      await page.waitForURL(`${site.origin}/v0.2/${path}`);
    }
    await page.locator('.release-menu > summary').click();
    await page.locator('.release-menu').getByText('what changed').click();
    await page.waitForURL(`${site.origin}/v0.2/compare/v0.1/`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('is whole on a phone, and can be tapped', async () => {
    for (const path of ['/v0.2/wait/', '/v0.2/compare/v0.1/']) {
      const { page, close } = await open(path, { width: 390 });
      await page.locator('.release-menu > summary').tap();
      const edges = await page.locator('.release-menu .sheet, .sheet a').evaluateAll((all) =>
        all.flatMap((element) => {
          const { left, right } = element.getBoundingClientRect();
          return [left, right];
        }),
      );
      expect(Math.min(...edges), path).toBeGreaterThanOrEqual(0);
      expect(Math.max(...edges), path).toBeLessThanOrEqual(390);
      await page.locator('.release-menu a[data-release="v0.1"]').tap();
      await page.waitForURL(`${site.origin}/v0.1/**`);
      await close();
    }
  });

  test('says beforehand that it leads to the contents, where the other release has no such page', async () => {
    const { page, complaints, close } = await open('/licence/');
    for (const [path, other] of [
      ['/v0.1/source/pkg/loop/once.go/', 'v0.2'],
      ['/v0.2/source/pkg/loop/step.go/', 'v0.1'],
      ['/v0.2/drift/', 'v0.1'],
      ['/v0.2/compare/v0.1/', 'v0.1'],
    ] as const) {
      await page.goto(`${site.origin}${path}`);
      const own = path.slice(1, 5);
      expect(await remarksOn(page, own), path).toEqual([]);
      expect(await hrefsOf(page.locator(`[data-release="${own}"]`))).toEqual([path]);
      expect(await remarksOn(page, other), path).toEqual(['from its contents', 'what changed']);
      await choose(page, other);
      await page.waitForURL(`${site.origin}/${other}/`);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('a stop', () => {
  test('says for which release it is right, and leads to what changed', async () => {
    const { page, complaints, close } = await open('/licence/');
    const waits = (count: number): string =>
      `Carried over to v0.2, where ${count} of its notes and excerpts wait to be read again`;
    for (const [path, says, leadsTo] of [
      ['/v0.2/run/', `${waits(6)}; partly in another place than in v0.1`, 'run'],
      ['/v0.2/wait/', `${waits(2)}; edited since v0.1`, 'wait'],
      ['/v0.2/the-queue/', 'Verified for v0.2; without some code of v0.1', 'the-queue'],
      ['/v0.2/close/', 'Verified for v0.2; the same code as in v0.1 but for comments', 'close'],
      ['/v0.2/name/', 'Verified for v0.2; the same code as in v0.1', ''],
      ['/v0.2/pulse/', 'Verified for v0.2; new since v0.1', ''],
      ['/v0.1/run/', 'Verified for v0.1; partly in another place in v0.2', 'run'],
      ['/v0.1/wait/', 'Verified for v0.1; edited in v0.2', 'wait'],
      ['/v0.1/the-queue/', 'Verified for v0.1; partly gone in v0.2', 'the-queue'],
      ['/v0.1/close/', 'Verified for v0.1', ''],
      ['/v0.1/once/', 'Verified for v0.1; gone in v0.2', ''],
    ] as const) {
      await page.goto(`${site.origin}${path}`);
      const history = page.locator('.history');
      expect(await wordsOf(history), path).toBe(says);
      const links = leadsTo === '' ? [] : [compare(leadsTo)];
      expect(await hrefsOf(history.locator('a')), path).toEqual(links);
      if (leadsTo === '') continue;
      await history.locator('a').click();
      await page.waitForURL(`${site.origin}${compare(leadsTo)}`);
    }
    const left = Map.groupBy(
      report.items.filter((item) => item.left === 'read'),
      ({ stop }) => stop,
    );
    expect([...left].map(([stop, { length }]) => `${stop} ${length}`).sort()).toEqual([
      'run 6',
      'wait 2',
    ]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('tells why code that it showed is gone', async () => {
    const { page, close } = await open('/v0.2/the-queue/');
    expect(await wordsOf(page.locator('.body'))).toContain(
      'The code of Stack stood here in earlier releases: v0.2 works without a Stack.',
    );
    expect(await allWordsOf(page.locator('.excerpt .symbol code'))).toEqual(['Queue.Get']);
    await close();
  });
});

describe('a stop of one release only', () => {
  test.each([
    {
      slug: 'pulse',
      without: 'v0.1',
      has: 'v0.2',
      title: 'A sign of life',
      previous: 'wait',
      next: 'close',
    },
    // After the last stop the path begins anew.
    {
      slug: 'once',
      without: 'v0.2',
      has: 'v0.1',
      title: 'The last key',
      previous: 'name',
      next: 'run',
    },
  ])(
    '$slug leads on, and to the release that has it',
    async ({ slug, without, has, title, previous, next }) => {
      const { page, complaints, close } = await open(`/${without}/${slug}/`);
      const label = has.replace('v', 'Small ');
      expect(await wordsOf(page.locator('h1'))).toBe(title);
      expect(await wordsOf(page.locator('.elsewhere'))).toBe(
        `The tour through ${without.replace('v', 'Small ')} does not pass this stop. Read it in ${label}, or go on here.`,
      );
      expect(await page.locator('.excerpt').count()).toBe(0);
      expect(await hrefsOf(page.locator('nav.step a'))).toEqual([
        `/${without}/${previous}/`,
        `/${without}/${next}/`,
      ]);
      await page.keyboard.press('n');
      await page.waitForURL(`${site.origin}/${without}/${next}/`);
      await page.goBack();
      await page.locator('.elsewhere a').click();
      await page.waitForURL(`${site.origin}/${has}/${slug}/`);
      expect(await page.locator('.excerpt .l').count()).toBeGreaterThan(0);
      await choose(page, without);
      await page.waitForURL(`${site.origin}/${without}/${slug}/`);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('is on no map, in no contents, and next to no stop of the other', async () => {
    const { page, close } = await open('/licence/');
    for (const [release, slug, before, after] of [
      ['v0.1', 'pulse', 'wait', 'close'],
      ['v0.2', 'once', 'name', 'run'],
    ] as const) {
      const href = `/${release}/${slug}/`;
      for (const path of ['', 'chapter/the-loop/', `${before}/`, `${after}/`]) {
        await page.goto(`${site.origin}/${release}/${path}`);
        const links = await hrefsOf(page.locator('main a:not(.prose a)'));
        expect(links.length).toBeGreaterThan(0);
        expect(links, path).not.toContain(href);
      }
      await page.goto(`${site.origin}/${release}/${before}/`);
      expect(await hrefsOf(page.locator('nav.step [rel="next"]'))).toEqual([
        `/${release}/${after}/`,
      ]);
      expect(await page.locator('.strip circle').count()).toBe(6);
      expect(await page.locator('.where').innerText()).toContain('of 6');
    }
    // Prose may still speak of it, and leads to the page that says where it is.
    await page.goto(`${site.origin}/v0.2/wait/`);
    await page.locator('.prose a', { hasText: 'the last key' }).click();
    await page.waitForURL(`${site.origin}/v0.2/once/`);
    await close();
  });
});

/** One side of an excerpt as it is shown. */
interface ShownSide {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly ShownLine[];
}

interface ShownLine {
  readonly number: number;
  /** The number beside it of the same line in the earlier release. */
  readonly other: number | undefined;
  readonly text: string;
}

/** The excerpts of a comparison with their two sides; those without code have no lines. */
function shownSides(page: Page): Promise<{ before: ShownSide; after: ShownSide }[]> {
  return page.locator('.compared').evaluateAll((figures) =>
    figures.map((figure) => {
      const [before, after] = figure.querySelectorAll('figcaption > div');
      const side = (caption: Element | undefined, name: string): ShownSide => {
        const words = caption?.textContent ?? '';
        const [, from = '0', to = '0'] = /lines (\d+) to (\d+)/.exec(words) ?? [];
        return {
          path: /\S+\.go/.exec(words)?.[0] ?? '',
          from: Number(from),
          to: Number(to),
          lines: [...figure.querySelectorAll<HTMLElement>(`.${name} .l`)].map((line) => {
            const { n, o } = line.dataset;
            const marks = [...line.querySelectorAll('.m')].map(({ textContent }) => textContent);
            return {
              number: Number(n),
              other: o === undefined ? undefined : Number(o),
              text: line.textContent.slice(marks.join('').length, -1),
            };
          }),
        };
      };
      return { before: side(before, 'old'), after: side(after, 'new') };
    }),
  );
}

/** What a side must show: every line of its range, once, in order. */
function sourceLines(release: string, { path, from, to }: ShownSide): string[] {
  if (path === '') return [];
  return two
    .sourceOf(release, path)
    .slice(from - 1, to)
    .map((text, at) => `${from + at} ${text}`);
}

const numbered = ({ lines }: ShownSide): string[] =>
  lines.map(({ number, text }) => `${number} ${text}`);
const withoutNumber = (line: string): string => line.replace(/^\d+ /, '');

describe('the comparison of a stop', () => {
  test('shows the lines of both releases beside their true numbers, on a phone too', async () => {
    const { page, complaints, close } = await open('/licence/', { width: 390 });
    const counts: Record<string, number[]> = {};
    for (const slug of differing) {
      await page.goto(`${site.origin}${compare(slug)}`);
      expect(await tooWide(page), slug).toEqual([]);
      const shown = await shownSides(page);
      counts[slug] = shown.map(({ before, after }) => before.lines.length + after.lines.length);
      for (const { before, after } of shown) {
        const [old, now] = [sourceLines('v0.1', before), sourceLines('v0.2', after)];
        expect(old.length, slug).toBeGreaterThan(0);
        if (after.lines.length === 0 && before.lines.length === 0) {
          // The page says that the text is the same.
          expect(now.map(withoutNumber), slug).toEqual(old.map(withoutNumber));
          continue;
        }
        expect(numbered(before), slug).toEqual(old);
        expect(numbered(after), slug).toEqual(now);
        for (const { other, text } of after.lines) {
          if (other !== undefined) expect(old, slug).toContain(`${other} ${text}`);
        }
      }
    }
    expect(counts).toEqual({ run: [42, 0], 'the-queue': [0, 2], wait: [36], close: [12] });
    expect(complaints).toEqual([]);
    await close();
  });

  test('marks the words that were edited, and no others', async () => {
    const { page, close } = await open('/licence/');
    for (const [slug, before, after] of [
      ['wait', ['5', 'Millisecond'], ['20', 'Second']],
      ['run', ['burst', 'burst'], ['limit', 'limit']],
      ['close', ['queue.'], ['queue for good.', 'from', 'on']],
      ['the-queue', [], []],
    ] as const) {
      await page.goto(`${site.origin}${compare(slug)}`);
      expect(await allWordsOf(page.locator('.old mark')), slug).toEqual(before);
      expect(await allWordsOf(page.locator('.new mark')), slug).toEqual(after);
      expect(await page.locator('.same mark').count()).toBe(0);
    }
    await close();
  });

  test.each([true, false])(
    'puts both side by side or one below the other, JavaScript: %s',
    async (javaScript) => {
      const { page, complaints, close } = await open(compare('wait'), { javaScript });
      const [side, inline] = [
        page.getByLabel('side by side'),
        page.getByLabel('one below the other'),
      ];
      expect(await side.isChecked()).toBe(true);
      expect(await arrangement(page)).toEqual({ changed: 'beside', same: 'twice' });
      await inline.check();
      expect(await arrangement(page)).toEqual({ changed: 'below', same: 'once' });
      await side.check();
      expect(await arrangement(page)).toEqual({ changed: 'beside', same: 'twice' });
      const fold = page.locator('.fold');
      const folded = fold.locator('.new .l');
      expect(await folded.first().isVisible()).toBe(false);
      expect(await wordsOf(fold.locator('summary'))).toBe(
        `${await folded.count()} lines that are the same`,
      );
      await fold.locator('summary').click();
      expect(await folded.first().isVisible()).toBe(true);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('keeps the choice over a reload and on the next comparison', async () => {
    const { page, complaints, close } = await open(compare('run'));
    await page.getByLabel('one below the other').check();
    await page.reload();
    expect(await arrangement(page)).toEqual({ changed: 'below', same: 'once' });
    for (const slug of ['the-queue', 'wait']) {
      await page.locator('nav.step [rel="next"]').click();
      await page.waitForURL(`${site.origin}${compare(slug)}`);
    }
    expect(await arrangement(page)).toEqual({ changed: 'below', same: 'once' });
    await page.getByLabel('side by side').check();
    await page.goto(`${site.origin}${compare('run')}`);
    expect(await arrangement(page)).toEqual({ changed: 'beside', same: 'twice' });
    expect(complaints).toEqual([]);
    await close();
  });

  test('lists the notes whose code changed, and leads to them', async () => {
    const { page, complaints, close } = await open('/licence/');
    for (const [slug, notes] of [
      ['wait', ['The first wait edited']],
      ['run', ['Each worker edited', 'The one branch edited']],
      ['the-queue', ['The doc gone']],
      ['close', ['Told so only comments or spacing edited']],
    ] as const) {
      await page.goto(`${site.origin}${compare(slug)}`);
      const listed = page.locator('.compared-notes li');
      expect(await allWordsOf(listed), slug).toEqual(notes);
      for (const [at, note] of notes.entries()) {
        await listed.nth(at).locator('a').click();
        await page.waitForURL(/#note-\d+$/);
        const id = new URL(page.url()).hash.slice(1);
        const lit = page.locator('.note.lit');
        expect(await lit.getAttribute('id'), slug).toBe(id);
        const label = (await wordsOf(lit.locator('summary'))).replace(/^\d+ ?/, '');
        expect(note.startsWith(label), `${note}: ${label}`).toBe(true);
        await page.goBack();
      }
    }
    await page.goto(`${site.origin}${compare('wait')}`);
    expect(await wordsOf(page.locator('.compared-notes'))).toContain(
      '1 other speaks of the same text as before.',
    );
    expect(complaints).toEqual([]);
    await close();
  });
});

/** How the first change and the lines that are the same stand on the page. */
function arrangement(page: Page): Promise<{ changed: string; same: string }> {
  return page.evaluate(() => {
    const box = (selector: string): DOMRect | undefined =>
      document.querySelector(selector)?.getBoundingClientRect();
    const [old, now] = [box('.hunk:not(.same) .old'), box('.hunk:not(.same) .new')];
    const isBeside = old && now && old.top === now.top && old.right <= now.left;
    const isBelow = old && now && old.bottom <= now.top && old.left === now.left;
    return {
      changed: isBeside ? 'beside' : isBelow ? 'below' : 'neither',
      same: (box('.hunk.same .old')?.height ?? 0) > 0 ? 'twice' : 'once',
    };
  });
}

test('the comparison of all stops counts them, names those of one release, and leads to pages', async () => {
  const { page, complaints, close } = await open('/v0.2/compare/v0.1/');
  expect(await wordsOf(page.locator('.lede'))).toBe(
    'The code that the tour shows, in both releases. Of 5 stops that both have, 1 is partly in another place, 1 is partly gone, 1 is edited, 1 is only comments or spacing edited, 1 is the same.',
  );
  await page.locator('.unchanged-stops summary').click();
  const rows = page.locator('.compared-stops li');
  expect(await allWordsOf(rows)).toEqual([
    'Run: until closed kube-controller-manager partly in another place −2 +2',
    'The queue client-go partly gone −2 +0',
    'How long it waits client-go edited −2 +2',
    'A sign of life kubelet only in v0.2',
    'Closed client-go only comments or spacing edited −2 +2',
    'The last key kube-controller-manager',
    'Its name kube-controller-manager the same',
  ]);
  expect(await wordsOf(page.locator('section:has-text("The last key") h2'))).toBe('Only in v0.1');
  expect(await hrefsOf(rows.locator('a'))).toEqual([
    ...['run', 'the-queue', 'wait'].map(compare),
    '/v0.2/pulse/',
    compare('close'),
    '/v0.1/once/',
    '/v0.2/name/',
  ]);
  expect(complaints).toEqual([]);
  await close();
});

test('every link of the pages of two releases leads to a page, and to its place there', async () => {
  const { page, close } = await open('/licence/');
  const ids = new Map<string, Set<string>>();
  const idsOn = async (path: string): Promise<Set<string>> => {
    const known = ids.get(path);
    if (known) return known;
    const response = await page.request.get(`${site.origin}${path}`);
    expect(response.status(), path).toBe(200);
    const text = await response.text();
    const found = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id));
    ids.set(path, found);
    return found;
  };
  for (const path of kindsOfPages) {
    await page.goto(`${site.origin}${path}`);
    const links = await hrefsOf(page.locator('a[href^="/"]'));
    expect(links.length, path).toBeGreaterThan(5);
    for (const link of new Set(links)) {
      const [to = '', fragment] = link.split('#');
      const found = await idsOn(to);
      if (fragment !== undefined) expect(found, `${path} leads to ${link}`).toContain(fragment);
    }
  }
  await close();
});

describe('the report of a release', () => {
  test('has every item, the most urgent first, with all that the report says of it', async () => {
    const { page, complaints, close } = await open('/v0.2/drift/');
    expect(await wordsOf(page.locator('.lede'))).toBe(
      'Carried over from v0.1: 2 same, 3 moved, 7 edited, 3 relocated, 2 orphan. Left: 8 to read.',
    );
    expect(await allWordsOf(page.locator('.drift-group h2'))).toEqual([
      'Edited, and the prose says what the code no longer says (1)',
      'In another place (3)',
      'Edited (4)',
      'Read or waived (4)',
    ]);
    const articles = page.locator('.drift-item');
    const shown = await articles.evaluateAll((all) => all.map(({ id }) => id));
    expect(shown).toEqual(report.items.map(({ key }) => key));
    for (const [at, item] of report.items.entries()) {
      const article = articles.nth(at);
      const facts = await wordsOf(article.locator('.facts'));
      expect(facts.split(' ')[0]).toBe(item.status);
      for (const [release, seen] of [
        [item.wasIn, item.was],
        [report.release, item.is],
      ] as const) {
        const place = seen && `${release} ${seen.path}:${seen.from}-${seen.to}`;
        expect(facts).toContain(place ?? '');
      }
      const title = await wordsOf(article.locator('h3'));
      expect(title).toBe([item.title, item.label].filter(Boolean).join(' '));
      const reasons = await allWordsOf(article.locator('.reasons li'));
      expect(reasons).toEqual(item.reasons.map(withoutTicks));
      const sentences = await allWordsOf(article.locator('.sentences li'));
      expect(sentences).toEqual(
        item.sentences.map(({ text, words }) => `${withoutTicks(text)} gone: ${words.join(', ')}`),
      );
      expect(await changedLines(article), item.key).toEqual({
        before: linesOfDiff(item.diff, '-'),
        after: linesOfDiff(item.diff, '+'),
      });
      expect(await wordsOf(article)).toContain(withoutTicks(decisionWords(item)));
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test('tells what was decided, and which sentence the code no longer bears out', async () => {
    const { page, close } = await open('/v0.2/drift/');
    const item = (key: string): Locator => page.locator(`[id="${key}"]`);
    expect(await wordsOf(item('wait/the-first-wait').locator('.sentences'))).toContain(
      'It begins with 5 milliseconds. gone: 5',
    );
    for (const key of ['the-queue/excerpt-2', 'the-queue/the-doc']) {
      expect(await wordsOf(item(key))).toContain(`: ${withoutTicks(waiverReason)}`);
    }
    for (const key of ['close', 'close/told-so']) {
      expect(await wordsOf(item(key))).toContain(`: ${acceptedNote}`);
    }
    await item('wait/the-first-wait').locator('h3 a').click();
    await page.waitForURL(`${site.origin}/v0.2/wait/`);
    await close();
  });
});

const withoutTicks = (text: string): string => text.replaceAll('`', '');

/** Lines that a unified diff takes away or puts in, below its two lines of names. */
const linesOfDiff = (diff: string, sign: '-' | '+'): string[] =>
  diff
    .split('\n')
    .filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3)))
    .map((line) => line.slice(1));

/** The lines of a listing that are not the same in both releases. */
function changedLines(article: Locator): Promise<{ before: string[]; after: string[] }> {
  return article.evaluate((element) => {
    const lines = (side: string): string[] =>
      [...element.querySelectorAll(`.hunk:not(.same) .${side} .l`)].map(({ textContent }) =>
        textContent.replace(/\n$/, ''),
      );
    return { before: lines('old'), after: lines('new') };
  });
}

function decisionWords({ decision }: Report['items'][number]): string {
  if (!decision) return '';
  return decision.state === 'waived'
    ? `Waived on ${decision.date}: ${decision.reason}`
    : `Read again on ${decision.date}: ${decision.note}`;
}

test('nothing serious for axe, no complaint and nothing too wide, in light and dark', async () => {
  const { page, complaints, close } = await open('/licence/');
  const views = [
    { colorScheme: 'light', width: 1440 },
    { colorScheme: 'dark', width: 390 },
  ] as const;
  for (const path of kindsOfPages) {
    await page.goto(`${site.origin}${path}`);
    await page.locator('main details').evaluateAll((all) => {
      for (const details of all) (details as HTMLDetailsElement).open = true;
    });
    for (const { colorScheme, width } of views) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await tooWide(page), `${path} at ${width}`).toEqual([]);
      expect(await seriousProblems(page), `${path} in ${colorScheme}`).toEqual([]);
    }
    expect(complaints, path).toEqual([]);
  }
  await close();
});

/** What reaches beyond the right edge of the window, or of the element that cuts it off. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cutting = [...document.querySelectorAll('main *')].filter(
      (element) => getComputedStyle(element).overflowX !== 'visible',
    );
    return [document.documentElement, ...cutting]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
}
