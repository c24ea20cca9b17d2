import type { Type } from '../src/ports/workqueue/type.ts';

/** What a queue holds: items are single letters, those of a set sorted. */
export interface QueueState {
  readonly len: number;
  readonly queue: string;
  readonly dirty: string;
  readonly processing: string;
  readonly shuttingDown: boolean;
}

export interface QueueStep extends QueueState {
  readonly do: string;
  readonly item?: string;
  readonly ms?: number;
  readonly got?: string;
  readonly shutdown?: boolean;
  readonly requeues?: number;
}

export const stateOf = (queue: Type<string>): QueueState => ({
  len: queue.len(),
  queue: queue.queue.join(''),
  dirty: [...queue.dirty].sort().join(''),
  processing: [...queue.processing].sort().join(''),
  shuttingDown: queue.shuttingDown(),
});

/** Gets what can be had without waiting. */
export function getAtOnce(queue: Type<string>): { got?: string; shutdown?: boolean } {
  const step = queue.get().next();
  if (!step.done) throw new Error('get waits');
  const [got, shutdown] = step.value;
  return { ...(got !== undefined && { got }), ...(shutdown && { shutdown }) };
}

/** Does what every queue can; the state after it is for the caller to add. */
export function replayStep(queue: Type<string>, step: QueueStep): Partial<QueueStep> {
  const item = step.item ?? '';
  switch (step.do) {
    case 'add':
      queue.add(item);
      return {};
    case 'get':
      return getAtOnce(queue);
    case 'done':
      queue.done(item);
      return {};
    case 'shutDown':
      queue.shutDown();
      return {};
    default:
      throw new Error(`There is no step ${step.do}`);
  }
}

/** What of a step was given, not answered. */
export const inputOf = ({ do: name, item, ms }: QueueStep): Partial<QueueStep> => ({
  do: name,
  ...(item !== undefined && { item }),
  ...(ms !== undefined && { ms }),
});
