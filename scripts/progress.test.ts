import { describe, expect, test } from 'vitest';
import type { Source } from '../src/source/source.ts';
import { progressOn } from './progress.ts';

const source: Source = {
  name: 'GitHub',
  files: () => {
    throw new Error('Nobody reads this source');
  },
};

/** A terminal or a file, and a clock that the test sets. */
function screen(isTTY: boolean) {
  const out = { isTTY, text: '', write: (text: string) => (out.text += text) };
  const clock = { time: 0 };
  return { out, clock, report: progressOn(out, () => clock.time)(source) };
}

describe('into a file', () => {
  test('the first report is a line, and then one every two seconds', () => {
    const { out, clock, report } = screen(false);
    for (clock.time = 0; clock.time <= 4500; clock.time += 500) {
      report({ what: 'downloading', done: clock.time * 1000, total: 9e6, unit: 'bytes' });
    }
    expect(out.text).toBe(
      [
        '  GitHub: downloading 0.0 MB of 9.0 MB\n',
        '  GitHub: downloading 2.0 MB of 9.0 MB\n',
        '  GitHub: downloading 4.0 MB of 9.0 MB\n',
      ].join(''),
    );
  });

  test('the end is told at once, and once', () => {
    const { out, clock, report } = screen(false);
    report({ what: 'downloading', done: 1, total: 3, unit: 'files' });
    clock.time = 10;
    report({ what: 'downloading', done: 2, total: 3, unit: 'files' });
    clock.time = 20;
    report({ what: 'downloading', done: 3, total: 3, unit: 'files' });
    report({ what: 'downloading', done: 3, total: 3, unit: 'files' });
    expect(out.text).toBe(
      '  GitHub: downloading 1 files of 3 files\n  GitHub: downloading 3 files of 3 files\n',
    );
  });

  test('another thing is told at once', () => {
    const { out, report } = screen(false);
    report({ what: 'asking', done: 0, unit: 'files' });
    report({ what: 'reading', done: 0, unit: 'files' });
    expect(out.text).toBe('  GitHub: asking ...\n  GitHub: reading ...\n');
  });

  test('a thing that follows one that ended is told as well', () => {
    const { out, report } = screen(false);
    report({ what: 'asking', done: 1, total: 1, unit: 'files' });
    report({ what: 'reading', done: 1, total: 2, unit: 'files' });
    report({ what: 'reading', done: 2, total: 2, unit: 'files' });
    expect(out.text).toBe(
      '  GitHub: asking 1 files of 1 files\n  GitHub: reading 1 files of 2 files\n  GitHub: reading 2 files of 2 files\n',
    );
  });
});

describe('on a terminal', () => {
  const clear = '\r\u001B[K';

  test('a line is drawn over the one before, a dozen times a second', () => {
    const { out, clock, report } = screen(true);
    for (clock.time = 0; clock.time <= 160; clock.time += 40) {
      report({ what: 'reading', done: clock.time, unit: 'files' });
    }
    expect(out.text).toBe(
      `${clear}  GitHub: reading ...${clear}  GitHub: reading 80 files${clear}  GitHub: reading 160 files`,
    );
  });

  test('the line that ends a thing ends in a newline', () => {
    const { out, report } = screen(true);
    report({ what: 'reading', done: 2, total: 2, unit: 'files' });
    expect(out.text).toBe(`${clear}  GitHub: reading 2 files of 2 files\n`);
  });

  test('a thing that has not ended keeps its line when the next begins', () => {
    const { out, report } = screen(true);
    report({ what: 'asking', done: 0, unit: 'files' });
    report({ what: 'reading', done: 0, unit: 'files' });
    expect(out.text).toBe(`${clear}  GitHub: asking ...\n${clear}  GitHub: reading ...`);
  });

  test('no empty line stands between a thing that has ended and the next', () => {
    const { out, report } = screen(true);
    report({ what: 'asking', done: 1, total: 1, unit: 'files' });
    report({ what: 'reading', done: 0, unit: 'files' });
    expect(out.text).toBe(
      `${clear}  GitHub: asking 1 files of 1 files\n${clear}  GitHub: reading ...`,
    );
  });
});

describe('amounts', () => {
  test.each([
    ['nothing yet, of nobody knows how much', { done: 0, unit: 'bytes' }, ' ...'],
    ['bytes, of nobody knows how many', { done: 2_500_000, unit: 'bytes' }, ' 2.5 MB'],
    ['bytes of a total', { done: 2_500_000, total: 5_000_000, unit: 'bytes' }, ' 2.5 MB of 5.0 MB'],
    [
      'the first bytes of a total',
      { done: 0, total: 5_000_000, unit: 'bytes' },
      ' 0.0 MB of 5.0 MB',
    ],
    ['few bytes of a total', { done: 512, total: 5_000_000, unit: 'bytes' }, ' 0.0 MB of 5.0 MB'],
    ['hundredths', { done: 40, total: 100, unit: 'bytes' }, ' 40 %'],
    ['files', { done: 12, unit: 'files' }, ' 12 files'],
    ['files of a total', { done: 12, total: 90, unit: 'files' }, ' 12 files of 90 files'],
  ] as const)('%s', (_, progress, amount) => {
    const { out, report } = screen(false);
    report({ what: 'downloading', ...progress });
    expect(out.text).toBe(`  GitHub: downloading${amount}\n`);
  });
});
