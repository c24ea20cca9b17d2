/** Words that an engineer reads in a minute when half of them are about code. */
const wordsPerMinute = 160;

/** Whole minutes that a text takes, at least one. */
export function minutesFor(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute));
}

/**
 * The time for a longer text in words.
 *
 * @example
 * readingTime(8000); // '50 minutes'
 * readingTime(50_000); // '5 hours'
 */
export function readingTime(words: number): string {
  const minutes = minutesFor(words);
  if (minutes < 90) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return `${Math.round(minutes / 60)} hours`;
}
