import type { ControllerExpectations } from '../ports/controller/controller-expectations.ts';
import type { UIDTrackingControllerExpectations } from '../ports/controller/uid-tracking-controller-expectations.ts';
import { formatDuration } from './format-duration.ts';
import type { Grid } from './picture.ts';

/**
 * The expectations of controllers as a table. It reads fields only, so that it can be drawn while
 * the methods are watched.
 */
export function drawExpectations(
  expectations: ControllerExpectations,
  tracking: UIDTrackingControllerExpectations,
  now: number,
): Grid {
  return {
    kind: 'grid',
    title: 'Expectations',
    columns: ['key', 'add', 'del', 'Pods to see deleted', 'age'],
    rows:
      expectations.store.size === 0
        ? [{ cells: ['no record', '', '', '', ''] }]
        : [...expectations.store.values()].map((record) => {
            const [add, del] = record.getExpectations();
            const names = [...(tracking.uidStore.get(record.key) ?? [])].map((key) =>
              key.slice(key.indexOf('/') + 1),
            );
            return {
              cells: [
                record.key,
                String(add),
                String(del),
                names.join(', ') || '–',
                formatDuration(now - record.timestamp),
              ],
              tone: add > 0 || del > 0 ? 'waiting' : 'good',
            };
          }),
  };
}
