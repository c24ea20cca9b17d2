import type { Runtime, Task } from '../runtime/task.ts';
import type { StopChannel } from '../wait/stop-channel.ts';
import { newTimer } from '../workqueue/timer.ts';

const refresh = 50;
const maxBudget = 100;

/** Milliseconds that may be waited for slow watchers. */
export class TimeBudget {
  #budget = 0;

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/time_budget.go#timeBudgetImpl.periodicallyRefresh */
  *periodicallyRefresh(runtime: Pick<Runtime, 'sleep'>, stopCh: StopChannel): Task<void> {
    // left out (each round has a timer of its own): ticker := time.NewTicker(
    // left out (each round has a timer of its own): defer ticker.Stop()
    // go: for {
    for (;;) {
      const ticked = newTimer(runtime, 1000); // go: select {
      yield () => ticked() || stopCh.canReceive();
      if (stopCh.canReceive()) {
        return; // go: return
      }
      // left out (locking): t.Lock()
      this.#budget = Math.min(this.#budget + refresh, maxBudget); // go+: if t.budget = t.budget + t.refresh
      // left out (locking): t.Unlock()
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/time_budget.go#timeBudgetImpl.takeAvailable */
  takeAvailable(): number {
    // left out (locking): t.Lock()
    // left out (locking): defer t.Unlock()
    const result = this.#budget; // go: result := t.budget
    this.#budget = 0; // go: t.budget = time.Duration(0)
    return result; // go: return result
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/time_budget.go#timeBudgetImpl.returnUnused */
  returnUnused(unused: number): void {
    // left out (locking): t.Lock()
    // left out (locking): defer t.Unlock()
    // go: if unused < 0 {
    if (unused < 0) {
      return; // go: return @1
    }
    this.#budget = Math.min(this.#budget + unused, maxBudget); // go+: if t.budget = t.budget + unused
  }
}
