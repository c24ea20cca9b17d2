import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBlobStore } from '../src/blob/blob-store.ts';
import { blobIdOf } from '../src/release/blob-id.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { loadTours, type LoadedTour } from '../src/tour/load-tours.ts';
import { plainText } from '../src/tour/to-prose.ts';
import type { Excerpt } from '../src/tour/tour.ts';
import { runScript } from './run-build.ts';
import { differences, filesBelow } from './files.ts';

const workspace = workspaceAt(process.cwd());
const dist = join(workspace.root, 'dist');

let v120: LoadedTour;

beforeAll(async () => {
  const { tours } = await loadTours(workspace);
  const found = tours.find(({ release }) => release.id === 'v1.20');
  if (!found) throw new Error('v1.20 was not built');
  v120 = found;
});

const classesOf = ({ properties }: Element): string[] =>
  Array.isArray(properties.className) ? properties.className.map(String) : [];

/** Number and text of every code line on a page; a line's marks are not its text. */
function codeLines(page: Root): { number: number; id: string; text: string }[] {
  const lines: { number: number; id: string; text: string }[] = [];
  visit(page, 'element', (element) => {
    // The lines of a port are TypeScript of ours.
    if (element.tagName === 'port-lines') return SKIP;
    if (!classesOf(element).includes('l')) return CONTINUE;
    const code = element.children.filter(
      (child) => child.type !== 'element' || !classesOf(child).includes('m'),
    );
    lines.push({
      number: Number(element.properties.dataN),
      id: String(element.properties.id),
      text: code.map(plainText).join('').replace(/\n$/, ''),
    });
    return CONTINUE;
  });
  return lines;
}

const readPage = (...path: string[]): Root =>
  fromHtml(readFileSync(join(dist, ...path, 'index.html'), 'utf8'));

