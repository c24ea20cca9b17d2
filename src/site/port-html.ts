import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Highlight } from '../highlight/cached-highlighter.ts';
import type { HighlightedLines, Token } from '../highlight/token.ts';
import type { Coverage } from '../port-map/port-map.ts';
import type { LoadedPort } from '../port-map/load-ports.ts';
import { blobIdOf } from '../release/blob-id.ts';
import type { LineRange } from '../release/permalink.ts';
import { codeLine } from './code-line.ts';

/** A port as a stop shows it beside the Go that it stands for. */
export interface PortHtml {
  readonly name: string;
  readonly file: string;
  readonly html: string;
  readonly coverage: Coverage;
  readonly cases: number;
  readonly leftOut: readonly { readonly lines: string; readonly reason: string }[];
  /** How its Go differs in this release; nothing in the release that it was measured against. */
  readonly standing: PortStanding | undefined;
}

/** A port beside the Go of another release than its own. */
export interface PortStanding {
  /** The release whose behaviour the port has. */
  readonly release: string;
  /** Whether the Go of that release and of this one say different things. */
  readonly isBehind: boolean;
  /** `behind v1.33` */
  readonly text: string;
  /** What the Go of both releases answered in the cases that were recorded from both. */
  readonly answers: { readonly same: number; readonly different: number } | undefined;
  /** What changed in its Go, as code side by side; empty when nothing did. */
  readonly diff: string;
}

/** What is different about a port where another release than its own is shown. */
export interface PortElsewhere {
  readonly standing: PortStanding;
  readonly goLineOf: GoLineOf;
}

/** Where the Go lines of a port are in the release that is shown. */
export type GoLineOf = (line: number) => number | undefined;

/**
 * @param idPrefix The prefix of the excerpt's line ids: each TypeScript line names the Go lines
 * that it stands for, and `<port-lines>` lights them together.
 */
export async function portHtml(
  port: LoadedPort,
  idPrefix: string,
  highlight: Highlight,
  elsewhere?: PortElsewhere,
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
    standing: elsewhere?.standing,
    html: toHtml(h('pre', [h('code', linesOf(port, code, idPrefix, elsewhere?.goLineOf))])),
  };
}

function linesOf(
  { lines, pairs, name }: LoadedPort,
  code: HighlightedLines,
  idPrefix: string,
  goLineOf: GoLineOf = (line) => line,
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
    const here = stands.flatMap(({ go }) => rangeIn(go, goLineOf));
    if (here.length > 0) {
      line.properties.dataGo = here.map(({ from, to }) => `${from}-${to}`).join(' ');
      line.properties.tabIndex = 0;
    }
    shown.push(line);
  }
  return shown;
}

/** A range of Go lines where it is now; nothing when none of its lines is there as it was. */
function rangeIn({ from, to }: LineRange, goLineOf: GoLineOf): LineRange[] {
  const lines: number[] = [];
  for (let line = from; line <= to; line++) {
    const now = goLineOf(line);
    if (now !== undefined) lines.push(now);
  }
  return lines.length > 0 ? [{ from: Math.min(...lines), to: Math.max(...lines) }] : [];
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
