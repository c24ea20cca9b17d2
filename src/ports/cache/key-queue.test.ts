import { expect, test } from 'vitest';
import { seededRandom } from '../runtime/random.ts';
import { KeyQueue } from './key-queue.ts';

test('keys come out in the order in which they went in', () => {
  const random = seededRandom(5);
  const queue = new KeyQueue();
  const plain: string[] = [];
  expect(queue.shift()).toBeUndefined();
  for (let at = 0; at < 3000; at++) {
    if (random() < 0.5 + 0.3 * Math.sin(at / 100)) {
      queue.push(`${at}`);
      plain.push(`${at}`);
    } else {
      expect(queue.shift()).toBe(plain.shift());
    }
    expect(queue.length).toBe(plain.length);
    expect(queue.toArray()).toEqual(plain);
  }
});
