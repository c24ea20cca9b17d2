/** Milliseconds in words: `20 ms`, `1.5 s`. */
export const seconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
