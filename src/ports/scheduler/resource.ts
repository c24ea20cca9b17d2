import { milliValue, value } from '../api/quantity.ts';
import type { ResourceList } from '../api/pod.ts';
import { isScalarResourceName } from './is-scalar-resource-name.ts';

/**
 * Amounts of what a node has or a pod asks for: thousandths of a CPU, bytes, numbers. Go counts in
 * 64 bits; up to 2^53 a number is as exact.
 */
export class Resource {
  milliCPU = 0;
  memory = 0;
  ephemeralStorage = 0;
  /** How many pods a node takes. */
  allowedPodNumber = 0;
  /** All others, by their names. */
  readonly scalarResources = new Map<string, number>();

  /**
   * Adds what a list has.
   *
   * @ports pkg/scheduler/framework/types.go#Resource.Add
   */
  add(rl: ResourceList | undefined): void {
    // left out (there is one): if r == nil {
    // go: for rName, rQuant := range rl {
    for (const [rName, rQuant] of Object.entries(rl ?? {})) {
      // go: switch rName {
      switch (rName) {
        case 'cpu':
          this.milliCPU += milliValue(rQuant); // go: r.MilliCPU += rQuant.MilliValue()
          break;
        case 'memory':
          this.memory += value(rQuant); // go: r.Memory += rQuant.Value()
          break;
        case 'pods':
          this.allowedPodNumber += value(rQuant); // go: r.AllowedPodNumber += int(rQuant.Value())
          break;
        case 'ephemeral-storage':
          // The feature gate is on by default.
          this.ephemeralStorage += value(rQuant); // go+: if utilfeature.DefaultFeatureGate.Enabled(
          break;
        default:
          // go: if schedutil.IsScalarResourceName(rName) {
          if (isScalarResourceName(rName)) {
            this.addScalar(rName, value(rQuant)); // go: r.AddScalar(
          }
      }
    }
  }

  /**
   * A copy that shares nothing.
   *
   * @ports pkg/scheduler/framework/types.go#Resource.Clone
   */
  clone(): Resource {
    const res = new Resource(); // go: res := &Resource{
    res.milliCPU = this.milliCPU;
    res.memory = this.memory;
    res.allowedPodNumber = this.allowedPodNumber;
    res.ephemeralStorage = this.ephemeralStorage;
    for (const [k, v] of this.scalarResources) res.scalarResources.set(k, v); // go+: if r.ScalarResources != nil {
    return res; // go: return res
  }

  /**
   * Adds to one of the other resources.
   *
   * @ports pkg/scheduler/framework/types.go#Resource.AddScalar
   */
  addScalar(name: string, quantity: number): void {
    this.setScalar(name, (this.scalarResources.get(name) ?? 0) + quantity); // go: r.SetScalar(
  }

  /**
   * Sets one of the other resources.
   *
   * @ports pkg/scheduler/framework/types.go#Resource.SetScalar
   */
  setScalar(name: string, quantity: number): void {
    // left out (the map is there): if r.ScalarResources == nil {
    this.scalarResources.set(name, quantity); // go: r.ScalarResources[name] = quantity
  }

  /**
   * Takes of every resource what is more: what it has or what a list has.
   *
   * @ports pkg/scheduler/framework/types.go#Resource.SetMaxResource
   */
  setMaxResource(rl: ResourceList | undefined): void {
    // left out (there is one): if r == nil {
    // go: for rName, rQuantity := range rl {
    for (const [rName, rQuantity] of Object.entries(rl ?? {})) {
      // go: switch rName {
      switch (rName) {
        case 'memory':
          this.memory = Math.max(value(rQuantity), this.memory); // go+: if mem := rQuantity.Value(); mem > r.Memory {
          break;
        case 'cpu':
          this.milliCPU = Math.max(milliValue(rQuantity), this.milliCPU); // go+: if cpu := rQuantity.MilliValue(); cpu > r.MilliCPU {
          break;
        case 'ephemeral-storage':
          // The feature gate is on by default.
          this.ephemeralStorage = Math.max(value(rQuantity), this.ephemeralStorage); // go+: if utilfeature.DefaultFeatureGate.Enabled(
          break;
        default:
          // go: if schedutil.IsScalarResourceName(rName) {
          if (isScalarResourceName(rName)) {
            const most = value(rQuantity); // go: value := rQuantity.Value()
            // go: if value > r.ScalarResources[rName] {
            if (most > (this.scalarResources.get(rName) ?? 0)) {
              this.setScalar(rName, most); // go: r.SetScalar(
            }
          }
      }
    }
  }
}

/**
 * The amounts that a list has.
 *
 * @ports pkg/scheduler/framework/types.go#NewResource
 */
export function newResource(rl: ResourceList | undefined): Resource {
  const r = new Resource(); // go: r := &Resource{}
  r.add(rl); // go: r.Add(rl)
  return r; // go: return r
}
