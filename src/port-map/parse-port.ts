import ts from 'typescript';
import type { Place, Problem } from '../problem.ts';
import type { LineRange } from '../release/permalink.ts';

/** A ported function as its file has it: which Go each of its statements stands for. */
export interface PortDraft {
  /** The name of the TypeScript function or method. */
  readonly name: string;
  readonly file: string;
  /** The Go symbol: `path#Symbol`. */
  readonly anchor: string;
  readonly place: Place;
  /** The lines of the function, its doc comment not included. */
  readonly lines: LineRange;
  readonly mappings: readonly MappingDraft[];
  readonly leftOut: readonly LeftOutDraft[];
}

/**
 * `// go: <quote>`: the TypeScript statement beside it stands for the Go statement quoted. Of
 * several that begin alike, `// go: return true @2` names the second.
 */
export interface MappingDraft {
  readonly quote: string;
  /** With `// go+:` all that is inside the Go statement is meant, too. */
  readonly whole: boolean;
  readonly lines: LineRange;
  readonly place: Place;
}

/** `// left out (<reason>): <quote>`: a Go statement, and all inside it, that has no port. */
export interface LeftOutDraft {
  readonly quote: string;
  readonly reason: string;
  readonly place: Place;
}

/** Reads the functions of a file that say in their doc comment what they port. */
export function parsePort(text: string, file: string, problems: Problem[]): PortDraft[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const drafts: PortDraft[] = [];
  const visit = (node: ts.Node): void => {
    const anchor = portedSymbol(node);
    if (anchor !== undefined) drafts.push(draftOf(node, anchor, source, problems));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return drafts;
}

function portedSymbol(node: ts.Node): string | undefined {
  if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node)) return undefined;
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'ports');
  return tag && ts.getTextOfJSDocComment(tag.comment)?.trim();
}

function draftOf(
  node: ts.Node,
  anchor: string,
  source: ts.SourceFile,
  problems: Problem[],
): PortDraft {
  const file = source.fileName;
  const lineOf = (offset: number): number => source.getLineAndCharacterOfPosition(offset).line + 1;
  const lines = { from: lineOf(node.getStart(source)), to: lineOf(node.getEnd()) };
  const statements = statementsIn(node, source);
  const mappings: MappingDraft[] = [];
  const leftOut: LeftOutDraft[] = [];
  for (const { text, line, column, isAlone } of commentsIn(source, lines)) {
    const place = { file, line, column };
    const [, plus, quote] = /^\/\/ go(\+?): (.+)$/.exec(text) ?? [];
    const [, reason, omitted] = /^\/\/ left out \(([^)]+)\): (.+)$/.exec(text) ?? [];
    if (quote !== undefined) {
      const statement = isAlone
        ? statements.find(({ from }) => from > line)
        : statements.find(({ from, to }) => from <= line && line <= to);
      if (statement) mappings.push({ quote, whole: plus === '+', lines: statement, place });
      else {
        problems.push({
          message: `No statement stands beside \`${text}\`.`,
          hint: 'Write it at the end of the statement, or on a line of its own above it.',
          place,
        });
      }
    } else if (reason !== undefined && omitted !== undefined) {
      leftOut.push({ quote: omitted, reason, place });
    }
  }
  const name = (node as ts.FunctionDeclaration).name?.text ?? '';
  return {
    name,
    file,
    anchor,
    place: { file, line: lines.from, column: 1 },
    lines,
    mappings,
    leftOut,
  };
}

/** Lines of every statement, in order; of one with a body, the lines before its body. */
function statementsIn(root: ts.Node, source: ts.SourceFile): LineRange[] {
  const found: LineRange[] = [];
  const lineOf = (offset: number): number => source.getLineAndCharacterOfPosition(offset).line + 1;
  const visit = (node: ts.Node): void => {
    if (node !== root && ts.isStatement(node) && !ts.isBlock(node)) {
      const from = lineOf(node.getStart(source));
      const body = firstBlock(node);
      found.push({ from, to: lineOf(body ? body.getStart(source) : node.getEnd()) });
    }
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found.sort((a, b) => a.from - b.from || a.to - b.to);
}

function firstBlock(node: ts.Node): ts.Node | undefined {
  return ts.forEachChild(node, (child) => (ts.isBlock(child) ? child : firstBlock(child)));
}

interface LineComment {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Whether nothing but the comment is on its line. */
  readonly isAlone: boolean;
}

/** The comments of a port on its Go, within some lines; what a string or template holds is none. */
function commentsIn(source: ts.SourceFile, { from, to }: LineRange): LineComment[] {
  const quoted: { start: number; end: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) {
      quoted.push({ start: node.getStart(source), end: node.getEnd() });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...source.text.matchAll(/\/\/ (?:go\+?:|left out \().*/g)].flatMap((match) => {
    if (quoted.some(({ start, end }) => start <= match.index && match.index < end)) return [];
    const position = source.getLineAndCharacterOfPosition(match.index);
    const line = position.line + 1;
    if (line < from || line > to) return [];
    const before = source.text.slice(match.index - position.character, match.index);
    const [text] = match;
    return [
      { text: text.trim(), line, column: position.character + 1, isAlone: before.trim() === '' },
    ];
  });
}