describe('the built v1.20 tour', () => {
  test('has the chapters and stops of the content', () => {
    const stops = v120.tour.chapters.flatMap((chapter) => chapter.stops);
    expect(v120.problems).toEqual([]);
    expect(stops.length).toBeGreaterThanOrEqual(14);
    for (const { slug, blocks } of stops) {
      expect(existsSync(join(dist, 'v1.20', slug, 'index.html')), slug).toBe(true);
      const notes = blocks.flatMap((block) =>
        block.kind === 'excerpt' ? block.excerpt.notes : [],
      );
      expect(notes.length, slug).toBeGreaterThanOrEqual(3);
    }
  });

  test('shows every line of every excerpt as it is in the blob, and no other', () => {
    const store = openBlobStore(workspace.blobs);
    let compared = 0;
    for (const stop of v120.tour.chapters.flatMap((chapter) => chapter.stops)) {
      const excerpts = stop.blocks.flatMap((block): Excerpt[] =>
        block.kind === 'excerpt' ? [block.excerpt] : [],
      );
      const shown = codeLines(readPage('v1.20', stop.slug));
      const expected = excerpts.flatMap(({ path, blob, lines }) => {
        expect(v120.lock.files.get(path)?.blob, path).toBe(blob);
        const bytes = store.read(blob) ?? new Uint8Array();
        expect(blobIdOf(bytes), path).toBe(blob);
        const source = new TextDecoder().decode(bytes).split('\n');
        return source
          .slice(lines.from - 1, lines.to)
          .map((text, at) => ({ number: lines.from + at, text }));
      });
      expect(
        shown.map(({ number, text }) => ({ number, text })),
        stop.slug,
      ).toEqual(expected);
      compared += shown.length;
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test('shows whole files as they are in their blobs', () => {
    const store = openBlobStore(workspace.blobs);
    const paths = new Set(
      v120.tour.chapters
        .flatMap((chapter) => chapter.stops)
        .flatMap(({ blocks }) => blocks)
        .flatMap((block) => (block.kind === 'excerpt' ? [block.excerpt.path] : [])),
    );
    for (const path of paths) {
      const bytes = store.read(v120.lock.files.get(path)?.blob ?? '') ?? new Uint8Array();
      const source = new TextDecoder().decode(bytes);
      const text = codeLines(readPage('v1.20/source', path)).map((line) => `${line.text}\n`);
      expect(text.join(''), path).toBe(source);
    }
  });

  test('has no dead link, and no link without its fragment', () => {
    const pages = [...filesBelow(dist)].filter(([path]) => path.endsWith('.html'));
    const ids = new Map<string, Set<string>>();
    const links: { from: string; href: string }[] = [];
    for (const [path, bytes] of pages) {
      const own = new Set<string>();
      ids.set(`/${path.replace(/index\.html$/, '')}`, own);
      visit(fromHtml(bytes.toString('utf8')), 'element', ({ tagName, properties }) => {
        if (properties.id) {
          expect(own.has(properties.id), `${path} has #${properties.id} twice`).toBe(false);
          own.add(properties.id);
        }
        const address =
          tagName === 'script' || tagName === 'img' ? properties.src : properties.href;
        if (typeof address === 'string') links.push({ from: `/${path}`, href: address });
      });
    }
    const dead = links.filter(({ from, href }) => {
      const { host, pathname, hash } = new URL(href, `http://site${from}`);
      if (host !== 'site') return !href.startsWith('https://');
      const target = pathname === from ? from.replace(/index\.html$/, '') : pathname;
      const known = ids.get(target);
      if (!known) return !existsSync(join(dist, decodeURIComponent(target)));
      return hash !== '' && !known.has(decodeURIComponent(hash.slice(1)));
    });
    expect(dead).toEqual([]);
    expect(links.length).toBeGreaterThan(500);
  });

  test('names GitHub lines that exist, at the pinned commit', () => {
    const commit = v120.release.pins[0]?.commit ?? '';
    const form = new RegExp(
      `^https://github\\.com/kubernetes/kubernetes/blob/${commit}/([^#]+)(?:#L(\\d+)(?:-L(\\d+))?)?$`,
    );
    let checked = 0;
    for (const [path, bytes] of filesBelow(dist)) {
      if (!path.endsWith('.html')) continue;
      visit(fromHtml(bytes.toString('utf8')), 'element', ({ properties }) => {
        const { href } = properties;
        if (typeof href !== 'string' || !href.includes('github.com') || href.includes('/tree/')) {
          return;
        }
        const [, file = '', from, to = from] = form.exec(href) ?? [];
        const source = v120.go.file(decodeURIComponent(file));
        expect(Number(to ?? 1), href).toBeLessThanOrEqual(v120.go.lines(source).count);
        expect(Number(from ?? 1), href).toBeLessThanOrEqual(Number(to ?? 1));
        checked++;
      });
    }
    expect(checked).toBeGreaterThan(20);
  });

  test('says that v1.16 is left out, and why, when its source is not here', async () => {
    const { leftOut } = await loadTours(workspace);
    const home = readFileSync(join(dist, 'index.html'), 'utf8');
    for (const { release, failures } of leftOut) {
      expect(home).toContain(`${release.label} is not in this build`);
      expect(failures.map(({ source }) => source)).toContain('GitHub');
      for (const { source } of failures) expect(home).toContain(source);
    }
  });

  test('is built again from blobs alone, without any network, the same to the byte', async () => {
    const root = mkdtempSync(join(tmpdir(), 'again-'));
    cpSync('content', join(root, 'content'), { recursive: true });
    mkdirSync(join(root, '.cache'));
    symlinkSync(workspace.blobs, join(root, '.cache/blobs'));
    if (existsSync(workspace.leftOut))
      symlinkSync(workspace.leftOut, join(root, '.cache/left-out'));
    const log = join(root, 'network.log');
    const { code, errors } = await runScript('build', ['--root', root], {
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'deny-network.ts')}`,
      DENY_NETWORK_LOG: log,
    });
    expect(errors).not.toContain('No network in this test');
    expect(code).toBe(0);
    expect(existsSync(log) ? readFileSync(log, 'utf8') : '').toBe('');
    expect(differences(filesBelow(dist), filesBelow(join(root, 'dist')))).toEqual([]);
  });
});
