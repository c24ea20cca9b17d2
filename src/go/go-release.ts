import type { BlobReader } from '../blob/blob-reader.ts';
import type { Declaration, GoFile } from './go-file.ts';
import type { GoParser } from './go-parser.ts';
import { indexGoFile } from './index-go-file.ts';
import { insideOf, type Inside } from './pieces-of.ts';
import { linesOf, type Lines } from './lines.ts';

/** A release's Go files, indexed when first asked for. */
export interface GoRelease {
  readonly paths: () => Iterable<string>;
  readonly has: (path: string) => boolean;
  /** @throws ProblemError when the file cannot be read; see BlobReader. */
  readonly file: (path: string) => GoFile;
  readonly lines: (file: GoFile) => Lines;
  readonly inside: (file: GoFile, declaration: Declaration) => Inside;
}

export function goRelease(parser: GoParser, reader: BlobReader): GoRelease {
  const files = new Map<string, GoFile>();
  const lines = new Map<GoFile, Lines>();
  const insides = new Map<Declaration, Inside>();
  return {
    paths: () => reader.paths(),
    has: (path) => reader.has(path),
    file: (path) => remember(files, path, () => indexGoFile(parser, reader.read(path))),
    lines: (file) => remember(lines, file, () => linesOf(file.text)),
    inside: (file, declaration) =>
      remember(insides, declaration, () => insideOf(parser, file, declaration)),
  };
}

function remember<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  let value = memory.get(key);
  if (value === undefined) {
    value = make();
    memory.set(key, value);
  }
  return value;
}
