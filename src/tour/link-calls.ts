import { posix } from 'node:path';
import type { GoFile, Span } from '../go/go-file.ts';
import type { Lines } from '../go/lines.ts';
import type { Call } from '../go/pieces-of.ts';
import type { CallLink } from './tour.ts';

/** A symbol that has a stop. */
export interface SymbolStop {
  readonly path: string;
  /** Receiver-qualified. */
  readonly symbol: string;
  readonly stop: string;
}

/**
 * Finds the calls that lead to another stop. Without types a name alone proves little, so a call
 * counts only if the stop says itself that it leads there, or if the symbol is in the same package
 * and is called the way it is declared: a method on something, a function on nothing.
 */
export function linkCalls(
  { file, lines, span, calls }: { file: GoFile; lines: Lines; span: Span; calls: readonly Call[] },
  stop: { readonly slug: string; readonly leadsTo: readonly string[] },
  symbols: readonly SymbolStop[],
): CallLink[] {
  const folder = posix.dirname(file.path);
  return calls.flatMap((call) => {
    if (call.start < span.start || call.end > span.end) return [];
    const named = symbols.filter(
      ({ symbol, stop: other }) => other !== stop.slug && simpleName(symbol) === call.name,
    );
    const declared = named.filter(({ stop: other }) => stop.leadsTo.includes(other));
    const nearby = named.filter(
      ({ path, symbol }) =>
        posix.dirname(path) === folder && symbol.includes('.') === call.qualified,
    );
    const targets = new Set((declared.length > 0 ? declared : nearby).map((target) => target.stop));
    const [target] = targets;
    if (target === undefined || targets.size > 1) return [];
    const line = lines.at(call.start);
    const lineStart = file.text.lastIndexOf('\n', call.start - 1) + 1;
    return [{ line, from: call.start - lineStart, to: call.end - lineStart, stop: target }];
  });
}

const simpleName = (symbol: string): string => symbol.slice(symbol.lastIndexOf('.') + 1);
