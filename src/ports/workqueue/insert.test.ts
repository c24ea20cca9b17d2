import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import * as heap from './heap.ts';
import { insert } from './insert.ts';
import { WaitForPriorityQueue, type WaitFor } from './wait-for-priority-queue.ts';

/** An insert, or a pop and what it gave; and the heap after it. */
interface Step {
  readonly insert?: string;
  readonly pop?: string;
  readonly at: number;
  readonly heap: readonly string[];
}

describe('insert', () => {
  const { symbol, cases } = readVectors<readonly Step[]>('delaying-queue-insert');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#insert');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('keeps the heap in the order of Go, entries of one time too', () => {
    for (const steps of cases) {
      const queue = new WaitForPriorityQueue<string>();
      const known = new Map<string, WaitFor<string>>();
      const ours = steps.map((step) => {
        const answer: Partial<Step> = {};
        if (step.insert === undefined) {
          expect(queue.peek()).toBe(queue.entries[0]);
          const { data, readyAt, index } = heap.pop(queue);
          known.delete(data);
          expect(index).toBe(-1);
          Object.assign(answer, { pop: data, at: readyAt });
        } else {
          insert(queue, known, { data: step.insert, readyAt: step.at, index: 0 });
          Object.assign(answer, { insert: step.insert, at: step.at });
        }
        expect(queue.entries.map(({ index }) => index)).toEqual([...queue.entries.keys()]);
        return { ...answer, heap: queue.entries.map(({ data, readyAt }) => `${data}${readyAt}`) };
      });
      expect(ours).toEqual(steps);
    }
  });
});
