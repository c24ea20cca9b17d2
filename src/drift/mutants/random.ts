/** Numbers that are the same for the same seed: Mulberry32. */
export interface Random {
  /** An integer from 0 to before `below`. */
  readonly below: (below: number) => number;
  readonly pick: <T>(items: readonly T[]) => T | undefined;
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => items[below(items.length)],
    shuffle(items) {
      const list = [...items];
      for (let at = list.length - 1; at > 0; at--) {
        const other = below(at + 1);
        const [a, b] = [list[at], list[other]];
        if (a !== undefined && b !== undefined) [list[at], list[other]] = [b, a];
      }
      return list;
    },
  };
}
