/**
 * Notes which sources the sync loop has seen, and asks whether that is all.
 */
export class SourcesReady {
  readonly #sourcesSeen = new Set<string>();
  readonly #sourcesReadyFn: (sourcesSeen: ReadonlySet<string>) => boolean;

  constructor(sourcesReadyFn: (sourcesSeen: ReadonlySet<string>) => boolean) {
    this.#sourcesReadyFn = sourcesReadyFn;
  }

  /** @ports pkg/kubelet/config/sources.go#sourcesImpl.AddSource */
  addSource(source: string): void {
    // left out (locking): s.lock.Lock()
    // left out (locking): defer s.lock.Unlock()
    this.#sourcesSeen.add(source); // go: s.sourcesSeen.Insert(source)
  }

  /** @ports pkg/kubelet/config/sources.go#sourcesImpl.AllReady */
  allReady(): boolean {
    // left out (locking): s.lock.RLock()
    // left out (locking): defer s.lock.RUnlock()
    return this.#sourcesReadyFn(this.#sourcesSeen); // go: return s.sourcesReadyFn(
  }
}
