import type { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';

/** What a listener is told: Go has a type for each. */
export type Notification<T> =
  | { readonly type: 'update'; readonly oldObj: T; readonly newObj: T }
  | { readonly type: 'add'; readonly newObj: T }
  | { readonly type: 'delete'; readonly oldObj: T | DeletedFinalStateUnknown };
