import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Content files by path: `content/tour/<chapter>/<stop>.md` -> text. */
export type ContentFiles = ReadonlyMap<string, string>;

export const glossaryFile = 'content/glossary.md';
export const referencesFile = 'content/references.json';

const tourFolder = 'content/tour';

/** Reads the tour's Markdown in order of path, and the glossary and the references if there are any. */
export async function readContent(root: string): Promise<ContentFiles> {
  const entries = await readdir(join(root, tourFolder), { recursive: true });
  const stops = entries
    .map((path) => `${tourFolder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md'))
    .sort();
  const besides = [glossaryFile, referencesFile].filter((path) => existsSync(join(root, path)));
  const files = new Map<string, string>();
  for (const path of [...stops, ...besides])
    files.set(path, await readFile(join(root, path), 'utf8'));
  return files;
}
