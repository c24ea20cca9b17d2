import type { GoFile } from '../../go/go-file.ts';
import type { GoParser } from '../../go/go-parser.ts';
import { goRelease } from '../../go/go-release.ts';
import { ProblemError } from '../../problem.ts';
import { blobIdOf } from '../../release/blob-id.ts';
import type { DriftRelease } from '../drift-release.ts';
import type { Mutation } from './edits.ts';
import { textOf } from './rope.ts';

/** The base release with some files put in the place of one. */
export function nextRelease(
  parser: GoParser,
  base: DriftRelease,
  old: string,
  mutation: Mutation,
): DriftRelease {
  const texts = new Map([...mutation].map(([path, rope]) => [path, textOf(rope)]));
  const files = new Map(base.files);
  files.delete(old);
  const sources = new Map(
    [...texts].map(([path, text]) => {
      const bytes = Buffer.from(text);
      const blob = blobIdOf(bytes);
      files.set(path, { blob, size: bytes.byteLength });
      return [path, { path, blob, text }];
    }),
  );
  const read = (path: string) => {
    const source = sources.get(path);
    if (source) return source;
    if (!files.has(path)) throw new ProblemError({ message: `no file ${path}` });
    return base.read(path);
  };
  const go = goRelease(parser, { paths: () => files.keys(), has: (path) => files.has(path), read });
  const made = new Set<GoFile>();
  return {
    files,
    read,
    go: {
      ...go,
      file(path) {
        if (!sources.has(path) && files.has(path)) return base.go.file(path);
        const file = go.file(path);
        made.add(file);
        return file;
      },
      // What did not change keeps what is known of it.
      lines: (file) => (made.has(file) ? go.lines(file) : base.go.lines(file)),
      inside: (file, declaration) =>
        made.has(file) ? go.inside(file, declaration) : base.go.inside(file, declaration),
    },
  };
}
