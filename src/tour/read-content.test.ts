import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readContent } from './read-content.ts';

function folderWith(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'content-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('Markdown files at any depth are read in order of path, then what is beside the tour', async () => {
  const root = folderWith({
    'content/tour/20-b/10-x.md': 'x',
    'content/tour/10-a/chapter.md': 'größer 📦',
    'content/tour/10-a/deep/10-y.md': 'y',
    'content/tour/notes.md': 'n',
    'content/tour/10-a/picture.svg': '<svg/>',
    'content/elsewhere.md': 'not the tour',
    'content/references.json': '[]',
    'content/glossary.md': 'g',
  });
  expect([...(await readContent(root))]).toEqual([
    ['content/tour/10-a/chapter.md', 'größer 📦'],
    ['content/tour/10-a/deep/10-y.md', 'y'],
    ['content/tour/20-b/10-x.md', 'x'],
    ['content/tour/notes.md', 'n'],
    ['content/glossary.md', 'g'],
    ['content/references.json', '[]'],
  ]);
});

test('the glossary and the references may be absent', async () => {
  const root = folderWith({ 'content/tour/10-a/chapter.md': 'x' });
  expect([...(await readContent(root)).keys()]).toEqual(['content/tour/10-a/chapter.md']);
});
