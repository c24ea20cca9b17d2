import { findQuote } from '../anchor/find-quote.ts';
import { findDeclaration } from '../anchor/resolve-anchor.ts';
import type { GoRelease } from '../go/go-release.ts';
import { suggest } from '../suggest.ts';

/** A test of ours that carries a case of a Go test, and where that stands. */
export interface UpstreamCase {
  readonly path: string;
  readonly symbol: string;
  readonly line: number;
}

/** The Go test that a title names, if it names one: `pkg/.../x_test.go#TestX`. */
export const upstreamTestIn = (title: string): { path: string; symbol: string } | undefined => {
  const [, path, symbol] = /^((?:[\w.-]+\/)+[\w.-]+_test\.go)#(\w+)$/.exec(title) ?? [];
  return path !== undefined && symbol !== undefined ? { path, symbol } : undefined;
};

/** The Go test files that the titles in a test file name. */
export const upstreamPathsIn = (text: string): string[] =>
  [...text.matchAll(/['"`]((?:[\w.-]+\/)+[\w.-]+_test\.go)#\w+['"`]/g)].map(
    ([, path]) => path ?? '',
  );

/**
 * Finds the line of Go that a case stands for. The title of a case is its name as the Go has it;
 * or it ends with ` > "quote"`, a piece of the case's line, and then perhaps with ` @2` for the
 * second line that holds it.
 *
 * @param titles From the outermost `describe` to the test.
 * @returns Nothing when no title names a Go test; what is wrong when the case is not in it.
 */
export function findUpstreamCase(
  go: GoRelease,
  titles: readonly string[],
): UpstreamCase | { readonly message: string; readonly hint?: string | undefined } | undefined {
  const at = titles.findIndex((title) => upstreamTestIn(title));
  const test = upstreamTestIn(titles[at] ?? '');
  if (!test) return undefined;
  const found = findDeclaration(go, test);
  if (!('declaration' in found)) return found;
  const { file, declaration } = found;
  const lines = go.lines(file);
  const whole = lines.of(declaration.span);
  const title = titles.slice(at + 1).at(-1);
  if (title === undefined) return { ...test, line: whole.from };
  const [, quote, count] = / > "(.+)"(?: @(\d+))?$/.exec(title) ?? [];
  if (count !== undefined && quote !== undefined) {
    const alike = range(whole).filter((line) => lines.text(line).includes(quote));
    const line = alike[Number(count) - 1];
    return line === undefined
      ? { message: `${alike.length} lines of \`${test.symbol}\` hold "${quote}".` }
      : { ...test, line };
  }
  // A Go string has quotes and backslashes escaped; a name may be written either way.
  const wanted = quote ?? title;
  const escaped = JSON.stringify(wanted).slice(1, -1);
  const span = findQuote(go, file, declaration, wanted);
  if ('start' in span) return { ...test, line: lines.at(span.start) };
  const other = findQuote(go, file, declaration, escaped);
  if ('start' in other) return { ...test, line: lines.at(other.start) };
  const texts = range(whole).map((line) => lines.text(line).trim());
  return { message: span.message, hint: span.hint ?? suggest(wanted, texts) };
}

const range = ({ from, to }: { from: number; to: number }): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);
