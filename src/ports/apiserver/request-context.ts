import type { FieldError } from '../api/field-error.ts';
import type { ObjectMeta } from '../api/meta.ts';
import type { Runtime } from '../runtime/task.ts';

/** What Go's request carries in its context, and the clock and chance that Go has everywhere. */
export interface RequestContext {
  readonly runtime: Pick<Runtime, 'now' | 'random'>;
  /** The namespace of the request's path; absent if the path has none. */
  readonly namespace?: string;
  readonly requestInfo?: {
    readonly apiGroup: string;
    readonly apiVersion: string;
    readonly resource: string;
  };
  /** Checks of the metadata of all kinds; none without it. */
  readonly validation?: ObjectMetaValidation;
}

export interface ObjectMetaValidation {
  validateObjectMeta(meta: ObjectMeta, isNamespaced: boolean): readonly FieldError[];
  validateObjectMetaUpdate(meta: ObjectMeta, old: ObjectMeta): readonly FieldError[];
}
