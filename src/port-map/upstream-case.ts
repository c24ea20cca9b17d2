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

/**
 * Finds the line of Go that a case stands for. The title of a case is its name as the Go has it;
 * or it ends with ` > "quote"`, a piece of the case's line, and then perhaps with ` @2` for the
 * second line that holds it. A name that is also a piece of longer names is the whole string.
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
  if (!test) {
    const broken = titles.find((title) => /_test\.go#/.test(title));
    if (broken === undefined) return undefined;
    return {
      message: `"${broken}" names no Go test.`,
      hint: 'Write `<path>_test.go#TestName`, and a case as the title of a test inside.',
    };
  }
  const found = findDeclaration(go, test);
  if (!('declaration' in found)) return found;
  const { file, declaration } = found;
  const lines = go.lines(file);
  const whole = lines.of(declaration.span);
  const title = titles.slice(at + 1).at(-1);
  if (title === undefined) return { ...test, line: whole.from };
  const linesWith = (text: string): number[] =>
    range(whole).filter((line) => lines.text(line).includes(text));
  const [, quote, count] = / > "(.+)"(?: @(\d+))?$/.exec(title) ?? [];
  const wanted = quote ?? title;
  if (count !== undefined) {
    const alike = linesWith(wanted);
    const line = alike[Number(count) - 1];
    return line === undefined
      ? { message: `${alike.length} lines of \`${test.symbol}\` hold "${wanted}".` }
      : { ...test, line };
  }
  // A Go string has quotes and backslashes escaped; a name may be written either way.
  const escaped = JSON.stringify(wanted);
  for (const text of [wanted, escaped.slice(1, -1), escaped, `\`${wanted}\``]) {
    const [line, ...others] = linesWith(text);
    if (line !== undefined && others.length === 0) return { ...test, line };
  }
  const alike = linesWith(wanted);
  if (alike.length > 0) {
    return {
      message: `${alike.length} lines of \`${test.symbol}\` hold "${wanted}".`,
      hint: `End the title by \` > "quote"\` or by \` > "quote" @2\`:\n${alike.map((line) => lines.text(line).trim()).join('\n')}`,
    };
  }
  const inside = range(whole).map((line) => lines.text(line).trim());
  const elsewhere = file.declarations.find(
    ({ span }) =>
      span !== declaration.span && file.text.slice(span.start, span.end).includes(wanted),
  );
  return {
    message: `"${wanted}" does not occur in \`${test.symbol}\`.`,
    hint: elsewhere ? `It occurs in \`${elsewhere.name}\`.` : suggest(wanted, inside),
  };
}

const range = ({ from, to }: { from: number; to: number }): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);
