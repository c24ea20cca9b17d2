import type { Pod } from '../api/pod.ts';
import { milliValue, value } from '../api/quantity.ts';
import { getNonzeroRequests } from './get-nonzero-requests.ts';
import { Resource } from './resource.ts';

/**
 * What a pod asks for: the most that it needs at once. Beside it CPU and memory for the scores, in
 * which a container that asks for nothing counts as if it asked for a little.
 *
 * @ports pkg/scheduler/framework/types.go#calculateResource
 */
export function calculateResource(
  pod: Pod,
): readonly [res: Resource, non0CPU: number, non0Mem: number] {
  const res = new Resource(); // go: resPtr := &res
  let [non0CPU, non0Mem] = [0, 0];
  // go: for _, c := range pod.Spec.Containers {
  for (const c of pod.spec.containers ?? []) {
    res.add(c.resources?.requests); // go: resPtr.Add(c.Resources.Requests)
    const [non0CPUReq, non0MemReq] = getNonzeroRequests(c.resources?.requests); // go: non0CPUReq, non0MemReq := schedutil.GetNonzeroRequests(&c.
    non0CPU += non0CPUReq; // go: non0CPU += non0CPUReq
    non0Mem += non0MemReq; // go: non0Mem += non0MemReq
  }

  // go: for _, ic := range pod.Spec.InitContainers {
  for (const ic of pod.spec.initContainers ?? []) {
    res.setMaxResource(ic.resources?.requests); // go: resPtr.SetMaxResource(
    const [non0CPUReq, non0MemReq] = getNonzeroRequests(ic.resources?.requests); // go: non0CPUReq, non0MemReq := schedutil.GetNonzeroRequests(&ic.
    non0CPU = Math.max(non0CPU, non0CPUReq); // go+: if non0CPU < non0CPUReq {
    non0Mem = Math.max(non0Mem, non0MemReq); // go+: if non0Mem < non0MemReq {
  }

  // The feature gate is on by default.
  const { overhead } = pod.spec;
  // go: if pod.Spec.Overhead != nil
  if (overhead) {
    res.add(overhead); // go: resPtr.Add(pod.Spec.Overhead)
    if (overhead.cpu !== undefined) non0CPU += milliValue(overhead.cpu); // go+: if _, found := pod.Spec.Overhead[v1.ResourceCPU]; found {
    if (overhead.memory !== undefined) non0Mem += value(overhead.memory); // go+: if _, found := pod.Spec.Overhead[v1.ResourceMemory]; found {
  }
  return [res, non0CPU, non0Mem]; // go: return
}
