import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import type { Delta, Deltas } from '../ports/cache/delta.ts';
import type { DeltaFIFO } from '../ports/cache/delta-fifo.ts';
import { podText, versionText, type CachedPod } from './cached-pod.ts';
import type { Groups, Item } from './picture.ts';

/** `Added 93`, or `Deleted tombstone`. */
export const deltaText = ({ type, object }: Delta<CachedPod>): string =>
  `${type} ${versionText(object)}`;

/** The key of the object that deltas are of. */
export function keyOfDeltas(deltas: Deltas<CachedPod>): string {
  const object = deltas[0]?.object;
  if (object instanceof DeletedFinalStateUnknown) return object.key;
  return object ? `${object.metadata.namespace}/${object.metadata.name}` : '';
}

/** The queued keys in their order, each with its deltas, and what the store holds. */
export function drawDeltas(fifo: DeltaFIFO<CachedPod>, stored: readonly CachedPod[]): Groups {
  const keys = fifo.queue.toArray();
  return {
    kind: 'groups',
    groups: [
      ...keys.map((key, at) => ({
        name: `${at + 1}. ${key}`,
        items: (fifo.items.get(key) ?? []).map((delta): Item => ({
          text: deltaText(delta),
          tone: delta.object instanceof DeletedFinalStateUnknown ? 'gone' : 'plain',
        })),
        empty: 'no deltas',
      })),
      ...(keys.length === 0 ? [{ name: 'queue', items: [], empty: 'no keys' }] : []),
      { name: 'store', items: stored.map((pod): Item => ({ text: podText(pod), tone: 'good' })) },
    ],
  };
}
