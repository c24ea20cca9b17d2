import { describe, expect, test } from 'vitest';
import { minutesFor, readingTime } from './reading-time.ts';

describe('minutesFor', () => {
  test.each([
    [0, 1],
    [1, 1],
    [160, 1],
    [239, 1],
    [240, 2],
    [399, 2],
    [400, 3],
    [1600, 10],
  ])('%i words take %i whole minutes, at least one', (words, minutes) => {
    expect(minutesFor(words)).toBe(minutes);
  });
});

describe('readingTime', () => {
  test.each([
    [0, '1 minute'],
    [239, '1 minute'],
    [240, '2 minutes'],
    [8000, '50 minutes'],
    [60 * 160, '60 minutes'],
    [89 * 160, '89 minutes'],
  ])('%i words take %s', (words, time) => {
    expect(readingTime(words)).toBe(time);
  });

  test.each([
    [90 * 160, '2 hours'],
    [149 * 160, '2 hours'],
    [150 * 160, '3 hours'],
    [50_000, '5 hours'],
  ])('from an hour and a half on it is in hours: %i words take %s', (words, time) => {
    expect(readingTime(words)).toBe(time);
  });
});
