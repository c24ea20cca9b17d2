import { parseAnchor } from '../anchor/anchor.ts';
import { findQuote } from '../anchor/find-quote.ts';
import { findDeclaration } from '../anchor/resolve-anchor.ts';
import type { Span } from '../go/go-file.ts';
import type { GoRelease } from '../go/go-release.ts';
import type { Statement } from '../go/pieces-of.ts';
import type { Place, Problem } from '../problem.ts';
import type { PortDraft } from './parse-port.ts';
import type { PortMap } from './port-map.ts';

/**
 * Ties a port to its Go symbol, statement by statement. A Go statement that no comment of the port
 * speaks of is a problem: it is either ported or left out for a reason.
 */
export function compilePort(
  draft: PortDraft,
  go: GoRelease,
  problems: Problem[],
): PortMap | undefined {
  const anchor = parseAnchor(draft.anchor);
  if (!('path' in anchor)) {
    problems.push({ ...anchor, place: draft.place });
    return undefined;
  }
  const found = findDeclaration(go, anchor);
  if (!('declaration' in found)) {
    problems.push({ ...found, place: draft.place });
    return undefined;
  }
  const { file, declaration } = found;
  const lines = go.lines(file);
  const { statements } = go.inside(file, declaration);
  const resolve = (quote: string, place: Place): Statement | undefined => {
    const counted = /^(.+) @(\d+)$/.exec(quote);
    if (counted) {
      // Within a port the same short statement, such as `return true`, may be meant several times.
      const [, text = '', number] = counted;
      const alike = statements.filter(({ start }) => file.text.startsWith(text, start));
      const statement = alike[Number(number) - 1];
      if (!statement) {
        problems.push({
          message: `${alike.length} statements of \`${declaration.name}\` begin with "${text}".`,
          hint: 'The number after @ counts them from 1.',
          place,
        });
      }
      return statement;
    }
    const span = findQuote(go, file, declaration, quote);
    if (!('start' in span)) {
      problems.push({ ...span, place });
      return undefined;
    }
    return statements.find(({ start }) => start === span.start) ?? innermost(statements, span);
  };

  const ported = new Set<Statement>();
  const pairs = draft.mappings.flatMap(({ quote, whole, lines: typescript, place }) => {
    const statement = resolve(quote, place);
    if (!statement) return [];
    for (const other of whole ? inside(statements, statement) : [statement]) ported.add(other);
    const end = whole ? statement.end : statement.headEnd;
    return [{ typescript, go: lines.of({ start: statement.start, end }) }];
  });

  const omitted = new Set<Statement>();
  const leftOut = draft.leftOut.flatMap(({ quote, reason, place }) => {
    const statement = resolve(quote, place);
    if (!statement) return [];
    for (const other of inside(statements, statement)) {
      if (ported.has(other)) {
        problems.push({
          message: `Line ${lines.at(other.start)} of \`${declaration.name}\` is ported and left out at once.`,
          hint: 'Take one of the two comments away.',
          place,
        });
      }
      omitted.add(other);
    }
    return [{ reason, go: lines.of(statement) }];
  });

  for (const statement of statements) {
    if (ported.has(statement) || omitted.has(statement)) continue;
    const line = lines.at(statement.start);
    problems.push({
      message: `\`${draft.name}\` neither ports line ${line} of \`${declaration.name}\` nor says why not: ${lines.text(line).trim()}`,
      hint: 'Write `// go: <quote>` at the statement that stands for it, or `// left out (<reason>): <quote>`.',
      place: draft.place,
    });
  }
  return {
    name: draft.name,
    file: draft.file,
    lines: draft.lines,
    path: file.path,
    symbol: declaration.name,
    goLines: lines.of(declaration.span),
    pairs,
    leftOut,
    coverage: { statements: statements.length, ported: ported.size, leftOut: omitted.size },
  };
}

/** A statement and all statements inside it. */
const inside = (statements: readonly Statement[], { start, end }: Span): Statement[] =>
  statements.filter((other) => other.start >= start && other.end <= end);

/** The smallest statement around a span, for a quote that begins none. */
function innermost(statements: readonly Statement[], { start, end }: Span): Statement | undefined {
  return statements
    .filter((other) => other.start <= start && other.end >= end)
    .sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}
