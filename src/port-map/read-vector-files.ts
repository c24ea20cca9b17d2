import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vectorsFolder } from './vectors-folder.ts';

/** What one recorder wrote: the Go symbol that was called, and its cases as Go answered them. */
export interface VectorFile {
  /** `path#Symbol`; a type where sequences of operations were recorded. */
  readonly symbol: string;
  readonly cases: readonly unknown[];
}

/**
 * Reads all vectors of a release.
 *
 * @param root The folder with conformance/.
 * @returns Name of the file without its ending -> what it holds, by name; undefined when the
 *   release has no vectors.
 */
export function readVectorFiles(
  root: string,
  release: string,
): ReadonlyMap<string, VectorFile> | undefined {
  const folder = join(root, vectorsFolder(release));
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    names
      .sort()
      .map((name) => [
        name.replace(/\.json$/, ''),
        JSON.parse(readFileSync(join(folder, name), 'utf8')) as VectorFile,
      ]),
  );
}
