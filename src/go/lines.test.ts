import { describe, expect, test } from 'vitest';
import { linesOf } from './lines.ts';

describe('linesOf', () => {
  const text = 'ab\n\ncde\n';
  const lines = linesOf(text);

  test('a newline at the end begins no line', () => {
    expect(lines.count).toBe(3);
    expect(linesOf('ab\n\ncde').count).toBe(3);
    expect(linesOf('ab\n\ncde\n\n').count).toBe(4);
    expect(linesOf('').count).toBe(1);
    expect(linesOf('\n').count).toBe(1);
  });

  test('every offset lies on the line of its newline', () => {
    const at = Array.from({ length: text.length }, (_, offset) => lines.at(offset));
    expect(at).toEqual([1, 1, 1, 2, 3, 3, 3, 3]);
  });

  test('offsets outside the text lie on the first or the last line', () => {
    expect(lines.at(-5)).toBe(1);
    expect(lines.at(100)).toBe(3);
  });

  test('a line is given without its newline, of either kind', () => {
    expect([1, 2, 3].map((line) => lines.text(line))).toEqual(['ab', '', 'cde']);
    const windows = linesOf('ab\r\n\r\ncde\r\n');
    expect(windows.count).toBe(3);
    expect([1, 2, 3].map((line) => windows.text(line))).toEqual(['ab', '', 'cde']);
    expect(linesOf('ab\ncd').text(2)).toBe('cd');
  });

  test('a span touches the lines of its first and its last character', () => {
    expect(lines.of({ start: 0, end: 2 })).toEqual({ from: 1, to: 1 });
    expect(lines.of({ start: 1, end: 5 })).toEqual({ from: 1, to: 3 });
  });

  test('a span that ends in a newline does not touch the next line', () => {
    expect(lines.of({ start: 0, end: 3 })).toEqual({ from: 1, to: 1 });
    expect(lines.of({ start: 0, end: 4 })).toEqual({ from: 1, to: 2 });
  });

  test('an empty span lies on one line', () => {
    expect(lines.of({ start: 4, end: 4 })).toEqual({ from: 3, to: 3 });
  });

  test('columns are UTF-16: a letter of two units does not shift the next line', () => {
    const wide = linesOf('📦世\nb');
    expect(wide.at('📦世\n'.length)).toBe(2);
    expect(wide.text(1)).toBe('📦世');
  });

  test('the lines of a long text are found from either end', () => {
    const rows = Array.from({ length: 1000 }, (_, row) => `line ${row + 1}`);
    const long = linesOf(rows.join('\n'));
    expect(long.count).toBe(1000);
    let offset = 0;
    for (const [at, row] of rows.entries()) {
      expect(long.at(offset)).toBe(at + 1);
      expect(long.text(at + 1)).toBe(row);
      offset += row.length + 1;
    }
  });
});
