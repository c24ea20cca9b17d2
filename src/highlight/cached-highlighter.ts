import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import shiki from 'shiki/package.json' with { type: 'json' };
import writeFileAtomic from 'write-file-atomic';
import type { SourceText } from '../blob/blob-reader.ts';
import { highlightCode, type Language } from './highlight-code.ts';
import type { HighlightedLines, Token, TokenKind } from './token.ts';

export type Highlight = (source: SourceText, language?: Language) => Promise<HighlightedLines>;

/**
 * Highlights each blob once. Tokens are kept on disk as lengths and kinds without any text, under
 * a name made of the blob id and the version of what made them.
 */
export function cachedHighlighter(folder: string): Highlight {
  const memory = new Map<string, Promise<HighlightedLines>>();
  return (source, language = 'go') => {
    const known = memory.get(source.blob);
    if (known) return known;
    const made = readOrMake(join(folder, `${source.blob}-${version}`), source, language);
    memory.set(source.blob, made);
    return made;
  };
}

/** One line of a cached file: kind and length of each token, such as `k4 11s7`. */
async function readOrMake(
  file: string,
  { text }: SourceText,
  language: Language,
): Promise<HighlightedLines> {
  const rows = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (existsSync(file)) {
    const cached = decode(readFileSync(file, 'utf8').split('\n'), rows);
    if (cached) return cached;
  }
  const lines = await highlightCode(text, language);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileAtomic.sync(file, lines.map(encode).join('\n'), { fsync: false });
  return lines;
}

const encode = (line: readonly Token[]): string =>
  line.map(({ kind, text }) => `${kind || '-'}${text.length}`).join('');

/** Undefined when the lengths do not add up to the text: the file was torn or is another's. */
function decode(cached: readonly string[], rows: readonly string[]): Token[][] | undefined {
  if (cached.length !== rows.length) return undefined;
  const lines: Token[][] = [];
  for (const [at, row] of rows.entries()) {
    const line: Token[] = [];
    let from = 0;
    for (const [, kind, length] of (cached[at] ?? '').matchAll(/([kscftn-])(\d+)/g)) {
      const to = from + Number(length);
      line.push({ kind: (kind === '-' ? '' : kind) as TokenKind, text: row.slice(from, to) });
      from = to;
    }
    if (from !== row.length) return undefined;
    lines.push(line);
  }
  return lines;
}

/**
 * Names the cached files. Raise the number when the kinds of tokens change; a new Shiki, with a new
 * grammar, changes the name by itself.
 */
const version = `2-${shiki.version}`;
