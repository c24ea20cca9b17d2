import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Highlight } from '../highlight/cached-highlighter.ts';
import type { HighlightedLines, Token } from '../highlight/token.ts';
import type { Coverage } from '../port-map/port-map.ts';
import type { LoadedPort } from '../port-map/load-ports.ts';
import { blobIdOf } from '../release/blob-id.ts';
import { codeLine } from './code-line.ts';

/** A port as a stop shows it beside the Go that it stands for. */
export interface PortHtml {
  readonly name: string;
  readonly file: string;
  readonly html: string;
  readonly coverage: Coverage;
  readonly cases: number;
  readonly leftOut: readonly { readonly lines: string; readonly reason: string }[];
}

/**
 * @param idPrefix The prefix of the excerpt's line ids: each TypeScript line names the Go lines
 * that it stands for, and `<port-lines>` lights them together.
 */
export async function portHtml(
  port: LoadedPort,
  idPrefix: string,
  highlight: Highlight,
): Promise<PortHtml> {
  const { name, file, text, coverage, cases, leftOut } = port;
  const blob = blobIdOf(Buffer.from(text));
  const code = await highlight({ path: file, blob, text }, 'typescript');
  return {
    name,
    file,
    coverage,
    cases,
    leftOut: leftOut.map(({ go: { from, to }, reason }) => ({
      lines: from === to ? `line ${from}` : `lines ${from} to ${to}`,
      reason,
    })),
    html: toHtml(h('pre', [h('code', linesOf(port, code, idPrefix))])),
  };
}

function linesOf(
  { lines, pairs, name }: LoadedPort,
  code: HighlightedLines,
  idPrefix: string,
): Element[] {
  const shown: Element[] = [];
  for (let number = lines.from; number <= lines.to; number++) {
    const tokens = withoutNotes(code[number - 1] ?? []);
    if (!tokens) continue;
    const stands = pairs.filter(
      ({ typescript }) => typescript.from <= number && number <= typescript.to,
    );
    const line = codeLine({
      number,
      tokens,
      id: `${idPrefix}${name}-${number}`,
      classNames: stands.length > 0 ? ['p'] : [],
    });
    if (stands.length > 0) {
      line.properties.dataGo = stands.map(({ go }) => `${go.from}-${go.to}`).join(' ');
      line.properties.tabIndex = 0;
    }
    shown.push(line);
  }
  return shown;
}

/** A line without its `// go:` comment; nothing when the line is only such a comment. */
function withoutNotes(tokens: readonly Token[]): readonly Token[] | undefined {
  const isNote = ({ kind, text }: Token): boolean =>
    kind === 'c' && /^\/\/ (?:go\+?:|left out \()/.test(text.trim());
  if (!tokens.some(isNote)) return tokens;
  const rest = tokens.filter((token) => !isNote(token));
  if (rest.every(({ text }) => text.trim() === '')) return undefined;
  return rest.map((token, at) =>
    at === rest.length - 1 ? { ...token, text: token.text.trimEnd() } : token,
  );
}
