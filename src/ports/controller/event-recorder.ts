import type { ObjectMeta } from '../api/meta.ts';

/** Tells what happened to an object. What has Go's Eventf comes with the message made. */
export interface EventRecorder {
  event(
    object: { readonly metadata: ObjectMeta },
    eventtype: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void;
}
