import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Content files by path: `content/tour/<chapter>/<stop>.md` -> text. */
export type ContentFiles = ReadonlyMap<string, string>;

/** Reads every Markdown file of the tour, in order of path. */
export async function readContent(root: string, folder = 'content/tour'): Promise<ContentFiles> {
  const entries = await readdir(join(root, folder), { recursive: true });
  const files = new Map<string, string>();
  for (const entry of entries.map((path) => path.replaceAll('\\', '/')).sort()) {
    if (!entry.endsWith('.md')) continue;
    files.set(`${folder}/${entry}`, await readFile(join(root, folder, entry), 'utf8'));
  }
  return files;
}
