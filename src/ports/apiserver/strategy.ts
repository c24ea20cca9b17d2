import type { FieldError } from '../api/field-error.ts';
import type { GroupKind } from '../api/group-resource.ts';
import type { DeleteOptions } from './delete-options.ts';
import type { RequestContext } from './request-context.ts';

/** What a kind adds when an object is created. The object may be changed in place. */
export interface RESTCreateStrategy<T> {
  readonly kind: GroupKind;
  namespaceScoped(): boolean;
  generateName(base: string, ctx: RequestContext): string;
  prepareForCreate(ctx: RequestContext, obj: T): void;
  validate(ctx: RequestContext, obj: T): readonly FieldError[];
  canonicalize(obj: T): void;
}

/** What a kind adds when an object is updated. The new object may be changed in place. */
export interface RESTUpdateStrategy<T> {
  readonly kind: GroupKind;
  namespaceScoped(): boolean;
  allowCreateOnUpdate(): boolean;
  prepareForUpdate(ctx: RequestContext, obj: T, old: T): void;
  validateUpdate(ctx: RequestContext, obj: T, old: T): readonly FieldError[];
  canonicalize(obj: T): void;
  /** Whether an update without a resource version overwrites what is there. */
  allowUnconditionalUpdate(): boolean;
}

export type GarbageCollectionPolicy = 'DeleteDependents' | 'OrphanDependents' | 'Unsupported';

/** What a kind adds when an object is deleted. */
export interface RESTDeleteStrategy<T> {
  readonly kind: GroupKind;
  /** Only of kinds that are deleted gracefully: whether this object is, with its grace period set. */
  checkGracefulDelete?(
    ctx: RequestContext,
    obj: T,
    options: DeleteOptions | undefined,
  ): options is DeleteOptions & { gracePeriodSeconds: number };
  defaultGarbageCollectionPolicy?(ctx: RequestContext): GarbageCollectionPolicy;
}
