/** A number with its word: `1 Pod`, `3 Pods`, `2 batches`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
