import type { ReplicaSet } from '../api/replica-set.ts';
import { isAfter, isEqual } from '../controller/meta-time.ts';
import type { Sortable } from '../runtime/sort.ts';
import { replicasOf } from './replicas-of.ts';

/** Orders ReplicaSets in place; `less` says how. */
abstract class ReplicaSetsBy implements Sortable {
  readonly o: ReplicaSet[];

  constructor(o: ReplicaSet[]) {
    this.o = o;
  }

  len(): number {
    return this.o.length;
  }

  swap(i: number, j: number): void {
    const [a, b] = [this.at(i), this.at(j)];
    this.o[i] = b;
    this.o[j] = a;
  }

  /** @throws RangeError if there is none. */
  at(i: number): ReplicaSet {
    const rs = this.o[i];
    if (!rs) throw new RangeError(`There is no ReplicaSet ${String(i)}`);
    return rs;
  }

  abstract less(i: number, j: number): boolean;
}

/** The oldest first, then by name. */
export class ReplicaSetsByCreationTimestamp extends ReplicaSetsBy {
  /** @ports pkg/controller/controller_utils.go#ReplicaSetsByCreationTimestamp.Less */
  less(i: number, j: number): boolean {
    const [a, b] = [this.at(i).metadata, this.at(j).metadata];
    // go: if o[i].CreationTimestamp.Equal(
    if (isEqual(a.creationTimestamp, b.creationTimestamp)) {
      return a.name < b.name; // go: return o[i].Name < o[j].Name
    }
    return isAfter(b.creationTimestamp, a.creationTimestamp); // go: return o[i].CreationTimestamp.Before(
  }
}

/** The biggest first, then the oldest. */
export class ReplicaSetsBySizeOlder extends ReplicaSetsBy {
  /** @ports pkg/controller/controller_utils.go#ReplicaSetsBySizeOlder.Less */
  less(i: number, j: number): boolean {
    // go: if *(o[i].Spec.Replicas) == *(o[j].Spec.Replicas) {
    if (replicasOf(this.at(i)) === replicasOf(this.at(j))) {
      return new ReplicaSetsByCreationTimestamp(this.o).less(i, j); // go: return ReplicaSetsByCreationTimestamp(
    }
    return replicasOf(this.at(i)) > replicasOf(this.at(j)); // go: return *(o[i].Spec.Replicas) >
  }
}

/** The biggest first, then the newest. */
export class ReplicaSetsBySizeNewer extends ReplicaSetsBy {
  /** @ports pkg/controller/controller_utils.go#ReplicaSetsBySizeNewer.Less */
  less(i: number, j: number): boolean {
    // go: if *(o[i].Spec.Replicas) == *(o[j].Spec.Replicas) {
    if (replicasOf(this.at(i)) === replicasOf(this.at(j))) {
      return new ReplicaSetsByCreationTimestamp(this.o).less(j, i); // go: return ReplicaSetsByCreationTimestamp(
    }
    return replicasOf(this.at(i)) > replicasOf(this.at(j)); // go: return *(o[i].Spec.Replicas) >
  }
}
