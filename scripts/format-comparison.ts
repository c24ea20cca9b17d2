import type { DifferentCase, SymbolComparison } from '../src/port-map/compare-vectors.ts';

/** A port by its Go symbol: where its TypeScript is. */
export interface ComparedPort {
  readonly name: string;
  readonly file: string;
  /** `path#Symbol`. */
  readonly anchor: string;
}

/**
 * What two releases answered otherwise, a symbol after the other: how many of its cases, which
 * ports have its behaviour, and the first case with both answers.
 */
export function formatComparison(
  compared: ReadonlyMap<string, SymbolComparison>,
  ports: readonly ComparedPort[],
  [from, to]: readonly [string, string],
): string {
  const parts = [...compared].flatMap(([symbol, { cases, different, onlyFrom, onlyTo }]) => {
    const [first] = different;
    const alone = [
      ...(onlyFrom > 0 ? [`${onlyFrom} only of ${from}`] : []),
      ...(onlyTo > 0 ? [`${onlyTo} only of ${to}`] : []),
    ];
    if (!first && alone.length === 0) return [];
    const counts = [`${different.length} of ${cases} cases differ`, ...alone].join(', ');
    return [
      [
        `${symbol}: ${counts}`,
        ...portsOf(symbol, ports).map(({ name, file }) => `  port ${name} in ${file}`),
        ...(first ? firstCase(first, from, to) : []),
      ].join('\n'),
    ];
  });
  const all = [...compared.values()];
  const sum = (of: (one: SymbolComparison) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const symbols = all.length === 1 ? '1 symbol' : `${all.length} symbols`;
  const totals = `${symbols} recorded from both: of ${sum(({ cases }) => cases)} cases ${to} answers ${sum(({ same }) => same)} as ${from} did, and ${sum(({ different }) => different.length)} otherwise.`;
  return [...parts, totals].join('\n\n');
}

/** Ports of the symbol, or of methods of a type whose operations were recorded. */
function portsOf(symbol: string, ports: readonly ComparedPort[]): ComparedPort[] {
  return ports.filter(({ anchor }) => anchor === symbol || anchor.startsWith(`${symbol}.`));
}

function firstCase(
  { vectors, at, asked, from: before, to: after }: DifferentCase,
  from: string,
  to: string,
): string[] {
  const width = Math.max(from.length, to.length, 'asked'.length);
  const row = (what: string, value: unknown): string =>
    `    ${what.padEnd(width)}  ${value === undefined ? 'nothing' : shorten(JSON.stringify(value))}`;
  return [
    `  first in ${vectors}.json, case ${at}:`,
    row('asked', asked),
    row(from, before),
    row(to, after),
  ];
}

const shorten = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)} ...` : text);
