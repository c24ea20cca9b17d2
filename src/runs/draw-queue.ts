import type { RateLimitingType } from '../ports/workqueue/rate-limiting-type.ts';
import { formatDuration } from './format-duration.ts';
import type { Groups, Item } from './picture.ts';

/** The queue of a controller: its three sets, and what waits for its time. It reads fields only. */
export function drawQueue(
  queue: RateLimitingType<string>,
  failures: ReadonlyMap<string, number>,
  now: number,
): Groups {
  const later = [...queue.waitingForAddCh, ...queue.waitingForQueue.entries];
  const items = (keys: Iterable<string>, tone: Item['tone'] = 'plain'): Item[] =>
    [...keys].map((text) => ({ text, tone }));
  return {
    kind: 'groups',
    groups: [
      {
        name: 'waits for its time',
        items: [...later]
          .sort((a, b) => a.readyAt - b.readyAt)
          .map(({ data, readyAt }) => ({
            text: data,
            tone: 'waiting',
            note: `in ${formatDuration(Math.max(0, readyAt - now))}`,
          })),
        empty: 'nothing',
      },
      { name: 'queue', items: items(queue.queue, 'waiting') },
      { name: 'dirty', items: items(queue.dirty) },
      { name: 'processing', items: items(queue.processing, 'busy') },
      {
        name: 'failures counted',
        items: [...failures].map(([key, count]) => ({ text: key, note: String(count) })),
        empty: 'none',
      },
    ],
  };
}
