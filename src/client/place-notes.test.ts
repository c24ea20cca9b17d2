import { describe, expect, test } from 'vitest';
import { placeNotes, type NoteBox } from './place-notes.ts';

const box = (wanted: number, height = 100, weight = 1): NoteBox => ({ wanted, height, weight });

/** Numbers that look random and are the same every time: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('placeNotes', () => {
  test('no notes have no places', () => {
    expect(placeNotes([])).toEqual([]);
  });

  test('notes that have room stand where they want to', () => {
    expect(placeNotes([box(0), box(100), box(250)])).toEqual([0, 100, 250]);
  });

  test('two notes of one line give way to each other, each by half', () => {
    expect(placeNotes([box(300), box(300)])).toEqual([250, 350]);
  });

  test('two notes that overlap a little move a little', () => {
    expect(placeNotes([box(300), box(380)])).toEqual([290, 390]);
  });

  test('a pile pushes only those that it touches', () => {
    expect(placeNotes([box(0), box(300), box(300), box(300), box(900)])).toEqual([
      0, 200, 300, 400, 900,
    ]);
  });

  test('a pile that grows into its neighbour takes it in', () => {
    const tops = placeNotes([box(190), box(300), box(320)]);
    expect(tops).toEqual([170, 270, 370]);
  });

  test('nothing stands above the top, however many want to', () => {
    expect(placeNotes([box(0), box(0), box(0)])).toEqual([0, 100, 200]);
    expect(placeNotes([box(-500), box(40)])).toEqual([0, 100]);
  });

  test('a heavy note stays at its place, and the others give way', () => {
    const tops = placeNotes([box(300), box(310, 100, 1e6), box(320)]);
    expect(tops[1]).toBeCloseTo(310, 2);
    expect(tops[0]).toBeCloseTo(210, 2);
    expect(tops[2]).toBeCloseTo(410, 2);
  });

  test('a note twice as heavy moves half as far', () => {
    const [light = 0, heavy = 0] = placeNotes([box(300), box(300, 100, 2)]);
    expect(300 - light).toBeCloseTo(2 * (heavy - 300), 6);
    expect(heavy - light).toBeCloseTo(100, 6);
  });

  test('notes of different heights touch and do not overlap', () => {
    expect(placeNotes([box(100, 50), box(100, 200), box(100, 10)])).toEqual([0, 50, 250]);
  });

  test('the order of the notes is kept, whatever they want', () => {
    const tops = placeNotes([box(500), box(100), box(300)]);
    expect(tops).toEqual([200, 300, 400]);
  });
});

describe('of a thousand random listings', () => {
  const random = seeded(20_260_101);
  const listings = Array.from({ length: 1000 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 12) }, () => ({
      wanted: Math.floor(random() * 2000),
      height: 1 + Math.floor(random() * 300),
      weight: random() < 0.1 ? 1000 : 1,
    })),
  );

  const cost = (boxes: readonly NoteBox[], tops: readonly number[]): number =>
    boxes.reduce(
      (sum, { wanted, weight }, at) => sum + weight * ((tops[at] ?? Infinity) - wanted) ** 2,
      0,
    );

  /** Tops of which no note covers another and none stands above 0. */
  const isAllowed = (boxes: readonly NoteBox[], tops: readonly number[]): boolean =>
    tops.every((top, at) => {
      const above = at === 0 ? 0 : (tops[at - 1] ?? Infinity) + (boxes[at - 1]?.height ?? 0);
      return top >= above - 1e-6;
    });

  test('no note covers another, and none stands above the top', () => {
    for (const boxes of listings) {
      const tops = placeNotes(boxes);
      expect(tops.length).toBe(boxes.length);
      expect(isAllowed(boxes, tops), JSON.stringify({ boxes, tops })).toBe(true);
    }
  });

  test('no note of any listing could stand nearer to its line without another paying for it', () => {
    for (const boxes of listings) {
      const tops = placeNotes(boxes);
      const best = cost(boxes, tops);
      for (const at of boxes.keys()) {
        for (const step of [-5, 5]) {
          const moved = tops.map((top, other) => (other === at ? top + step : top));
          if (isAllowed(boxes, moved)) {
            expect(cost(boxes, moved), JSON.stringify({ boxes, tops })).toBeGreaterThanOrEqual(
              best,
            );
          }
        }
      }
    }
  });

  test('notes that have room stand exactly where they want to', () => {
    for (const boxes of listings) {
      let top = 0;
      const roomy = boxes.map((note) => {
        const wanted = top;
        top += note.height;
        return { ...note, wanted };
      });
      expect(placeNotes(roomy)).toEqual(roomy.map(({ wanted }) => wanted));
    }
  });
});
