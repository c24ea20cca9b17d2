import type { ReportProgress, Source } from '../src/source/source.ts';

/** Draws one line for each thing a source does: in place on a terminal, every 2 s elsewhere. */
export function progressOn(
  out: { readonly isTTY?: boolean; write(text: string): unknown },
  now: () => number = performance.now.bind(performance),
): (source: Source) => ReportProgress {
  const pause = out.isTTY ? 80 : 2000;
  return (source) => {
    let drawn = -Infinity;
    let previous = '';
    return ({ what, done, total, unit }) => {
      const isEnd = total !== undefined && done >= total;
      const isNews = what !== previous;
      if (!isNews && !isEnd && now() - drawn < pause) return;
      if (isEnd && !isNews && drawn === Infinity) return;
      if (isNews && previous && drawn !== Infinity && out.isTTY) out.write('\n');
      previous = what;
      drawn = isEnd ? Infinity : now();
      const line = `  ${source.name}: ${what}${amount(done, total, unit)}`;
      out.write(out.isTTY ? `\r\u001B[K${line}${isEnd ? '\n' : ''}` : `${line}\n`);
    };
  };
}

function amount(done: number, total: number | undefined, unit: 'bytes' | 'files'): string {
  if (done === 0 && total === undefined) return ' ...';
  // Whoever knows only hundredths reports them as bytes of 100.
  if (unit === 'bytes' && total === 100) return ` ${done} %`;
  const show = (value: number) =>
    unit === 'files' ? `${value} files` : `${(value / 1e6).toFixed(1)} MB`;
  return total === undefined ? ` ${show(done)}` : ` ${show(done)} of ${show(total)}`;
}
