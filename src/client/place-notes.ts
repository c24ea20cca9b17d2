/** What is known of a note before it is placed; all in pixels from the top of the listing. */
export interface NoteBox {
  /** The top of the first line that the note speaks of. */
  readonly wanted: number;
  /** Its height, with the space below it. */
  readonly height: number;
  /** How much it minds being moved; the others give way to a heavy one. */
  readonly weight: number;
}

/**
 * Finds tops at which no note covers another, in order, as near to the wanted ones as possible in
 * the sense of least squares: weighted isotonic regression over what is left of each wanted top
 * when the heights above it are taken away.
 */
export function placeNotes(boxes: readonly NoteBox[]): number[] {
  const blocks: { mean: number; weight: number; count: number }[] = [];
  let above = 0;
  for (const { wanted, height, weight } of boxes) {
    let block = { mean: wanted - above, weight, count: 1 };
    for (let last = blocks.at(-1); last && last.mean > block.mean; last = blocks.at(-1)) {
      const sum = last.weight + block.weight;
      block = {
        mean: (last.mean * last.weight + block.mean * block.weight) / sum,
        weight: sum,
        count: last.count + block.count,
      };
      blocks.pop();
    }
    blocks.push(block);
    above += height;
  }
  const means = blocks.flatMap(({ mean, count }) => Array.from({ length: count }, () => mean));
  above = 0;
  return boxes.map(({ height }, at) => {
    const top = Math.max(0, means[at] ?? 0) + above;
    above += height;
    return top;
  });
}
