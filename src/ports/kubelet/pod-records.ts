import type { RunningPod } from './running-pod.ts';

interface PodRecord {
  old: RunningPod | undefined;
  current: RunningPod | undefined;
}

/** Each pod as the relisting saw it before and sees it now, by UID. */
export class PodRecords {
  readonly #records = new Map<string, PodRecord>();

  /** The UIDs of all pods, also of one that is gone. */
  ids(): string[] {
    return [...this.#records.keys()];
  }

  /** @ports pkg/kubelet/pleg/generic.go#podRecords.getOld */
  getOld(id: string): RunningPod | undefined {
    const r = this.#records.get(id); // go: r, ok := pr[id]
    if (r === undefined) return undefined; // go+: if !ok {
    return r.old; // go: return r.old
  }

  /** @ports pkg/kubelet/pleg/generic.go#podRecords.getCurrent */
  getCurrent(id: string): RunningPod | undefined {
    const r = this.#records.get(id); // go: r, ok := pr[id]
    if (r === undefined) return undefined; // go+: if !ok {
    return r.current; // go: return r.current
  }

  /**
   * Takes what the runtime lists now.
   *
   * @ports pkg/kubelet/pleg/generic.go#podRecords.setCurrent
   */
  setCurrent(pods: readonly RunningPod[]): void {
    // go: for i := range pr {
    for (const record of this.#records.values()) {
      record.current = undefined; // go: pr[i].current = nil
    }
    // go: for _, pod := range pods {
    for (const pod of pods) {
      const r = this.#records.get(pod.id); // go: if r, ok := pr[pod.ID]; ok {
      if (r !== undefined) {
        r.current = pod; // go: r.current = pod
      } else {
        this.#records.set(pod.id, { old: undefined, current: pod }); // go: pr[pod.ID] = &podRecord{
      }
    }
  }

  /**
   * What a pod is now becomes what it was before. A pod that is gone is forgotten.
   *
   * @ports pkg/kubelet/pleg/generic.go#podRecords.update
   */
  update(id: string): void {
    const r = this.#records.get(id); // go: r, ok := pr[id]
    if (r === undefined) return; // go+: if !ok {
    this.#updateInternal(id, r); // go: pr.updateInternal(id, r)
  }

  /** @ports pkg/kubelet/pleg/generic.go#podRecords.updateInternal */
  #updateInternal(id: string, r: PodRecord): void {
    // go: if r.current == nil {
    if (r.current === undefined) {
      this.#records.delete(id); // go: delete(pr, id)
      return; // go: return
    }
    r.old = r.current; // go: r.old = r.current
    r.current = undefined; // go: r.current = nil
  }
}
