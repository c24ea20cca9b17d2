import type { ObjectMeta } from '../api/meta.ts';
import type { DeleteOptions } from './delete-options.ts';
import type { RequestContext } from './request-context.ts';
import type { GarbageCollectionPolicy, RESTDeleteStrategy } from './strategy.ts';

const finalizerOrphanDependents = 'orphan';
const finalizerDeleteDependents = 'foregroundDeletion';

/** The fields of Go's Store that these functions use. */
export interface DeletingStore<T> {
  readonly enableGarbageCollection: boolean;
  readonly strategy: RESTDeleteStrategy<T>;
}

/**
 * Whether what the object owns is to stay when it goes.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#shouldOrphanDependents
 */
export function shouldOrphanDependents<T>(
  ctx: RequestContext,
  e: Pick<DeletingStore<T>, 'strategy'>,
  accessor: ObjectMeta,
  options: DeleteOptions | undefined,
): boolean {
  const gcStrategy = e.strategy; // go: gcStrategy, ok := e.DeleteStrategy.(
  let defaultGCPolicy: GarbageCollectionPolicy | undefined; // go: var defaultGCPolicy
  // go: if ok {
  if (gcStrategy.defaultGarbageCollectionPolicy) {
    defaultGCPolicy = gcStrategy.defaultGarbageCollectionPolicy(ctx); // go: defaultGCPolicy = gcStrategy
  }

  if (defaultGCPolicy === 'Unsupported') return false; // go+: if defaultGCPolicy == rest.Unsupported {

  if (options?.orphanDependents !== undefined) return options.orphanDependents; // go+: if options != nil && options.OrphanDependents
  // go: if options != nil && options.PropagationPolicy
  if (options?.propagationPolicy !== undefined) {
    // go: switch *options.PropagationPolicy {
    switch (options.propagationPolicy) {
      case 'Orphan':
        return true; // go: return true @1
      case 'Background':
      case 'Foreground':
        return false; // go: return false @2
    }
  }

  const finalizers = accessor.finalizers ?? []; // go: finalizers := accessor.GetFinalizers()
  // go: for _, f := range finalizers {
  for (const f of finalizers) {
    // go: switch f {
    switch (f) {
      case finalizerOrphanDependents:
        return true; // go: return true @2
      case finalizerDeleteDependents:
        return false; // go: return false @3
    }
  }

  return defaultGCPolicy === 'OrphanDependents'; // go: return defaultGCPolicy ==
}

/**
 * Whether what the object owns is to go before it does.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#shouldDeleteDependents
 */
export function shouldDeleteDependents<T>(
  ctx: RequestContext,
  e: Pick<DeletingStore<T>, 'strategy'>,
  accessor: ObjectMeta,
  options: DeleteOptions | undefined,
): boolean {
  const isUnsupported = e.strategy.defaultGarbageCollectionPolicy?.(ctx) === 'Unsupported';
  if (isUnsupported) return false; // go+: if gcStrategy, ok := e.DeleteStrategy.(

  if (options?.orphanDependents !== undefined) return false; // go+: if options != nil && options.OrphanDependents
  // go: if options != nil && options.PropagationPolicy
  if (options?.propagationPolicy !== undefined) {
    // go: switch *options.PropagationPolicy {
    switch (options.propagationPolicy) {
      case 'Foreground':
        return true; // go: return true @1
      case 'Background':
      case 'Orphan':
        return false; // go: return false @3
    }
  }

  const finalizers = accessor.finalizers ?? []; // go: finalizers := accessor.GetFinalizers()
  // go: for _, f := range finalizers {
  for (const f of finalizers) {
    // go: switch f {
    switch (f) {
      case finalizerDeleteDependents:
        return true; // go: return true @2
      case finalizerOrphanDependents:
        return false; // go: return false @4
    }
  }

  return false; // go: return false @5
}

/**
 * The finalizers that hold an object for the garbage collector, and whether they are others than it
 * has.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#deletionFinalizersForGarbageCollection
 */
export function deletionFinalizersForGarbageCollection<T>(
  ctx: RequestContext,
  e: DeletingStore<T>,
  accessor: ObjectMeta,
  options: DeleteOptions | undefined,
): readonly [needsUpdate: boolean, finalizers: string[]] {
  if (!e.enableGarbageCollection) return [false, []]; // go+: if !e.EnableGarbageCollection {
  const shouldOrphan = shouldOrphanDependents(ctx, e, accessor, options); // go: shouldOrphan :=
  const shouldDeleteDependentInForeground = shouldDeleteDependents(ctx, e, accessor, options); // go: shouldDeleteDependentInForeground :=
  const newFinalizers: string[] = []; // go: newFinalizers := []string{}

  const oldFinalizers = accessor.finalizers ?? [];
  // go: for _, f := range accessor.GetFinalizers() {
  for (const f of oldFinalizers) {
    if (f === finalizerOrphanDependents || f === finalizerDeleteDependents) continue; // go+: if f == metav1.FinalizerOrphanDependents
    newFinalizers.push(f); // go: newFinalizers = append(newFinalizers, f)
  }

  // go: if shouldOrphan {
  if (shouldOrphan) {
    newFinalizers.push(finalizerOrphanDependents); // go: newFinalizers = append(newFinalizers, metav1.FinalizerOrphanDependents)
  }
  // go: if shouldDeleteDependentInForeground {
  if (shouldDeleteDependentInForeground) {
    newFinalizers.push(finalizerDeleteDependents); // go: newFinalizers = append(newFinalizers, metav1.FinalizerDeleteDependents)
  }

  const oldFinalizerSet = new Set(oldFinalizers); // go: oldFinalizerSet :=
  const newFinalizersSet = new Set(newFinalizers); // go: newFinalizersSet :=
  // go: if oldFinalizerSet.Equal(
  if (
    oldFinalizerSet.size === newFinalizersSet.size &&
    newFinalizers.every((f) => oldFinalizerSet.has(f))
  ) {
    return [false, oldFinalizers]; // go: return false, accessor.GetFinalizers()
  }
  return [true, newFinalizers]; // go: return true, newFinalizers
}
