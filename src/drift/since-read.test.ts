import { describe, expect, test } from 'vitest';
import type { ReviewRow, Seen } from '../release/review.ts';
import { sinceRead, statusSince } from './since-read.ts';

const seen = (text: string, from = 1): Seen => ({
  path: 'a.go',
  blob: 'b'.repeat(40),
  from,
  to: from + 1,
  text: text.repeat(40),
});

describe('the status after several hops', () => {
  test.each([
    [['edited', 'same'], seen('2'), 'edited'],
    [['same', 'edited'], seen('2'), 'edited'],
    [['relocated', 'edited'], seen('2'), 'relocated'],
    [['edited', 'edited'], seen('1'), 'same'],
    [['edited', 'edited'], seen('1', 5), 'moved'],
    [['relocated', 'relocated'], seen('1'), 'same'],
    // The text is the same, and its symbol is another.
    [['relocated', 'same'], seen('1'), 'relocated'],
  ] as const)('%j is what is true', (hops, is, status) => {
    expect(statusSince(hops, seen('1'), is)).toBe(status);
  });
});

describe('a row', () => {
  const row: ReviewRow = {
    written: 'a.go#A',
    status: 'moved',
    confidence: 1,
    was: seen('2'),
    is: seen('2', 5),
    reasons: ['new'],
  };
  const waits: ReviewRow = {
    ...row,
    status: 'edited',
    confidence: 0.6,
    was: seen('1'),
    is: seen('2'),
    reasons: ['old'],
  };
  const read = { state: 'accepted', date: '2026-01-01', note: 'Right.' } as const;

  test('goes on waiting, with what was known of it', () => {
    expect(sinceRead(row, waits, 'v0.1')).toEqual({
      ...row,
      status: 'edited',
      confidence: 0.6,
      was: seen('1'),
      wasIn: 'v0.1',
      reasons: ['old', 'new'],
    });
    const before = { ...waits, wasIn: 'v0.0' };
    expect(sinceRead(row, before, 'v0.1').wasIn).toBe('v0.0');
  });

  test('is as it was when that was read, or when there was nothing to read', () => {
    const decision = { ...read, read: seen('2') };
    expect(sinceRead(row, { ...waits, decision }, 'v0.1')).toBe(row);
    expect(sinceRead(row, { ...waits, status: 'moved' }, 'v0.1')).toBe(row);
    expect(sinceRead(row, undefined, 'v0.1')).toBe(row);
  });

  test('that was read as another text waits, until it is that text again', () => {
    const decision = { ...read, read: seen('3') };
    const now = { ...row, status: 'edited' as const, is: seen('3') };
    expect(sinceRead(row, { ...waits, decision }, 'v0.1')).toMatchObject({
      status: 'edited',
      decision,
    });
    expect(sinceRead(now, { ...waits, decision }, 'v0.1')).toMatchObject({ decision });
  });

  test('of an orphan keeps the text that somebody stood by', () => {
    const orphan: ReviewRow = { ...row, status: 'orphan', confidence: 0, is: undefined };
    expect(sinceRead(orphan, waits, 'v0.1')).toEqual({
      ...orphan,
      was: seen('1'),
      wasIn: 'v0.1',
    });
  });
});
