import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { blobIdOf } from '../release/blob-id.ts';
import type { SourceText } from '../blob/blob-reader.ts';
import { cachedHighlighter } from './cached-highlighter.ts';
import { highlightCode } from './highlight-code.ts';

vi.mock(import('./highlight-code.ts'), async (original) => {
  const module = await original();
  return { highlightCode: vi.fn(module.highlightCode) };
});

const highlights = vi.mocked(highlightCode);

beforeEach(() => {
  highlights.mockClear();
});

function source(text: string): SourceText {
  return { path: 'a.go', blob: blobIdOf(Buffer.from(text)), text };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'highlight-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'made/when/needed');
}

/** The one file of a cache. */
function onlyFile(folder: string): string {
  const [name, ...others] = readdirSync(folder);
  if (name === undefined || others.length > 0) throw new Error('There is not one file');
  return join(folder, name);
}

const loop = source('package a\n\n// f does\nfunc f() { return "größer 📦" }\n');

test('a file is highlighted once in a process', async () => {
  const highlight = cachedHighlighter(newFolder());
  const first = await highlight(loop);
  expect(await highlight({ ...loop, path: 'copy.go' })).toBe(first);
  expect(highlights).toHaveBeenCalledTimes(1);
});

test('files asked for at the same time are highlighted once', async () => {
  const highlight = cachedHighlighter(newFolder());
  await Promise.all([highlight(loop), highlight(loop), highlight(loop)]);
  expect(highlights).toHaveBeenCalledTimes(1);
});

describe.each([
  ['an ordinary file', loop],
  ['a file with Windows line ends', source(loop.text.replaceAll('\n', '\r\n'))],
  ['a raw string over several lines', source('package a\n\nvar s = `one\n\ttwo\n\n`\n')],
  ['empty lines at the end', source('package a\n\n\n\n')],
  ['no newline at the end', source('package a')],
])('%s', (_, file) => {
  test('the next process reads the same tokens from the disk', async () => {
    const folder = newFolder();
    const made = await cachedHighlighter(folder)(file);
    expect(highlights).toHaveBeenCalledTimes(1);
    expect(await cachedHighlighter(folder)(file)).toEqual(made);
    expect(highlights).toHaveBeenCalledTimes(1);
  });
});

test('the name of a cached file has the blob id, so that another blob is another file', async () => {
  const folder = newFolder();
  const highlight = cachedHighlighter(folder);
  await highlight(loop);
  await highlight(source('package b\n'));
  const names = readdirSync(folder);
  expect(names.length).toBe(2);
  expect(names.some((name) => name.startsWith(`${loop.blob}-`))).toBe(true);
});

test('a cached file has no source in it', async () => {
  const folder = newFolder();
  await cachedHighlighter(folder)(loop);
  expect(readFileSync(onlyFile(folder), 'utf8')).toMatch(/^([kscftn-]\d+|\n)+$/);
});

describe.each([
  ['empty', () => ''],
  ['cut off', (cached: string) => cached.slice(0, -4)],
  ['a line short', (cached: string) => cached.replace(/\n.*$/, '')],
  ['a line long', (cached: string) => `${cached}\nk1`],
  ['of another file', (cached: string) => cached.replace(/\d+/, '9')],
  ['something else altogether', () => '<html>not a cache</html>'],
])('a cached file that is %s', (_, damage) => {
  test('is made anew', async () => {
    const folder = newFolder();
    const made = await cachedHighlighter(folder)(loop);
    const file = onlyFile(folder);
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, damage(good));
    expect(await cachedHighlighter(folder)(loop)).toEqual(made);
    expect(highlights).toHaveBeenCalledTimes(2);
    expect(readFileSync(file, 'utf8')).toBe(good);
  });
});
