import { noCounts, type KindCounts, type MutantRun } from './mutant-suite.ts';

const columns = [
  'mutants',
  'anchors',
  'placed',
  'right',
  'wrong',
  'rightly orphaned',
  'needless',
  'precision',
  'recall',
];

/** The counts of a run as a table, one kind a line, and what was not right where asked. */
export function formatMutants({ kinds, notRight }: MutantRun, showWrong = false): string {
  const rows = [...kinds].map(([kind, counts]) => [kind, ...cellsOf(counts)]);
  const sums = noCounts();
  for (const counts of kinds.values()) {
    for (const key of Object.keys(sums) as (keyof KindCounts)[]) sums[key] += counts[key];
  }
  const table = [['kind', ...columns], ...rows, ['all', ...cellsOf(sums)]];
  const widths =
    table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  if (!showWrong) return lines.join('\n');
  const shown = notRight.map(({ kind, seed, verdict, carried, truth }) => {
    const { to, proposals } = carried;
    const [first] = proposals;
    const place = to ?? first;
    const where = place
      ? `${place.path}#${place.symbol}:${place.lines.from}-${place.lines.to}`
      : '-';
    return `${verdict}: ${kind} (${seed}) ${carried.anchor}\n  truth ${truth}\n  ${to ? 'given' : 'proposed'} ${where} ${carried.layer} ${carried.confidence}: ${carried.reasons.join('; ')}`;
  });
  return [...lines, '', ...shown.sort((a, b) => (a < b ? 1 : -1))].join('\n');
}

function cellsOf(counts: KindCounts): string[] {
  const { mutants, anchors, right } = counts;
  const wrong = counts['wrong edges'] + counts['wrong code'];
  const needless = counts['orphan, needlessly'];
  const placed = right + wrong;
  const percent = (part: number, all: number): string =>
    all === 0 ? '-' : `${((100 * part) / all).toFixed(1)}%`;
  return [
    ...[mutants, anchors, placed, right, wrong, counts['orphan, rightly'], needless].map(String),
    percent(right, placed),
    percent(right, right + needless),
  ];
}
