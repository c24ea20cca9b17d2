import type { ReplicaSet } from '../api/replica-set.ts';
import { PlainStrategy, type Validate } from './plain-strategy.ts';
import type { RequestContext } from './request-context.ts';
import { semanticDeepEqual } from '../api/semantic-deep-equal.ts';
import type { GarbageCollectionPolicy } from './strategy.ts';

/** What the API server does with ReplicaSets. */
export class ReplicaSetStrategy extends PlainStrategy<ReplicaSet> {
  constructor(validate?: Validate<ReplicaSet>) {
    super({ group: 'apps', kind: 'ReplicaSet' }, true, validate);
  }

  /**
   * Pods go with their ReplicaSet, but for clients of old versions of the API.
   *
   * @ports pkg/registry/apps/replicaset/strategy.go#rsStrategy.DefaultGarbageCollectionPolicy
   */
  defaultGarbageCollectionPolicy({ requestInfo }: RequestContext): GarbageCollectionPolicy {
    let groupVersion = ''; // go: var groupVersion
    // go: if requestInfo, found :=
    if (requestInfo) {
      groupVersion = `${requestInfo.apiGroup}/${requestInfo.apiVersion}`; // go: groupVersion = schema
    }
    // go: switch groupVersion {
    switch (groupVersion) {
      case 'extensions/v1beta1':
      case 'apps/v1beta2':
        return 'OrphanDependents'; // go: return rest.OrphanDependents
      default:
        return 'DeleteDependents'; // go: return rest.DeleteDependents
    }
  }

  /**
   * A new ReplicaSet has no status, and the first generation.
   *
   * @ports pkg/registry/apps/replicaset/strategy.go#rsStrategy.PrepareForCreate
   */
  override prepareForCreate(_ctx: RequestContext, rs: ReplicaSet): void {
    // left out (types do it): rs := obj.(
    rs.status = { replicas: 0 }; // go: rs.Status =

    rs.metadata.generation = 1; // go: rs.Generation = 1

    // left out (feature gates): pod.DropDisabledTemplateFields(
  }

  /**
   * An update keeps the status; a change of the spec makes a new generation.
   *
   * @ports pkg/registry/apps/replicaset/strategy.go#rsStrategy.PrepareForUpdate
   */
  override prepareForUpdate(_ctx: RequestContext, newRS: ReplicaSet, oldRS: ReplicaSet): void {
    // left out (types do it): newRS := obj.(
    // left out (types do it): oldRS := old.(
    newRS.status = oldRS.status; // go: newRS.Status =

    // left out (feature gates): pod.DropDisabledTemplateFields(

    // go: if !apiequality.Semantic.DeepEqual(
    if (!semanticDeepEqual(oldRS.spec, newRS.spec)) {
      newRS.metadata.generation = (oldRS.metadata.generation ?? 0) + 1; // go: newRS.Generation =
    }
  }
}

/** The same for the status of a ReplicaSet. */
export class ReplicaSetStatusStrategy extends ReplicaSetStrategy {
  /**
   * An update of the status keeps the spec.
   *
   * @ports pkg/registry/apps/replicaset/strategy.go#rsStatusStrategy.PrepareForUpdate
   */
  override prepareForUpdate(_ctx: RequestContext, newRS: ReplicaSet, oldRS: ReplicaSet): void {
    // left out (types do it): newRS := obj.(
    // left out (types do it): oldRS := old.(
    newRS.spec = oldRS.spec; // go: newRS.Spec =
  }
}
